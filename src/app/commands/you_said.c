/* Each finished action beside the words of the customer that began it. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const struct verb verbs[] = {
        {.name = "", .page = "you-said", .title = N_("you said, we did: of the last thirteen weeks")},
        {0},
};

const struct app_command you_said_command = {
        .name = "you-said",
        .title = N_("you said, we did: what came of customers' words"),
        .usage = "",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = "dagstart you-said\n"
                    "dagstart you-said --all --markdown\n"
                    "dagstart you-said --html > you-said.html",
};
