/* What a single code point is, as far as text needs to know. Private to base. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	CODE_BAD = 0xFFFD,
	CODE_JOINER = 0x200D, /* zero width joiner */
	CODE_AS_TEXT = 0xFE0E, /* variation selector 15 */
	CODE_AS_EMOJI = 0xFE0F, /* variation selector 16 */
	CODE_BLACK_FLAG = 0x1F3F4, /* the base of the flags of England, Scotland and Wales */
	CODE_TAG_END = 0xE007F,
};

/* Not to be seen, or not known: controls, formats, fillers, separators of lines, and what Unicode has not
 * given out. New pictographs are let through: their place is set aside beforehand. */
bool code_is_hidden(uint32_t code);
/* Adds no column of its own: a combining mark, or the tail of a Korean syllable. */
bool code_is_mark(uint32_t code);
bool code_is_space(uint32_t code);
/* Bytes at the start of `s` that are printable ASCII, which nearly all text here is. */
size_t bytes_plain(const char *s, size_t len);
/* Bytes of the clusters at the start of `s` that fit in `width` columns (0 or more), and the columns they
 * take. */
size_t text_fit(const char *s, size_t len, int width, int *ret_width);
bool bytes_are_plain(const char *s, size_t len);
