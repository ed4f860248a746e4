/* All feedback, filtered: from anywhere by /, and from a number to the quotes behind it. */
#include "../answers.h"
#include "../feedback_rows.h"
#include "../services.h"
#include "../tables.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/text.h>
#include <dagstart/store/search.h>
#include <dagstart/store/voice.h>

enum { PAGE_ROWS = 100, PAGE_ROWS_MOST = 10000, COUNTED_MAX = 1000 };

struct state {
	struct feedback_query query;
	struct feedback *items;
	size_t count;
	int64_t answers; /* behind a figure, with those that hold no words; -1 not known */
	const char *about; /* the filter in words */
	bool is_typed; /* on a screen: it shows what it has soon, and more when asked */
	bool is_search; /* words were given: what follows says what came of it */
	struct search_query search;
	struct search_found found;
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
		str_addf(s, "%s%s%s%s", s->len ? " · " : "", name, *name ? " " : "", value);
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
	if (q->from_day && q->to_day) {
		add_filter(&s, "", say_days(ctx->arena, q->from_day, q->to_day));
	} else {
		add_filter(&s, _("since"), q->from_day ? say_day(ctx->arena, q->from_day) : "");
		add_filter(&s, _("until"), q->to_day ? say_day(ctx->arena, q->to_day) : "");
	}
	if (!isnan(q->score_from))
		add_filter(&s, _("score"),
		        q->score_to > q->score_from ? say_range(ctx->arena, q->score_from, q->score_to, 1)
		                                    : say_number(ctx->arena, q->score_from, 1));
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

/* "9..10", as figures of a distribution name their answers. */
static bool score_of_args(const struct step_context *ctx, const struct args *args,
        struct feedback_query *query, struct err *err)
{
	const char *text = str_or(args_get(args, "score"), ""), *dots = strstr(text, "..");
	const char *first = dots ? arena_strndup(ctx->arena, text, (size_t)(dots - text)) : text;
	if (!*text)
		return true;
	/* "0..6" whole would be read as 0. and .6 */
	if (str_to_double(first, &query->score_from) &&
	        str_to_double(dots ? dots + 2 : first, &query->score_to) &&
	        query->score_from <= query->score_to)
		return true;
	return err_set(err, ERR_USAGE, N_("score %s: expected a number or two such as 0..6"), "“%s”", text);
}

static bool days_of_args(const struct step_context *ctx, const struct args *args,
        struct feedback_query *query, struct err *err)
{
	if (!arg_day(ctx, args, "from", &query->from_day, err) ||
	        !arg_day(ctx, args, "to", &query->to_day, err))
		return false;
	return !query->to_day || query->from_day <= query->to_day ||
	       err_set(err, ERR_USAGE, N_("the last day lies before the first one: %s"), "%s … %s",
	               args_get(args, "from"), args_get(args, "to"));
}

/* "2026-W09": the fourth of January lies in the first week of its year (ISO 8601). */
static bool week_parse(const char *text, int32_t *ret)
{
	char *end = NULL;
	long year = strtol(text, &end, 10);
	if (end != text + 4 || !str_starts(end, "-W") || year < 1900)
		return false;
	const char *digits = end + 2;
	long week = strtol(digits, &end, 10);
	if (end == digits || *end || week < 1 || week > 53)
		return false;
	int of_year = 0;
	*ret = day_from_date((struct date){(int)year, 1, 4}) + 7 * ((int32_t)week - 1);
	/* most years have no week 53 */
	return day_iso_week(*ret, &of_year) == week && of_year == year;
}

/* That, or any day of the week that is meant. */
static bool week_of_args(
        struct step_context *ctx, const struct args *args, struct feedback_query *query, struct err *err)
{
	const char *text = str_or(args_get(args, "week"), "");
	int32_t day = 0;
	if (!*text)
		return true;
	if (!week_parse(text, &day) && !arg_day(ctx, args, "week", &day, err))
		return false;
	query->from_day = day - day_weekday(day);
	query->to_day = query->from_day + 6;
	return true;
}

/* `of` asks for what is behind a score: words of the window that it is of, unless other days are named. */
static void behind_score(struct step_context *ctx, struct feedback_query *query, const char *of)
{
	query->metric = of;
	query->commented = true;
	if (!query->from_day && !query->to_day)
		query->from_day = ctx->today - ctx->settings->voice.window_days + 1;
}

static bool metric_is_known(
        const struct step_context *ctx, const struct feedback_query *query, struct err *err)
{
	return !query->metric || metric_by_key(ctx, query->metric) ||
	       err_set(err, ERR_USAGE, N_("no metric is named %s: `dagstart scores` lists them"), "“%s”",
	               query->metric);
}

/* People know a metric by its title as well. */
static const char *metric_key(const struct step_context *ctx, const char *name)
{
	const char *wanted = name ? text_fold(ctx->arena, name) : "";
	for (size_t i = 0; *wanted && i < ctx->metric_count; i++)
		if (streq(text_fold(ctx->arena, ctx->metrics[i].key), wanted) ||
		        str_starts(text_fold(ctx->arena, str_or(ctx->metrics[i].title, "")), wanted))
			return ctx->metrics[i].key;
	return name;
}

/* The words typed, and the options of the page, which have the last word. */
static bool search_load(struct step_context *ctx, struct state *s, const struct args *args, struct err *err)
{
	const struct feedback_query *q = &s->query;
	double effort = NAN;
	if (!arg_number(ctx, args, "effort", &effort, err))
		return false;
	struct search_limits limits = {.rows = q->limit,
	        .before_id = q->before_id,
	        .count = COUNTED_MAX,
	        .effort = effort > 0 && effort < 1e15 ? (size_t)effort : 0};
	s->is_search = true;
	s->is_typed = limits.effort > 0;
	search_parse(ctx->arena, q->text, ctx->today, &s->search);
	s->search.metric = q->metric ? q->metric : metric_key(ctx, s->search.metric);
	s->search.channel = q->channel ? q->channel : s->search.channel;
	s->search.step = q->step ? q->step : s->search.step;
	s->search.theme = q->theme ? q->theme : s->search.theme;
	s->search.from_day = q->from_day ? q->from_day : s->search.from_day;
	s->search.to_day = q->to_day ? q->to_day : s->search.to_day;
	if (!isnan(q->score_from)) {
		s->search.score_from = q->score_from;
		s->search.score_to = q->score_to;
	}
	if (q->has_mood) {
		s->search.has_mood = true;
		s->search.mood = q->mood;
	}
	/* on a screen people are still typing: there it is said, and the rest is shown */
	if (!limits.effort && s->search.wrong.code != ERR_NONE) {
		*err = s->search.wrong;
		return false;
	}
	if (!store_search(ctx->store, ctx->arena, &s->search, &limits, &s->found, err))
		return false;
	if (!limits.effort && s->found.unknown.code != ERR_NONE) {
		*err = s->found.unknown;
		return false;
	}
	s->items = s->found.items;
	s->count = s->found.count;
	return true;
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
	if (!page_of(args, &q, err) || !score_of_args(ctx, args, &q, err) ||
	        !days_of_args(ctx, args, &q, err) || !week_of_args(ctx, args, &q, err) ||
	        !mood_of(ctx, args, &q, err))
		return false;
	if (given(ctx, args, "of"))
		behind_score(ctx, &q, metric_key(ctx, given(ctx, args, "of")));
	if (!metric_is_known(ctx, &q, err))
		return false;
	*s = (struct state){.query = q, .about = filter_words(ctx, &q), .answers = -1};
	if (!strempty(q.text))
		return search_load(ctx, s, args, err);
	if (q.commented && !answers_count(ctx, &q, &s->answers, err))
		return false;
	return store_feedback(ctx->store, ctx->arena, &q, &s->items, &s->count, err);
}

/* -- what came of a search -- */

static const char *found_say(struct arena *arena, const struct search_found *found)
{
	const char *count = say_count(arena, (int64_t)found->matches);
	if (found->more && found->matches)
		return arena_printf(
		        arena, found->back_to ? _("at least %s found") : _("more than %s found"), count);
	if (found->matches > found->count)
		return arena_printf(arena, _("%s found, the newest %s are shown"), count,
		        say_count(arena, (int64_t)found->count));
	return found->matches ? arena_printf(arena, _("%s found"), count) : _("nothing found");
}

static void remark(struct doc *doc, struct doc_node *parent, enum doc_role role, const char *text)
{
	doc_para(doc, parent, role, text)->mark = role == ROLE_WATCH;
}

static void remarks(const struct state *s, struct doc *doc, struct doc_node *parent)
{
	const struct search_found *found = &s->found;
	struct arena *arena = doc->arena;
	if (s->search.wrong.code != ERR_NONE)
		remark(doc, parent, ROLE_WATCH, err_text(arena, &s->search.wrong));
	if (found->unknown.code != ERR_NONE)
		remark(doc, parent, ROLE_WATCH, err_text(arena, &found->unknown));
	if (!strempty(s->search.common))
		remark(doc, parent, ROLE_QUIET,
		        arena_printf(arena, _("nearly every comment has: %s"), s->search.common));
	if (found->narrow)
		remark(doc, parent, ROLE_QUIET, _("many words begin so: go on typing"));
	if (found->unindexed)
		remark(doc, parent, ROLE_WATCH,
		        arena_printf(arena, _("%s answers cannot be searched yet: they are being prepared"),
		                say_count(arena, found->unindexed)));
}

static void search_head(const struct state *s, struct doc *doc, struct doc_node *parent)
{
	const struct search_found *found = &s->found;
	doc_heading(doc, parent, 2, str_or(s->about, ""), found_say(doc->arena, found));
	remarks(s, doc, parent);
}

static void search_foot(const struct state *s, struct doc *doc, struct doc_node *parent)
{
	if (s->is_typed && !s->found.back_to && s->found.matches > s->count && s->count)
		doc_hint(doc, parent, _("{search.more} shows more of them"));
	if (s->found.back_to)
		doc_hint(doc, parent,
		        arena_printf(doc->arena, _("Looked back to %s. {search.more} looks further back."),
		                say_day(doc->arena, s->found.back_to)));
	if (s->count || s->found.back_to)
		return;
	doc_hint(doc, parent, _("Nothing fits. {search} looks for other words, {back} goes back."));
	doc_hint(doc, parent,
	        _("Words find their other forms too; \"…\" finds them as they stand, -word leaves "
	          "them "
	          "out. Filters: score:<=6 channel:chat theme:… metric:nps step:… since:2026-01 "
	          "until:30d"));
}

/* The figure that the list is behind, found again. */
static const char *counted_say(struct arena *arena, const struct state *s)
{
	if (s->answers < 0)
		return "";
	const char *all = arena_printf(arena, P_("%s answer", "%s answers", (unsigned long)s->answers),
	        say_count(arena, s->answers));
	const char *words = say_count(arena, (int64_t)s->count);
	return arena_printf(arena,
	        s->count == s->query.limit ? _("%s · the newest %s with words") : _("%s · %s with words"),
	        all, words);
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	static const struct doc_column columns[] = {
	        {.key = "id", .title = ""},
	        {.key = "day", .title = "", .drop = 1},
	        {.key = "score", .title = "", .align = ALIGN_RIGHT},
	        {.key = "metric", .title = "", .drop = 4},
	        {.key = "comment",
	                .title = N_("the customer said"),
	                .weight = 5,
	                .min_width = 44,
	                .wrap = true},
	        {.key = "themes", .title = "", .weight = 1, .drop = 3},
	        {.key = "channel", .title = N_("channel"), .drop = 2},
	        {.key = "step", .title = N_("step"), .drop = 5},
	        {.key = "scores", .hidden = true},
	};
	/* what was looked for is in the words: they get the room */
	static const struct doc_column found_columns[] = {
	        {.key = "id", .title = ""},
	        {.key = "day", .title = "", .drop = 1},
	        {.key = "score", .title = "", .align = ALIGN_RIGHT},
	        {.key = "metric", .hidden = true},
	        {.key = "comment", .title = "", .weight = 5, .min_width = 24, .wrap = true},
	        {.key = "themes", .title = "", .weight = 1, .drop = 3},
	        {.key = "channel", .title = "", .drop = 2},
	        {.key = "step", .hidden = true},
	        {.key = "scores", .hidden = true},
	};
	if (s->is_search)
		search_head(s, doc, parent);
	else if (!strempty(s->about))
		doc_heading(doc, parent, 2, s->about, counted_say(doc->arena, s));
	struct doc_node *rows = table(doc, parent, "feedback", s->is_search ? found_columns : columns,
	        sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < s->count; i++)
		feedback_row(ctx, &s->items[i], s->is_search ? s->search.metric : s->query.metric,
		        s->is_search ? &s->search : NULL, doc, rows);
	if (s->is_search)
		search_foot(s, doc, parent);
	else if (!s->count)
		doc_hint(doc, parent,
		        strempty(s->about)
		                ? _("No customer has been heard here yet. {feedback.log} logs what one said "
		                    "· "
		                    "`dagstart import FILE` takes in an export.")
		                : _("Nothing fits. {search} looks for other words, {back} goes back."));
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

/* The same while it is being searched: a page of its own, which follows the line that is typed in. */
const struct step_ops search_page = {
        .name = "search",
        .title = N_("Search"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
