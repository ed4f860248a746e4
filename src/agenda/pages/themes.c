/* Themes: what each costs, how it was called before, and what the words of customers suggest besides. */
#include "../services.h"
#include "../tables.h"

#include <math.h>

#include <dagstart/agenda/finder.h>
#include <dagstart/store/themes.h>
#include <dagstart/store/voice.h>

/* -- themes -- */
struct themes {
	const struct metric *metric;
	struct theme_entry *entries; /* without those that were merged away */
	size_t count;
	struct theme_figures *figures; /* of the window; most costly first */
	size_t figure_count;
};

static bool themes_page_load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct themes *s = state;
	struct theme_entry *all = NULL;
	size_t count = 0;
	UNUSED(args);
	*s = (struct themes){0};
	if (!store_theme_entries(ctx->store, ctx->arena, &all, &count, err))
		return false;
	s->entries = all;
	for (size_t i = 0; i < count; i++)
		if (!all[i].into_id)
			s->entries[s->count++] = all[i];
	/* the first that customers answer */
	for (size_t i = 0; i < ctx->metric_count && !s->figure_count; i++) {
		s->metric = &ctx->metrics[i];
		if (!themes_load(ctx, s->metric, &s->figures, &s->figure_count, err))
			return false;
	}
	return true;
}

static const struct theme_entry *entry_of(const struct themes *s, int64_t id)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->entries[i].id == id)
			return &s->entries[i];
	return NULL;
}

static const char *name_of(const struct themes *s, int64_t id)
{
	const struct theme_entry *entry = entry_of(s, id);
	return entry ? entry->name : "";
}

static const struct theme_figures *figures_of(const struct themes *s, int64_t id)
{
	static const struct theme_figures none = {.impact = (double)NAN};
	for (size_t i = 0; i < s->figure_count; i++)
		if (s->figures[i].theme_id == id)
			return &s->figures[i];
	return &none;
}

static void theme_row(
        const struct themes *s, const struct theme_entry *entry, struct doc *doc, struct doc_node *rows)
{
	struct arena *arena = doc->arena;
	const struct theme_figures *f = figures_of(s, entry->id);
	struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_THEME, entry->id));
	row->key = s->metric ? figure_key(arena, s->metric, "theme", entry->name) : NULL;
	doc_cell(doc, row, ref_text(arena, row->ref));
	doc_cell(doc, row, entry->name);
	doc_cell_value(doc, row, sparkline(arena, f->weeks, 8), "");
	doc_cell_int(doc, row, say_count(arena, f->tally.n), f->tally.n);
	doc_cell_int(doc, row, say_count(arena, f->before), f->before);
	doc_cell_number(doc, row, say_number(arena, f->impact, 1), f->impact);
	theme_rising_cell(doc, row, f);
	doc_cell(doc, row, say_list(arena, entry->former, entry->former_count));
	doc_cell(doc, row, name_of(s, entry->from_id));
	doc_cell(doc, row, str_join(arena, ", ", entry->words, entry->word_count));
}

static void themes_page_build(
        const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct themes *s = state;
	static const struct doc_column columns[] = {
	        {.key = "id", .title = ""},
	        {.key = "theme", .title = N_("theme")},
	        {.key = "weeks", .title = N_("8 weeks"), .drop = 2},
	        {.key = "answers", .title = N_("answers"), .align = ALIGN_RIGHT},
	        {.key = "before", .title = N_("before"), .align = ALIGN_RIGHT, .drop = 3},
	        {.key = "impact", .title = N_("costs"), .align = ALIGN_RIGHT},
	        {.key = "rising", .title = ""},
	        {.key = "former", .title = N_("formerly"), .weight = 1, .drop = 1},
	        {.key = "split_from", .title = N_("part of"), .drop = 4},
	        {.key = "words", .hidden = true},
	};
	int days = ctx->settings->voice.window_days;
	if (s->figure_count)
		doc_paraf(doc, parent, ROLE_QUIET, _("%s · %s · costs: in points of score"), s->metric->title,
		        arena_printf(doc->arena, P_("%d day", "%d days", (unsigned long)days), days));
	struct doc_node *rows = table(doc, parent, "themes", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < s->figure_count; i++) {
		const struct theme_entry *entry = entry_of(s, s->figures[i].theme_id);
		if (entry)
			theme_row(s, entry, doc, rows);
	}
	for (size_t i = 0; i < s->count; i++)
		if (figures_of(s, s->entries[i].id)->theme_id == 0)
			theme_row(s, &s->entries[i], doc, rows);
	if (!s->count)
		doc_hint(doc, parent,
		        _("No themes yet. An import brings them; {theme.find} looks for them in the words of "
		          "customers."));
	else
		doc_hint(doc, parent,
		        _("{theme.rename} renames · {theme.merge} merges · {theme.split} splits by words · "
		          "{page.open found} shows what no theme names yet"));
}

const struct step_ops themes_page = {
        .name = "themes",
        .title = N_("Themes"),
        .state_size = sizeof(struct themes),
        .load = themes_page_load,
        .build = themes_page_build,
};

/* -- what was found -- */
struct found {
	struct findings findings;
	struct feedback (*quotes)[FINDING_QUOTES]; /* of each */
	double share;
};

static bool quotes_load(struct step_context *ctx, struct found *s, struct err *err)
{
	s->quotes = arena_alloc_array(ctx->arena, s->findings.count + 1, sizeof(*s->quotes));
	for (size_t i = 0; i < s->findings.count; i++)
		for (size_t k = 0; k < s->findings.items[i].quote_count; k++)
			if (!store_feedback_by_id(ctx->store, ctx->arena, s->findings.items[i].quotes[k],
			            &s->quotes[i][k], err))
				return false;
	return true;
}

static bool found_load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct found *s = state;
	*s = (struct found){.share = 1};
	bool fresh = streq(args_get(args, "fresh"), "yes");
	const struct finder_options options = {
	        .settings = ctx->settings, .today = ctx->today, .seed = ctx->seed};
	if (fresh ? !finder_run(ctx->store, ctx->arena, &options, &s->findings.items, &s->findings.count,
	                    &s->share, err)
	          : !findings_load(ctx, &s->findings, err))
		return false;
	return quotes_load(ctx, s, err);
}

static void found_build(
        const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct found *s = state;
	if (s->share < 1)
		doc_para(doc, parent, ROLE_QUIET,
		        arena_printf(doc->arena, _("A sample: %s %% of the comments were read."),
		                say_number(doc->arena, 100 * s->share, 0)));
	findings_table(ctx, &s->findings, s->findings.count, doc, parent);
	for (size_t i = 0; i < s->findings.count; i++) {
		const struct finding *f = &s->findings.items[i];
		struct doc_node *section = doc_section(doc, parent, f->name, "");
		for (size_t k = 0; k < f->quote_count; k++)
			quote_brief(ctx, &s->quotes[i][k], doc, section);
	}
	if (!s->findings.count)
		doc_hint(doc, parent, _("Nothing was found that no theme names. {theme.find} looks again."));
	else
		doc_hint(doc, parent,
		        _("{theme.adopt} makes a theme of the selected one · {theme.find} looks again"));
}

const struct step_ops found_page = {
        .name = "found",
        .title = N_("Found in words"),
        .state_size = sizeof(struct found),
        .load = found_load,
        .build = found_build,
};
