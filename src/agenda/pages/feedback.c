/* All feedback, filtered: from anywhere by /, and from a number to the quotes behind it. */
#include "../services.h"
#include "../tables.h"

#include <math.h>

#include <dagstart/store/voice.h>

enum { PAGE_ROWS = 100, PAGE_ROWS_MOST = 10000 };

struct state {
	struct feedback_query query;
	struct feedback *items;
	size_t count;
	const char *about; /* the filter in words */
};

static const char *given(const struct step_context *ctx, const struct args *args, const char *name)
{
	const char *value = arg_text(ctx, args, name);
	return strempty(value) ? NULL : value;
}

static const char *const moods[] = {N_("pain"), N_("neutral"), N_("praise")};

static bool mood_of(const struct step_context *ctx, const struct args *args, struct feedback_query *query,
        struct err *err)
{
	size_t chosen = 0;
	if (!arg_choice(ctx, args, "mood", moods, 3, &chosen, err))
		return false;
	query->has_mood = chosen < 3;
	if (query->has_mood)
		query->mood = (enum mood)((int)chosen - 1);
	return true;
}

static void add_filter(struct str *s, const char *name, const char *value)
{
	if (!strempty(value))
		str_addf(s, "%s%s %s", s->len ? " · " : "", name, value);
}

static const char *filter_words(struct step_context *ctx, const struct feedback_query *q)
{
	struct str s = str_new(ctx->arena);
	const struct metric *metric = q->metric ? metric_by_key(ctx, q->metric) : NULL;
	if (!strempty(q->text))
		str_add(&s, say_quoted(ctx->arena, q->text));
	add_filter(&s, "", metric ? metric->title : q->metric);
	add_filter(&s, _("channel"), q->channel);
	add_filter(&s, _("step"), q->step);
	add_filter(&s, _("theme"), q->theme);
	add_filter(&s, _("from"), q->from_day ? say_day(ctx->arena, q->from_day) : "");
	add_filter(&s, _("until"), q->to_day ? say_day(ctx->arena, q->to_day) : "");
	add_filter(&s, "", q->has_mood ? _(moods[q->mood + 1]) : "");
	return s.text;
}

/* How many rows, and behind which one: lists that are read in pieces. */
static bool page_of(const struct args *args, struct feedback_query *query, struct err *err)
{
	const char *limit = str_or(args_get(args, "limit"), ""),
	           *before = str_or(args_get(args, "before"), "");
	struct ref ref = {0};
	long rows = PAGE_ROWS;
	if (*limit && (!str_to_long(limit, &rows) || rows < 1 || rows > PAGE_ROWS_MOST))
		return err_set(err, ERR_USAGE, N_("limit %s: expected a number of rows from 1 to 10000"),
		        "“%s”", limit);
	if (*before && !ref_parse(before, &ref))
		return err_set(err, ERR_USAGE,
		        N_("%s is not an id: expected a letter and a number such as F-12"), "“%s”", before);
	query->limit = (size_t)rows;
	query->before_id = ref.id;
	return true;
}

static bool metric_is_known(
        const struct step_context *ctx, const struct feedback_query *query, struct err *err)
{
	return !query->metric || metric_by_key(ctx, query->metric) ||
	       err_set(err, ERR_USAGE, N_("no metric is named %s: `dagstart scores` lists them"), "“%s”",
	               query->metric);
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	struct feedback_query q = feedback_query_any();
	const char *text = given(ctx, args, "query");
	q.text = text ? text : strempty(args->text) ? NULL : arena_strdup(ctx->arena, args->text);
	q.metric = given(ctx, args, "metric");
	q.channel = given(ctx, args, "channel");
	q.step = given(ctx, args, "step");
	q.theme = given(ctx, args, "theme");
	q.commented = streq(args_get(args, "commented"), "yes");
	if (!page_of(args, &q, err) || !metric_is_known(ctx, &q, err) ||
	        !arg_day(ctx, args, "from", &q.from_day, err) || !arg_day(ctx, args, "to", &q.to_day, err) ||
	        !mood_of(ctx, args, &q, err))
		return false;
	*s = (struct state){.query = q, .about = filter_words(ctx, &q)};
	return store_feedback(ctx->store, ctx->arena, &q, &s->items, &s->count, err);
}

static const char *themes_of(struct arena *arena, const struct feedback *f)
{
	struct str s = str_new(arena);
	for (size_t i = 0; i < f->theme_count; i++)
		str_addf(&s, "%s%s", i ? ", " : "", f->themes[i]);
	return s.text;
}

/* One response may carry several: "nps 9, csat 4". */
static const char *scores_of(const struct step_context *ctx, struct arena *arena, const struct feedback *f)
{
	struct str s = str_new(arena);
	for (size_t i = 0; i < f->answer_count; i++) {
		const struct metric *metric = metric_by_id(ctx, f->answers[i].metric_id);
		str_addf(&s, "%s%s %.10g", i ? ", " : "", metric ? metric->key : "?", f->answers[i].score);
	}
	return s.text;
}

static enum doc_role mood_role(enum mood mood)
{
	return mood == MOOD_PRAISE ? ROLE_GOOD : mood == MOOD_PAIN ? ROLE_BAD : ROLE_QUIET;
}

static void row_doc(
        const struct step_context *ctx, const struct feedback *f, struct doc *doc, struct doc_node *rows)
{
	struct arena *arena = doc->arena;
	double score = f->answer_count ? f->answers[0].score : NAN;
	const struct metric *metric = f->answer_count ? metric_by_id(ctx, f->answers[0].metric_id) : NULL;
	struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_FEEDBACK, f->id));
	doc_cell(doc, row, ref_text(arena, row->ref));
	doc_cell_value(doc, row, f->day ? say_day_short(arena, f->day) : say_dash(),
	        f->day ? day_iso(arena, f->day) : "");
	struct doc_node *score_cell = doc_cell_number(doc, row, say_number(arena, score, 1), score);
	score_cell->role = mood_role(f->mood);
	doc_cell_value(doc, row, metric ? metric_short(arena, metric) : "", metric ? metric->key : "");
	doc_cell_value(
	        doc, row, strempty(f->comment) ? "" : quote_words(ctx, arena, f), quote_plain(ctx, arena, f));
	doc_cell(doc, row, themes_of(arena, f));
	doc_cell(doc, row, str_or(f->channel, ""));
	doc_cell(doc, row, str_or(f->step, ""));
	doc_cell(doc, row, scores_of(ctx, arena, f));
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	static const struct doc_column columns[] = {
	        {.key = "id", .title = ""},
	        {.key = "day", .title = "", .drop = 1},
	        {.key = "score", .title = "", .align = ALIGN_RIGHT},
	        {.key = "metric", .title = "", .drop = 4},
	        {.key = "comment", .title = "", .weight = 5, .min_width = 44, .wrap = true},
	        {.key = "themes", .title = N_("theme"), .weight = 1, .drop = 3},
	        {.key = "channel", .title = N_("channel"), .drop = 2},
	        {.key = "step", .title = N_("step"), .drop = 5},
	        {.key = "scores", .hidden = true},
	};
	if (!strempty(s->about))
		doc_heading(doc, parent, 2, s->about, "");
	struct doc_node *rows = table(doc, parent, "feedback", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < s->count; i++)
		row_doc(ctx, &s->items[i], doc, rows);
	if (!s->count)
		doc_hint(doc, parent, _("Nothing fits. {search} looks for other words, {back} goes back."));
	else if (s->count == s->query.limit)
		doc_hint(doc, parent,
		        arena_printf(doc->arena,
		                _("The newest %zu are shown: {search} or a filter narrows it down."),
		                s->count));
}

const struct step_ops feedback_page = {
        .name = "feedback",
        .title = N_("Feedback"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
