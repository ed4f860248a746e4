/* All feedback, filtered. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_query[] = {"query", NULL};

static const struct verb verbs[] = {
        {.name = "", .page = "feedback", .words = words_query, .title = N_("what customers said")},
        {0},
};

const struct app_command feedback_command = {
        .name = "feedback",
        .title = N_("what customers said"),
        .usage = "[QUERY]",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
};
