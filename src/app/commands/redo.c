/* One change forth. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const struct verb verbs[] = {
        {.name = "", .command = "redo", .title = N_("do again what was undone")},
        {0},
};

const struct app_command redo_command = {
        .name = "redo",
        .title = N_("do again what was undone"),
        .usage = "",
        .verbs = verbs,
        .needs = NEEDS_SESSION,
        .examples = "dagstart redo",
};
