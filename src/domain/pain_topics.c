#include "pain_topics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>

enum {
	SUPPORT_MIN = 3, /* clauses that make a node */
	SUPPORT_SHARE = 3000, /* and one in so many comments */
};

/* How alike topics must be to be joined, from 0 to 1; what part of likeness is standing together, and what
 * part standing in the same company; and how much rare company is discounted (Levy, Goldberg and Dagan 2015,
 * "Improving Distributional Similarity": 0.75). */
static const double join_at = 0.30, together_share = 0.3, company_power = 0.75;
/* A topic carries a clause when it has so much of the weight that the heaviest has. */
static const double carries_at = 0.3;

struct counting {
	size_t n;
	double clauses; /* in all */
	float *together; /* n x n: clauses that hold both */
	float *company; /* n x n: how much each meets the others beyond chance, rows of length 1 */
	float *like; /* n x n */
};

struct ranked {
	uint32_t term, clauses;
};

static int by_clauses(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	if (a->clauses != b->clauses)
		return a->clauses > b->clauses ? -1 : 1;
	return (a->term > b->term) - (a->term < b->term);
}

static void count_terms(const struct pain_terms *terms, const struct pain_input *input, uint32_t *clauses)
{
	struct pain_walk walk = {0};
	struct pain_clause clause;
	while (pain_clause_next(terms, input->count, &walk, &clause))
		for (size_t i = 0; input->comments[clause.comment].is_pain && i < clause.count; i++)
			clauses[clause.terms[i]]++;
}

static size_t complaints_of(const struct pain_input *input)
{
	size_t count = 0;
	for (size_t i = 0; i < input->count; i++)
		count += input->comments[i].is_pain;
	return count;
}

static void choose_nodes(struct pain_topics *topics, const struct pain_input *input)
{
	size_t terms = 2 * topics->terms->count, count = 0, complaints = complaints_of(input);
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(topics->terms->text->arena);
	uint32_t *clauses = arena_array_of(scratch, uint32_t, terms + 1);
	struct ranked *ranked = arena_array_of(scratch, struct ranked, terms + 1);
	count_terms(topics->terms, input, clauses);
	for (size_t i = 0; i < terms; i++)
		if (clauses[i] >= SUPPORT_MIN + complaints / SUPPORT_SHARE)
			ranked[count++] = (struct ranked){(uint32_t)i, clauses[i]};
	if (count)
		qsort(ranked, count, sizeof(*ranked), by_clauses);
	topics->node_count = count < PAIN_NODES_MAX ? count : PAIN_NODES_MAX;
	for (size_t i = 0; i < topics->node_count; i++) {
		topics->term_of[i] = ranked[i].term;
		topics->clauses[i] = ranked[i].clauses;
		topics->weight[i] = log(1 + (double)complaints / ranked[i].clauses);
		topics->node_of[ranked[i].term] = (uint32_t)i + 1;
	}
}

static void count_clause(
        const struct pain_topics *topics, const struct pain_clause *clause, struct counting *c)
{
	uint32_t nodes[CLAUSE_MAX];
	size_t count = 0;
	for (size_t i = 0; i < clause->count; i++)
		if (topics->node_of[clause->terms[i]])
			nodes[count++] = topics->node_of[clause->terms[i]] - 1;
	c->clauses++;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count; k++)
			if (i != k)
				c->together[nodes[i] * c->n + nodes[k]] += 1;
}

/* Positive pointwise mutual information with a discount for few meetings. */
static double beyond_chance(double both, double row, double share)
{
	double v = both > 0 ? log(both / row / share) : 0;
	return v > 0 ? v * both / (both + 1) : 0;
}

static void find_company(const struct pain_topics *topics, struct counting *c)
{
	double sum = 0;
	for (size_t i = 0; i < c->n; i++)
		sum += pow(topics->clauses[i], company_power);
	for (size_t i = 0; i < c->n; i++) {
		const float *both = &c->together[i * c->n];
		float *company = &c->company[i * c->n];
		double row = 0, length = 0;
		for (size_t k = 0; k < c->n; k++)
			row += (double)both[k];
		for (size_t k = 0; k < c->n; k++) {
			double v = beyond_chance(
			        (double)both[k], row, pow(topics->clauses[k], company_power) / sum);
			company[k] = (float)v;
			length += v * v;
		}
		for (size_t k = 0; length > 0 && k < c->n; k++)
			company[k] = (float)((double)company[k] / sqrt(length));
	}
}

static double dot(const float *a, const float *b, size_t n)
{
	float sums[8] = {0};
	double sum = 0;
	size_t i = 0;
	for (; i + 8 <= n; i += 8)
		for (size_t k = 0; k < 8; k++)
			sums[k] += a[i + k] * b[i + k];
	for (size_t k = 0; k < 8; k++)
		sum += (double)sums[k];
	for (; i < n; i++)
		sum += (double)(a[i] * b[i]);
	return sum;
}

/* Normalised pointwise mutual information, 0 for what met once or less than by chance. */
static double togetherness(const struct counting *c, double both, double one, double other)
{
	if (both < 2)
		return 0;
	double v = log(both * c->clauses / (one * other)) / -log(both / c->clauses);
	return v > 0 ? v : 0;
}

static void find_likeness(const struct pain_topics *topics, struct counting *c)
{
	for (size_t i = 0; i < c->n; i++)
		for (size_t k = 0; k <= i; k++) {
			double met = togetherness(
			        c, (double)c->together[i * c->n + k], topics->clauses[i], topics->clauses[k]);
			double company = dot(&c->company[i * c->n], &c->company[k * c->n], c->n);
			c->like[i * c->n + k] = c->like[k * c->n + i] =
			        (float)((1 - together_share) * company + together_share * met);
		}
}

/* Joining the two most alike, again and again, by average linkage. */
struct joining {
	float *like;
	size_t n;
	double size[PAIN_NODES_MAX];
	bool gone[PAIN_NODES_MAX];
	size_t nearest[PAIN_NODES_MAX]; /* itself: none */
};

static void find_nearest(struct joining *j, size_t i)
{
	size_t best = i;
	for (size_t k = 0; k < j->n; k++)
		if (k != i && !j->gone[k] && (best == i || j->like[i * j->n + k] > j->like[i * j->n + best]))
			best = k;
	j->nearest[i] = best;
}

static double nearness(const struct joining *j, size_t i)
{
	return j->gone[i] || j->nearest[i] == i ? -1 : (double)j->like[i * j->n + j->nearest[i]];
}

static void join_two(struct joining *j, size_t a, size_t b)
{
	for (size_t k = 0; k < j->n; k++) {
		double sum = j->size[a] * (double)j->like[a * j->n + k] +
		             j->size[b] * (double)j->like[b * j->n + k];
		if (k != a && k != b)
			j->like[a * j->n + k] = j->like[k * j->n + a] =
			        (float)(sum / (j->size[a] + j->size[b]));
	}
	j->size[a] += j->size[b];
	j->gone[b] = true;
	for (size_t k = 0; k < j->n; k++)
		if (!j->gone[k] && (k == a || j->nearest[k] == a || j->nearest[k] == b))
			find_nearest(j, k);
}

static void join_all(struct arena *arena, struct pain_topics *topics, const struct counting *c)
{
	struct joining *j = arena_new_of(arena, struct joining);
	j->like = c->like;
	j->n = c->n;
	for (size_t i = 0; i < j->n; i++) {
		j->size[i] = 1;
		topics->topic_of[i] = (uint32_t)i;
	}
	for (size_t i = 0; i < j->n; i++)
		find_nearest(j, i);
	for (;;) {
		size_t a = 0;
		for (size_t i = 1; i < j->n; i++)
			if (nearness(j, i) > nearness(j, a))
				a = i;
		if (j->n == 0 || nearness(j, a) < join_at)
			return;
		size_t b = j->nearest[a];
		join_two(j, a, b);
		for (size_t k = 0; k < j->n; k++)
			if (topics->topic_of[k] == b)
				topics->topic_of[k] = (uint32_t)a;
	}
}

static void learn(struct pain_topics *topics, const struct pain_input *input)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(topics->terms->text->arena);
	struct counting c = {.n = topics->node_count};
	struct pain_walk walk = {0};
	struct pain_clause clause;
	c.together = arena_array_of(scratch, float, c.n *c.n + 1);
	c.company = arena_array_of(scratch, float, c.n *c.n + 1);
	c.like = arena_array_of(scratch, float, c.n *c.n + 1);
	while (pain_clause_next(topics->terms, input->count, &walk, &clause))
		if (input->comments[clause.comment].is_pain)
			count_clause(topics, &clause, &c);
	find_company(topics, &c);
	find_likeness(topics, &c);
	join_all(scratch, topics, &c);
}

struct pain_topics *pain_topics_make(
        struct arena *arena, const struct pain_terms *terms, const struct pain_input *input)
{
	struct pain_topics *topics = arena_new_of(arena, struct pain_topics);
	topics->terms = terms;
	topics->node_of = arena_array_of(arena, uint32_t, 2 * terms->count + 1);
	choose_nodes(topics, input);
	learn(topics, input);
	return topics;
}

size_t pain_topics_of(
        const struct pain_topics *topics, const struct pain_clause *clause, uint32_t ret[static CLAUSE_MAX])
{
	double weights[CLAUSE_MAX] = {0}, most = 0;
	size_t count = 0, kept = 0;
	for (size_t i = 0; i < clause->count; i++) {
		uint32_t node = topics->node_of[clause->terms[i]];
		if (!node)
			continue;
		size_t at = 0;
		while (at < count && ret[at] != topics->topic_of[node - 1])
			at++;
		count += at == count;
		ret[at] = topics->topic_of[node - 1];
		weights[at] += topics->weight[node - 1];
		most = weights[at] > most ? weights[at] : most;
	}
	for (size_t i = 0; i < count; i++)
		if (weights[i] >= carries_at * most)
			ret[kept++] = ret[i];
	return kept;
}
