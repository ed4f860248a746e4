#include <dagstart/store/search.h>

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/text.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/themes.h>
#include <dagstart/store/voice.h>

#include "internal.h"
#include "lines.h"
#include "search.h"
#include "themes.h"

enum {
	ROWS_USUAL = 50,
	IDS_MAX = 64, /* of names that begin alike */
	EFFORT_TEXT = 4, /* reading and comparing a text, in rows */
};

/* The things of a kind whose names a filter allows; none: any. */
struct allowed {
	int64_t ids[IDS_MAX];
	size_t count;
	bool is_asked;
};

struct hunt {
	struct store *store;
	struct arena *arena; /* of the result */
	struct arena *row; /* of the row that is looked at */
	const struct search_query *query;
	struct search_limits limits;
	struct allowed channels, steps, themes, metrics;
	int64_t from_place, to_place; /* in the order of the index, both included */
	bool reads_text; /* the index alone cannot say */
	size_t effort;
	VEC(int64_t) ids;
	struct search_found found;
};

/* -- what filters name -- */

static bool is_allowed(const struct allowed *allowed, int64_t id)
{
	for (size_t i = 0; i < allowed->count; i++)
		if (allowed->ids[i] == id)
			return true;
	return !allowed->is_asked;
}

/* Names that begin so; one that is just so stands alone. */
static bool find_allowed(struct hunt *hunt, enum sql sql, const char *column, const char *name,
        struct allowed *ret, struct err *err)
{
	if (!name)
		return true;
	const char *wanted = text_fold(hunt->row, name);
	ret->is_asked = true;
	CLEANUP(query_cleanup) struct query q = query_open(hunt->store->driver, sql);
	while (query_next(&q)) {
		int64_t id = get_int(&q, "id");
		const char *folded = text_fold(hunt->row, peek_text(&q, column));
		if (!str_starts(folded, wanted) || ret->count == IDS_MAX)
			continue;
		ret->ids[ret->count++] = id;
		if (!streq(folded, wanted))
			continue;
		*ret = (struct allowed){.ids = {id}, .count = 1, .is_asked = true};
		break;
	}
	return query_end(&q, err);
}

static bool add_allowed(struct hunt *hunt, struct allowed *ret, int64_t id, struct err *err)
{
	struct theme_entry now;
	if (!store_theme_by_id(hunt->store, hunt->row, id, &now, err))
		return false;
	bool is_new = ret->count < IDS_MAX;
	for (size_t i = 0; i < ret->count; i++)
		is_new = is_new && ret->ids[i] != now.id;
	if (is_new)
		ret->ids[ret->count++] = now.id;
	return true;
}

/* Names that themes had before, and those of themes that went up in others: one that is just so stands beside
 * what is called so now; one that only begins so is for when nothing is. */
static bool find_former(struct hunt *hunt, const char *name, struct allowed *ret, struct err *err)
{
	const char *wanted = text_fold(hunt->row, name);
	bool needs_more = ret->count == 0;
	CLEANUP(query_cleanup) struct query q = query_open(hunt->store->driver, SQL_THEMES_FORMER);
	while (query_next(&q)) {
		size_t count = 0;
		int64_t id = get_int(&q, "id");
		const char *const *names = lines_read(hunt->row, peek_text(&q, "names"), &count);
		bool fits = false;
		for (size_t i = 0; i < count; i++) {
			const char *folded = text_fold(hunt->row, names[i]);
			fits = fits || streq(folded, wanted) || (needs_more && str_starts(folded, wanted));
		}
		if (fits && !add_allowed(hunt, ret, id, err))
			return false;
	}
	return query_end(&q, err);
}

static bool find_themes(struct hunt *hunt, const char *name, struct err *err)
{
	return find_allowed(hunt, SQL_THEMES_READ, "name", name, &hunt->themes, err) &&
	       (!name || find_former(hunt, name, &hunt->themes, err));
}

static void miss(struct hunt *hunt, const struct allowed *allowed, const char *message, const char *name)
{
	if (allowed->is_asked && allowed->count == 0 && hunt->found.unknown.code == ERR_NONE)
		err_set(&hunt->found.unknown, ERR_MISSING, message, "%s", name);
}

static bool find_names(struct hunt *hunt, struct err *err)
{
	const struct search_query *query = hunt->query;
	if (!find_allowed(hunt, SQL_CHANNELS_READ, "name", query->channel, &hunt->channels, err) ||
	        !find_allowed(hunt, SQL_STEPS_READ, "name", query->step, &hunt->steps, err) ||
	        !find_themes(hunt, query->theme, err) ||
	        !find_allowed(hunt, SQL_METRICS_READ, "key", query->metric, &hunt->metrics, err))
		return false;
	miss(hunt, &hunt->channels, N_("no channel begins with “%s”"), query->channel);
	miss(hunt, &hunt->steps, N_("no step of the customer journey begins with “%s”"), query->step);
	miss(hunt, &hunt->themes, N_("no theme begins with “%s”"), query->theme);
	miss(hunt, &hunt->metrics, N_("no metric begins with “%s”"), query->metric);
	return true;
}

/* -- one row -- */

static bool score_fits(const struct hunt *hunt, int64_t metric_id, double score)
{
	const struct search_query *query = hunt->query;
	return is_allowed(&hunt->metrics, metric_id) &&
	       (isnan(query->score_from) || score >= query->score_from) &&
	       (isnan(query->score_to) || score <= query->score_to);
}

static bool any_answer_fits(struct hunt *hunt, int64_t id, bool *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(hunt->store->driver, SQL_FEEDBACK_ANSWERS);
	bind_int(&q, "$response_id", id);
	while (!*ret && query_next(&q)) {
		int64_t metric_id = get_int(&q, "metric_id");
		*ret = score_fits(hunt, metric_id, get_real(&q, "score"));
	}
	return query_end(&q, err);
}

static bool themes_fit(const struct hunt *hunt, const char *text)
{
	int64_t ids[FEEDBACK_THEMES_MAX];
	size_t count = themes_read(text, ids, FEEDBACK_THEMES_MAX);
	for (size_t i = 0; i < count; i++)
		if (is_allowed(&hunt->themes, ids[i]))
			return true;
	return !hunt->themes.is_asked;
}

/* In the order of the columns. */
static bool row_fits(struct hunt *hunt, struct query *q, int64_t id, bool *ret, struct err *err)
{
	const struct search_query *query = hunt->query;
	bool asks_score = !isnan(query->score_from) || !isnan(query->score_to) || hunt->metrics.is_asked;
	int64_t metric_id = get_int(q, "metric_id");
	double score = get_real(q, "score");
	bool fits = !query->has_mood || get_int(q, "mood") == query->mood;
	fits = is_allowed(&hunt->channels, get_int(q, "channel_id")) && fits;
	fits = is_allowed(&hunt->steps, get_int(q, "step_id")) && fits;
	bool has_more = get_bool(q, "more_answers");
	fits = fits && themes_fit(hunt, peek_text(q, "themes"));
	fits = fits && !get_bool(q, "withdrawn");
	bool score_is_fit = !asks_score || (metric_id && score_fits(hunt, metric_id, score));
	if (fits && !score_is_fit && has_more && !any_answer_fits(hunt, id, &score_is_fit, err))
		return false;
	fits = fits && score_is_fit;
	if (fits && hunt->reads_text) {
		arena_reset(hunt->row);
		hunt->effort += EFFORT_TEXT;
		fits = search_finds(hunt->row, query, peek_text(q, "comment"));
	}
	*ret = fits;
	return true;
}

/* -- all rows -- */

static bool is_spent(const struct hunt *hunt)
{
	return hunt->limits.effort && hunt->effort >= hunt->limits.effort;
}

static void keep(struct hunt *hunt, int64_t id)
{
	if (hunt->found.matches == hunt->limits.count) {
		hunt->found.more = true;
		return;
	}
	hunt->found.matches++;
	if (hunt->ids.count < hunt->limits.rows)
		*vec_add(hunt->arena, &hunt->ids) = id;
}

static bool look_at(struct hunt *hunt, struct query *row, int64_t id, struct err *err)
{
	bool fits = false;
	bind_int(row, "$id", id);
	bool ok = !query_next(row) || row_fits(hunt, row, id, &fits, err);
	if (fits)
		keep(hunt, id);
	return ok && (query_again(row) || query_error(row, err));
}

/* Down the places that the statement gives, until there is enough or it takes too much. */
static bool go_down(struct hunt *hunt, struct query *q, struct err *err)
{
	CLEANUP(query_cleanup) struct query row = query_open(hunt->store->driver, SQL_SEARCH_ROW);
	while (!hunt->found.more && query_next(q)) {
		int64_t place = get_int(q, "place");
		if (is_spent(hunt)) {
			hunt->found.more = true;
			hunt->found.back_to = search_place_day(place) + 1;
			break;
		}
		hunt->effort++;
		if (!look_at(hunt, &row, search_place_id(place), err))
			return false;
	}
	return query_end(&row, err) && query_end(q, err);
}

/* Unknown days are day 0, and only looked at when no day is asked for. */
static bool find_bounds(struct hunt *hunt, struct err *err)
{
	const struct search_query *query = hunt->query;
	int32_t from_day = query->from_day == 0 && query->to_day != 0 ? 1 : query->from_day;
	hunt->from_place = search_place(from_day, 0);
	hunt->to_place = query->to_day ? search_place(query->to_day + 1, 0) - 1 : INT64_MAX;
	if (!hunt->limits.before_id)
		return true;
	CLEANUP(query_cleanup) struct query q = query_open(hunt->store->driver, SQL_FEEDBACK_DAY);
	bind_int(&q, "$id", hunt->limits.before_id);
	int64_t place = query_next(&q) ? search_place(get_day(&q, "day"), hunt->limits.before_id) : 0;
	if (place <= hunt->to_place)
		hunt->to_place = place - 1;
	return query_end(&q, err);
}

static bool go_by_words(struct hunt *hunt, const char *match, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(hunt->store->driver, SQL_SEARCH_MATCH);
	bind_text(&q, "$match", match);
	bind_int(&q, "$from_place", hunt->from_place);
	bind_int(&q, "$to_place", hunt->to_place);
	return go_down(hunt, &q, err);
}

static bool go_by_days(struct hunt *hunt, struct err *err)
{
	bool one_theme = hunt->themes.count == 1;
	CLEANUP(query_cleanup)
	struct query q = query_open(hunt->store->driver, one_theme ? SQL_SEARCH_THEMED : SQL_SEARCH_DAYS);
	if (one_theme)
		bind_int(&q, "$theme_id", hunt->themes.ids[0]);
	bind_int(&q, "$from_day", search_place_day(hunt->from_place));
	bind_int(&q, "$to_day", search_place_day(hunt->to_place));
	bind_int(&q, "$to_id", search_place_id(hunt->to_place));
	return go_down(hunt, &q, err);
}

/* Where the words say nothing that the index knows, each text is asked. */
static bool needs_text(const struct search_query *query, bool has_match)
{
	for (size_t i = 0; i < query->count; i++)
		if (query->terms[i].exact || !has_match)
			return true;
	return false;
}

static bool go(struct hunt *hunt, struct err *err)
{
	const char *match = "";
	if (!find_names(hunt, err) || !find_bounds(hunt, err))
		return false;
	if (hunt->found.unknown.code != ERR_NONE)
		return true;
	if (!search_match(hunt->store, hunt->arena, hunt->query, &match, &hunt->found.narrow, err))
		return false;
	hunt->reads_text = needs_text(hunt->query, *match != '\0');
	return *match ? go_by_words(hunt, match, err) : go_by_days(hunt, err);
}

static bool read_found(struct hunt *hunt, struct err *err)
{
	hunt->found.items = arena_array_of(hunt->arena, struct feedback, hunt->ids.count + 1);
	for (; hunt->found.count < hunt->ids.count; hunt->found.count++)
		if (!store_feedback_by_id(hunt->store, hunt->arena, hunt->ids.items[hunt->found.count],
		            &hunt->found.items[hunt->found.count], err))
			return false;
	return true;
}

bool store_search(struct store *store, struct arena *arena, const struct search_query *query,
        const struct search_limits *limits, struct search_found *ret, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *row = arena_new_like(store->arena);
	struct search_state state;
	struct hunt hunt = {.store = store, .arena = arena, .row = row, .query = query, .limits = *limits};
	if (hunt.limits.rows == 0)
		hunt.limits.rows = ROWS_USUAL;
	if (hunt.limits.count < hunt.limits.rows)
		hunt.limits.count = hunt.limits.rows;
	READING(store->driver);
	if (!store_search_state(store, &state, err) || !go(&hunt, err) || !read_found(&hunt, err))
		return false;
	hunt.found.unindexed = query->count > 0 ? state.total - state.indexed : 0;
	*ret = hunt.found;
	return true;
}
