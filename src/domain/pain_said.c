#include "pain_said.h"

#include <assert.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/vec.h>

enum {
	PAIR_TERMS = 10, /* of a clause that make pairs */
	SLOTS = 1 << 12,
};

const int said_days[SAID_WINDOWS] = {3, 7, 14, 21, SAID_MONTH};

struct counting {
	struct arena *arena;
	const struct pain_input *input;
	struct pain_feature *terms; /* every one, denied or not */
	VEC(struct pain_clause) clauses;
	VEC(struct pain_feature) words, pairs;
	uint32_t *slots; /* open addressing: pair + 1 */
	size_t room; /* a power of two */
};

int pain_said_age(const struct pain_input *input, uint32_t comment)
{
	const struct pain_comment *c = &input->comments[comment];
	bool counts = c->is_pain && c->day > 0 && c->day <= input->today;
	return counts ? input->today - c->day : -1;
}

static void count_one(struct pain_feature *feature, uint32_t comment, int age)
{
	if (feature->last == comment + 1)
		return;
	feature->last = comment + 1;
	feature->all++;
	for (size_t w = 0; w < SAID_WINDOWS; w++)
		feature->now[w] += age < said_days[w];
}

static void count_terms(struct counting *c, const struct pain_terms *terms)
{
	struct pain_walk walk = {0};
	struct pain_clause clause;
	while (pain_clause_next(terms, c->input->count, &walk, &clause)) {
		int age = pain_said_age(c->input, clause.comment);
		if (age < 0 || clause.count == 0)
			continue;
		*vec_add(c->arena, &c->clauses) = clause;
		for (size_t i = 0; i < clause.count; i++)
			count_one(&c->terms[clause.terms[i]], clause.comment, age);
	}
}

static void keep_words(struct counting *c, size_t terms)
{
	for (size_t i = 0; i < terms; i++)
		if (c->terms[i].all >= SAID_MIN) {
			c->terms[i].a = (uint32_t)i;
			c->terms[i].b = UINT32_MAX;
			*vec_add(c->arena, &c->words) = c->terms[i];
		}
}

static uint32_t *slot_of(const struct counting *c, uint32_t a, uint32_t b)
{
	uint64_t hash = ((uint64_t)a << 32 | b) * UINT64_C(0x9E3779B97F4A7C15);
	size_t at = (size_t)(hash >> 20) & (c->room - 1);
	for (;; at = (at + 1) & (c->room - 1)) {
		uint32_t id = c->slots[at];
		assert(!id || c->pairs.items);
		if (!id || (c->pairs.items[id - 1].a == a && c->pairs.items[id - 1].b == b))
			return &c->slots[at];
	}
}

static void grow_slots(struct counting *c)
{
	c->room = c->room ? 2 * c->room : SLOTS;
	c->slots = arena_array_of(c->arena, uint32_t, c->room);
	for (size_t i = 0; i < c->pairs.count; i++)
		*slot_of(c, c->pairs.items[i].a, c->pairs.items[i].b) = (uint32_t)i + 1;
}

static void count_pair(struct counting *c, uint32_t a, uint32_t b, uint32_t comment, int age)
{
	uint32_t *slot = slot_of(c, a, b);
	if (!*slot && 2 * (c->pairs.count + 1) > c->room) {
		grow_slots(c);
		slot = slot_of(c, a, b);
	}
	if (!*slot) {
		*vec_add(c->arena, &c->pairs) = (struct pain_feature){.a = a, .b = b};
		*slot = (uint32_t)c->pairs.count;
	}
	count_one(&c->pairs.items[*slot - 1], comment, age);
}

/* The terms of a clause that were said often enough: a pair is said no oftener than each of its two. */
static size_t frequent_terms(
        const struct counting *c, const struct pain_clause *clause, uint32_t ret[static PAIR_TERMS])
{
	size_t count = 0;
	for (size_t i = 0; i < clause->count && count < PAIR_TERMS; i++)
		if (c->terms[clause->terms[i]].all >= PAIR_MIN)
			ret[count++] = clause->terms[i];
	return count;
}

static void count_pairs(struct counting *c)
{
	uint32_t terms[PAIR_TERMS];
	VEC_EACH(clause, &c->clauses) {
		int age = pain_said_age(c->input, clause->comment);
		size_t count = frequent_terms(c, clause, terms);
		for (size_t i = 1; i < count; i++)
			for (size_t k = 0; k < i; k++) {
				bool in_order = terms[k] < terms[i];
				count_pair(c, terms[in_order ? k : i], terms[in_order ? i : k],
				        clause->comment, age);
			}
	}
}

static size_t keep_pairs(struct counting *c)
{
	size_t kept = 0;
	for (size_t i = 0; i < c->pairs.count; i++)
		if (c->pairs.items[i].all >= PAIR_MIN)
			c->pairs.items[kept++] = c->pairs.items[i];
	return kept;
}

static void count_complaints(struct pain_said *said)
{
	said->first_day = said->input->today;
	for (uint32_t i = 0; i < said->input->count; i++) {
		int age = pain_said_age(said->input, i);
		if (age < 0)
			continue;
		said->all++;
		if (said->input->comments[i].day < said->first_day)
			said->first_day = said->input->comments[i].day;
		for (size_t w = 0; w < SAID_WINDOWS; w++)
			said->now[w] += age < said_days[w];
	}
}

struct pain_said *pain_said_count(
        struct arena *arena, const struct pain_terms *terms, const struct pain_input *input)
{
	struct pain_said *said = arena_new_of(arena, struct pain_said);
	struct counting c = {.arena = arena,
	        .input = input,
	        .terms = arena_array_of(arena, struct pain_feature, 2 * terms->count + 1)};
	said->input = input;
	count_complaints(said);
	count_terms(&c, terms);
	keep_words(&c, 2 * terms->count);
	grow_slots(&c);
	count_pairs(&c);
	said->pair_count = keep_pairs(&c);
	said->pairs = c.pairs.items;
	said->words = c.words.items;
	said->word_count = c.words.count;
	said->clauses = c.clauses.items;
	said->clause_count = c.clauses.count;
	return said;
}
