#include <dagstart/domain/calendar.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/i18n.h>

/* A week without working days, or an endless row of days off, must not hang the program. */
enum { SEARCH_DAYS_MAX = 3660 };

struct fixed_holiday {
	int month, mday;
	int every_years;
	const char *name;
};

static const struct fixed_holiday fixed_nl[] = {
        {.month = 1, .mday = 1, .every_years = 1, .name = N_("New Year's Day")},
        {.month = 5, .mday = 5, .every_years = 5, .name = N_("Liberation Day")},
        {.month = 12, .mday = 25, .every_years = 1, .name = N_("Christmas Day")},
        {.month = 12, .mday = 26, .every_years = 1, .name = N_("Boxing Day")},
};

struct easter_holiday {
	int32_t after; /* days after Easter Sunday */
	const char *name;
};

static const struct easter_holiday easter_nl[] = {
        {.after = 0, .name = N_("Easter Sunday")},
        {.after = 1, .name = N_("Easter Monday")},
        {.after = 39, .name = N_("Ascension Day")},
        {.after = 49, .name = N_("Whit Sunday")},
        {.after = 50, .name = N_("Whit Monday")},
};

int32_t calendar_easter(int year)
{
	int a = year % 19;
	int b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4;
	int f = (b + 8) / 25;
	int g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30;
	int i = c / 4, k = c % 4;
	int l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;
	return day_from_date((struct date){.year = year, .month = n / 31, .mday = n % 31 + 1});
}

static int32_t kings_day(int year)
{
	int32_t day = day_from_date((struct date){.year = year, .month = 4, .mday = 27});
	return day_weekday(day) == 6 ? day - 1 : day;
}

enum { YEAR_MOST = sizeof(fixed_nl) / sizeof(fixed_nl[0]) + sizeof(easter_nl) / sizeof(easter_nl[0]) + 1 };

static size_t year_nl(int year, struct holiday ret[YEAR_MOST])
{
	size_t count = 0;
	int32_t easter = calendar_easter(year);
	for (size_t i = 0; i < sizeof(fixed_nl) / sizeof(fixed_nl[0]); i++) {
		const struct fixed_holiday *fixed = &fixed_nl[i];
		struct date date = {.year = year, .month = fixed->month, .mday = fixed->mday};
		if (year % fixed->every_years == 0)
			ret[count++] = (struct holiday){.day = day_from_date(date), .name = fixed->name};
	}
	for (size_t i = 0; i < sizeof(easter_nl) / sizeof(easter_nl[0]); i++)
		ret[count++] =
		        (struct holiday){.day = easter + easter_nl[i].after, .name = easter_nl[i].name};
	ret[count++] = (struct holiday){.day = kings_day(year), .name = N_("King's Day")};
	return count;
}

static size_t year_of_rules(enum holiday_rules rules, int year, struct holiday ret[YEAR_MOST])
{
	switch (rules) {
	case HOLIDAYS_NONE:
		return 0;
	case HOLIDAYS_NL:
		return year_nl(year, ret);
	}
	return 0;
}

static const char *name_in(const struct holiday *list, size_t count, int32_t day)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].day == day)
			return list[i].name;
	return NULL;
}

static const char *name_by_rules(const struct calendar *calendar, int32_t day)
{
	struct holiday year[YEAR_MOST] = {0};
	return name_in(year, year_of_rules(calendar->rules, day_to_date(day).year, year), day);
}

const char *calendar_holiday(const struct calendar *calendar, int32_t day)
{
	const char *own = name_in(calendar->own, calendar->own_count, day);
	return own ? own : name_by_rules(calendar, day);
}

bool calendar_is_working(const struct calendar *calendar, int32_t day)
{
	return calendar->works[day_weekday(day)] && !calendar_holiday(calendar, day);
}

static int32_t search(const struct calendar *calendar, int32_t day, int32_t step)
{
	int32_t at = day;
	for (int i = 0; i < SEARCH_DAYS_MAX; i++) {
		at += step;
		if (calendar_is_working(calendar, at))
			return at;
	}
	return day + step;
}

int32_t calendar_next(const struct calendar *calendar, int32_t day)
{
	return search(calendar, day, 1);
}

int32_t calendar_previous(const struct calendar *calendar, int32_t day)
{
	return search(calendar, day, -1);
}

/* Whole weeks at once, then the days of the last one. */
static int count_weekly(const struct calendar *calendar, int32_t from, int32_t to)
{
	int a_week = 0, rest = 0;
	for (int i = 0; i < 7; i++)
		a_week += calendar->works[i];
	for (int32_t day = to - (to - from) % 7; day < to; day++)
		rest += calendar->works[day_weekday(day + 1)];
	return (to - from) / 7 * a_week + rest;
}

/* Whether the i-th holiday takes a working day away that none before it in the list did. */
static bool takes_one(
        const struct calendar *calendar, const struct holiday *list, size_t i, int32_t from, int32_t to)
{
	int32_t day = list[i].day;
	return day > from && day <= to && calendar->works[day_weekday(day)] && !name_in(list, i, day);
}

int calendar_count(const struct calendar *calendar, int32_t from, int32_t to)
{
	if (to < from)
		return -calendar_count(calendar, to, from);
	int count = count_weekly(calendar, from, to), last = day_to_date(to).year;
	for (int year = day_to_date(from).year; year <= last; year++) {
		struct holiday list[YEAR_MOST];
		size_t found = year_of_rules(calendar->rules, year, list);
		for (size_t i = 0; i < found; i++)
			count -= takes_one(calendar, list, i, from, to);
	}
	for (size_t i = 0; i < calendar->own_count; i++)
		count -= takes_one(calendar, calendar->own, i, from, to) &&
		         !name_by_rules(calendar, calendar->own[i].day);
	return count;
}

int32_t calendar_add(const struct calendar *calendar, int32_t day, int n)
{
	for (; n > 0; n--)
		day = calendar_next(calendar, day);
	for (; n < 0; n++)
		day = calendar_previous(calendar, day);
	return day;
}
