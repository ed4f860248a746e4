/* Words brought together: plurals, verb forms and compounds are one term; what is denied is another. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "pain_text.h"

enum { PAIN_PARTS = 2 };

struct pain_terms {
	struct pain_text *text;
	uint32_t (*parts)[PAIN_PARTS]; /* of each word: its terms + 1; 0 none, a compound has two */
	size_t count; /* terms; a term t that is denied is count + t */
	uint32_t *shown; /* of each term: the word that it is shown as */
};

struct pain_terms *pain_terms_make(struct arena *arena, struct pain_text *text);

/* The terms of a clause, each once. */
enum { CLAUSE_MAX = 24 };
struct pain_clause {
	uint32_t comment;
	uint32_t terms[CLAUSE_MAX];
	size_t count;
};
/* Begin with {0}; false at the end of the comments. */
struct pain_walk {
	uint32_t comment, token;
};
bool pain_clause_next(
        const struct pain_terms *terms, size_t comments, struct pain_walk *walk, struct pain_clause *ret);
