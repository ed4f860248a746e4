/* From where to where a column's scores run: by its header, its words or its values. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "facts.h"

enum hint {
	HINT_NPS = 1, /* the name itself */
	HINT_RECOMMEND = 2, /* the question, which some ask on five or seven points */
	HINT_CSAT = 4,
	HINT_CES = 8,
	HINT_RATING = 16, /* stars and their like: more is better */
	HINT_GRADE = 32, /* as Dutch schools give them: 1 to 10 */
	HINT_FFT = 64, /* Friends and Family Test: 1 is the best, 6 is no answer */
	HINT_THUMB = 128, /* up or down */
	HINT_MARK = 256, /* as German schools give them: 1 is the best, 6 the worst */
	HINT_BURDEN = 512, /* "how much effort": more may be the worse, and numbers do not say so */
};

struct range {
	double worst, best;
};

struct range_input {
	const char *header; /* as it came, with its label */
	unsigned hints;
	bool named; /* its name says that it is a score */
	bool unknown; /* it has a name, which says nothing */
	const struct facts *facts;
	const struct word_scales *scales;
	int words; /* the scale in words that the cells are on; NO_SCALE: they are numbers */
};

unsigned hints_in(const char *words);
/* False where neither header nor cells settle it. */
bool range_find(const struct range_input *input, struct range *ret);
/* "(1-10)" and its like. */
bool range_is_in(const char *header);
/* What the cells could be as well, the likeliest first: at most `room`. */
size_t range_choices(const struct range_input *input, struct range *ret, size_t room);
