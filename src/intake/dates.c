#include "dates.h"

#include <string.h>

#include <dagstart/base/clock.h>

#include "dates_scan.h"

enum { DATE_MAX = 64, LAST_LEAST = 16, FIRST_YEAR = 1971, LAST_YEAR = 2100, SERIAL_ZERO = 25569 };

static const struct date_read bad = {.form = DATE_BAD};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
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
	return (year == 1970 && month == 1 && mday == 1) || (year == 1969 && month == 12 && mday == 31) ||
	       (year == 1900 && month <= 1 && mday <= 1) || (year == 1899 && month == 12) ||
	       (year == 0 && month == 0 && mday == 0) || (year == 1 && month == 1 && mday == 1);
}

static struct date_read finish(
        struct date_reader *reader, struct scan *scan, int64_t year, int64_t month, int64_t mday)
{
	struct time_of_day time;
	if (!scan_time(scan, &time))
		return bad;
	if (is_zero_date(year, month, mday))
		return (struct date_read){.form = DATE_UNKNOWN};
	return sure(make_day(reader, year, month, mday, &time));
}

/* "2026-W10-1" */
static struct date_read read_week(struct scan *scan, int64_t year)
{
	int64_t week, weekday = 1;
	scan->at++;
	if (scan_number(scan, 2, &week) != 2 || week < 1 || week > 53)
		return bad;
	if (scan_char(scan, '-') && (scan_number(scan, 1, &weekday) != 1 || weekday < 1 || weekday > 7))
		return bad;
	if (scan->at != scan->end || year < FIRST_YEAR || year > LAST_YEAR)
		return bad;
	int32_t fourth = day_from_date((struct date){.year = (int)year, .month = 1, .mday = 4});
	return sure(fourth - day_weekday(fourth) + (int32_t)(week - 1) * 7 + (int32_t)weekday - 1);
}

/* The sign between the numbers, with blanks around it; 0 none. */
static char scan_sign(struct scan *scan)
{
	struct scan start = *scan;
	scan_blanks(scan);
	if (scan->at < scan->end && strchr("-/.", *scan->at)) {
		char sign = *scan->at++;
		scan_blanks(scan);
		return sign;
	}
	*scan = start;
	return 0;
}

static struct date_read read_year_first(struct date_reader *reader, struct scan *scan, int64_t year)
{
	int64_t month, mday;
	char sign = scan_sign(scan);
	if (!sign)
		scan_blanks(scan);
	if (scan->at + 1 < scan->end && (*scan->at == 'W' || *scan->at == 'w') && is_digit(scan->at[1]))
		return read_week(scan, year);
	bool digit = scan->at < scan->end && is_digit(*scan->at);
	month = digit ? 0 : scan_month(scan);
	bool named = month > 0;
	if ((!named && !sign) || (!named && scan_number(scan, 2, &month) == 0))
		return bad;
	/* "2026-03", a month as a whole, stands on its first day, as a week does. */
	if (scan->at == scan->end)
		return sure(make_day(reader, year, month, 1, NULL));
	bool parted = scan_sign(scan) != 0;
	if (named)
		scan_blanks(scan);
	if ((!parted && !named) || scan_number(scan, 2, &mday) == 0)
		return bad;
	scan_char(scan, '.');
	return finish(reader, scan, year, month, mday);
}

/* "2026年3月2日" and its like in Korean: a sign of three bytes behind each number. */
static struct date_read read_signs(struct date_reader *reader, struct scan *scan, int64_t year)
{
	int64_t month, mday;
	for (int i = 0; i < 2; i++) {
		if (scan->end - scan->at < 3)
			return bad;
		scan->at += 3;
		scan_blanks(scan);
		if (scan_number(scan, 2, i ? &mday : &month) == 0)
			return bad;
	}
	if (scan->end - scan->at < 3)
		return bad;
	scan->at += 3;
	return finish(reader, scan, year, month, mday);
}

static int64_t full_year(int64_t year, int digits)
{
	return digits == 2 ? (year >= 70 ? 1900 : 2000) + year : year;
}

static struct date_read read_numbers(struct date_reader *reader, struct scan *scan, int64_t first, int width)
{
	int64_t second, third;
	char sign = scan_sign(scan);
	struct scan behind = *scan;
	/* "09-2026" */
	if (scan_number(scan, 4, &second) == 4)
		return scan->at == scan->end ? sure(make_day(reader, second, first, 1, NULL)) : bad;
	*scan = behind;
	if (scan_number(scan, 2, &second) == 0 || scan_sign(scan) == 0)
		return bad;
	bool marked = scan_char(scan, '\'');
	int digits = scan_number(scan, 4, &third);
	struct time_of_day time;
	if ((digits != 4 && digits != 2 && digits != 1) || !scan_time(scan, &time))
		return bad;
	int64_t year = full_year(third, digits);
	if (is_zero_date(year, first, second))
		return (struct date_read){.form = DATE_UNKNOWN};
	struct date_read read = {.form = DATE_EITHER, .separator = sign};
	if (digits != 1) {
		read.dmy = make_day(reader, year, second, first, &time);
		read.mdy = make_day(reader, year, first, second, &time);
	}
	if (digits <= 2 && width == 2 && !marked)
		read.ymd = make_day(reader, full_year(first, 2), second, third, &time);
	return read.dmy || read.mdy || read.ymd ? read : bad;
}

/* "2nd of", "1er", "3. ", "2 de": what stands between the day and its month. */
static void scan_ordinal(struct scan *scan)
{
	static const char *const words[] = {
	        "of", "de", "den", "di", "st", "nd", "rd", "th", "er", "e", "ste"};
	for (int i = 0; i < 2; i++) {
		while (scan->at < scan->end && strchr(" -./,", *scan->at))
			scan->at++;
		struct scan start = *scan;
		size_t len = scan_letters(scan);
		bool known = false;
		for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
			known = known || (len == strlen(words[k]) && memcmp(start.at, words[k], len) == 0);
		known = known || (len == 2 && memcmp(start.at, "\xC2\xBA", 2) == 0);
		if (!known) {
			*scan = start;
			return;
		}
	}
	while (scan->at < scan->end && strchr(" -./,", *scan->at))
		scan->at++;
}

/* "2 March 2026", "02-Mar-2026", "2 de marzo de 2026", after the day of the month. */
static struct date_read read_named(struct date_reader *reader, struct scan *scan, int64_t mday)
{
	scan_ordinal(scan);
	int month = scan_month(scan);
	scan_ordinal(scan);
	scan_char(scan, '\'');
	int64_t year;
	int digits = month ? scan_number(scan, 4, &year) : 0;
	if (digits != 4 && digits != 2)
		return bad;
	return finish(reader, scan, full_year(year, digits), month, mday);
}

/* "Mar 2, 2026 9:14 AM", after the month; "Mar 02 09:15:40 CET 2026" has its year last. */
static struct date_read read_after_month(struct date_reader *reader, struct scan *scan, int month)
{
	int64_t mday, year;
	while (scan->at < scan->end && strchr(" -./,", *scan->at))
		scan->at++;
	if (!month || scan_number(scan, 2, &mday) == 0)
		return bad;
	scan_ordinal(scan);
	if (scan_number(scan, 4, &year) == 4)
		return finish(reader, scan, year, month, mday);
	if (scan->end - scan->at < 6)
		return bad;
	struct scan tail = {scan->end - 4, scan->end};
	scan->end -= 5;
	scan->at = scan->at - 2;
	if (scan_number(&tail, 4, &year) != 4 || *scan->end != ' ')
		return bad;
	return finish(reader, scan, year, month, mday);
}

/* A month first, or the name of a day before either order. */
static struct date_read read_words(struct date_reader *reader, struct scan *scan)
{
	struct scan start = *scan;
	struct date_read read = read_after_month(reader, scan, scan_month(scan));
	if (read.form != DATE_BAD)
		return read;
	*scan = start;
	int64_t first;
	if (scan_letters(scan) == 0)
		return bad;
	scan_blanks(scan);
	if (scan->at == scan->end || !is_digit(*scan->at))
		return read_after_month(reader, scan, scan_month(scan));
	int digits = scan_number(scan, 4, &first);
	struct scan behind = *scan;
	if (digits == 4)
		return read_year_first(reader, scan, first);
	read = read_named(reader, scan, first);
	if (read.form != DATE_BAD || digits > 2)
		return read;
	*scan = behind;
	return read_numbers(reader, scan, first, digits);
}

/* A day of a spreadsheet: 46083, or 46083.385 with its time. */
static struct date_read read_serial(int64_t value)
{
	return (struct date_read){.form = DATE_SERIAL, .day = (int32_t)value - SERIAL_ZERO};
}

static bool is_epoch(int64_t seconds)
{
	return seconds >= 946684800 && seconds < 4102444800;
}

/* Seconds, milliseconds or less since 1970, a spreadsheet's day, or 20260302. */
static struct date_read read_digits(struct date_reader *reader, struct scan *scan, int64_t value, int digits)
{
	bool whole = scan->at == scan->end;
	int64_t part;
	if (!whole && (digits == 10 || digits == 5) && (scan_char(scan, '.') || scan_char(scan, ','))) {
		if (scan_number(scan, 18, &part) == 0 || scan->at != scan->end)
			return bad;
		return digits == 10 && is_epoch(value)                 ? sure(day_at(reader, value))
		       : digits == 5 && value > 32000 && value < 60000 ? read_serial(value)
		                                                       : bad;
	}
	if (digits == 8 && value >= FIRST_YEAR * 10000)
		return finish(reader, scan, value / 10000, value / 100 % 100, value % 100);
	if (!whole)
		return bad;
	if (digits == 14 && value >= FIRST_YEAR * 10000000000)
		return sure(make_day(
		        reader, value / 10000000000, value / 100000000 % 100, value / 1000000 % 100, NULL));
	for (int more = digits - 10; more >= 3; more -= 3)
		value /= 1000;
	if ((digits == 10 || digits == 13 || digits == 16) && is_epoch(value))
		return sure(day_at(reader, value));
	if (digits == 5 && value > 32000 && value < 60000)
		return read_serial(value);
	return (struct date_read){.form = value == 0 ? DATE_UNKNOWN : DATE_BAD};
}

static struct date_read read_first(struct date_reader *reader, struct scan *scan)
{
	int64_t first;
	if (!is_digit(*scan->at))
		return read_words(reader, scan);
	int digits = scan_number(scan, 18, &first);
	struct scan behind = *scan;
	if (scan->at == scan->end || digits == 8 || digits == 10 || digits == 5)
		return read_digits(reader, scan, first, digits);
	if (digits == 4 && (unsigned char)*scan->at >= 0xE3)
		return read_signs(reader, scan, first);
	if (digits == 4)
		return read_year_first(reader, scan, first);
	if (digits > 2)
		return bad;
	struct date_read read = bad;
	if (scan_sign(scan) && scan->at < scan->end && is_digit(*scan->at)) {
		*scan = behind;
		read = read_numbers(reader, scan, first, digits);
	}
	if (read.form != DATE_BAD)
		return read;
	*scan = behind;
	return read_named(reader, scan, first);
}

/* Blanks of all kinds as blanks, marks of direction left out, as the spreadsheets of some languages write
 * them. */
static size_t plain(struct piece piece, char *out)
{
	static const struct {
		const char *bytes, *as;
	} signs[] = {{"\xC2\xA0", " "}, {"\xE2\x80\xAF", " "}, {"\xE2\x80\x89", " "}, {"\xE2\x80\x8E", ""},
	        {"\xE2\x80\x8F", ""}, {"\xE2\x80\x93", "-"}, {"\xE2\x80\x99", "'"}};
	size_t end = 0;
	for (size_t i = 0; i < piece.len;) {
		size_t took = 0;
		for (size_t k = 0; k < sizeof(signs) / sizeof(signs[0]) && took == 0; k++) {
			size_t len = strlen(signs[k].bytes);
			if (piece.len - i >= len && memcmp(piece.text + i, signs[k].bytes, len) == 0) {
				took = len;
				if (*signs[k].as)
					out[end++] = *signs[k].as;
			}
		}
		if (took == 0)
			out[end++] = piece.text[i];
		i += took ? took : 1;
	}
	return end;
}

/* "Reviewed in the Netherlands on March 2, 2026", "Beoordeeld op 2 maart 2026". */
static struct date_read read_last(struct date_reader *reader, struct piece piece)
{
	static const char *const before[] = {" on ", " op ", " am ", " le "};
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		const char *at = memmem(piece.text, piece.len, before[i], 4);
		struct scan scan = {at ? at + 4 : NULL, piece.text + piece.len};
		struct date_read read = at && scan.end - scan.at >= 5 ? read_first(reader, &scan) : bad;
		if (read.form != DATE_BAD)
			return read;
	}
	return bad;
}

static bool has_digit(struct piece piece)
{
	for (size_t i = 0; i < piece.len; i++)
		if (is_digit(piece.text[i]))
			return true;
	return false;
}

static struct date_read read_piece(struct date_reader *reader, struct piece piece)
{
	char text[DATE_MAX];
	if (piece.len > 1 && *piece.text == '\'')
		piece = (struct piece){piece.text + 1, piece.len - 1};
	if (piece.len < 5 || piece.len > DATE_MAX)
		return piece.len == 1 && *piece.text == '0' ? (struct date_read){.form = DATE_UNKNOWN} : bad;
	/* most cells are words */
	if (!has_digit(piece))
		return bad;
	for (size_t i = 0; i < piece.len; i++)
		if ((unsigned char)piece.text[i] >= 0x80) {
			piece = (struct piece){text, plain(piece, text)};
			break;
		}
	struct scan scan = {piece.text, piece.text + piece.len};
	if (piece.len == 0)
		return bad;
	struct date_read read = read_first(reader, &scan);
	return read.form == DATE_BAD && piece.len > LAST_LEAST ? read_last(reader, piece) : read;
}

/* Days that follow each other have different places, whichever end the day of the month stands at. */
static struct known_date *place_of(struct date_reader *reader, struct piece piece)
{
	const unsigned char *s = (const unsigned char *)piece.text, *end = s + piece.len;
	size_t at = piece.len > 1 ? (size_t)s[0] * 10 + s[1] + (size_t)end[-2] * 10 + end[-1] : *s;
	return &reader->known[at % DATES_KNOWN];
}

struct date_read date_read(struct date_reader *reader, struct piece piece)
{
	if (piece.len == 0 || piece.len > DATES_LAST)
		return read_piece(reader, piece);
	struct known_date *known = place_of(reader, piece);
	if (piece.len != known->len || memcmp(piece.text, known->text, piece.len) != 0) {
		known->read = read_piece(reader, piece);
		known->len = piece.len;
		memcpy(known->text, piece.text, piece.len);
	}
	return known->read;
}
