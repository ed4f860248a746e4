/* What a customer said, in ten seconds. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_text[] = {"text", NULL};

static const struct verb verbs[] = {
        {.name = "", .command = "feedback.log", .words = words_text, .title = N_("log what a customer said")},
        {0},
};

const struct app_command log_command = {
        .name = "log",
        .title = N_("log what a customer said"),
        .usage = "TEXT",
        .verbs = verbs,
        .needs = NEEDS_SESSION,
};
