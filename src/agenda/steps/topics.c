/* Themes of the week: what costs most, what rises, and what no theme names yet. The words behind it are one
 * key away. */
#include "../services.h"
#include "../tables.h"

#include <dagstart/store/voice.h>

enum { SHOWN = 6, QUOTES = 2, BAR_WIDTH = 12 };

struct state {
	const struct metric *metric;
	struct theme_figures *themes; /* most costly first */
	size_t count;
	struct feedback *quotes; /* of the first rising one, else of the most costly */
	size_t quote_count;
	const struct theme_figures *quoted;
	struct findings findings;
};

static bool load_quotes(struct step_context *ctx, struct state *s, struct err *err)
{
	s->quoted = &s->themes[0];
	for (size_t i = s->count; i-- > 0;)
		if (s->themes[i].rising_days)
			s->quoted = &s->themes[i];
	struct feedback_query query = feedback_query_any();
	query.theme_id = s->quoted->theme_id;
	query.from_day = ctx->today - ctx->settings->voice.window_days + 1;
	query.metric = s->metric->key;
	query.commented = true;
	query.has_mood = true;
	query.mood = MOOD_PAIN;
	query.limit = QUOTES;
	return store_feedback(ctx->store, ctx->arena, &query, &s->quotes, &s->quote_count, err);
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	UNUSED(args);
	*s = (struct state){0};
	if (!themes_load_first(ctx, &s->metric, &s->themes, &s->count, err) ||
	        !findings_load(ctx, &s->findings, err))
		return false;
	return !s->count || load_quotes(ctx, s, err);
}

/* Those that cost most; or those that rise and are not among them, where they are marked. */
static size_t choose(const struct state *s, bool rising, struct theme_figures ret[static SHOWN])
{
	size_t count = 0, costly = 0;
	for (size_t i = 0; i < s->count && count < SHOWN; i++) {
		bool listed = s->themes[i].impact > 0 && costly++ < SHOWN;
		if (rising ? s->themes[i].rising_days > 0 && !listed : listed)
			ret[count++] = s->themes[i];
	}
	return count;
}

static void themes_table(const struct state *s, bool rising, const char *title, const char *aside,
        struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	static const struct doc_column columns[] = {
	        {.key = "theme", .title = N_("theme")},
	        {.key = "weeks", .title = N_("8 weeks"), .drop = 1},
	        {.key = "answers", .title = N_("answers"), .align = ALIGN_RIGHT},
	        {.key = "before", .title = N_("before"), .align = ALIGN_RIGHT},
	        {.key = "impact", .title = N_("costs"), .align = ALIGN_RIGHT},
	        {.key = "bar", .title = "", .drop = 2},
	        {.key = "rising", .title = "", .weight = 1},
	};
	struct theme_figures shown[SHOWN] = {0};
	size_t count = choose(s, rising, shown);
	if (!count)
		return;
	struct doc_node *section = doc_section(doc, parent, title, aside);
	struct doc_bar axis = themes_axis(shown, count, BAR_WIDTH);
	struct doc_node *rows = table(
	        doc, section, rising ? "rising" : "costly", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < count; i++) {
		const struct theme_figures *theme = &shown[i];
		struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_THEME, theme->theme_id));
		row->key = figure_key(arena, s->metric, "theme", theme->name);
		doc_cell(doc, row, theme->name);
		doc_cell_value(doc, row, sparkline(arena, theme->weeks, 8), "");
		doc_cell_int(doc, row, say_count(arena, theme->tally.n), theme->tally.n);
		doc_cell_int(doc, row, say_count(arena, theme->before), theme->before);
		doc_cell_number(doc, row, say_number(arena, theme->impact, 1), theme->impact);
		axis.to = theme->impact;
		doc_cell_bar(doc, row, "", &axis);
		theme_rising_cell(doc, row, theme);
	}
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	struct arena *arena = doc->arena;
	const char *window =
	        arena_printf(arena, P_("%d day", "%d days", (unsigned long)ctx->settings->voice.window_days),
	                ctx->settings->voice.window_days);
	if (s->quote_count) {
		struct doc_node *section = doc_section(doc, parent, s->quoted->name,
		        theme_say(arena, s->quoted, ctx->settings->voice.window_days));
		section->ref = entity_ref(ENTITY_THEME, s->quoted->theme_id);
		for (size_t i = 0; i < s->quote_count; i++)
			quote_brief(ctx, &s->quotes[i], doc, section);
	}
	if (s->count)
		themes_table(s, false, _("COSTS MOST"),
		        arena_printf(
		                arena, _("%s · %s · costs: in points of score"), s->metric->title, window),
		        doc, parent);
	themes_table(s, true, _("RISING"), window, doc, parent);
	findings_section(ctx, &s->findings, doc, parent);
	if (!s->count) {
		doc_para(doc, parent, ROLE_QUIET, _("No theme has answers this month."));
		doc_hint(doc, parent,
		        _("{feedback.log} logs what a customer said · {page.open themes} shows all themes"));
		return;
	}
	doc_hint(doc, parent,
	        _("{quotes.open} opens the words behind the selected theme · {action.add} makes an action "
	          "of it · {decision.add} decides"));
}

const struct step_ops topics_step = {
        .name = "topics",
        .title = N_("Themes"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
