#include "fixture.h"

#include <stdio.h>
#include <time.h>

#include <dagstart/base/str.h>

static void reads_a_tree_with_marks(void **state)
{
	struct fixture *f = *state;
	const struct yaml *t =
	        parse(f, "a: 1\nlist:\n  - x\n  - {b: 'two', c: \"d\\te\"}\ntext: >\n  one\n  line\n");
	assert_none(f);
	assert_non_null(t);
	assert_int_equal(t->kind, YAML_MAP);
	assert_int_equal(t->count, 3);
	const struct yaml *a = yaml_get(t, "a");
	assert_string_equal(a->text, "1");
	assert_true(a->plain);
	assert_int_equal(a->line, 1);
	assert_int_equal(a->column, 4);
	const struct yaml *list = yaml_get(t, "list");
	assert_int_equal(list->kind, YAML_LIST);
	assert_int_equal(list->count, 2);
	assert_int_equal(list->key_line, 2);
	assert_int_equal(list->key_column, 1);
	const struct yaml *b = yaml_get(list->first->next, "b");
	assert_string_equal(b->text, "two");
	assert_false(b->plain);
	assert_int_equal(b->line, 4);
	assert_int_equal(b->column, 9);
	assert_string_equal(yaml_get(list->first->next, "c")->text, "d\te");
	assert_string_equal(yaml_get(t, "text")->text, "one line\n");
	assert_string_equal(yaml_path(f->arena, NULL, b), "list[1].b");
	assert_string_equal(yaml_path(f->arena, list, b), "[1].b");
	assert_string_equal(yaml_path(f->arena, NULL, t), "");
	assert_null(yaml_get(t, "none"));
	assert_null(yaml_get(list, "b"));
	assert_null(yaml_get(NULL, "b"));
}

static void an_empty_file_is_an_empty_map(void **state)
{
	struct fixture *f = *state;
	static const char *const empty[] = {
	        "", "\n\n", "# only words\n", "---\n", "\xef\xbb\xbf", "~\n", "---\n...\n"};
	for (size_t i = 0; i < sizeof(empty) / sizeof(*empty); i++) {
		const struct yaml *t = parse(f, empty[i]);
		assert_none(f);
		assert_non_null(t);
		assert_int_equal(t->kind, YAML_MAP);
		assert_int_equal(t->count, 0);
	}
}

static void knows_a_null(void **state)
{
	struct fixture *f = *state;
	const struct yaml *t = parse(f, "a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: nil\ng: []\n");
	assert_non_null(t);
	assert_true(yaml_is_null(yaml_get(t, "a")));
	assert_true(yaml_is_null(yaml_get(t, "b")));
	assert_true(yaml_is_null(yaml_get(t, "c")));
	assert_false(yaml_is_null(yaml_get(t, "d")));
	assert_false(yaml_is_null(yaml_get(t, "e")));
	assert_false(yaml_is_null(yaml_get(t, "f")));
	assert_false(yaml_is_null(yaml_get(t, "g")));
	assert_true(yaml_is_null(NULL));
}

static void refuses(struct fixture *f, const char *text, const char *expected)
{
	forget(f);
	assert_null(parse(f, text));
	assert_string_equal(told(f), expected);
}

static void refuses_what_yaml_has_too_much_of(void **state)
{
	struct fixture *f = *state;
	refuses(f, "a: &x 1\nb: *x\n",
	        "t.yaml:1:4: a: no anchor (&name): write the value out where it is used\n"
	        "t.yaml:2:4: b: no alias (*name): write the value out");
	refuses(f, "m:\n  a: !!str 1\n",
	        "t.yaml:2:6: m.a: no tag (!name): put quotes around a text that starts with !");
	refuses(f, "a: ! x\n", "t.yaml:1:4: a: no tag (!name): put quotes around a text that starts with !");
	refuses(f, "a: !<tag:x,1:y> []\n",
	        "t.yaml:1:4: a: no tag (!name): put quotes around a text that starts with !");
	refuses(f, "a: 1\n---\nb: 1\n", "t.yaml:2:1: one document in a file: take out this '---'");
	refuses(f, "? [a, b]\n: 1\n", "t.yaml:1:3: a plain word as key, not a list or a map");
	refuses(f, "? {a: b}\n: 1\n", "t.yaml:1:3: a plain word as key, not a list or a map");
	refuses(f, "'': 1\n", "t.yaml:1:1: a key before the colon");
	refuses(f, "%YAML 1.1\n---\na: 1\n",
	        "t.yaml:1:1: no line that starts with %YAML or %TAG: leave it out");
	refuses(f, "a: 1\n...\n%TAG ! x\n",
	        "t.yaml:3:1: no line that starts with %YAML or %TAG: leave it out");
}

static void refuses_a_key_twice(void **state)
{
	struct fixture *f = *state;
	refuses(f, "a: 1\nm:\n  b: 1\n  c: 2\n  b: 3\n  b: 4\na: 2\n",
	        "t.yaml:5:3: m.b: a key once in a map; this one stands in line 3 too\n"
	        "t.yaml:6:3: m.b: a key once in a map; this one stands in line 5 too\n"
	        "t.yaml:7:1: a: a key once in a map; this one stands in line 1 too");
	forget(f);
	assert_non_null(parse(f, "a: {x: 1}\nb: {x: 1}\nA: 1\n"));
	assert_none(f);
}

static void refuses_hidden_characters(void **state)
{
	struct fixture *f = *state;
	refuses(f, "a: 1\nb: x\xe2\x80\xaey # mirrored\n",
	        "t.yaml:2:5: no hidden or control characters: take out U+202E");
	refuses(f, "# \xe2\x81\xa6 in a remark\n",
	        "t.yaml:1:3: no hidden or control characters: take out U+2066");
	refuses(f, "a: \x1b[31m\r\nb: \xc2\x9bm\n",
	        "t.yaml:1:4: no hidden or control characters: take out U+001B\n"
	        "t.yaml:2:4: no hidden or control characters: take out U+009B");
	refuses(f, "a: \"x\\x1b]0;x\"\n", "t.yaml:1:4: a: no hidden or control characters: take out U+001B");
	refuses(f, "a: \"x\\0y\"\n", "t.yaml:1:4: a: no hidden or control characters: take out U+0000");
	refuses(f, "a: \"\\u202e\"\n", "t.yaml:1:4: a: no hidden or control characters: take out U+202E");
	refuses(f, "\"\\e\": 1\n", "t.yaml:1:1: no hidden or control characters: take out U+001B");
	refuses(f, "a: caf\xe9\n", "t.yaml:1:7: text in UTF-8: save the file with that encoding");
	refuses(f,
	        "\xff\xfe"
	        "a\n",
	        "t.yaml:1:1: text in UTF-8: save the file with that encoding");
	forget(f);
	struct yaml *tree;
	assert_false(yaml_parse(f->arena, "t.yaml", "a: b\0c\n", 7, &f->problems, &tree));
	assert_string_equal(told(f), "t.yaml:1:5: no hidden or control characters: take out U+0000");
}

static void takes_letters_of_all_kinds(void **state)
{
	struct fixture *f = *state;
	const struct yaml *t = parse(f,
	        "\xef\xbb\xbf"
	        "naïve: \"één – “zo” \\u20ac\"\nemoji: 👩‍👩‍👧 👍🏽 é\ntab: "
	        "'a\tb'\r\n");
	assert_none(f);
	assert_non_null(t);
	assert_string_equal(yaml_get(t, "naïve")->text, "één – “zo” €");
	assert_string_equal(yaml_get(t, "tab")->text, "a\tb");
}

static void explains_broken_syntax(void **state)
{
	struct fixture *f = *state;
	refuses(f, "a: b: c\n",
	        "t.yaml:1:5: quotes around a text that holds a colon, or the indent of the lines above");
	refuses(f, "a: @x\n",
	        "t.yaml:1:4: a: quotes around a text that starts with this character; a tab never indents");
	refuses(f, "a:\n\tb: 1\n",
	        "t.yaml:2:1: a: quotes around a text that starts with this character; a tab never indents");
	refuses(f, "a: [1, 2\nb: 3\n", "t.yaml:2:2: a: a comma or the closing ]");
	refuses(f, "a: 'x\n", "t.yaml:2:1: a: a closing quote before the end of the file");
	refuses(f, "a: 1\nb\n", "t.yaml:3:1: a colon and a space after the key");
}

/* Without a counter of its own libyaml spends most of a minute on the first of these. */
static void stops_at_depth(void **state)
{
	struct fixture *f = *state;
	static const char *const openers[] = {"[", "{a: ", "- ", "? ", "[{b: ", "!!seq [", "&a ["};
	for (size_t i = 0; i < sizeof(openers) / sizeof(*openers); i++) {
		forget(f);
		struct str text = str_new(f->arena);
		str_repeat(&text, openers[i], 100000 / strlen(openers[i]));
		clock_t start = clock();
		assert_null(parse(f, text.text));
		assert_true(f->problems.count > 0);
		assert_true(clock() - start < CLOCKS_PER_SEC);
	}
}

static const char *nested(struct fixture *f, size_t depth)
{
	struct str text = str_new(f->arena);
	str_repeat(&text, "[", depth);
	str_repeat(&text, "]", depth);
	return text.text;
}

static void counts_depth_exactly(void **state)
{
	struct fixture *f = *state;
	assert_non_null(parse(f, nested(f, YAML_MAX_DEPTH)));
	assert_none(f);
	assert_null(parse(f, nested(f, YAML_MAX_DEPTH + 1)));
	assert_int_equal(f->problems.count, 1);
	assert_int_equal(f->problems.items[0].column, YAML_MAX_DEPTH + 1);
	assert_string_equal(f->problems.items[0].expected, "at most 64 lists and maps within each other");
}

static void counts_nodes_and_bytes(void **state)
{
	struct fixture *f = *state;
	struct str text = str_new(f->arena);
	str_add(&text, "[");
	str_repeat(&text, "a,", YAML_MAX_NODES - 1);
	str_add(&text, "]");
	assert_non_null(parse(f, text.text));
	assert_none(f);
	str_clear(&text);
	str_add(&text, "[");
	str_repeat(&text, "a,", YAML_MAX_NODES);
	str_add(&text, "]");
	assert_null(parse(f, text.text));
	assert_string_equal(f->problems.items[0].expected, "at most 100,000 values in a file");
	forget(f);
	str_clear(&text);
	str_repeat(&text, "#", YAML_MAX_BYTES);
	assert_non_null(parse(f, text.text));
	str_add(&text, "#");
	assert_null(parse(f, text.text));
	assert_string_equal(told(f), "t.yaml: a file of at most 1000000 bytes; this one has 1000001");
}

/* Each of these would take quadratic time somewhere. */
static void stays_fast_on_bombs(void **state)
{
	struct fixture *f = *state;
	struct str keys = str_new(f->arena);
	for (int i = 0; i < 60000; i++)
		str_addf(&keys, "k%d: 1\n", i);
	struct str same = str_new(f->arena);
	str_repeat(&same, "same: 1\n", 60000);
	struct str tags = str_new(f->arena);
	for (int i = 0; i < 60000; i++)
		str_addf(&tags, "%%TAG !%d! x\n", i);
	struct str anchors = str_new(f->arena);
	for (int i = 0; i < 60000; i++)
		str_addf(&anchors, "- &a%d x\n", i);
	struct str wide = str_new(f->arena);
	str_add(&wide, "a: ");
	str_repeat(&wide, "é\xcc\x81", 200000);
	const char *const bombs[] = {keys.text, same.text, tags.text, anchors.text, wide.text};
	static const bool good[] = {true, false, false, false, false};
	for (size_t i = 0; i < sizeof(bombs) / sizeof(*bombs); i++) {
		forget(f);
		clock_t start = clock();
		const struct yaml *tree = parse(f, bombs[i]);
		assert_true((tree != NULL) == (good[i] || f->problems.count == 0));
		assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
	}
}

/* However a good file is cut or changed: an answer, never a crash, and a problem whenever it is refused. */
static void survives_cuts_and_flips(void **state)
{
	struct fixture *f = *state;
	static const char text[] = "a: [1, {b: \"c\\n\"}]\nd:\n  - 'e'\n  - |\n    f é\n# g\n? h\n: i\n";
	char copy[sizeof(text)];
	for (size_t cut = 0; cut < sizeof(text); cut++) {
		struct yaml *tree;
		forget(f);
		bool good = yaml_parse(f->arena, "t", text, cut, &f->problems, &tree);
		assert_true(good == (f->problems.count == 0));
	}
	for (size_t at = 0; at + 1 < sizeof(text); at++) {
		for (const char *c = "[]{}-:?*&!|>'\"%@`#,\n\t \x01\xff"; *c; c++) {
			struct yaml *tree;
			memcpy(copy, text, sizeof(text));
			copy[at] = *c;
			forget(f);
			bool good = yaml_parse(f->arena, "t", copy, sizeof(text) - 1, &f->problems, &tree);
			assert_true(good == (f->problems.count == 0));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(reads_a_tree_with_marks),
	        TEST(an_empty_file_is_an_empty_map),
	        TEST(knows_a_null),
	        TEST(refuses_what_yaml_has_too_much_of),
	        TEST(refuses_a_key_twice),
	        TEST(refuses_hidden_characters),
	        TEST(takes_letters_of_all_kinds),
	        TEST(explains_broken_syntax),
	        TEST(stops_at_depth),
	        TEST(counts_depth_exactly),
	        TEST(counts_nodes_and_bytes),
	        TEST(stays_fast_on_bombs),
	        TEST(survives_cuts_and_flips),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
