/* Finding words in a text. */
#include "search.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/base/vec.h>

#include "stem.h"

typedef VEC(struct search_mark) mark_list;

/* A word of a term, made ready to be compared. */
struct wanted {
	const char *word; /* folded; what an exact one is compared with */
	const char *beginning; /* NULL: it is whole */
	const char *stems[SEARCH_STEMS_MAX];
	size_t stem_count;
	bool exact;
};

struct wanted_term {
	struct wanted words[SEARCH_PHRASE_MAX];
	size_t count;
	bool without;
};

/* A word of the text, made ready likewise. */
struct found_word {
	size_t start, len; /* where it stands */
	const char *folded, *stem;
};

static struct wanted_term prepare(struct arena *arena, const struct search_term *term)
{
	struct wanted_term ret = {.count = term->count, .without = term->without};
	for (size_t i = 0; i < term->count; i++) {
		const char *word = term->words[i];
		bool open = term->open && i + 1 == term->count;
		struct wanted *wanted = &ret.words[i];
		*wanted = (struct wanted){.word = word, .exact = term->exact};
		if (open)
			wanted->beginning = term->exact ? word : search_beginning(arena, word);
		if (term->exact)
			continue;
		if (open)
			wanted->stem_count = search_stems(arena, word, wanted->stems);
		else
			wanted->stems[wanted->stem_count++] = search_stem(arena, word);
	}
	return ret;
}

static bool word_fits(const struct wanted *wanted, const struct found_word *found)
{
	const char *whole = wanted->exact ? found->folded : found->stem;
	if (wanted->exact && streq(found->folded, wanted->word))
		return true;
	for (size_t i = 0; i < wanted->stem_count; i++)
		if (streq(found->stem, wanted->stems[i]))
			return true;
	return wanted->beginning && str_starts(whole, wanted->beginning);
}

static bool term_fits(const struct wanted_term *term, const struct found_word *words, size_t count, size_t at)
{
	if (at + term->count > count)
		return false;
	for (size_t i = 0; i < term->count; i++)
		if (!word_fits(&term->words[i], &words[at + i]))
			return false;
	return term->count > 0;
}

/* The words of a text as it stands, each folded by itself. */
static struct found_word *words_of(struct arena *arena, const char *text, size_t *ret_count)
{
	VEC(struct found_word) list = {0};
	struct word word;
	for (const char *at = text; word_next(&at, &word);) {
		const char *folded = text_fold(arena, arena_strndup(arena, word.start, word.len));
		*vec_add(arena, &list) = (struct found_word){.start = (size_t)(word.start - text),
		        .len = word.len,
		        .folded = folded,
		        .stem = search_stem(arena, folded)};
	}
	*ret_count = list.count;
	return list.items;
}

static bool term_is_in(const struct wanted_term *term, const struct found_word *words, size_t count)
{
	for (size_t at = 0; at < count; at++)
		if (term_fits(term, words, count, at))
			return true;
	return false;
}

bool search_finds(struct arena *arena, const struct search_query *query, const char *comment)
{
	size_t count = 0;
	const struct found_word *words = words_of(arena, text_fold(arena, comment), &count);
	for (size_t i = 0; i < query->count; i++) {
		const struct wanted_term term = prepare(arena, &query->terms[i]);
		if (term_is_in(&term, words, count) == term.without)
			return false;
	}
	return true;
}

/* The most words that any term finds from that word on. */
static size_t longest_from(const struct wanted_term *terms, size_t term_count, const struct found_word *words,
        size_t count, size_t at)
{
	size_t longest = 0;
	for (size_t i = 0; i < term_count; i++)
		if (!terms[i].without && terms[i].count > longest && term_fits(&terms[i], words, count, at))
			longest = terms[i].count;
	return longest;
}

struct search_mark *search_marks(
        struct arena *arena, const struct search_query *query, const char *text, size_t *ret_count)
{
	mark_list marks = {0};
	size_t count = 0;
	const struct found_word *words = words_of(arena, text, &count);
	struct wanted_term *terms = arena_array_of(arena, struct wanted_term, query->count + 1);
	for (size_t i = 0; i < query->count; i++)
		terms[i] = prepare(arena, &query->terms[i]);
	for (size_t at = 0; at < count;) {
		size_t n = longest_from(terms, query->count, words, count, at);
		if (n > 0)
			*vec_add(arena, &marks) = (struct search_mark){words[at].start,
			        words[at + n - 1].start + words[at + n - 1].len - words[at].start};
		at += n > 0 ? n : 1;
	}
	*ret_count = marks.count;
	return marks.items;
}
