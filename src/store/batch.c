#include "batch.h"

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/import.h>
#include <dagstart/store/voice.h>

#include "door.h"
#include "internal.h"
#include "journal.h"
#include "replaced.h"
#include "rollup.h"
#include "row.h"
#include "search.h"
#include "taking.h"
#include "themes.h"

struct span {
	int64_t id, first_id, last_id;
	int64_t withdrawn_at_id; /* the next response's id when it was withdrawn; 0 it is not */
};

static bool read_span(struct store *store, int64_t id, struct span *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_BATCH_READ);
	bind_int(&q, "$id", id);
	bool is_there = query_next(&q);
	if (is_there)
		*ret = (struct span){get_int(&q, "id"), get_int(&q, "first_id"), get_int(&q, "last_id"),
		        get_int(&q, "withdrawn_at_id")};
	return query_end(&q, err) && row_is_there(is_there, ENTITY_BATCH, id, err);
}

static void bind_span(struct query *q, const struct span *span)
{
	bind_int(q, "$first_id", span->first_id);
	bind_int(q, "$last_id", span->last_id);
}

static bool came_again(struct store *store, const struct span *span, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_BATCH_CAME_AGAIN);
	bind_span(&q, span);
	bind_int(&q, "$withdrawn_at_id", span->withdrawn_at_id);
	bool is_found = query_next(&q);
	if (!query_end(&q, err))
		return false;
	return !is_found || err_set(err, ERR_REFUSED,
	                            N_("answers of %s were imported again since, they would count twice"),
	                            "B-%" PRId64, span->id);
}

struct counting {
	struct store *store;
	const struct metric *metrics;
	size_t metric_count;
	struct rollup *rollup;
};

static void count_answer(
        struct counting *counting, struct rollup_answer *answer, int64_t metric_id, double score)
{
	answer->metric = metric_of(counting->metrics, counting->metric_count, metric_id);
	answer->score = score;
	if (answer->metric && metric_accepts(answer->metric, score))
		rollup_answer(counting->rollup, answer);
}

static bool count_more_answers(
        struct counting *counting, struct rollup_answer *answer, int64_t response_id, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(counting->store->driver, SQL_FEEDBACK_ANSWERS);
	bind_int(&q, "$response_id", response_id);
	while (query_next(&q)) {
		int64_t metric_id = get_int(&q, "metric_id");
		count_answer(counting, answer, metric_id, get_real(&q, "score"));
	}
	return query_end(&q, err);
}

/* The response that stands ready. */
static bool count_response(struct counting *counting, struct query *q, struct err *err)
{
	int64_t themes[FEEDBACK_THEMES_MAX];
	int64_t id = get_int(q, "id");
	struct rollup_answer answer = {.day = get_day(q, "day"), .theme_ids = themes};
	int64_t metric_id = get_int(q, "metric_id");
	double score = get_real(q, "score");
	answer.channel_id = get_int(q, "channel_id");
	answer.step_id = get_int(q, "step_id");
	bool has_more = get_bool(q, "more_answers");
	answer.theme_count = themes_read(peek_text(q, "themes"), themes, FEEDBACK_THEMES_MAX);
	count_answer(counting, &answer, metric_id, score);
	return !has_more || count_more_answers(counting, &answer, id, err);
}

bool batch_count(struct store *store, struct query *q, bool is_there, int64_t *ret_count, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(store->arena);
	struct metric *metrics = NULL;
	struct counting counting = {.store = store, .rollup = rollup_new(arena, store)};
	if (!store_metrics(store, arena, &metrics, &counting.metric_count, err))
		return false;
	counting.metrics = metrics;
	*ret_count = 0;
	for (; query_next(q); ++*ret_count)
		if (!count_response(&counting, q, err))
			return false;
	return query_end(q, err) && rollup_write(counting.rollup, !is_there, err);
}

static bool recount(
        struct store *store, const struct span *span, bool is_there, int64_t *ret_count, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_BATCH_RESPONSES);
	bind_span(&q, span);
	bind_int(&q, "$withdrawn", is_there);
	return batch_count(store, &q, is_there, ret_count, err);
}

static bool mark(struct store *store, const struct span *span, bool is_there, int64_t count, struct err *err)
{
	int64_t next_id = 0;
	CLEANUP(query_cleanup) struct query last = query_open(store->driver, SQL_RESPONSE_LAST);
	if (query_next(&last))
		next_id = get_int(&last, "id") + 1;
	if (!query_end(&last, err))
		return false;
	CLEANUP(query_cleanup) struct query batch = query_open(store->driver, SQL_BATCH_MARK);
	bind_int(&batch, "$id", span->id);
	bind_int(&batch, "$withdrawn_at_id", is_there ? 0 : next_id);
	if (!query_run(&batch, err))
		return false;
	CLEANUP(query_cleanup) struct query rows = query_open(store->driver, SQL_BATCH_MARK_RESPONSES);
	bind_span(&rows, span);
	bind_int(&rows, "$withdrawn", is_there);
	return query_run(&rows, err) && batch_add_responses(store, is_there ? count : -count, err);
}

bool batch_add_responses(struct store *store, int64_t more, struct err *err)
{
	int64_t responses = 0;
	return meta_int(store, "responses", &responses, err) &&
	       meta_put_int(store, "responses", responses + more, err);
}

bool batch_set(struct store *store, int64_t id, bool is_there, struct err *err)
{
	struct span span = {0};
	if (!read_span(store, id, &span, err))
		return false;
	if (is_there == (span.withdrawn_at_id == 0))
		return true;
	if (is_there && !came_again(store, &span, err))
		return false;
	driver_use_memory(store->driver, true);
	int64_t count = 0;
	bool ok = recount(store, &span, is_there, &count, err) && mark(store, &span, is_there, count, err) &&
	          replaced_set(store, id, is_there, err);
	driver_use_memory(store->driver, false);
	return ok;
}

bool batch_set_of_feedback(struct store *store, int64_t feedback_id, bool is_there, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_BATCH_OF_FEEDBACK);
	bind_int(&q, "$id", feedback_id);
	int64_t batch_id = query_next(&q) ? get_int(&q, "batch_id") : 0;
	return query_end(&q, err) && row_is_there(batch_id != 0, ENTITY_FEEDBACK, feedback_id, err) &&
	       batch_set(store, batch_id, is_there, err);
}

static bool withdraw(struct store *store, int64_t id, bool withdrawn, struct err *err)
{
	struct journal_row row = {.ref = entity_ref(ENTITY_BATCH, id)};
	if (!door_read(store, row.ref, &row.before, err) || !batch_set(store, id, !withdrawn, err) ||
	        !door_read(store, row.ref, &row.after, err))
		return false;
	return !row.before == !row.after || journal_append(store, &row, err);
}

bool store_withdraw_batch(struct store *store, int64_t id, bool withdrawn, struct err *err)
{
	return tx_enter(store, err) && tx_leave(store, withdraw(store, id, withdrawn, err), err);
}

bool store_batches(
        struct store *store, struct arena *arena, struct batch **ret, size_t *ret_count, struct err *err)
{
	VEC(struct batch) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_BATCHES_READ);
	while (query_next(&q))
		*vec_add(arena, &list) = (struct batch){
		        .id = get_int(&q, "id"),
		        .name = get_text(&q, arena, "name"),
		        .at_ms = get_int(&q, "at_ms"),
		        .imported = get_int(&q, "imported"),
		        .duplicates = get_int(&q, "duplicates"),
		        .refused = get_int(&q, "refused"),
		        .withdrawn = get_int(&q, "withdrawn_at_id") != 0,
		};
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

static bool put_feedback(struct store *store, struct feedback *feedback, struct err *err)
{
	CLEANUP(taking_close) struct taking taking = {0};
	const struct taking_batch batch = {
	        .name = "", .shape = "", .at_ms = clock_now_ms(store->clock), .by_hand = true};
	if (!taking_begin(&taking, store, store->scratch, &batch, err) ||
	        !taking_accepts(&taking, feedback, err) || !taking_add(&taking, feedback, "", err) ||
	        !taking_finish(&taking, 0, 0, err) || !search_catch_up(store, err))
		return false;
	struct journal_row row = {.ref = entity_ref(ENTITY_FEEDBACK, feedback->id)};
	return door_read(store, row.ref, &row.after, err) && journal_append(store, &row, err);
}

bool store_put_feedback(struct store *store, struct feedback *feedback, struct err *err)
{
	return tx_enter(store, err) && tx_leave(store, put_feedback(store, feedback, err), err);
}
