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

/* Choosing the quotes of the day, best first; withdrawn ones are left out. Words not heard within
 * `quiet_days` come before heard ones, with a comment before without. Then every channel and step gets its
 * turn: among the words of the last 30 days those from a channel or step that was not heard within
 * `quiet_days` (nor earlier in this order) come before fresher ones; so with S channels and steps in use,
 * none waits longer than `quiet_days` and S further picks. Then the last seven days before older, channels
 * and steps used least in this order, and ties fall by `seed`. Heard ones come by how long ago. Returns the
 * indexes in the order in which they should be read. Same input, same order on every machine. */
struct quote_pick_input {
	const struct feedback *candidates;
	size_t count;
	int32_t today;
	int quiet_days; /* no repeat within, e.g. 30 */
	uint64_t seed;
	size_t wanted; /* so many at most; 0 all */
};
struct arena;
size_t *quote_pick(struct arena *arena, const struct quote_pick_input *input, size_t *ret_count);
