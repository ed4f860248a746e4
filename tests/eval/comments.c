#include "comments.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/words.h>

#include "intake/csv.h"

const struct source sources[] = {
        {"thuisbezorgd-reviews-nl.csv", "review", "rating", 3, 4},
        {"miro-nps-en.csv", "text", "NPS_Score", 7, 9},
        {"skytrax-seat-en.csv", "content", "overall_rating", 5, 7},
        {"womens-clothing-en.csv", "Review Text", "Rating", 3, 4},
        {"airline-tweets-en.csv", "text", "airline_sentiment", 2, 5},
};
const size_t source_count = sizeof(sources) / sizeof(*sources);

bool comments_there(void)
{
	return access(FEEDBACK "/thuisbezorgd-reviews-nl.csv", R_OK) == 0;
}

char *file_read(struct arena *arena, const char *path, size_t *ret_len)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return NULL;
	struct str s = str_new(arena);
	char block[1 << 13];
	for (size_t len; (len = fread(block, 1, sizeof(block), file)) > 0;)
		str_add_bytes(&s, block, len);
	fclose(file);
	*ret_len = s.len;
	return s.text;
}

struct whole {
	const char *text;
	size_t len;
};

static bool whole_next(void *user, const char **ret, size_t *ret_len, struct err *err)
{
	struct whole *whole = user;
	UNUSED(err);
	*ret = whole->text;
	*ret_len = whole->len;
	whole->len = 0;
	return true;
}

static double score_of_cell(const char *cell)
{
	static const struct {
		const char *word;
		double score;
	} words[] = {{"negative", 1}, {"neutral", 3}, {"positive", 5}};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (streq(cell, words[i].word))
			return words[i].score;
	double score;
	return str_to_double(cell, &score) ? score : (double)NAN;
}

static size_t column_of(const struct csv *csv, const char *name)
{
	for (size_t i = 0; i < csv->count; i++)
		if (streq(csv_cell(csv, i), name))
			return i;
	fprintf(stderr, "there is no column %s\n", name);
	exit(1);
}

size_t comments_read(struct arena *arena, const struct source *source, struct pain_comment **ret)
{
	VEC(struct pain_comment) list = {0};
	struct whole whole = {0};
	struct csv csv;
	struct err err = {0};
	bool row = false;
	whole.text = file_read(arena, arena_printf(arena, FEEDBACK "/%s", source->file), &whole.len);
	if (whole.text && strncmp(whole.text, "\xEF\xBB\xBF", 3) == 0) {
		whole.text += 3;
		whole.len -= 3;
	}
	csv_init(&csv, arena, source->file, ',', (struct csv_input){whole_next, &whole});
	if (!csv_next(&csv, &row, &err) || !row)
		exit(1);
	size_t comment = column_of(&csv, source->comment), score = column_of(&csv, source->score);
	while (csv_next(&csv, &row, &err) && row)
		*vec_add(arena, &list) = (struct pain_comment){
		        .text = arena_strdup(arena, csv_cell(&csv, comment)),
		        .score = score_of_cell(csv_cell(&csv, score)),
		};
	*ret = list.items;
	return list.count;
}

const struct pain_language *languages_read(struct arena *arena)
{
	struct words_language words[TEXT_LANGUAGES];
	struct problems problems = problems_new(arena);
	struct pain_language *languages = arena_array_of(arena, struct pain_language, TEXT_LANGUAGES);
	if (!words_languages(arena, words, &problems))
		exit(1);
	for (size_t i = 0; i < TEXT_LANGUAGES; i++)
		languages[i] = (struct pain_language){
		        .stop = {words[i].stop, words[i].stop_count},
		        .plain = {words[i].plain, words[i].plain_count},
		        .negations = {words[i].negations, words[i].negation_count},
		        .joints = {words[i].joints, words[i].joint_count},
		        .same = {words[i].same, words[i].same_count},
		};
	return languages;
}
