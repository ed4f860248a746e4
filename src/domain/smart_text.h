/* A sentence for the SMART check: words in lower case without accents, what stood before each, and questions
 * that all its rules ask. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "smart_words.h"

enum { SMART_TOKENS_MAX = 96, SMART_TOKEN_BYTES = 24 };

struct smart_token {
	char text[SMART_TOKEN_BYTES]; /* what is longer is cut */
	bool opens; /* a clause begins here: the text, or a mark other than a space stood before it */
	bool sentence; /* a sentence begins here */
	bool colon; /* a colon, a dash or a bracket stood before it */
	bool at; /* "@" stood before it */
	bool capital, small; /* it begins with a capital; it holds small letters */
	bool capitals; /* more than one */
	bool dated; /* it is part of a date, so its figures say nothing about how much */
	bool effect; /* it stands in a clause that tells what the customer notices */
};

struct smart_text {
	struct smart_token tokens[SMART_TOKENS_MAX];
	size_t count;
	const struct smart_words *languages[2]; /* those that it may be written in */
	size_t language_count;
};

/* Nothing is marked as dated or effect yet. */
void smart_text_read(const char *s, struct smart_text *ret);
/* The token at that place, NULL beyond the ends. */
const struct smart_token *smart_token_at(const struct smart_text *text, size_t at);
/* The word of it, "" beyond the ends. */
const char *smart_word_at(const struct smart_text *text, size_t at);
/* Whether it is one of those words in a language that the text may be in. */
bool smart_is(const struct smart_text *text, const char *word, enum smart_list list);
bool smart_is_at(const struct smart_text *text, size_t at, enum smart_list list);
/* How many words of the text from `at` on are one of those phrases; 0 none. The longest counts. */
size_t smart_phrase_at(const struct smart_text *text, size_t at, enum smart_list list);
/* Whether the word at `at` is one of the verbs, in any of its forms, with a prefix that parts from it or
 * without. */
bool smart_verb_at(const struct smart_text *text, size_t at, enum smart_list list);
/* Whether the clause that `at` stands in began before it. */
bool smart_goes_on(const struct smart_text *text, size_t at);
/* The first word of the clause that `at` stands in, and the first behind it. */
size_t smart_clause_start(const struct smart_text *text, size_t at);
size_t smart_clause_end(const struct smart_text *text, size_t at);
/* The place behind any dates that the clause opens with. */
size_t smart_clause_subject(const struct smart_text *text, size_t start);
/* A number in figures or in words. */
bool smart_is_number(const struct smart_text *text, size_t at);
bool smart_has_digit(const char *word);
