#include <dagstart/base/text.h>

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>

#include "text_code.h"

static void bytes_free(uint8_t **bytes)
{
	free(*bytes);
}

/* Letters that Unicode does not take apart, and that people search for by their bare look. Sorted. */
static const struct {
	uint32_t code;
	const char *plain;
} letters[] = {
        {0xE6, "ae"},
        {0xF0, "d"},
        {0xF8, "o"},
        {0xFE, "th"},
        {0x111, "d"},
        {0x127, "h"},
        {0x131, "i"},
        {0x138, "k"},
        {0x142, "l"},
        {0x14B, "n"},
        {0x153, "oe"},
        {0x167, "t"},
        {0x2018, "'"},
        {0x2019, "'"},
        {0x201C, "\""},
        {0x201D, "\""},
};

static const char *letter_plain(uint32_t code)
{
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]) && letters[i].code <= code; i++)
		if (letters[i].code == code)
			return letters[i].plain;
	return NULL;
}

/* Adds the folded form of one code point that is lower case and taken apart already. */
static void fold_code(struct str *s, uint32_t code)
{
	if (code_is_space(code)) {
		if (s->len == 0 || s->text[s->len - 1] != ' ')
			str_add_char(s, ' ');
		return;
	}
	/* Hidden characters would part what looks like one word: soft hyphens above all. */
	if (code != CODE_BAD && (code_is_hidden(code) || code_is_mark(code)))
		return;
	const char *plain = letter_plain(code);
	char bytes[5];
	if (!plain) {
		text_encode(code, bytes);
		plain = bytes;
	}
	str_add(s, plain);
}

static char *fold_plain(struct arena *arena, const char *text, size_t len)
{
	char *out = arena_alloc(arena, len + 1);
	size_t end = 0;
	for (size_t i = 0; i < len; i++) {
		char c = text[i];
		if (c == ' ' && end > 0 && out[end - 1] == ' ')
			continue;
		out[end++] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
	}
	out[end] = '\0';
	return out;
}

/* Valid UTF-8 whatever came in, since the library refuses all of a string for one bad byte. */
static struct str fold_input(struct arena *arena, const char *text, size_t len)
{
	struct str valid = str_new(arena);
	for (size_t at = 0; at < len;) {
		uint32_t code;
		char bytes[5];
		at += text_decode(text + at, len - at, &code);
		str_add_bytes(&valid, bytes, text_encode(code, bytes));
	}
	return valid;
}

char *text_fold(struct arena *arena, const char *s)
{
	size_t len = strlen(s);
	if (bytes_are_plain(s, len))
		return fold_plain(arena, s, len);
	struct str valid = fold_input(arena, s, len);
	CLEANUP(bytes_free) uint8_t *folded = NULL;
	size_t folded_len = 0;
	folded = u8_casefold((const uint8_t *)valid.text, valid.len, NULL, UNINORM_NFKD, NULL, &folded_len);
	/* It fails for lack of memory alone; then case and marks count, and the search finds less. */
	const char *from = folded ? (const char *)folded : valid.text;
	size_t from_len = folded ? folded_len : valid.len;
	struct str out = str_new(arena);
	for (size_t at = 0; at < from_len;) {
		uint32_t code;
		at += text_decode(from + at, from_len - at, &code);
		fold_code(&out, code);
	}
	return out.text;
}

bool text_contains(struct arena *arena, const char *hay, const char *needle)
{
	return strstr(text_fold(arena, hay), text_fold(arena, needle)) != NULL;
}
