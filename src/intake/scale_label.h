/* Which end of a scale is the good one, where the header says so: "1 = zeer slecht, 5 = zeer goed". */
#pragma once

#include <stdbool.h>

struct range;
struct word_scales;

bool range_in_labels(const char *header, const struct word_scales *scales, struct range *ret);
