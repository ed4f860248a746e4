#include "theme_moves.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/domain/entity.h>
#include <dagstart/domain/feedback.h>
#include <dagstart/store/themes.h>
#include <dagstart/store/voice.h>

#include "door.h"
#include "internal.h"
#include "journal.h"
#include "rollup.h"
#include "taking.h"
#include "themes.h"
#include "turns.h"

struct themes_of {
	int64_t ids[FEEDBACK_THEMES_MAX];
	size_t count;
};

static struct themes_of themes_parse(const char *text)
{
	struct themes_of themes = {0};
	themes.count = themes_read(text, themes.ids, FEEDBACK_THEMES_MAX);
	return themes;
}

static bool themes_have(const struct themes_of *themes, int64_t id)
{
	for (size_t i = 0; i < themes->count; i++)
		if (themes->ids[i] == id)
			return true;
	return false;
}

/* What an answer bears after the move: into_id in the place of from_id, each theme once. False: no change. */
static bool move_themes(const struct move *move, const struct themes_of *before, struct themes_of *ret)
{
	*ret = (struct themes_of){0};
	for (size_t i = 0; i < before->count; i++) {
		int64_t id = before->ids[i] == move->from_id ? move->into_id : before->ids[i];
		if (!themes_have(ret, id))
			ret->ids[ret->count++] = id;
	}
	if (move->from_id)
		return themes_have(before, move->from_id);
	if (themes_have(before, move->into_id) || ret->count == FEEDBACK_THEMES_MAX)
		return false;
	ret->ids[ret->count++] = move->into_id;
	return true;
}

/* -- which answers -- */

static bool fits(const struct move *move, struct arena *scratch, const char *comment)
{
	return !move->rule || theme_matches(move->rule, text_fold(scratch, comment));
}

static bool note_answer(
        struct query *add, const struct move *move, struct query *q, struct arena *scratch, int64_t *answers)
{
	int64_t id = get_int(q, "id");
	const char *text = get_text(q, scratch, "themes");
	struct themes_of before = themes_parse(text), after;
	if (!move_themes(move, &before, &after) || !fits(move, scratch, peek_text(q, "comment")))
		return true;
	bind_int(add, "$response_id", id);
	bind_text(add, "$before", text);
	bind_text(add, "$after", themes_write(scratch, after.ids, after.count));
	query_next(add);
	++*answers;
	return query_again(add);
}

static bool note_answers(
        struct store *store, const struct move *move, int64_t id, int64_t *answers, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(store->arena);
	CLEANUP(query_cleanup) struct query add = query_open(store->driver, SQL_MOVE_ADD);
	CLEANUP(query_cleanup)
	struct query q = query_open(store->driver, move->from_id ? SQL_MOVE_OF_THEME : SQL_MOVE_OF_DAYS);
	bind_int(&add, "$move_id", id);
	if (move->from_id)
		bind_int(&q, "$theme_id", move->from_id);
	else {
		bind_int(&q, "$from_day", move->from_day);
		bind_int(&q, "$limit", (int64_t)move->look_most);
	}
	while (query_next(&q)) {
		if (!note_answer(&add, move, &q, scratch, answers))
			return query_end(&add, err);
		arena_reset(scratch);
	}
	return query_end(&q, err) && query_end(&add, err);
}

/* -- carrying it out -- */

struct mover {
	struct store *store;
	struct metric *metrics;
	size_t metric_count;
	struct rollup *gone, *come;
	struct query set, add, drop;
	bool is_there; /* to what was after, or back to what was before */
};

static void count_score(
        struct mover *m, struct rollup *rollup, struct rollup_answer *answer, int64_t metric_id, double score)
{
	answer->metric = metric_of(m->metrics, m->metric_count, metric_id);
	answer->score = score;
	if (answer->metric && metric_accepts(answer->metric, score))
		rollup_themes(rollup, answer);
}

static bool count_further(struct mover *m, struct rollup_answer *gone, struct rollup_answer *come,
        int64_t response_id, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(m->store->driver, SQL_FEEDBACK_ANSWERS);
	bind_int(&q, "$response_id", response_id);
	while (query_next(&q)) {
		int64_t metric_id = get_int(&q, "metric_id");
		double score = get_real(&q, "score");
		count_score(m, m->gone, gone, metric_id, score);
		count_score(m, m->come, come, metric_id, score);
	}
	return query_end(&q, err);
}

/* Those of `a` that are not in `b`. */
static struct themes_of difference(const struct themes_of *a, const struct themes_of *b)
{
	struct themes_of only = {0};
	for (size_t i = 0; i < a->count; i++)
		if (!themes_have(b, a->ids[i]))
			only.ids[only.count++] = a->ids[i];
	return only;
}

static bool run(struct query *q)
{
	query_next(q);
	return query_again(q);
}

static bool set_rows(struct mover *m, int64_t id, int32_t day, const char *text, const struct themes_of *gone,
        const struct themes_of *come)
{
	bool ok = true;
	bind_int(&m->set, "$id", id);
	bind_text(&m->set, "$themes", text);
	ok = run(&m->set);
	for (size_t i = 0; ok && i < gone->count + come->count; i++) {
		bool is_gone = i < gone->count;
		struct query *q = is_gone ? &m->drop : &m->add;
		bind_int(q, "$theme_id", is_gone ? gone->ids[i] : come->ids[i - gone->count]);
		bind_int(q, "$day", day);
		bind_int(q, "$response_id", id);
		ok = run(q);
	}
	return ok;
}

static bool has_failed(struct mover *m, struct err *err)
{
	return query_error(&m->set, err) && query_error(&m->add, err) && query_error(&m->drop, err);
}

/* The answer that stands ready. */
static bool move_answer(struct mover *m, struct query *q, struct arena *scratch, struct err *err)
{
	int64_t id = get_int(q, "response_id");
	const char *before = get_text(q, scratch, "before"), *after = get_text(q, scratch, "after");
	const char *is = m->is_there ? before : after, *shall = m->is_there ? after : before;
	if (!streq(peek_text(q, "themes"), is))
		return err_say(
		        err, ERR_REFUSED, N_("answers got other themes since, so this stays as it is"));
	struct themes_of old = themes_parse(is), new = themes_parse(shall);
	struct themes_of gone = difference(&old, &new), come = difference(&new, &old);
	int32_t day = get_day(q, "day");
	struct rollup_answer taken = {.day = day, .theme_ids = gone.ids, .theme_count = gone.count};
	struct rollup_answer given = {.day = day, .theme_ids = come.ids, .theme_count = come.count};
	int64_t metric_id = get_int(q, "metric_id");
	double score = get_real(q, "score");
	bool has_more = get_bool(q, "more_answers"), is_out = get_bool(q, "withdrawn");
	if (!is_out && metric_id) {
		count_score(m, m->gone, &taken, metric_id, score);
		count_score(m, m->come, &given, metric_id, score);
	}
	if (!is_out && has_more && !count_further(m, &taken, &given, id, err))
		return false;
	return set_rows(m, id, day, shall, &gone, &come) || has_failed(m, err);
}

static bool move_answers(struct mover *m, int64_t id, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(m->store->arena);
	CLEANUP(query_cleanup) struct query q = query_open(m->store->driver, SQL_MOVE_ANSWERS);
	bind_int(&q, "$move_id", id);
	while (query_next(&q)) {
		if (!move_answer(m, &q, scratch, err))
			return false;
		arena_reset(scratch);
	}
	return query_end(&q, err) && rollup_write(m->gone, true, err) && rollup_write(m->come, false, err);
}

static void mover_close(struct mover *m)
{
	query_cleanup(&m->set);
	query_cleanup(&m->add);
	query_cleanup(&m->drop);
}

static bool mark(struct store *store, int64_t id, bool is_there, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_MOVE_MARK);
	bind_int(&q, "$id", id);
	bind_int(&q, "$undone", !is_there);
	return query_run(&q, err);
}

bool move_set(struct store *store, int64_t id, bool is_there, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(store->arena);
	CLEANUP(mover_close) struct mover m = {.store = store, .is_there = is_there};
	if (!store_metrics(store, arena, &m.metrics, &m.metric_count, err))
		return false;
	m.gone = rollup_new(arena, store);
	m.come = rollup_new(arena, store);
	m.set = query_open(store->driver, SQL_RESPONSE_THEMES_SET);
	m.add = query_open(store->driver, SQL_RESPONSE_THEME_ADD);
	m.drop = query_open(store->driver, SQL_RESPONSE_THEME_DROP);
	driver_use_memory(store->driver, true);
	bool ok =
	        move_answers(&m, id, err) && mark(store, id, is_there, err) && turns_of_move(store, id, err);
	driver_use_memory(store->driver, false);
	return ok;
}

static bool put_move(
        struct store *store, const struct move *move, int64_t answers, int64_t *id, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_MOVE_PUT);
	bind_int(&q, "$id", *id);
	bind_int(&q, "$from_id", move->from_id);
	bind_int(&q, "$into_id", move->into_id);
	bind_int(&q, "$answers", answers);
	if (query_next(&q))
		*id = get_int(&q, "id");
	return query_run(&q, err);
}

bool move_do(struct store *store, const struct move *move, int64_t *ret_answers, struct err *err)
{
	int64_t id = 0, answers = 0;
	if (!put_move(store, move, 0, &id, err) || !note_answers(store, move, id, &answers, err) ||
	        !put_move(store, move, answers, &id, err) || !move_set(store, id, true, err))
		return false;
	struct journal_row row = {.ref = entity_ref(ENTITY_MOVE, id)};
	*ret_answers = answers;
	return door_read(store, row.ref, &row.after, err) && journal_append(store, &row, err);
}
