#include "word.h"

#include <string.h>

#include <dagstart/base/text.h>

#include "ascii.h"

struct range {
	uint32_t first, last;
};

/* Blocks of letters and marks beyond ASCII, coarse: the holes in them are unassigned or rare. */
static const struct range letters[] = {
        {0xAA, 0xAA},
        {0xB5, 0xB5},
        {0xBA, 0xBA},
        {0xC0, 0xD6},
        {0xD8, 0xF6},
        {0xF8, 0x2C1},
        {0x300, 0x37D}, /* combining marks */
        {0x37F, 0x1FFF},
        {0x20D0, 0x20F0},
        {0x2C00, 0x2DFF},
        {0x3005, 0x3007},
        {0x3041, 0xD7FF},
        {0xF900, 0xFDFF},
        {0xFE70, 0xFEFC},
        {0xFF10, 0xFF19},
        {0xFF21, 0xFF3A},
        {0xFF41, 0xFFDC},
        {0x10000, 0x1CFFF},
        {0x20000, 0x3FFFF},
};

const unsigned char word_bytes[256] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0,
        0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0,
        0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
        2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
        2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
        2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};

/* Whether the character is part of words. */
static bool is_of_word(uint32_t code)
{
	if (code < 0x80)
		return is_alnum((char)code);
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]) && code >= letters[i].first; i++)
		if (code <= letters[i].last)
			return true;
	return false;
}

size_t word_step(const char *s)
{
	unsigned char first = (unsigned char)*s;
	if (first < 0x80)
		return is_alnum(*s);
	uint32_t code;
	size_t len = text_decode(s, strnlen(s, 4), &code);
	return is_of_word(code) ? len : 0;
}

static size_t length_at(const char *s)
{
	size_t len = 0;
	for (;;) {
		while (word_bytes[(unsigned char)s[len]] == WORD_PLAIN)
			len++;
		size_t step = word_bytes[(unsigned char)s[len]] == WORD_NOT ? 0 : word_step(s + len);
		if (step == 0)
			return len;
		len += step;
	}
}

size_t word_length(const char *s)
{
	return length_at(s);
}

bool word_next(const char **at, struct word *ret)
{
	const char *s = *at;
	for (; *s; s++) {
		unsigned char kind = word_bytes[(unsigned char)*s];
		if (kind == WORD_PLAIN || (kind == WORD_FOREIGN && word_step(s) > 0))
			break;
	}
	*ret = (struct word){.start = s, .len = length_at(s)};
	*at = s + ret->len;
	return ret->len > 0;
}
