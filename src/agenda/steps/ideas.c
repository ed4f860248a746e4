/* Ideas: the fixed place where what was parked is looked at, whoever thought of it, with where it came from.
 * What is not dealt with stays, and comes back. */
#include "../tables.h"
#include "../week.h"

#include <dagstart/store/work.h>

struct state {
	struct note *notes;
	size_t count;
};

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
	return true;
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	doc_para(doc, parent, ROLE_TITLE, _("Which of these would a customer notice first?"))->strong = true;
	if (s->count)
		parked_table(ctx, s->notes, s->count, doc, parent);
	else
		doc_para(doc, parent, ROLE_QUIET, _("Nothing is parked. Whose idea have we not heard yet?"));
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
