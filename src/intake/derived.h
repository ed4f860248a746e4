/* Columns that hold no answers themselves: the group that an NPS score puts one in, the end of a scale,
 * averages. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct columns_input;

/* `words`: of each column's header and label, see struct columns. */
bool column_is_derived(const struct columns_input *input, const char *const *words, size_t column);
/* An average beside the number of answers that it was made from: its rows are no answers. */
bool column_is_average(const struct columns_input *input, const char *const *words, size_t column);
