/* All feedback, filtered. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../out.h"
#include "../stream.h"
#include "../verb.h"

static const char *const words_query[] = {"query", NULL};

static const struct verb verbs[] = {
        {.name = "", .page = "feedback", .words = words_query, .title = N_("what customers said")},
        {0},
};

/* People read the newest; a program wants all of it, unless it says how many. */
static int run(struct app *app, const struct parsed *parsed)
{
	enum render_format format = out_format(parsed);
	bool by_program = format == RENDER_JSON || format == RENDER_CSV;
	if (!by_program || options_has(parsed, "limit"))
		return verb_run(app, &feedback_command, &verbs[0], parsed);
	struct args args = verb_args(app->arena, &verbs[0], parsed);
	return stream_out(app, &stream_feedback, &args, format);
}

const struct app_command feedback_command = {
        .name = "feedback",
        .title = N_("what customers said"),
        .usage = N_("[TEXT]"),
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = "dagstart feedback parcel\n"
                    "dagstart feedback 'slow \"not good\" -app score:<=6 since:30d'\n"
                    "dagstart feedback --mood pain --channel phone --limit 10\n"
                    "dagstart feedback --from 2026-01-01 --csv > feedback.csv",
        .run = run,
};
