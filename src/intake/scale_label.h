/* Which end of a scale is the good one, where words say so: in the header, "1 = zeer slecht, 5 = zeer goed",
 * or beside the numbers in the cells, "1 - Very satisfied". */
#pragma once

#include <stdbool.h>

struct facts;
struct range;
struct word_scales;

/* `burden`: more of what is asked for may be the worse, as of effort. */
bool range_in_labels(const char *header, const struct word_scales *scales, bool burden, struct range *ret);
/* The lowest and the highest number that has words, whatever these say: which end is good is open. */
bool range_of_labels(const char *header, const struct word_scales *scales, struct range *ret);
/* Turned round where a label at one of its ends says so: "1-5 (1 = best)". */
struct range range_turned(const char *header, const struct word_scales *scales, struct range range);
/* False where fewer than two numbers have words that are known. */
bool range_in_cells(const struct facts *facts, const struct word_scales *scales, struct range *ret);
