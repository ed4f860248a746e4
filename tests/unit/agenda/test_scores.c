/* The gate from the store to every output: what it says, what it keeps quiet about, and what it needs. */
#include "desk.h"

#include <string.h>

#include <dagstart/doc/doc.h>
#include <dagstart/domain/signal.h>
#include <dagstart/render/render.h>

/* Lists of single answers are left out: there each has the colour of its mood. */
static const char *const pages[] = {"decisions", "goals", "heard", "score", "scores", "themes"};

enum { A_WEEK = 20 };

struct week {
	int promoters, detractors; /* of A_WEEK answers; negative: none came in */
};

static void put_week(struct desk *desk, struct store *store, const struct metric *nps, int32_t monday,
        const struct week *week)
{
	for (int i = 0; i < A_WEEK && week->promoters >= 0; i++) {
		double score = i < week->promoters ? 9 : i < week->promoters + week->detractors ? 4 : 7;
		struct feedback feedback = desk_answer(nps, score, monday, i);
		assert_true(store_put_feedback(store, &feedback, &desk->err));
	}
}

/* `weeks` end with the last whole week before the meeting. */
static void put_weeks(struct desk *desk, const struct week *weeks, int count)
{
	struct metric *metrics = NULL;
	CLEANUP(store_cleanup) struct store *store = desk_hears(desk, &metrics);
	for (int i = 0; i < count; i++)
		put_week(desk, store, &metrics[0], MONDAY - 7 * (count - i), &weeks[i]);
	assert_true(store_commit(store, &desk->err));
}

static struct week steady(int i)
{
	return i % 2 ? (struct week){9, 4} : (struct week){10, 4};
}

static const char *rendered(struct desk *desk, enum render_format format, const struct doc *doc)
{
	static const struct render_options options = {.title = "", .language = "en"};
	struct str out = str_new(desk->arena);
	render(format, doc->root, &options, &out);
	return out.text;
}

static const char *scores(struct desk *desk, struct session *s)
{
	struct doc doc;
	static const struct args none = {0};
	assert_true(session_page(s, "scores", &none, desk->arena, &doc, &desk->err));
	return rendered(desk, RENDER_TREE, &doc);
}

/* Neither a word nor a sign nor a colour of up and down. */
static void assert_quiet(struct desk *desk, const struct doc *doc)
{
	static const char *const loud[] = {"real rise", "real drop", "▲", "▼", "↑", "↓", "class=\"good\"",
	        "class=\"bad\"", "\"rise\"", "\"drop\"", "class=\"signal\"", " good", " bad\n", " !"};
	for (enum render_format format = RENDER_TEXT; format <= RENDER_TREE; format++) {
		const char *text = rendered(desk, format, doc);
		const char *body = format == RENDER_HTML ? strstr(text, "<body>") : text;
		for (size_t i = 0; i < sizeof(loud) / sizeof(*loud); i++)
			assert_not_in(body, loud[i]);
	}
}

static void nothing_points_up_or_down_without_the_gate(void **state)
{
	struct desk *desk = *state;
	struct week weeks[30];
	for (int i = 0; i < 30; i++)
		weeks[i] = steady(i);
	put_weeks(desk, weeks, 30);
	desk->settings.loop.days = 0; /* customers who wait too long have a mark of their own */
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct doc doc;
	static const struct args none = {0};
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		assert_true(session_page(s, pages[i], &none, desk->arena, &doc, &desk->err));
		assert_quiet(desk, &doc);
	}
	desk_meet(desk, s);
	assert_true(session_document(s, desk->arena, &doc, &desk->err));
	assert_quiet(desk, &doc);
	assert_in(rendered(desk, RENDER_TEXT, &doc), "noise: no rule fired in 30 weeks");
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	assert_true(session_minutes(s, 0, desk->arena, &doc, &desk->err));
	assert_quiet(desk, &doc);
}

/* The same walk sees it when the gate opens. */
static void what_is_real_is_said_with_its_rule(void **state)
{
	struct desk *desk = *state;
	struct week weeks[30];
	for (int i = 0; i < 30; i++)
		weeks[i] = i < 28 ? steady(i) : (struct week){2, 12};
	put_weeks(desk, weeks, 30);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	const char *text = scores(desk, s);
	assert_in(text, "real drop since 16 February 2026: a week below the lower limit");
	assert_in(text, " bad");
	assert_in(text, "most changed step: ");
}

static size_t marked_points(const struct doc *doc, int32_t *ret_first)
{
	size_t marked = 0;
	for (struct doc_node *node = doc->root; node; node = doc_next(doc->root, node)) {
		if (node->kind != DOC_CHART)
			continue;
		for (size_t i = 0; i < node->chart->count; i++)
			if (node->chart->points[i].signal && marked++ == 0)
				*ret_first = node->chart->points[i].day;
	}
	return marked;
}

/* A chart marks the signal that the verdict names, and none that has ended. */
static void a_chart_marks_what_the_verdict_names(void **state)
{
	struct desk *desk = *state;
	struct week weeks[30];
	struct doc doc;
	int32_t first = 0;
	static const struct args none = {0};
	for (int i = 0; i < 30; i++)
		weeks[i] = i == 16 ? (struct week){1, 18} : steady(i);
	put_weeks(desk, weeks, 30);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	assert_true(session_page(s, "scores", &none, desk->arena, &doc, &desk->err));
	assert_in(rendered(desk, RENDER_TEXT, &doc), "noise: no rule fired in 13 weeks");
	assert_int_equal(marked_points(&doc, &first), 0);
	assert_quiet(desk, &doc);
	put_weeks(desk, (struct week[]){{1, 18}}, 1);
	assert_true(session_page(s, "scores", &none, desk->arena, &doc, &desk->err));
	assert_in(rendered(desk, RENDER_TEXT, &doc), "real drop since 23 February 2026");
	assert_int_equal(marked_points(&doc, &first), 1);
	assert_int_equal(first, MONDAY - 7);
}

/* Four good weeks a year ago are still what today is measured against: the window of the screen is not. */
static void only_a_decision_moves_the_baseline(void **state)
{
	struct desk *desk = *state;
	struct week weeks[60];
	for (int i = 0; i < 60; i++)
		weeks[i] = i < 20 ? steady(i) : (struct week){4 + i % 2, 8};
	put_weeks(desk, weeks, 60);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	assert_in(scores(desk, s), "real drop since 26 May 2025");
	desk_run(desk, s, "scores.rebase", "metric", "nps", "reason", "another question since May", NULL);
	assert_int_equal(desk->result.saved.letter, 'D');
	assert_in(scores(desk, s), "too few weeks with answers for a verdict: 0 of 10");
	desk_run(desk, s, "undo", NULL);
	assert_in(scores(desk, s), "real drop since 26 May 2025");
	desk_refused(desk, s, ERR_USAGE, "scores.rebase", "metric", "nope", "reason", "x", NULL);
}

static void a_missing_month_is_shown(void **state)
{
	struct desk *desk = *state;
	struct week weeks[30];
	for (int i = 0; i < 30; i++)
		weeks[i] = i >= 20 && i < 24 ? (struct week){-1, 0} : steady(i);
	put_weeks(desk, weeks, 30);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	const char *text = scores(desk, s);
	assert_in(text, "4 weeks without answers (22 December 2025 to 18 January 2026)");
	assert_not_in(text, "real");
}

static void after_a_silent_month_there_is_no_verdict(void **state)
{
	struct desk *desk = *state;
	struct week weeks[30];
	for (int i = 0; i < 30; i++)
		weeks[i] = i >= 26 ? (struct week){-1, 0} : i == 25 ? (struct week){0, 20} : steady(i);
	put_weeks(desk, weeks, 30);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	const char *text = scores(desk, s);
	assert_not_in(text, "real drop");
	assert_in(text, "no verdict: 4 weeks without answers");
}

static void a_clock_set_back_gives_no_verdict(void **state)
{
	struct desk *desk = *state;
	struct week weeks[30];
	for (int i = 0; i < 30; i++)
		weeks[i] = i < 24 ? steady(i) : (struct week){2, 12};
	put_weeks(desk, weeks, 30);
	clock_advance(&desk->clock, -21LL * 24 * 3600 * 1000);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	const char *text = scores(desk, s);
	assert_in(text, "no verdict: many answers are dated after today. Is the clock right?");
	assert_not_in(text, "real");
}

static const char *page(
        struct desk *desk, struct session *s, const char *name, const struct arg *items, size_t count)
{
	struct doc doc;
	const struct args args = {.key = "", .text = "", .items = items, .count = count};
	if (!session_page(s, name, &args, desk->arena, &doc, &desk->err))
		return err_text(desk->arena, &desk->err);
	return rendered(desk, RENDER_TEXT, &doc);
}

/* The same answers by day, by week of the year and by score. */
static void the_quotes_of_a_figure_are_of_its_window(void **state)
{
	struct desk *desk = *state;
	const int32_t window = desk->settings.voice.window_days;
	desk_quote(desk, "on its first day", 3, MONDAY - window + 1);
	desk_quote(desk, "on the day before", 3, MONDAY - window);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	const struct arg of[] = {{"of", "nps"}};
	const char *text = page(desk, s, "feedback", of, 1);
	assert_in(text, "on its first day");
	assert_not_in(text, "on the day before");
	/* A day that is named stands in the place of the window. */
	const struct arg to[] = {{"of", "nps"}, {"to", "2026-01-31"}};
	text = page(desk, s, "feedback", to, 2);
	assert_in(text, "on the day before");
	assert_not_in(text, "on its first day");
}

static void a_target_has_its_last_day(void **state)
{
	struct desk *desk = *state;
	struct settings_metric *nps = NULL;
	for (size_t i = 0; !nps && i < desk->settings.metrics.count; i++)
		if (streq(SCHEMA_ITEM(&desk->settings.metrics, struct settings_metric, i)->key, "nps"))
			nps = (struct settings_metric *)desk->settings.metrics.items + i;
	assert_non_null(nps);
	desk_quote(desk, "fine", 9, MONDAY - 3);
	nps->target = 40;
	nps->target_day = MONDAY;
	assert_in(page(desk, desk_sit(desk, "anna@desk", "Anna"), "score", NULL, 0), "by 2");
	nps->target_day = MONDAY - 1;
	assert_in(page(desk, desk_sit(desk, "bram@desk", "Bram"), "score", NULL, 0), "was for");
	nps->target_day = 0;
	const char *text = page(desk, desk_sit(desk, "cees@desk", "Anna"), "score", NULL, 0);
	assert_in(text, "target");
	assert_not_in(text, "was for");
}

static void a_figure_leads_to_its_quotes(void **state)
{
	struct desk *desk = *state;
	desk_quote(desk, "the parcel came on time", 9, MONDAY - 3);
	desk_quote(desk, "the parcel came late", 3, MONDAY - 10);
	desk_quote(desk, "nobody called", 2, MONDAY - 60);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	const struct arg of[] = {{"of", "nps"}};
	const char *text = page(desk, s, "feedback", of, 1);
	assert_in(text, "on time");
	assert_in(text, "came late");
	assert_not_in(text, "nobody called");
	const struct arg week[] = {{"of", "nps"}, {"week", "2026-W08"}};
	text = page(desk, s, "feedback", week, 2);
	assert_in(text, "came late");
	assert_not_in(text, "on time");
	const struct arg day[] = {{"of", "NPS"}, {"week", "2026-01-02"}};
	text = page(desk, s, "feedback", day, 2);
	assert_in(text, "nobody called");
	assert_not_in(text, "came late");
	const struct arg score[] = {{"of", "nps"}, {"score", "0..6"}};
	text = page(desk, s, "feedback", score, 2);
	assert_in(text, "came late");
	assert_not_in(text, "on time");
	const struct arg bad_week[] = {{"of", "nps"}, {"week", "2026-W54"}};
	assert_not_in(page(desk, s, "feedback", bad_week, 2), "came late");
	const struct arg bad_score[] = {{"score", "many"}};
	assert_in(page(desk, s, "feedback", bad_score, 1), "expected a number or two such as 0..6");
	static const char *const no_scores[] = {"nan", "inf", "0x1", "9..0", "0..nan", "1e999"};
	for (size_t i = 0; i < sizeof(no_scores) / sizeof(*no_scores); i++) {
		const struct arg no_score[] = {{"score", no_scores[i]}};
		assert_in(page(desk, s, "feedback", no_score, 1), "expected a number or two such as 0..6");
	}
	const struct arg words[] = {{"query", "parcel"}, {"score", "5..10"}};
	text = page(desk, s, "feedback", words, 2);
	assert_in(text, "on time");
	assert_not_in(text, "came late");
	/* 2025 had 52 weeks, 2026 has 53 */
	const struct arg no_week[] = {{"week", "2025-W53"}};
	assert_in(page(desk, s, "feedback", no_week, 1), "2025-W53");
	assert_int_equal(desk->err.code, ERR_USAGE);
	const struct arg last_week[] = {{"week", "2026-W53"}};
	desk->err = (struct err){0};
	(void)page(desk, s, "feedback", last_week, 1);
	assert_int_equal(desk->err.code, ERR_NONE);
	const struct arg unknown[] = {{"of", "nope"}};
	assert_in(page(desk, s, "feedback", unknown, 1), "no metric is named");
}

static void a_score_in_depth_shows_every_part(void **state)
{
	struct desk *desk = *state;
	struct week weeks[30];
	for (int i = 0; i < 30; i++)
		weeks[i] = steady(i);
	put_weeks(desk, weeks, 30);
	desk_quote(desk, "the parcel came late", 3, MONDAY - 80);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	const struct arg nps[] = {{"metric", "nps"}};
	struct doc doc;
	const struct args args = {.items = nps, .count = 1};
	assert_true(session_page(s, "score", &args, desk->arena, &doc, &desk->err));
	const char *text = rendered(desk, RENDER_TEXT, &doc);
	assert_in(text, "BY CHANNEL");
	assert_in(text, "ALONG THE JOURNEY");
	assert_in(text, "HOW ANSWERS ARE SPREAD");
	assert_in(text, "THE LAST WEEKS");
	assert_in(rendered(desk, RENDER_TREE, &doc), "key=\"nps:step:delivery\"");
	assert_in(rendered(desk, RENDER_TREE, &doc), "key=\"nps:score:9..9\"");
	assert_in(rendered(desk, RENDER_TREE, &doc), "key=\"nps:week:2026-02-23\"");
	const char *html = rendered(desk, RENDER_HTML, &doc);
	assert_in(html, "<svg class=\"cell\" viewBox=\"0 0 160 20\" role=\"img\"><title>");
	assert_in(html, "<svg class=\"cell\" viewBox=\"0 0 160 20\" aria-hidden=\"true\">");
	assert_in(rendered(desk, RENDER_JSON, &doc), "\"channels\"");
}

/* A channel that spoke before and does not now is named, with a dash and never a nought. */
static void who_is_silent_is_said(void **state)
{
	struct desk *desk = *state;
	desk_quote(desk, "the parcel came late", 3, MONDAY - 80);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	const struct arg nps[] = {{"metric", "nps"}};
	const char *text = page(desk, s, "score", nps, 1);
	assert_in(text, "silent: no answers in 30");
	assert_in(text, "last by 14 Dec");
	assert_in(text, "–");
	assert_in(page(desk, s, "journey", nps, 1), "silent: no answers in 30");
	const struct arg nope[] = {{"metric", "nope"}};
	assert_in(page(desk, s, "score", nope, 1), "no metric is named");
	assert_in(page(desk, s, "journey", nope, 1), "no metric is named");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(
	                nothing_points_up_or_down_without_the_gate, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                what_is_real_is_said_with_its_rule, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                a_chart_marks_what_the_verdict_names, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                only_a_decision_moves_the_baseline, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(a_figure_leads_to_its_quotes, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                the_quotes_of_a_figure_are_of_its_window, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(a_target_has_its_last_day, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(a_score_in_depth_shows_every_part, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(who_is_silent_is_said, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(a_missing_month_is_shown, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                after_a_silent_month_there_is_no_verdict, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(a_clock_set_back_gives_no_verdict, desk_setup, desk_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
