/* What customers said, as the meeting reads it. Nothing here reads more rows than it returns (times a small
 * constant), however many there are: everything comes from indexes and daily roll-ups. */
#pragma once

#include <stddef.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/feedback.h>
#include <dagstart/domain/metric.h>
#include <dagstart/domain/theme.h>

struct arena;
struct store;

/* The metrics of the store, in the order of their ids; `title`, `target` and `target_day` are not kept here
 * (config has them). */
bool store_metrics(struct store *store, struct arena *arena, struct metric **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;
/* Finds by key or makes it; one without answers is defined anew. ERR_REFUSED when it has answers and another
 * scale, direction or kind, or other bands (none given: those of the store). Inside a transaction. */
bool store_put_metric(struct store *store, struct metric *metric, struct err *err) MUST_CHECK;
/* Whether any answer was ever counted by it, also one that was taken back. */
bool store_metric_is_answered(struct store *store, int64_t id, bool *ret, struct err *err) MUST_CHECK;

struct feedback_query {
	const char *text; /* folded substring of the comment; NULL any */
	const char *metric; /* key; NULL any */
	const char *channel, *step, *theme; /* NULL any */
	int64_t theme_id; /* 0 any */
	int64_t batch_id; /* 0 any */
	int32_t from_day, to_day; /* inclusive; 0 open; unknown days only where both are open */
	bool has_mood;
	enum mood mood;
	double score_from, score_to; /* NAN open (note: 0 is a value) */
	bool commented; /* only with a comment */
	size_t limit; /* 0 means 50 */
	int64_t before_id; /* paging: rows older than this one in the order (day, id) descending; 0 from the
	                      newest */
};
/* An empty query: every field "any". */
struct feedback_query feedback_query_any(void);

/* Newest first, withdrawn ones left out. */
bool store_feedback(struct store *store, struct arena *arena, const struct feedback_query *query,
        struct feedback **ret, size_t *ret_count, struct err *err) MUST_CHECK;
/* One response, also a withdrawn one. ERR_MISSING. */
bool store_feedback_by_id(struct store *store, struct arena *arena, int64_t id, struct feedback *ret,
        struct err *err) MUST_CHECK;
/* Words to choose the quotes of the day from: commented responses that were not heard from quiet_from_day on,
 * newest first, with all that quote_day() looks at. Customers' names and scores are left out:
 * store_feedback_by_id() has them. */
struct quote_query {
	enum mood mood; /* praise or pain */
	int32_t quiet_from_day;
	size_t limit;
	/* Only of this segment, from_day on. Of each import its newest 32 words a segment are looked at. */
	bool of_segment;
	enum segment_kind kind;
	int64_t segment_id;
	int32_t from_day;
};
bool store_quotes(struct store *store, struct arena *arena, const struct quote_query *query,
        struct feedback **ret, size_t *ret_count, struct err *err) MUST_CHECK;
/* The same for several queries in one moment, in their order, until `enough` of them have found some. */
bool store_quotes_in_line(struct store *store, struct arena *arena, const struct quote_query *queries,
        size_t query_count, size_t enough, struct feedback **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;
/* Those heard from quiet_from_day on, heard longest ago first: for when there are no others. */
bool store_quotes_again(struct store *store, struct arena *arena, const struct quote_query *query,
        struct feedback **ret, size_t *ret_count, struct err *err) MUST_CHECK;
/* What was heard in meetings from a day on, in the order in which it was; a quote that was heard twice is
 * there twice. Without comment, customer and scores. */
bool store_heard_since(struct store *store, struct arena *arena, int32_t from_day, struct feedback **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
/* The channels, steps and themes (at most SEGMENTS_MAX of each, by name) and whether words of theirs came in
 * from a day on; `heard` and `last` are segments_count()'s. */
enum { SEGMENTS_MAX = 500 };
bool store_segments(struct store *store, struct arena *arena, int32_t from_day, struct segment **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
/* Notes that a quote was heard in a meeting on a day. Inside a transaction; not journalled. */
bool store_put_heard(struct store *store, int64_t feedback_id, int64_t meeting_id, int32_t day,
        struct err *err) MUST_CHECK;
/* The newest day with feedback, 0 when there is none; and how many responses there are in all. */
bool store_feedback_extent(
        struct store *store, int32_t *ret_newest_day, int64_t *ret_count, struct err *err) MUST_CHECK;

enum tally_dimension {
	TALLY_ALL,
	TALLY_THEME, /* id of a theme */
	TALLY_CHANNEL, /* id of a channel, see store_names() */
	TALLY_STEP, /* id of a journey step */
};
struct tally_query {
	int64_t metric_id;
	enum tally_dimension dimension;
	int64_t dimension_id; /* 0 for TALLY_ALL */
	int32_t from_day, to_day; /* inclusive; both 0: all answers, those without a day too */
};
bool store_tally(
        struct store *store, const struct tally_query *query, struct tally *ret, struct err *err) MUST_CHECK;
/* One tally a period of `days` days from from_day on, `count` periods; the query's to_day is not used. */
bool store_tally_periods(struct store *store, const struct tally_query *query, int days, size_t count,
        struct tally *ret, struct err *err) MUST_CHECK;

/* One tally for each week with answers, from Monday to Sunday, oldest first. Of roll-ups of weeks: a row a
 * week, however many answers. */
struct week_query {
	int64_t metric_id;
	enum tally_dimension dimension;
	int64_t dimension_id; /* 0 for TALLY_ALL */
	int32_t end_day; /* a Monday: only weeks before it */
	/* Where `last` is not 0 only the last so many, and the first so many from from_day (0: ever) on. */
	size_t last, first;
	int32_t from_day;
};
struct week_tally {
	int32_t monday;
	struct tally tally;
};
struct week_tallies {
	struct week_tally *items;
	size_t count;
	size_t left_out; /* weeks with answers between the first and the last, from from_day on */
	size_t later; /* weeks with answers from that of end_day on */
	int64_t ahead; /* answers in the weeks after that of end_day */
};
bool store_tally_weeks(struct store *store, struct arena *arena, const struct week_query *query,
        struct week_tallies *ret, struct err *err) MUST_CHECK;
/* How many answers each of the `count` days from from_day on has; the query's to_day is not used. */
bool store_tally_counts(struct store *store, const struct tally_query *query, size_t count, int64_t *ret,
        struct err *err) MUST_CHECK;

struct named_tally {
	int64_t id;
	const char *name;
	struct tally tally;
};
/* One tally for each theme, channel or step with answers in the window (query.dimension_id is not used). */
bool store_tally_by(struct store *store, struct arena *arena, const struct tally_query *query,
        struct named_tally **ret, size_t *ret_count, struct err *err) MUST_CHECK;

/* The themes, channels or steps of the journey that feedback bears, by name. */
struct named {
	int64_t id;
	const char *name;
};
bool store_names(struct store *store, struct arena *arena, enum tally_dimension dimension, struct named **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;

/* All themes, by name; and the id of one, made when it is not there (inside a transaction). */
bool store_themes(struct store *store, struct arena *arena, struct theme **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;
bool store_theme_id(struct store *store, const char *name, int64_t *ret, struct err *err) MUST_CHECK;

/* The quotes that were heard in a meeting: praise, then pain, each in the order in which they were. */
bool store_heard(struct store *store, struct arena *arena, int64_t meeting_id, struct feedback **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
/* The id of a journey step, 0 when it has no feedback. */
bool store_step_id(struct store *store, const char *name, int64_t *ret, struct err *err) MUST_CHECK;
