#include "rollup.h"

#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/vec.h>

#include "internal.h"
#include "weeks.h"

enum { ROLLUP_ROOM = 4096, ROLLUP_LATEST = 256 };

struct cell {
	int64_t metric_id, dimension_id;
	int32_t day;
	enum tally_dimension dimension;
	struct tally tally;
};

struct rollup {
	struct arena *arena;
	struct store *store;
	VEC(struct cell) cells;
	uint32_t *slots; /* open addressing: index + 1 of a cell, 0 free; at most half full */
	size_t room; /* a power of two */
	uint32_t latest[ROLLUP_LATEST]; /* the like of one day each: most files go from day to day */
	bool is_ready;
};

static const char *const bucket_params[TALLY_BUCKETS] = {
        "$b0", "$b1", "$b2", "$b3", "$b4", "$b5", "$b6", "$b7", "$b8", "$b9", "$b10"};

struct rollup *rollup_new(struct arena *arena, struct store *store)
{
	struct rollup *rollup = arena_new_of(arena, struct rollup);
	rollup->arena = arena;
	rollup->store = store;
	rollup->slots = arena_array_of(arena, uint32_t, ROLLUP_ROOM);
	rollup->room = ROLLUP_ROOM;
	return rollup;
}

static size_t hash_cell(const struct cell *cell)
{
	uint64_t hash = (uint64_t)cell->metric_id * 31 + (uint64_t)cell->dimension;
	hash = hash * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)cell->dimension_id;
	hash = hash * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)(int64_t)cell->day;
	return (size_t)((hash ^ (hash >> 29)) * UINT64_C(0xBF58476D1CE4E5B9) >> 20);
}

static bool is_same(const struct cell *a, const struct cell *b)
{
	return a->day == b->day && a->dimension_id == b->dimension_id && a->dimension == b->dimension &&
	       a->metric_id == b->metric_id;
}

static uint32_t *slot_of(struct rollup *rollup, const struct cell *cell)
{
	size_t at = hash_cell(cell) & (rollup->room - 1);
	while (rollup->slots[at] && !is_same(&rollup->cells.items[rollup->slots[at] - 1], cell))
		at = (at + 1) & (rollup->room - 1);
	return &rollup->slots[at];
}

static void grow(struct rollup *rollup)
{
	rollup->room *= 2;
	rollup->slots = arena_array_of(rollup->arena, uint32_t, rollup->room);
	for (size_t i = 0; i < rollup->cells.count; i++)
		*slot_of(rollup, &rollup->cells.items[i]) = (uint32_t)(i + 1);
}

static struct cell *cell_at(struct rollup *rollup, const struct cell *key)
{
	uint32_t *slot = slot_of(rollup, key);
	if (!*slot) {
		if (2 * (rollup->cells.count + 1) > rollup->room) {
			grow(rollup);
			slot = slot_of(rollup, key);
		}
		*vec_add(rollup->arena, &rollup->cells) = *key;
		*slot = (uint32_t)rollup->cells.count;
	}
	return &rollup->cells.items[*slot - 1];
}

/* The same where the last one of its kind most likely is it. */
static struct tally *latest_at(struct rollup *rollup, const struct cell *key)
{
	size_t kind = (size_t)key->metric_id * 61 + (size_t)key->dimension * 67 + (size_t)key->dimension_id;
	uint32_t *latest = &rollup->latest[kind % ROLLUP_LATEST];
	if (*latest && is_same(&rollup->cells.items[*latest - 1], key))
		return &rollup->cells.items[*latest - 1].tally;
	struct cell *cell = cell_at(rollup, key);
	*latest = (uint32_t)(cell - rollup->cells.items) + 1;
	return &cell->tally;
}

/* One answer more, whose bucket is known. */
struct one {
	double score;
	int bucket;
};

static void count(struct rollup *rollup, struct cell *key, enum tally_dimension dimension,
        int64_t dimension_id, const struct one *one)
{
	key->dimension = dimension;
	key->dimension_id = dimension_id;
	struct tally *tally = latest_at(rollup, key);
	tally->n++;
	tally->sum += one->score;
	tally->sum_sq += one->score * one->score;
	tally->bucket[one->bucket]++;
}

void rollup_themes(struct rollup *rollup, const struct rollup_answer *answer)
{
	struct cell key = {.metric_id = answer->metric->id, .day = answer->day};
	const struct one one = {answer->score, metric_bucket(answer->metric, answer->score)};
	for (size_t i = 0; i < answer->theme_count; i++)
		count(rollup, &key, TALLY_THEME, answer->theme_ids[i], &one);
}

void rollup_answer(struct rollup *rollup, const struct rollup_answer *answer)
{
	struct cell key = {.metric_id = answer->metric->id, .day = answer->day};
	const struct one one = {answer->score, metric_bucket(answer->metric, answer->score)};
	count(rollup, &key, TALLY_ALL, 0, &one);
	for (size_t i = 0; i < answer->theme_count; i++)
		count(rollup, &key, TALLY_THEME, answer->theme_ids[i], &one);
	if (answer->channel_id)
		count(rollup, &key, TALLY_CHANNEL, answer->channel_id, &one);
	if (answer->step_id)
		count(rollup, &key, TALLY_STEP, answer->step_id, &one);
}

/* In the order of the table, so that each of its pages is met once. */
static int compare(const void *left, const void *right)
{
	const struct cell *a = left, *b = right;
	if (a->metric_id != b->metric_id)
		return a->metric_id < b->metric_id ? -1 : 1;
	if (a->dimension != b->dimension)
		return a->dimension < b->dimension ? -1 : 1;
	if (a->dimension_id != b->dimension_id)
		return a->dimension_id < b->dimension_id ? -1 : 1;
	return a->day < b->day ? -1 : a->day > b->day;
}

static void bind_cell(struct query *q, const struct cell *cell)
{
	bind_int(q, "$metric_id", cell->metric_id);
	bind_int(q, "$dimension", (int64_t)cell->dimension);
	bind_int(q, "$dimension_id", cell->dimension_id);
	bind_int(q, "$day", cell->day);
}

static bool drop_cell(struct store *store, const struct cell *cell, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_ROLLUP_DROP);
	bind_cell(&q, cell);
	return query_run(&q, err);
}

static bool take_cell(struct store *store, const struct cell *cell, struct err *err)
{
	const struct tally *tally = &cell->tally;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_ROLLUP_TAKE);
	bind_cell(&q, cell);
	bind_int(&q, "$n", tally->n);
	bind_real(&q, "$sum", tally->sum);
	bind_real(&q, "$sum_sq", tally->sum_sq);
	for (size_t i = 0; i < TALLY_BUCKETS; i++)
		bind_int(&q, bucket_params[i], tally->bucket[i]);
	int64_t n = query_next(&q) ? get_int(&q, "n") : 0;
	return query_run(&q, err) && (n != 0 || drop_cell(store, cell, err));
}

static bool take_cells(struct rollup *rollup, struct err *err)
{
	VEC_EACH(cell, &rollup->cells) {
		if (!take_cell(rollup->store, cell, err))
			return false;
	}
	return true;
}

/* Columns in the order of the statement rollup_pour. */
static void cell_row(const void *from, size_t row, struct pour_value *ret)
{
	const struct cell *cell = (const struct cell *)from + row;
	const struct tally *tally = &cell->tally;
	*ret++ = pour_int(cell->metric_id);
	*ret++ = pour_int((int64_t)cell->dimension);
	*ret++ = pour_int(cell->dimension_id);
	*ret++ = pour_int(cell->day);
	*ret++ = pour_int(tally->n);
	*ret++ = pour_real(tally->sum);
	*ret++ = pour_real(tally->sum_sq);
	for (size_t i = 0; i < TALLY_BUCKETS; i++)
		*ret++ = pour_int(tally->bucket[i]);
}

static bool add_cells(struct rollup *rollup, struct err *err)
{
	const struct pour pour = {SQL_ROLLUP_POUR, rollup->cells.count, cell_row, rollup->cells.items};
	return driver_pour(rollup->store->driver, &pour, err);
}

static void add_totals(struct rollup *rollup)
{
	size_t days = rollup->cells.count;
	for (size_t i = 0; i < days; i++) {
		struct cell cell = rollup->cells.items[i];
		struct cell key = cell;
		key.day = ROLLUP_ALL_DAYS;
		key.tally = (struct tally){0};
		tally_merge(&cell_at(rollup, &key)->tally, &cell.tally);
		key.day = rollup_week(cell.day);
		if (cell.day > 0)
			tally_merge(&cell_at(rollup, &key)->tally, &cell.tally);
	}
}

/* Of everything that was counted but themes; the cells stand in the order of the table. */
static bool keep_weeks(struct rollup *rollup, struct err *err)
{
	const struct cell *last = NULL;
	for (size_t i = 0; i < rollup->cells.count; i++) {
		const struct cell *cell = &rollup->cells.items[i];
		bool same = last && last->metric_id == cell->metric_id &&
		            last->dimension == cell->dimension && last->dimension_id == cell->dimension_id;
		last = cell;
		if (!same && cell->dimension != TALLY_THEME &&
		        !weeks_keep(rollup->store, cell->metric_id, cell->dimension, cell->dimension_id, err))
			return false;
	}
	return true;
}

void rollup_ready(struct rollup *rollup)
{
	if (rollup->is_ready || rollup->cells.count == 0)
		return;
	add_totals(rollup);
	qsort(rollup->cells.items, rollup->cells.count, sizeof(struct cell), compare);
	rollup->is_ready = true;
}

bool rollup_write(struct rollup *rollup, bool take_away, struct err *err)
{
	if (rollup->cells.count == 0)
		return true;
	rollup_ready(rollup);
	if (!(take_away ? take_cells(rollup, err) : add_cells(rollup, err)) || !keep_weeks(rollup, err))
		return false;
	rollup->is_ready = false;
	rollup->cells.count = 0;
	memset(rollup->slots, 0, rollup->room * sizeof(rollup->slots[0]));
	memset(rollup->latest, 0, sizeof(rollup->latest));
	return true;
}

struct tally rollup_read(struct query *q)
{
	struct tally tally = {
	        .n = get_int(q, "n"), .sum = get_real(q, "sum"), .sum_sq = get_real(q, "sum_sq")};
	get_ints(q, "b0", tally.bucket, TALLY_BUCKETS);
	return tally;
}
