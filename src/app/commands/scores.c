/* The scores of the team, in words and figures. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_rebase[] = {"metric", "reason", NULL};

static const struct verb verbs[] = {
        {.name = "rebase",
                .command = "scores.rebase",
                .words = words_rebase,
                .title = N_("from today on a score is judged by a new baseline; needs a reason")},
        {.name = "", .page = "scores", .title = N_("the scores with margin and verdict")},
        {0},
};

const struct app_command scores_command = {
        .name = "scores",
        .title = N_("the scores with margin and verdict"),
        .usage = "",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = "dagstart scores\n"
                    "dagstart scores --csv\n"
                    "dagstart scores --json | jq .nps.value\n"
                    "dagstart scores rebase nps \"since March we ask it after each delivery\"",
};
