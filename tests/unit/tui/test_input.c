#include "fixture.h"

#include <stdio.h>

#include <dagstart/base/random.h>
#include <dagstart/tui/input.h>

struct decoder {
	struct fixture fixture;
	struct input *input;
};

static int decoder_setup(void **state)
{
	struct decoder *d = calloc(1, sizeof(*d));
	if (!d)
		return -1;
	d->fixture.arena = arena_new(NULL);
	d->input = input_new(d->fixture.arena, "xterm-256color");
	*state = d;
	return d->input ? 0 : -1;
}

static int decoder_teardown(void **state)
{
	struct decoder *d = *state;
	input_free(d->input);
	arena_free(d->fixture.arena);
	free(d);
	return 0;
}

static void say(struct str *out, const struct key *key)
{
	if (out->len)
		str_add_char(out, ' ');
	switch (key->kind) {
	case KEY_NAMED:
		str_add(out, key->name);
		return;
	case KEY_PASTE:
		str_addf(out, "paste(%.*s)", (int)key->len, key->text);
		return;
	case KEY_MOUSE:
		str_addf(out, "mouse(%d %d,%d b%d)", (int)key->mouse, key->row, key->column, key->button);
		return;
	}
}

static void drain(struct decoder *d, struct str *out)
{
	struct key key;
	while (input_next(d->input, &key))
		say(out, &key);
}

/* All keys of these bytes, given in portions of `step` bytes, with a pause at the end. */
static const char *keys_in(struct decoder *d, const char *bytes, size_t len, size_t step)
{
	struct str out = str_new(d->fixture.arena);
	for (size_t at = 0; at < len; at += step) {
		input_push(d->input, bytes + at, len - at < step ? len - at : step);
		drain(d, &out);
	}
	if (input_is_waiting(d->input)) {
		assert_true(input_wait_ms(d->input) > 0);
		input_flush(d->input);
		drain(d, &out);
	}
	return out.text;
}

#define assert_keys(d, bytes, expected) \
	do { \
		assert_string_equal(keys_in(d, bytes, sizeof(bytes) - 1, 4096), expected); \
		assert_string_equal(keys_in(d, bytes, sizeof(bytes) - 1, 1), expected); \
	} while (0)

static void letters(void **state)
{
	assert_keys(*state, "aA?:1", "a A ? : 1");
	assert_keys(*state, "\xC3\xA9\xE2\x82\xAC", "é €");
	assert_keys(*state, " ", "Space");
}

static void named_keys(void **state)
{
	assert_keys(*state, "\r\t\x7F", "Enter Tab Backspace");
	assert_keys(*state, "\n", "Enter");
	assert_keys(*state, "\x1B[A\x1B[B\x1B[C\x1B[D", "Up Down Right Left");
	assert_keys(*state, "\x1BOA\x1BOB", "Up Down");
	assert_keys(*state, "\x1B[H\x1B[F\x1B[5~\x1B[6~\x1B[2~\x1B[3~", "Home End PgUp PgDn Insert Delete");
	assert_keys(*state, "\x1BOP\x1B[15~\x1B[24~", "F1 F5 F12");
	assert_keys(*state, "\x1B[Z", "BTab");
}

static void modifiers(void **state)
{
	assert_keys(*state, "\x12\x0C\x1A\x03", "C-r C-l C-z C-c");
	assert_keys(*state, "\x1B[1;5D\x1B[1;3C", "C-Left M-Right");
	assert_keys(*state,
	        "\x1B"
	        "b",
	        "M-b");
	assert_keys(*state, "\x1F", "C-_");
}

static void a_lone_escape_waits(void **state)
{
	struct decoder *d = *state;
	struct key key;
	input_push(d->input, "\x1B", 1);
	assert_false(input_next(d->input, &key));
	assert_true(input_is_waiting(d->input));
	assert_in_range(input_wait_ms(d->input), 1, 100);
	input_flush(d->input);
	assert_true(input_next(d->input, &key));
	assert_string_equal(key.name, "Esc");
	assert_false(input_is_waiting(d->input));
	/* What comes later is no part of it. */
	assert_string_equal(keys_in(d, "[A", 2, 4096), "[ A");
}

static void the_mouse(void **state)
{
	assert_keys(*state, "\x1B[<0;11;6M\x1B[<0;11;6m", "mouse(0 5,10 b1) mouse(1 5,10 b1)");
	assert_keys(*state, "\x1B[<64;1;1M\x1B[<65;300;200M", "mouse(3 0,0 b4) mouse(4 199,299 b5)");
}

static void a_paste_is_text(void **state)
{
	assert_keys(*state, "a\x1B[200~q\r:quit\x1B[A\x1B[201~b", "a paste(q\r:quit\x1B[A) b");
	assert_keys(*state, "\x1B[200~\x1B[201~", "paste()");
	assert_keys(*state, "\x1B[200~\x1B[200~\x1B[20\x1B[201~", "paste(\x1B[200~\x1B[20)");
	assert_keys(*state, "\x1B[200~one\x1B[201~\x1B[200~two\x1B[201~x", "paste(one) paste(two) x");
}

static void a_paste_right_after_an_escape(void **state)
{
	assert_keys(*state, "\x1B\x1B[200~q\x1B[201~", "Esc paste(q)");
	assert_keys(*state, "\x1B[\x1B[200~q\x1B[201~", "paste(q)");
}

static void a_paste_without_an_end_is_not_for_ever(void **state)
{
	struct decoder *d = *state;
	assert_string_equal(keys_in(d, "\x1B[200~half\x1B[20", 14, 3), "paste(half\x1B[20)");
	assert_string_equal(keys_in(d, "a", 1, 1), "a");
}

static void a_large_paste_is_bounded(void **state)
{
	struct decoder *d = *state;
	enum { MEGABYTE = 1024 * 1024, PORTION = 4000 };
	struct key key;
	char *portion = arena_alloc(d->fixture.arena, PORTION);
	size_t sent = 0;
	memset(portion, 'q', PORTION);
	input_push(d->input, "\x1B[200~", 6);
	for (; sent < 8 * MEGABYTE; sent += PORTION) {
		input_push(d->input, portion, PORTION);
		assert_false(input_next(d->input, &key));
	}
	input_push(d->input, "\x1B[201~z", 7);
	assert_true(input_next(d->input, &key));
	assert_int_equal(key.kind, KEY_PASTE);
	assert_true(key.len >= MEGABYTE && key.len <= 4 * MEGABYTE);
	for (size_t i = 0; i < key.len; i++)
		assert_true(key.text[i] == 'q');
	assert_true(input_next(d->input, &key));
	assert_string_equal(key.name, "z");
}

static void clusters_come_whole(void **state)
{
	struct decoder *d = *state;
	static const char family[] =
	        "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7";
	assert_string_equal(keys_in(d, "e\xCC\x81x", 4, 4096), "e\xCC\x81 x");
	assert_string_equal(keys_in(d, family, sizeof(family) - 1, 4096), family);
	assert_string_equal(keys_in(d, "ab\xC3\xA9", 4, 4096), "a b é");
}

static void bad_bytes_are_marked(void **state)
{
	assert_keys(*state, "\xFFx", "\xEF\xBF\xBD x");
	assert_keys(*state, "\xC3x", "\xEF\xBF\xBD x");
}

static void answers_of_the_terminal_are_no_keys(void **state)
{
	assert_keys(*state, "\x1B[?1;2cx", "x");
	assert_keys(*state, "\x1B[Ix\x1B[O", "x");
}

static void an_endless_sequence_ends(void **state)
{
	struct decoder *d = *state;
	struct str bytes = str_new(d->fixture.arena);
	str_add(&bytes, "\x1B[");
	str_repeat(&bytes, "1;", 2000);
	str_add(&bytes, "xq");
	const char *keys = keys_in(d, bytes.text, bytes.len, 4096);
	assert_string_equal(keys, "q");
	assert_string_equal(keys_in(d, "a", 1, 1), "a");
}

/* Shapes that libtermkey would stumble over, and strings that nobody asked for. */
static void a_string_without_an_end_lets_go_of_the_keys(void **state)
{
	assert_keys(*state, "a\x1B]0;lost", "a");
	assert_keys(*state, "b", "b");
	assert_keys(*state, "\x1B_x", "");
	assert_keys(*state, "c", "c");
	struct decoder *d = *state;
	struct str keys = str_new(d->fixture.arena);
	input_push(d->input, "\x1B_\x1B[A\x1B_\x1B[Bx", 11);
	drain(d, &keys);
	assert_string_equal(keys.text, "Up Down x");
}

static void strange_sequences_are_no_keys(void **state)
{
	static const char bel[] = "\x1B]0;quit\007x", st[] = "\x1BPq:q\x1B\\x",
	                  cut[] = "\x1B]52;c;cQ==\x1B[Ax";
	assert_keys(*state, "\x1B[?Ax", "x");
	assert_keys(*state, "\x1B[27~x", "x");
	assert_keys(*state, "\x1B[>0cx", "x");
	assert_keys(*state, "\x1B[99999999999999999999~x", "x");
	assert_keys(*state, "\x1B[1;99Ax", "x");
	assert_keys(*state, "\x1B[;;;;;Ax", "x");
	assert_keys(*state, "\x1B[<1;2Mx", "x");
	assert_keys(*state,
	        "\x9B"
	        "Ax",
	        "\xEF\xBF\xBD A x");
	assert_keys(*state,
	        "\xC2\x9B"
	        "Ax",
	        "A x");
	assert_keys(*state, bel, "x");
	assert_keys(*state, st, "x");
	assert_keys(*state, cut, "Up x");
	assert_keys(*state, "\x1B]", "M-]");
	assert_keys(*state, "\x1B[31;", "");
	assert_keys(*state, "\x1B[[Ax", "x");
}

static void any_terminal_name_will_do(void **state)
{
	struct decoder *d = *state;
	static const char *const names[] = {NULL, "", "dumb", "vt100", "linux", "no-such-terminal",
	        "../../etc/passwd", "screen", "tmux-256color"};
	struct str longest = str_new(d->fixture.arena);
	str_repeat(&longest, "x", 10000);
	for (size_t i = 0; i <= sizeof(names) / sizeof(names[0]); i++) {
		const char *name = i < sizeof(names) / sizeof(names[0]) ? names[i] : longest.text;
		struct decoder other = {.fixture = d->fixture, .input = input_new(d->fixture.arena, name)};
		assert_non_null(other.input);
		assert_string_equal(keys_in(&other, "a\x1B[A\r", 5, 4096), "a Up Enter");
		input_free(other.input);
	}
}

static void the_linux_console(void **state)
{
	struct decoder *d = *state;
	struct decoder console = {.fixture = d->fixture, .input = input_new(d->fixture.arena, "linux")};
	assert_keys(&console, "\x1B[[Ax\x1B[5~", "F1 x PgUp");
	input_free(console.input);
}

/* Whatever comes in: names are valid, and the decoder comes to rest. */
static void a_storm_of_bytes(void **state)
{
	struct decoder *d = *state;
	static const char *const shards[] = {"\x1B", "\x1B[", "\x1B[200~", "\x1B[201~", "\x1B[<0;1",
	        "\x1B]0;t", "\x1BP", "\x1B[M", "~", "1;5", "\xF0\x9F", "\x9F", "\xCC\x81", "\0", "A", "q",
	        "\r"};
	struct random random = random_seeded(7);
	for (int i = 0; i < 60000; i++) {
		const char *shard = shards[random_below(&random, sizeof(shards) / sizeof(shards[0]))];
		char byte = (char)random_below(&random, 256);
		struct key key;
		if (random_below(&random, 2))
			input_push(d->input, shard, *shard ? strlen(shard) : 1);
		else
			input_push(d->input, &byte, 1);
		if (random_below(&random, 20) == 0)
			input_flush(d->input);
		while (random_below(&random, 3) && input_next(d->input, &key)) {
			assert_true(key.kind != KEY_NAMED || *key.name);
			assert_true(key.kind != KEY_NAMED || memchr(key.name, '\0', sizeof(key.name)));
			assert_true(key.kind != KEY_MOUSE || (key.row >= 0 && key.column >= 0));
		}
	}
	struct str rest = str_new(d->fixture.arena);
	for (int i = 0; i < 3; i++) {
		drain(d, &rest);
		input_flush(d->input);
	}
	drain(d, &rest);
	assert_false(input_is_waiting(d->input));
}

#undef TEST
#define TEST(function) cmocka_unit_test_setup_teardown(function, decoder_setup, decoder_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(letters),
	        TEST(named_keys),
	        TEST(modifiers),
	        TEST(a_lone_escape_waits),
	        TEST(the_mouse),
	        TEST(a_paste_is_text),
	        TEST(a_paste_right_after_an_escape),
	        TEST(a_paste_without_an_end_is_not_for_ever),
	        TEST(a_large_paste_is_bounded),
	        TEST(clusters_come_whole),
	        TEST(bad_bytes_are_marked),
	        TEST(answers_of_the_terminal_are_no_keys),
	        TEST(an_endless_sequence_ends),
	        TEST(a_string_without_an_end_lets_go_of_the_keys),
	        TEST(strange_sequences_are_no_keys),
	        TEST(any_terminal_name_will_do),
	        TEST(the_linux_console),
	        TEST(a_storm_of_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
