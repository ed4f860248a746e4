/* Ideas: the fixed place where what was parked is looked at, whoever thought of it, with where it came from.
 * What is not dealt with stays, and comes back. */
#include "../tables.h"
#include "../week.h"

#include <dagstart/domain/redact.h>
#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

struct state {
	struct note *notes;
	size_t count;
};

/* Words that an older program kept bear the customer's name: they are read where it is known. */
static bool read_words(struct step_context *ctx, struct note *note, struct err *err)
{
	struct feedback quote;
	struct err why = {0};
	if (note->source.letter != entity_letter(ENTITY_FEEDBACK) || strempty(note->source_text))
		return true;
	if (!store_feedback_by_id(ctx->store, ctx->arena, note->source.id, &quote, &why))
		return why.code == ERR_MISSING || (*err = why, false);
	note->source_text = redact_name(ctx->arena, quote.comment, str_or(quote.customer, ""), NULL);
	return true;
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	struct note *notes = NULL;
	size_t count = 0;
	UNUSED(args);
	*s = (struct state){0};
	if (!store_notes(ctx->store, ctx->arena, false, &notes, &count, err))
		return false;
	s->count = notes_parked(ctx->arena, notes, count, &s->notes);
	for (size_t i = 0; i < s->count; i++)
		if (!read_words(ctx, &s->notes[i], err))
			return false;
	return true;
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	doc_para(doc, parent, ROLE_TITLE, _("Which of these would a customer notice first?"))->strong = true;
	if (!s->count) {
		doc_para(doc, parent, ROLE_QUIET, _("Nothing is parked. Whose idea have we not heard yet?"));
		doc_hint(doc, parent, _("{note.park} adds an idea"));
		return;
	}
	parked_table(ctx, s->notes, s->count, doc, parent);
	doc_hint(doc, parent,
	        _("{note.park} adds an idea · {action.add} makes an action of the selected one · "
	          "{note.close} deals with it; the rest comes back"));
}

const struct step_ops ideas_step = {
        .name = "ideas",
        .title = N_("Ideas"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
