#include <dagstart/domain/pain.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/vec.h>
#include <dagstart/domain/theme.h>

#include "pain_group.h"
#include "pain_rising.h"
#include "pain_topics.h"

/* Groups that share three in five of their complaints are one. */
enum { ALIKE = 3, ALIKE_OF = 5 };

/* A topic that a comment speaks of. */
struct mention {
	uint32_t topic, comment;
};

struct finding {
	struct arena *arena, *scratch;
	const struct pain_input *input;
	const struct pain_terms *terms;
	const struct pain_topics *topics;
	const struct pain_rising *rising;
	VEC(struct mention) mentions;
	struct tally all;
	VEC(struct pain_group) groups;
};

static int windows_ago(const struct pain_input *input, uint32_t comment)
{
	int32_t day = input->comments[comment].day;
	if (input->window_days == 0)
		return 0;
	return day <= 0 || day > input->today ? -1 : (input->today - day) / input->window_days;
}

static int by_topic(const void *left, const void *right)
{
	const struct mention *a = left, *b = right;
	if (a->topic != b->topic)
		return a->topic < b->topic ? -1 : 1;
	return (a->comment > b->comment) - (a->comment < b->comment);
}

static void find_mentions(struct finding *f)
{
	struct pain_walk walk = {0};
	struct pain_clause clause;
	while (pain_clause_next(f->terms, f->input->count, &walk, &clause)) {
		uint32_t topics[CLAUSE_MAX];
		size_t count = pain_topics_of(f->topics, &clause, topics);
		for (size_t i = 0; i < count; i++)
			*vec_add(f->scratch, &f->mentions) = (struct mention){topics[i], clause.comment};
	}
	if (f->mentions.count)
		qsort(f->mentions.items, f->mentions.count, sizeof(struct mention), by_topic);
}

static void add_score(const struct pain_input *input, uint32_t comment, struct tally *tally)
{
	double score = input->comments[comment].score;
	if (input->metric && !isnan(score) && metric_accepts(input->metric, score))
		tally_add(tally, input->metric, score);
}

/* The complaints among these comments, and the figures of all of them. */
static void add_member(struct finding *f, struct pain_group *group, uint32_t *members, uint32_t comment)
{
	int ago = windows_ago(f->input, comment);
	if (ago == 0)
		add_score(f->input, comment, &group->tally);
	if (!f->input->comments[comment].is_pain)
		return;
	if (ago == 0)
		members[group->member_count++] = comment;
	group->before += ago == 1;
}

static double impact_of(const struct finding *f, const struct tally *tally)
{
	return f->input->metric ? theme_impact(f->input->metric, &f->all, tally) : (double)NAN;
}

struct weighed {
	uint32_t term;
	double weight;
};

static int by_weight(const void *left, const void *right)
{
	const struct weighed *a = left, *b = right;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return (a->term > b->term) - (a->term < b->term);
}

/* The terms of a topic, those that are said most and told most by first. */
static struct pain_draft draft_of(struct finding *f, uint32_t topic)
{
	struct weighed *list = arena_array_of(f->scratch, struct weighed, f->topics->node_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < f->topics->node_count; i++)
		if (f->topics->topic_of[i] == topic)
			list[count++] = (struct weighed){
			        f->topics->term_of[i], f->topics->weight[i] * f->topics->clauses[i]};
	if (count)
		qsort(list, count, sizeof(*list), by_weight);
	uint32_t *terms = arena_array_of(f->scratch, uint32_t, count + 1);
	double *weights = arena_array_of(f->scratch, double, count + 1);
	for (size_t i = 0; i < count; i++) {
		terms[i] = list[i].term;
		weights[i] = f->topics->weight[f->topics->node_of[list[i].term] - 1];
	}
	return (struct pain_draft){.terms = terms, .weights = weights, .term_count = count};
}

static void add_group(
        struct finding *f, struct pain_group *group, struct pain_draft *draft, const uint32_t *members)
{
	if (group->member_count < PAIN_SUPPORT)
		return;
	draft->members = members;
	draft->member_count = group->member_count;
	draft->comments = f->input->count;
	group->impact = impact_of(f, &group->tally);
	pain_group_tell(f->arena, f->terms, draft, group);
	*vec_add(f->scratch, &f->groups) = *group;
}

static void group_topics(struct finding *f)
{
	for (size_t from = 0, to; from < f->mentions.count; from = to) {
		uint32_t topic = f->mentions.items[from].topic;
		for (to = from; to < f->mentions.count && f->mentions.items[to].topic == topic; to++)
			;
		struct pain_group group = {0};
		uint32_t *members = arena_array_of(f->arena, uint32_t, to - from);
		for (size_t i = from; i < to; i++) {
			uint32_t comment = f->mentions.items[i].comment;
			if (i == from || comment != f->mentions.items[i - 1].comment)
				add_member(f, &group, members, comment);
		}
		struct pain_draft draft = draft_of(f, topic);
		add_group(f, &group, &draft, members);
	}
}

/* Rare words weigh more. */
static double term_weight(const struct finding *f, uint32_t term)
{
	uint32_t node = f->topics->node_of[term];
	return node ? f->topics->weight[node - 1] : log(1 + (double)f->input->count);
}

static void group_rise(struct finding *f, const struct pain_rise *rise)
{
	struct pain_group group = {.rising = true, .rising_days = rise->days};
	size_t room = 0;
	double *weights = arena_array_of(f->scratch, double, RISE_TERMS);
	for (size_t i = 0; i < f->input->count; i++)
		room += (f->rising->of_comment[i] & rise->features) != 0;
	uint32_t *members = arena_array_of(f->arena, uint32_t, room + 1);
	for (uint32_t i = 0; i < f->input->count; i++)
		if (f->rising->of_comment[i] & rise->features)
			add_member(f, &group, members, i);
	for (size_t i = 0; i < rise->term_count; i++)
		weights[i] = term_weight(f, rise->terms[i]);
	struct pain_draft draft = {.terms = rise->terms, .weights = weights, .term_count = rise->term_count};
	add_group(f, &group, &draft, members);
}

static int by_impact(const void *left, const void *right)
{
	const struct pain_group *a = left, *b = right;
	bool a_known = !isnan(a->impact), b_known = !isnan(b->impact);
	if (a_known != b_known)
		return a_known ? -1 : 1;
	if (a_known && a->impact != b->impact)
		return a->impact > b->impact ? -1 : 1;
	if (a->member_count != b->member_count)
		return a->member_count > b->member_count ? -1 : 1;
	return strcmp(a->name, b->name);
}

/* Members that two groups share; both lists rise. */
static size_t shared(const struct pain_group *a, const struct pain_group *b)
{
	size_t count = 0;
	for (size_t i = 0, k = 0; i < a->member_count && k < b->member_count;) {
		uint32_t one = a->members[i], other = b->members[k];
		count += one == other;
		i += one <= other;
		k += other <= one;
	}
	return count;
}

/* Mostly the same complaints. */
static bool are_alike(const struct pain_group *a, const struct pain_group *b)
{
	size_t less = a->member_count < b->member_count ? a->member_count : b->member_count;
	size_t more = a->member_count < b->member_count ? b->member_count : a->member_count;
	if (ALIKE_OF * less < ALIKE * more)
		return false;
	size_t both = shared(a, b);
	return ALIKE_OF * both >= ALIKE * (less + more - both);
}

/* The first of those that are alike stays, and rises when one of them does. */
static size_t drop_doubles(struct pain_group *groups, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		size_t k = 0;
		while (k < kept && !are_alike(&groups[k], &groups[i]))
			k++;
		if (k == kept) {
			groups[kept++] = groups[i];
		} else if (groups[i].rising && !groups[k].rising) {
			groups[k].rising = true;
			groups[k].rising_days = groups[i].rising_days;
		}
	}
	return kept;
}

static struct tally all_of(const struct pain_input *input)
{
	struct tally all = {0};
	if (input->all)
		return *input->all;
	for (uint32_t i = 0; i < input->count; i++)
		if (windows_ago(input, i) == 0)
			add_score(input, i, &all);
	return all;
}

struct pain_group *pain_find(struct arena *arena, const struct pain_input *input, size_t *ret_count)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(arena);
	struct finding f = {.arena = arena, .scratch = scratch, .input = input, .all = all_of(input)};
	f.terms = pain_terms_make(scratch, pain_text_read(scratch, input));
	f.topics = pain_topics_make(scratch, f.terms, input);
	f.rising = pain_rising_find(scratch, f.terms, input);
	find_mentions(&f);
	group_topics(&f);
	for (size_t i = 0; i < f.rising->count; i++)
		group_rise(&f, &f.rising->rises[i]);
	if (f.groups.count)
		qsort(f.groups.items, f.groups.count, sizeof(struct pain_group), by_impact);
	f.groups.count = drop_doubles(f.groups.items, f.groups.count);
	*ret_count = f.groups.count;
	return arena_memdup(arena, f.groups.items, f.groups.count * sizeof(struct pain_group));
}
