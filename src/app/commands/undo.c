/* One change back. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const struct verb verbs[] = {
        {.name = "", .command = "undo", .title = N_("take back the last change that you made here")},
        {0},
};

const struct app_command undo_command = {
        .name = "undo",
        .title = N_("take back the last change that you made here"),
        .usage = "",
        .verbs = verbs,
        .needs = NEEDS_SESSION,
        .examples = "dagstart undo",
};
