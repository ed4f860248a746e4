/* Themes in the meeting: found in the words of customers, taken up, renamed, merged, split. */
#include <stdio.h>
#include <string.h>

#include <dagstart/agenda/finder.h>
#include <dagstart/store/themes.h>

#include "desk.h"

static void complain(struct desk *desk, const char *words, int times)
{
	for (int i = 0; i < times; i++)
		desk_quote(desk, words, 2, MONDAY - 1 - i);
}

static void praise(struct desk *desk, int times)
{
	for (int i = 0; i < times; i++)
		desk_quote(desk, "snel en netjes", 10, MONDAY - 1 - i);
}

static size_t look(struct desk *desk, struct finding **ret)
{
	const struct finder_options options = {.settings = &desk->settings, .today = MONDAY, .seed = 7};
	size_t count = 0;
	double share = 0;
	assert_true(finder_run(desk->stores[0], desk->arena, &options, ret, &count, &share, &desk->err));
	assert_true(share > 0.99);
	return count;
}

static void what_is_found_is_kept_and_becomes_a_theme_by_one_key(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct finding *findings = NULL;
	complain(desk, "De koerier belde niet aan", 5);
	praise(desk, 6);
	assert_true(look(desk, &findings) > 0);
	assert_int_equal(findings[0].complaints, 5);
	assert_true(findings[0].impact > 0);
	assert_int_equal(findings[0].quote_count, FINDING_QUOTES);
	desk_run(desk, s, "page.open", "page", "found", NULL);
	assert_sees(desk, s, "De koerier belde niet aan");
	assert_in(desk_page(desk, s, "found", NULL), "| 1 | koerier belde");
	desk_run(desk, s, "theme.adopt", "finding", "1", "new_name", "Aanbellen", NULL);
	assert_int_equal(desk->result.saved.letter, 'T');
	assert_sees_not(desk, s, "De koerier belde niet aan");
	desk_run(desk, s, "page.open", "page", "themes", NULL);
	assert_sees(desk, s, "Aanbellen");
	desk_run(desk, s, "undo", NULL);
	desk_run(desk, s, "page.open", "page", "found", NULL);
	assert_sees(desk, s, "De koerier belde niet aan");
}

/* From the page itself: nobody has to leave the meeting for it. */
static void the_page_looks_for_more_by_one_key(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	complain(desk, "De koerier belde niet aan", 5);
	praise(desk, 6);
	desk_meet(desk, s);
	desk_run(desk, s, "page.open", "page", "found", NULL);
	assert_sees(desk, s, "{theme.find} looks again");
	assert_sees_not(desk, s, "De koerier belde niet aan");
	desk_run(desk, s, "theme.find", NULL);
	assert_sees(desk, s, "De koerier belde niet aan");
	desk_run(desk, s, "back", NULL);
	assert_sees(desk, s, "WHO IS HERE");
	desk_run(desk, s, "theme.find", NULL);
	assert_sees(desk, s, "De koerier belde niet aan");
}

static void log_theme(struct desk *desk, struct session *s, const char *text, const char *theme)
{
	desk_run(desk, s, "feedback.log", "text", text, "score", "3", "metric", "nps", "theme", theme, NULL);
}

enum { MANY = 40001 };

static void take_many(struct desk *desk, const char *seat)
{
	struct import *import = NULL;
	int64_t batch_id = 0;
	const struct change change = {.origin = seat, .verb = "import"};
	const struct import_source source = {
	        .name = "f.csv", .shape = "csv", .at_ms = clock_now_ms(&desk->clock), .change = &change};
	assert_true(store_import_begin(desk->stores[0], desk->arena, &source, &import, &desk->err));
	for (int i = 0; i < MANY; i++) {
		enum import_added added;
		struct import_row row = {.feedback = {.day = MONDAY - 1,
		                                 .comment = i < 3 ? "de koerier belde niet" : "",
		                                 .customer = "",
		                                 .channel = "",
		                                 .step = "",
		                                 .themes = {"Groot"},
		                                 .theme_count = 1},
		        .external_id = ""};
		char bytes[16];
		row.row_len = (size_t)snprintf(bytes, sizeof(bytes), "%d", i);
		row.row_bytes = bytes;
		assert_true(store_import_add(import, &row, &added, &desk->err));
	}
	assert_true(store_import_commit(import, 0, &batch_id, &desk->err));
}

/* In a meeting nothing takes longer than a moment: what does is for the command line. */
static void the_room_does_not_wait_for_many_answers(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	take_many(desk, "anna@desk");
	desk_meet(desk, s);
	log_theme(desk, s, "iets", "Klein");
	desk_refused(desk, s, ERR_REFUSED, "theme.merge", "theme", "Groot", "into", "Klein", NULL);
	assert_non_null(strstr(err_text(desk->arena, &desk->err), "dagstart themes merge"));
	desk_refused(desk, s, ERR_REFUSED, "theme.split", "theme", "Groot", "words", "koerier", NULL);
	desk_run(desk, s, "theme.merge", "theme", "Klein", "into", "Groot", NULL);
	desk_run(desk, s, "undo", NULL);
	desk_run(desk, s, "undo", NULL);
	desk_refused(desk, s, ERR_REFUSED, "undo", NULL);
	assert_non_null(strstr(err_text(desk->arena, &desk->err), "dagstart undo"));
	struct session *other = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, other, "theme.split", "theme", "Groot", "words", "koerier", NULL);
	desk_run(desk, other, "theme.merge", "theme", "Groot", "into", "koerier", NULL);
	desk_refused(desk, s, ERR_REFUSED, "undo", NULL);
	desk_run(desk, other, "undo", NULL);
	desk_run(desk, other, "undo", NULL);
	desk_run(desk, other, "undo", NULL);
}

static void nothing_to_find_is_said(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct finding *findings = NULL;
	praise(desk, 3);
	assert_int_equal(look(desk, &findings), 0);
	desk_run(desk, s, "page.open", "page", "found", NULL);
	assert_sees(desk, s, "Nothing was found");
	desk_refused(desk, s, ERR_MISSING, "theme.adopt", "finding", "1", NULL);
	desk_refused(desk, s, ERR_MISSING, "theme.adopt", "finding", "koerier", NULL);
}

static void an_old_name_is_understood_everywhere(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	log_theme(desk, s, "weer te laat", "Levering");
	log_theme(desk, s, "an hour late", "Delivery");
	desk_run(desk, s, "theme.merge", "theme", "levering", "into", "Delivery", NULL);
	assert_non_null(strstr(desk->result.said, "1 "));
	desk_run(desk, s, "theme.rename", "theme", "T-1", "new_name", "Lead time", NULL);
	log_theme(desk, s, "morgen pas", "Levering");
	desk_run(desk, s, "page.open", "page", "themes", NULL);
	assert_sees(desk, s, "Lead time");
	assert_sees(desk, s, "Delivery");
	assert_sees_not(desk, s, "Levering");
	desk_run(desk, s, "page.feedback", "theme", "Delivery", NULL);
	assert_sees(desk, s, "weer te laat");
	assert_sees(desk, s, "an hour late");
	assert_sees(desk, s, "morgen pas");
}

/* A name is one name, however many blanks stand in it. */
static void blanks_make_no_other_name(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	log_theme(desk, s, "too late", "  Delivery \t time ");
	log_theme(desk, s, "never came", "delivery time");
	desk_run(desk, s, "page.open", "page", "themes", NULL);
	assert_sees(desk, s, "Delivery time");
	assert_sees_not(desk, s, "delivery time");
	desk_run(desk, s, "theme.rename", "theme", "T-1", "new_name", " Lead   time ", NULL);
	assert_sees(desk, s, "Lead time");
	desk_run(desk, s, "back", NULL);
	desk_run(desk, s, "page.feedback", "theme", "lead time", NULL);
	assert_sees(desk, s, "too late");
	assert_sees(desk, s, "never came");
}

static void splitting_takes_words_parted_by_commas(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	log_theme(desk, s, "the courier left", "Delivery");
	log_theme(desk, s, "it was on the doorstep", "Delivery");
	log_theme(desk, s, "too late", "Delivery");
	desk_refused(desk, s, ERR_USAGE, "theme.split", "theme", "Delivery", "words", " , ", NULL);
	desk_refused(desk, s, ERR_REFUSED, "theme.split", "theme", "Delivery", "words", "zeppelin", NULL);
	desk_refused(desk, s, ERR_MISSING, "theme.split", "theme", "No such", "words", "late", NULL);
	desk_run(desk, s, "theme.split", "theme", "Delivery", "words", "by  Courier*, on the doorstep", NULL);
	desk_run(desk, s, "page.open", "page", "themes", NULL);
	assert_sees(desk, s, "courier");
	assert_sees_not(desk, s, "Courier");
	desk_run(desk, s, "back", NULL);
	desk_run(desk, s, "page.feedback", "theme", "courier", NULL);
	assert_sees(desk, s, "doorstep");
	assert_sees_not(desk, s, "too late");
	desk_run(desk, s, "undo", NULL);
	desk_run(desk, s, "page.feedback", "theme", "Delivery", NULL);
	assert_sees(desk, s, "doorstep");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(
	                what_is_found_is_kept_and_becomes_a_theme_by_one_key, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                the_page_looks_for_more_by_one_key, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(nothing_to_find_is_said, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                the_room_does_not_wait_for_many_answers, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                an_old_name_is_understood_everywhere, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                splitting_takes_words_parted_by_commas, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(blanks_make_no_other_name, desk_setup, desk_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
