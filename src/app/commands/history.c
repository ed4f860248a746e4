/* The journal as people read it. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const struct verb verbs[] = {
        {.name = "", .page = "history", .title = N_("every change: who, when, what")},
        {0},
};

const struct app_command history_command = {
        .name = "history",
        .title = N_("every change: who, when, what"),
        .usage = "",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
};
