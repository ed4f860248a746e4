/* Actions and decisions. */
#include <dagstart/store/work.h>

#include <inttypes.h>
#include <math.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>

#include "door.h"
#include "internal.h"
#include "row.h"

static struct action action_read(struct query *q, struct arena *arena)
{
	return (struct action){
	        .id = get_int(q, "id"),
	        .text = get_text(q, arena, "text"),
	        .owner_id = get_int(q, "owner_id"),
	        .created_day = get_day(q, "created_day"),
	        .due_day = get_day(q, "due_day"),
	        .done_day = get_day(q, "done_day"),
	        .status = (enum action_status)get_int(q, "status"),
	        .moved = (int)get_int(q, "moved"),
	        .blocked_by = get_text(q, arena, "blocked_by"),
	        .blocked_until = get_day(q, "blocked_until"),
	        .source = row_source(q),
	        .source_text = get_text(q, arena, "source_text"),
	        .effect = get_text(q, arena, "effect"),
	        .forecast_metric = get_text(q, arena, "forecast_metric"),
	        .forecast_theme = get_text(q, arena, "forecast_theme"),
	        .forecast_step = get_text(q, arena, "forecast_step"),
	        .forecast_change = get_real(q, "forecast_change"),
	        .forecast_day = get_day(q, "forecast_day"),
	        .escalated_to = get_text(q, arena, "escalated_to"),
	        .escalated_day = get_day(q, "escalated_day"),
	        .answer_day = get_day(q, "answer_day"),
	        .answered_day = get_day(q, "answered_day"),
	        .answer = get_text(q, arena, "answer"),
	};
}

static void action_bind(struct query *q, const void *value)
{
	const struct action *action = value;
	bind_text(q, "$text", action->text);
	bind_int(q, "$owner_id", action->owner_id);
	bind_int(q, "$created_day", action->created_day);
	bind_int(q, "$due_day", action->due_day);
	bind_int(q, "$done_day", action->done_day);
	bind_int(q, "$status", action->status);
	bind_int(q, "$moved", action->moved);
	bind_text(q, "$blocked_by", action->blocked_by);
	bind_int(q, "$blocked_until", action->blocked_until);
	bind_text(q, "$source_letter", row_letter(&action->source));
	bind_int(q, "$source_id", action->source.id);
	bind_text(q, "$source_text", action->source_text);
	bind_text(q, "$effect", action->effect);
	bind_text(q, "$forecast_metric", action->forecast_metric);
	bind_text(q, "$forecast_theme", action->forecast_theme);
	bind_text(q, "$forecast_step", action->forecast_step);
	bind_real(q, "$forecast_change", action->forecast_change);
	bind_int(q, "$forecast_day", action->forecast_day);
	bind_text(q, "$escalated_to", action->escalated_to);
	bind_int(q, "$escalated_day", action->escalated_day);
	bind_int(q, "$answer_day", action->answer_day);
	bind_int(q, "$answered_day", action->answered_day);
	bind_text(q, "$answer", action->answer);
}

bool store_actions(struct store *store, struct arena *arena, const struct action_query *query,
        struct action **ret, size_t *ret_count, struct err *err)
{
	VEC(struct action) actions = {0};
	bool is_any = query->open || query->done || query->dropped;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_ACTIONS_READ);
	bind_int(&q, "$open", is_any || query->due_back ? query->open : 1);
	bind_int(&q, "$done", query->done || query->due_back);
	bind_int(&q, "$dropped", query->dropped);
	bind_int(&q, "$owner_id", query->owner_id);
	bind_int(&q, "$done_from_day", query->done_from_day);
	bind_int(&q, "$due_back", query->due_back);
	bind_int(&q, "$due_back_by", query->due_back_by);
	while (query_next(&q))
		*vec_add(arena, &actions) = action_read(&q, arena);
	if (!query_end(&q, err))
		return false;
	*ret = actions.items;
	*ret_count = actions.count;
	return true;
}

bool store_action_by_id(
        struct store *store, struct arena *arena, int64_t id, struct action *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_ACTION_BY_ID);
	bind_int(&q, "$id", id);
	bool is_there = query_next(&q);
	if (is_there)
		*ret = action_read(&q, arena);
	return query_end(&q, err) && row_is_there(is_there, ENTITY_ACTION, id, err);
}

bool store_put_action(struct store *store, struct action *action, struct err *err)
{
	return door_put(store, &(struct door_put){ENTITY_ACTION, &action->id, action_bind, action}, err);
}

static struct decision decision_read(struct query *q, struct arena *arena)
{
	return (struct decision){
	        .id = get_int(q, "id"),
	        .text = get_text(q, arena, "text"),
	        .owner_id = get_int(q, "owner_id"),
	        .reason = get_text(q, arena, "reason"),
	        .alternatives = get_text(q, arena, "alternatives"),
	        .effect = get_text(q, arena, "effect"),
	        .evidence = get_text(q, arena, "evidence"),
	        .cost = get_text(q, arena, "cost"),
	        .day = get_day(q, "day"),
	        .review_day = get_day(q, "review_day"),
	        .status = (enum decision_status)get_int(q, "status"),
	        .replaces_id = get_int(q, "replaces_id"),
	        .source = row_source(q),
	        .outcome = get_text(q, arena, "outcome"),
	        .by_id = get_int(q, "by_id"),
	        .rests = get_text(q, arena, "rests"),
	        .source_text = get_text(q, arena, "source_text"),
	        .expect_metric = get_text(q, arena, "expect_metric"),
	        .expect_change = get_real(q, "expect_change"),
	        .reviewed_day = get_day(q, "reviewed_day"),
	        .rebase_metric = get_text(q, arena, "rebase_metric"),
	};
}

static void decision_bind(struct query *q, const void *value)
{
	const struct decision *decision = value;
	bind_text(q, "$text", decision->text);
	bind_int(q, "$owner_id", decision->owner_id);
	bind_text(q, "$reason", decision->reason);
	bind_text(q, "$alternatives", decision->alternatives);
	bind_text(q, "$effect", decision->effect);
	bind_text(q, "$evidence", decision->evidence);
	bind_text(q, "$cost", decision->cost);
	bind_int(q, "$day", decision->day);
	bind_int(q, "$review_day", decision->review_day);
	bind_int(q, "$status", decision->status);
	bind_int(q, "$replaces_id", decision->replaces_id);
	bind_text(q, "$source_letter", row_letter(&decision->source));
	bind_int(q, "$source_id", decision->source.id);
	bind_text(q, "$outcome", decision->outcome);
	bind_int(q, "$by_id", decision->by_id);
	bind_text(q, "$rests", decision->rests);
	bind_text(q, "$source_text", decision->source_text);
	bind_text(q, "$expect_metric", decision->expect_metric);
	bind_real(q, "$expect_change",
	        strempty(decision->expect_metric) ? (double)NAN : decision->expect_change);
	bind_int(q, "$reviewed_day", decision->reviewed_day);
	bind_text(q, "$rebase_metric", decision->rebase_metric);
}

bool store_decisions(struct store *store, struct arena *arena, bool all, int32_t review_by,
        struct decision **ret, size_t *ret_count, struct err *err)
{
	VEC(struct decision) decisions = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_DECISIONS_READ);
	bind_int(&q, "$all", all);
	bind_int(&q, "$review_by", review_by);
	while (query_next(&q))
		*vec_add(arena, &decisions) = decision_read(&q, arena);
	if (!query_end(&q, err))
		return false;
	*ret = decisions.items;
	*ret_count = decisions.count;
	return true;
}

bool store_decision_by_id(
        struct store *store, struct arena *arena, int64_t id, struct decision *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_DECISION_BY_ID);
	bind_int(&q, "$id", id);
	bool is_there = query_next(&q);
	if (is_there)
		*ret = decision_read(&q, arena);
	return query_end(&q, err) && row_is_there(is_there, ENTITY_DECISION, id, err);
}

bool store_rebase(struct store *store, const char *metric_key, int32_t today, int64_t *ret_id,
        int32_t *ret_day, struct err *err)
{
	int64_t id = 0;
	int32_t day = 0;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_DECISION_REBASES);
	bind_text(&q, "$metric", metric_key);
	bind_int(&q, "$today", today);
	/* The newest of the few that there are: sorting them costs the engine more than reading them. */
	while (query_next(&q)) {
		int64_t one_id = get_int(&q, "id");
		int32_t one_day = get_day(&q, "day");
		if (one_day < day || (one_day == day && one_id < id))
			continue;
		id = one_id;
		day = one_day;
	}
	if (!query_end(&q, err))
		return false;
	*ret_id = id;
	*ret_day = day;
	return true;
}

bool store_deeds(struct store *store, struct arena *arena, const char *metric_key, int32_t from_day,
        struct deed **ret, size_t *ret_count, struct err *err)
{
	VEC(struct deed) deeds = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_DEEDS_READ);
	bind_text(&q, "$metric", metric_key);
	bind_int(&q, "$from_day", from_day);
	while (query_next(&q)) {
		char letter = *peek_text(&q, "letter");
		*vec_add(arena, &deeds) =
		        (struct deed){.ref = {letter, get_int(&q, "id")}, .day = get_day(&q, "day")};
	}
	if (!query_end(&q, err))
		return false;
	*ret = deeds.items;
	*ret_count = deeds.count;
	return true;
}

bool store_put_decision(struct store *store, struct decision *decision, struct err *err)
{
	return door_put(
	        store, &(struct door_put){ENTITY_DECISION, &decision->id, decision_bind, decision}, err);
}
