/* R15: a line of 9600 bit/s, and then one that takes nothing for half a minute while keys go on coming. No
 * key is lost, drawings that nobody could have seen are left out, and once the line flows again the screen is
 * up to date within two seconds. */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "torture.h"

enum {
	BYTES_A_SECOND = 960, /* 9600 bit/s with a start and a stop bit */
	STOPPED_MS = 3000, /* and so many times as long */
	STOPPED_MOST = 10,
	CAUGHT_UP_MS = 2000,
	KEY_MS = 20,
	SCREEN_BYTES = 6000, /* a whole screen with its colours */
	LINE_BYTES = 65536, /* what a line that is stopped may hold: the kernel's buffers, generously */
};

static const char typed[] = "de bezorger belt voortaan altijd aan";

static size_t bytes_so_far(struct term *t)
{
	size_t len = 0;
	term_log(t, &len);
	return len;
}

/* Typed faster than the line can show it. */
static void test_9600_bits(void **state)
{
	struct scratch *s = *state;
	struct term *t = torture_meet(s, NULL);
	term_send(t, "d");
	term_expect(t, "Decide", 20000);
	term_send(t, "\x05\x15");
	for (size_t i = 0; typed[i]; i++) {
		term_send_bytes(t, &typed[i], 1);
		assert_true(term_trickle(t, BYTES_A_SECOND, KEY_MS));
	}
	assert_true(term_trickle(t, BYTES_A_SECOND, CAUGHT_UP_MS * run_slowness()));
	if (!term_matches(t, typed))
		term_fail_at(t, "the screen is not up to date in time", __FILE__, __LINE__);
	term_send(t, "\x13");
	int id = 0;
	assert_true(torture_saved(t, &id, NULL));
	assert_int_equal(torture_decisions(s, typed), 1);
	term_free(t);
	torture_must_be_sound(s);
}

/* Nothing is read: the program must neither stop at a full line nor draw into it for nobody. */
static void test_a_stopped_line(void **state)
{
	struct scratch *s = *state;
	struct term *t = torture_meet(s, NULL);
	int rounds = torture_times(1) < STOPPED_MOST ? torture_times(1) : STOPPED_MOST;
	term_send(t, "d");
	term_expect(t, "Decide", 20000);
	term_send(t, "\x05\x15");
	term_settle(t, 50, 2000);
	term_log_clear(t);
	for (int ms = 0, i = 0; ms < rounds * STOPPED_MS; ms += KEY_MS, i++) {
		/* The form is left and filled anew, so that whole screens are drawn. */
		term_resize(t, 24 + i % 2, 80 + i % 3);
		poll(NULL, 0, KEY_MS);
	}
	term_resize(t, 24, 80);
	for (size_t i = 0; typed[i]; i++)
		term_send_bytes(t, &typed[i], 1);
	term_log_clear(t);
	term_expect(t, typed, CAUGHT_UP_MS);
	if (bytes_so_far(t) > LINE_BYTES + 4 * SCREEN_BYTES)
		fail_msg("%zu bytes came after the line was stopped: no drawing was left out",
		        bytes_so_far(t));
	term_send(t, "\x13");
	int id = 0;
	assert_true(torture_saved(t, &id, NULL));
	assert_int_equal(torture_decisions(s, typed), 1);
	term_free(t);
	torture_must_be_sound(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_9600_bits, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(test_a_stopped_line, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
