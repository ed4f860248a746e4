#include <dagstart/base/clock.h>

#include <dagstart/base/arena.h>

enum {
	ERA_DAYS = 146097, /* 400 years */
	EPOCH = 719468, /* days from 0000-03-01 to 1970-01-01 */
};

/* Years are counted from March, so that the leap day is the last of its year: Howard Hinnant,
 * "chrono-compatible low-level date algorithms", days_from_civil and civil_from_days. */
int32_t day_from_date(struct date date)
{
	int64_t year = (int64_t)date.year - (date.month <= 2);
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t year_of_era = year - era * 400;
	int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.mday - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return (int32_t)(era * ERA_DAYS + day_of_era - EPOCH);
}

struct date day_to_date(int32_t day)
{
	int64_t z = (int64_t)day + EPOCH;
	int64_t era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
	int64_t day_of_era = z - era * ERA_DAYS;
	int64_t year_of_era =
	        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (ERA_DAYS - 1)) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month = (5 * day_of_year + 2) / 153;
	struct date date = {
	        .year = (int)(year_of_era + era * 400 + (month >= 10)),
	        .month = (int)(month < 10 ? month + 3 : month - 9),
	        .mday = (int)(day_of_year - (153 * month + 2) / 5 + 1),
	};
	return date;
}

static bool year_is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool date_is_valid(struct date date)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12 || date.mday < 1)
		return false;
	return date.mday <= days[date.month - 1] + (date.month == 2 && year_is_leap(date.year));
}

int day_weekday(int32_t day)
{
	/* 1970-01-01 was a Thursday. */
	int weekday = (int)(((int64_t)day + 3) % 7);
	return weekday < 0 ? weekday + 7 : weekday;
}

int day_iso_week(int32_t day, int *ret_year)
{
	/* A week belongs to the year that its Thursday is in. */
	int32_t thursday = day - day_weekday(day) + 3;
	int year = day_to_date(thursday).year;
	if (ret_year)
		*ret_year = year;
	return (thursday - day_from_date((struct date){.year = year, .month = 1, .mday = 1})) / 7 + 1;
}

/* `count` digits at `s` as a number, -1 where one is missing. */
static int digits_at(const char *s, int count)
{
	int value = 0;
	for (int i = 0; i < count; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

bool day_parse_iso(const char *s, int32_t *ret)
{
	/* Reads no further than the first character that does not fit, so a short string is safe. */
	if (!s || digits_at(s, 4) < 0 || s[4] != '-' || digits_at(s + 5, 2) < 0 || s[7] != '-' ||
	        digits_at(s + 8, 2) < 0 || s[10])
		return false;
	struct date date = {
	        .year = digits_at(s, 4), .month = digits_at(s + 5, 2), .mday = digits_at(s + 8, 2)};
	if (!date_is_valid(date))
		return false;
	*ret = day_from_date(date);
	return true;
}

char *day_iso(struct arena *arena, int32_t day)
{
	struct date date = day_to_date(day);
	return arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.mday);
}

const char *day_iso_or_empty(struct arena *arena, int32_t day)
{
	return day ? day_iso(arena, day) : "";
}
