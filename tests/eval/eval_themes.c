/* Do we put together what a reader puts together? Pairs of comments of one source that share a label, against
 * pairs that share a group, for the pain finder and for a keyword baseline: each comment goes to the content
 * word of it (no stop word, no mere praise or blame, no stemming) that most comments of the source hold, if
 * another holds it too. Both see all comments of a source, complaints and the others apart, and no label. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>

#include "comments.h"
#include "domain/pain_text.h"

enum { LABELS = 3, GROUPS = 32 };

struct gold {
	const char *file;
	long row; /* from 0 */
	const char *split;
	const char *labels[LABELS];
	size_t label_count;
	uint32_t groups[GROUPS];
	size_t group_count;
	uint32_t keyword; /* + 1 */
};

typedef VEC(struct gold) gold_list;

struct pairs {
	long hit, false_alarm, missed;
};

static char *next_cell(char **at, const char *ends)
{
	char *cell = *at, *end = cell + strcspn(cell, ends);
	*at = *end ? end + 1 : end;
	*end = '\0';
	return cell;
}

static gold_list read_gold(struct arena *arena)
{
	gold_list list = {0};
	size_t len = 0;
	char *at = file_read(arena, EVAL_DATA "/themes-gold.tsv", &len);
	while (at && *at) {
		char *line = next_cell(&at, "\n");
		struct gold gold = {.file = next_cell(&line, "\t")};
		if (streq(gold.file, "file"))
			continue;
		gold.row = strtol(next_cell(&line, "\t"), NULL, 10) - 1;
		gold.split = next_cell(&line, "\t");
		next_cell(&line, "\t");
		next_cell(&line, "\t");
		while (*line && gold.label_count < LABELS)
			gold.labels[gold.label_count++] = next_cell(&line, ",");
		*vec_add(arena, &list) = gold;
	}
	return list;
}

static void add_groups(gold_list *golds, const struct source *source, const struct pain_group *groups,
        size_t count, const uint32_t *rows, uint32_t first_id)
{
	for (size_t g = 0; g < count; g++)
		for (size_t m = 0; m < groups[g].member_count; m++)
			VEC_EACH(gold, golds) {
				if (gold->row == rows[groups[g].members[m]] &&
				        streq(gold->file, source->file) && gold->group_count < GROUPS)
					gold->groups[gold->group_count++] = first_id + (uint32_t)g;
			}
}

static void add_keywords(gold_list *golds, const struct source *source, const struct pain_text *text,
        const uint32_t *rows, size_t count, uint32_t first_id)
{
	for (size_t i = 0; i < count; i++)
		VEC_EACH(gold, golds) {
			if (gold->row != rows[i] || !streq(gold->file, source->file))
				continue;
			uint32_t most = 1;
			for (uint32_t at = text->starts[i]; at < text->starts[i + 1]; at++) {
				uint32_t word = text->tokens[at] & ~PAIN_CLAUSE;
				if (text->words[word].marks &
				                (PAIN_STOP | PAIN_PLAIN | PAIN_NEGATION | PAIN_JOINT) ||
				        text->words[word].comments <= most)
					continue;
				most = text->words[word].comments;
				gold->keyword = first_id + word + 1;
			}
		}
}

/* The comments of one mood, as the finder would be given them. */
static void group_mood(struct arena *arena, gold_list *golds, const struct source *source,
        const struct pain_comment *all, size_t all_count, bool praise)
{
	static const uint32_t mood_ids = 1u << 24;
	struct pain_comment *comments = arena_array_of(arena, struct pain_comment, all_count + 1);
	uint32_t *rows = arena_array_of(arena, uint32_t, all_count + 1);
	size_t count = 0, group_count = 0;
	for (uint32_t i = 0; i < all_count; i++) {
		if ((all[i].score >= source->praise_from) != praise)
			continue;
		rows[count] = i;
		comments[count] = all[i];
		comments[count++].is_pain = true;
	}
	struct pain_input input = {.languages = languages_read(arena), .comments = comments, .count = count};
	struct pain_group *groups = pain_find(arena, &input, &group_count);
	add_groups(golds, source, groups, group_count, rows, praise ? mood_ids : 0);
	add_keywords(golds, source, pain_text_read(arena, &input), rows, count, praise ? mood_ids : 0);
}

static bool share_label(const struct gold *a, const struct gold *b)
{
	for (size_t i = 0; i < a->label_count; i++)
		for (size_t k = 0; k < b->label_count; k++)
			if (streq(a->labels[i], b->labels[k]))
				return true;
	return false;
}

static bool share_group(const struct gold *a, const struct gold *b)
{
	for (size_t i = 0; i < a->group_count; i++)
		for (size_t k = 0; k < b->group_count; k++)
			if (a->groups[i] == b->groups[k])
				return true;
	return false;
}

static bool share_keyword(const struct gold *a, const struct gold *b)
{
	return a->keyword && a->keyword == b->keyword;
}

static struct pairs count_pairs(const gold_list *golds, const char *file, const char *split,
        bool (*share)(const struct gold *, const struct gold *))
{
	struct pairs pairs = {0};
	for (size_t i = 0; i < golds->count; i++)
		for (size_t k = 0; k < i; k++) {
			const struct gold *a = &golds->items[i], *b = &golds->items[k];
			if (!streq(a->file, b->file) || (file && !streq(a->file, file)) ||
			        !streq(a->split, split) || !streq(b->split, split))
				continue;
			bool want = share_label(a, b), got = share(a, b);
			pairs.hit += want && got;
			pairs.false_alarm += !want && got;
			pairs.missed += want && !got;
		}
	return pairs;
}

static double f1(const struct pairs *pairs)
{
	long all = 2 * pairs->hit + pairs->false_alarm + pairs->missed;
	return all ? 2.0 * (double)pairs->hit / (double)all : 0;
}

static double share_of(long part, long rest)
{
	return part + rest ? (double)part / (double)(part + rest) : 0;
}

static void print_pairs(const char *name, const struct pairs *pairs)
{
	printf("  %s P %.3f R %.3f F1 %.3f", name, share_of(pairs->hit, pairs->false_alarm),
	        share_of(pairs->hit, pairs->missed), f1(pairs));
}

static bool print_line(const gold_list *golds, const char *file, const char *split)
{
	struct pairs ours = count_pairs(golds, file, split, share_group);
	struct pairs keyword = count_pairs(golds, file, split, share_keyword);
	if (!ours.hit && !ours.missed)
		return true;
	printf("%-5s %-28s", split, file ? file : "all (micro)");
	print_pairs("finder", &ours);
	print_pairs("keyword", &keyword);
	printf("\n");
	return f1(&ours) > f1(&keyword);
}

static void the_finder_beats_keywords(void **state)
{
	struct arena *arena = *state;
	static const char *const splits[] = {"dev", "final"};
	if (!comments_there())
		skip();
	gold_list golds = read_gold(arena);
	assert_true(golds.count >= 200);
	for (size_t i = 0; i < source_count; i++) {
		struct pain_comment *comments = NULL;
		size_t count = comments_read(arena, &sources[i], &comments);
		group_mood(arena, &golds, &sources[i], comments, count, false);
		group_mood(arena, &golds, &sources[i], comments, count, true);
	}
	for (size_t s = 0; s < 2; s++) {
		for (size_t i = 0; i < source_count; i++)
			(void)print_line(&golds, sources[i].file, splits[s]);
		assert_true(print_line(&golds, NULL, splits[s]));
	}
}

static int setup(void **state)
{
	*state = arena_new(NULL);
	return 0;
}

static int teardown(void **state)
{
	*state = arena_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(the_finder_beats_keywords, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
