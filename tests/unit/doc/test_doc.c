/* The builder, the walk and the filled values of a command. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/doc.h>
#include <dagstart/doc/form.h>

static int setup(void **state)
{
	*state = arena_new(NULL);
	return 0;
}

static int teardown(void **state)
{
	*state = arena_free(*state);
	return 0;
}

static void test_new_is_an_empty_section(void **state)
{
	struct doc doc = doc_new(*state);
	assert_int_equal(doc.root->kind, DOC_SECTION);
	assert_string_equal(doc.root->text, "");
	assert_string_equal(doc.root->title, "");
	assert_null(doc.root->first);
	assert_null(doc_next(doc.root, doc.root));
}

static void test_children_keep_their_order_and_parent(void **state)
{
	struct doc doc = doc_new(*state);
	struct doc_node *a = doc_para(&doc, doc.root, ROLE_TEXT, "a");
	struct doc_node *b = doc_para(&doc, doc.root, ROLE_BAD, "b");
	assert_ptr_equal(doc.root->first, a);
	assert_ptr_equal(doc.root->last, b);
	assert_ptr_equal(a->next, b);
	assert_null(b->next);
	assert_ptr_equal(b->parent, doc.root);
	assert_int_equal(b->role, ROLE_BAD);
	size_t count = 0;
	DOC_EACH(child, doc.root)
		count++;
	assert_int_equal(count, 2);
}

static void test_null_texts_are_empty(void **state)
{
	struct doc doc = doc_new(*state);
	struct doc_node *section = doc_section(&doc, doc.root, NULL, NULL);
	struct doc_node *field = doc_field(&doc, section, NULL, NULL, NULL);
	struct doc_node *score = doc_score(&doc, section, NULL, &(struct doc_score){.n = 0});
	assert_string_equal(section->text, "");
	assert_string_equal(section->aside, "");
	assert_string_equal(field->key, "");
	assert_string_equal(field->title, "");
	assert_string_equal(field->text, "");
	assert_string_equal(score->score->verdict, "");
	assert_string_equal(score->score->margin, "");
	assert_null(score->score->parts);
}

static void test_texts_of_titles(void **state)
{
	struct doc doc = doc_new(*state);
	struct doc_node *section = doc_section(&doc, doc.root, "Scores", "30 days");
	assert_string_equal(section->text, "Scores");
	assert_string_equal(section->title, "Scores");
	assert_string_equal(section->aside, "30 days");
	struct doc_node *heading = doc_heading(&doc, section, 2, "NPS", NULL);
	assert_int_equal(heading->level, 2);
	assert_int_equal(heading->role, ROLE_TITLE);
	assert_string_equal(heading->aside, "");
	struct doc_node *hint = doc_hint(&doc, section, "Enter");
	assert_int_equal(hint->kind, DOC_HINT);
	assert_int_equal(hint->role, ROLE_QUIET);
	assert_int_equal(doc_rule(&doc, section)->kind, DOC_RULE);
}

static void test_next_walks_in_reading_order_and_stops_at_its_top(void **state)
{
	struct doc doc = doc_new(*state);
	struct doc_node *one = doc_section(&doc, doc.root, "1", NULL);
	doc_para(&doc, one, ROLE_TEXT, "2");
	struct doc_node *deep = doc_section(&doc, one, "3", NULL);
	doc_para(&doc, deep, ROLE_TEXT, "4");
	doc_para(&doc, doc.root, ROLE_TEXT, "5");
	char order[8] = "";
	for (struct doc_node *n = doc.root; n; n = doc_next(doc.root, n))
		strncat(order, n->text, 1);
	assert_string_equal(order, "12345");
	order[0] = '\0';
	for (struct doc_node *n = one; n; n = doc_next(one, n))
		strncat(order, n->text, 1);
	assert_string_equal(order, "1234");
}

static void test_find(void **state)
{
	struct doc doc = doc_new(*state);
	struct doc_node *list = doc_add(&doc, doc.root, DOC_LIST, ROLE_TEXT, NULL);
	struct doc_node *plain = doc_item(&doc, list, (struct ref){0}, "no ref");
	struct doc_node *four = doc_item(&doc, list, (struct ref){'A', 4}, "four");
	doc_item(&doc, list, (struct ref){'A', 4}, "again");
	struct doc_node *field = doc_field(&doc, doc.root, "nps", "NPS", "31");
	assert_ptr_equal(doc_find_key(&doc, "nps"), field);
	assert_null(doc_find_key(&doc, "csat"));
	assert_null(doc_find_key(&doc, ""));
	assert_true(four->focusable);
	assert_false(plain->focusable);
}

static void test_plain_joins_text_and_spans(void **state)
{
	struct doc doc = doc_new(*state);
	struct doc_node *para = doc_para(&doc, doc.root, ROLE_TEXT, "due ");
	doc_span(&doc, para, ROLE_BAD, "27 Feb");
	doc_spanf(&doc, para, ROLE_QUIET, ", moved %d times", 2);
	struct doc_node *item = doc_item(&doc, doc.root, (struct ref){0}, "x");
	doc_para(&doc, item, ROLE_TEXT, "below");
	assert_string_equal(doc_plain(*state, para), "due 27 Feb, moved 2 times");
	assert_string_equal(doc_plain(*state, item), "x");
	assert_string_equal(doc_paraf(&doc, doc.root, ROLE_TEXT, "%d %%", 82)->text, "82 %");
}

static void test_values_of_fields_and_cells(void **state)
{
	static const struct doc_column columns[] = {{.key = "a"}, {.key = "b"}};
	struct doc doc = doc_new(*state);
	struct doc_node *table = doc_table(&doc, doc.root, "t", columns, 2);
	struct doc_node *row = doc_row(&doc, table, (struct ref){'A', 1});
	assert_int_equal(table->table->count, 2);
	assert_string_equal(table->table->columns[1].key, "b");
	assert_true(row->focusable);
	assert_null(doc_cell(&doc, row, "plain")->value);
	assert_int_equal(doc_cell_role(&doc, row, ROLE_GOOD, "x")->role, ROLE_GOOD);
	assert_int_equal(doc_cell_int(&doc, row, "seven", 7)->value->integer, 7);
	assert_true(isnan(doc_cell_number(&doc, row, "–", NAN)->value->number));
	assert_true(doc_cell_bool(&doc, row, "✓", true)->value->truth);
	struct doc_node *day = doc_cell_value(&doc, row, "Fri 6 Mar", "2026-03-06");
	assert_int_equal(day->value->kind, VALUE_TEXT);
	assert_string_equal(day->value->text, "2026-03-06");
	assert_string_equal(day->text, "Fri 6 Mar");
	struct doc_node *n = doc_field_int(&doc, doc.root, "n", "n", 41200);
	assert_int_equal(n->value->kind, VALUE_INTEGER);
	assert_string_equal(n->text, "41,200");
	struct doc_node *number = doc_field_number(&doc, doc.root, "x", "X", "1.5", 1.5);
	assert_int_equal(number->value->kind, VALUE_NUMBER);
	assert_true(number->value->number > 1.4 && number->value->number < 1.6);
}

/* Builders may keep parts and points on their stack. */
static void test_scores_and_charts_are_copied(void **state)
{
	struct doc doc = doc_new(*state);
	struct doc_part parts[] = {{"promoters", 199, 48, ROLE_GOOD}, {"detractors", 71, 17, ROLE_BAD}};
	struct doc_score score = {.title = "NPS", .value = "31", .n = 412, .parts = parts, .part_count = 2};
	struct doc_node *node = doc_score(&doc, doc.root, "nps", &score);
	parts[0].count = 0;
	score.n = 0;
	assert_int_equal(node->score->n, 412);
	assert_int_equal(node->score->parts[0].count, 199);
	assert_string_equal(node->key, "nps");

	struct doc_point points[] = {{.day = 5, .value = 1}};
	struct doc_mark marks[] = {{.day = 5, .ref = {'A', 3}}};
	struct doc_chart chart = {.points = points, .count = 1, .marks = marks, .mark_count = 1};
	struct doc_node *drawn = doc_chart(&doc, doc.root, &chart);
	points[0].day = marks[0].day = 0;
	assert_int_equal(drawn->chart->points[0].day, 5);
	assert_int_equal(drawn->chart->marks[0].day, 5);
	assert_string_equal(drawn->chart->summary, "");
}

static void test_gauge_and_timer(void **state)
{
	struct doc doc = doc_new(*state);
	struct doc_node *gauge = doc_gauge(&doc, doc.root, ROLE_WATCH, &(struct doc_gauge){.part = 0.5});
	struct doc_node *timer =
	        doc_timer(&doc, doc.root, ROLE_BAD, &(struct doc_timer){.used_ms = 61000, .planned_s = 60});
	assert_int_equal(gauge->role, ROLE_WATCH);
	assert_string_equal(gauge->gauge->caption, "");
	assert_int_equal(timer->timer->used_ms, 61000);
	assert_string_equal(timer->timer->caption, "");
}

static void test_args_get(void **state)
{
	(void)state;
	const struct arg items[] = {{"owner", "Anna"}, {"due", NULL}, {"owner", "Bram"}};
	struct args args = {.items = items, .count = 3};
	assert_string_equal(args_get(&args, "owner"), "Anna");
	assert_string_equal(args_get(&args, "due"), "");
	assert_string_equal(args_get(&args, "own"), "");
	assert_string_equal(args_get(&(struct args){0}, "owner"), "");
}

static const char *key_of(const void *user, const char *command)
{
	return streq(command, user) ? "n" : NULL;
}

static void hints_name_keys_where_there_are_keys(void **state)
{
	UNUSED(state);
	CLEANUP(arena_cleanup) struct arena *a = arena_new(NULL);
	const char *hint = "{voice.next} goes on, {undo} back";
	assert_string_equal(doc_hint_words(a, hint, key_of, "voice.next"), "n goes on, :undo back");
	assert_string_equal(doc_hint_words(a, hint, NULL, NULL), ":voice.next goes on, :undo back");
	assert_string_equal(doc_hint_words(a, "a { that stays", key_of, "undo"), "a { that stays");
	assert_string_equal(doc_hint_words(a, "", NULL, NULL), "");
	/* what a line in a shell must say besides */
	assert_string_equal(
	        doc_hint_words(a, "{goal.add owner=J. B} writes one", NULL, NULL), ":goal.add writes one");
	assert_string_equal(
	        doc_hint_where(a, "None. {goal.add owner=J. B} writes one.", key_of, "goal.add owner=J. B"),
	        "None. n writes one.");
}

static void hints_leave_out_what_cannot_be_done(void **state)
{
	UNUSED(state);
	CLEANUP(arena_cleanup) struct arena *a = arena_new(NULL);
	const char *only = "voice.next";
	assert_string_equal(doc_hint_where(a, "{undo} back", key_of, only), "");
	assert_string_equal(
	        doc_hint_where(a, "All is said. {undo} takes it back.", key_of, only), "All is said.");
	assert_string_equal(
	        doc_hint_where(a, "{voice.next} goes on, {undo} back", key_of, only), "n goes on.");
	assert_string_equal(
	        doc_hint_where(a, "{undo} back · {voice.next} goes on · {undo} again", key_of, only),
	        "n goes on.");
	assert_string_equal(doc_hint_where(a, "{voice.next} goes on, as ever. So it is", key_of, only),
	        "n goes on, as ever. So it is");
	assert_string_equal(doc_hint_where(a, "a { that stays", key_of, only), "a { that stays");
	assert_string_equal(doc_hint_where(a, "", key_of, only), "");
}

static void columns_that_say_nothing_are_not_shown(void **state)
{
	UNUSED(state);
	CLEANUP(arena_cleanup) struct arena *a = arena_new(NULL);
	static const struct doc_column columns[] = {{.key = "id"}, {.key = "text", .title = "what"},
	        {.key = "role", .title = "role"}, {.key = "line", .title = "8 weeks"},
	        {.key = "day", .hidden = true}, {.key = "more", .title = "more"}};
	struct doc doc = doc_new(a);
	struct doc_node *table = doc_table(&doc, doc.root, "t", columns, 6);
	struct doc_bar bar = {.width = 8};
	for (int i = 0; i < 2; i++) {
		struct doc_node *row = doc_row(&doc, table, (struct ref){0});
		doc_cell(&doc, row, "");
		doc_cell(&doc, row, i ? "" : "a word");
		doc_cell_int(&doc, row, "", 7);
		doc_cell_bar(&doc, row, "", &bar);
		doc_cell(&doc, row, "1 March");
		if (i)
			doc_span(&doc, doc_cell(&doc, row, ""), ROLE_TEXT, "said");
	}
	static const bool drawn[] = {false, true, false, true, false, true};
	static const bool said[] = {false, true, false, false, false, true};
	for (size_t i = 0; i < 6; i++) {
		assert_int_equal(doc_column_shown(table, i, true), drawn[i]);
		assert_int_equal(doc_column_shown(table, i, false), said[i]);
	}
	table->last->hidden = true; /* people read of it elsewhere */
	assert_false(doc_column_shown(table, 5, true));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_new_is_an_empty_section, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_children_keep_their_order_and_parent, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_null_texts_are_empty, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_texts_of_titles, setup, teardown),
	        cmocka_unit_test_setup_teardown(
	                test_next_walks_in_reading_order_and_stops_at_its_top, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_find, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_plain_joins_text_and_spans, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_values_of_fields_and_cells, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_scores_and_charts_are_copied, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_gauge_and_timer, setup, teardown),
	        cmocka_unit_test(hints_name_keys_where_there_are_keys),
	        cmocka_unit_test(hints_leave_out_what_cannot_be_done),
	        cmocka_unit_test(columns_that_say_nothing_are_not_shown),
	        cmocka_unit_test(test_args_get),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
