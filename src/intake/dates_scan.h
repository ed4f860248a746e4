/* Pieces of a written date: numbers, names of months, times of day. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scan {
	const char *at, *end;
};

/* At most `most` digits; returns how many. */
int scan_number(struct scan *scan, int most, int64_t *ret);
bool scan_char(struct scan *scan, char c);
/* Blanks and commas. */
void scan_blanks(struct scan *scan);
/* Letters, and a point behind them; returns how many bytes. */
size_t scan_letters(struct scan *scan);
/* 1 to 12; 0 where no month's name stands here. */
int scan_month(struct scan *scan);

struct time_of_day {
	bool has_zone;
	int64_t seconds; /* since midnight */
	int64_t offset; /* of the zone, seconds east */
};

/* The rest: nothing, or a time and what follows it. */
bool scan_time(struct scan *scan, struct time_of_day *ret);
