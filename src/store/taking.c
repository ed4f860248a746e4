#include "taking.h"

#include <math.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/store/voice.h>

#include "internal.h"
#include "rollup.h"

/* Places of the parameters, in the order of taking.places. */
enum place {
	AT_ID,
	AT_BATCH,
	AT_DAY,
	AT_METRIC,
	AT_SCORE,
	AT_MOOD,
	AT_CHANNEL,
	AT_STEP,
	AT_MORE,
	AT_CUSTOMER,
	AT_EXTERNAL
};

static const char *const params[] = {
        [AT_ID] = "$id",
        [AT_BATCH] = "$batch_id",
        [AT_DAY] = "$day",
        [AT_METRIC] = "$metric_id",
        [AT_SCORE] = "$score",
        [AT_MOOD] = "$mood",
        [AT_CHANNEL] = "$channel_id",
        [AT_STEP] = "$step_id",
        [AT_MORE] = "$more",
        [AT_CUSTOMER] = "$customer",
        [AT_EXTERNAL] = "$external_id",
};

const struct metric *metric_of(const struct metric *metrics, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++) {
		if (metrics[i].id == id)
			return &metrics[i];
	}
	return NULL;
}

static bool make_batch(struct taking *taking, const struct taking_batch *batch, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(taking->store->driver, SQL_BATCH_MAKE);
	bind_text(&q, "$name", batch->name);
	bind_text(&q, "$shape", batch->shape);
	bind_int(&q, "$at_ms", batch->at_ms);
	bind_int(&q, "$by_hand", batch->by_hand);
	if (query_next(&q))
		taking->batch_id = get_int(&q, "id");
	return query_run(&q, err);
}

static bool find_first_id(struct taking *taking, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(taking->store->driver, SQL_RESPONSE_LAST);
	if (query_next(&q))
		taking->first_id = taking->next_id = get_int(&q, "id") + 1;
	return query_end(&q, err);
}

bool taking_begin(struct taking *taking, struct store *store, struct arena *arena,
        const struct taking_batch *batch, struct err *err)
{
	*taking = (struct taking){.store = store, .arena = arena};
	if (!make_batch(taking, batch, err) || !find_first_id(taking, err) ||
	        !store_metrics(store, arena, &taking->metrics, &taking->metric_count, err))
		return false;
	taking->rollup = rollup_new(arena, store);
	for (enum name_kind kind = 0; kind < NAME_KINDS; kind++)
		taking->names[kind] = names_new(arena, store, kind);
	taking->response = query_open(store->driver, SQL_RESPONSE_ADD);
	taking->answer = query_open(store->driver, SQL_ANSWER_ADD);
	taking->theme = query_open(store->driver, SQL_RESPONSE_THEME_ADD);
	for (size_t i = 0; i < sizeof(params) / sizeof(params[0]); i++)
		taking->places[i] = bind_place(&taking->response, params[i]);
	return query_error(&taking->response, err) && query_error(&taking->answer, err) &&
	       query_error(&taking->theme, err);
}

void taking_close(struct taking *taking)
{
	query_cleanup(&taking->response);
	query_cleanup(&taking->answer);
	query_cleanup(&taking->theme);
}

/* A metric may be made in the same transaction, after the batch was begun. */
static bool find_metric(struct taking *taking, int64_t id, const struct metric **ret, struct err *err)
{
	*ret = metric_of(taking->metrics, taking->metric_count, id);
	if (*ret)
		return true;
	if (!store_metrics(taking->store, taking->arena, &taking->metrics, &taking->metric_count, err))
		return false;
	*ret = metric_of(taking->metrics, taking->metric_count, id);
	return *ret ||
	       err_say(err, ERR_MISSING, N_("a score belongs to a metric that the store does not have"));
}

bool taking_accepts(struct taking *taking, const struct feedback *feedback, struct err *err)
{
	for (size_t i = 0; i < feedback->answer_count; i++) {
		const struct answer *answer = &feedback->answers[i];
		const struct metric *metric;
		if (!find_metric(taking, answer->metric_id, &metric, err))
			return false;
		if (!metric_accepts(metric, answer->score))
			return err_set(err, ERR_REFUSED, N_("%s is not a score on that scale"), "%g (%s)",
			        answer->score, metric->key);
	}
	return feedback->day >= 0 || err_say(err, ERR_REFUSED, N_("the day lies before 1970"));
}

static bool add_answers(struct taking *taking, const struct feedback *feedback)
{
	struct query *q = &taking->answer;
	for (size_t i = 1; i < feedback->answer_count; i++) {
		bind_int(q, "$response_id", feedback->id);
		bind_int(q, "$position", (int64_t)i);
		bind_int(q, "$metric_id", feedback->answers[i].metric_id);
		bind_real(q, "$score", feedback->answers[i].score);
		query_next(q);
		query_again(q);
	}
	return q->rc == 0;
}

static bool add_themes(struct taking *taking, const struct feedback *feedback)
{
	struct query *q = &taking->theme;
	for (size_t i = 0; i < feedback->theme_count; i++) {
		bind_int(q, "$response_id", feedback->id);
		bind_int(q, "$position", (int64_t)i);
		bind_int(q, "$theme_id", feedback->theme_ids[i]);
		bind_int(q, "$day", feedback->day);
		query_next(q);
		query_again(q);
	}
	return q->rc == 0;
}

/* The numbers of the themes, each once, in the order given. */
static bool name_themes(struct taking *taking, struct feedback *feedback, struct err *err)
{
	size_t count = 0;
	for (size_t i = 0; i < feedback->theme_count; i++) {
		int64_t id = 0;
		if (!names_make(taking->names[NAME_THEME], feedback->themes[i], &id, err))
			return false;
		bool is_new = id != 0;
		for (size_t k = 0; k < count; k++)
			is_new = is_new && feedback->theme_ids[k] != id;
		if (!is_new)
			continue;
		feedback->themes[count] = feedback->themes[i];
		feedback->theme_ids[count++] = id;
	}
	feedback->theme_count = count;
	return true;
}

static bool add_response(struct taking *taking, const struct feedback *feedback,
        const struct rollup_answer *where, const char *external_id)
{
	const int *at = taking->places;
	struct query *q = &taking->response;
	int more = (feedback->answer_count > 1 ? MORE_ANSWERS : 0) |
	           (feedback->theme_count > 0 ? MORE_THEMES : 0);
	bool has_score = feedback->answer_count > 0;
	bind_int_at(q, at[AT_ID], feedback->id);
	bind_int_at(q, at[AT_BATCH], feedback->batch_id);
	bind_int_at(q, at[AT_DAY], feedback->day);
	bind_int_at(q, at[AT_METRIC], has_score ? feedback->answers[0].metric_id : 0);
	bind_real_at(q, at[AT_SCORE], has_score ? feedback->answers[0].score : (double)NAN);
	bind_int_at(q, at[AT_MOOD], feedback->mood);
	bind_int_at(q, at[AT_CHANNEL], where->channel_id);
	bind_int_at(q, at[AT_STEP], where->step_id);
	bind_int_at(q, at[AT_MORE], more);
	bind_text_at(q, at[AT_CUSTOMER], feedback->customer);
	bind_text_at(q, at[AT_EXTERNAL], external_id);
	bind_text(q, "$comment", feedback->comment);
	query_next(q);
	return query_again(q);
}

bool taking_add(struct taking *taking, struct feedback *feedback, const char *external_id, struct err *err)
{
	struct rollup_answer where = {.day = feedback->day, .theme_ids = feedback->theme_ids};
	if (!name_themes(taking, feedback, err) ||
	        !names_make(taking->names[NAME_CHANNEL], feedback->channel, &where.channel_id, err) ||
	        !names_make(taking->names[NAME_STEP], feedback->step, &where.step_id, err))
		return false;
	where.theme_count = feedback->theme_count;
	feedback->id = taking->next_id;
	feedback->batch_id = taking->batch_id;
	if (feedback->answer_count > 0)
		feedback->mood = metric_mood(
		        metric_of(taking->metrics, taking->metric_count, feedback->answers[0].metric_id),
		        feedback->answers[0].score);
	if (!add_response(taking, feedback, &where, external_id))
		return query_error(&taking->response, err);
	if (!add_answers(taking, feedback))
		return query_error(&taking->answer, err);
	if (!add_themes(taking, feedback))
		return query_error(&taking->theme, err);
	taking->next_id++;
	for (size_t i = 0; i < feedback->answer_count; i++) {
		where.metric =
		        metric_of(taking->metrics, taking->metric_count, feedback->answers[i].metric_id);
		where.score = feedback->answers[i].score;
		rollup_answer(taking->rollup, &where);
	}
	return true;
}

static bool finish_batch(struct taking *taking, int64_t duplicates, int64_t refused, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(taking->store->driver, SQL_BATCH_FINISH);
	bind_int(&q, "$id", taking->batch_id);
	bind_int(&q, "$imported", taking->next_id - taking->first_id);
	bind_int(&q, "$duplicates", duplicates);
	bind_int(&q, "$refused", refused);
	bind_int(&q, "$first_id", taking->first_id);
	bind_int(&q, "$last_id", taking->next_id - 1);
	return query_run(&q, err);
}

bool taking_finish(struct taking *taking, int64_t duplicates, int64_t refused, struct err *err)
{
	int64_t responses = 0;
	taking_close(taking);
	return rollup_write(taking->rollup, false, err) && finish_batch(taking, duplicates, refused, err) &&
	       meta_int(taking->store, "responses", &responses, err) &&
	       meta_put_int(taking->store, "responses", responses + taking->next_id - taking->first_id, err);
}
