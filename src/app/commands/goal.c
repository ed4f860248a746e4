/* Goals: a number and a behaviour. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_text[] = {"text", NULL};
static const char *const words_id[] = {"id", NULL};
static const char *const words_id_value[] = {"id", "value", NULL};

static const struct verb verbs[] = {
        {.name = "list", .page = "goals", .title = N_("open goals")},
        {.name = "add", .command = "goal.add", .words = words_text, .title = N_("a new goal")},
        {.name = "tick",
                .command = "goal.tick",
                .words = words_id,
                .title = N_("the behaviour was lived today")},
        {.name = "update",
                .command = "goal.update",
                .words = words_id_value,
                .title = N_("where the number stands today")},
        {.name = "reach", .command = "goal.reach", .words = words_id, .title = N_("it is reached")},
        {.name = "stop", .command = "goal.stop", .words = words_id, .title = N_("it is given up")},
        {0},
};

const struct app_command goal_command = {
        .name = "goal",
        .title = N_("goals of the team and its people"),
        .usage = "list|add|tick|update|reach|stop",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = N_("dagstart goal list\n"
                       "dagstart goal add \"Calls answered in two minutes\" --owner Chaya --start 55 "
                       "--target 80 --unit % --due +8w\n"
                       "dagstart goal tick G-3\n"
                       "dagstart goal update G-3 85"),
};
