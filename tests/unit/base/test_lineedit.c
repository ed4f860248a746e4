#include "fixture.h"

#include <string.h>

#include <dagstart/base/lineedit.h>
#include <dagstart/base/random.h>
#include <dagstart/base/text.h>

static struct lineedit *with(struct arena *arena, const char *text)
{
	struct lineedit *edit = lineedit_new(arena, 1000);
	lineedit_set(edit, text);
	return edit;
}

static void type(struct lineedit *edit, const char *text)
{
	size_t len = strlen(text);
	for (size_t at = 0; at < len;) {
		int width;
		size_t n = text_grapheme(text + at, len - at, &width);
		lineedit_insert(edit, text + at, n);
		at += n;
	}
}

static void starts_empty(void **state)
{
	struct lineedit *edit = lineedit_new(*state, 10);
	assert_true(lineedit_is_empty(edit));
	assert_string_equal(lineedit_text(edit), "");
	assert_int_equal(lineedit_cursor(edit), 0);
	for (enum lineedit_op op = LINEEDIT_LEFT; op <= LINEEDIT_UNDO; op++)
		assert_false(lineedit_do(edit, op));
}

static void moves_by_cluster(void **state)
{
	struct lineedit *edit = with(*state, "ae\u0301👨‍👩‍👧‍👦🇳🇱");
	size_t stops[] = {29, 4, 1, 0};
	assert_int_equal(lineedit_cursor(edit), 37);
	for (size_t i = 0; i < 4; i++) {
		assert_true(lineedit_do(edit, LINEEDIT_LEFT));
		assert_int_equal(lineedit_cursor(edit), stops[i]);
	}
	assert_false(lineedit_do(edit, LINEEDIT_LEFT));
	for (size_t i = 4; i-- > 0;)
		assert_true(lineedit_do(edit, LINEEDIT_RIGHT));
	assert_int_equal(lineedit_cursor(edit), 37);
	assert_false(lineedit_do(edit, LINEEDIT_RIGHT));
	lineedit_move_to(edit, 10);
	assert_int_equal(lineedit_cursor(edit), 4);
	lineedit_move_to(edit, 1000);
	assert_int_equal(lineedit_cursor(edit), 37);
	assert_true(lineedit_do(edit, LINEEDIT_HOME));
	assert_int_equal(lineedit_cursor(edit), 0);
	assert_true(lineedit_do(edit, LINEEDIT_END));
	assert_int_equal(lineedit_cursor(edit), 37);
}

static void moves_by_word(void **state)
{
	struct lineedit *edit = with(*state, "de foto's, één  keer!");
	size_t left[] = {18, 11, 3, 0};
	for (size_t i = 0; i < 4; i++) {
		assert_true(lineedit_do(edit, LINEEDIT_WORD_LEFT));
		assert_int_equal(lineedit_cursor(edit), left[i]);
	}
	size_t right[] = {2, 9, 16, 22, 23};
	for (size_t i = 0; i < 5; i++) {
		assert_true(lineedit_do(edit, LINEEDIT_WORD_RIGHT));
		assert_int_equal(lineedit_cursor(edit), right[i]);
	}
}

static void deletes_whole_clusters(void **state)
{
	struct lineedit *edit = with(*state, "x👨‍👩‍👧‍👦y");
	assert_true(lineedit_do(edit, LINEEDIT_LEFT));
	assert_true(lineedit_do(edit, LINEEDIT_BACKSPACE));
	assert_string_equal(lineedit_text(edit), "xy");
	assert_int_equal(lineedit_cursor(edit), 1);
	assert_true(lineedit_do(edit, LINEEDIT_DELETE));
	assert_string_equal(lineedit_text(edit), "x");
	assert_false(lineedit_do(edit, LINEEDIT_DELETE));
}

static void kills_and_yanks(void **state)
{
	struct lineedit *edit = with(*state, "een twee drie");
	assert_true(lineedit_do(edit, LINEEDIT_KILL_WORD_LEFT));
	assert_string_equal(lineedit_text(edit), "een twee ");
	assert_true(lineedit_do(edit, LINEEDIT_KILL_WORD_LEFT));
	assert_string_equal(lineedit_text(edit), "een ");
	/* Kills in a row come back as one. */
	assert_true(lineedit_do(edit, LINEEDIT_YANK));
	assert_string_equal(lineedit_text(edit), "een twee drie");
	lineedit_move_to(edit, 4);
	assert_true(lineedit_do(edit, LINEEDIT_KILL_LINE));
	assert_string_equal(lineedit_text(edit), "een ");
	assert_true(lineedit_do(edit, LINEEDIT_HOME));
	assert_true(lineedit_do(edit, LINEEDIT_YANK));
	assert_string_equal(lineedit_text(edit), "twee drieeen ");
	assert_true(lineedit_do(edit, LINEEDIT_KILL_HEAD));
	assert_string_equal(lineedit_text(edit), "een ");
	assert_int_equal(lineedit_cursor(edit), 0);
	assert_true(lineedit_do(edit, LINEEDIT_KILL_WORD_RIGHT));
	assert_string_equal(lineedit_text(edit), " ");
	/* A kill behind the one before is added at its end. */
	assert_true(lineedit_do(edit, LINEEDIT_YANK));
	assert_string_equal(lineedit_text(edit), "twee drieeen ");
}

static void undo_takes_back_words_and_cuts(void **state)
{
	struct lineedit *edit = lineedit_new(*state, 1000);
	type(edit, "een twee");
	assert_true(lineedit_do(edit, LINEEDIT_BACKSPACE));
	assert_string_equal(lineedit_text(edit), "een twe");
	assert_true(lineedit_do(edit, LINEEDIT_UNDO));
	assert_string_equal(lineedit_text(edit), "een twee");
	assert_int_equal(lineedit_cursor(edit), 8);
	assert_true(lineedit_do(edit, LINEEDIT_UNDO));
	assert_string_equal(lineedit_text(edit), "een");
	assert_true(lineedit_do(edit, LINEEDIT_UNDO));
	assert_string_equal(lineedit_text(edit), "");
	assert_false(lineedit_do(edit, LINEEDIT_UNDO));
}

static void undo_has_a_bottom_and_little_memory(void **state)
{
	struct lineedit *edit = with(*state, "");
	for (int i = 0; i < 100; i++)
		lineedit_insert(edit, "woord ", 6);
	size_t used = 0;
	for (int i = 0; i < 1000; i++) {
		if (i == 100)
			used = arena_used(*state);
		lineedit_do(edit, LINEEDIT_BACKSPACE);
		lineedit_insert(edit, "x", 1);
	}
	assert_int_equal(arena_used(*state), used);
	int undone = 0;
	while (lineedit_do(edit, LINEEDIT_UNDO))
		undone++;
	assert_in_range(undone, 10, 100);
}

static void insert_is_filtered_and_bounded(void **state)
{
	struct lineedit *edit = lineedit_new(*state, 1000);
	const char text[] = "a\r\nb\nc\td\033[0m\x7f\u202e\u200b\xc2\x85\xff\u2028z";
	assert_true(lineedit_insert(edit, text, sizeof(text) - 1));
	assert_string_equal(lineedit_text(edit), "a b c d[0m\ufffd z");
	edit = lineedit_new(*state, 5);
	assert_false(lineedit_insert(edit, "abcé€", 8));
	assert_string_equal(lineedit_text(edit), "abcé");
	assert_false(lineedit_insert(edit, "x", 1));
	assert_string_equal(lineedit_text(edit), "abcé");
	/* Half a family is no family. */
	edit = lineedit_new(*state, 10);
	lineedit_set(edit, "x👨‍👩‍👧‍👦");
	assert_string_equal(lineedit_text(edit), "x");
	edit = lineedit_new(*state, 0);
	lineedit_insert(edit, "x", 1);
	assert_true(lineedit_is_empty(edit));
}

static void emoji_typed_by_code_point_joins(void **state)
{
	struct lineedit *edit = lineedit_new(*state, 100);
	static const char *const points[] = {"👨", "\u200d", "👩", "\u200d", "👧"};
	for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++)
		lineedit_insert(edit, points[i], strlen(points[i]));
	assert_string_equal(lineedit_text(edit), "👨‍👩‍👧");
	assert_true(lineedit_do(edit, LINEEDIT_BACKSPACE));
	assert_string_equal(lineedit_text(edit), "");
}

static void mark_joins_the_letter_before(void **state)
{
	struct lineedit *edit = with(*state, "ab");
	lineedit_move_to(edit, 1);
	lineedit_insert(edit, "\u0301", 2);
	assert_int_equal(lineedit_cursor(edit), 3);
	lineedit_do(edit, LINEEDIT_HOME);
	lineedit_insert(edit, "🇳", 4);
	lineedit_insert(edit, "🇱", 4);
	assert_int_equal(lineedit_cursor(edit), 8);
	assert_string_equal(lineedit_text(edit), "🇳🇱a\u0301b");
}

static bool at_boundary(const char *s, size_t byte)
{
	size_t len = strlen(s);
	size_t at = 0;
	while (at < byte) {
		int width;
		at += text_grapheme(s + at, len - at, &width);
	}
	return at == byte;
}

static void whatever_happens_the_cursor_stands_between_clusters(void **state)
{
	static const char *const pieces[] = {"a", " ", "é", "e", "\u0301", "👨", "\u200d", "👩", "🇳", "🇱",
	        "\ufe0f", "가", "\u1100", "\u1161", "\n", "\xff", "woord woord"};
	struct random dice = random_seeded(11);
	for (int round = 0; round < 300; round++) {
		struct lineedit *edit = lineedit_new(*state, 60);
		for (int step = 0; step < 100; step++) {
			const char *piece = pieces[random_below(&dice, sizeof(pieces) / sizeof(pieces[0]))];
			switch (random_below(&dice, 3)) {
			case 0:
				lineedit_do(edit, (enum lineedit_op)random_below(&dice, LINEEDIT_UNDO + 1));
				break;
			case 1:
				lineedit_move_to(edit, random_below(&dice, 70));
				break;
			default:
				lineedit_insert(edit, piece, strlen(piece));
			}
			const char *text = lineedit_text(edit);
			assert_true(strlen(text) <= 60);
			assert_true(text_is_utf8(text, strlen(text)));
			assert_true(lineedit_cursor(edit) <= strlen(text));
			assert_true(at_boundary(text, lineedit_cursor(edit)));
		}
		arena_reset(*state);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(starts_empty),
	        TEST(moves_by_cluster),
	        TEST(moves_by_word),
	        TEST(deletes_whole_clusters),
	        TEST(kills_and_yanks),
	        TEST(undo_takes_back_words_and_cuts),
	        TEST(undo_has_a_bottom_and_little_memory),
	        TEST(insert_is_filtered_and_bounded),
	        TEST(emoji_typed_by_code_point_joins),
	        TEST(mark_joins_the_letter_before),
	        TEST(whatever_happens_the_cursor_stands_between_clusters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
