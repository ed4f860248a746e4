/* One line of text under a cursor: pure data, no terminal. Text is UTF-8; the cursor stands between grapheme
 * clusters. Every movement and change that people expect of a line editor, with its own small undo. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum lineedit_op {
	LINEEDIT_LEFT,
	LINEEDIT_RIGHT,
	LINEEDIT_WORD_LEFT,
	LINEEDIT_WORD_RIGHT,
	LINEEDIT_HOME,
	LINEEDIT_END,
	LINEEDIT_BACKSPACE,
	LINEEDIT_DELETE,
	LINEEDIT_KILL_WORD_LEFT,
	LINEEDIT_KILL_WORD_RIGHT,
	LINEEDIT_KILL_LINE, /* to the end */
	LINEEDIT_KILL_HEAD, /* to the start */
	LINEEDIT_YANK, /* the last killed text */
	LINEEDIT_UNDO,
};

struct lineedit;

/* Lives in `arena`; `max_bytes` is the longest text that it takes (what is over is not inserted). */
struct lineedit *lineedit_new(struct arena *arena, size_t max_bytes);
void lineedit_set(struct lineedit *edit, const char *text); /* the cursor goes to the end */
const char *lineedit_text(const struct lineedit *edit);
size_t lineedit_cursor(const struct lineedit *edit); /* byte offset, always at a cluster boundary */
void lineedit_move_to(struct lineedit *edit, size_t byte);
bool lineedit_is_empty(const struct lineedit *edit);
/* Inserts text at the cursor; line breaks become spaces and control characters are dropped. False when it was
 * not all taken, for want of room. */
bool lineedit_insert(struct lineedit *edit, const char *bytes, size_t len);
/* Carries out `op`; false when it could not change or move anything. */
bool lineedit_do(struct lineedit *edit, enum lineedit_op op);
