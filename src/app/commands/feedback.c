/* All feedback, filtered. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../out.h"
#include "../stream.h"
#include "../verb.h"

static const char *const words_query[] = {"query", NULL};

static const char *const words_id[] = {"id", NULL};
static const char *const words_id_owner[] = {"id", "owner", NULL};
static const char *const words_id_said[] = {"id", "said", NULL};
static const char *const words_id_reason[] = {"id", "reason", NULL};

static const struct verb verbs[] = {
        {.name = "heard",
                .page = "heard",
                .title = N_("who was heard this month: channels, steps and themes")},
        {.name = "loop", .page = "loops", .title = N_("customers with a low score who wait to hear from us")},
        {.name = "show",
                .page = "quote",
                .words = words_id,
                .title = N_("one quote in full, and what came of it")},
        {.name = "own",
                .command = "loop.own",
                .words = words_id_owner,
                .title = N_("who tells the customer")},
        {.name = "told",
                .command = "loop.tell",
                .words = words_id_said,
                .title = N_("the customer was told, and what")},
        {.name = "not-needed",
                .command = "loop.leave",
                .words = words_id_reason,
                .title = N_("this customer need not hear from us")},
        {.name = "reopen",
                .command = "loop.reopen",
                .words = words_id,
                .title = N_("it is not closed after all")},
        {.name = "", .page = "feedback", .words = words_query, .title = N_("what customers said")},
        {0},
};

/* People read the newest; a program wants all of it, unless it says how many. */
static int run(struct app *app, const struct parsed *parsed)
{
	const struct verb *verb = verb_find(&feedback_command, parsed);
	enum render_format format = out_format(parsed);
	bool by_program = format == RENDER_JSON || format == RENDER_CSV;
	if (*verb->name || !by_program || options_has(parsed, "limit"))
		return verb_run(app, &feedback_command, verb, parsed);
	struct args args = verb_args(app->arena, verb, parsed);
	return stream_out(app, &stream_feedback, &args, format);
}

const struct app_command feedback_command = {
        .name = "feedback",
        .title = N_("what customers said"),
        .usage = N_("[TEXT] | show|heard|loop|own|told|not-needed|reopen"),
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = "dagstart feedback parcel\n"
                    "dagstart feedback 'slow \"not good\" -app score:<=6 since:30d'\n"
                    "dagstart feedback --mood pain --channel phone --limit 10\n"
                    "dagstart feedback --from 2026-01-01 --csv > feedback.csv\n"
                    "dagstart feedback show F-12\n"
                    "dagstart feedback heard\n"
                    "dagstart feedback loop\n"
                    "dagstart feedback own F-12 Anna --due fri\n"
                    "dagstart feedback told F-12 \"The invoice is right now, with our apologies.\"\n"
                    "dagstart feedback not-needed F-13 \"anonymous: nobody to write to\"",
        .run = run,
};
