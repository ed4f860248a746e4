/* The chances of rising were computed with Python's math.comb. */
#include <dagstart/domain/theme.h>

#include "fixture.h"

static const struct metric nps = {.kind = METRIC_NPS, .scale_min = 0, .scale_max = 10};

static bool fits(const char *word, const char *comment)
{
	struct theme_rule rule = {.name = "x", .words = &word, .word_count = 1};
	return theme_matches(&rule, comment);
}

static void words_match_whole_words(void **state)
{
	UNUSED(state);
	assert_true(fits("factuur", "de factuur klopt niet"));
	assert_true(fits("factuur", "\"factuur\"!"));
	assert_false(fits("factuur", "de facturen"));
	assert_false(fits("factuur", "factuurbedrag"));
	assert_false(fits("factuur", "deelfactuur"));
	assert_false(fits("factuur", ""));
	assert_false(fits("", "factuur"));
}

static void stars_leave_an_end_open(void **state)
{
	UNUSED(state);
	assert_true(fits("bezorg*", "de bezorging was laat"));
	assert_true(fits("bezorg*", "bezorg het thuis"));
	assert_false(fits("bezorg*", "thuisbezorgd"));
	assert_true(fits("*tijd", "lange wachttijd"));
	assert_true(fits("*tijd", "geen tijd"));
	assert_false(fits("*tijd", "op tijden"));
	assert_true(fits("*zorg*", "thuisbezorgd"));
	assert_false(fits("*", "iets"));
	assert_false(fits("**", "iets"));
}

static void a_stem_stands_for_all_forms_of_a_word(void **state)
{
	static const char *const forms[] = {"bezorg", "bezorgt", "bezorgd", "bezorgde", "bezorgen",
	        "bezorger", "bezorgers", "bezorging", "bezorgingen", "de bezorger belde niet"};
	static const char *const others[] = {
	        "bezorgkosten", "thuisbezorgd", "zorg", "verzorging", "bezoek", ""};
	UNUSED(state);
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (!fits("~bezorg", forms[i]))
			fail_msg("%s", forms[i]);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (fits("~bezorg", others[i]))
			fail_msg("%s", others[i]);
	assert_true(fits("~bezorger", "het bezorgen"));
	assert_true(fits("~huis", "de huizen"));
	assert_true(fits("~brieven", "een brief"));
	assert_true(fits("~delivery", "they delivered it"));
	assert_true(fits("te laat ~bezorg", "het werd te laat bezorgd"));
	assert_false(fits("te laat ~bezorg", "te laat gebracht, bezorgd"));
	assert_false(fits("~", "iets"));
}

static void phrases_are_words_in_order(void **state)
{
	UNUSED(state);
	assert_true(fits("te laat", "het kwam te laat aan"));
	assert_true(fits("te laat", "te  laat"));
	assert_true(fits("te te laat", "dat is te te te laat"));
	assert_false(fits("te laat", "te vaak laat"));
	assert_false(fits("te laat", "laat te"));
	assert_false(fits("te laat", "het is te"));
	assert_true(fits("lang* wacht*", "veel te lange wachtrij"));
	assert_true(fits("e-mail", "uw e-mail"));
	assert_true(fits("e-mail", "uw e mail"));
}

static void words_of_other_scripts_count(void **state)
{
	UNUSED(state);
	assert_true(fits("доставка", "быстрая доставка!"));
	assert_false(fits("доставка", "доставках"));
	assert_true(fits("laat", "te “laat”…"));
}

static void phrases_that_mean_something_else_are_passed_over(void **state)
{
	UNUSED(state);
	const char *words[] = {"prijs", "duur*"}, *not [] = {"prijswinnaar", "niet duur"};
	struct theme_rule rule = {.words = words, .word_count = 2, .not = not, .not_count = 2};
	assert_true(theme_matches(&rule, "de prijs is hoog"));
	assert_true(theme_matches(&rule, "erg duur"));
	assert_false(theme_matches(&rule, "dat is niet duur"));
	assert_false(theme_matches(&rule, "de prijswinnaar van vorig jaar"));
	assert_true(theme_matches(&rule, "prijswinnaar met een goede prijs"));
	assert_false(theme_matches(&rule, "alles goed"));
}

static struct tally nps_of(int promoters, int passives, int detractors)
{
	struct tally tally = {0};
	for (int i = 0; i < promoters; i++)
		tally_add(&tally, &nps, 10);
	for (int i = 0; i < passives; i++)
		tally_add(&tally, &nps, 8);
	for (int i = 0; i < detractors; i++)
		tally_add(&tally, &nps, 2);
	return tally;
}

static void impact_is_the_score_that_a_theme_costs(void **state)
{
	UNUSED(state);
	struct tally all = nps_of(18, 12, 6), pain = nps_of(0, 2, 4), joy = nps_of(6, 0, 0), none = {0};
	assert_near(theme_impact(&nps, &all, &pain), 100 * (16.0 / 30 - 12.0 / 36), 1e-9);
	assert_near(theme_impact(&nps, &all, &joy), 100 * (6.0 / 30 - 12.0 / 36), 1e-9);
	assert_true(isnan(theme_impact(&nps, &all, &none)));
	assert_true(isnan(theme_impact(&nps, &all, &all)));
}

static void impact_is_a_loss_also_where_low_is_good(void **state)
{
	UNUSED(state);
	const struct metric effort = {
	        .kind = METRIC_CES, .scale_min = 1, .scale_max = 5, .low_is_good = true};
	struct tally all = {0}, pain = {0};
	for (int i = 0; i < 10; i++) {
		tally_add(&all, &effort, i < 5 ? 5 : 1);
		if (i < 5)
			tally_add(&pain, &effort, 5);
	}
	assert_near(theme_impact(&effort, &all, &pain), 2, 1e-9);
}

enum { WINDOW = 30, BOTH = 2 * WINDOW };

/* As many a day, in two windows. */
static int rising_of(int64_t now, int64_t before, int64_t all_now, int64_t all_before)
{
	int64_t days[BOTH] = {0}, all[BOTH] = {0};
	days[BOTH - 1 - WINDOW / 2 - 1] = now;
	days[0] = before;
	all[BOTH - 1 - WINDOW / 2 - 1] = all_now;
	all[0] = all_before;
	return theme_rising_days(days, all, BOTH);
}

struct rising_row {
	int64_t now, before, all_now, all_before;
	bool rising;
};

/* The chances were summed from math.comb of Python; the limit is 0.004. */
static void rising_is_more_than_chance(void **state)
{
	UNUSED(state);
	static const struct rising_row rows[] = {
	        {3, 0, 100, 100000, false}, /* fewer than four */
	        {7, 0, 100, 100, false}, /* 0.0078 */
	        {8, 0, 100, 100, true}, /* 0.0039 */
	        {12, 2, 100, 100, false}, /* 0.0065 */
	        {13, 2, 100, 100, true}, /* 0.0037 */
	        {65, 38, 100, 100, false}, /* 0.0050 */
	        {66, 38, 100, 100, true}, /* 0.0039 */
	        {13, 2, 200, 100, false}, /* there is more of everything */
	        {6, 1, 20, 200, true}, /* and less of everything: 0.000003 */
	        {40, 0, 100, 0, false}, /* nobody was heard before */
	        {40, 0, 0, 100, false}, {10, 10, 100, 100, false}, {10, 40, 100, 100, false},
	        {10000000, 9000000, 100000000, 100000000, true},
	        {10000000, 10000000, 100000000, 100000000, false}, {10, 0, 10, 1, false}, /* 0.3855 */
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rising_of(rows[i].now, rows[i].before, rows[i].all_now, rows[i].all_before) !=
		        (rows[i].rising ? WINDOW : 0))
			fail_msg("row %zu", i);
}

/* What began days ago is seen in days: in the span that it has grown for. */
static void what_began_lately_rises_soon(void **state)
{
	UNUSED(state);
	static const int since[] = {2, 6, 14, 28}, told[] = {3, 7, 15, 30};
	for (size_t i = 0; i < sizeof(since) / sizeof(since[0]); i++) {
		int64_t days[BOTH], all[BOTH];
		for (int day = 0; day < BOTH; day++) {
			days[day] = day >= BOTH - since[i] ? 5 : day % 3 == 0;
			all[day] = 50;
		}
		assert_int_equal(theme_rising_days(days, all, BOTH), told[i]);
		/* a busy week is no rise */
		for (int day = 0; day < BOTH; day++)
			all[day] = 50 * days[day] + 1;
		assert_int_equal(theme_rising_days(days, all, BOTH), 0);
	}
}

/* However short the window is that a team looks at. */
static void short_windows_rise_too(void **state)
{
	UNUSED(state);
	const int64_t days[] = {0, 12}, all[] = {20, 20}, none[] = {0, 0};
	assert_int_equal(theme_rising_days(days, all, 2), 1);
	assert_int_equal(theme_rising_days(days, none, 2), 0);
	assert_int_equal(theme_rising_days(NULL, NULL, 0), 0);
}

static void the_most_costly_comes_first(void **state)
{
	UNUSED(state);
	struct theme_figures figures[] = {
	        {.theme_id = 1, .impact = (double)NAN, .tally = {.n = 3}},
	        {.theme_id = 2, .impact = -4},
	        {.theme_id = 3, .impact = 7, .tally = {.n = 1}},
	        {.theme_id = 4, .impact = (double)NAN, .tally = {.n = 9}},
	        {.theme_id = 5, .impact = 7, .tally = {.n = 2}},
	        {.theme_id = 6, .impact = -4},
	};
	const int64_t order[] = {5, 3, 2, 6, 4, 1};
	themes_sort_by_impact(figures, 6);
	for (int i = 0; i < 6; i++)
		assert_int_equal(figures[i].theme_id, order[i]);
	themes_sort_by_impact(NULL, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(words_match_whole_words),
	        cmocka_unit_test(stars_leave_an_end_open),
	        cmocka_unit_test(phrases_are_words_in_order),
	        cmocka_unit_test(a_stem_stands_for_all_forms_of_a_word),
	        cmocka_unit_test(words_of_other_scripts_count),
	        cmocka_unit_test(phrases_that_mean_something_else_are_passed_over),
	        cmocka_unit_test(impact_is_the_score_that_a_theme_costs),
	        cmocka_unit_test(impact_is_a_loss_also_where_low_is_good),
	        cmocka_unit_test(rising_is_more_than_chance),
	        cmocka_unit_test(what_began_lately_rises_soon),
	        cmocka_unit_test(short_windows_rise_too),
	        cmocka_unit_test(the_most_costly_comes_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
