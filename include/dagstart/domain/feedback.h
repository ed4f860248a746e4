/* What customers said. A response is immutable: it may hold one comment and several scores, and is never
 * counted twice. A batch (an import) is withdrawn as a whole; what cites it keeps the quote. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct metric;

enum mood {
	MOOD_PAIN = -1,
	MOOD_NEUTRAL = 0,
	MOOD_PRAISE = 1,
};

enum { FEEDBACK_THEMES_MAX = 8, FEEDBACK_ANSWERS_MAX = 4 };

struct answer {
	int64_t metric_id;
	double score; /* on the metric's own scale */
};

struct feedback {
	int64_t id;
	int64_t batch_id;
	int32_t day; /* 0: unknown; such a response counts in totals only */
	enum mood mood; /* of the first answer */
	const char *comment; /* "" when there is none; bytes as they came, UTF-8 */
	const char *customer;
	const char *channel;
	const char *step; /* of the customer journey */
	struct answer answers[FEEDBACK_ANSWERS_MAX];
	size_t answer_count;
	const char *themes[FEEDBACK_THEMES_MAX]; /* names */
	int64_t theme_ids[FEEDBACK_THEMES_MAX];
	size_t theme_count;
	bool withdrawn;
	int32_t heard_day; /* last shown in a meeting; 0 never */
};

/* -- fair hearing (feedback.c, hearing.c) --
 *
 * A segment is a channel, a step of the journey or a theme. The quotes of the day come in this order:
 * withdrawn ones never; words not heard within `quiet_days` before heard ones (so nothing is repeated while
 * others are left), those by how long ago they were heard; with a comment before without; of the last
 * QUOTE_RECENT_DAYS before older ones (without a day: old); words of a segment that waits, the longest
 * waiting first, then those that more waiting segments share; then the last seven days before older, segments
 * used least in this order; and what is still equal falls by dice of the day's seed and of the words
 * themselves.
 *
 * The bound. A segment waits when none of its words was heard within QUOTE_TURN_DAYS. While it has recent
 * unheard words of a mood, it is heard by the S-th pick of that mood at the latest, S being the number of
 * segments with such words: each pick is the turn of the longest waiting, which from then on waits less long
 * than this one, so each other segment comes before it once at most. A meeting picks once a mood. So nobody
 * with something to say is silent for longer than 14 days and S meetings.
 *
 * The choice depends on the date, the seed, the words and what was heard in which order; not on the order of
 * the candidates, nor on ids, unless two of the same day have the same words. */
enum { QUOTE_TURN_DAYS = 14, QUOTE_RECENT_DAYS = 30 };

struct quote_pick_input {
	const struct feedback *candidates;
	size_t count;
	const struct feedback *heard; /* in meetings, in that order (with heard_day): whose turn it was */
	size_t heard_count;
	int32_t today;
	int quiet_days; /* no repeat within, e.g. 30 */
	int turn_days; /* a segment waits from then on; 0: as quiet_days */
	uint64_t seed;
	size_t wanted; /* so many at most; 0 all */
	bool has_mood; /* only candidates of this one */
	enum mood mood;
};
struct arena;
/* The indexes in the order in which they should be read. */
size_t *quote_pick(struct arena *arena, const struct quote_pick_input *input, size_t *ret_count);

/* One praise, and then one pain in the light of it: candidates of both moods, `wanted` is not used. NULL
 * where there is none. */
struct quotes_of_day {
	const struct feedback *praise, *pain;
};
struct quotes_of_day quote_day(struct arena *arena, const struct quote_pick_input *input);

enum segment_kind { SEGMENT_CHANNEL, SEGMENT_STEP, SEGMENT_THEME, SEGMENT_KINDS };

/* How often a segment had its turn. */
struct segment {
	enum segment_kind kind;
	int64_t id; /* for the caller */
	const char *name;
	bool has_words; /* recent ones: it has something to say */
	int heard; /* times, since from_day */
	int64_t last; /* grows with each quote heard; 0 never; see segment_last_day() */
	uint64_t dice; /* of segments_sort() */
};
/* Fills `heard` and `last` from what was heard in meetings, in that order. */
void segments_count(struct segment *segments, size_t count, int32_t from_day, const struct feedback *heard,
        size_t heard_count);
/* One more that is being heard: it is on the screen, and stands among the others later. */
void segments_count_shown(struct segment *segments, size_t count, const struct feedback *shown);
int32_t segment_last_day(const struct segment *segment); /* 0 never */
bool segment_waits(const struct segment *segment, int32_t today, int turn_days);
/* Longest waiting first; equal ones by dice of the seed and their name. */
void segments_sort(struct segment *segments, size_t count, uint64_t seed);
