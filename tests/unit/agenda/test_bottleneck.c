/* What the room improves: of the score that really gets worse, and each figure leads to just its answers. */
#include "desk.h"

#include <string.h>

enum { WEEKS = 30, A_WEEK = 10, DROP = 4 };

static void put(struct desk *desk, struct store *store, const struct metric *metric, double score,
        int32_t day, const char *theme, const char *words)
{
	struct feedback feedback = desk_answer(metric, score, day, 0);
	feedback.comment = words;
	feedback.themes[0] = theme;
	feedback.theme_count = theme != NULL;
	assert_true(store_put_feedback(store, &feedback, &desk->err));
}

/* NPS stays as it is and has a costly theme; CSAT falls in the last weeks where `drop` is true. */
static void two_scores(struct desk *desk, bool drop)
{
	struct metric *metrics = NULL;
	CLEANUP(store_cleanup) struct store *store = desk_hears(desk, &metrics);
	struct metric csat = {.key = "csat", .kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5};
	assert_true(store_put_metric(store, &csat, &desk->err));
	for (int week = 0; week < WEEKS; week++)
		for (int i = 0; i < A_WEEK; i++) {
			int32_t monday = MONDAY - 7 * (WEEKS - week);
			bool falls = drop && week >= WEEKS - DROP;
			bool low = i < (falls ? 8 : 1 + week % 2);
			put(desk, store, &metrics[0], i < 3 ? 2 : 9, monday, i < 3 ? "invoice" : NULL, "");
			put(desk, store, &csat, low ? 1 : 5, monday, low ? "phone" : NULL,
			        low ? "nobody picks up" : "");
		}
	assert_true(store_commit(store, &desk->err));
}

static struct session *improve(struct desk *desk)
{
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "improve", NULL);
	return s;
}

static void among_quiet_scores_the_first_has_the_bottleneck(void **state)
{
	struct desk *desk = *state;
	two_scores(desk, false);
	struct session *s = improve(desk);
	const char *seen = desk_sees(desk, s);
	assert_true(strstr(seen, "Recommendation (NPS)") && strstr(seen, "invoice"));
	assert_true(strstr(seen, "invoice") < strstr(seen, "phone"));
	assert_not_in(seen, "real drop");
}

static void a_score_that_really_falls_goes_first(void **state)
{
	struct desk *desk = *state;
	two_scores(desk, true);
	struct session *s = improve(desk);
	const char *seen = desk_sees(desk, s);
	assert_in(seen, "Satisfaction (CSAT) · real drop since");
	assert_in(seen, "nobody picks up");
	assert_true(strstr(seen, "phone") < strstr(seen, "invoice"));
	desk_run(desk, s, "improve.next", NULL);
	assert_sees(desk, s, "Recommendation (NPS)");
	assert_sees_not(desk, s, "nobody picks up");
	desk_run(desk, s, "improve.next", NULL);
	assert_sees(desk, s, "nobody picks up");
	desk_run(desk, s, "improve.choose", "ref", "T-1", NULL);
	assert_sees(desk, s, "Recommendation (NPS)");
}

/* The answers of the figure, and of nothing else; those without words are counted where they can't be shown.
 */
static void the_list_behind_a_figure_counts_what_it_counted(void **state)
{
	struct desk *desk = *state;
	two_scores(desk, true);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	const char *low = desk_page(desk, s, "feedback", "of", "csat", "theme", "phone", NULL);
	assert_in(low, "32 answers · 32 with words");
	assert_in(
	        desk_page(desk, s, "feedback", "of", "csat", "score", "5", NULL), "8 answers · 0 with words");
	assert_in(desk_page(desk, s, "feedback", "of", "nps", NULL), "40 answers · 0 with words");
	assert_in(desk_page(desk, s, "feedback", "of", "nps", "score", "0..6", NULL),
	        "12 answers · 0 with words");
	assert_not_in(desk_page(desk, s, "feedback", "theme", "phone", NULL), "with words");
	assert_not_in(
	        desk_page(desk, s, "feedback", "of", "csat", "channel", "phone", "theme", "phone", NULL),
	        "with words");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(
	                among_quiet_scores_the_first_has_the_bottleneck, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                a_score_that_really_falls_goes_first, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                the_list_behind_a_figure_counts_what_it_counted, desk_setup, desk_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
