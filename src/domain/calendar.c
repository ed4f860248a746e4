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

static const char *holiday_nl(int32_t day)
{
	struct date date = day_to_date(day);
	for (size_t i = 0; i < sizeof(fixed_nl) / sizeof(fixed_nl[0]); i++) {
		const struct fixed_holiday *fixed = &fixed_nl[i];
		if (fixed->month == date.month && fixed->mday == date.mday &&
		        date.year % fixed->every_years == 0)
			return fixed->name;
	}
	if (date.month > 6)
		return NULL;
	int32_t easter = calendar_easter(date.year);
	for (size_t i = 0; i < sizeof(easter_nl) / sizeof(easter_nl[0]); i++)
		if (easter + easter_nl[i].after == day)
			return easter_nl[i].name;
	return day == kings_day(date.year) ? N_("King's Day") : NULL;
}

const char *calendar_holiday(const struct calendar *calendar, int32_t day)
{
	for (size_t i = 0; i < calendar->own_count; i++)
		if (calendar->own[i].day == day)
			return calendar->own[i].name;
	switch (calendar->rules) {
	case HOLIDAYS_NONE:
		return NULL;
	case HOLIDAYS_NL:
		return holiday_nl(day);
	}
	return NULL;
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

int calendar_count(const struct calendar *calendar, int32_t from, int32_t to)
{
	if (to < from)
		return -calendar_count(calendar, to, from);
	int count = 0;
	for (int32_t day = from; day < to; day++)
		count += calendar_is_working(calendar, day + 1);
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
