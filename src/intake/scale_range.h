/* From where to where a column's scores run: by its header, its words or its values. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "facts.h"
#include "scale_hints.h"

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

/* False where neither header nor cells settle it. */
bool range_find(const struct range_input *input, struct range *ret);
/* "(1-10)" and its like. */
bool range_is_in(const char *header);
/* What the cells could be as well, the likeliest first: at most `room`. */
size_t range_choices(const struct range_input *input, struct range *ret, size_t room);
