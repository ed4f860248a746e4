#include "pain_rising.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/vec.h>

enum {
	WINDOWS = 4,
	HISTORY_MIN = 14, /* days before a window; less proves nothing */
	SAID_MIN = 3, /* times in a window */
	PAIR_TERMS = 10, /* of a clause that make pairs */
	FLAGGED_MAX = 64, /* one bit each */
	SLOTS = 1 << 12,
};

static const int window_days[WINDOWS] = {3, 7, 14, 30};
enum { MONTH = 30 };

/* A term, or two terms of one clause. */
struct feature {
	uint32_t a, b; /* b UINT32_MAX: a alone */
	uint32_t last; /* the comment that held it last, + 1 */
	uint32_t now[WINDOWS], all;
};

struct flag {
	uint32_t feature;
	int window;
	double chance;
};

struct finder {
	struct arena *arena;
	const struct pain_terms *terms;
	const struct pain_input *input;
	VEC(struct feature) features;
	uint32_t *slots; /* open addressing: feature + 1 */
	size_t room; /* a power of two */
	struct flag flags[FLAGGED_MAX];
	size_t flag_count;
	double said[WINDOWS], all; /* complaints */
	int32_t first_day;
};

static uint32_t *slot_of(const struct finder *f, uint32_t a, uint32_t b)
{
	uint64_t hash = ((uint64_t)a << 32 | b) * UINT64_C(0x9E3779B97F4A7C15);
	size_t at = (size_t)(hash >> 20) & (f->room - 1);
	for (;; at = (at + 1) & (f->room - 1)) {
		uint32_t id = f->slots[at];
		assert(!id || f->features.items);
		if (!id || (f->features.items[id - 1].a == a && f->features.items[id - 1].b == b))
			return &f->slots[at];
	}
}

static struct feature *feature_add(struct finder *f, uint32_t a, uint32_t b)
{
	uint32_t *slot = slot_of(f, a, b);
	if (*slot)
		return &f->features.items[*slot - 1];
	if (2 * (f->features.count + 1) > f->room) {
		f->room *= 2;
		f->slots = arena_array_of(f->arena, uint32_t, f->room);
		for (size_t i = 0; i < f->features.count; i++)
			*slot_of(f, f->features.items[i].a, f->features.items[i].b) = (uint32_t)i + 1;
		slot = slot_of(f, a, b);
	}
	struct feature *made = vec_add(f->arena, &f->features);
	*made = (struct feature){.a = a, .b = b};
	*slot = (uint32_t)f->features.count;
	return made;
}

static int age_of(const struct finder *f, uint32_t comment)
{
	const struct pain_comment *c = &f->input->comments[comment];
	bool counts = c->is_pain && c->day > 0 && c->day <= f->input->today;
	return counts ? f->input->today - c->day : -1;
}

static void count_one(struct finder *f, uint32_t comment, int age, uint32_t a, uint32_t b)
{
	uint32_t known = *slot_of(f, a, b);
	if (!known && age >= MONTH)
		return;
	struct feature *feature = known ? &f->features.items[known - 1] : feature_add(f, a, b);
	assert(feature);
	if (feature->last == comment + 1)
		return;
	feature->last = comment + 1;
	feature->all++;
	for (size_t w = 0; w < WINDOWS; w++)
		feature->now[w] += age < window_days[w];
}

static uint32_t low(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* The recent ones first: what was not said lately need not be counted in the past. */
static void count_clauses(struct finder *f, bool recent)
{
	struct pain_walk walk = {0};
	struct pain_clause clause;
	while (pain_clause_next(f->terms, f->input->count, &walk, &clause)) {
		int age = age_of(f, clause.comment);
		if (age < 0 || (age < MONTH) != recent)
			continue;
		for (size_t i = 0; i < clause.count; i++) {
			count_one(f, clause.comment, age, clause.terms[i], UINT32_MAX);
			for (size_t k = 0; i < PAIR_TERMS && k < i; k++) {
				uint32_t one = clause.terms[i], other = clause.terms[k];
				count_one(f, clause.comment, age, low(one, other),
				        one == low(one, other) ? other : one);
			}
		}
	}
}

static void count_comments(struct finder *f)
{
	f->first_day = f->input->today;
	for (uint32_t i = 0; i < f->input->count; i++) {
		int age = age_of(f, i);
		if (age < 0)
			continue;
		f->all++;
		f->first_day =
		        f->input->comments[i].day < f->first_day ? f->input->comments[i].day : f->first_day;
		for (size_t w = 0; w < WINDOWS; w++)
			f->said[w] += age < window_days[w];
	}
}

/* The chance of `now` or more of `all` in a window that holds the share p of all complaints. */
static double chance_of(double now, double all, double p)
{
	int sign;
	double term = exp(lgamma_r(all + 1, &sign) - lgamma_r(now + 1, &sign) -
	                  lgamma_r(all - now + 1, &sign) + now * log(p) + (all - now) * log1p(-p));
	double sum = 0;
	while (now <= all && term > sum * 1e-12) {
		sum += term;
		term *= (all - now) / (now + 1) * p / (1 - p);
		now += 1;
	}
	return sum;
}

static bool window_is_told(const struct finder *f, size_t w)
{
	int history = f->input->today - window_days[w] - f->first_day + 1;
	return history >= HISTORY_MIN && history >= window_days[w] && f->said[w] > 0 && f->said[w] < f->all;
}

static struct flag flag_of(const struct finder *f, uint32_t feature)
{
	const struct feature *it = &f->features.items[feature];
	struct flag flag = {.feature = feature, .chance = 1};
	for (size_t w = 0; w < WINDOWS; w++) {
		if (it->now[w] < SAID_MIN || !window_is_told(f, w))
			continue;
		double share = f->said[w] / f->all;
		double chance = it->now[w] > it->all * share ? chance_of(it->now[w], it->all, share) : 1;
		if (chance < flag.chance) {
			flag.chance = chance;
			flag.window = (int)w;
		}
	}
	return flag;
}

static int by_chance(const void *left, const void *right)
{
	const struct flag *a = left, *b = right;
	if (a->chance != b->chance)
		return a->chance < b->chance ? -1 : 1;
	return (a->feature > b->feature) - (a->feature < b->feature);
}

static void flag_features(struct finder *f)
{
	size_t tested = 0, count = 0;
	struct flag *flags = arena_array_of(f->arena, struct flag, f->features.count + 1);
	for (size_t i = 0; i < f->features.count; i++)
		tested += f->features.items[i].all >= SAID_MIN;
	double limit = 1.0 / (PAIN_CALM * (double)(tested ? tested : 1));
	for (size_t i = 0; i < f->features.count; i++) {
		struct flag flag = flag_of(f, (uint32_t)i);
		if (flag.chance <= limit)
			flags[count++] = flag;
	}
	if (count)
		qsort(flags, count, sizeof(*flags), by_chance);
	f->flag_count = count < FLAGGED_MAX ? count : FLAGGED_MAX;
	for (size_t i = 0; i < f->flag_count; i++)
		f->flags[i] = flags[i];
}

static uint64_t bits_of(const struct finder *f, const struct pain_clause *clause)
{
	uint64_t bits = 0;
	for (size_t i = 0; i < f->flag_count; i++) {
		const struct feature *it = &f->features.items[f->flags[i].feature];
		bool a = false, b = it->b == UINT32_MAX;
		for (size_t k = 0; k < clause->count; k++) {
			a = a || clause->terms[k] == it->a;
			b = b || clause->terms[k] == it->b;
		}
		if (a && b)
			bits |= UINT64_C(1) << i;
	}
	return bits;
}

static void mark_comments(const struct finder *f, struct pain_rising *rising)
{
	struct pain_walk walk = {0};
	struct pain_clause clause;
	while (pain_clause_next(f->terms, f->input->count, &walk, &clause)) {
		int age = age_of(f, clause.comment);
		if (age >= 0 && age < MONTH)
			rising->of_comment[clause.comment] |= bits_of(f, &clause);
	}
}

/* Whether half of the comments of the rarer hold the other too. */
static bool belong(const struct finder *f, const struct pain_rising *rising, size_t one, size_t other)
{
	size_t with_one = 0, with_other = 0, with_both = 0;
	for (size_t i = 0; i < f->input->count; i++) {
		bool a = rising->of_comment[i] >> one & 1, b = rising->of_comment[i] >> other & 1;
		with_one += a;
		with_other += b;
		with_both += a && b;
	}
	return with_both > 0 && 2 * with_both >= (with_one < with_other ? with_one : with_other);
}

static void add_term(struct pain_rise *rise, uint32_t term)
{
	for (size_t i = 0; i < rise->term_count; i++)
		if (rise->terms[i] == term)
			return;
	if (rise->term_count < RISE_TERMS)
		rise->terms[rise->term_count++] = term;
}

static void add_flag(const struct finder *f, struct pain_rise *rise, size_t flag)
{
	const struct feature *it = &f->features.items[f->flags[flag].feature];
	rise->features |= UINT64_C(1) << flag;
	add_term(rise, it->a);
	if (it->b != UINT32_MAX)
		add_term(rise, it->b);
	int days = window_days[f->flags[flag].window];
	rise->days = rise->days && rise->days < days ? rise->days : days;
}

/* What stands in the same comments is one rise. */
static void gather(const struct finder *f, struct pain_rising *rising)
{
	uint64_t taken = 0;
	for (size_t i = 0; i < f->flag_count && rising->count < RISES_MAX; i++) {
		if (taken >> i & 1)
			continue;
		struct pain_rise *rise = &rising->rises[rising->count++];
		*rise = (struct pain_rise){.chance = f->flags[i].chance};
		add_flag(f, rise, i);
		for (size_t k = i + 1; k < f->flag_count; k++)
			for (size_t m = i; !(rise->features >> k & 1) && m < k; m++)
				if (rise->features >> m & 1 && !(taken >> k & 1) && belong(f, rising, m, k))
					add_flag(f, rise, k);
		taken |= rise->features;
	}
}

struct pain_rising *pain_rising_find(
        struct arena *arena, const struct pain_terms *terms, const struct pain_input *input)
{
	struct pain_rising *rising = arena_new_of(arena, struct pain_rising);
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(arena);
	struct finder *f = arena_new_of(scratch, struct finder);
	rising->of_comment = arena_array_of(arena, uint64_t, input->count + 1);
	if (input->window_days == 0)
		return rising;
	*f = (struct finder){.arena = scratch,
	        .terms = terms,
	        .input = input,
	        .slots = arena_array_of(scratch, uint32_t, SLOTS),
	        .room = SLOTS};
	count_comments(f);
	count_clauses(f, true);
	count_clauses(f, false);
	flag_features(f);
	if (f->flag_count)
		mark_comments(f, rising);
	gather(f, rising);
	return rising;
}
