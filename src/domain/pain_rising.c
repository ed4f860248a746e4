#include "pain_rising.h"

#include <math.h>
#include <stdlib.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>

#include "pain_said.h"

enum {
	HISTORY_MIN = 14, /* days before a window; less proves nothing */
	FLAGGED_MAX = 64, /* one bit each */
	FAMILIES = 2, /* words, pairs: each has its part of the chances taken */
};

struct flag {
	const struct pain_feature *feature;
	int window;
	double chance, limit;
};

struct finder {
	struct arena *arena;
	const struct pain_said *said;
	bool told[SAID_WINDOWS]; /* windows with enough of a past */
	struct flag *flags; /* the least likely first */
	size_t flag_count;
};

static double lfactorial(double n)
{
	int sign;
	return lgamma_r(n + 1, &sign);
}

/* The chance that of the `all` complaints with a feature `now` or more fall into a window that holds `window`
 * of `of` complaints (hypergeometric, the one-sided test of Fisher). */
static double chance_of(double now, double all, double window, double of)
{
	double term = exp(lfactorial(all) - lfactorial(now) - lfactorial(all - now) + lfactorial(of - all) -
	                  lfactorial(window - now) - lfactorial(of - all - window + now) - lfactorial(of) +
	                  lfactorial(window) + lfactorial(of - window));
	double sum = 0;
	while (now <= all && now <= window && term > sum * 1e-12) {
		sum += term;
		term *= (all - now) * (window - now) / ((now + 1) * (of - all - window + now + 1));
		now++;
	}
	return sum;
}

static bool window_is_told(const struct pain_said *said, size_t w)
{
	int history = said->input->today - said_days[w] - said->first_day + 1;
	return history >= HISTORY_MIN && history >= said_days[w] && said->now[w] > 0 &&
	       said->now[w] < said->all;
}

static struct flag flag_of(const struct finder *f, const struct pain_feature *it)
{
	const struct pain_said *said = f->said;
	struct flag flag = {.feature = it, .chance = 1};
	for (size_t w = 0; w < SAID_WINDOWS; w++) {
		if (it->now[w] < SAID_MIN || !f->told[w] ||
		        (uint64_t)it->now[w] * said->all <= (uint64_t)it->all * said->now[w])
			continue;
		double chance = chance_of(it->now[w], it->all, said->now[w], said->all);
		if (chance < flag.chance) {
			flag.chance = chance;
			flag.window = (int)w;
		}
	}
	return flag;
}

/* The least chance that a feature said so often could have: all of it in the shortest window. */
static double least_chance(const struct finder *f, uint32_t all)
{
	const struct pain_said *said = f->said;
	for (size_t w = 0; w < SAID_WINDOWS; w++)
		if (f->told[w] && said->now[w] >= SAID_MIN) {
			uint32_t now = all < said->now[w] ? all : said->now[w];
			return chance_of(now, all, said->now[w], said->all);
		}
	return 1;
}

enum { COUNTS = 64 };

/* Which chance is small enough, after Tarone (1990): what is said so rarely that it could not reach the limit
 * whenever it was said is not counted among the things looked at. */
static double limit_of(const struct finder *f, const struct pain_feature *features, size_t count)
{
	size_t said[COUNTS + 1] = {0};
	double budget = 1.0 / (PAIN_CALM * FAMILIES);
	for (size_t i = 0; i < count; i++)
		said[features[i].all < COUNTS ? features[i].all : COUNTS]++;
	size_t looked_at = count;
	for (uint32_t all = SAID_MIN; all < COUNTS; all++) {
		size_t without = looked_at - said[all];
		if (without == 0 || least_chance(f, all) <= budget / (double)looked_at)
			break;
		looked_at = without;
	}
	return budget / (double)(looked_at ? looked_at : 1);
}

/* The least likely first, each beside the limit of its kind. */
static int by_chance(const void *left, const void *right)
{
	const struct flag *a = left, *b = right;
	double one = a->chance / a->limit, other = b->chance / b->limit;
	if (one != other)
		return one < other ? -1 : 1;
	if (a->feature->a != b->feature->a)
		return a->feature->a < b->feature->a ? -1 : 1;
	return (a->feature->b > b->feature->b) - (a->feature->b < b->feature->b);
}

static void flag_features(struct finder *f, const struct pain_feature *features, size_t count)
{
	double limit = limit_of(f, features, count);
	for (size_t i = 0; i < count; i++) {
		struct flag flag = flag_of(f, &features[i]);
		flag.limit = limit;
		if (flag.chance <= limit)
			f->flags[f->flag_count++] = flag;
	}
}

static uint64_t bits_of(const struct finder *f, const struct pain_clause *clause)
{
	uint64_t bits = 0;
	for (size_t i = 0; i < f->flag_count; i++) {
		const struct pain_feature *it = f->flags[i].feature;
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
	for (size_t i = 0; i < f->said->clause_count; i++) {
		const struct pain_clause *clause = &f->said->clauses[i];
		if (pain_said_age(f->said->input, clause->comment) < SAID_MONTH)
			rising->of_comment[clause->comment] |= bits_of(f, clause);
	}
}

/* Whether half of the comments of the rarer hold the other too. */
static bool belong(const struct finder *f, const struct pain_rising *rising, size_t one, size_t other)
{
	size_t with_one = 0, with_other = 0, with_both = 0;
	for (size_t i = 0; i < f->said->input->count; i++) {
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
	const struct pain_feature *it = f->flags[flag].feature;
	rise->features |= UINT64_C(1) << flag;
	add_term(rise, it->a);
	if (it->b != UINT32_MAX)
		add_term(rise, it->b);
	int days = said_days[f->flags[flag].window];
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
	const struct pain_said *said = pain_said_count(scratch, terms, input);
	f->arena = scratch;
	f->said = said;
	f->flags = arena_array_of(scratch, struct flag, said->word_count + said->pair_count + 1);
	for (size_t w = 0; w < SAID_WINDOWS; w++)
		f->told[w] = window_is_told(said, w);
	flag_features(f, said->words, said->word_count);
	flag_features(f, said->pairs, said->pair_count);
	if (f->flag_count)
		qsort(f->flags, f->flag_count, sizeof(*f->flags), by_chance);
	f->flag_count = f->flag_count < FLAGGED_MAX ? f->flag_count : FLAGGED_MAX;
	if (f->flag_count)
		mark_comments(f, rising);
	gather(f, rising);
	return rising;
}
