/* Which column holds the day of the answer: files have those of the order, the visit and the reply as well.
 */
#pragma once

#include "finder.h"

/* How much a column looks like it; 0 where it can't be. */
int date_column_points(const struct finder *finder, size_t column);
/* Whether, beside `chosen`, `other` may be the day of the answer as well, as far as names tell. */
bool date_column_is_doubtful(const struct finder *finder, size_t chosen, size_t other);
