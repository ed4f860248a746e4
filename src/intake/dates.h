/* Days, as exports write them. Whether 3/2 is in March or in February is decided for the whole column: what
 * can't be in the one order or would lie in the future settles it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "value.h"

enum date_order {
	DATES_NONE,
	DATES_ISO, /* nothing to decide: the year first, a month's name, or seconds since 1970 */
	DATES_DMY,
	DATES_MDY,
	DATES_YMD, /* the year first, of two digits */
};

enum date_form {
	DATE_BAD, /* not a date, or one that does not exist */
	DATE_UNKNOWN, /* 1970-01-01 and its like: how tools write "no date" */
	DATE_SURE, /* only one reading */
	DATE_SERIAL, /* a day as spreadsheets count them, if it is a date at all */
	DATE_EITHER, /* numbers with the year last, or of two digits first */
};

struct date_read {
	enum date_form form;
	int32_t day; /* DATE_SURE, DATE_SERIAL */
	int32_t dmy, mdy, ymd; /* DATE_EITHER; 0 where that order makes no day */
	char separator; /* DATE_EITHER: '-', '/' or '.' */
};

enum { DATES_LAST = 32, DATES_KNOWN = 8 };

/* A cell as it stands, and what was read in it. */
struct known_date {
	char text[DATES_LAST];
	size_t len; /* 0: free */
	struct date_read read;
};

/* Turns instants into days of the team; keeps the last hour, since zones are slow to ask. */
struct date_reader {
	bool utc; /* times without a zone are UTC */
	int64_t quarter; /* the last quarter of an hour since 1970 */
	int32_t quarter_day;
	struct known_date known[DATES_KNOWN]; /* read last: rows of the same few days stand together */
};

struct date_read date_read(struct date_reader *reader, struct piece piece);

/* What a column's dates say about their order. */
struct date_span { /* days; 0 none yet */
	int32_t first, last;
};

struct date_tally {
	int64_t sure, either, unknown, serial, bad;
	int64_t dmy, mdy, ymd; /* readable in that order */
	int64_t future_dmy, future_mdy, future_ymd; /* in that order later than today */
	int64_t only_dmy, only_mdy; /* readable in one order alone */
	struct date_span span_dmy, span_mdy, span_ymd;
	int64_t dashes; /* with - or . : no known tool writes the month first so */
};
void date_tally_add(struct date_tally *tally, const struct date_read *read, int32_t today);
/* DATES_NONE where nothing decides. *ret_mixed is set where dates contradict the order. */
enum date_order date_tally_order(const struct date_tally *tally, int64_t *ret_mixed);
/* Whether most of the dates make sense in that order. */
bool date_tally_allows(const struct date_tally *tally, enum date_order order);

/* The day of a cell in a column of that order: a date that makes sense in the other order alone is read so.
 * false for a bad one; 0 for an unknown one. */
bool date_day(const struct date_read *read, enum date_order order, int32_t *ret);
