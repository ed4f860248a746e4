/* What the command line tells programs: JSON and CSV, whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "scene.h"

static void test_check_as_data(void **state)
{
	struct scratch *s = scene_team(state);
	json_t *all = scene_json(s, (const char *[]){"check", "--json", NULL}, 0);
	assert_int_equal(json_array_size(json_object_get(all, "problems")), 0);
	json_decref(all);
	scratch_write(s, SCENE_CONFIG "dagstart.yaml", "team:\n  nmae: X\n");
	all = scene_json(s, (const char *[]){"check", "--json", NULL}, 1);
	json_t *first = json_array_get(json_object_get(all, "problems"), 0);
	assert_int_equal(json_integer_value(json_object_get(first, "line")), 2);
	assert_non_null(strstr(json_string_value(json_object_get(first, "file")), "dagstart.yaml"));
	json_decref(all);
	struct run r = scene_run(s, "check", "--csv", NULL);
	run_expect(&r, 1);
	assert_true(scene_matches(r.out, "^\"file\",\"line\",\"column\",\"path\",\"expected\""));
	assert_true(scene_matches(r.out, "dagstart.yaml\",2,"));
	run_done(&r);
	scratch_free(s);
}

/* A comment may have lines of its own. */
static size_t rows_of(const char *csv)
{
	size_t count = 0;
	for (const char *at = csv; (at = strstr(at, "\n\"F-")); at++)
		count++;
	return count;
}

/* No id twice, none left out: `last` is the highest number. */
static void every_id_once(const json_t *rows, size_t last)
{
	char *seen = calloc(last + 1, 1);
	assert_non_null(seen);
	assert_int_equal(json_array_size(rows), last);
	for (size_t i = 0; i < last; i++) {
		const char *id = json_string_value(json_object_get(json_array_get(rows, i), "id"));
		size_t number = strtoul(id + 2, NULL, 10);
		assert_true(number >= 1 && number <= last);
		assert_false(seen[number]);
		seen[number] = 1;
	}
	free(seen);
}

/* More rows than one piece, with many on one day and some without any. */
static size_t write_answers(struct scratch *s)
{
	enum { ROWS = 1400 };
	size_t size = 64 * ROWS, len = 0;
	char *csv = malloc(size);
	assert_non_null(csv);
	len += (size_t)snprintf(csv, size, "date,nps,comment\n");
	for (int i = 0; i < ROWS; i++)
		len += (size_t)snprintf(csv + len, size - len, "%s,%d,Answer %d\n",
		        i % 10 == 0 ? "" : "2026-02-11", i % 11, i);
	scratch_write(s, "answers.csv", csv);
	free(csv);
	return ROWS;
}

static void test_export_is_whole(void **state)
{
	struct scratch *s = scene_team(state);
	size_t added = write_answers(s);
	struct run r = scene_run(s, "import", scratch_path(s, "answers.csv"), NULL);
	run_expect(&r, 0);
	run_done(&r);
	json_t *all = scene_json(s, (const char *[]){"export", "--json", NULL}, 0);
	json_t *rows = json_object_get(json_object_get(all, "feedback"), "feedback");
	size_t count = json_array_size(rows);
	assert_true(count > added + 500);
	every_id_once(rows, count);
	json_t *history = json_object_get(json_object_get(all, "history"), "history");
	assert_true(json_array_size(history) > 100);
	const char *first = json_string_value(json_object_get(json_array_get(history, 0), "verb"));
	assert_string_equal(first, "team.found");
	json_decref(all);
	r = scene_run(s, "feedback", "--csv", NULL);
	run_expect(&r, 0);
	assert_int_equal(rows_of(r.out), count);
	run_done(&r);
	r = scene_run(s, "feedback", "--csv", "--limit", "7", NULL);
	run_expect(&r, 0);
	assert_int_equal(rows_of(r.out), 7);
	run_done(&r);
	all = scene_json(s, (const char *[]){"feedback", "no such words", "--json", NULL}, 0);
	assert_int_equal(json_array_size(json_object_get(all, "feedback")), 0);
	json_decref(all);
	scratch_free(s);
}

/* What is compared has to be a number; and no more digits than the margin carries. */
static void test_scores_as_data(void **state)
{
	struct scratch *s = scene_team(state);
	json_t *all = scene_json(s, (const char *[]){"scores", "--json", NULL}, 0);
	const json_t *nps = json_object_get(all, "nps");
	assert_int_equal(json_integer_value(json_object_get(nps, "target")), 35);
	assert_true(json_is_null(json_object_get(nps, "target_by")));
	assert_string_equal(json_string_value(json_object_get(nps, "better")), "higher");
	assert_true(json_is_object(json_object_get(all, "nps_chart")));
	assert_true(json_is_object(json_object_get(all, "ces_chart")));
	json_decref(all);
	struct run r = scene_run(s, "scores", "--csv", NULL);
	run_expect(&r, 0);
	assert_true(scene_matches(
	        r.out, "^\"nps\",\"[^\"]*\",[0-9.]+,[0-9.-]+,[0-9.]+,[0-9]+,35,\"\",\"higher\""));
	assert_false(scene_matches(r.out, "[.][0-9]{5}"));
	run_done(&r);
	scratch_free(s);
}

/* Nothing that the page of a person says is missing where programs read it. */
static void test_cards_as_data(void **state)
{
	struct scratch *s = scene_team(state);
	json_t *all = scene_json(s, (const char *[]){"me", "Bram", "--json", NULL}, 0);
	const json_t *goal = json_array_get(json_object_get(json_object_get(all, "goals"), "items"), 0);
	assert_string_equal(json_string_value(json_object_get(goal, "ref")), "G-4");
	assert_string_equal(
	        json_string_value(json_object_get(goal, "title")), "Invoices right the first time");
	assert_true(json_number_value(json_object_get(goal, "progress")) > 0.5);
	json_decref(all);
	all = scene_json(s, (const char *[]){"minutes", "--json", NULL}, 0);
	const json_t *heard = json_object_get(json_object_get(all, "heard"), "items");
	assert_int_equal(json_array_size(heard), 2);
	assert_int_equal(json_string_value(json_object_get(json_array_get(heard, 0), "ref"))[0], 'F');
	json_decref(all);
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_check_as_data),
	        cmocka_unit_test(test_export_is_whole),
	        cmocka_unit_test(test_scores_as_data),
	        cmocka_unit_test(test_cards_as_data),
	};
	return cmocka_run_group_tests(tests, scene_set_up, scene_tear_down);
}
