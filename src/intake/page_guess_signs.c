#include "page_guess_signs.h"

#include <stddef.h>
#include <uchar.h>

static bool is_ascii_letter(uint32_t code)
{
	return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
}

bool signs_is_letter(uint32_t code)
{
	return is_ascii_letter(code) ||
	       (code >= 0xC0 && code < 0x250 && code != 0xD7 && code != 0xF7 && code != 0x192) ||
	       (code >= 0x370 && code < 0x530 && code != 0x384 && code != 0x385 && code != 0x387);
}

bool signs_is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

/* In Latin Extended-A capital and small letter stand side by side, the capital first; in two stretches it has
 * the odd number. */
static bool is_odd_first(uint32_t code)
{
	return (code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17E);
}

bool signs_is_capital(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z';
	if (code < 0x100)
		return code >= 0xC0 && code <= 0xDE && code != 0xD7;
	if (code < 0x180)
		return code == 0x178 || (code % 2 == 1) == is_odd_first(code);
	return (code >= 0x386 && code <= 0x3AB && code != 0x390) || (code >= 0x400 && code <= 0x42F) ||
	       code == 0x490 || code == 0x218 || code == 0x21A;
}

uint32_t signs_capital(uint32_t code)
{
	static const uint32_t greek[][2] = {{0x3AC, 0x386}, {0x3AD, 0x388}, {0x3AE, 0x389}, {0x3AF, 0x38A},
	        {0x3CC, 0x38C}, {0x3CD, 0x38E}, {0x3CE, 0x38F}};
	for (size_t i = 0; i < sizeof(greek) / sizeof(*greek); i++)
		if (greek[i][0] == code)
			return greek[i][1];
	if (signs_is_capital(code) || code == 0xDF || code == 0x131)
		return code;
	if (code == 0xFF)
		return 0x178;
	if (code >= 0xE0 && code < 0x100)
		return code - 0x20;
	if (code >= 0x100 && code < 0x180)
		return code - 1;
	if ((code >= 0x3B1 && code <= 0x3CB && code != 0x3C2) || (code >= 0x430 && code <= 0x44F))
		return code - 0x20;
	if (code >= 0x450 && code <= 0x45F)
		return code - 0x50;
	return code == 0x491 ? 0x490 : code;
}

/* Signs that stand in the same places, and what they cost between two letters, before a letter (and behind
 * none), behind a letter (and before none), and apart from letters. */
static const struct {
	const char16_t *signs;
	uint8_t within, before, behind, apart;
} kinds[] = {
        {u"\u00A0\u00AD", 1, 1, 1, 1}, /* blanks, and where a word may break */
        {u"\u2019\u00B4", 1, 1, 1, 2}, /* apostrophes */
        {u"\u2018", 5, 1, 3, 2},
        {u"\u2013\u2014\u2026\u00B7", 4, 1, 1, 1}, /* dashes, dots */
        {u"\u201C\u201D\u00AB\u00BB", 9, 1, 1, 1}, /* quotes */
        {u"\u201E\u201A\u2039", 9, 1, 5, 2}, /* those that open */
        {u"\u203A", 9, 3, 1, 2},
        {u"\u00BF\u00A1", 14, 1, 5, 2},
        {u"\u00B9\u00B2\u00B3", 14, 6, 2, 1}, /* of square metres and footnotes */
        {u"\u00AA\u00BA\u00B0", 8, 4, 1, 1}, /* 1ª, nº, degrees */
        {u"\u20AC\u00A3\u00A5\u00A2", 14, 5, 2, 1}, /* currencies */
        {u"\u2022\u00A7\u00AE\u00A9\u2122", 9, 2, 2, 1}, /* bullets, paragraphs, brands */
        {u"\u00B5\u03BC", 12, 1, 5, 3},
        {u"\u00B1\u00D7\u00F7\u00BC\u00BD\u00BE", 14, 4, 3, 1},
        {u"\u02C7\u02D8\u02DB\u02DD\u02D9", 14, 8, 8, 8}, /* marks without their letter */
        {u"\u02C6\u02DC\u00A8\u00AF\u00B8", 14, 6, 6, 6},
};
enum { UNUSUAL_WITHIN = 14, UNUSUAL_BESIDE = 8, UNUSUAL = 5, NOTHING = 16 };

int signs_cost(const struct around *around)
{
	bool left = signs_is_letter(around->left), right = signs_is_letter(around->right);
	if (around->code < 0xA0)
		return NOTHING;
	/* m² is written everywhere. */
	if (around->left == 'm' && !right && (around->code == 0xB2 || around->code == 0xB3))
		return 1;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		for (const char16_t *sign = kinds[i].signs; *sign; sign++)
			if (*sign == around->code)
				return left && right ? kinds[i].within
				       : right       ? kinds[i].before
				       : left        ? kinds[i].behind
				                     : kinds[i].apart;
	return left && right ? UNUSUAL_WITHIN : left || right ? UNUSUAL_BESIDE : UNUSUAL;
}
