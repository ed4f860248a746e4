/* Searching: what is found, in which order, and what it costs. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/str.h>
#include <dagstart/store/themes.h>

#include "lines.h"

static void words_are_found_in_all_their_forms(void **state)
{
	struct world *w = *state;
	lines_put_some(w);
	lines_check(w, "bezorging", "SD");
	lines_check(w, "traag", "NDG");
	lines_check(w, "BEZORGERS", "SD");
	lines_check(w, "deliveries", "T");
	lines_check(w, "bezor", "SD");
	lines_check(w, "bezor ", "");
	lines_check(w, "trág", "NDG");
	lines_check(w, "traag bezorgd", "D");
	lines_check(w, "traag -app", "DG");
	lines_check(w, "-app -bezorging", "-GTG");
	lines_check(w, "\"niet goed\"", "N");
	lines_check(w, "-\"niet goed\" traag", "DG");
	lines_check(w, "\"bezorging\"", "D");
	lines_check(w, "\"niet go", "N");
	lines_check(w, "\"de app\"", "N");
	lines_check(w, "onzin", "");
}

static void filters_narrow_it_down(void **state)
{
	struct world *w = *state;
	lines_put_some(w);
	lines_check(w, "score:<=3", "-ND");
	lines_check(w, "traag score:<=3", "ND");
	lines_check(w, "channel:chat", "-GDG");
	lines_check(w, "channel:e", "ST");
	lines_check(w, "theme:lev", "SD");
	lines_check(w, "theme:levering score:9", "S");
	lines_check(w, "metric:nps traag", "ND");
	lines_check(w, "since:2d", "-GSN");
	lines_check(w, "until:2026-02-22 ", "T");
	lines_check(w, "traag until:2026-02-28", "ND");
	lines_check(w, "traag since:2026-02-28 until:2026-02-28", "N");
	lines_check(w, "", "-GSNDTG");
}

static void what_filters_do_not_know_is_said(void **state)
{
	struct world *w = *state;
	lines_put_some(w);
	struct search_found found = lines_search(w, "traag channel:fax");
	assert_int_equal(found.count, 0);
	assert_int_equal(found.unknown.code, ERR_MISSING);
	assert_non_null(strstr(err_text(w->arena, &found.unknown), "fax"));
	assert_int_equal(lines_search(w, "theme:x").unknown.code, ERR_MISSING);
	assert_int_equal(lines_search(w, "metric:x").unknown.code, ERR_MISSING);
	assert_int_equal(lines_search(w, "step:x").unknown.code, ERR_MISSING);
	assert_int_equal(lines_search(w, "traag").unknown.code, ERR_NONE);
}

/* Whatever is typed is text: nothing of it means anything to the engine. */
static void hostile_words_are_words(void **state)
{
	struct world *w = *state;
	static const char *const typed[] = {"\"", "\"\"\"", "traag\" OR \"app", "NEAR(traag app)",
	        "words:traag", "traag*", "^traag", "traag AND", "NOT", "(", "')",
	        "'; DROP TABLE response; --", "traag + app", "{words}:traag", "-", "--", "- -", "\xff\xfe",
	        "\x01", "traag\x01", "“„”", "%", "_", "\\", "$match", "?", "a\tb", "-\"", "score:<=1e999",
	        "since:99999999999d", "score:nan", "channel:%", "channel:\"", "é́"};
	lines_put_some(w);
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++)
		lines_search(w, typed[i]);
	char long_text[10000];
	for (size_t i = 0; i + 1 < sizeof(long_text); i++)
		long_text[i] = i % 7 == 6 ? ' ' : (char)('a' + (int)(i * 7 % 26));
	long_text[sizeof(long_text) - 1] = '\0';
	lines_search(w, long_text);
	lines_check(w, "traag", "NDG");
}

static void the_newest_come_first_and_are_counted_so_far(void **state)
{
	struct world *w = *state;
	static const struct line lines[] = {{"een traag antwoord", "chat", NULL, 3, TODAY - 40},
	        {"traag", "chat", NULL, 3, TODAY - 2}, {"traag en duur", "chat", NULL, 3, TODAY - 20}};
	lines_put(w, lines, 3, 3000);
	lines_index(w);
	const struct search_limits limits = {.rows = 10, .count = 100};
	struct search_found found = lines_look(w, "traag", &limits);
	assert_int_equal(found.count, 10);
	assert_int_equal(found.matches, 100);
	assert_true(found.more);
	int64_t last = INT64_MAX;
	for (size_t i = 0; i < found.count; i++) {
		assert_int_equal(found.items[i].day, TODAY - 2);
		assert_true(found.items[i].id < last);
		last = found.items[i].id;
	}
	/* and on behind the last one */
	const int64_t end = found.items[9].id;
	found = lines_look(w, "traag", &(struct search_limits){.rows = 10, .before_id = end});
	assert_true(found.items[0].day == TODAY - 2 && found.items[0].id < end);
	found = lines_look(w, "channel:chat", &(struct search_limits){.rows = 10, .before_id = end});
	assert_true(found.items[0].day == TODAY - 2 && found.items[0].id < end);
	found = lines_look(w, "traag", &(struct search_limits){.rows = 10, .before_id = 2});
	assert_true(found.count == 10 && found.items[0].day == TODAY - 20);
	found = lines_look(w, "duur", &(struct search_limits){.rows = 10, .count = 5000});
	assert_int_equal(found.matches, 1000);
	assert_false(found.more);
}

static void effort_has_an_end_and_says_so(void **state)
{
	struct world *w = *state;
	static const struct line lines[] = {{"traag een", "chat", NULL, 3, TODAY - 40},
	        {"traag twee", "chat", NULL, 9, TODAY - 2}, {"traag drie", "chat", NULL, 9, TODAY - 20}};
	lines_put(w, lines, 3, 1500);
	struct search_found found = lines_look(
	        w, "traag score:3", &(struct search_limits){.rows = 10, .count = 10, .effort = 700});
	assert_int_equal(found.count, 0);
	assert_true(found.more);
	assert_int_equal(found.back_to, TODAY - 19);
	found = lines_look(
	        w, "traag score:3", &(struct search_limits){.rows = 10, .count = 10, .effort = 7000});
	assert_int_equal(found.count, 10);
	assert_int_equal(found.back_to, 0);
	/* without words too */
	found = lines_look(w, "score:3", &(struct search_limits){.rows = 10, .count = 10, .effort = 700});
	assert_int_equal(found.back_to, TODAY - 19);
}

static void withdrawn_answers_are_not_found(void **state)
{
	struct world *w = *state;
	struct import_result done = lines_put(w, lines_some, 2, 2);
	lines_check(w, "bezorging", "SD");
	begin(w, &anna, "undo");
	OK(w, store_withdraw_batch(w->store, done.batch_id, true, &w->err));
	commit(w);
	lines_check(w, "bezorging", "");
	lines_check(w, "channel:chat", "");
	begin(w, &anna, "redo");
	OK(w, store_withdraw_batch(w->store, done.batch_id, false, &w->err));
	commit(w);
	lines_check(w, "bezorging", "SD");
}

static void what_is_logged_is_found_at_once(void **state)
{
	struct world *w = *state;
	lines_log(w, "De koffie was koud");
	lines_check(w, "koffie", "D");
	struct search_state now;
	OK(w, store_search_state(w->store, &now, &w->err));
	assert_int_equal(now.indexed, now.total);
}

static void a_metric_is_found_in_any_answer(void **state)
{
	struct world *w = *state;
	const struct lines lines = {.metric_id = add_nps(w).id,
	        .other_metric_id = add_metric(w, "csat", METRIC_CSAT, 1, 5).id,
	        .items = lines_some,
	        .count = 1};
	import_rows(
	        w, &(struct import_plan){
	                   .name = "f.csv", .shape = "csv", .rows = 1, .fill = lines_row, .user = &lines});
	lines_check(w, "metric:csat", "D");
	lines_check(w, "metric:csat score:2", "D");
	lines_check(w, "metric:csat score:3", "");
	lines_check(w, "metric:nps score:3", "D");
	lines_check(w, "score:2", "D");
	lines_check(w, "score:4", "");
}

static void many_beginnings_are_cut_short(void **state)
{
	struct world *w = *state;
	struct line lines[300];
	for (size_t i = 0; i < 300; i++)
		lines[i] = (struct line){
		        .comment = arena_printf(w->arena, "qua%zu", 1000 + i), .score = 3, .day = TODAY};
	lines_put(w, lines, 300, 300);
	struct search_found found = lines_look(w, "qua", &(struct search_limits){.rows = 500});
	assert_true(found.narrow);
	assert_in_range(found.count, 100, 299);
	found = lines_look(w, "qua10", &(struct search_limits){.rows = 500});
	assert_false(found.narrow);
	assert_int_equal(found.count, 100);
	assert_int_equal(lines_search(w, "qua1007").count, 1);
}

static void rename_theme(struct world *w, int64_t id, const char *name)
{
	begin(w, &anna, "theme.rename");
	OK(w, store_rename_theme(w->store, id, name, &w->err));
	commit(w);
}

static void merge_themes(struct world *w, int64_t id, int64_t into_id)
{
	int64_t answers = 0;
	begin(w, &anna, "theme.merge");
	OK(w, store_merge_themes(w->store, id, into_id, &answers, &w->err));
	commit(w);
}

/* By the name it had, and by that of a theme that went up in it; what is called so now comes first. */
static void a_theme_is_found_by_its_former_names(void **state)
{
	struct world *w = *state;
	struct theme_entry delivery, app;
	lines_put_some(w);
	lines_index(w);
	OK(w, store_theme_by_name(w->store, w->arena, "levering", &delivery, &w->err));
	OK(w, store_theme_by_name(w->store, w->arena, "app", &app, &w->err));
	lines_check(w, "theme:levering", "SD");
	rename_theme(w, delivery.id, "Bezorging");
	lines_check(w, "theme:bezorging", "SD");
	lines_check(w, "theme:LEVERING", "SD");
	lines_check(w, "theme:lev traag", "D");
	rename_theme(w, delivery.id, "Aan de deur");
	lines_check(w, "theme:levering", "SD");
	lines_check(w, "theme:bez", "SD");
	merge_themes(w, app.id, delivery.id);
	lines_check(w, "theme:app", "SND");
	lines_check(w, "theme:levering", "SND");
	assert_int_equal(lines_search(w, "theme:xyz").unknown.code, ERR_MISSING);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
	        CASE(a_theme_is_found_by_its_former_names),
	        CASE(words_are_found_in_all_their_forms),
	        CASE(filters_narrow_it_down),
	        CASE(what_filters_do_not_know_is_said),
	        CASE(hostile_words_are_words),
	        CASE(the_newest_come_first_and_are_counted_so_far),
	        CASE(effort_has_an_end_and_says_so),
	        CASE(withdrawn_answers_are_not_found),
	        CASE(what_is_logged_is_found_at_once),
	        CASE(a_metric_is_found_in_any_answer),
	        CASE(many_beginnings_are_cut_short),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
