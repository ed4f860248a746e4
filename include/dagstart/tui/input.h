/* From the bytes of a terminal to keys: pure, fed in any portions, never reads by itself. Knows bracketed
 * paste and SGR mouse. What is pasted is text and never a key. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct input;

enum key_kind {
	KEY_NAMED, /* `name`: "a", "A", "é", "C-x", "M-x", "Enter", "Esc", "Tab", "BTab", "Backspace",
	              "Delete", "Insert", "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDn", "F1" …
	              "F12", "Space" */
	KEY_PASTE, /* `text`, `len` */
	KEY_MOUSE,
};
enum mouse_kind { MOUSE_PRESS, MOUSE_RELEASE, MOUSE_DRAG, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct key {
	enum key_kind kind;
	char name[32]; /* a single printable grapheme stands for itself */
	const char *text; /* of a paste; valid until the next call */
	size_t len;
	enum mouse_kind mouse;
	int row, column; /* from 0 */
	int button;
};

/* `term` is $TERM; a name that terminfo does not know works too (ANSI keys). NULL only when the decoder can't
 * be made. */
struct input *input_new(struct arena *arena, const char *term);
void input_free(struct input *input);
/* Takes bytes in; any amount. */
void input_push(struct input *input, const char *bytes, size_t len);
/* The next whole key; false when more bytes are needed. */
bool input_next(struct input *input, struct key *ret);
/* Whether an unfinished sequence (a lone Esc) waits: poll() then no longer than input_wait_ms(), and call
 * input_flush(). */
bool input_is_waiting(const struct input *input);
int input_wait_ms(const struct input *input);
void input_flush(struct input *input);
