/* The customer journey, step by step. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_metric[] = {"metric", NULL};

static const struct verb verbs[] = {
        {.name = "",
                .page = "journey",
                .words = words_metric,
                .title = N_("the steps of the journey with score, verdict, the worst and the best")},
        {0},
};

const struct app_command journey_command = {
        .name = "journey",
        .title = N_("the customer journey, step by step"),
        .usage = N_("[KEY]"),
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = "dagstart journey\n"
                    "dagstart journey csat --html > journey.html",
};
