/* Actions: promises on their way to being kept. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_text[] = {"text", NULL};
static const char *const words_id[] = {"id", NULL};
static const char *const words_id_due[] = {"id", "due", NULL};
static const char *const words_id_owner[] = {"id", "owner", NULL};
static const char *const words_id_by[] = {"id", "by", NULL};
static const char *const words_id_text[] = {"id", "text", NULL};
static const char *const words_id_team[] = {"id", "team", NULL};
static const char *const words_id_answer[] = {"id", "answer", NULL};

static const struct verb verbs[] = {
        {.name = "list", .page = "actions", .title = N_("all open actions, most urgent first")},
        {.name = "add", .command = "action.add", .words = words_text, .title = N_("a new action")},
        {.name = "done", .command = "action.done", .words = words_id, .title = N_("it is done")},
        {.name = "move", .command = "action.move", .words = words_id_due, .title = N_("another date")},
        {.name = "hand",
                .command = "action.hand",
                .words = words_id_owner,
                .title = N_("somebody else takes it over")},
        {.name = "block",
                .command = "action.block",
                .words = words_id_by,
                .title = N_("it waits for somebody or something")},
        {.name = "forecast",
                .command = "action.forecast",
                .words = words_id,
                .by_option = true,
                .title = N_("which score should change by it, how much and by when")},
        {.name = "escalate",
                .command = "action.escalate",
                .words = words_id_team,
                .title = N_("another team answers, by a day")},
        {.name = "answer",
                .command = "action.answer",
                .words = words_id_answer,
                .title = N_("what the other team said")},
        {.name = "reword", .command = "action.reword", .words = words_id_text, .title = N_("say it better")},
        {.name = "drop", .command = "action.drop", .words = words_id, .title = N_("it will not be done")},
        {.name = "reopen", .command = "action.reopen", .words = words_id, .title = N_("it is open again")},
        {0},
};

const struct app_command action_command = {
        .name = "action",
        .title = N_("promises: who does what by when"),
        .usage = "list|add|done|forecast|move|hand|block|escalate|answer|reword|drop|reopen",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples =
                N_("dagstart action list\n"
                   "dagstart action add \"Call every parcel customer before five\" --owner Anna --due fri\n"
                   "dagstart action add \"Shorter form\" --source F-12 --forecast-metric nps "
                   "--forecast-change 5\n"
                   "dagstart action move A-1 +7\n"
                   "dagstart action hand A-1 Bram\n"
                   "dagstart action block A-1 IT --until fri\n"
                   "dagstart action escalate A-1 \"Logistics\" --answer-by +7\n"
                   "dagstart action done A-1 --forecast-metric nps --forecast-change 5 --forecast-day +8w"),
};
