/* The order in which things were heard, as one growing number: its day, and its place on that day. */
#pragma once

#include <stdint.h>

enum { HEARD_PLACES = 1 << 20 }; /* of one day */

static inline int64_t heard_number(int32_t day, int64_t place)
{
	return (int64_t)day * HEARD_PLACES + (place < HEARD_PLACES ? place : HEARD_PLACES - 1);
}

static inline int32_t heard_number_day(int64_t number)
{
	return (int32_t)(number / HEARD_PLACES);
}
