/* You said, we did: what customers said beside what came of it. */
#include "ledger.h"

#include <stdlib.h>

#include <dagstart/store/ledger.h>
#include <dagstart/store/loops.h>
#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

enum { CHAIN_MAX = 4 };

/* An action of a decision began with the quote of that decision. */
static bool origin_of(struct step_context *ctx, const struct action *action, struct ref *ret,
        const char **words, struct err *err)
{
	*ret = action->source;
	*words = str_or(action->source_text, "");
	for (int i = 0; i < CHAIN_MAX && ret->letter == 'D'; i++) {
		struct decision decision;
		struct err why = {0};
		if (!store_decision_by_id(ctx->store, ctx->arena, ret->id, &decision, &why))
			return why.code == ERR_MISSING || (*err = why, false);
		*ret = decision.source;
		*words = str_or(decision.source_text, "");
	}
	return true;
}

static bool load_quote(struct step_context *ctx, int64_t id, struct said_did *ret, struct err *err)
{
	struct err why = {0};
	struct loop loop;
	if (!store_feedback_by_id(ctx->store, ctx->arena, id, &ret->quote, &why)) {
		ret->quote = (struct feedback){0};
		return why.code == ERR_MISSING || (*err = why, false);
	}
	if (store_loop_by_id(ctx->store, ctx->arena, id, &loop, &why))
		ret->told = loop.status == LOOP_TOLD;
	return why.code == ERR_NONE || why.code == ERR_MISSING || (*err = why, false);
}

static int newest_first(const void *left, const void *right)
{
	const struct said_did *a = left, *b = right;
	if (a->action->done_day != b->action->done_day)
		return a->action->done_day > b->action->done_day ? -1 : 1;
	return a->action->id > b->action->id ? -1 : a->action->id < b->action->id;
}

bool said_did_load(struct step_context *ctx, const struct action *done, size_t count, struct said_did **ret,
        size_t *ret_count, struct err *err)
{
	struct said_did *list = arena_array_of(ctx->arena, struct said_did, count + 1);
	struct judgement *said = NULL;
	size_t kept = 0, said_count = 0;
	if (count && !store_judgements(ctx->store, ctx->arena, &said, &said_count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct said_did one = {.action = &done[i], .words = ""};
		struct ref ref = {0};
		if (!origin_of(ctx, &done[i], &ref, &one.words, err))
			return false;
		if (ref.letter != 'F' && ref.letter != 'T')
			continue;
		if (ref.letter == 'F' && !load_quote(ctx, ref.id, &one, err))
			return false;
		one.is_theme = ref.letter == 'T';
		for (size_t j = 0; j < said_count; j++)
			if (judgement_holds(&said[j], &done[i]))
				one.judgement = &said[j];
		list[kept++] = one;
	}
	qsort(list, kept, sizeof(*list), newest_first);
	*ret = list;
	*ret_count = kept;
	return true;
}

/* What is not there any more is said in the words that were kept, under the same mask. */
static const char *said(
        const struct step_context *ctx, struct arena *arena, const struct said_did *one, bool quoted)
{
	const struct feedback kept = {.comment = one->words, .customer = ""};
	const struct feedback *quote = one->quote.id ? &one->quote : &kept;
	if (one->is_theme)
		return one->words;
	if (strempty(quote->comment))
		return "";
	return quoted ? quote_words(ctx, arena, quote) : quote_plain(ctx, arena, quote);
}

static void add_row(
        const struct step_context *ctx, const struct said_did *one, struct doc *doc, struct doc_node *rows)
{
	struct arena *arena = doc->arena;
	const struct action *a = one->action;
	const struct judgement *judgement = one->judgement;
	const char *outcome = judgement ? outcome_word(judgement->outcome) : "";
	const char *words = said(ctx, arena, one, true);
	struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_ACTION, a->id));
	if (one->is_theme)
		words = arena_printf(arena, _("many of you, about %s"), words);
	doc_cell_value(doc, row, strempty(words) ? say_dash() : words, said(ctx, arena, one, false));
	doc_cell(doc, row, ref_text(arena, row->ref));
	doc_cell(doc, row, a->text);
	doc_cell_value(doc, row, say_day_short(arena, a->done_day), day_iso(arena, a->done_day));
	struct doc_node *cell = doc_cell_value(doc, row, strempty(outcome) ? "" : _(outcome), outcome);
	cell->role = judgement ? outcome_role(judgement->outcome) : ROLE_QUIET;
	cell->mark = !strempty(outcome);
	doc_cell_bool(doc, row, one->told ? _("the customer knows") : "", one->told);
	doc_cell(doc, row, one->quote.id ? ref_text(arena, entity_ref(ENTITY_FEEDBACK, one->quote.id)) : "");
	doc_cell(doc, row, str_or(a->effect, ""));
}

void said_did_doc(const struct step_context *ctx, const struct said_did *items, size_t count, struct doc *doc,
        struct doc_node *parent)
{
	static const struct doc_column columns[] = {
	        {.key = "said", .title = N_("you said"), .weight = 4, .min_width = 20, .wrap = true},
	        {.key = "id", .title = ""},
	        {.key = "did", .title = N_("we did"), .weight = 3, .min_width = 16, .wrap = true},
	        {.key = "done", .title = N_("done on"), .drop = 1},
	        {.key = "outcome", .title = "", .drop = 2},
	        {.key = "told", .title = "", .weight = 1, .wrap = true},
	        {.key = "quote", .hidden = true},
	        {.key = "effect", .hidden = true},
	};
	struct doc_node *rows = table(doc, parent, "you_said", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < count; i++)
		add_row(ctx, &items[i], doc, rows);
}
