/* The loop with one customer: who gave a low score hears from somebody what was done with it. A low score is
 * one that counts as pain on its metric's scale (a detractor, the lowest answers). Nothing is kept of it
 * until somebody takes it on; it goes by the id of its quote (F-12). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/domain/calendar.h>
#include <dagstart/domain/feedback.h>

enum loop_status {
	LOOP_OPEN, /* nobody has it yet */
	LOOP_OWNED,
	LOOP_TOLD, /* the customer knows */
	LOOP_NOT_NEEDED, /* closed for a reason */
};

struct loop {
	int64_t id; /* of the response */
	enum loop_status status;
	int64_t owner_id; /* 0 nobody */
	int32_t day; /* since when it is in this state; an open one: the day of the answer */
	int32_t due_day; /* the customer is told by then */
	int32_t told_day; /* 0 not yet */
	int64_t told_by_id;
	const char *said; /* to the customer */
	const char *reason; /* why it is not needed */
	int64_t arrived_ms; /* when the answer came in */
	struct feedback feedback; /* read only where it is asked for; id 0 */
};

/* By when the customer of an answer is told: `within` working days after it. */
int32_t loop_due(const struct calendar *calendar, int32_t answer_day, int within);
/* Who takes it on late has `within` working days from then: an old promise can't be kept any more. */
int32_t loop_due_from(const struct calendar *calendar, int32_t answer_day, int32_t today, int within);
bool loop_is_closed(const struct loop *loop);
/* Its day has passed and the customer has not been told. */
bool loop_is_overdue(const struct loop *loop, int32_t today);
/* By due day, so the overdue ones first; of one day those without an owner first; closed ones last, newest
 * first. */
void loops_sort(struct loop *loops, size_t count);
