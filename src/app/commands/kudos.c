/* Thanks, given at once and for something that was done. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_to_behaviour[] = {"to", "behaviour", NULL};

static const struct verb verbs[] = {
        {.name = "list", .page = "kudos", .title = N_("thanks of the last time")},
        {.name = "add", .command = "kudos.add", .words = words_to_behaviour, .title = N_("thank somebody")},
        {0},
};

const struct app_command kudos_command = {
        .name = "kudos",
        .title = N_("thanks: behaviour, effect and value"),
        .usage = "list|add",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = N_("dagstart kudos list\n"
                       "dagstart kudos add --to Chaya --behaviour \"stayed on the line\" --effect \"the "
                       "parcel was found\""),
};
