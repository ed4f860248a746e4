/* Moving many answers from theme to theme, forth and back. What each answer bore before and after is kept, so
 * that a move can be taken back to the letter. */
#pragma once

#include <stdint.h>

#include <dagstart/base/err.h>

struct store;
struct theme_rule;

struct move {
	int64_t from_id; /* 0: answers get into_id besides what they have */
	int64_t into_id;
	const struct theme_rule *rule; /* NULL: all of from_id */
	int32_t from_day; /* without from_id: of those that are looked at */
	size_t look_most; /* the newest of them */
};
/* Inside a transaction; in the journal. */
bool move_do(struct store *store, const struct move *move, int64_t *ret_answers, struct err *err) MUST_CHECK;
/* For the door: takes a move back, or does it again. ERR_REFUSED when an answer has other themes by now. */
bool move_set(struct store *store, int64_t id, bool is_there, struct err *err) MUST_CHECK;
