/* From every number to the words behind it: whatever can be selected on a screen that shows a figure, one key
 * leads to customers' words, and to those that the figure is of. */
#include <string.h>

#include <dagstart/config/problems.h>
#include <dagstart/doc/doc.h>

#include "desk.h"

enum { WEEKS = 26, A_WEEK = 8, DONE = 56 };

static const char *const pages[] = {
        "decisions", "goals", "heard", "journey", "kpis", "ledger", "score", "scores", "themes", "you-said"};
static const char *const steps[] = {
        "voice", "wins", "scores", "topics", "journey", "promises", "forecasts", "reviews", "aims", "thanks"};

/* Low scores about parcels become seven times as frequent after half a year, and half of all answers come by
 * chat. */
static void put_week(struct desk *desk, struct store *store, const struct metric *nps, int week)
{
	int32_t monday = MONDAY - 7 * (WEEKS - week);
	for (int i = 0; i < A_WEEK; i++) {
		bool is_pain = i < (week < WEEKS - 4 ? 1 : 7);
		double score = is_pain ? 2 : 9;
		struct feedback feedback = desk_answer(nps, score, monday, i);
		feedback.comment = arena_printf(desk->arena, "Answer %d of week %d", i, week);
		feedback.themes[0] = is_pain ? "parcel: late" : "staff";
		feedback.theme_count = 1;
		assert_true(store_put_feedback(store, &feedback, &desk->err));
	}
}

static void put_answers(struct desk *desk)
{
	struct metric *metrics = NULL;
	CLEANUP(store_cleanup) struct store *store = desk_hears(desk, &metrics);
	for (int week = 0; week < WEEKS; week++)
		put_week(desk, store, &metrics[0], week);
	assert_true(store_commit(store, &desk->err));
}

/* Eight weeks ago something was finished and decided; today it is looked at. */
static struct session *furnish(struct desk *desk)
{
	struct problems problems = problems_new(desk->arena);
	enum meeting_entry entry;
	put_answers(desk);
	clock_advance(&desk->clock, -(int64_t)DONE * 24 * 3600 * 1000);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "kpi.add", "name", "Minutes a call", "good", "low", "beside", "nps", NULL);
	desk_run(desk, s, "kpi.set", "name", "Minutes a call", "value", "7", NULL);
	desk_run(desk, s, "action.add", "text", "One van more", "source", "F-1", NULL);
	desk_run(desk, s, "action.done", "id", "A-1", "forecast_metric", "nps", "forecast_theme",
	        "parcel: late", "forecast_day", "+56", NULL);
	desk_run(desk, s, "decision.add", "text", "Two vans less", "evidence", "theme parcel: late", "review",
	        "+56", "expect_metric", "nps", NULL);
	clock_advance(&desk->clock, (int64_t)DONE * 24 * 3600 * 1000);
	assert_true(session_load_agenda(s, "weekly", NULL, 0, &problems));
	assert_true(session_meet(s, &entry, &desk->err));
	return s;
}

static size_t rows_seen(struct desk *desk, struct session *s)
{
	struct view view;
	size_t rows = 0;
	session_view(s, desk->arena, &view);
	if (streq(view.context, "quote"))
		return 1;
	assert_string_equal(view.context, "feedback");
	for (struct doc_node *node = view.body.root; node; node = doc_next(view.body.root, node))
		rows += node->kind == DOC_ROW;
	return rows;
}

/* People and notes have no figures; a thing with one has words. */
static bool has_figure(const struct doc_node *node)
{
	return node->focusable && (strchr("FTGADQ", node->ref.letter) || !strempty(node->key)) &&
	       (ref_is(node->ref) || !strempty(node->key));
}

static size_t open_all(struct desk *desk, struct session *s, const char *where, const struct doc *doc)
{
	size_t opened = 0;
	for (struct doc_node *node = doc->root; node; node = doc_next(doc->root, node)) {
		const struct args args = {.ref = node->ref, .key = str_or(node->key, ""), .text = ""};
		if (!has_figure(node))
			continue;
		if (!session_run(s, "quotes.open", &args, &desk->result, &desk->err))
			fail_msg("%s, %s %s: %s", where, ref_text(desk->arena, node->ref), args.key,
			        err_text(desk->arena, &desk->err));
		if (!rows_seen(desk, s) && !strstr(args.key, ":score:"))
			fail_msg("%s, %s %s: no words", where, ref_text(desk->arena, node->ref), args.key);
		desk_run(desk, s, "back", NULL);
		opened++;
	}
	return opened;
}

static void every_figure_leads_to_its_words(void **state)
{
	static const struct args none = {0};
	struct desk *desk = *state;
	struct session *s = furnish(desk);
	struct view view;
	struct doc doc;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		assert_true(session_page(s, pages[i], &none, desk->arena, &doc, &desk->err));
		if (!open_all(desk, s, pages[i], &doc) && !streq(pages[i], "goals"))
			fail_msg("nothing to select on %s", pages[i]);
	}
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		desk_run(desk, s, "step.go", "step", steps[i], NULL);
		session_view(s, desk->arena, &view);
		struct doc body = view.body;
		(void)open_all(desk, s, steps[i], &body);
	}
}

static const char *shown(struct desk *desk, struct session *s, const char *key, const char *ref)
{
	struct args args = {.key = key, .text = ""};
	if (*ref)
		assert_true(ref_parse(ref, &args.ref));
	assert_true(session_run(s, "quotes.open", &args, &desk->result, &desk->err));
	return desk_sees(desk, s);
}

/* The right ones: of the days and the theme that were measured, of what contradicts a decision. */
static void the_words_are_those_of_the_figure(void **state)
{
	static const struct args none = {0};
	struct desk *desk = *state;
	struct session *s = furnish(desk);
	struct doc doc;
	assert_true(session_page(s, "ledger", &none, desk->arena, &doc, &desk->err));
	struct doc_node *row = doc.root;
	while (row && row->ref.letter != 'A')
		row = doc_next(doc.root, row);
	assert_non_null(row);
	assert_string_equal(row->key, "nps:days:2026-01-06..2026-03-01:theme:parcel: late");
	const char *text = shown(desk, s, row->key, "A-1");
	assert_non_null(strstr(text, "6 January"));
	assert_non_null(strstr(text, "Answer 4 of week 25"));
	assert_null(strstr(text, "Answer 7 of week 25")); /* of another theme */
	desk_run(desk, s, "back", NULL);
	text = shown(desk, s, "", "A-1"); /* where it is no figure: what it began with */
	assert_non_null(strstr(text, "Answer 0 of week 0"));
	desk_run(desk, s, "back", NULL);
	text = shown(desk, s, "", "D-1"); /* low scores about its theme are seven times as frequent */
	assert_non_null(strstr(text, "6 January"));
	assert_non_null(strstr(text, "Answer 4 of week 25"));
	desk_run(desk, s, "back", NULL);
	assert_non_null(strstr(shown(desk, s, "", "Q-1"), "Recommendation (NPS)"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(every_figure_leads_to_its_words),
	        TEST(the_words_are_those_of_the_figure),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
