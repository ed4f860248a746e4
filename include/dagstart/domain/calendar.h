/* Working days: weekends, public holidays by the Dutch rules or an own list, and what follows for due dates.
 * Easter by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum holiday_rules {
	HOLIDAYS_NONE,
	HOLIDAYS_NL, /* 1 January, Easter Sunday and Monday, King's Day (26 April when the 27th is a Sunday),
	                5 May in years that divide by five, Ascension Day, Whit Sunday and Monday, 25 and 26
	                December */
};

struct holiday {
	int32_t day;
	const char *name;
};

struct calendar {
	bool works[7]; /* 0 Monday to 6 Sunday */
	enum holiday_rules rules;
	const struct holiday *own; /* further days off */
	size_t own_count;
};

int32_t calendar_easter(int year); /* the day of Easter Sunday */
/* The msgid (rules) or own name of the holiday on `day`, NULL when it is none. */
const char *calendar_holiday(const struct calendar *calendar, int32_t day);
bool calendar_is_working(const struct calendar *calendar, int32_t day);
/* The first working day after / the last before `day`; `day` itself is not counted. */
int32_t calendar_next(const struct calendar *calendar, int32_t day);
int32_t calendar_previous(const struct calendar *calendar, int32_t day);
/* Working days from `from` (excluded) to `to` (included); negative when `to` lies before. */
int calendar_count(const struct calendar *calendar, int32_t from, int32_t to);
/* `n` working days after `day`. */
int32_t calendar_add(const struct calendar *calendar, int32_t day, int n);
