/* What the pain finder reads, and what it found. */
#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/domain/feedback.h>
#include <dagstart/store/themes.h>

#include "internal.h"
#include "lines.h"
#include "themes.h"

enum { PARTS = 65536 };

static bool count_comments(
        struct store *store, const struct comment_query *query, int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_COMMENTS_COUNT);
	bind_int(&q, "$from_day", query->from_day);
	bind_int(&q, "$to_day", query->to_day);
	*ret = query_next(&q) ? get_int(&q, "n") : 0;
	return query_end(&q, err);
}

bool store_comments(struct store *store, struct arena *arena, const struct comment_query *query,
        struct store_comment **ret, size_t *ret_count, double *ret_share, struct err *err)
{
	VEC(struct store_comment) list = {0};
	int64_t all = 0, part = PARTS;
	READING(store->driver);
	if (!count_comments(store, query, &all, err))
		return false;
	if ((uint64_t)all > query->most)
		part = (int64_t)(query->most * PARTS / (uint64_t)all);
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_COMMENTS_READ);
	bind_int(&q, "$metric_id", query->metric_id);
	bind_int(&q, "$from_day", query->from_day);
	bind_int(&q, "$to_day", query->to_day);
	bind_int(&q, "$seed", (int64_t)(query->seed & (PARTS - 1)));
	bind_int(&q, "$part", part);
	bind_int(&q, "$most", (int64_t)query->most);
	while (query_next(&q)) {
		struct store_comment *comment = vec_add(arena, &list);
		comment->id = get_int(&q, "id");
		comment->day = get_day(&q, "day");
		comment->is_pain = get_int(&q, "mood") == MOOD_PAIN;
		comment->score = get_real(&q, "score");
		comment->text = get_text(&q, arena, "comment");
		comment->customer = get_text(&q, arena, "customer");
	}
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	*ret_share = (double)part / PARTS;
	return true;
}

static bool put_finding(struct store *store, const struct finding *f, size_t position, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_FINDING_PUT);
	bind_int(&q, "$position", (int64_t)position);
	bind_int(&q, "$day", f->day);
	bind_text(&q, "$name", f->name);
	bind_text(&q, "$words", lines_write(store->scratch, f->words, f->word_count));
	bind_int(&q, "$complaints", f->complaints);
	bind_int(&q, "$before", f->before);
	bind_int(&q, "$answers", f->answers);
	bind_real(&q, "$impact", f->impact);
	bind_int(&q, "$rising_days", f->rising_days);
	bind_text(&q, "$quotes", themes_write(store->scratch, f->quotes, f->quote_count));
	return query_run(&q, err);
}

static bool put_all(struct store *store, const struct finding *findings, size_t count, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_FINDINGS_DROP);
	if (!query_run(&q, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!put_finding(store, &findings[i], i + 1, err))
			return false;
	return true;
}

bool store_put_findings(struct store *store, const struct finding *findings, size_t count, struct err *err)
{
	if (!tx_begin_quiet(store, err))
		return false;
	if (put_all(store, findings, count, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

bool store_findings(
        struct store *store, struct arena *arena, struct finding **ret, size_t *ret_count, struct err *err)
{
	VEC(struct finding) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_FINDINGS_READ);
	while (query_next(&q)) {
		struct finding *f = vec_add(arena, &list);
		f->day = get_day(&q, "day");
		f->name = get_text(&q, arena, "name");
		f->words = lines_read(arena, peek_text(&q, "words"), &f->word_count);
		f->complaints = get_int(&q, "complaints");
		f->before = get_int(&q, "before");
		f->answers = get_int(&q, "answers");
		f->impact = get_real(&q, "impact");
		f->rising_days = (int)get_int(&q, "rising_days");
		f->quote_count = themes_read(peek_text(&q, "quotes"), f->quotes, FINDING_QUOTES);
	}
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}
