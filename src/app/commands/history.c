/* The journal as people read it. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_id[] = {"id", NULL};

static const struct verb verbs[] = {
        {.name = "", .page = "history", .words = words_id, .title = N_("every change: who, when, what")},
        {0},
};

const struct app_command history_command = {
        .name = "history",
        .title = N_("every change: who, when, what"),
        .usage = "[ID]",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = "dagstart history\n"
                    "dagstart history A-1\n"
                    "dagstart history --limit 1000 --csv",
};
