/* The language of a search: the first byte chooses where the comment begins that is searched, the rest is
 * both. Any text is understood; what it finds, what it marks and what an index has of it agree. */
#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/domain/search.h>

#include "fuzz.h"

enum { TODAY = 20514 };

static void check_terms(const struct search_query *q)
{
	MUST(q->count <= SEARCH_TERMS_MAX);
	for (size_t i = 0; i < q->count; i++) {
		const struct search_term *term = &q->terms[i];
		MUST(term->count >= 1 && term->count <= SEARCH_PHRASE_MAX);
		MUST(term->exact || term->count == 1);
		for (size_t k = 0; k < term->count; k++) {
			size_t len = strlen(term->words[k]);
			MUST(len >= 1 && len <= SEARCH_WORD_MAX && !strpbrk(term->words[k], " \"'()*:^-+"));
			MUST(term->exact || search_is_indexed(term->words[k]));
		}
		MUST(!term->open || i + 1 == q->count);
	}
	MUST(isnan(q->score_from) || isfinite(q->score_from));
	MUST(isnan(q->score_to) || isfinite(q->score_to));
	MUST(q->from_day >= 0 && q->to_day >= 0);
	MUST(q->wrong.code == ERR_NONE || q->wrong.code == ERR_USAGE);
	MUST(!q->channel || *q->channel);
}

static void check_marks(struct arena *arena, const struct search_query *q, const char *comment)
{
	size_t count = 0, end = 0, len = strlen(comment);
	const struct search_mark *marks = search_marks(arena, q, comment, &count);
	for (size_t i = 0; i < count; i++) {
		MUST(marks[i].len > 0 && marks[i].start >= end && marks[i].start + marks[i].len <= len);
		end = marks[i].start + marks[i].len;
	}
}

/* Entries are plain: nothing of a comment can mean anything to who keeps them. */
static void check_index(struct arena *arena, const char *comment)
{
	CLEANUP(search_indexer_cleanup) struct search_indexer *indexer = search_indexer_new(arena);
	const char *first = arena_strdup(arena, search_index_words(indexer, comment));
	MUST(streq(first, search_index_words(indexer, comment)));
	MUST(!strpbrk(first, "\"'()*:^-+\n\t"));
	MUST(strlen(first) <= 4 * strlen(comment) + 1);
}

static void check_stems(struct arena *arena, const struct search_query *q)
{
	for (size_t i = 0; i < q->count; i++) {
		const char *stems[SEARCH_STEMS_MAX], *word = q->terms[i].words[0];
		size_t n = search_stems(arena, word, stems);
		MUST(n >= 1 && n <= SEARCH_STEMS_MAX);
		MUST(streq(stems[0], search_stem(arena, word)));
		MUST(strlen(search_beginning(arena, word)) <= strlen(word) && *search_beginning(arena, word));
		for (size_t k = 0; k < n; k++)
			MUST(*stems[k]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct choices c = choices_of(data, size);
	size_t skip = choice_below(&c, 64);
	const char *typed = choice_rest(&c, arena);
	const char *comment = typed + (skip < strlen(typed) ? skip : 0);
	struct search_query q;
	search_parse(arena, typed, TODAY, &q);
	check_terms(&q);
	check_marks(arena, &q, comment);
	check_index(arena, comment);
	check_stems(arena, &q);
	(void)search_finds(arena, &q, comment);
	return 0;
}
