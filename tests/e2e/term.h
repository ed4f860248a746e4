/* A program on a terminal of ours: a pseudo-terminal read through libvterm, so that a test looks at cells,
 * attributes and the cursor and never at escape sequences. Nothing sleeps: each wait is poll() with a
 * deadline in milliseconds (times DAGSTART_TEST_SLOW). Output is read only inside term_ functions that wait
 * or send, so a test that calls none is a stalled reader. Questions to the terminal are counted, not
 * answered. Rows and columns count from 0. What fails ends the test through cmocka, with the whole screen on
 * stderr. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "scratch.h"

struct term;

struct term_options {
	const char *const *argv; /* NULL-ended; argv[0] is looked up in PATH */
	const char *const *env; /* as `extra` of struct child_env; or NULL */
	struct scratch *scratch; /* NULL: a folder of its own, gone with term_free() */
	const char *cwd; /* NULL: HOME */
	const char *term; /* NULL: xterm-256color */
	const char *locale; /* LC_ALL; NULL: C.UTF-8 */
	const char *tz; /* NULL: Europe/Amsterdam */
	int rows; /* 0: 24 */
	int cols; /* 0: 80 */
};

/* Starts the program; the test fails when it cannot be started. Sets LC_CTYPE of the test to C.UTF-8, so that
 * `.` in an expression is one character. */
struct term *term_start(const struct term_options *options);

/* The program under test (DAGSTART_BIN) with these arguments (NULL-ended); `scratch` may be NULL. */
struct term *term_dagstart(struct scratch *scratch, int rows, int cols, const char *const *args);

/* Hangs up, kills the program if it still runs (no other process) and frees all; accepts NULL. */
void term_free(struct term *t);

struct scratch *term_scratch(const struct term *t);
pid_t term_pid(const struct term *t);

/* -- waiting -- */

/* Waits until a POSIX extended expression matches one line (trailing blanks cut off), or the lines joined by
 * line ends. Fails at once when the program has ended without it. */
#define term_expect(t, regex, ms) term_expect_at((t), (regex), (ms), __FILE__, __LINE__)
void term_expect_at(struct term *t, const char *regex, int ms, const char *file, int line);

/* Waits until it matches nothing on the screen. */
#define term_expect_gone(t, regex, ms) term_expect_gone_at((t), (regex), (ms), __FILE__, __LINE__)
void term_expect_gone_at(struct term *t, const char *regex, int ms, const char *file, int line);

/* True when it matches what was read so far; reads nothing. */
bool term_matches(struct term *t, const char *regex);

/* Waits until `holds` says so; false when the deadline or the end of the program came first. */
bool term_wait(struct term *t, bool (*holds)(struct term *t, void *user), void *user, int ms);

/* Reads for exactly `ms`; false when the program ended in it. For "nothing more may come". */
bool term_pump(struct term *t, int ms);

/* Reads for `ms` over a line of so many bytes a second; false when the program ended in it. */
bool term_trickle(struct term *t, int bytes_a_second, int ms);

/* Reads until `quiet_ms` went by without a byte; false when that did not happen within `ms`. */
bool term_settle(struct term *t, int quiet_ms, int ms);

/* Waits for the end; true with the status as waitpid() gives it, false when it still runs after `ms`. */
bool term_wait_exit(struct term *t, int ms, int *ret_status);

/* The same, and fails unless it ended by itself with exit code `code`. */
#define term_expect_exit(t, code, ms) term_expect_exit_at((t), (code), (ms), __FILE__, __LINE__)
void term_expect_exit_at(struct term *t, int code, int ms, const char *file, int line);

/* -- what the person does -- */

/* Bytes as they are. Reads output only while the program is not taking them. */
void term_send(struct term *t, const char *text);
void term_send_bytes(struct term *t, const void *data, size_t len);

/* Keys by name, parted by blanks, as the terminal would send them in its present modes: one character; Enter
 * Esc Tab BTab Space BS Ins Del Home End PgUp PgDn Up Down Left Right F1..F12; C-c, M-x, S-Up before a name
 * or a character; text:word as one write; WORD*N repeats. An unknown word fails. After Esc it waits until the
 * program can have seen it alone. */
void term_keys(struct term *t, const char *keys);

/* As a terminal pastes: within brackets if the program asked for them, line ends as Enter. */
void term_paste(struct term *t, const char *text);

/* A press and release of the left button, or `steps` notches of the wheel (above 0: down), encoded as the
 * program asked; a terminal sends nothing when it did not ask. */
void term_click(struct term *t, int row, int col);
void term_wheel(struct term *t, int row, int col, int steps);

/* Clicks the first cell of a text on the screen; fails when it is not there. */
void term_click_text(struct term *t, const char *text);

void term_resize(struct term *t, int rows, int cols);

/* To the program alone, not its children; nothing when it has ended. */
void term_signal(struct term *t, int signal_number);

/* The terminal goes away; the screen can still be looked at. */
void term_hangup(struct term *t);

/* -- what the person sees: the state after the last byte read -- */

enum term_colour_kind { TERM_DEFAULT, TERM_INDEXED, TERM_RGB };

struct term_colour {
	enum term_colour_kind kind;
	uint32_t value; /* index, or 0xRRGGBB */
};

struct term_cell {
	char text[32]; /* UTF-8 with its combining marks; "" when empty or the right half of a wide one */
	int width;
	bool bold, underline, italic, blink, reverse, strike; /* libvterm does not keep "dim" */
	struct term_colour fg, bg;
};

struct term_pos {
	int row;
	int col;
};

/* One line, or all joined by line ends; trailing blanks cut off. Owned by the term, valid until the next call
 * for the same line, or for the screen. */
const char *term_line(struct term *t, int row);
const char *term_screen(struct term *t);

/* The cell; the test fails when it lies outside the screen. */
struct term_cell term_cell(struct term *t, int row, int col);

/* Where a text begins (within one line, in cells); false when it is not there. */
bool term_find(struct term *t, const char *text, struct term_pos *ret_pos);

struct term_pos term_cursor(struct term *t);
bool term_cursor_shown(const struct term *t);
int term_rows(const struct term *t);
int term_cols(const struct term *t);

/* The window title, "" when never set. */
const char *term_title(const struct term *t);
int term_bells(const struct term *t);

/* Sequences that ask the terminal for an answer (DA, DSR, DECRQM, OSC with ?, DECRQSS, XTGETTCAP, ...). */
int term_queries(const struct term *t);

bool term_alt_screen(const struct term *t);
bool term_mouse_wanted(const struct term *t);
bool term_paste_wanted(struct term *t);

/* True when the line has its usual modes (ICANON and ECHO); also right after the program ended. */
bool term_cooked(const struct term *t);

/* Every byte that came since the start or the last term_log_clear(). Owned by the term. */
const char *term_log(const struct term *t, size_t *ret_len);
void term_log_clear(struct term *t);

/* Draws the screen in a frame with cursor, title and state: what a failure prints. */
void term_print(struct term *t, FILE *to);

/* Prints the message and the screen, and fails the test at that place. */
void term_fail_at(struct term *t, const char *message, const char *file, int line);
