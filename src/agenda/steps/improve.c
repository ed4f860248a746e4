/* Improve: one bottleneck of the customer, looked at, decided on, and turned into an action. */
#include "../bottleneck.h"
#include "../services.h"
#include "../tables.h"

#include <math.h>

#include <dagstart/store/themes.h>
#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

enum { QUOTES = 2, THEMES_SHOWN = 5, OTHERS_SHOWN = 2, DECIDED_SHOWN = 3 };

struct state {
	int64_t chosen, chosen_metric; /* theme, 0: the first; kept between loads */
	struct bottleneck *items;
	size_t theme_count;
	size_t current;
	struct feedback *quotes;
	size_t quote_count;
	struct action *actions; /* of this theme */
	size_t action_count;
	struct decision *decided; /* today, newest first */
	size_t decided_count;
	struct action *carried; /* out of what was decided today */
	size_t carried_count;
	struct findings findings; /* that no theme names yet */
};

static bool load_quotes(struct step_context *ctx, struct state *s, struct err *err)
{
	struct feedback_query query = feedback_query_any();
	query.theme_id = s->items[s->current].theme->theme_id;
	query.metric = s->items[s->current].metric->key;
	query.from_day = ctx->today - ctx->settings->voice.window_days + 1;
	query.commented = true;
	query.has_mood = true;
	query.mood = MOOD_PAIN;
	query.limit = QUOTES;
	return store_feedback(ctx->store, ctx->arena, &query, &s->quotes, &s->quote_count, err);
}

/* By the name that it has, or had when the action was made. */
static bool is_named(const struct theme_entry *entry, const char *name)
{
	bool named = streq(entry->name, name);
	for (size_t i = 0; i < entry->former_count; i++)
		named = named || streq(entry->former[i], name);
	return named;
}

static const struct decision *decision_of(const struct decision *list, size_t count, const struct action *a)
{
	for (size_t i = 0; i < count; i++)
		if (ref_equal(a->source, entity_ref(ENTITY_DECISION, list[i].id)))
			return &list[i];
	return NULL;
}

/* Because of a decision about it as well: that begins with the theme, too. */
static bool is_of_theme(
        const struct action *action, const struct decision *from, const struct theme_entry *theme)
{
	const struct ref ref = entity_ref(ENTITY_THEME, theme->id);
	return ref_equal(action->source, ref) || (from && ref_equal(from->source, ref)) ||
	       is_named(theme, action->forecast_theme);
}

static bool load_work(struct step_context *ctx, struct state *s, struct err *err)
{
	struct action_query query = {.open = true, .done = true};
	struct theme_entry theme = {.name = ""};
	struct decision *decisions = NULL;
	struct action *all = NULL;
	size_t count = 0, decisions_count = 0;
	if (!store_actions(ctx->store, ctx->arena, &query, &all, &count, err) ||
	        !store_decisions(ctx->store, ctx->arena, false, 0, &decisions, &decisions_count, err))
		return false;
	if (s->theme_count &&
	        !store_theme_by_id(ctx->store, ctx->arena, s->items[s->current].theme->theme_id, &theme, err))
		return false;
	s->decided = decisions;
	while (s->decided_count < decisions_count && decisions[s->decided_count].day == ctx->today)
		s->decided_count++;
	s->actions = arena_array_of(ctx->arena, struct action, count + 1);
	s->carried = arena_array_of(ctx->arena, struct action, count + 1);
	for (size_t i = 0; i < count; i++) {
		const struct decision *from = decision_of(decisions, decisions_count, &all[i]);
		if (from && from->day == ctx->today)
			s->carried[s->carried_count++] = all[i];
		else if (s->theme_count && is_of_theme(&all[i], from, &theme))
			s->actions[s->action_count++] = all[i];
	}
	return true;
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	UNUSED(args);
	*s = (struct state){.chosen = s->chosen, .chosen_metric = s->chosen_metric};
	if (!findings_load(ctx, &s->findings, err) || !bottlenecks_load(ctx, &s->items, &s->theme_count, err))
		return false;
	for (size_t i = 0; i < s->theme_count; i++)
		if (s->items[i].theme->theme_id == s->chosen && s->items[i].metric->id == s->chosen_metric)
			s->current = i;
	return (!s->theme_count || load_quotes(ctx, s, err)) && load_work(ctx, s, err);
}

static const char *key_of(struct arena *arena, const struct bottleneck *item)
{
	return figure_key(arena, item->metric, "theme", item->theme->name);
}

/* Whose it is, and that this score really gets worse, if it does. */
static const char *score_say(struct arena *arena, const struct bottleneck *item)
{
	enum doc_role role = ROLE_TEXT;
	const char *verdict = signal_brief(arena, item->metric, item->signal, &role);
	return role == ROLE_BAD ? arena_printf(arena, "%s · %s", item->metric->title, verdict)
	                        : item->metric->title;
}

static void theme_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	const struct bottleneck *item = &s->items[s->current];
	const struct theme_figures *theme = item->theme;
	struct doc_node *section = doc_section(doc, parent, _("TODAY'S BOTTLENECK"), score_say(arena, item));
	struct doc_node *name = doc_para(doc, section, ROLE_TITLE, theme->name);
	name->strong = true;
	struct doc_node *line = doc_para(doc, section, ROLE_TEXT, "");
	doc_span(doc, line, ROLE_ACCENT, sparkline(arena, theme->weeks, 8));
	doc_spanf(doc, line, ROLE_TEXT, "   %s", theme_say(arena, theme, ctx->settings->voice.window_days));
	for (size_t i = 0; i < s->quote_count; i++)
		quote_brief(ctx, &s->quotes[i], doc, section);
	section->ref = entity_ref(ENTITY_THEME, theme->theme_id);
	section->key = key_of(arena, item);
	section->focusable = true;
}

static void decision_doc(const struct step_context *ctx, const struct state *s, const struct decision *d,
        struct doc *doc, struct doc_node *list)
{
	struct arena *arena = doc->arena;
	struct doc_node *item = doc_item(doc, list, entity_ref(ENTITY_DECISION, d->id), "");
	struct str about = str_new(arena);
	doc_span(doc, item, ROLE_ACCENT, ref_text(arena, item->ref));
	doc_spanf(doc, item, ROLE_TEXT, "  %s", d->text);
	if (d->owner_id)
		str_add_part(&about, " · ", person(ctx, d->owner_id));
	if (!strempty(d->effect))
		str_add_part(&about, " · ", arena_printf(arena, _("for the customer: %s"), d->effect));
	if (!strempty(d->cost))
		str_add_part(&about, " · ", arena_printf(arena, _("costs now: %s"), d->cost));
	str_add_part(&about, " · ",
	        d->review_day ? arena_printf(arena, _("comes back %s"),
	                                say_day_near(arena, d->review_day, ctx->today))
	                      : _("no day agreed to look back"));
	doc_para(doc, item, ROLE_QUIET, about.text);
	for (size_t i = 0; i < s->carried_count; i++) {
		const struct action *a = &s->carried[i];
		if (a->source.id != d->id)
			continue;
		doc_paraf(doc, item, ROLE_TEXT, "→ %s  %s · %s · %s",
		        ref_text(arena, entity_ref(ENTITY_ACTION, a->id)), a->text,
		        a->owner_id ? person(ctx, a->owner_id) : _("no owner"),
		        a->due_day ? say_day_near(arena, a->due_day, ctx->today) : _("no date"));
	}
}

static void decided_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	size_t shown = s->decided_count < DECIDED_SHOWN ? s->decided_count : DECIDED_SHOWN;
	if (!shown)
		return;
	struct doc_node *section = doc_section(doc, parent, _("DECIDED TODAY"), "");
	struct doc_node *list = doc_add(doc, section, DOC_LIST, ROLE_TEXT, "");
	list->key = "decided";
	for (size_t i = 0; i < shown; i++)
		decision_doc(ctx, s, &s->decided[i], doc, list);
	if (shown < s->decided_count)
		doc_paraf(doc, section, ROLE_QUIET, _("and %s%s more"), "",
		        say_count(doc->arena, (int64_t)(s->decided_count - shown)));
	doc_hint(doc, section,
	        _("{action.add} makes the action that carries out the selected one · {undo} takes the last "
	          "change back"));
}

static void other_row(const struct bottleneck *item, bool named, struct doc *doc, struct doc_node *rows)
{
	struct arena *arena = doc->arena;
	const struct theme_figures *theme = item->theme;
	struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_THEME, theme->theme_id));
	row->key = key_of(arena, item);
	doc_cell(doc, row, theme->name);
	doc_cell(doc, row, sparkline(arena, theme->weeks, 8));
	doc_cell_int(doc, row, say_count(arena, theme->tally.n), theme->tally.n);
	doc_cell_number(doc, row, say_number(arena, theme->impact, 1), theme->impact);
	doc_cell_value(doc, row, named ? metric_short(arena, item->metric) : "", item->metric->key)->role =
	        ROLE_QUIET;
	theme_rising_cell(doc, row, theme);
}

/* The others of the same score, and the worst of the other scores: their points are not the same points. */
static void others_doc(const struct state *s, struct doc *doc, struct doc_node *parent)
{
	static const struct doc_column columns[] = {
	        {.key = "theme", .title = N_("theme")},
	        {.key = "weeks", .title = N_("8 weeks"), .drop = 1},
	        {.key = "answers", .title = N_("answers"), .align = ALIGN_RIGHT},
	        {.key = "impact", .title = N_("costs"), .align = ALIGN_RIGHT},
	        {.key = "metric", .title = N_("points of")},
	        {.key = "rising", .title = "", .weight = 1},
	};
	const struct metric *current = s->items[s->current].metric;
	bool several = s->items[0].metric != s->items[s->theme_count - 1].metric;
	struct doc_node *rows =
	        table(doc, doc_section(doc, parent, _("ALSO"), several ? "" : _("costs: in points of score")),
	                "themes", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0, shown = 0; i < s->theme_count && shown < THEMES_SHOWN; i++)
		if (i != s->current && s->items[i].metric == current) {
			other_row(&s->items[i], several, doc, rows);
			shown++;
		}
	for (size_t i = 0, shown = 0; i < s->theme_count; i++) {
		const struct metric *metric = s->items[i].metric;
		shown = i && metric == s->items[i - 1].metric ? shown : 0;
		if (metric != current && shown++ < OTHERS_SHOWN)
			other_row(&s->items[i], several, doc, rows);
	}
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	if (!s->theme_count) {
		doc_para(doc, parent, ROLE_QUIET,
		        _("No theme has answers this month: what did the quotes of today teach us?"));
		decided_doc(ctx, s, doc, parent);
		findings_section(ctx, &s->findings, doc, parent);
		doc_hint(doc, parent,
		        _("{note.add} notes what we learned · {action.add} makes an action · {decision.add} "
		          "decides"));
		return;
	}
	theme_doc(ctx, s, doc, parent);
	decided_doc(ctx, s, doc, parent);
	if (s->action_count)
		actions_table(ctx, "actions", s->actions, s->action_count, doc,
		        doc_section(doc, parent, _("WHAT WE DO ABOUT IT"), ""));
	if (s->theme_count > 1)
		others_doc(s, doc, parent);
	findings_section(ctx, &s->findings, doc, parent);
	doc_hint(doc, parent,
	        _("{decision.add} decides · {action.add} makes an action · {improve.choose} makes the "
	          "selected theme today's bottleneck"));
}

static bool choose_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	struct state *s = state;
	UNUSED(ret);
	if (args->ref.letter != 'T')
		return err_say(err, ERR_USAGE, N_("which theme? Select one first"));
	const struct metric *metric = metric_of_key(ctx, args->key);
	s->chosen = args->ref.id;
	s->chosen_metric = metric ? metric->id : 0;
	for (size_t i = 0; i < s->theme_count && !s->chosen_metric; i++)
		if (s->items[i].theme->theme_id == s->chosen)
			s->chosen_metric = s->items[i].metric->id;
	return true;
}

static bool next_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	struct state *s = state;
	UNUSED(ctx);
	UNUSED(args);
	UNUSED(ret);
	if (!s->theme_count)
		return err_say(err, ERR_MISSING, N_("there is no other theme"));
	const struct bottleneck *next = &s->items[(s->current + 1) % s->theme_count];
	s->chosen = next->theme->theme_id;
	s->chosen_metric = next->metric->id;
	return true;
}

static const struct command commands[] = {
        {.name = "improve.choose", .title = N_("today's bottleneck"), .run = choose_run},
        {.name = "improve.next", .title = N_("next theme"), .run = next_run},
        {0},
};

static size_t idle(const void *state, const char **ret)
{
	const struct state *s = state;
	size_t count = 0;
	if (s->theme_count < 2) {
		ret[count++] = "improve.next";
		ret[count++] = "improve.choose";
	}
	if (!s->findings.count)
		ret[count++] = "theme.adopt";
	return count;
}

const struct step_ops improve_step = {
        .name = "improve",
        .title = N_("Improve"),
        .commands = commands,
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
        .idle = idle,
};
