#include "dates.h"

#include <string.h>

#include <dagstart/base/clock.h>

enum { DATE_MAX = 64, FIRST_YEAR = 1971, LAST_YEAR = 2100 };

/* Beginnings of month names; the first that fits. Dutch, English, German and French. */
static const struct {
	const char *start;
	int month;
} months[] = {
        {"jan", 1},
        {"feb", 2},
        {"fev", 2},
        {"fév", 2},
        {"mar", 3},
        {"maa", 3},
        {"mrt", 3},
        {"mär", 3}, //
        {"apr", 4},
        {"avr", 4},
        {"may", 5},
        {"mei", 5},
        {"mai", 5},
        {"jun", 6},
        {"juin", 6},
        {"jul", 7}, //
        {"juil", 7},
        {"aug", 8},
        {"aoû", 8},
        {"sep", 9},
        {"oct", 10},
        {"okt", 10},
        {"nov", 11}, //
        {"dec", 12},
        {"dez", 12},
        {"déc", 12},
};

struct scan {
	const char *at, *end;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return ((unsigned char)c | 0x20) >= 'a' && ((unsigned char)c | 0x20) <= 'z';
}

/* At most `most` digits; returns how many. */
static int scan_number(struct scan *scan, int most, int64_t *ret)
{
	int digits = 0;
	int64_t value = 0;
	while (scan->at < scan->end && digits < most && is_digit(*scan->at)) {
		value = value * 10 + (*scan->at++ - '0');
		digits++;
	}
	*ret = value;
	return digits;
}

static bool scan_char(struct scan *scan, char c)
{
	if (scan->at == scan->end || *scan->at != c)
		return false;
	scan->at++;
	return true;
}

static void scan_blanks(struct scan *scan)
{
	while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == ',' || *scan->at == '\t'))
		scan->at++;
}

static int scan_month(struct scan *scan)
{
	size_t left = (size_t)(scan->end - scan->at);
	for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++) {
		size_t len = strlen(months[i].start);
		if (left < len)
			continue;
		size_t k = 0;
		while (k < len && (months[i].start[k] == scan->at[k] ||
		                          (scan->at[k] >= 'A' && scan->at[k] <= 'Z' &&
		                                  (scan->at[k] | 0x20) == months[i].start[k])))
			k++;
		if (k < len)
			continue;
		while (scan->at < scan->end && (is_letter(*scan->at) || (unsigned char)*scan->at >= 0x80))
			scan->at++;
		scan_char(scan, '.');
		return months[i].month;
	}
	return 0;
}

struct time_of_day {
	bool has_zone;
	int64_t seconds; /* since midnight */
	int64_t offset; /* of the zone, seconds east */
};

static bool scan_offset(struct scan *scan, struct time_of_day *ret)
{
	bool west = *scan->at == '-';
	int64_t hours, minutes = 0;
	scan->at++;
	if (scan_number(scan, 2, &hours) != 2)
		return false;
	scan_char(scan, ':');
	if (scan->at < scan->end && scan_number(scan, 2, &minutes) != 2)
		return false;
	ret->has_zone = true;
	ret->offset = (hours * 60 + minutes) * (west ? -60 : 60);
	return hours <= 14 && minutes < 60;
}

static bool scan_word(struct scan *scan, const char *word)
{
	size_t len = strlen(word);
	if ((size_t)(scan->end - scan->at) < len)
		return false;
	for (size_t i = 0; i < len; i++)
		if ((scan->at[i] | 0x20) != word[i])
			return false;
	if (scan->at + len < scan->end && is_letter(scan->at[len]))
		return false;
	scan->at += len;
	return true;
}

/* What follows the time: am, pm, Z, an offset, UTC, or the letters of a zone, which say too little to use. */
static bool scan_zone(struct scan *scan, struct time_of_day *ret)
{
	scan_blanks(scan);
	if (scan_word(scan, "am") || scan_word(scan, "a.m.")) {
		if (ret->seconds >= 12 * 3600 && ret->seconds < 13 * 3600)
			ret->seconds -= 12 * 3600;
	} else if (scan_word(scan, "pm") || scan_word(scan, "p.m.")) {
		if (ret->seconds < 12 * 3600)
			ret->seconds += 12 * 3600;
	}
	scan_blanks(scan);
	if (scan->at == scan->end)
		return true;
	if (scan_word(scan, "z") || scan_word(scan, "utc") || scan_word(scan, "gmt")) {
		ret->has_zone = true;
		scan_blanks(scan);
	}
	if (scan->at < scan->end && (*scan->at == '+' || *scan->at == '-'))
		return scan_offset(scan, ret);
	while (scan->at < scan->end &&
	        (is_letter(*scan->at) || *scan->at == '(' || *scan->at == ')' || *scan->at == ' '))
		scan->at++;
	return true;
}

static bool scan_time(struct scan *scan, struct time_of_day *ret)
{
	int64_t hour, minute, second = 0;
	*ret = (struct time_of_day){0};
	if (scan->at < scan->end && *scan->at == 'T')
		scan->at++;
	scan_blanks(scan);
	if (scan->at == scan->end)
		return true;
	if (scan_number(scan, 2, &hour) == 0 || (!scan_char(scan, ':') && !scan_char(scan, '.')) ||
	        scan_number(scan, 2, &minute) != 2)
		return false;
	if (scan_char(scan, ':') && scan_number(scan, 2, &second) != 2)
		return false;
	if (scan_char(scan, '.') || scan_char(scan, ',')) {
		int64_t part;
		scan_number(scan, 9, &part);
	}
	if (hour > 24 || minute > 59 || second > 60)
		return false;
	ret->seconds = hour * 3600 + minute * 60 + second;
	return scan_zone(scan, ret) && scan->at == scan->end;
}

static int32_t day_at(struct date_reader *reader, int64_t utc_seconds)
{
	int64_t quarter = utc_seconds / 900;
	if (quarter != reader->quarter || reader->quarter == 0) {
		reader->quarter = quarter;
		reader->quarter_day = clock_day(utc_seconds * 1000);
	}
	return reader->quarter_day;
}

/* The day on the team's calendar; 0 where the date does not exist. */
static int32_t make_day(
        struct date_reader *reader, int64_t year, int64_t month, int64_t mday, const struct time_of_day *time)
{
	struct date date = {.year = (int)year, .month = (int)month, .mday = (int)mday};
	if (year < FIRST_YEAR || year > LAST_YEAR || !date_is_valid(date))
		return 0;
	int32_t day = day_from_date(date);
	if (!time || !(time->has_zone || (reader->utc && time->seconds > 0)))
		return day;
	return day_at(reader, (int64_t)day * 86400 + time->seconds - time->offset);
}

static struct date_read sure(int32_t day)
{
	return (struct date_read){.form = day > 0 ? DATE_SURE : DATE_BAD, .day = day};
}

/* How tools write "no date": the zero of Unix, of Excel, of MySQL. */
static bool is_zero_date(int64_t year, int64_t month, int64_t mday)
{
	return (year == 1970 && month == 1 && mday == 1) || (year == 1900 && month <= 1 && mday <= 1) ||
	       (year == 1899 && month == 12) || (year == 0 && month == 0 && mday == 0) ||
	       (year == 1 && month == 1 && mday == 1);
}

static struct date_read read_year_first(struct date_reader *reader, struct scan *scan, int64_t year)
{
	const struct date_read bad = {.form = DATE_BAD};
	int64_t month, mday;
	char sign = *scan->at++;
	if (scan_number(scan, 2, &month) == 0 || !scan_char(scan, sign) || scan_number(scan, 2, &mday) == 0)
		return bad;
	struct time_of_day time;
	if (!scan_time(scan, &time))
		return bad;
	if (is_zero_date(year, month, mday))
		return (struct date_read){.form = DATE_UNKNOWN};
	return sure(make_day(reader, year, month, mday, &time));
}

static int64_t full_year(int64_t year, int digits)
{
	return digits == 2 ? (year >= 70 ? 1900 : 2000) + year : year;
}

static struct date_read read_year_last(struct date_reader *reader, struct scan *scan, int64_t first)
{
	const struct date_read bad = {.form = DATE_BAD};
	int64_t second, year;
	char sign = *scan->at++;
	if (scan_number(scan, 2, &second) == 0 || !scan_char(scan, sign))
		return bad;
	int digits = scan_number(scan, 4, &year);
	struct time_of_day time;
	if ((digits != 4 && digits != 2) || !scan_time(scan, &time))
		return bad;
	year = full_year(year, digits);
	if (is_zero_date(year, first, second))
		return (struct date_read){.form = DATE_UNKNOWN};
	int32_t dmy = make_day(reader, year, second, first, &time);
	int32_t mdy = make_day(reader, year, first, second, &time);
	if (dmy == 0 && mdy == 0)
		return bad;
	return (struct date_read){.form = DATE_EITHER, .dmy = dmy, .mdy = mdy, .separator = sign};
}

/* "2 March 2026", "02-Mar-2026", after the day of the month. */
static struct date_read read_named(struct date_reader *reader, struct scan *scan, int64_t mday)
{
	const struct date_read bad = {.form = DATE_BAD};
	while (scan->at < scan->end && strchr(" -./", *scan->at))
		scan->at++;
	int month = scan_month(scan);
	while (scan->at < scan->end && strchr(" -./,", *scan->at))
		scan->at++;
	int64_t year;
	int digits = month ? scan_number(scan, 4, &year) : 0;
	struct time_of_day time;
	if ((digits != 4 && digits != 2) || !scan_time(scan, &time))
		return bad;
	return sure(make_day(reader, full_year(year, digits), month, mday, &time));
}

/* "Mar 2, 2026 9:14 AM", "Mon Mar 02 2026". */
static struct date_read read_words(struct date_reader *reader, struct scan *scan)
{
	const struct date_read bad = {.form = DATE_BAD};
	struct scan start = *scan;
	int month = scan_month(scan);
	if (!month) { /* the name of a day goes first */
		*scan = start;
		while (scan->at < scan->end && is_letter(*scan->at))
			scan->at++;
		scan_char(scan, '.');
		scan_blanks(scan);
		int64_t mday;
		if (scan_number(scan, 2, &mday) > 0)
			return read_named(reader, scan, mday);
		month = scan_month(scan);
	}
	scan_blanks(scan);
	int64_t mday, year;
	if (!month || scan_number(scan, 2, &mday) == 0)
		return bad;
	scan_blanks(scan);
	struct time_of_day time;
	if (scan_number(scan, 4, &year) != 4 || !scan_time(scan, &time))
		return bad;
	return sure(make_day(reader, year, month, mday, &time));
}

/* Seconds or milliseconds since 1970, or 20260302. */
static struct date_read read_digits(struct date_reader *reader, int64_t value, int digits)
{
	if (digits == 8 && value >= FIRST_YEAR * 10000)
		return sure(make_day(reader, value / 10000, value / 100 % 100, value % 100, NULL));
	if (digits == 13)
		value /= 1000;
	if ((digits == 13 || digits == 10) && value >= 946684800 && value < 4102444800)
		return sure(day_at(reader, value));
	return (struct date_read){.form = value == 0 ? DATE_UNKNOWN : DATE_BAD};
}

struct date_read date_read(struct date_reader *reader, struct piece piece)
{
	struct scan scan = {piece.text, piece.text + piece.len};
	if (piece.len < 6 || piece.len > DATE_MAX)
		return (struct date_read){
		        .form = piece.len == 1 && *piece.text == '0' ? DATE_UNKNOWN : DATE_BAD};
	if (!is_digit(*scan.at))
		return read_words(reader, &scan);
	int64_t first;
	int digits = scan_number(&scan, 15, &first);
	if (scan.at == scan.end)
		return read_digits(reader, first, digits);
	bool sign = *scan.at == '-' || *scan.at == '/' || *scan.at == '.';
	if (digits == 4 && sign)
		return read_year_first(reader, &scan, first);
	if (digits > 2)
		return (struct date_read){.form = DATE_BAD};
	if (sign && scan.at + 1 < scan.end && is_digit(scan.at[1]))
		return read_year_last(reader, &scan, first);
	return read_named(reader, &scan, first);
}
