/* What is said more often than before: words, and two words in one clause. */
#pragma once

#include "pain_terms.h"

enum { RISE_TERMS = 12, RISES_MAX = 32 };

struct pain_rise {
	uint32_t terms[RISE_TERMS]; /* the least likely first */
	size_t term_count;
	uint64_t features; /* a set of bits, see pain_rising_find() */
	int days; /* the shortest window that shows it */
	double chance; /* of the least likely */
};

struct pain_rising {
	struct pain_rise rises[RISES_MAX]; /* the least likely first */
	size_t count;
	uint64_t *of_comment; /* the features that each comment of the last month holds */
};

struct pain_rising *pain_rising_find(
        struct arena *arena, const struct pain_terms *terms, const struct pain_input *input);
