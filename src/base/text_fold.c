#include <dagstart/base/text.h>

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>

#include "text_code.h"

enum {
	FOLD_SMALL = 64,
};

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

static size_t bytes_foreign(const char *s, size_t len)
{
	size_t n = 0;
	while (n < len && bytes_plain(s + n, 1) == 0)
		n++;
	return n;
}

/* The bare look of U+00C0 to U+00FF, which the library would find too, only slower. */
static const char western[64][3] = {"a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i",
        "i", "i", "d", "n", "o", "o", "o", "o", "o", "\xC3\x97", "o", "u", "u", "u", "u", "y", "th", "ss",
        "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o",
        "o", "o", "o", "\xC3\xB7", "o", "u", "u", "u", "u", "y", "th", "y"};

/* The bare look of U+2013 to U+2026, which people's keyboards make of what they type; NULL: for the library.
 */
static const char *sign_plain(unsigned char last)
{
	switch (last) {
	case 0x93:
		return "\xE2\x80\x93";
	case 0x94:
		return "\xE2\x80\x94";
	case 0x98:
	case 0x99:
		return "'";
	case 0x9C:
	case 0x9D:
		return "\"";
	case 0xA6:
		return "...";
	default:
		return NULL;
	}
}

/* Bytes at the start of the run that are such letters and signs, which it adds. */
static size_t fold_western(struct str *out, const char *text, size_t len)
{
	const unsigned char *s = (const unsigned char *)text;
	for (size_t n = 0;;) {
		const char *plain = NULL;
		size_t step = 2;
		if (len - n >= 2 && s[n] == 0xC3 && (s[n + 1] & 0xC0) == 0x80)
			plain = western[s[n + 1] & 0x3F];
		else if (len - n >= 3 && s[n] == 0xE2 && s[n + 1] == 0x80) {
			plain = sign_plain(s[n + 2]);
			step = 3;
		}
		if (!plain)
			return n;
		str_add(out, plain);
		n += step;
	}
}

/* Of plain bytes, eight at once: the capitals are those that reach 0x80 from A on and don't yet from Z on. */
static uint64_t lower_eight(uint64_t eight)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t from_a = eight + ones * (0x80 - 'A'), past_z = eight + ones * (0x7F - 'Z');
	return eight | (from_a & ~past_z & ones * 0x80) >> 2;
}

static void lower_plain(char *to, const char *from, size_t len)
{
	size_t i = 0;
	for (; len - i >= sizeof(uint64_t); i += sizeof(uint64_t)) {
		uint64_t eight;
		memcpy(&eight, from + i, sizeof(eight));
		eight = lower_eight(eight);
		memcpy(to + i, &eight, sizeof(eight));
	}
	for (; i < len; i++)
		to[i] = (char)(from[i] | (from[i] >= 'A' && from[i] <= 'Z' ? 0x20 : 0));
}

/* Blanks that follow each other become one, also where the first of them stands in what was folded before;
 * `doubles` tells that there may be such within the text. */
static void fold_plain(struct str *out, const char *text, size_t len, bool doubles)
{
	size_t start = out->len;
	str_add_bytes(out, text, len);
	lower_plain(out->text + start, text, len);
	bool joins = start > 0 && len > 0 && out->text[start - 1] == ' ' && *text == ' ';
	if (!joins && !doubles)
		return;
	size_t end = start;
	for (size_t i = start; i < out->len; i++)
		if (out->text[i] != ' ' || end == 0 || out->text[end - 1] != ' ')
			out->text[end++] = out->text[i];
	out->text[end] = '\0';
	out->len = end;
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

/* The library's share: case and compatibility forms of a run that is not ASCII. Code points do not look at
 * their neighbours here, so that a text can be folded run by run, which is many times faster for our
 * languages. */
static void fold_foreign(struct str *out, const char *text, size_t len)
{
	struct str valid = {0};
	if (!text_is_utf8(text, len)) {
		valid = fold_input(out->arena, text, len);
		text = valid.text;
		len = valid.len;
	}
	uint8_t small[FOLD_SMALL];
	size_t folded_len = sizeof(small);
	uint8_t *folded = u8_casefold((const uint8_t *)text, len, NULL, UNINORM_NFKD, small, &folded_len);
	CLEANUP(bytes_free) uint8_t *owned = folded == small ? NULL : folded;
	UNUSED(owned);
	/* It fails for lack of memory alone; then case and marks count, and the search finds less. */
	const char *from = folded ? (const char *)folded : text;
	size_t from_len = folded ? folded_len : len;
	for (size_t at = 0; at < from_len;) {
		uint32_t code;
		at += text_decode(from + at, from_len - at, &code);
		fold_code(out, code);
	}
}

char *text_fold(struct arena *arena, const char *s)
{
	size_t left = strlen(s), plain = bytes_plain(s, left);
	const bool doubles = strstr(s, "  ") != NULL;
	if (plain == left && !doubles) {
		char *lower = arena_alloc(arena, left + 1);
		lower_plain(lower, s, left);
		return lower;
	}
	struct str out = str_new(arena);
	while (left > 0) {
		plain = bytes_plain(s, left);
		fold_plain(&out, s, plain, doubles);
		size_t foreign = bytes_foreign(s + plain, left - plain);
		size_t common = fold_western(&out, s + plain, foreign);
		if (foreign > common)
			fold_foreign(&out, s + plain + common, foreign - common);
		s += plain + foreign;
		left -= plain + foreign;
	}
	return out.text;
}

char *text_fold_name(struct arena *arena, const char *name)
{
	return str_trim(arena, text_fold(arena, name ? name : ""));
}

bool text_contains(struct arena *arena, const char *hay, const char *needle)
{
	return strstr(text_fold(arena, hay), text_fold(arena, needle)) != NULL;
}
