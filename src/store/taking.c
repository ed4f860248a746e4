#include "taking.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/voice.h>

#include "internal.h"
#include "rollup.h"
#include "runs.h"
#include "themes.h"
#include "turns.h"

enum {
	TAKEN_ROWS = 1024,
	TEXT_MAX = 1 << 20,
};

/* A response as it goes into the store. */
struct taken {
	int64_t id, batch_id, channel_id, step_id;
	int32_t day;
	enum mood mood;
	struct answer answers[FEEDBACK_ANSWERS_MAX];
	size_t answer_count;
	const char *themes, *customer, *external_id, *comment;
};

/* An answer of it behind the first. */
struct further {
	const struct taken *taken;
	size_t position;
};

const struct metric *metric_of(const struct metric *metrics, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++) {
		if (metrics[i].id == id)
			return &metrics[i];
	}
	return NULL;
}

static bool find_batch_id(struct taking *taking, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(taking->store->driver, SQL_BATCH_LAST);
	if (query_next(&q))
		taking->batch_id = get_int(&q, "id") + 1;
	return query_end(&q, err);
}

static bool find_first_id(struct taking *taking, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(taking->store->driver, SQL_RESPONSE_LAST);
	if (query_next(&q))
		taking->first_id = taking->next_id = get_int(&q, "id") + 1;
	return query_end(&q, err);
}

/* A theme that was split off another one: what is about it is not about that one. */
struct theme_child {
	int64_t id, from_id;
};

static bool read_children(struct taking *taking, struct err *err)
{
	VEC(struct theme_child) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(taking->store->driver, SQL_THEME_CHILDREN);
	while (query_next(&q)) {
		struct theme_child *child = vec_add(taking->arena, &list);
		child->id = get_int(&q, "id");
		child->from_id = get_int(&q, "from_id");
	}
	taking->children = list.items;
	taking->child_count = list.count;
	return query_end(&q, err);
}

/* The key of a pair is theme and day, its value the response. */
static uint64_t theme_key(int64_t theme_id, int32_t day)
{
	return (uint64_t)theme_id << 32 | (uint32_t)day;
}

static void theme_row(const void *from, size_t row, struct pour_value *ret)
{
	const struct pair *pair = (const struct pair *)from + row;
	ret[0] = pour_int((int64_t)(pair->key >> 32));
	ret[1] = pour_int((int64_t)(pair->key & UINT32_MAX));
	ret[2] = pour_int(pair->value);
}

bool taking_begin(struct taking *taking, struct store *store, struct arena *arena,
        const struct taking_batch *batch, struct err *err)
{
	*taking = (struct taking){.store = store, .arena = arena, .batch = *batch};
	if (!find_batch_id(taking, err) || !find_first_id(taking, err) || !read_children(taking, err) ||
	        !store_metrics(store, arena, &taking->metrics, &taking->metric_count, err))
		return false;
	taking->rollup = rollup_new(arena, store);
	taking->turns = turns_new(arena);
	for (enum name_kind kind = 0; kind < NAME_KINDS; kind++)
		taking->names[kind] = names_new(arena, store, kind);
	taking->texts = arena_new_like(arena);
	taking->given_texts = arena_new_like(arena);
	taking->themes = runs_new(arena, &(struct runs_options){.sql = SQL_RESPONSE_THEME_POUR,
	                                         .row = theme_row,
	                                         .driver = store->driver,
	                                         .beside = store->path});
	taking->rows = arena_array_of(arena, struct taken, TAKEN_ROWS);
	taking->given = arena_array_of(arena, struct taken, TAKEN_ROWS);
	taking->further = arena_array_of(arena, struct further, TAKEN_ROWS * (FEEDBACK_ANSWERS_MAX - 1));
	return true;
}

void taking_close(struct taking *taking)
{
	struct err told_before;
	(void)!driver_settle(taking->store->driver, &told_before);
	taking->texts = arena_free(taking->texts);
	taking->given_texts = arena_free(taking->given_texts);
	taking->row_count = 0;
	runs_close(taking->themes);
}

static bool is_short(const char *text)
{
	return !text || strnlen(text, TEXT_MAX + 1) <= TEXT_MAX;
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
	if (!is_short(feedback->comment) || !is_short(feedback->customer))
		return err_say(err, ERR_REFUSED, N_("a text is longer than a million bytes"));
	return feedback->day >= 0 || err_say(err, ERR_REFUSED, N_("the day lies before 1970"));
}

static void drop_theme(struct feedback *feedback, size_t at)
{
	feedback->theme_count--;
	for (size_t i = at; i < feedback->theme_count; i++) {
		feedback->themes[i] = feedback->themes[i + 1];
		feedback->theme_ids[i] = feedback->theme_ids[i + 1];
	}
}

static bool has_theme(const struct feedback *feedback, int64_t id)
{
	for (size_t i = 0; i < feedback->theme_count; i++)
		if (feedback->theme_ids[i] == id)
			return true;
	return false;
}

static void drop_parents(const struct taking *taking, struct feedback *feedback)
{
	for (size_t c = 0; c < taking->child_count; c++)
		for (size_t i = 0; has_theme(feedback, taking->children[c].id) && i < feedback->theme_count;
		        i++)
			if (feedback->theme_ids[i] == taking->children[c].from_id)
				drop_theme(feedback, i);
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
	drop_parents(taking, feedback);
	return true;
}

/* Pouring what was gathered */

static struct pour_value int_or_null(int64_t number)
{
	return number ? pour_int(number) : pour_null();
}

/* Columns in the order of the statement response_pour. The engine numbers them, one up from the last, as they
 * were here: to be told the number it would have to look whether it is free. */
static void response_row(const void *from, size_t row, struct pour_value *ret)
{
	const struct taken *taken = (const struct taken *)from + row;
	*ret++ = pour_int(taken->batch_id);
	*ret++ = pour_int(taken->day);
	*ret++ = taken->answer_count ? pour_int(taken->answers[0].metric_id) : pour_null();
	*ret++ = taken->answer_count ? pour_real(taken->answers[0].score) : pour_null();
	*ret++ = pour_int(taken->mood);
	*ret++ = int_or_null(taken->channel_id);
	*ret++ = int_or_null(taken->step_id);
	*ret++ = pour_int(taken->answer_count > 1);
	*ret++ = pour_text(taken->themes);
	*ret++ = pour_text(taken->customer);
	*ret++ = pour_text(taken->external_id);
	*ret++ = pour_text(taken->comment);
}

static void further_row(const void *from, size_t row, struct pour_value *ret)
{
	const struct further *further = (const struct further *)from + row;
	const struct answer *answer = &further->taken->answers[further->position];
	ret[0] = pour_int(further->taken->id);
	ret[1] = pour_int((int64_t)further->position);
	ret[2] = pour_int(answer->metric_id);
	ret[3] = pour_real(answer->score);
}

static struct pour further_pour(struct taking *taking, size_t rows)
{
	size_t count = 0;
	for (size_t i = 0; i < rows; i++) {
		for (size_t k = 1; k < taking->given[i].answer_count; k++)
			taking->further[count++] = (struct further){&taking->given[i], k};
	}
	return (struct pour){SQL_ANSWER_POUR, count, further_row, taking->further};
}

/* Gives what was gathered to be written, once what was given before is. */
static bool give(struct taking *taking, struct err *err)
{
	if (!driver_settle(taking->store->driver, err))
		return false;
	struct taken *rows = taking->given;
	struct arena *texts = taking->given_texts;
	taking->given = taking->rows;
	taking->given_texts = taking->texts;
	taking->rows = rows;
	taking->texts = texts;
	arena_reset(texts);
	taking->pours[0] = (struct pour){SQL_RESPONSE_POUR, taking->row_count, response_row, taking->given};
	taking->pours[1] = further_pour(taking, taking->row_count);
	taking->row_count = 0;
	return driver_pour_later(taking->store->driver, taking->pours, POURS_AT_ONCE, err);
}

bool taking_flush(struct taking *taking, struct err *err)
{
	return give(taking, err) && driver_settle(taking->store->driver, err);
}

/* Gathering */

static bool gather_themes(struct taking *taking, const struct feedback *feedback, struct err *err)
{
	for (size_t i = 0; i < feedback->theme_count; i++)
		if (!runs_add(taking->themes, theme_key(feedback->theme_ids[i], feedback->day), feedback->id,
		            err))
			return false;
	return true;
}

static const char *keep(struct taking *taking, const char *text)
{
	return strempty(text) ? "" : arena_strdup(taking->texts, text);
}

static void gather_row(struct taking *taking, const struct feedback *feedback,
        const struct rollup_answer *where, const char *external_id)
{
	struct taken *taken = &taking->rows[taking->row_count++];
	*taken = (struct taken){.id = feedback->id,
	        .batch_id = feedback->batch_id,
	        .channel_id = where->channel_id,
	        .step_id = where->step_id,
	        .day = feedback->day,
	        .mood = feedback->mood,
	        .answer_count = feedback->answer_count,
	        .themes = themes_write(taking->texts, feedback->theme_ids, feedback->theme_count),
	        .customer = keep(taking, feedback->customer),
	        .external_id = keep(taking, external_id),
	        .comment = keep(taking, feedback->comment)};
	memcpy(taken->answers, feedback->answers, sizeof(taken->answers));
}

bool taking_add(struct taking *taking, struct feedback *feedback, const char *external_id, struct err *err)
{
	struct rollup_answer where = {.day = feedback->day, .theme_ids = feedback->theme_ids};
	if (taking->row_count == TAKEN_ROWS && !give(taking, err))
		return false;
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
	if (!gather_themes(taking, feedback, err))
		return false;
	gather_row(taking, feedback, &where, external_id);
	turns_note(taking->turns, &(struct turns_row){.id = feedback->id,
	                                  .day = feedback->day,
	                                  .mood = feedback->mood,
	                                  .has_comment = !strempty(feedback->comment),
	                                  .has_score = feedback->answer_count > 0,
	                                  .channel_id = where.channel_id,
	                                  .step_id = where.step_id,
	                                  .theme_ids = feedback->theme_ids,
	                                  .theme_count = feedback->theme_count});
	taking->next_id++;
	for (size_t i = 0; i < feedback->answer_count; i++) {
		where.metric =
		        metric_of(taking->metrics, taking->metric_count, feedback->answers[i].metric_id);
		where.score = feedback->answers[i].score;
		rollup_answer(taking->rollup, &where);
	}
	return true;
}

static bool check_last_id(struct taking *taking, struct err *err)
{
	int64_t last = 0;
	CLEANUP(query_cleanup) struct query q = query_open(taking->store->driver, SQL_RESPONSE_LAST);
	if (query_next(&q))
		last = get_int(&q, "id");
	return query_end(&q, err) &&
	       (last == taking->next_id - 1 ||
	               err_say(err, ERR_INTERNAL, N_("the store numbered the answers otherwise")));
}

/* The row of the batch comes last: a page that is written early and again at the end of a long transaction
 * makes the engine go through its whole log once more. */
static bool write_batch(struct taking *taking, int64_t duplicates, int64_t refused, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(taking->store->driver, SQL_BATCH_ADD);
	bind_int(&q, "$id", taking->batch_id);
	bind_text(&q, "$name", taking->batch.name);
	bind_text(&q, "$shape", taking->batch.shape);
	bind_int(&q, "$at_ms", taking->batch.at_ms);
	bind_int(&q, "$by_hand", taking->batch.by_hand);
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
	/* Beside what was given to be written before. */
	rollup_ready(taking->rollup);
	return runs_ready(taking->themes, err) && give(taking, err) && runs_pour(taking->themes, err) &&
	       rollup_write(taking->rollup, false, err) && turns_write(taking->turns, taking->store, err) &&
	       check_last_id(taking, err) && write_batch(taking, duplicates, refused, err) &&
	       meta_int(taking->store, "responses", &responses, err) &&
	       meta_put_int(taking->store, "responses", responses + taking->next_id - taking->first_id, err);
}
