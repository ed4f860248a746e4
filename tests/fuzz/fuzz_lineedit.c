/* A line editor under any row of operations: its text stays whole, in its limit and its cursor at a
 * boundary; what says that it changed nothing has changed nothing. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/lineedit.h>
#include <dagstart/base/text.h>

#include "fuzz.h"

enum { OPS = LINEEDIT_UNDO + 1, OPS_MAX = 400 };

static void check(const struct lineedit *edit, size_t max)
{
	const char *text = lineedit_text(edit);
	size_t len = strlen(text), cursor = lineedit_cursor(edit);
	MUST(len <= max && cursor <= len);
	MUST(text_is_utf8(text, len));
	MUST(lineedit_is_empty(edit) == (len == 0));
	for (size_t i = 0; i < len; i++)
		MUST((unsigned char)text[i] >= 0x20 && text[i] != 0x7F);
	size_t at = 0;
	while (at < cursor) {
		int width;
		at += text_grapheme(text + at, len - at, &width);
	}
	MUST(at == cursor);
}

static void check_op(struct lineedit *edit, struct arena *arena, enum lineedit_op op)
{
	const char *before = arena_strdup(arena, lineedit_text(edit));
	size_t cursor = lineedit_cursor(edit);
	bool changed = lineedit_do(edit, op);
	bool same = strcmp(before, lineedit_text(edit)) == 0 && cursor == lineedit_cursor(edit);
	MUST(changed || same);
	/* An insertion may be undone that a deletion had made good: then nothing is seen of it. */
	MUST(!changed || !same || op == LINEEDIT_UNDO);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	CLEANUP(arena_cleanup) struct arena *scrap = arena_new(NULL);
	struct choices c = choices_of(data, size);
	size_t max = choice_below(&c, 512);
	struct lineedit *edit = lineedit_new(arena, max);
	for (int i = 0; i < OPS_MAX && choices_left(&c); i++) {
		uint32_t what = choice_below(&c, OPS + 4);
		if (what < OPS) {
			check_op(edit, scrap, (enum lineedit_op)what);
		} else if (what == OPS) {
			lineedit_move_to(edit, choice_below(&c, 600));
		} else if (what == OPS + 1) {
			lineedit_set(edit, choice_text(&c, scrap, 64));
		} else {
			size_t len = choice_below(&c, 24);
			if (len > c.size - c.at)
				len = c.size - c.at;
			lineedit_insert(edit, (const char *)c.data + c.at, len);
			c.at += len;
		}
		check(edit, max);
		arena_reset(scrap);
	}
	return 0;
}
