/* What a customer said, in ten seconds. */
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/store/voice.h>

#include "../commands.h"
#include "../say.h"
#include "../verb.h"

static const char *const words_text[] = {"text", NULL};

static const struct verb verbs[] = {
        {.name = "", .command = "feedback.log", .words = words_text, .title = N_("log what a customer said")},
        {0},
};

/* A score alone does not say of which: it was counted for the first, so the others are named. */
static void name_others(const struct app *app)
{
	struct metric *metrics = NULL;
	size_t count = 0;
	struct err err = {0};
	struct str s = str_new(app->arena);
	if (!store_metrics(app->store, app->arena, &metrics, &count, &err) || count < 2)
		return;
	for (size_t i = 0; i < count; i++)
		str_add_part(&s, ", ", metrics[i].key);
	say_line(app, _("if it was another score, `dagstart undo` and say which with --metric: %s"), s.text);
}

static int run(struct app *app, const struct parsed *parsed)
{
	int code = verb_run(app, &log_command, &verbs[0], parsed);
	if (code == EXIT_DONE && options_has(parsed, "score") && !options_has(parsed, "metric"))
		name_others(app);
	return code;
}

const struct app_command log_command = {
        .name = "log",
        .title = N_("log what a customer said"),
        .usage = N_("TEXT"),
        .verbs = verbs,
        .needs = NEEDS_SESSION,
        .examples = N_("dagstart log \"Nobody called me back\" --channel phone --score 3\n"
                       "dagstart log \"The driver waited for me\" --metric csat --score 5 --theme delivery"),
        .run = run,
};
