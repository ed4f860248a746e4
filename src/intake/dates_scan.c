#include "dates_scan.h"

#include <string.h>

/* Beginnings of month names; the first that fits. Dutch, English, German, French, Spanish, Italian and
 * Portuguese, then others. */
struct month {
	const char *start;
	int month;
};

static const struct month months[] = {
        {"jan", 1},
        {"ene", 1},
        {"gen", 1},
        {"jän", 1},
        {"feb", 2},
        {"fev", 2},
        {"fév", 2}, //
        {"marras", 11}, /* Finnish: March begins alike */
        {"mar", 3},
        {"maa", 3},
        {"mrt", 3},
        {"mär", 3},
        {"mrz", 3},
        {"apr", 4},
        {"avr", 4},
        {"abr", 4}, //
        {"may", 5},
        {"mei", 5},
        {"mai", 5},
        {"mag", 5},
        {"jun", 6},
        {"juin", 6},
        {"giu", 6}, //
        {"jul", 7},
        {"juil", 7},
        {"lug", 7},
        {"aug", 8},
        {"aoû", 8},
        {"aou", 8},
        {"ago", 8}, //
        {"sep", 9},
        {"set", 9},
        {"oct", 10},
        {"okt", 10},
        {"ott", 10},
        {"out", 10},
        {"nov", 11}, //
        {"dec", 12},
        {"dez", 12},
        {"déc", 12},
        {"dic", 12},
        {"červenec", 7}, /* Czech: June begins alike */
        {"červenc", 7},
        /* Polish, Czech, Hungarian, Turkish, Finnish; Danish and Swedish */
        {"sty", 1},
        {"led", 1},
        {"oca", 1},
        {"tammi", 1},
        {"lut", 2},
        {"úno", 2},
        {"Úno", 2},
        {"şub", 2},
        {"Şub", 2},
        {"helmi", 2},
        {"bře", 3},
        {"már", 3},
        {"kwi", 4},
        {"dub", 4},
        {"ápr", 4},
        {"nis", 4},
        {"huhti", 4},
        {"maj", 5},
        {"kvě", 5},
        {"máj", 5},
        {"touko", 5},
        {"cze", 6},
        {"čer", 6},
        {"jún", 6},
        {"haz", 6},
        {"kesä", 6},
        {"lip", 7},
        {"júl", 7},
        {"tem", 7},
        {"heinä", 7},
        {"sie", 8},
        {"srp", 8},
        {"ağu", 8},
        {"elo", 8},
        {"wrz", 9},
        {"zář", 9},
        {"eyl", 9},
        {"syys", 9},
        {"sze", 9},
        {"paź", 10},
        {"říj", 10},
        {"Říj", 10},
        {"eki", 10},
        {"loka", 10},
        {"lis", 11},
        {"kas", 11},
        {"gru", 12},
        {"pro", 12},
        {"ara", 12},
        {"joulu", 12},
};

/* Russian and Greek, with and without a capital: all begin with one of these bytes. */
enum { FAR_FIRST = 0xCE, FAR_LAST = 0xD1 };

static const struct month far_months[] = {
        {"янв", 1},
        {"Янв", 1},
        {"Ιαν", 1},
        {"фев", 2},
        {"Фев", 2},
        {"Φεβ", 2},
        {"мар", 3},
        {"Мар", 3},
        {"Μαρ", 3},
        {"Μάρ", 3},
        {"апр", 4},
        {"Апр", 4},
        {"Απρ", 4},
        {"мая", 5},
        {"май", 5},
        {"Май", 5},
        {"Μαΐ", 5},
        {"Μάι", 5},
        {"июн", 6},
        {"Июн", 6},
        {"Ιουν", 6},
        {"Ιούν", 6},
        {"июл", 7},
        {"Июл", 7},
        {"Ιουλ", 7},
        {"Ιούλ", 7},
        {"авг", 8},
        {"Авг", 8},
        {"Αυγ", 8},
        {"Αύγ", 8},
        {"сен", 9},
        {"Сен", 9},
        {"Σεπ", 9},
        {"окт", 10},
        {"Окт", 10},
        {"Οκτ", 10},
        {"ноя", 11},
        {"Ноя", 11},
        {"Νοε", 11},
        {"Νοέ", 11},
        {"дек", 12},
        {"Дек", 12},
        {"Δεκ", 12},
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (((unsigned char)c | 0x20) >= 'a' && ((unsigned char)c | 0x20) <= 'z') ||
	       (unsigned char)c >= 0x80;
}

int scan_number(struct scan *scan, int most, int64_t *ret)
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

bool scan_char(struct scan *scan, char c)
{
	if (scan->at == scan->end || *scan->at != c)
		return false;
	scan->at++;
	return true;
}

void scan_blanks(struct scan *scan)
{
	while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == ',' || *scan->at == '\t'))
		scan->at++;
}

size_t scan_letters(struct scan *scan)
{
	const char *from = scan->at;
	while (scan->at < scan->end && is_letter(*scan->at))
		scan->at++;
	if (scan->at > from)
		scan_char(scan, '.');
	return (size_t)(scan->at - from);
}

static bool starts_with(const struct scan *scan, const char *start, size_t len)
{
	if ((size_t)(scan->end - scan->at) < len)
		return false;
	for (size_t k = 0; k < len; k++) {
		char c = scan->at[k];
		if (start[k] != c && !(c >= 'A' && c <= 'Z' && (c | 0x20) == start[k]))
			return false;
	}
	return true;
}

static int month_in(struct scan *scan, const struct month *all, size_t count)
{
	char first = scan->at == scan->end                  ? '\0'
	             : *scan->at >= 'A' && *scan->at <= 'Z' ? (char)(*scan->at | 0x20)
	                                                    : *scan->at;
	for (size_t i = 0; i < count; i++)
		if (*all[i].start == first && starts_with(scan, all[i].start, strlen(all[i].start))) {
			scan_letters(scan);
			return all[i].month;
		}
	return 0;
}

int scan_month(struct scan *scan)
{
	unsigned char first = scan->at < scan->end ? (unsigned char)*scan->at : 0;
	return first >= FAR_FIRST && first <= FAR_LAST
	               ? month_in(scan, far_months, sizeof(far_months) / sizeof(far_months[0]))
	               : month_in(scan, months, sizeof(months) / sizeof(months[0]));
}

static bool scan_offset(struct scan *scan, struct time_of_day *ret)
{
	bool west = *scan->at == '-';
	int64_t hours, minutes = 0;
	scan->at++;
	if (scan_number(scan, 2, &hours) == 0)
		return false;
	scan_char(scan, ':');
	if (scan->at < scan->end && is_digit(*scan->at) && scan_number(scan, 2, &minutes) != 2)
		return false;
	ret->has_zone = true;
	ret->offset = (hours * 60 + minutes) * (west ? -60 : 60);
	return hours <= 14 && minutes < 60;
}

static bool scan_word(struct scan *scan, const char *word)
{
	size_t len = strlen(word);
	if (!starts_with(scan, word, len) || (scan->at + len < scan->end && is_letter(scan->at[len])))
		return false;
	scan->at += len;
	return true;
}

/* "am", "a.m.", "a. m.": half of the day. */
static bool scan_half(struct scan *scan, char half)
{
	const char words[][6] = {
	        {half, 'm', '\0'}, {half, '.', 'm', '.', '\0'}, {half, '.', ' ', 'm', '.', '\0'}};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (scan_word(scan, words[i]))
			return true;
	return false;
}

static void skip_words(struct scan *scan)
{
	while (scan->at < scan->end && (is_letter(*scan->at) || strchr("() .,[]/_", *scan->at)))
		scan->at++;
}

/* What follows the time: am, pm, Z, an offset, UTC, or the letters of a zone, which say too little to use. */
static bool scan_zone(struct scan *scan, struct time_of_day *ret)
{
	bool noon = ret->seconds >= 12 * 3600 && ret->seconds < 13 * 3600;
	scan_blanks(scan);
	if (scan_half(scan, 'a'))
		ret->seconds -= noon ? 12 * 3600 : 0;
	else if (scan_half(scan, 'p'))
		ret->seconds += ret->seconds < 12 * 3600 ? 12 * 3600 : 0;
	scan_blanks(scan);
	if (scan_word(scan, "uur") || scan_word(scan, "uhr") || scan_word(scan, "h"))
		scan_blanks(scan);
	if (scan_word(scan, "z") || scan_word(scan, "utc") || scan_word(scan, "gmt")) {
		ret->has_zone = true;
		scan_blanks(scan);
	}
	if (scan->at < scan->end && (*scan->at == '+' || *scan->at == '-') && !scan_offset(scan, ret))
		return false;
	skip_words(scan);
	return true;
}

/* "at", "om", "um", "a las": what stands between day and time. */
static void scan_joint(struct scan *scan)
{
	struct scan start = *scan;
	for (int words = 0; words < 2; words++) {
		size_t len = scan_letters(scan);
		if (len == 0 || len > 6)
			break;
		scan_blanks(scan);
	}
	if (scan->at == scan->end || !is_digit(*scan->at))
		*scan = start;
}

static bool scan_clock(struct scan *scan, struct time_of_day *ret)
{
	int64_t hour, minute, second = 0;
	int digits = scan_number(scan, 6, &hour);
	if (digits == 6 || digits == 4) { /* 091540 */
		second = digits == 6 ? hour % 100 : 0;
		hour /= digits == 6 ? 100 : 1;
		minute = hour % 100;
		hour /= 100;
	} else {
		if (digits == 0 || digits > 2 ||
		        (!scan_char(scan, ':') && !scan_char(scan, '.') && !scan_char(scan, 'h')))
			return false;
		if (scan_number(scan, 2, &minute) != 2)
			return false;
		bool seconds = scan_char(scan, ':') || (scan->at + 1 < scan->end && *scan->at == '.' &&
		                                               is_digit(scan->at[1]) && scan_char(scan, '.'));
		if (seconds && scan_number(scan, 2, &second) != 2)
			return false;
	}
	if ((scan->at < scan->end && *scan->at == '.') || (scan->at < scan->end && *scan->at == ',')) {
		int64_t part;
		scan->at++;
		scan_number(scan, 18, &part);
	}
	ret->seconds = hour * 3600 + minute * 60 + second;
	return hour <= 24 && minute <= 59 && second <= 60;
}

bool scan_time(struct scan *scan, struct time_of_day *ret)
{
	const char *from = scan->at;
	*ret = (struct time_of_day){0};
	if (scan->at + 1 < scan->end && *scan->at == 'T' && is_digit(scan->at[1]))
		scan->at++;
	scan_blanks(scan);
	if (scan->at + 1 < scan->end && *scan->at == '-' && scan->at[1] == ' ')
		scan->at++;
	scan_blanks(scan);
	scan_joint(scan);
	if (scan->at < scan->end && is_digit(*scan->at))
		return scan_clock(scan, ret) && scan_zone(scan, ret) && scan->at == scan->end;
	/* A day of XML may have a zone, which makes it no other day. */
	struct time_of_day zone = {0};
	if (from < scan->end && (*from == 'Z' || *from == '+') && scan_zone(scan, &zone))
		return scan->at == scan->end;
	if (from < scan->end && !strchr(" (,", *from))
		return false;
	skip_words(scan);
	return scan->at == scan->end;
}
