/* How often is a theme called rising when nothing changes, and how soon when it does? A dozen themes among
 * answers made of dice, looked at once a week for a year; in some teams twice as many answers of all kinds
 * come in from one day on, in others one theme becomes three times as frequent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/domain/theme.h>

#include "year.h"

enum {
	THEMES = 12,
	TEAMS = 300,
	WINDOW = 30, /* days, and as many before */
	FROM = 183, /* from this day on something is different */
	PLANTED = 5, /* the theme that grows: it has a fortieth of the answers */
	/* of 1000 looks at all themes */
	FALSE_MOST = 35,
};

struct world {
	const char *name;
	int a_day;
	bool doubles;
	double grows;
};

struct days {
	int64_t all[YEAR], of[THEMES][YEAR];
};

static void draw(const struct world *world, struct random *dice, struct days *ret)
{
	memset(ret, 0, sizeof(*ret));
	for (int day = 0; day < YEAR; day++) {
		bool since = day >= FROM;
		int a_day = world->doubles && since ? 2 * world->a_day : world->a_day;
		ret->all[day] = (int)llround(a_day * (0.6 + 0.8 * year_chance(dice)));
		for (int64_t i = 0; i < ret->all[day]; i++)
			for (int theme = 0; theme < THEMES; theme++) {
				double part = 0.15 / (theme + 1);
				if (theme == PLANTED && since)
					part *= world->grows;
				ret->of[theme][day] += year_chance(dice) < part;
			}
	}
}

static bool is_rising(const struct days *days, int theme, int today)
{
	const int from = today - 2 * WINDOW;
	return theme_rising_days(days->of[theme] + from, days->all + from, 2 * WINDOW) > 0;
}

/* Looks of a year, one a week, at which any theme is called rising. */
static int rising_looks(const struct days *days)
{
	int looks = 0;
	for (int today = 2 * WINDOW; today <= YEAR; today += 7) {
		bool any = false;
		for (int theme = 0; theme < THEMES; theme++)
			any |= is_rising(days, theme, today);
		looks += any;
	}
	return looks;
}

/* How often a team that looks every day hears of another rise: one that was not called for a week. */
static int news_of_year(const struct days *days)
{
	int news = 0;
	for (int theme = 0; theme < THEMES; theme++) {
		int last = -YEAR;
		for (int today = 2 * WINDOW; today <= YEAR; today++) {
			if (!is_rising(days, theme, today))
				continue;
			news += today - last > 7;
			last = today;
		}
	}
	return news;
}

static void few_rise_when_nothing_changes(void **state)
{
	static const struct world rows[] = {
	        {"5 answers a day", 5, false, 1},
	        {"20 answers a day", 20, false, 1},
	        {"100 answers a day", 100, false, 1},
	        {"20, and twice as many of all since", 20, true, 1},
	};
	static struct days days;
	const int looks = (YEAR - 2 * WINDOW) / 7 + 1;
	(void)state;
	printf("%d themes that are as ever: how many of 100 weekly looks call one rising, and how often a "
	       "year\n"
	       "those who look every day hear of one\n",
	        THEMES);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		long called = 0, news = 0;
		for (uint64_t t = 0; t < TEAMS; t++) {
			struct random dice;
			dice = random_seeded(31000 + 1000 * i + t);
			draw(&rows[i], &dice, &days);
			called += rising_looks(&days);
			news += news_of_year(&days);
		}
		printf("  %-36s %4.2f %4.1f\n", rows[i].name, 100.0 * (double)called / (looks * TEAMS),
		        (double)news / TEAMS * YEAR / (YEAR - 2 * WINDOW));
		assert_true(1000 * called <= (long)looks * TEAMS * FALSE_MOST);
		assert_true(called > 0 || rows[i].a_day < 20);
	}
}

/* -1: not within the window, after which three times as frequent is as ever. */
static int days_to_rise(const struct days *days)
{
	for (int today = FROM + 1; today < FROM + WINDOW; today++)
		if (is_rising(days, PLANTED, today))
			return today - FROM;
	return -1;
}

static int by_size(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void what_grows_is_found(void **state)
{
	static const struct world rows[] = {
	        {"20 answers a day", 20, false, 3},
	        {"100 answers a day", 100, false, 3},
	};
	static struct days days;
	static int found[TEAMS];
	(void)state;
	printf("a theme becomes three times as frequent     called   median days\n");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int count = 0;
		for (uint64_t t = 0; t < TEAMS; t++) {
			struct random dice;
			dice = random_seeded(77000 + 1000 * i + t);
			draw(&rows[i], &dice, &days);
			int after = days_to_rise(&days);
			if (after > 0)
				found[count++] = after;
		}
		qsort(found, (size_t)count, sizeof(*found), by_size);
		printf("  %-38s %7.1f%%  %6d\n", rows[i].name, 100.0 * count / TEAMS,
		        count ? found[count / 2] : 0);
		assert_true(count > TEAMS * 8 / 10);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(few_rise_when_nothing_changes),
	        cmocka_unit_test(what_grows_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
