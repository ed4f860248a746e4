/* Who was heard this month: every channel, step of the journey and theme, and whose turn it is. */
#include "../services.h"
#include "../tables.h"

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	UNUSED(args);
	return hearing_load_coverage(ctx, state, err);
}

static const char *kind_word(enum segment_kind kind)
{
	switch (kind) {
	case SEGMENT_CHANNEL:
		return N_("channel");
	case SEGMENT_STEP:
		return N_("step");
	case SEGMENT_THEME:
		return N_("theme");
	case SEGMENT_KINDS:
		break;
	}
	return "";
}

static const char *state_say(const struct step_context *ctx, struct arena *arena,
        const struct segment *segment, size_t silent, const char **ret_value)
{
	if (segment_is_silent(segment)) {
		*ret_value = "silent";
		return arena_printf(arena,
		        P_("its turn comes within %zu meeting", "its turn comes within %zu meetings", silent),
		        silent);
	}
	if (!segment->has_words) {
		*ret_value = "no words";
		return _("said nothing this month");
	}
	*ret_value = segment_waits(segment, ctx->today, QUOTE_TURN_DAYS) ? "waits" : "heard";
	return segment_waits(segment, ctx->today, QUOTE_TURN_DAYS) ? _("its turn comes soon") : "";
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct hearing *hearing = state;
	struct arena *arena = doc->arena;
	static const struct doc_column columns[] = {
	        {.key = "kind", .title = ""},
	        {.key = "name", .title = N_("name"), .weight = 2},
	        {.key = "heard", .title = N_("heard this month")},
	        {.key = "last", .title = N_("last"), .drop = 1},
	        {.key = "state", .title = "", .weight = 2, .wrap = true},
	};
	size_t silent = hearing_silent(hearing);
	struct doc_node *rows = table(doc, parent, "heard", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < hearing->segment_count; i++) {
		const struct segment *s = &hearing->segments[i];
		const char *value = "";
		const char *words = state_say(ctx, arena, s, silent, &value);
		int32_t last = segment_last_day(s);
		struct doc_node *row = doc_row(doc, rows, (struct ref){0});
		row->focusable = true;
		row->key = figure_key(arena, NULL, kind_word(s->kind), s->name);
		row->role = segment_is_silent(s) ? ROLE_WATCH : s->has_words ? ROLE_TEXT : ROLE_QUIET;
		row->mark = segment_is_silent(s);
		doc_cell_value(doc, row, _(kind_word(s->kind)), kind_word(s->kind));
		doc_cell(doc, row, s->name);
		doc_cell_int(doc, row, arena_printf(arena, "%s %d", heard_dots(arena, s->heard), s->heard),
		        s->heard);
		doc_cell_value(doc, row, last ? say_day_near(arena, last, ctx->today) : say_dash(),
		        day_iso_or_empty(arena, last));
		doc_cell_value(doc, row, words, value);
	}
	if (!hearing->segment_count)
		doc_hint(doc, parent,
		        _("No feedback names a channel or a step of the journey or a theme yet. "
		          "{feedback.log} asks for them and an import brings them."));
}

const struct step_ops heard_page = {
        .name = "heard",
        .title = N_("Who was heard"),
        .state_size = sizeof(struct hearing),
        .load = load,
        .build = build,
};
