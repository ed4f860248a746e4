#include <dagstart/base/text.h>

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

#include "text_code.h"

/* Twins of one column each, so that a table or a frame that was laid out before keeps its shape. Sorted; a
 * row holds for all code points from `first` to `last`. */
static const struct {
	uint32_t first, last;
	char twin;
} twins[] = {
        {0xA0, 0xA0, ' '},
        {0xA1, 0xA1, '!'},
        {0xA2, 0xA2, 'c'},
        {0xA6, 0xA6, '|'},
        {0xA9, 0xA9, 'c'},
        {0xAB, 0xAB, '"'},
        {0xAE, 0xAE, 'r'},
        {0xAF, 0xAF, '-'},
        {0xB0, 0xB0, 'o'},
        {0xB1, 0xB1, '+'},
        {0xB4, 0xB4, '\''},
        {0xB5, 0xB5, 'u'},
        {0xB7, 0xB7, '.'},
        {0xB8, 0xB8, ','},
        {0xBB, 0xBB, '"'},
        {0xC6, 0xC6, 'A'},
        {0xD0, 0xD0, 'D'},
        {0xD7, 0xD7, 'x'},
        {0xD8, 0xD8, 'O'},
        {0xDE, 0xDE, 'T'},
        {0xDF, 0xDF, 's'},
        {0xE6, 0xE6, 'a'},
        {0xF0, 0xF0, 'd'},
        {0xF7, 0xF7, '/'},
        {0xF8, 0xF8, 'o'},
        {0xFE, 0xFE, 't'},
        {0x110, 0x110, 'D'},
        {0x111, 0x111, 'd'},
        {0x131, 0x131, 'i'},
        {0x141, 0x141, 'L'},
        {0x142, 0x142, 'l'},
        {0x152, 0x152, 'O'},
        {0x153, 0x153, 'o'},
        {0x1E9E, 0x1E9E, 'S'},
        {0x2000, 0x200A, ' '},
        {0x2010, 0x2015, '-'},
        {0x2018, 0x201B, '\''},
        {0x201C, 0x201F, '"'},
        {0x2020, 0x2021, '+'},
        {0x2022, 0x2023, '*'},
        {0x2024, 0x2024, '.'},
        {0x2026, 0x2026, '.'},
        {0x2027, 0x2027, '.'},
        {0x202F, 0x202F, ' '},
        {0x2032, 0x2032, '\''},
        {0x2033, 0x2033, '"'},
        {0x2039, 0x2039, '<'},
        {0x203A, 0x203A, '>'},
        {0x2043, 0x2043, '-'},
        {0x2044, 0x2044, '/'},
        {0x205F, 0x205F, ' '},
        {0x20AC, 0x20AC, 'E'},
        {0x2190, 0x2190, '<'},
        {0x2191, 0x2191, '^'},
        {0x2192, 0x2192, '>'},
        {0x2193, 0x2193, 'v'},
        {0x2196, 0x2197, '^'},
        {0x2198, 0x2199, 'v'},
        {0x21A9, 0x21A9, '<'},
        {0x21B5, 0x21B5, '<'},
        {0x21D0, 0x21D0, '<'},
        {0x21D1, 0x21D1, '^'},
        {0x21D2, 0x21D2, '>'},
        {0x21D3, 0x21D3, 'v'},
        {0x2212, 0x2212, '-'},
        {0x2215, 0x2215, '/'},
        {0x2219, 0x2219, '*'},
        {0x2248, 0x2248, '~'},
        {0x2260, 0x2260, '#'},
        {0x2264, 0x2264, '<'},
        {0x2265, 0x2265, '>'},
        {0x2500, 0x2501, '-'},
        {0x2502, 0x2503, '|'},
        {0x2504, 0x2505, '-'},
        {0x2506, 0x2507, '|'},
        {0x2508, 0x2509, '-'},
        {0x250A, 0x250B, '|'},
        {0x250C, 0x254B, '+'},
        {0x254C, 0x254D, '-'},
        {0x254E, 0x254F, '|'},
        {0x2550, 0x2550, '='},
        {0x2551, 0x2551, '|'},
        {0x2552, 0x2570, '+'},
        {0x2571, 0x2571, '/'},
        {0x2572, 0x2572, '\\'},
        {0x2573, 0x2573, 'x'},
        {0x2574, 0x2574, '-'},
        {0x2575, 0x2575, '|'},
        {0x2576, 0x2576, '-'},
        {0x2577, 0x2577, '|'},
        {0x2578, 0x2578, '-'},
        {0x2579, 0x2579, '|'},
        {0x257A, 0x257A, '-'},
        {0x257B, 0x257B, '|'},
        {0x257C, 0x257C, '-'},
        {0x257D, 0x257D, '|'},
        {0x257E, 0x257E, '-'},
        {0x257F, 0x257F, '|'},
        /* Bars that grow: a chart drawn with them still rises. */
        {0x2580, 0x2580, '"'},
        {0x2581, 0x2581, '_'},
        {0x2582, 0x2582, '.'},
        {0x2583, 0x2583, ':'},
        {0x2584, 0x2584, '-'},
        {0x2585, 0x2585, '='},
        {0x2586, 0x2586, '+'},
        {0x2587, 0x2587, '*'},
        {0x2588, 0x258B, '#'},
        {0x258C, 0x258F, '|'},
        {0x2590, 0x2590, '|'},
        {0x2591, 0x2591, '.'},
        {0x2592, 0x2592, ':'},
        {0x2593, 0x2593, '#'},
        {0x2594, 0x2594, '-'},
        {0x2595, 0x2595, '|'},
        {0x2596, 0x259F, '#'},
        {0x25A0, 0x25A0, '#'},
        {0x25A1, 0x25A1, '.'},
        {0x25AA, 0x25AA, '*'},
        {0x25AB, 0x25AB, 'o'},
        {0x25B2, 0x25B5, '^'},
        {0x25B6, 0x25BB, '>'},
        {0x25BC, 0x25BF, 'v'},
        {0x25C0, 0x25C5, '<'},
        {0x25C6, 0x25C7, '*'},
        {0x25CB, 0x25CB, 'o'},
        {0x25CC, 0x25CC, 'o'},
        {0x25CF, 0x25CF, '*'},
        {0x25E6, 0x25E6, 'o'},
        {0x2605, 0x2606, '*'},
        {0x2610, 0x2610, '.'},
        {0x2611, 0x2611, 'v'},
        {0x2612, 0x2612, 'x'},
        {0x2713, 0x2714, 'v'},
        {0x2715, 0x2718, 'x'},
        {0x276F, 0x276F, '>'},
        {0x2800, 0x2800, ' '},
        {0x2801, 0x28FF, ':'},
        {0x3000, 0x3000, ' '},
};

static int twin_compare(const void *key, const void *row)
{
	uint32_t code = *(const uint32_t *)key;
	const __typeof__(twins[0]) *twin = row;
	return code < twin->first ? -1 : code > twin->last;
}

static char twin_of(uint32_t code)
{
	const __typeof__(twins[0]) *twin =
	        bsearch(&code, twins, sizeof(twins) / sizeof(twins[0]), sizeof(twins[0]), twin_compare);
	return twin ? twin->twin : '\0';
}

/* The letter without its marks: decomposed until nothing comes apart any more. */
static char bare_letter(uint32_t code)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int tag;
	while (code >= 0x80) {
		int n = uc_decomposition(code, &tag, parts);
		/* A compatibility form of more letters, as a ligature, shows its first. */
		if (n <= 0 || parts[0] == code)
			return '\0';
		code = parts[0];
	}
	return code >= 0x20 && code < 0x7F ? (char)code : '\0';
}

static char ascii_of(uint32_t code)
{
	if (code >= 0x20 && code < 0x7F)
		return (char)code;
	char c = twin_of(code);
	if (!c)
		c = bare_letter(code);
	return c ? c : '?';
}

char *text_ascii(struct arena *arena, const char *s)
{
	size_t len = strlen(s);
	if (bytes_are_plain(s, len))
		return arena_strdup(arena, s);
	struct str out = str_new(arena);
	for (size_t at = 0; at < len;) {
		int width;
		uint32_t code;
		size_t n = text_grapheme(s + at, len - at, &width);
		text_decode(s + at, n, &code);
		if (code == '\n')
			str_add_char(&out, '\n');
		else if (width > 0)
			str_add_char(&out, ascii_of(code));
		/* What was wide stays wide: its second column is filled. */
		if (width == 2)
			str_add_char(&out, code > 0x7F && ascii_of(code) == '?' ? '?' : ' ');
		at += n;
	}
	return out.text;
}
