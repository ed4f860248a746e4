/* Who may speak next: of each batch the newest words of every channel, step and theme, a praise and a pain
 * list each, and its newest low scores. What they are read for finds some dozens of rows, however many there
 * are. A batch is never changed, so neither are these: withdrawn responses are left out when they are read.
 */
#pragma once

#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/feedback.h>

struct arena;
struct store;
struct turns;

enum turn_kind { TURN_LOW, TURN_THEME, TURN_CHANNEL, TURN_STEP, TURN_KINDS };
/* Of one batch; a segment heard more often than that in a month needs no turn of its own. */
enum { TURNS_OF_SEGMENT = 32, TURNS_LOW = 128 };

struct turns *turns_new(struct arena *arena);
struct turns_row {
	int64_t id;
	int32_t day;
	enum mood mood;
	bool has_comment, has_score;
	int64_t channel_id, step_id; /* 0 none */
	const int64_t *theme_ids;
	size_t theme_count;
};
void turns_note(struct turns *turns, const struct turns_row *row);
/* After a move (theme_moves.h): of both its themes the newest words of each batch once more. */
bool turns_of_move(struct store *store, int64_t move_id, struct err *err) MUST_CHECK;
bool turns_write(struct turns *turns, struct store *store, struct err *err) MUST_CHECK;
