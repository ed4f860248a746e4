/* Reading what customers said. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/voice.h>

#include "internal.h"
#include "names.h"
#include "row.h"
#include "themes.h"

enum { FEEDBACK_LIMIT = 50 };

typedef VEC(struct feedback) feedback_list;

struct feedback_query feedback_query_any(void)
{
	return (struct feedback_query){.score_from = (double)NAN, .score_to = (double)NAN};
}

/* One row */

static bool read_answers(struct store *store, struct feedback *feedback, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_FEEDBACK_ANSWERS);
	bind_int(&q, "$response_id", feedback->id);
	while (feedback->answer_count < FEEDBACK_ANSWERS_MAX && query_next(&q))
		feedback->answers[feedback->answer_count++] = (struct answer){
		        .metric_id = get_int(&q, "metric_id"), .score = get_real(&q, "score")};
	return query_end(&q, err);
}

/* Names that one reading met already: the rows of a list mostly share theirs. */
enum { KNOWN_NAMES = 32 };
struct known_names {
	enum sql sql; /* finds one by its id */
	int64_t ids[KNOWN_NAMES];
	const char *names[KNOWN_NAMES];
	size_t count;
};

static const char *known_name(const struct known_names *known, int64_t id)
{
	for (size_t i = 0; i < known->count; i++)
		if (known->ids[i] == id)
			return known->names[i];
	return NULL;
}

static bool name_of(struct store *store, struct arena *arena, struct known_names *known, int64_t id,
        const char **ret, struct err *err)
{
	*ret = id ? known_name(known, id) : "";
	if (*ret)
		return true;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, known->sql);
	bind_int(&q, "$id", id);
	*ret = query_next(&q) ? get_text(&q, arena, "name") : "";
	if (known->count < KNOWN_NAMES) {
		known->ids[known->count] = id;
		known->names[known->count++] = *ret;
	}
	return query_end(&q, err);
}

/* The row that stands ready, with all that belongs to it. */
static bool read_row(struct store *store, struct arena *arena, struct query *q, struct known_names *known,
        struct feedback *feedback, struct err *err)
{
	*feedback = (struct feedback){.id = get_int(q, "id"),
	        .batch_id = get_int(q, "batch_id"),
	        .day = get_day(q, "day"),
	        .mood = (enum mood)get_int(q, "mood"),
	        .customer = get_text(q, arena, "customer"),
	        .channel = get_text(q, arena, "channel"),
	        .step = get_text(q, arena, "step")};
	int64_t metric_id = get_int(q, "metric_id");
	if (metric_id)
		feedback->answers[feedback->answer_count++] =
		        (struct answer){.metric_id = metric_id, .score = get_real(q, "score")};
	bool has_more = get_bool(q, "more_answers");
	feedback->theme_count = themes_read(peek_text(q, "themes"), feedback->theme_ids, FEEDBACK_THEMES_MAX);
	feedback->withdrawn = get_bool(q, "withdrawn");
	feedback->comment = get_text(q, arena, "comment");
	feedback->heard_day = get_day(q, "heard_day");
	if (has_more && !read_answers(store, feedback, err))
		return false;
	for (size_t i = 0; i < feedback->theme_count; i++)
		if (!name_of(store, arena, known, feedback->theme_ids[i], &feedback->themes[i], err))
			return false;
	return true;
}

bool store_feedback_by_id(
        struct store *store, struct arena *arena, int64_t id, struct feedback *ret, struct err *err)
{
	struct feedback feedback;
	struct known_names known = {.sql = SQL_THEME_NAME};
	READING(store->driver);
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_FEEDBACK_BY_ID);
	bind_int(&q, "$id", id);
	bool is_there = query_next(&q);
	if (is_there && !read_row(store, arena, &q, &known, &feedback, err))
		return false;
	if (!query_end(&q, err) || !row_is_there(is_there, ENTITY_FEEDBACK, id, err))
		return false;
	*ret = feedback;
	return true;
}

/* Many: what was asked for, with names turned into numbers */

struct wanted {
	const struct feedback_query *query;
	int64_t metric_id, channel_id, step_id, theme_id;
	int64_t first_id, last_id; /* of the batch */
	int32_t end_day, from_day;
	int64_t end_id;
	bool is_nothing; /* a name that the store doesn't know */
};

static bool find_metric_id(struct store *store, const char *key, int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_METRIC_BY_KEY);
	bind_text(&q, "$key", key);
	*ret = query_next(&q) ? get_int(&q, "id") : 0;
	return query_end(&q, err);
}

static bool find_names(struct store *store, struct wanted *wanted, struct err *err)
{
	const struct feedback_query *query = wanted->query;
	wanted->theme_id = query->theme_id;
	if (query->metric && !find_metric_id(store, query->metric, &wanted->metric_id, err))
		return false;
	if (query->channel && !name_find(store, NAME_CHANNEL, query->channel, &wanted->channel_id, err))
		return false;
	if (query->step && !name_find(store, NAME_STEP, query->step, &wanted->step_id, err))
		return false;
	int64_t by_name = 0;
	if (query->theme && !name_find(store, NAME_THEME, query->theme, &by_name, err))
		return false;
	if (query->theme && !query->theme_id)
		wanted->theme_id = by_name;
	wanted->is_nothing = (query->metric && !wanted->metric_id) ||
	                     (query->channel && !wanted->channel_id) || (query->step && !wanted->step_id) ||
	                     (query->theme && by_name != wanted->theme_id) || (query->theme && !by_name);
	return true;
}

static bool find_batch(struct store *store, struct wanted *wanted, struct err *err)
{
	wanted->last_id = INT64_MAX;
	if (!wanted->query->batch_id)
		return true;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_BATCH_READ);
	bind_int(&q, "$id", wanted->query->batch_id);
	wanted->is_nothing = !query_next(&q) || wanted->is_nothing;
	if (!wanted->is_nothing) {
		wanted->first_id = get_int(&q, "first_id");
		wanted->last_id = get_int(&q, "last_id");
	}
	return query_end(&q, err);
}

/* Where to begin: below the row that the last page ended with, or below the end of the last day wanted. */
static bool find_end(struct store *store, struct wanted *wanted, struct err *err)
{
	const struct feedback_query *query = wanted->query;
	wanted->from_day = query->from_day == 0 && query->to_day != 0 ? 1 : query->from_day;
	wanted->end_day = query->to_day ? query->to_day : INT32_MAX;
	wanted->end_id = INT64_MAX;
	if (!query->before_id)
		return true;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_FEEDBACK_DAY);
	bind_int(&q, "$id", query->before_id);
	if (query_next(&q)) {
		int32_t day = get_day(&q, "day");
		if (day <= wanted->end_day) {
			wanted->end_day = day;
			wanted->end_id = query->before_id;
		}
	} else {
		wanted->is_nothing = true;
	}
	return query_end(&q, err);
}

static enum sql way_in(const struct wanted *wanted)
{
	if (wanted->theme_id)
		return SQL_FEEDBACK_BY_THEME;
	bool has_comment = wanted->query->commented || !strempty(wanted->query->text);
	return wanted->query->has_mood && has_comment ? SQL_FEEDBACK_BY_MOOD : SQL_FEEDBACK_BY_DAY;
}

static void bind_wanted(struct query *q, enum sql sql, const struct wanted *wanted, int64_t limit)
{
	const struct feedback_query *query = wanted->query;
	bool has_text = !strempty(query->text);
	bool any_score = isnan(query->score_from) && isnan(query->score_to);
	if (sql == SQL_FEEDBACK_BY_THEME)
		bind_int(q, "$theme_id", wanted->theme_id);
	bind_int(q, "$end_day", wanted->end_day);
	bind_int(q, "$end_id", wanted->end_id);
	bind_int(q, "$from_day", wanted->from_day);
	bind_int(q, "$first_id", wanted->first_id);
	bind_int(q, "$last_id", wanted->last_id);
	bind_int(q, "$any_mood", !query->has_mood);
	bind_int(q, "$mood", query->mood);
	bind_int(q, "$commented", query->commented || has_text);
	bind_int(q, "$channel_id", wanted->channel_id);
	bind_int(q, "$step_id", wanted->step_id);
	bind_int(q, "$metric_id", wanted->metric_id);
	bind_int(q, "$any_score", any_score);
	bind_real(q, "$score_from", isnan(query->score_from) ? -HUGE_VAL : query->score_from);
	bind_real(q, "$score_to", isnan(query->score_to) ? HUGE_VAL : query->score_to);
	bind_int(q, "$limit", limit);
}

static bool read_list(struct store *store, struct arena *arena, const struct wanted *wanted,
        feedback_list *list, struct err *err)
{
	const char *text = wanted->query->text;
	const char *folded = strempty(text) ? "" : text_fold(arena, text);
	size_t limit = wanted->query->limit ? wanted->query->limit : FEEDBACK_LIMIT;
	enum sql sql = way_in(wanted);
	struct known_names known = {.sql = SQL_THEME_NAME};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, sql);
	bind_wanted(&q, sql, wanted, (int64_t)limit);
	bind_text(&q, "$text", folded);
	while (query_next(&q)) {
		if (!read_row(store, arena, &q, &known, vec_add(arena, list), err))
			return false;
	}
	return query_end(&q, err);
}

bool store_feedback(struct store *store, struct arena *arena, const struct feedback_query *query,
        struct feedback **ret, size_t *ret_count, struct err *err)
{
	feedback_list list = {0};
	struct wanted wanted = {.query = query};
	READING(store->driver);
	if (!find_names(store, &wanted, err) || !find_batch(store, &wanted, err) ||
	        !find_end(store, &wanted, err))
		return false;
	if (!wanted.is_nothing && !read_list(store, arena, &wanted, &list, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}
