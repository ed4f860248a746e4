#include "fixture.h"

#include <math.h>
#include <stdio.h>

#include <dagstart/config/nearest.h>
#include <dagstart/config/schema.h>

struct item {
	const char *name;
	double weight;
};

struct thing {
	const char *name;
	struct bilingual title;
	bool on;
	int count;
	double share;
	int colour;
	int32_t day;
	struct schema_list words;
	struct {
		int inner;
		const char *text;
	} nested;
	struct schema_list items;
	const struct yaml *rest;
};

static const char *const colours[] = {"red", "green", "colour-blind", NULL};
static const struct item item_preset = {.name = "", .weight = 7};

static void even_only(const struct yaml *node, const void *value, struct problems *problems)
{
	if (*(const int *)value % 2)
		yaml_problem(problems, node, "an even number");
}

static void not_heavy(const struct yaml *node, const void *value, struct problems *problems)
{
	const struct item *item = value;
	if (item->weight > 100)
		yaml_problem(problems, node, "something lighter than %s", item->name);
}

static void two_at_least(const struct yaml *node, const void *value, struct problems *problems)
{
	const struct schema_list *list = value;
	if (list->count < 2)
		yaml_problem(problems, node, "two of them");
}

static const struct schema_field item_fields[] = {
        {.name = "name", .type = SCHEMA_TEXT, .offset = offsetof(struct item, name), .required = true},
        {.name = "weight", .type = SCHEMA_NUMBER, .offset = offsetof(struct item, weight)},
        {0},
};

static const struct schema_field nested_fields[] = {
        {.name = "inner",
                .type = SCHEMA_INT,
                .offset = offsetof(struct thing, nested.inner) - offsetof(struct thing, nested)},
        {.name = "text",
                .type = SCHEMA_TEXT,
                .offset = offsetof(struct thing, nested.text) - offsetof(struct thing, nested)},
        {0},
};

static const struct schema_field fields[] = {
        {.name = "name", .type = SCHEMA_TEXT, .offset = offsetof(struct thing, name), .min = 2, .max = 5},
        {.name = "title", .type = SCHEMA_BILINGUAL, .offset = offsetof(struct thing, title)},
        {.name = "on", .type = SCHEMA_BOOL, .offset = offsetof(struct thing, on)},
        {.name = "count",
                .type = SCHEMA_INT,
                .offset = offsetof(struct thing, count),
                .min = 0,
                .max = 60,
                .verify = even_only},
        {.name = "share",
                .type = SCHEMA_NUMBER,
                .offset = offsetof(struct thing, share),
                .min = -1,
                .max = 1},
        {.name = "colour",
                .type = SCHEMA_CHOICE,
                .offset = offsetof(struct thing, colour),
                .choices = colours},
        {.name = "day", .type = SCHEMA_DAY, .offset = offsetof(struct thing, day)},
        {.name = "words", .type = SCHEMA_TEXTS, .offset = offsetof(struct thing, words), .min = 0, .max = 3},
        {.name = "nested",
                .type = SCHEMA_MAP,
                .offset = offsetof(struct thing, nested),
                .fields = nested_fields},
        {.name = "items",
                .type = SCHEMA_LIST,
                .offset = offsetof(struct thing, items),
                .fields = item_fields,
                .item_size = sizeof(struct item),
                .item_preset = &item_preset,
                .verify = two_at_least,
                .verify_item = not_heavy},
        {.name = "rest", .type = SCHEMA_TREE, .offset = offsetof(struct thing, rest)},
        {0},
};

static struct thing load(struct fixture *f, const char *text)
{
	struct thing thing = {.count = 40, .colour = 1, .on = true};
	schema_blank(fields, &thing);
	forget(f);
	const struct yaml *tree = parse(f, text);
	assert_none(f);
	bool good = schema_load(f->arena, fields, tree, &thing, "", &f->problems);
	assert_true(good == (f->problems.count == 0));
	return thing;
}

static const char *text_at(const struct schema_list *list, size_t i)
{
	return *SCHEMA_ITEM(list, const char *, i);
}

static void loads_every_type(void **state)
{
	struct fixture *f = *state;
	struct thing t =
	        load(f, "name: Anna\ntitle: {en: Day, nl: Dag}\non: no\ncount: 12\nshare: -0,5\n"
	                "colour: Colour-Blind\nday: 2026-03-02\nwords: [a, 'b c']\nnested:\n  inner: 3\n"
	                "items:\n  - {name: x, weight: 2.5}\n  - name: y\nrest: {free: [1]}\n");
	assert_none(f);
	assert_string_equal(t.name, "Anna");
	assert_string_equal(t.title.en, "Day");
	assert_string_equal(t.title.nl, "Dag");
	assert_false(t.on);
	assert_int_equal(t.count, 12);
	assert_true(t.share == -0.5);
	assert_int_equal(t.colour, 2);
	assert_int_equal(t.day, 20514);
	assert_int_equal(t.words.count, 2);
	assert_string_equal(text_at(&t.words, 1), "b c");
	assert_int_equal(t.nested.inner, 3);
	assert_string_equal(t.nested.text, "");
	assert_int_equal(t.items.count, 2);
	assert_true(SCHEMA_ITEM(&t.items, struct item, 0)->weight == 2.5);
	assert_true(SCHEMA_ITEM(&t.items, struct item, 1)->weight == 7);
	assert_string_equal(yaml_get(t.rest, "free")->first->text, "1");
}

static void what_is_absent_stays(void **state)
{
	struct fixture *f = *state;
	struct thing t = load(f, "nested: {}\n");
	assert_none(f);
	assert_int_equal(t.count, 40);
	assert_int_equal(t.colour, 1);
	assert_true(t.on);
	assert_string_equal(t.name, "");
	t.words = (struct schema_list){.count = 9};
	const struct yaml *tree = parse(f, "share: 0.5\n");
	assert_true(schema_load(f->arena, fields, tree, &t, "", &f->problems));
	assert_int_equal(t.words.count, 9);
	assert_true(t.share == 0.5);
}

static void what_a_null_does(void **state)
{
	struct fixture *f = *state;
	struct thing t = load(f, "title:\non:\ncount: ~\nshare: null\nwords:\nday:\ncolour:\nnested:\n");
	assert_none(f);
	assert_string_equal(t.title.nl, "");
	assert_true(t.on);
	assert_int_equal(t.count, 40);
	assert_true(isnan(t.share));
	assert_int_equal(t.words.count, 0);
	assert_int_equal(t.colour, 1);
}

static void one_text_for_both_languages(void **state)
{
	struct fixture *f = *state;
	struct thing t = load(f, "title: Same\nwords: alone\n");
	assert_none(f);
	assert_string_equal(t.title.en, "Same");
	assert_string_equal(t.title.nl, "Same");
	assert_int_equal(t.words.count, 1);
	assert_string_equal(text_at(&t.words, 0), "alone");
	t = load(f, "title: {nl: Alleen}\n");
	assert_string_equal(bilingual_in(&t.title, "en"), "Alleen");
	assert_string_equal(bilingual_in(&t.title, "nl"), "Alleen");
	const struct bilingual both = {.en = "E", .nl = "N"};
	assert_string_equal(bilingual_in(&both, "en"), "E");
	assert_string_equal(bilingual_in(&both, "nl"), "N");
	assert_string_equal(bilingual_in(&both, "de"), "E");
	const struct bilingual none = {0};
	assert_string_equal(bilingual_in(&none, "nl"), "");
}

static void tells_everything_at_once(void **state)
{
	struct fixture *f = *state;
	struct thing t =
	        load(f, "nmae: x\nname: a\non: perhaps\ncount: 61\nshare: 2\ncolour: gren\n"
	                "day: 2026-02-30\nwords: [a, [b], ~]\nnested: {inner: x, inne: 1, other: 2}\n"
	                "items:\n  - {weight: 1}\n  - 3\n  - {name: x, weight: 101}\n");
	assert_string_equal(told(f),
	        "t.yaml:1:1: nmae: a known key. Did you mean 'name'?\n"
	        "t.yaml:2:7: name: a text of 2 to 5 characters; this one has 1\n"
	        "t.yaml:3:5: on: yes or no\n"
	        "t.yaml:4:8: count: a whole number from 0 to 60\n"
	        "t.yaml:5:8: share: a number from -1 to 1\n"
	        "t.yaml:6:9: colour: one of: red, green, colour-blind. Did you mean 'green'?\n"
	        "t.yaml:7:6: day: a date such as 2026-03-02\n"
	        "t.yaml:8:12: words[1]: one text, not a list or a map\n"
	        "t.yaml:8:17: words[2]: a text; leave the line out when there is none\n"
	        "t.yaml:9:17: nested.inner: a whole number\n"
	        "t.yaml:9:20: nested.inne: a known key. Did you mean 'inner'?\n"
	        "t.yaml:9:29: nested.other: one of these keys: inner, text\n"
	        "t.yaml:11:5: items[0]: the key 'name', which is missing\n"
	        "t.yaml:12:5: items[1]: keys with a value: lines such as 'name: text'\n"
	        "t.yaml:13:5: items[2]: something lighter than x");
	assert_int_equal(t.count, 40);
	assert_int_equal(t.words.count, 0);
}

static void tells_of_wrong_shapes(void **state)
{
	struct fixture *f = *state;
	load(f, "name: [x]\ntitle: [x]\non: {}\ncount: []\nshare: {}\ncolour: []\nday: []\nwords: {}\n"
	        "nested: []\nitems: {}\n");
	assert_string_equal(told(f), "t.yaml:1:7: name: one text, not a list or a map\n"
	                             "t.yaml:2:8: title: a text, or one in each language: {en: …, nl: …}\n"
	                             "t.yaml:3:5: on: yes or no\n"
	                             "t.yaml:4:8: count: a whole number from 0 to 60\n"
	                             "t.yaml:5:8: share: a number from -1 to 1\n"
	                             "t.yaml:6:9: colour: one of: red, green, colour-blind\n"
	                             "t.yaml:7:6: day: a date such as 2026-03-02\n"
	                             "t.yaml:8:8: words: a list of texts\n"
	                             "t.yaml:9:9: nested: keys with a value: lines such as 'name: text'\n"
	                             "t.yaml:10:8: items: a list: lines that start with '- '");
	load(f, "- a\n");
	assert_string_equal(told(f), "t.yaml:1:1: keys with a value: lines such as 'name: text'");
	load(f, "items: [{name: }]\n");
	assert_string_equal(told(f), "t.yaml:1:16: items[0].name: a value\nt.yaml:1:8: items: two of them");
	load(f, "words: [a, b, c, d]\ncount: 13\nshare: inf\n");
	assert_string_equal(told(f), "t.yaml:1:8: words: a list of 0 to 3 items; this one has 4\n"
	                             "t.yaml:2:8: count: an even number\n"
	                             "t.yaml:3:8: share: a number from -1 to 1");
	load(f, "count: 99999999999999999999\ntitle: {en: a, de: b}\n");
	assert_string_equal(told(f), "t.yaml:1:8: count: a whole number from 0 to 60\n"
	                             "t.yaml:2:16: title.de: one of these keys: en, nl");
}

static void starts_paths_where_it_is_told(void **state)
{
	struct fixture *f = *state;
	const struct yaml *tree = parse(f, "steps:\n  - {inner: x}\n  - {inner: y}\n");
	const struct yaml *second = yaml_get(tree, "steps")->first->next;
	int inner[8];
	assert_false(schema_load(f->arena, nested_fields, second, inner, "steps[1]", &f->problems));
	assert_string_equal(told(f), "t.yaml:3:13: steps[1].inner: a whole number");
	/* a copy of the map, without a key that the caller read itself */
	struct yaml copy = *second;
	forget(f);
	assert_false(schema_load(f->arena, nested_fields, &copy, inner, "steps[1]", &f->problems));
	assert_string_equal(told(f), "t.yaml:3:13: steps[1].inner: a whole number");
}

static void keeps_no_more_than_people_read(void **state)
{
	struct fixture *f = *state;
	struct str text = str_new(f->arena);
	for (int i = 0; i < 5000; i++)
		str_addf(&text, "key%d: 1\n", i);
	load(f, text.text);
	assert_int_equal(f->problems.count, PROBLEMS_KEPT);
	assert_int_equal(problems_total(&f->problems), 5000);
}

static void shows_hostile_keys_harmless(void **state)
{
	struct fixture *f = *state;
	problems_add(&f->problems, "a\x1b[2Jb", 1, 2, "x\ny", "%s", "z\xe2\x80\xae");
	const char *line = told(f);
	assert_null(strchr(line, '\x1b'));
	assert_null(strchr(line, '\n'));
	assert_null(strstr(line, "\xe2\x80\xae"));
	forget(f);
	problems_add(&f->problems, "f", 0, 0, "", "x");
	assert_string_equal(told(f), "f: x");
}

static void finds_the_nearest_word(void **state)
{
	(void)state;
	static const char *const words[] = {"voice", "scores", "promises", "on", "weekdays", NULL};
	assert_string_equal(nearest_word("voyce", words), "voice");
	static const char *const short_words[] = {"log", "meet", "me", "note", NULL};
	assert_null(nearest_word("foo", short_words));
	assert_null(nearest_word("mail", short_words));
	assert_string_equal(nearest_word("lgo", short_words), "log");
	assert_string_equal(nearest_word("meat", short_words), "meet");
	assert_string_equal(nearest_word("Score", words), "scores");
	assert_string_equal(nearest_word("promsies", words), "promises");
	assert_string_equal(nearest_word("week_days", words), "weekdays");
	assert_string_equal(nearest_word("no", words), "on");
	assert_null(nearest_word("invoice!!!!", words));
	assert_null(nearest_word("x", words));
	assert_null(nearest_word("", words));
	assert_null(nearest_word("entirely-different", words));
	assert_null(nearest_word("voicevoicevoicevoicevoicevoicevoicevoicevoice", words));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(loads_every_type),
	        TEST(what_is_absent_stays),
	        TEST(what_a_null_does),
	        TEST(one_text_for_both_languages),
	        TEST(tells_everything_at_once),
	        TEST(tells_of_wrong_shapes),
	        TEST(starts_paths_where_it_is_told),
	        TEST(keeps_no_more_than_people_read),
	        TEST(shows_hostile_keys_harmless),
	        TEST(finds_the_nearest_word),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
