/* What programs read: CSV and JSON, with their types, and nothing in a cell that a spreadsheet would run. */
#include "fixture.h"

#include <math.h>

static const char *csv_cell(struct arena *arena, const char *text)
{
	struct doc doc = doc_with_cell(arena, text);
	const char *csv = rendered(arena, RENDER_CSV, doc.root);
	static const char head[] = "\"a\",\"b\"\n", tail[] = ",\"\"\n";
	size_t len = strlen(csv);
	assert_memory_equal(csv, head, strlen(head));
	assert_string_equal(csv + len - strlen(tail), tail);
	return arena_strndup(arena, csv + strlen(head), len - strlen(head) - strlen(tail));
}

static void test_csv_defuses_formulas(void **state)
{
	static const char *const cells[][2] = {
	        {"plain", "\"plain\""},
	        {"", "\"\""},
	        {"–", "\"\""},
	        {"a \"b\" c", "\"a \"\"b\"\" c\""},
	        {"=1+1", "\"'=1+1\""},
	        {"+1+1", "\"'+1+1\""},
	        {"-1+1", "\"'-1+1\""},
	        {"@SUM(1)", "\"'@SUM(1)\""},
	        {"\t=1", "\"' =1\""},
	        {"\tx", "\"' x\""},
	        {"\rx", "\"'\nx\""},
	        {" =1", "\"' =1\""},
	        {"\u00a0=1", "\"'\u00a0=1\""},
	        {"\u3000 +1", "\"'\u3000 +1\""},
	        {"＝1", "\"'＝1\""},
	        {"＋1", "\"'＋1\""},
	        {"－1", "\"'－1\""},
	        {"＠a", "\"'＠a\""},
	        {"x;=1", "\"x;'=1\""},
	        {"x;\"=1", "\"x;'\"\"=1\""},
	        {"x\n-1", "\"x\n'-1\""},
	        {"a=b-c", "\"a=b-c\""},
	        {"'=1", "\"'=1\""},
	        {"-5", "\"-5\""},
	        {"-5.25", "\"-5.25\""},
	        {"-5.", "\"'-5.\""},
	        {"-", "\"'-\""},
	        {"-5 %", "\"'-5 %\""},
	        {"--5", "\"'--5\""},
	};
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		assert_string_equal(csv_cell(*state, cells[i][0]), cells[i][1]);
}

static void test_csv_types(void **state)
{
	static const struct doc_column columns[] = {{.key = "i"}, {.key = "n"}, {.key = "none"},
	        {.key = "yes"}, {.key = "no"}, {.key = "day", .hidden = true}, {.key = "missing"}};
	struct doc doc = doc_new(*state);
	struct doc_node *row = doc_row(&doc, doc_table(&doc, doc.root, "t", columns, 7), (struct ref){0});
	doc_cell_int(&doc, row, "−3", -3);
	doc_cell_number(&doc, row, "1,5", 1.5);
	doc_cell_number(&doc, row, "–", NAN);
	doc_cell_bool(&doc, row, "✓", true);
	doc_cell_bool(&doc, row, "", false);
	doc_cell_value(&doc, row, "today", "2026-03-03");
	assert_string_equal(rendered(*state, RENDER_CSV, doc.root),
	        "\"i\",\"n\",\"none\",\"yes\",\"no\",\"day\",\"missing\"\n"
	        "-3,1.5,\"\",\"true\",\"false\",\"2026-03-03\",\"\"\n");
}

static void test_csv_without_a_table(void **state)
{
	struct doc doc = doc_new(*state);
	assert_string_equal(rendered(*state, RENDER_CSV, doc.root), "");
	doc_field(&doc, doc.root, "who", "Who", "Anna");
	doc_field_int(&doc, doc.root, "n", "n", 3);
	assert_string_equal(rendered(*state, RENDER_CSV, doc.root), "\"who\",\"n\"\n\"Anna\",3\n");
	doc_score(&doc, doc.root, "nps",
	        &(struct doc_score){.title = "NPS",
	                .number = {.kind = VALUE_NUMBER, .number = 31.5},
	                .low = 24,
	                .high = NAN,
	                .n = 412,
	                .verdict = "noise"});
	assert_string_equal(rendered(*state, RENDER_CSV, doc.root),
	        "\"key\",\"title\",\"value\",\"low\",\"high\",\"n\",\"target\",\"target_by\","
	        "\"better\",\"verdict\"\n"
	        "\"nps\",\"NPS\",31.5,24,\"\",412,\"\",\"\",\"higher\",\"noise\"\n");
}

static void test_json_types_and_nesting(void **state)
{
	struct doc doc = doc_new(*state);
	doc.root->key = "root";
	struct doc_node *section = doc_section(&doc, doc.root, "Inner", NULL);
	section->key = "inner";
	doc_field_int(&doc, section, "n", "n", 41200);
	doc_field_number(&doc, section, "x", "x", "1,5", 1.5);
	doc_field_number(&doc, section, "none", "none", "–", NAN);
	doc_field(&doc, section, "dash", "dash", "–");
	struct doc_node *unnamed = doc_section(&doc, doc.root, "Unnamed", NULL);
	doc_field(&doc, unnamed, "flat", "flat", "yes");
	doc_hint(&doc, unnamed, "not a fact");
	json_t *json = json_of(*state, &doc), *inner = json_object_get(json, "inner");
	assert_int_equal(json_object_size(json), 2);
	assert_int_equal(json_integer_value(json_object_get(inner, "n")), 41200);
	assert_true(json_is_real(json_object_get(inner, "x")));
	assert_true(json_is_null(json_object_get(inner, "none")));
	assert_true(json_is_null(json_object_get(inner, "dash")));
	assert_string_equal(json_string_value(json_object_get(json, "flat")), "yes");
	json_decref(json);
}

/* A list in pieces is the list: rows alone, behind what was written before. */
static void test_rows_in_pieces(void **state)
{
	struct doc doc = doc_with_cell(*state, "one");
	struct str csv = str_new(*state), json = str_new(*state);
	render_rows(RENDER_CSV, doc.root, true, &csv);
	render_rows(RENDER_CSV, doc.root, false, &csv);
	assert_string_equal(csv.text, "\"one\",\"\"\n\"one\",\"\"\n");
	str_add(&json, "[");
	render_rows(RENDER_JSON, doc.root, true, &json);
	render_rows(RENDER_JSON, doc.root, false, &json);
	str_add(&json, "]");
	json_t *rows = json_loads(json.text, JSON_REJECT_DUPLICATES, NULL);
	assert_int_equal(json_array_size(rows), 2);
	json_decref(rows);
	struct doc empty = doc_new(*state);
	struct str nothing = str_new(*state);
	render_rows(RENDER_JSON, empty.root, true, &nothing);
	assert_string_equal(nothing.text, "");
}

static void test_figures_are_rounded(void **state)
{
	struct doc doc = doc_new(*state);
	doc_field_number(&doc, doc.root, "third", "", "", 100.0 / 3);
	doc_field_number(&doc, doc.root, "whole", "", "", 66.00001);
	doc_field_number(&doc, doc.root, "large", "", "", 123456789012.125);
	assert_string_equal(rendered(*state, RENDER_CSV, doc.root),
	        "\"third\",\"whole\",\"large\"\n33.3333,66,123456789012.125\n");
}

static void test_json_table(void **state)
{
	struct doc doc = doc_new(*state);
	struct doc_node *table = doc_table(&doc, doc.root, "rows", two_columns, 2);
	struct doc_node *row = doc_row(&doc, table, (struct ref){'A', 12});
	doc_cell_bool(&doc, row, "✓", true);
	json_t *json = json_of(*state, &doc), *rows = json_object_get(json, "rows");
	assert_int_equal(json_array_size(rows), 1);
	json_t *first = json_array_get(rows, 0);
	assert_true(json_is_true(json_object_get(first, "a")));
	assert_true(json_is_null(json_object_get(first, "b")));
	assert_string_equal(json_string_value(json_object_get(first, "ref")), "A-12");
	json_decref(json);
}

static void test_json_keeps_what_has_the_same_key(void **state)
{
	struct doc doc = doc_new(*state);
	doc_field(&doc, doc.root, "goal", "goal", "one");
	doc_field(&doc, doc.root, "goal", "goal", "two");
	doc_field(&doc, doc.root, "goal", "goal", "three");
	json_t *json = json_of(*state, &doc);
	assert_string_equal(json_string_value(json_object_get(json, "goal")), "one");
	assert_string_equal(json_string_value(json_object_get(json, "goal_2")), "two");
	assert_string_equal(json_string_value(json_object_get(json, "goal_3")), "three");
	json_decref(json);
}

/* Bytes come back as they were stored, and none of them reaches a terminal raw. */
static void test_json_escapes_hostile_text(void **state)
{
	static const char hostile[] = "\033[2J \177 \xc2\x9b \xe2\x80\xae \xf3\xa0\x81\x81 \"\\ é 🙂";
	struct doc doc = doc_new(*state);
	doc_field(&doc, doc.root, "text", "text", hostile);
	doc_field(&doc, doc.root, "bad", "bad", "a\xff\xc3z");
	doc_field(&doc, doc.root, "k\xff", "key", "v");
	const char *text = rendered(*state, RENDER_JSON, doc.root);
	assert_null(strchr(text, 033));
	assert_null(strchr(text, 0177));
	assert_null(strstr(text, "\xc2\x9b"));
	assert_null(strstr(text, "\xe2\x80\xae"));
	assert_non_null(strstr(text, "\\uDB40\\uDC41"));
	assert_non_null(strstr(text, "é"));
	json_t *json = json_of(*state, &doc);
	assert_string_equal(json_string_value(json_object_get(json, "text")), hostile);
	assert_string_equal(json_string_value(json_object_get(json, "bad")), "a\xef\xbf\xbd\xef\xbf\xbdz");
	assert_string_equal(json_string_value(json_object_get(json, "k\xef\xbf\xbd")), "v");
	json_decref(json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(test_csv_defuses_formulas),
	        TEST(test_csv_types),
	        TEST(test_csv_without_a_table),
	        TEST(test_json_types_and_nesting),
	        TEST(test_rows_in_pieces),
	        TEST(test_figures_are_rounded),
	        TEST(test_json_table),
	        TEST(test_json_keeps_what_has_the_same_key),
	        TEST(test_json_escapes_hostile_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
