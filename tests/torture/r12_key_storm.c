/* R12: random bytes and keys, large pastes, sequences in pieces. No crash, little memory, a sound store, and
 * nothing is decided by pasted text alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include <dagstart/base/random.h>

#include "torture.h"

enum {
	STORM_KEYS = TEST_COUNT(4000, 2000),
	STORMS = TEST_COUNT(2, 1),
	PASTE_BYTES = 1000000,
	GROWTH_KB = 50 * 1024,
	PIECE = 64
};

/* The first screen does not wait for the disk, so the start of the meeting may come later. */
/* -- what is pasted -- */

/* Keys that would decide, delete, close and quit, if they were keys. */
static const char *const pastes[] = {
        "dBesluit\r\x13y\r",
        "d\nwe stoppen\n\n\n\n\n\n\n\n",
        ":decision.add text=x\r",
        ":quit\ry\r",
        "Cy\r123456789q",
        "\x1b[200~dx\r\x13",
        "a\tb\tc\r\x13\x13\x13",
};

/* Places of the program that a paste may fall into. */
static const char *const places[] = {"", "d", ":", "/", "?", "d text:x Tab", "a", "M", "H"};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* The end mark is what a terminal never lets through in a paste. */
static void test_pasted_text_decides_nothing(void **state)
{
	struct scratch *s = *state;
	static const char sql[] = "SELECT count(*) FROM change";
	struct term *t = torture_meet(s, NULL);
	int64_t before = torture_number(s, sql, NULL);
	for (size_t i = 0; i < COUNT(places); i++) {
		if (places[i][0])
			term_keys(t, places[i]);
		for (size_t j = 0; j < COUNT(pastes); j++) {
			term_settle(t, 20, 2000);
			if (!term_paste_wanted(t))
				fail_msg("pastes are not asked for in brackets after \"%s\"", places[i]);
			term_paste(t, pastes[j]);
			term_settle(t, 20, 2000);
			if (torture_ends(t, 0))
				fail_msg("paste %zu ended the program after \"%s\"", j, places[i]);
			if (torture_number(s, sql, NULL) != before)
				fail_msg("paste %zu changed the store after \"%s\"", j, places[i]);
		}
		term_keys(t, "Esc Esc Esc");
	}
	term_free(t);
	torture_must_be_sound(s);
}

static void test_a_paste_of_a_megabyte(void **state)
{
	char *big = malloc(PASTE_BYTES + 1);
	assert_non_null(big);
	for (size_t i = 0; i < PASTE_BYTES; i++)
		big[i] = "abc de\n\xc3\xa9"[i % 9];
	big[PASTE_BYTES] = '\0';
	struct term *t = torture_meet(*state, NULL);
	long before = torture_resident_kb(t);
	for (int i = 0; i < 3; i++) {
		term_keys(t, i == 1 ? "Esc" : "d");
		term_paste(t, big);
		assert_true(term_settle(t, 200, 10000));
	}
	assert_false(torture_ends(t, 0));
	if (torture_resident_kb(t) - before > GROWTH_KB)
		fail_msg("memory grew from %ld to %ld kB", before, torture_resident_kb(t));
	/* It still listens. */
	term_keys(t, "Esc Esc ?");
	term_settle(t, 50, 5000);
	assert_false(torture_ends(t, 0));
	term_free(t);
	free(big);
	torture_must_be_sound(*state);
}

/* -- storms -- */

static const char *const shards[] = {"\x1b", "\x1b[", "\x1b[200~", "\x1b[201~", "\x1b[A", "\x1b[B", "\x1bOP",
        "\x1b[<0;10;5M", "\x1b[<0;10;5m", "\x1b[<64;3;3M", "\x1b]0;x\x07", "\x1bP", "\xf0\x9f", "\x91\xa9",
        "\xe2\x80\x8d", "\xcc\x81", "\xc3", "\xa9", "\r", "\t", "\x13", "\x15", "\x7f", "?", ":", "/", "d",
        "a", "n", "Anna", "morgen", "+7", "u", "\x12", "1", "8", "C", "M", "H", "y", "T", "m", "x"};

static void send_storm(struct term *t, struct random *random)
{
	char piece[PIECE];
	size_t len = 0;
	while (len < sizeof(piece) / 2) {
		const char *shard = shards[random_below(random, COUNT(shards))];
		bool any = random_below(random, 4) == 0;
		/* Not the keys that suspend or interrupt: nobody would bring it back here. */
		char byte = (char)(random_below(random, 224) + 32);
		size_t n = any ? 1 : strlen(shard);
		memcpy(piece + len, any ? &byte : shard, n);
		len += n;
	}
	term_send_bytes(t, piece, len);
}

/* It may quit when told to; it may not crash. */
static void must_have_ended_well(struct term *t, int storm)
{
	int status = torture_status(t);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		term_print(t, stderr);
		fail_msg("storm %d: ended with status %x", storm, (unsigned)status);
	}
	if (!term_cooked(t))
		fail_msg("storm %d: the line has not got its modes back", storm);
}

static void test_storms_of_keys(void **state)
{
	for (int storm = 0; storm < torture_times(STORMS); storm++) {
		struct random random = random_seeded((uint64_t)storm + 100);
		struct term *t = torture_meet(*state, NULL);
		long before = torture_resident_kb(t), most = before;
		for (int sent = 0; sent < STORM_KEYS; sent += PIECE / 2) {
			if (!torture_ends(t, 0)) {
				send_storm(t, &random);
				long now = torture_resident_kb(t);
				most = now > most ? now : most;
				if (random_below(&random, 16) == 0)
					term_settle(t, 10, 500);
				continue;
			}
			must_have_ended_well(t, storm);
			term_free(t);
			t = torture_sit(*state, NULL);
			term_settle(t, 50, 5000);
		}
		term_settle(t, 300, 10000);
		if (torture_ends(t, 0))
			must_have_ended_well(t, storm);
		if (most - before > GROWTH_KB)
			fail_msg("storm %d: memory grew from %ld to %ld kB", storm, before, most);
		term_free(t);
		torture_must_be_sound(*state);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(
	                test_pasted_text_decides_nothing, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(test_a_paste_of_a_megabyte, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(test_storms_of_keys, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
