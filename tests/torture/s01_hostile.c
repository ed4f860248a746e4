/* S1 to S4, a first test: text that customers, colleagues and file names bring along never steers a terminal.
 * It is put into a store by all doors, and looked at in every view, in every format and in every complaint.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "bytes.h"
#include "shown.h"
#include "torture.h"

/* Every so many classes, by the doors they come in by and as words of a command; DAGSTART_TORTURE: all. */
enum { BY_HAND = TEST_COUNT(5, 10), COMPLAINTS = TEST_COUNT(3, 8), SETTINGS = TEST_COUNT(2, 6) };
enum { TEXT = 512, ROWS_A_CLASS = 3, SEEN_LEAST = 12, WORDS_MAX = 12 };

/* One of each class; KANARIE stands where a terminal would act on it. */
static const struct {
	const char *name;
	const char *text;
} hostile[] = {
        {"colour", "a\x1b[31mKANARIE\x1b[0mb"},
        {"cursor", "a\x1b[2J\x1b[1;1HKANARIE\x1b[5A"},
        {"erase", "a\x1b[2K\x1b[1K\x1b[JKANARIE"},
        {"modes", "a\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?2004lKANARIE"},
        {"ask", "a\x1b[c\x1b[>0q\x1b[6n\x1b[21tKANARIE"},
        {"window", "a\x1b[8;10;10t\x1b[2tKANARIE"},
        {"scroll", "a\x1b[1;3r\x1b[99S\x1b[4iKANARIE"},
        {"title", "a\x1b]0;KANARIE\x07"
                  "b"},
        {"title by string end", "a\x1b]2;KANARIE\x1b\\b"},
        {"link", "a\x1b]8;;http://kanarie.example/KANARIE\x1b\\klik\x1b]8;;\x1b\\"},
        {"clipboard", "a\x1b]52;c;S0FOQVJJRQ==\x07KANARIE"},
        {"palette", "a\x1b]4;1;?\x07\x1b]10;?\x07KANARIE"},
        {"open string", "a\x1b]0;KANARIE"},
        {"device string", "aP\x1bPq#0KANARIE\x1b\\b"},
        {"request", "a\x1bP+q544e\x1b\\\x1bP$qm\x1b\\KANARIE"},
        {"application", "a\x1b_KANARIE\x1b\\b"},
        {"privacy", "a\x1b^KANARIE\x1b\\b\x1bXKANARIE\x1b\\c"},
        {"reset", "a\x1b"
                  "c\x1b#8KANARIE"},
        {"charset", "a\x1b(0KANARIE\x1b(B\x0e\x0f"},
        {"eight bit CSI", "a\xc2\x9b"
                          "31mKANARIE"},
        {"eight bit OSC", "a\xc2\x9d"
                          "0;KANARIE\xc2\x9c"},
        {"eight bit DCS", "a\xc2\x90qKANARIE\xc2\x9c"},
        {"eight bit APC", "a\xc2\x9fKANARIE\xc2\x9c\xc2\x85\xc2\x8d"},
        {"raw C1", "a\x9b"
                   "31mKANARIE\x9d"
                   "0;x\x9c"},
        {"bell", "a\x07\x07KANARIE"},
        {"backspace", "KANARIE\b\b\b\b\b\b\bniets"},
        {"carriage return", "KANARIE\rniets"},
        {"vertical", "a\vKANARIE\f\x1c\x1d\x1e\x1f"},
        {"delete", "KANARIE\x7f\x7f"},
        {"nothing between", "a\x1b[KANARIE"},
        {"escape in escape", "a\x1b]8;;\x1b[0m\x1b[>0qKANARIE"},
        {"bidi override", "a\xe2\x80\xaeKANARIE\xe2\x80\xac"},
        {"bidi isolate", "a\xe2\x81\xa6KANARIE\xe2\x81\xa9\xe2\x81\xa7\xe2\x81\xa8"},
        {"bidi embedding", "a\xe2\x80\xaaKANARIE\xe2\x80\xab\xe2\x80\xad"},
        {"bidi marks", "a\xe2\x80\x8eKANARIE\xe2\x80\x8f\xd8\x9c"},
        {"zero width", "KANA\xe2\x80\x8b\xe2\x80\x8c\xe2\x80\x8dRIE\xef\xbb\xbf\xe2\x81\xa0"},
        {"separators", "a\xe2\x80\xa8KANARIE\xe2\x80\xa9"},
        {"tags", "a\xf3\xa0\x81\x8b\xf3\xa0\x81\x81\xf3\xa0\x80\x81\xf3\xa0\x81\xbfKANARIE"},
        {"marks", "KANARIE\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87\xcc\x88\xcc\x89"
                  "\xcc\x8a"
                  "\xcc\x8b\xcc\x8c\xcc\x8d\xcc\x8e\xcc\x8f\xcc\x90\xcc\x91\xcc\x92\xcc\x93"},
        {"overlong", "a\xc0\x9b[31mKANARIE\xe0\x80\x9b[0m"},
        {"surrogates", "a\xed\xa0\x80KANARIE\xed\xb0\x80"},
        {"too large", "a\xf4\x90\x80\x80\xf8\x88\x80\x80\x80\xff\xfeKANARIE"},
        {"cut", "KANARIE\xf0\x9f\x91"},
        {"formula", "=cmd|' /C calc'!A0 KANARIE"},
        {"markup", "<script>KANARIE</script>[x](javascript:1)\n# kop"},
        {"format", "%s%n%x%d KANARIE %%"},
        {"quotes", "KANARIE'; DROP TABLE decision; --\""},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static size_t every(int stride)
{
	return getenv("DAGSTART_TORTURE") ? 1 : (size_t)stride;
}

/* -- judging -- */

static void must_be_safe(const char *bytes, size_t len, const char *what, const char *which)
{
	const char *why = NULL;
	size_t at = shown_bad(bytes, len, SHOWN_LINES, &why);
	if (at == len)
		return;
	char near[TEXT] = "";
	size_t from = at > 40 ? at - 40 : 0, n = 0;
	for (size_t i = from; i < len && i < at + 40 && n + 8 < sizeof(near); i++)
		n += (size_t)snprintf(near + n, sizeof(near) - n,
		        bytes[i] >= ' ' && bytes[i] < 0x7f ? "%c" : "<%02x>",
		        (unsigned)(unsigned char)bytes[i]);
	fail_msg("%s: %s holds %s at byte %zu: %s", what, which, why, at, near);
}

static void join(const char *const *words, char out[static TEXT])
{
	size_t n = 0;
	for (; *words && n < TEXT; words++)
		n += (size_t)snprintf(out + n, TEXT - n, "%s ", *words);
	for (char *c = out; *c; c++)
		if (*c < ' ' || *c == 0x7f)
			*c = '?';
}

/* Runs it and looks at both outputs. The exit code is any but that of a crash. */
static struct run look(struct scratch *s, const char *const *words)
{
	char what[TEXT];
	join(words, what);
	struct run r = torture_run(s, words);
	must_be_safe(r.out, r.out_len, what, "standard output");
	must_be_safe(r.err, r.err_len, what, "standard error");
	if (r.code < 0 || r.code > 3)
		fail_msg("%s: exit %d: %s", what, r.code, r.err);
	return r;
}

/* -- getting it in -- */

static void put_cell(struct bytes *csv, const char *text)
{
	bytes_puts(csv, "\"");
	for (; *text; text++) {
		bytes_puts(csv, *text == '"' ? "\"" : "");
		bytes_add(csv, text, 1);
	}
	bytes_puts(csv, "\"");
}

/* An export as a survey tool would write it, with hostile text in every column that people can fill. */
static const char *write_csv(struct scratch *s)
{
	struct bytes csv = {0};
	bytes_puts(&csv, "date,nps,comment,customer,channel,theme\n");
	for (size_t i = 0; i < COUNT(hostile); i++)
		for (int row = 0; row < ROWS_A_CLASS; row++) {
			char start[TEXT];
			snprintf(start, sizeof(start), "2026-02-%02d,%d,", 1 + (int)(i + (size_t)row) % 28,
			        row == 0   ? 10
			        : row == 1 ? 1
			                   : 7);
			bytes_puts(&csv, start);
			put_cell(&csv, hostile[i].text);
			bytes_puts(&csv, ",");
			put_cell(&csv, row == 1 ? hostile[i].text : "Jan");
			bytes_puts(&csv, ",");
			put_cell(&csv, row == 2 ? hostile[i].text : "chat");
			bytes_puts(&csv, ",");
			put_cell(&csv, row == 0 ? hostile[i].text : "bezorging");
			bytes_puts(&csv, "\n");
		}
	/* And rows that are refused, since they are quoted back. */
	for (size_t i = 0; i < COUNT(hostile); i += 4) {
		put_cell(&csv, hostile[i].text);
		bytes_puts(&csv, ",99,");
		put_cell(&csv, hostile[i].text);
		bytes_puts(&csv, "\n");
	}
	const char *path = scratch_write_bytes(s, "hostile.csv", csv.data, csv.len);
	bytes_done(&csv);
	return path;
}

static void add_by_hand(struct scratch *s, const char *text)
{
	const char *const all[][WORDS_MAX] = {
	        {"action", "add", "--effect", text, "--", text, NULL},
	        {"decision", "add", "--effect", text, "--evidence", text, "--cost", text, "--", text, NULL},
	        {"kudos", "add", "--", "Anna", text, NULL},
	        {"note", "add", "--", text, NULL},
	        {"goal", "add", "--behaviour", text, "--", text, NULL},
	        {"log", "--channel", text, "--customer", text, "--score", "3", "--", text, NULL},
	        {"member", "add", "--role", text, "--", text, NULL},
	};
	for (size_t i = 0; i < COUNT(all); i++) {
		struct run r = look(s, all[i]);
		run_done(&r);
	}
}

static struct scratch *fill(void)
{
	struct scratch *s = torture_team();
	const char *const import[] = {"import", write_csv(s), NULL};
	struct run r = look(s, import);
	if (r.code != 0 && r.code != 3)
		fail_msg("the import failed: %s%s", r.out, r.err);
	run_done(&r);
	for (size_t i = 0; i < COUNT(hostile); i += every(BY_HAND))
		add_by_hand(s, hostile[i].text);
	return s;
}

static int setup(void **state)
{
	*state = fill();
	return 0;
}

/* -- looking at it without a terminal -- */

static void test_every_command_and_format(void **state)
{
	static const char *const commands[][WORDS_MAX] = {
	        {"meet", "--plain", NULL},
	        {"action", "list", NULL},
	        {"decision", "list", NULL},
	        {"kudos", "list", NULL},
	        {"goal", "list", NULL},
	        {"note", "list", NULL},
	        {"member", "list", NULL},
	        {"scores", NULL},
	        {"feedback", NULL},
	        {"feedback", "KANARIE", NULL},
	        {"me", "Anna", NULL},
	        {"minutes", NULL},
	        {"history", NULL},
	        {"check", NULL},
	        {"doctor", NULL},
	};
	static const char *const formats[] = {NULL, "--json", "--csv", "--markdown", "--html"};
	for (size_t i = 0; i < COUNT(commands); i++)
		for (size_t j = 0; j < COUNT(formats); j++) {
			const char *words[WORDS_MAX + 4] = {"--lang", j % 2 ? "en" : "nl"};
			size_t n = 2;
			for (size_t k = 0; commands[i][k]; k++)
				words[n++] = commands[i][k];
			words[n++] = formats[j];
			words[n] = NULL;
			struct run r = look(*state, words);
			run_done(&r);
		}
}

static void test_complaints_quote_safely(void **state)
{
	for (size_t i = 0; i < COUNT(hostile); i += every(COMPLAINTS)) {
		const char *text = hostile[i].text;
		const char *const all[][WORDS_MAX] = {
		        {"--", text, NULL},
		        {"import", "--", text, NULL},
		        {"import", "--score", text, "hostile.csv", NULL},
		        {"action", "done", "--", text, NULL},
		        {"action", "add", "--owner", text, "--due", text, "x", NULL},
		        {"decision", "review", "--", text, text, NULL},
		        {"kudos", "add", "--", text, "x", NULL},
		        {"me", "--", text, NULL},
		        {"minutes", "--", text, NULL},
		        {"feedback", "--", text, NULL},
		        {"meet", "--", text, NULL},
		        {"--lang", text, "meet", NULL},
		        {"--as", text, "note", "add", "x", NULL},
		        {"--config", text, "check", NULL},
		        {"restore", "--", text, NULL},
		};
		for (size_t j = 0; j < COUNT(all); j++) {
			struct run r = look(*state, all[j]);
			run_done(&r);
		}
	}
}

/* Settings whose keys and values are hostile, as `check` quotes them. */
static void test_settings_are_quoted_safely(void **state)
{
	for (size_t i = 0; i < COUNT(hostile); i += every(SETTINGS)) {
		char yaml[2 * TEXT];
		snprintf(yaml, sizeof(yaml), "team:\n  %s: x\n  name: \"%s\"\n  zone: '%s'\n",
		        hostile[i].text, hostile[i].text, hostile[i].text);
		const char *const words[] = {
		        "--config", scratch_write(*state, "eigen.yaml", yaml), "check", NULL};
		struct run r = look(*state, words);
		run_done(&r);
	}
}

/* -- on a terminal -- */

/* The length of the sequence that begins with the ESC at `s`, when it is of those that a program may need to
 * draw; 0 for all others. */
static size_t drawing_length(const char *s, size_t len)
{
	if (len < 2)
		return 0;
	if (s[1] == '[') {
		size_t at = 2;
		while (at < len && s[at] >= 0x20 && s[at] < 0x40)
			at++;
		/* xterm's way in and out keeps the title on a stack, and sets none. */
		if (at < len && s[at] == 't')
			return strncmp(s + 2, "22;0;0t", 7) == 0 || strncmp(s + 2, "23;0;0t", 7) == 0 ? at + 1
			                                                                              : 0;
		/* The console hides its cursor by a private form of "c". */
		if (at < len && s[at] == 'c')
			return s[2] == '?' ? at + 1 : 0;
		return at < len && strchr("@ABCDEFGHJKLMPXZSTbdefghlmrs`", s[at]) ? at + 1 : 0;
	}
	if (strchr("()*+", s[1]))
		return 3;
	return strchr("78=>MDE", s[1]) ? 2 : 0;
}

/* Reads on until the last sequence is whole. */
static void settle(struct term *t)
{
	for (int i = 0; i < 10; i++) {
		size_t len = 0, at;
		term_settle(t, 20, 2000);
		const char *log = term_log(t, &len);
		for (at = len; at > 0 && len - at < 16 && log[at - 1] != '\x1b'; at--)
			continue;
		bool cut = at > 0 && log[at - 1] == '\x1b' && drawing_length(log + at - 1, len - at + 1) == 0;
		if (!cut)
			return;
	}
}

/* What is left of a terminal's bytes without what draws must be plain, safe text. */
static void must_only_draw(struct term *t, const char *what)
{
	size_t len = 0;
	const char *log = term_log(t, &len);
	struct bytes text = {0};
	for (size_t at = 0; at < len;) {
		size_t n = log[at] == '\x1b' ? drawing_length(log + at, len - at) : 0;
		if (log[at] == '\x1b' && n == 0)
			fail_msg("%s: a sequence that does not draw: ESC %.12s", what, log + at + 1);
		if (n == 0 && !(log[at] && strchr("\r\b\t\x0e\x0f", log[at])))
			bytes_add(&text, log + at, 1);
		at += n ? n : 1;
	}
	must_be_safe(text.data ? text.data : "", text.len, what, "the terminal");
	bytes_done(&text);
}

static const char *const places[] = {"1", "2", "n", "n", "n", "m", "3", "4", "5", "6", "7", "8", "A", "j j k",
        "Esc", "D", "j j", "Esc", "F", "j j j", "PgDn", "Esc", "S", "Esc", "G", "j", "Esc", "K", "Esc", "N",
        "j", "Esc", "P", "j j", "Esc", "H", "PgDn", "Esc", "M", "Esc", "2", "a", "Esc", "d", "Esc", "t",
        "Esc", "?", "PgDn", "Esc", ": text:KANARIE", "Esc", "/ text:KANARIE Enter", "Esc", "T", "u", "C-r"};

static void walk(struct scratch *s, const char *term, const char *locale)
{
	char what[TEXT];
	struct term *t = torture_sit(
	        s, &(struct torture_seat){.term = term, .locale = locale, .rows = 40, .cols = 120});
	int seen = 0;
	term_settle(t, 100, 5000);
	for (size_t i = 0; i < COUNT(places); i++) {
		snprintf(what, sizeof(what), "TERM=%s LC_ALL=%s after \"%s\" (%zu)", term, locale, places[i],
		        i);
		term_keys(t, places[i]);
		settle(t);
		if (torture_ends(t, 0))
			fail_msg("%s: the program has ended", what);
		must_only_draw(t, what);
		term_log_clear(t);
		seen += term_matches(t, "KANARIE");
		assert_string_equal(term_title(t), "");
		assert_int_equal(term_bells(t), 0);
		if (term_queries(t))
			fail_msg("%s: the terminal was asked something", what);
	}
	/* Or nothing was proven. */
	if (seen < SEEN_LEAST)
		fail_msg("the canary was seen in %d places only", seen);
	term_keys(t, "Esc Esc q y");
	assert_true(torture_ends(t, 2000));
	assert_int_equal(torture_status(t), 0);
	term_free(t);
}

static void test_every_view(void **state)
{
	walk(*state, "xterm-256color", "C.UTF-8");
	walk(*state, "xterm-256color", "C");
	if (!getenv("DAGSTART_TORTURE"))
		return;
	static const char *const terms[] = {"vt100", "linux", "screen", "tmux-256color"};
	for (size_t i = 0; i < COUNT(terms); i++)
		walk(*state, terms[i], i % 2 ? "C" : "C.UTF-8");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_every_command_and_format),
	        cmocka_unit_test(test_complaints_quote_safely),
	        cmocka_unit_test(test_settings_are_quoted_safely),
	        cmocka_unit_test(test_every_view),
	};
	return cmocka_run_group_tests(tests, setup, torture_teardown);
}
