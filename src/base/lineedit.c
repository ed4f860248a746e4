#include <dagstart/base/lineedit.h>

#include <string.h>
#include <unictype.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "text_code.h"

enum {
	UNDO_DEPTH = 32,
};

struct line {
	char *text; /* NUL-terminated */
	size_t len;
	size_t room;
	size_t cursor;
};

struct lineedit {
	struct arena *arena;
	size_t max_bytes;
	struct line now;
	struct line killed;
	struct line undo[UNDO_DEPTH]; /* a ring; its memory is used again, so that typing on does not eat the
	                                 arena */
	size_t undo_first, undo_count;
	bool typing; /* the last change was an insertion of a letter: the next joins it in one undo */
	bool killing; /* the last change was a kill: the next joins it in one yank */
};

/* Puts `len` bytes in a line of memory that only ever grows. */
static void line_set(struct arena *arena, struct line *line, const char *text, size_t len)
{
	if (len + 1 > line->room) {
		size_t room = (len + 1) * 2;
		line->text = arena_grow(arena, line->text, line->room, room);
		line->room = room;
	}
	memmove(line->text, text, len);
	line->text[len] = '\0';
	line->len = len;
}

struct lineedit *lineedit_new(struct arena *arena, size_t max_bytes)
{
	struct lineedit *edit = arena_new_of(arena, struct lineedit);
	edit->arena = arena;
	edit->max_bytes = max_bytes;
	line_set(arena, &edit->now, "", 0);
	line_set(arena, &edit->killed, "", 0);
	return edit;
}

const char *lineedit_text(const struct lineedit *edit)
{
	return edit->now.text;
}

size_t lineedit_cursor(const struct lineedit *edit)
{
	return edit->now.cursor;
}

bool lineedit_is_empty(const struct lineedit *edit)
{
	return edit->now.len == 0;
}

/* The last boundary between clusters at or before `byte`, and the one before that. */
static size_t boundary_at(const struct line *line, size_t byte, size_t *ret_before)
{
	size_t before = 0, at = 0;
	while (at < byte) {
		int width;
		size_t n = text_grapheme(line->text + at, line->len - at, &width);
		if (n == 0 || at + n > byte)
			break;
		before = at;
		at += n;
	}
	*ret_before = before;
	return at;
}

static size_t step_left(const struct lineedit *edit, size_t byte)
{
	size_t before;
	boundary_at(&edit->now, byte, &before);
	return before;
}

static size_t step_right(const struct lineedit *edit, size_t byte)
{
	int width;
	return byte + text_grapheme(edit->now.text + byte, edit->now.len - byte, &width);
}

/* A word is letters, digits and marks; an apostrophe inside counts ("foto's"). */
static bool in_word(const struct lineedit *edit, size_t byte)
{
	uint32_t code;
	if (text_decode(edit->now.text + byte, edit->now.len - byte, &code) == 0)
		return false;
	const uint32_t mask = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M;
	return code == '_' || code == '\'' || code == 0x2019 || uc_is_general_category_withtable(code, mask);
}

static size_t word_left(const struct lineedit *edit, size_t byte)
{
	bool found = false;
	while (byte > 0) {
		size_t before = step_left(edit, byte);
		if (in_word(edit, before))
			found = true;
		else if (found)
			break;
		byte = before;
	}
	return byte;
}

static size_t word_right(const struct lineedit *edit, size_t byte)
{
	bool found = false;
	while (byte < edit->now.len) {
		if (in_word(edit, byte))
			found = true;
		else if (found)
			break;
		byte = step_right(edit, byte);
	}
	return byte;
}

static void undo_push(struct lineedit *edit)
{
	if (edit->undo_count == UNDO_DEPTH) {
		edit->undo_first = (edit->undo_first + 1) % UNDO_DEPTH;
		edit->undo_count--;
	}
	struct line *line = &edit->undo[(edit->undo_first + edit->undo_count) % UNDO_DEPTH];
	line_set(edit->arena, line, edit->now.text, edit->now.len);
	line->cursor = edit->now.cursor;
	edit->undo_count++;
}

static bool undo_pop(struct lineedit *edit)
{
	if (edit->undo_count == 0)
		return false;
	edit->undo_count--;
	struct line *line = &edit->undo[(edit->undo_first + edit->undo_count) % UNDO_DEPTH];
	line_set(edit->arena, &edit->now, line->text, line->len);
	edit->now.cursor = line->cursor;
	return true;
}

/* Text that meets at a cut or an insertion may join to one cluster; the cursor never stays inside it. */
static void cursor_settle(struct lineedit *edit, size_t byte)
{
	size_t before;
	size_t at = boundary_at(&edit->now, byte, &before);
	edit->now.cursor = at < byte ? step_right(edit, at) : at;
}

static bool cut(struct lineedit *edit, size_t start, size_t end)
{
	if (start == end)
		return false;
	undo_push(edit);
	struct line *now = &edit->now;
	memmove(now->text + start, now->text + end, now->len - end + 1);
	now->len -= end - start;
	cursor_settle(edit, start);
	return true;
}

/* Kills in a row gather in one text, at the side where they were cut. */
static bool kill(struct lineedit *edit, size_t start, size_t end, bool joins)
{
	if (start == end)
		return false;
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(edit->arena);
	struct line *killed = &edit->killed;
	struct str all = str_new(arena);
	bool leftwards = end == edit->now.cursor;
	if (joins && !leftwards)
		str_add_bytes(&all, killed->text, killed->len);
	str_add_bytes(&all, edit->now.text + start, end - start);
	if (joins && leftwards)
		str_add_bytes(&all, killed->text, killed->len);
	line_set(edit->arena, killed, all.text, all.len);
	edit->killing = true;
	return cut(edit, start, end);
}

static bool move(struct lineedit *edit, size_t byte)
{
	if (byte == edit->now.cursor)
		return false;
	edit->now.cursor = byte;
	return true;
}

/* What may stand in a line: no controls, nothing hidden but what emoji are made of. */
static size_t line_filter(const char *bytes, size_t len, struct str *out)
{
	uint32_t code;
	size_t n = text_decode(bytes, len, &code);
	if (code == '\r' && len > 1 && bytes[1] == '\n')
		n = 2;
	char encoded[5];
	if (code == '\n' || code == '\r' || code == '\t' || code == 0x2028 || code == 0x2029)
		str_add_char(out, ' ');
	else if (code == CODE_JOINER || code == CODE_AS_TEXT || code == CODE_AS_EMOJI ||
	         !code_is_hidden(code))
		str_add_bytes(out, encoded, text_encode(code, encoded));
	return n;
}

/* As many whole clusters as there is room for. */
static size_t fit(const struct str *text, size_t room)
{
	size_t at = 0;
	while (at < text->len) {
		int width;
		size_t n = text_grapheme(text->text + at, text->len - at, &width);
		if (at + n > room)
			break;
		at += n;
	}
	return at;
}

static bool insert(struct lineedit *edit, const char *bytes, size_t len, bool joins, bool *ret_all)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(edit->arena);
	struct str text = str_new(arena);
	for (size_t at = 0; at < len;)
		at += line_filter(bytes + at, len - at, &text);
	size_t room = edit->max_bytes > edit->now.len ? edit->max_bytes - edit->now.len : 0;
	size_t taken = fit(&text, room);
	*ret_all = taken == text.len;
	if (taken == 0)
		return false;
	if (!joins)
		undo_push(edit);
	struct line *now = &edit->now;
	struct str all = str_new(arena);
	str_add_bytes(&all, now->text, now->cursor);
	str_add_bytes(&all, text.text, taken);
	str_add_bytes(&all, now->text + now->cursor, now->len - now->cursor);
	line_set(edit->arena, now, all.text, all.len);
	cursor_settle(edit, now->cursor + taken);
	return true;
}

void lineedit_set(struct lineedit *edit, const char *text)
{
	line_set(edit->arena, &edit->now, "", 0);
	edit->now.cursor = 0;
	bool all;
	insert(edit, text, strlen(text), true, &all);
	edit->undo_count = 0;
	edit->typing = false;
	edit->killing = false;
}

void lineedit_move_to(struct lineedit *edit, size_t byte)
{
	size_t before;
	edit->now.cursor = boundary_at(&edit->now, byte < edit->now.len ? byte : edit->now.len, &before);
	edit->typing = false;
	edit->killing = false;
}

bool lineedit_insert(struct lineedit *edit, const char *bytes, size_t len)
{
	int width;
	bool all;
	bool letter = len > 0 && text_grapheme(bytes, len, &width) == len;
	/* A space begins a new step, so that undo takes back a word and not the sentence. */
	bool joins = edit->typing && letter && *bytes != ' ';
	if (insert(edit, bytes, len, joins, &all))
		edit->typing = letter;
	edit->killing = false;
	return all;
}

static bool op_left(struct lineedit *edit, bool joins)
{
	UNUSED(joins);
	return move(edit, step_left(edit, edit->now.cursor));
}

static bool op_right(struct lineedit *edit, bool joins)
{
	UNUSED(joins);
	return move(edit, step_right(edit, edit->now.cursor));
}

static bool op_word_left(struct lineedit *edit, bool joins)
{
	UNUSED(joins);
	return move(edit, word_left(edit, edit->now.cursor));
}

static bool op_word_right(struct lineedit *edit, bool joins)
{
	UNUSED(joins);
	return move(edit, word_right(edit, edit->now.cursor));
}

static bool op_home(struct lineedit *edit, bool joins)
{
	UNUSED(joins);
	return move(edit, 0);
}

static bool op_end(struct lineedit *edit, bool joins)
{
	UNUSED(joins);
	return move(edit, edit->now.len);
}

static bool op_backspace(struct lineedit *edit, bool joins)
{
	UNUSED(joins);
	return cut(edit, step_left(edit, edit->now.cursor), edit->now.cursor);
}

static bool op_delete(struct lineedit *edit, bool joins)
{
	UNUSED(joins);
	return cut(edit, edit->now.cursor, step_right(edit, edit->now.cursor));
}

static bool op_kill_word_left(struct lineedit *edit, bool joins)
{
	return kill(edit, word_left(edit, edit->now.cursor), edit->now.cursor, joins);
}

static bool op_kill_word_right(struct lineedit *edit, bool joins)
{
	return kill(edit, edit->now.cursor, word_right(edit, edit->now.cursor), joins);
}

static bool op_kill_line(struct lineedit *edit, bool joins)
{
	return kill(edit, edit->now.cursor, edit->now.len, joins);
}

static bool op_kill_head(struct lineedit *edit, bool joins)
{
	return kill(edit, 0, edit->now.cursor, joins);
}

static bool op_yank(struct lineedit *edit, bool joins)
{
	UNUSED(joins);
	bool all;
	return insert(edit, edit->killed.text, edit->killed.len, false, &all);
}

static bool op_undo(struct lineedit *edit, bool joins)
{
	UNUSED(joins);
	return undo_pop(edit);
}

bool lineedit_do(struct lineedit *edit, enum lineedit_op op)
{
	static bool (*const ops[])(struct lineedit * edit, bool joins) = {
	        [LINEEDIT_LEFT] = op_left,
	        [LINEEDIT_RIGHT] = op_right,
	        [LINEEDIT_WORD_LEFT] = op_word_left,
	        [LINEEDIT_WORD_RIGHT] = op_word_right,
	        [LINEEDIT_HOME] = op_home,
	        [LINEEDIT_END] = op_end,
	        [LINEEDIT_BACKSPACE] = op_backspace,
	        [LINEEDIT_DELETE] = op_delete,
	        [LINEEDIT_KILL_WORD_LEFT] = op_kill_word_left,
	        [LINEEDIT_KILL_WORD_RIGHT] = op_kill_word_right,
	        [LINEEDIT_KILL_LINE] = op_kill_line,
	        [LINEEDIT_KILL_HEAD] = op_kill_head,
	        [LINEEDIT_YANK] = op_yank,
	        [LINEEDIT_UNDO] = op_undo,
	};
	bool joins = edit->killing;
	edit->typing = false;
	edit->killing = false;
	return ops[op](edit, joins);
}
