/* One decision in full: who decided what and why, what it rests on, what has happened since, and the chain of
 * what it replaced and what replaced it. */
#include "../ledger.h"
#include "../tables.h"

#include <string.h>

#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

enum { QUOTES_MAX = 5 };

struct state {
	struct decision decision;
	struct decision_follow follow;
	struct feedback quotes[QUOTES_MAX];
	size_t quote_count;
	const struct decision **chain; /* oldest first, with this one */
	size_t chain_count;
};

static const struct decision *by_id(const struct decision *all, size_t count, int64_t id)
{
	for (size_t i = 0; id && i < count; i++)
		if (all[i].id == id)
			return &all[i];
	return NULL;
}

static const struct decision *replacing(const struct decision *all, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (all[i].replaces_id == id)
			return &all[i];
	return NULL;
}

/* Back to the first, then forth to the last; never longer than there are decisions. */
static bool load_chain(struct step_context *ctx, struct state *s, struct err *err)
{
	struct decision *all = NULL;
	size_t count = 0;
	if (!store_decisions(ctx->store, ctx->arena, true, 0, &all, &count, err))
		return false;
	const struct decision *at = by_id(all, count, s->decision.id);
	for (size_t i = 0; i < count && at && by_id(all, count, at->replaces_id); i++)
		at = by_id(all, count, at->replaces_id);
	s->chain = arena_array_of(ctx->arena, const struct decision *, count + 1);
	for (; at && s->chain_count < count; at = replacing(all, count, at->id))
		s->chain[s->chain_count++] = at;
	return true;
}

static bool load_quotes(struct step_context *ctx, struct state *s, struct err *err)
{
	struct ref ref;
	for (const char *at = decision_ground(ctx, &s->decision); *at && s->quote_count < QUOTES_MAX;) {
		size_t len = strcspn(at, " ");
		struct err why = {0};
		if (ref_parse(arena_strndup(ctx->arena, at, len), &ref) && ref.letter == 'F') {
			bool there = store_feedback_by_id(
			        ctx->store, ctx->arena, ref.id, &s->quotes[s->quote_count], &why);
			if (!there && why.code != ERR_MISSING)
				return *err = why, false;
			s->quote_count += there;
		}
		at += len + (at[len] != '\0');
	}
	return true;
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	struct ref ref;
	*s = (struct state){0};
	return arg_ref(args, ENTITY_DECISION, &ref, err) &&
	       store_decision_by_id(ctx->store, ctx->arena, ref.id, &s->decision, err) &&
	       decision_follow_load(ctx, &s->decision, &s->follow, err) && load_quotes(ctx, s, err) &&
	       load_chain(ctx, s, err);
}

static void facts_doc(
        const struct step_context *ctx, const struct decision *d, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	if (!decision_stands(d))
		doc_field(doc, parent, "status", _("now"), _(decision_word(d->status)))->role = ROLE_WATCH;
	doc_field(doc, parent, "day", _("decided"), say_day_long(arena, d->day));
	if (d->by_id)
		doc_field(doc, parent, "by", _("written down by"), person(ctx, d->by_id));
	if (d->owner_id)
		doc_field(doc, parent, "owner", _("owner"), person(ctx, d->owner_id));
	doc_field_given(doc, parent, "effect", _("customer"), d->effect);
	doc_field_given(doc, parent, "reason", _("reason"), d->reason);
	doc_field_given(doc, parent, "alternatives", _("instead of"), d->alternatives);
	doc_field_given(doc, parent, "cost", _("costs now"), d->cost);
	doc_field_given(doc, parent, "evidence", _("evidence"), d->evidence);
	doc_field_given(doc, parent, "outcome", _("what happened"), d->outcome);
	if (decision_stands(d))
		doc_field(doc, parent, "review", _("comes back"),
		        d->review_day ? say_day_near(arena, d->review_day, ctx->today) : _("no date"));
}

static void chain_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	static const struct doc_column columns[] = {
	        {.key = "id", .title = ""},
	        {.key = "day", .title = N_("decided")},
	        {.key = "text", .title = N_("decision"), .weight = 3, .min_width = 20, .wrap = true},
	        {.key = "reason", .title = N_("reason"), .weight = 2, .min_width = 12, .wrap = true},
	        {.key = "by", .title = N_("by")},
	        {.key = "replaces", .hidden = true},
	};
	if (s->chain_count < 2)
		return;
	struct doc_node *rows = table(doc, doc_section(doc, parent, _("WHAT REPLACED WHAT"), ""), "chain",
	        columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < s->chain_count; i++) {
		const struct decision *d = s->chain[i];
		struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_DECISION, d->id));
		row->role = decision_stands(d) ? ROLE_TEXT : ROLE_QUIET;
		doc_cell(doc, row, ref_text(arena, row->ref));
		doc_cell_value(doc, row, say_day_short(arena, d->day), day_iso(arena, d->day));
		doc_cell(doc, row, d->text);
		doc_cell(doc, row, str_or(d->reason, ""));
		doc_cell(doc, row, members_name(ctx->members, d->by_id));
		doc_cell(doc, row,
		        d->replaces_id ? ref_text(arena, entity_ref(ENTITY_DECISION, d->replaces_id)) : "");
	}
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	const struct decision *d = &s->decision;
	struct doc_node *title = doc_para(doc, parent, ROLE_TITLE, "");
	title->strong = true;
	title->ref = entity_ref(ENTITY_DECISION, d->id);
	title->focusable = true;
	doc_spanf(doc, title, ROLE_ACCENT, "%s  ", ref_text(doc->arena, entity_ref(ENTITY_DECISION, d->id)));
	doc_span(doc, title, ROLE_TITLE, d->text);
	facts_doc(ctx, d, doc, parent);
	if (s->quote_count || !strempty(d->source_text)) {
		struct doc_node *section = doc_section(doc, parent, _("IT RESTS ON"), "");
		for (size_t i = 0; i < s->quote_count; i++)
			quote_brief(ctx, &s->quotes[i], doc, section);
		if (!s->quote_count)
			doc_para(doc, section, ROLE_TEXT,
			        quote_words(ctx, doc->arena, &(struct feedback){.comment = d->source_text}));
	}
	struct doc_node *since = doc_section(doc, parent, _("SINCE THEN"), "");
	decision_since_doc(ctx, &s->follow, doc, since);
	if (!since->first)
		doc_para(doc, since, ROLE_QUIET,
		        s->follow.theme_count ? _("nothing yet: it is looked at after each whole week")
		                              : _("it rests on no theme: it comes back on its day alone"));
	chain_doc(ctx, s, doc, parent);
	if (decision_stands(d))
		doc_hint(doc, parent,
		        _("{decision.review} looks back · {decision.replace} puts another in its place"));
}

const struct step_ops decision_page = {
        .name = "decision",
        .title = N_("Decision"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
