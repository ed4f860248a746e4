/* What goes into the terminal of the tests: keys, pastes, clicks, as a real one encodes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "term.h"

enum { SOON = 15000 };

/* Shows every byte that it gets; `modes` is what it tells the terminal first. */
static struct term *term_echo(const char *modes)
{
	char script[160];
	snprintf(script, sizeof(script), "stty raw -echo; printf '%sklaar>'; exec cat -v", modes);
	const char *const argv[] = {"sh", "-c", script, NULL};
	struct term *t = term_start(&(struct term_options){.argv = argv, .rows = 4, .cols = 100});
	term_expect(t, "klaar>", SOON);
	return t;
}

static void check_keys(const char *modes, const char *keys, const char *shown)
{
	struct term *t = term_echo(modes);
	char expected[160];
	snprintf(expected, sizeof(expected), "klaar>%s.", shown);
	term_keys(t, keys);
	term_keys(t, ".");
	term_expect(t, "\\.$", SOON);
	assert_string_equal(term_line(t, 0), expected);
	term_free(t);
}

static void test_keys(void **state)
{
	(void)state;
	check_keys("", "a Z ? text:hallo Space", "aZ?hallo ");
	check_keys("", "Enter Tab C-c C-z BS Esc", "^M        ^C^Z^?^[");
	check_keys("", "Up Down Left Right", "^[[A^[[B^[[D^[[C");
	check_keys("\\033[?1h", "Up Down Left Right Home", "^[OA^[OB^[OD^[OC^[OH");
	check_keys("", "Home End PgUp PgDn Ins Del", "^[[H^[[F^[[5~^[[6~^[[2~^[[3~");
	check_keys("", "F1 F4 F5 F10 F12", "^[OP^[OS^[[15~^[[21~^[[24~");
	check_keys("", "BTab S-Up C-Left M-x C-@", "^[[Z^[[1;2A^[[1;5D^[x^@");
	check_keys("", "j*4 * a*0 Down*2", "jjjj*^[[B^[[B");
	check_keys("", "ë", "M-CM-+");
}

/* Esc is one read of its own, however fast the next key is sent. */
static void test_esc_stands_alone(void **state)
{
	(void)state;
	const char *const argv[] = {"sh", "-c",
	        "stty raw -echo; printf 'klaar>'; while :; do dd bs=64 count=1 2>/dev/null | cat -v; printf "
	        "'|'; done",
	        NULL};
	struct term *t = term_start(&(struct term_options){.argv = argv, .rows = 4, .cols = 100});
	term_expect(t, "klaar>", SOON);
	term_keys(t, "Esc a");
	term_expect(t, "klaar>\\^\\[\\|a\\|$", SOON);
	term_keys(t, "Esc Up");
	term_expect(t, "a\\|\\^\\[\\|\\^\\[\\[A\\|$", SOON);
	term_free(t);
}

/* Also when the program reads late. */
static void test_esc_waits_for_a_reader(void **state)
{
	(void)state;
	const char *const argv[] = {"sh", "-c",
	        "stty raw -echo; printf 'klaar>'; sleep 0.5; while :; do dd bs=64 count=1 2>/dev/null | cat "
	        "-v; "
	        "printf '|'; done",
	        NULL};
	struct term *t = term_start(&(struct term_options){.argv = argv, .rows = 4, .cols = 100});
	term_expect(t, "klaar>", SOON);
	term_keys(t, "Esc a");
	term_expect(t, "klaar>\\^\\[\\|a\\|$", SOON);
	term_free(t);
}

static void test_paste(void **state)
{
	(void)state;
	struct term *t = term_echo("");
	term_paste(t, "een\ntwee.");
	term_expect(t, "klaar>een\\^Mtwee\\.$", SOON);
	term_free(t);
	t = term_echo("\\033[?2004h");
	term_paste(t, "een\ntwee");
	term_expect(t, "klaar>\\^\\[\\[200~een\\^Mtwee\\^\\[\\[201~$", SOON);
	term_free(t);
}

static void test_mouse(void **state)
{
	(void)state;
	struct term *t = term_echo("\\033[?1000h\\033[?1006h");
	term_click(t, 2, 5);
	term_wheel(t, 0, 0, 2);
	term_wheel(t, 0, 0, -1);
	term_expect(t,
	        "klaar>\\^\\[\\[<0;6;3M\\^\\[\\[<0;6;3m\\^\\[\\[<65;1;1M\\^\\[\\[<65;1;1M\\^\\[\\[<64;1;1M$",
	        SOON);
	term_free(t);
	t = term_echo("");
	term_click(t, 2, 5);
	term_keys(t, ".");
	term_expect(t, "klaar>\\.$", SOON);
	term_free(t);
}

static void test_click_text(void **state)
{
	(void)state;
	struct term *t = term_echo("\\033[?1000h\\033[?1006h日本 knop ");
	term_click_text(t, "knop");
	term_expect(t, "\\[<0;6;1M", SOON);
	term_free(t);
}

/* Far more than the line holds, to a program that answers with as much. */
static void test_a_megabyte(void **state)
{
	(void)state;
	const size_t size = 1000000;
	const char *const argv[] = {"sh", "-c",
	        "stty raw -echo; printf klaar; head -c 1000000 | tee /dev/tty | wc -c >count; printf einde",
	        NULL};
	struct term *t = term_start(&(struct term_options){.argv = argv});
	char *big = malloc(size);
	assert_non_null(big);
	memset(big, 'x', size);
	term_expect(t, "klaar", SOON);
	term_send_bytes(t, big, size);
	term_expect(t, "einde", 20000);
	char *count = scratch_read(term_scratch(t), "home/count", NULL);
	assert_string_equal(count, "1000000\n");
	free(count);
	free(big);
	term_free(t);
}

/* Without a waiting call nothing is read: the program stands still on a full line. */
static void test_stalled_reader(void **state)
{
	(void)state;
	const char *const argv[] = {
	        "sh", "-c", "echo klaar; read x; head -c 300000 /dev/zero; echo >written; echo einde", NULL};
	struct term *t = term_start(&(struct term_options){.argv = argv});
	term_expect(t, "klaar", SOON);
	term_send(t, "\n");
	assert_false(scratch_exists(term_scratch(t), "home/written"));
	term_expect(t, "einde", SOON);
	assert_true(scratch_exists(term_scratch(t), "home/written"));
	term_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_keys),
	        cmocka_unit_test(test_esc_stands_alone),
	        cmocka_unit_test(test_esc_waits_for_a_reader),
	        cmocka_unit_test(test_paste),
	        cmocka_unit_test(test_mouse),
	        cmocka_unit_test(test_click_text),
	        cmocka_unit_test(test_a_megabyte),
	        cmocka_unit_test(test_stalled_reader),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
