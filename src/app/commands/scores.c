/* The scores of the team, in words and figures. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_metric[] = {"metric", NULL};
static const char *const words_rebase[] = {"metric", "reason", NULL};

static const struct verb verbs[] = {
        {.name = "rebase",
                .command = "scores.rebase",
                .words = words_rebase,
                .title = N_("from today on a score is judged by a new baseline; needs a reason")},
        {.name = "",
                .page = "score",
                .words = words_metric,
                .title = N_("one score in depth: weeks, channels, steps, spread and themes")},
        {0},
};

static const struct verb all = {
        .name = "", .page = "scores", .title = N_("the scores with margin and verdict")};

/* Without a word all of them; with one, that score in depth. */
static int run(struct app *app, const struct parsed *parsed)
{
	bool names_one = parsed->word_count > 1 || options_has(parsed, "metric");
	return verb_run(app, &scores_command, names_one ? verb_find(&scores_command, parsed) : &all, parsed);
}

const struct app_command scores_command = {
        .name = "scores",
        .title = N_("the scores with margin and verdict"),
        .usage = N_("[KEY] | rebase"),
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .run = run,
        .examples = "dagstart scores\n"
                    "dagstart scores nps\n"
                    "dagstart scores nps --html > nps.html\n"
                    "dagstart scores --csv\n"
                    "dagstart scores --json | jq .nps.value\n"
                    "dagstart scores rebase nps \"since March we ask it after each delivery\"",
};
