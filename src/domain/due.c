#include <dagstart/domain/due.h>

#include <stddef.h>
#include <string.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/str.h>

enum { TYPED_MAX = 48, WORDS_MAX = 6, AHEAD_DAYS_MAX = 3660, LEAP_YEARS = 8 };

/* What was typed, in lower case and cut into words. */
struct typed {
	char buffer[TYPED_MAX];
	const char *words[WORDS_MAX];
	size_t count;
};

struct number_word {
	const char *word;
	int number;
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct number_word day_words[] = {
        {"today", 0},
        {"vandaag", 0},
        {"tomorrow", 1},
        {"morgen", 1},
        {"overmorgen", 2},
};

static const struct number_word weekday_words[] = {
        {"mon", 0},
        {"monday", 0},
        {"ma", 0},
        {"maandag", 0},
        {"tue", 1},
        {"tues", 1},
        {"tuesday", 1},
        {"di", 1},
        {"dinsdag", 1},
        {"wed", 2},
        {"wednesday", 2},
        {"wo", 2},
        {"woensdag", 2},
        {"thu", 3},
        {"thur", 3},
        {"thurs", 3},
        {"thursday", 3},
        {"do", 3},
        {"donderdag", 3},
        {"fri", 4},
        {"friday", 4},
        {"vr", 4},
        {"vrij", 4},
        {"vrijdag", 4},
        {"sat", 5},
        {"saturday", 5},
        {"za", 5},
        {"zaterdag", 5},
        {"sun", 6},
        {"sunday", 6},
        {"zo", 6},
        {"zondag", 6},
};

static const struct number_word month_words[] = {
        {"jan", 1},
        {"january", 1},
        {"januari", 1},
        {"feb", 2},
        {"february", 2},
        {"februari", 2},
        {"mar", 3},
        {"march", 3},
        {"mrt", 3},
        {"maart", 3},
        {"apr", 4},
        {"april", 4},
        {"may", 5},
        {"mei", 5},
        {"jun", 6},
        {"june", 6},
        {"juni", 6},
        {"jul", 7},
        {"july", 7},
        {"juli", 7},
        {"aug", 8},
        {"august", 8},
        {"augustus", 8},
        {"sep", 9},
        {"sept", 9},
        {"september", 9},
        {"oct", 10},
        {"october", 10},
        {"okt", 10},
        {"oktober", 10},
        {"nov", 11},
        {"november", 11},
        {"dec", 12},
        {"december", 12},
};

static const struct number_word unit_words[] = {
        {"", 1},
        {"d", 1},
        {"day", 1},
        {"days", 1},
        {"dag", 1},
        {"dagen", 1},
        {"w", 7},
        {"wk", 7},
        {"week", 7},
        {"weeks", 7},
        {"weken", 7},
};

/* In front of a date they add nothing. */
static const char *const lead_words[] = {"op", "on", "by", "before", "uiterlijk", "voor"};

static const char *const month_ends[] = {"end of month", "end of the month", "eind van de maand",
        "einde van de maand", "eind maand", "einde maand", "eom"};

static const char *const ordinals[] = {"", ".", "e", "de", "ste", "st", "nd", "rd", "th"};

static bool look_up(const struct number_word *table, size_t count, const char *word, int *ret)
{
	for (size_t i = 0; i < count; i++) {
		if (!streq(table[i].word, word))
			continue;
		*ret = table[i].number;
		return true;
	}
	return false;
}

static bool is_one_of(const char *const *table, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (streq(table[i], word))
			return true;
	return false;
}

/* Reads one to four digits and moves *at behind them. */
static bool read_number(const char **at, int *ret)
{
	const char *s = *at;
	int number = 0;
	for (; *s >= '0' && *s <= '9'; s++) {
		if (s - *at == 4)
			return false;
		number = number * 10 + (*s - '0');
	}
	if (s == *at)
		return false;
	*at = s;
	*ret = number;
	return true;
}

static bool cut_words(const char *s, struct typed *typed)
{
	size_t len = strlen(s);
	if (len >= TYPED_MAX)
		return false;
	bool between = true;
	for (size_t i = 0; i < len; i++) {
		char c = s[i];
		if (c < 0x20 || c == 0x7F) /* bytes beyond ASCII are negative or too great as well */
			return false;
		bool space = c == ' ' || c == ',';
		typed->buffer[i] = space ? '\0' : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		if (!space && between) {
			if (typed->count == WORDS_MAX)
				return false;
			typed->words[typed->count++] = &typed->buffer[i];
		}
		between = space;
	}
	typed->buffer[len] = '\0';
	return typed->count > 0;
}

static bool words_are(const struct typed *typed, const char *phrase)
{
	for (size_t i = 0; i < typed->count; i++) {
		size_t len = strlen(typed->words[i]);
		if (strncmp(phrase, typed->words[i], len) != 0)
			return false;
		phrase += len;
		if (*phrase == ' ')
			phrase++;
		else if (*phrase || i + 1 < typed->count)
			return false;
	}
	return *phrase == '\0';
}

static int32_t next_monday(int32_t today)
{
	return today + 7 - day_weekday(today);
}

static bool make_day(int year, int month, int mday, int32_t *ret)
{
	struct date date = {.year = year, .month = month, .mday = mday};
	if (!date_is_valid(date))
		return false;
	*ret = day_from_date(date);
	return true;
}

/* The next 29 February may be eight years away. */
static bool next_such_day(int month, int mday, int32_t today, int32_t *ret)
{
	int year = day_to_date(today).year;
	for (int i = 0; i <= LEAP_YEARS; i++) {
		int32_t day;
		if (!make_day(year + i, month, mday, &day) || day < today)
			continue;
		*ret = day;
		return true;
	}
	return false;
}

/* "2027", and "27" for it. */
static bool read_year(const char *s, int *ret)
{
	size_t len = strlen(s);
	int year;
	if ((len != 2 && len != 4) || !read_number(&s, &year) || *s)
		return false;
	*ret = len == 2 ? 2000 + year : year;
	return true;
}

static bool read_day_word(const struct typed *typed, int32_t today, int32_t *ret)
{
	int days;
	if (words_are(typed, "day after tomorrow"))
		days = 2;
	else if (typed->count != 1 || !look_up(day_words, COUNT(day_words), typed->words[0], &days))
		return false;
	*ret = today + days;
	return true;
}

static bool read_ahead(const struct typed *typed, int32_t today, int32_t *ret)
{
	bool plus = typed->words[0][0] == '+';
	bool in = streq(typed->words[0], "in") || streq(typed->words[0], "over");
	const char *at = typed->words[0] + 1;
	size_t used = 1;
	if (in && typed->count == 3)
		at = typed->words[used++];
	else if (!plus)
		return false;
	int number, days;
	if (!read_number(&at, &number))
		return false;
	if (!*at && used < typed->count)
		at = typed->words[used++];
	if (used != typed->count || !look_up(unit_words, COUNT(unit_words), at, &days) ||
	        number > AHEAD_DAYS_MAX / days)
		return false;
	*ret = today + number * days;
	return true;
}

static bool read_weekday(const struct typed *typed, int32_t today, int32_t *ret)
{
	int weekday;
	if (typed->count != 1 || !look_up(weekday_words, COUNT(weekday_words), typed->words[0], &weekday))
		return false;
	int ahead = (weekday - day_weekday(today) + 7) % 7;
	*ret = today + (ahead ? ahead : 7);
	return true;
}

static bool read_next_week(const struct typed *typed, int32_t today, int32_t *ret)
{
	if (typed->count < 2 || typed->count > 3)
		return false;
	for (size_t at = 0; at + 1 < typed->count; at++) {
		bool next = streq(typed->words[at], "next") || streq(typed->words[at], "volgende");
		if (!next || !streq(typed->words[at + 1], "week"))
			continue;
		int weekday = 0;
		if (typed->count == 3 &&
		        !look_up(weekday_words, COUNT(weekday_words), typed->words[at ? 0 : 2], &weekday))
			return false;
		*ret = next_monday(today) + weekday;
		return true;
	}
	return false;
}

static bool read_month_end(const struct typed *typed, int32_t today, int32_t *ret)
{
	bool is_end = false;
	for (size_t i = 0; i < COUNT(month_ends); i++)
		is_end = is_end || words_are(typed, month_ends[i]);
	if (!is_end)
		return false;
	struct date date = day_to_date(today);
	int year = date.month == 12 ? date.year + 1 : date.year;
	*ret = day_from_date((struct date){.year = year, .month = date.month % 12 + 1, .mday = 1}) - 1;
	return true;
}

static bool read_iso(const struct typed *typed, int32_t today, int32_t *ret)
{
	(void)today;
	return typed->count == 1 && day_parse_iso(typed->words[0], ret);
}

/* 31-3, 31/3/2027, 31.3.27 */
static bool read_figures(const struct typed *typed, int32_t today, int32_t *ret)
{
	const char *at = typed->words[0];
	int mday, month, year;
	if (typed->count != 1 || !read_number(&at, &mday))
		return false;
	char sign = *at++;
	if ((sign != '-' && sign != '/' && sign != '.') || !read_number(&at, &month))
		return false;
	if (!*at || (sign == '.' && at[0] == '.' && !at[1]))
		return next_such_day(month, mday, today, ret);
	return *at == sign && read_year(at + 1, &year) && make_day(year, month, mday, ret);
}

static bool read_mday(const char *word, int *ret)
{
	return read_number(&word, ret) && is_one_of(ordinals, COUNT(ordinals), word);
}

static bool read_month(const char *word, int *ret)
{
	char name[TYPED_MAX];
	size_t len = strlen(word);
	if (len > 1 && word[len - 1] == '.') /* "31 mrt." */
		len--;
	memcpy(name, word, len);
	name[len] = '\0';
	return look_up(month_words, COUNT(month_words), name, ret);
}

static bool read_named(const struct typed *typed, int32_t today, int32_t *ret)
{
	int mday, month, year;
	if (typed->count < 2 || typed->count > 3)
		return false;
	const char *first = typed->words[0], *second = typed->words[1];
	if (!(read_mday(first, &mday) && read_month(second, &month)) &&
	        !(read_month(first, &month) && read_mday(second, &mday)))
		return false;
	if (typed->count == 2)
		return next_such_day(month, mday, today, ret);
	return read_year(typed->words[2], &year) && make_day(year, month, mday, ret);
}

static bool (*const readers[])(const struct typed *, int32_t, int32_t *) = {read_iso, read_day_word,
        read_ahead, read_weekday, read_next_week, read_month_end, read_figures, read_named};

static void drop_lead(struct typed *typed)
{
	if (typed->count < 2 || !is_one_of(lead_words, COUNT(lead_words), typed->words[0]))
		return;
	typed->count--;
	memmove(typed->words, typed->words + 1, typed->count * sizeof(typed->words[0]));
}

bool due_parse(const char *s, int32_t today, int32_t *ret)
{
	struct typed typed = {0};
	if (!s || !cut_words(s, &typed))
		return false;
	drop_lead(&typed);
	for (size_t i = 0; i < COUNT(readers); i++)
		if (readers[i](&typed, today, ret))
			return true;
	return false;
}
