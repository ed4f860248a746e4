/* How often words, and two words in one clause, were said in complaints: lately and in all. */
#pragma once

#include "pain_terms.h"

enum { SAID_WINDOWS = 5, SAID_MONTH = 30, SAID_MIN = 3, PAIR_MIN = 5 /* times in all */ };
extern const int said_days[SAID_WINDOWS];

/* A term, or two terms of one clause. */
struct pain_feature {
	uint32_t a, b; /* b UINT32_MAX: a alone */
	uint32_t last; /* the comment that held it last, + 1 */
	uint32_t now[SAID_WINDOWS], all;
};

struct pain_said {
	const struct pain_input *input;
	const struct pain_clause *clauses; /* of complaints with a day */
	size_t clause_count;
	const struct pain_feature *words, *pairs; /* those that were said often enough to be looked at */
	size_t word_count, pair_count;
	uint32_t now[SAID_WINDOWS], all; /* complaints */
	int32_t first_day;
};

struct pain_said *pain_said_count(
        struct arena *arena, const struct pain_terms *terms, const struct pain_input *input);
/* Days since the complaint, from 0; -1 for what is none or has no day until today. */
int pain_said_age(const struct pain_input *input, uint32_t comment);
