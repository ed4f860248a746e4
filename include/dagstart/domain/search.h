/* Searching what customers said: the language of a search, and when words are the same word. Words are
 * compared without case, marks and endings, Dutch and English alike ("bezorging" finds "bezorgd", "prices"
 * finds "price"); between quotation marks they stand as they are.
 *
 *   traag bezorg          all words, the last one as far as it is typed
 *   "niet goed" -factuur  these very words in this order, and without that word
 *   score:<=6 channel:chat theme:levering metric:nps step:aankoop since:2026-01 until:30d
 *   cijfer:   kanaal:      thema:          maat:      stap:        sinds:         tot: */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/feedback.h>

struct arena;

enum {
	SEARCH_TERMS_MAX = 16, /* further words are left out */
	SEARCH_PHRASE_MAX = 12,
	SEARCH_WORD_MAX = 64, /* bytes of a word that count, in the index and in a search */
	SEARCH_STEMS_MAX = 8, /* what an unfinished word may be the beginning of; see search_stems() */
};

struct search_term {
	const char *words[SEARCH_PHRASE_MAX]; /* folded; one, or those of a phrase */
	size_t count;
	bool exact; /* between quotation marks */
	bool without; /* what it finds is left out */
	bool open; /* its last word is still being typed and may go on */
};

struct search_query {
	struct search_term terms[SEARCH_TERMS_MAX];
	size_t count;
	double score_from, score_to; /* NAN open */
	const char *channel, *theme, *metric, *step; /* NULL any; the beginning of a name is enough */
	int32_t from_day, to_day; /* 0 open */
	bool has_mood;
	enum mood mood;
	const char *common; /* words that nearly every comment has, left out: "de, het"; "" none */
	struct err wrong; /* the first filter that is not understood (it is left out); ERR_NONE: all are */
};

/* Understands any text at all. `today` is what "30d" counts from. */
void search_parse(struct arena *arena, const char *text, int32_t today, struct search_query *ret);
/* Whether a comment has all the words and none of those that it must be without. */
bool search_finds(struct arena *arena, const struct search_query *query, const char *comment);

struct search_mark { /* a part of a text */
	size_t start, len; /* bytes */
};
/* Where the words that were looked for stand in a text, in order, without overlap. */
struct search_mark *search_marks(
        struct arena *arena, const struct search_query *query, const char *text, size_t *ret_count);

/* -- for who keeps an index -- */

/* The words of a comment as they go into an index, with spaces between them. Valid until the next call; needs
 * no memory of its own once it has seen a long comment. */
struct search_indexer;
struct search_indexer *search_indexer_new(struct arena *arena);
void search_indexer_cleanup(struct search_indexer **indexer);
const char *search_index_words(struct search_indexer *indexer, const char *comment);

/* Whether a folded word is in the index at all: the most common ones and single letters are not. */
bool search_is_indexed(const char *word);
/* The entry of a folded word. */
const char *search_stem(struct arena *arena, const char *word);
/* What the entries of all longer words begin with (most of them: see search_stems). */
const char *search_beginning(struct arena *arena, const char *word);
/* The entry of a folded word that may go on, and the entries of words whose ending it has begun with: for
 * "bezorgi" that of "bezorging". None twice. */
size_t search_stems(struct arena *arena, const char *word, const char *ret[static SEARCH_STEMS_MAX]);
