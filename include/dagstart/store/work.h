/* What the team agreed: goals, actions, decisions, thanks, notes. A put writes inside a transaction (id 0: a
 * new row, the id is filled in); the journal follows by itself. Lists come in a stated order. */
#pragma once

#include <stddef.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/action.h>
#include <dagstart/domain/decision.h>
#include <dagstart/domain/goal.h>
#include <dagstart/domain/kudos.h>
#include <dagstart/domain/note.h>

struct arena;
struct store;

struct action_query {
	bool open, done, dropped; /* which; none set means open */
	int64_t owner_id; /* 0 anyone */
	int32_t done_from_day; /* 0 any */
	bool due_back; /* only done ones whose forecast day is set and not yet judged */
	int32_t due_back_by; /* with due_back: their forecast day is at most this */
};
/* By id. */
bool store_actions(struct store *store, struct arena *arena, const struct action_query *query,
        struct action **ret, size_t *ret_count, struct err *err) MUST_CHECK;
bool store_action_by_id(
        struct store *store, struct arena *arena, int64_t id, struct action *ret, struct err *err) MUST_CHECK;
bool store_put_action(struct store *store, struct action *action, struct err *err) MUST_CHECK;

/* Decisions that stand, or all; newest first; `review_by` not 0: only those to be reviewed by then. */
bool store_decisions(struct store *store, struct arena *arena, bool all, int32_t review_by,
        struct decision **ret, size_t *ret_count, struct err *err) MUST_CHECK;
bool store_decision_by_id(struct store *store, struct arena *arena, int64_t id, struct decision *ret,
        struct err *err) MUST_CHECK;
/* The newest decision that stands and gives this score a new baseline; *ret_id 0: there is none. */
bool store_rebase(struct store *store, const char *metric_key, int32_t today, int64_t *ret_id,
        int32_t *ret_day, struct err *err) MUST_CHECK;
/* What the team did from a day on that may show in a score: actions done that forecast no other one, and
 * decisions taken; in no order. */
struct deed {
	struct ref ref;
	int32_t day;
};
bool store_deeds(struct store *store, struct arena *arena, const char *metric_key, int32_t from_day,
        struct deed **ret, size_t *ret_count, struct err *err) MUST_CHECK;
bool store_put_decision(struct store *store, struct decision *decision, struct err *err) MUST_CHECK;

/* Newest first, from a day on. Private ones too: who shows them must ask for whom. */
bool store_kudos(struct store *store, struct arena *arena, int32_t from_day, struct kudos **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
bool store_put_kudos(struct store *store, struct kudos *kudos, struct err *err) MUST_CHECK;

/* Newest first; open ones only unless `closed_too`. */
bool store_notes(struct store *store, struct arena *arena, bool closed_too, struct note **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
bool store_put_note(struct store *store, struct note *note, struct err *err) MUST_CHECK;

/* The team's first, then by owner and id; open ones only unless `closed_too`. */
bool store_goals(struct store *store, struct arena *arena, bool closed_too, struct goal **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
bool store_goal_by_id(
        struct store *store, struct arena *arena, int64_t id, struct goal *ret, struct err *err) MUST_CHECK;
bool store_put_goal(struct store *store, struct goal *goal, struct err *err) MUST_CHECK;
/* By day, oldest first. One check-in a goal and day: a put of the same day replaces it. */
bool store_checkins(struct store *store, struct arena *arena, int32_t from_day, struct checkin **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
bool store_put_checkin(struct store *store, struct checkin *checkin, struct err *err) MUST_CHECK;
