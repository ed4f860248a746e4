#include "wizard.h"

#include <dagstart/base/i18n.h>

const struct tui_command wizard_commands[WIZARD_COMMANDS] = {
        {.name = WIZARD_FOUND, .title = N_("go on"), .context = "wizard"},
        {.name = WIZARD_IMPORT, .title = N_("take in a file"), .context = "wizard"},
};
