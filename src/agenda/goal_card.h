/* Goals: the pair of number and behaviour, and what customers said about it. */
#pragma once

#include <dagstart/domain/feedback.h>
#include <dagstart/domain/goal.h>

#include "step.h"

enum { GOAL_HISTORY_DAYS = 56 };
struct goals {
	struct goal *items; /* team goals with a metric have their current value computed */
	size_t count;
	struct checkin *checkins; /* of the last eight weeks */
	size_t checkin_count;
};
bool goals_load(struct step_context *ctx, bool closed_too, struct goals *ret, struct err *err) MUST_CHECK;
/* "50 % → 80 % by 28 April 2026"; "" without a target. */
const char *goal_numbers(struct arena *arena, const struct goal *goal);
/* One of them with its unit, a dash where it is NAN. */
const char *goal_number(struct arena *arena, const struct goal *goal, double value);
/* How far it is now: "92 %", and of one that is computed "31". */
const char *goal_value_say(const struct step_context *ctx, struct arena *arena, const struct goal *goal);
/* The same with what belongs to a computed one: "31 ±7, n 412". */
const char *goal_current_say(const struct step_context *ctx, struct arena *arena, const struct goal *goal);
/* The pair with its state and the ticks of so many weeks: up to four in a line, more as a table; focusable,
 * with the G- ref. */
struct doc_node *goal_card(const struct step_context *ctx, const struct goals *goals, const struct goal *goal,
        size_t weeks, struct doc *doc, struct doc_node *parent);
/* What customers said about the goals of a person, newest first, and in words how it was chosen. */
struct goal_quotes {
	struct feedback *items;
	size_t count;
	const char *about;
};
bool goal_quotes_load(struct step_context *ctx, const struct goals *goals, int64_t owner, size_t most,
        struct goal_quotes *ret, struct err *err) MUST_CHECK;
const char *goal_state_say(enum goal_state state, enum doc_role *ret_role);
/* Ticks the goal that the arguments name for today, or takes the tick away again. */
bool goal_tick(
        struct step_context *ctx, const struct args *args, struct result *ret, struct err *err) MUST_CHECK;
