#include <dagstart/base/text.h>

#include <string.h>
#include <strings.h>
#include <unilbrk.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>

#include "text_code.h"

enum { FIGURE_BYTES = 12 }; /* longer numbers are names of something */

char *text_cut(struct arena *arena, const char *s, int width, bool ascii)
{
	if (width <= 0)
		return arena_strdup(arena, "");
	size_t len = strlen(s);
	int used;
	if (text_fit(s, len, width, &used) == len)
		return arena_strdup(arena, s);
	const char *dots = ascii ? "..." : "\u2026";
	int dots_width = ascii ? 3 : 1;
	if (width < dots_width)
		return arena_strndup(arena, dots, (size_t)width);
	size_t end = text_fit(s, len, width - dots_width, &used);
	while (end > 0 && s[end - 1] == ' ')
		end--;
	return arena_printf(arena, "%.*s%s", (int)end, s, dots);
}

char *text_pad(struct arena *arena, const char *s, int width)
{
	char *cut = text_cut(arena, s, width, false);
	int missing = width - text_width(cut);
	if (missing <= 0)
		return cut;
	return arena_printf(arena, "%s%*s", cut, missing, "");
}

struct wrap {
	struct arena *arena;
	int width;
	VEC(struct text_line) lines;
};

/* Adds a line without the white space at its end. */
static void wrap_line(struct wrap *wrap, const char *start, size_t len)
{
	while (len > 0) {
		size_t at = len - 1;
		while (at > 0 && ((unsigned char)start[at] & 0xC0) == 0x80)
			at--;
		uint32_t code;
		text_decode(start + at, len - at, &code);
		if (!code_is_space(code))
			break;
		len = at;
	}
	int width = 0;
	text_fit(start, len, INT32_MAX, &width);
	*vec_add(wrap->arena, &wrap->lines) = (struct text_line){.start = start, .len = len, .width = width};
}

/* What Unicode says of it, but for one behind a dash. */
static bool is_glued(const char *s)
{
	return s[0] == '\xC2' && s[1] == '\xA0';
}

/* A dash that begins a word belongs to it: --source, -5. */
static bool is_behind_dash(const char *s, size_t at)
{
	return s[at - 1] == '-' && (at < 2 || s[at - 2] == ' ' || s[at - 2] == '-');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Where the word begins that ends before `at`. */
static size_t word_start(const char *s, size_t at)
{
	while (at > 0 && s[at - 1] != ' ')
		at--;
	return at;
}

/* "12", "1,234.5", "±7": digits with what stands among or before them. */
static bool is_figure(const char *s, size_t len)
{
	static const char *const signs[] = {"±", "−", "+", "-"};
	size_t at = 0;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]) && at == 0; i++)
		if (str_starts(s, signs[i]) && strlen(signs[i]) < len)
			at = strlen(signs[i]);
	size_t digits = strspn(s + at, "0123456789.,:");
	return len <= FIGURE_BYTES && is_digit(s[at]) && at + digits >= len;
}

/* Words that belong to the figure before them, in the languages that the program speaks. */
static const char *const units[] = {"jan", "january", "januari", "feb", "february", "februari", "mar",
        "march", "mrt", "maart", "apr", "april", "may", "mei", "jun", "june", "juni", "jul", "july", "juli",
        "aug", "august", "augustus", "sep", "september", "oct", "okt", "october", "oktober", "nov",
        "november", "dec", "december", "min", "minute", "minutes", "minuut", "minuten", "hour", "hours",
        "uur", "day", "days", "dag", "dagen", "week", "weeks", "weken", "month", "months", "maand", "maanden",
        "year", "years", "jaar", "point", "points", "punt", "punten", "answers", "antwoorden", "euro"};

static bool is_unit(const char *s, size_t len)
{
	size_t letters = 0;
	while (letters < len && ((s[letters] | 0x20) >= 'a' && (s[letters] | 0x20) <= 'z'))
		letters++;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strlen(units[i]) == letters && strncasecmp(s, units[i], letters) == 0)
			return true;
	return false;
}

static bool ends_figure(char c)
{
	return is_digit(c) || c == '.' || c == ',' || c == ':';
}

/* A figure and its unit, a day and its month, a value and its margin, "n" and its figure belong together. */
static bool is_within_figure(const char *s, size_t len, size_t at)
{
	if (at < 2 || s[at - 1] != ' ' || !(s[at - 2] == 'n' || ends_figure(s[at - 2])))
		return false;
	size_t start = word_start(s, at - 1), next = strcspn(s + at, " ");
	next = next < len - at ? next : len - at;
	if (at - 1 - start == 1 && s[start] == 'n')
		return is_figure(s + at, next);
	if (!is_figure(s + start, at - 1 - start))
		return false;
	return s[at] == '%' || str_starts(s + at, "±") || is_unit(s + at, next);
}

/* "NPS +30": a figure with its sign is not torn from its word; a line does not begin with the dot between two
 * things. */
static bool is_held(const char *s, size_t len, size_t at)
{
	if (at < 2 || s[at - 1] != ' ')
		return false;
	bool is_dot = str_starts(s + at, "·"),
	     is_sign = s[at] == '+' || str_starts(s + at, "±") || str_starts(s + at, "−");
	if (!is_dot && !is_sign)
		return false;
	size_t next = strcspn(s + at, " ");
	next = next < len - at ? next : len - at;
	return is_dot ? next == strlen("·") : is_figure(s + at, next);
}

/* One that most are, seen at once. */
static bool is_plain(const char *s, size_t len)
{
	return s[0] >= 0x20 && s[0] < 0x7F && (len == 1 || (unsigned char)s[1] < 0x80);
}

/* A mark on a space is drawn. */
static bool is_bare_space(const char *s, size_t len, size_t grapheme)
{
	uint32_t code;
	return text_decode(s, len, &code) == grapheme && code_is_space(code);
}

/* The bytes of the next line of `s`, white space behind it included. `breaks` says where Unicode allows one.
 */
static size_t wrap_next(const char *s, size_t len, const char *breaks, int width)
{
	size_t at = 0;
	size_t allowed = 0, within = 0; /* the last places to break at, between words and within figures */
	int used = 0;
	while (at < len) {
		int columns = 1;
		size_t n = is_plain(s + at, len - at) ? 1 : text_grapheme(s + at, len - at, &columns);
		if (at > 0 && breaks[at] == UC_BREAK_POSSIBLE && !is_behind_dash(s, at) && !is_glued(s + at))
			*(is_within_figure(s, len, at) || is_held(s, len, at) ? &within : &allowed) = at;
		/* White space may hang over the edge: it is not drawn. */
		if (used + columns > width && !is_bare_space(s + at, len - at, n)) {
			if (allowed > 0 || within > 0)
				return allowed > 0 ? allowed : within;
			return at > 0 ? at : n;
		}
		used += columns;
		at += n;
	}
	return len;
}

/* Bytes of a letter of the west, 0 for anything else. */
static size_t letter_length(const char *s, size_t len)
{
	unsigned char first = (unsigned char)s[0], next = len > 1 ? (unsigned char)s[1] : 0;
	if ((first | 0x20) >= 'a' && (first | 0x20) <= 'z')
		return 1;
	return first == 0xC3 && next >= 0x80 && next <= 0xBF && next != 0x97 && next != 0xB7 ? 2 : 0;
}

/* Bytes of one of the curved marks that quotes stand between. */
static size_t quote_length(const char *s, size_t len)
{
	bool is_mark = len >= 3 && (unsigned char)s[0] == 0xE2 && (unsigned char)s[1] == 0x80 &&
	               (unsigned char)s[2] >= 0x98 && (unsigned char)s[2] <= 0x9F;
	return is_mark ? 3 : 0;
}

/* Words of western letters with blanks, and marks at their ends, all between quotes or not, break before
 * words only: no need for the tables. False where anything else stands. */
static bool plain_breaks(const char *s, size_t len, char *breaks)
{
	char before = ' '; /* a blank, a mark, or 'a' for a letter */
	bool has_word = false;
	size_t opening = quote_length(s, len), closing = len > 6 ? quote_length(s + len - 3, 3) : 0;
	memset(breaks, UC_BREAK_PROHIBITED, len);
	if (opening && !letter_length(s + opening, len - opening))
		return false;
	for (size_t at = opening; at < len - closing;) {
		size_t n = letter_length(s + at, len - at);
		bool may_stand = n ? before == 'a' || before == ' '
		                   : s[at] == ' ' || (before == 'a' && s[at] && strchr(".,:;!?", s[at]));
		if (!may_stand)
			return false;
		if (n && before == ' ' && has_word)
			breaks[at] = UC_BREAK_POSSIBLE;
		has_word = has_word || n;
		before = n ? 'a' : s[at];
		at += n ? n : 1;
	}
	return !closing || before != ' ';
}

static void wrap_paragraph(struct wrap *wrap, const char *s, size_t len)
{
	int used;
	if (text_fit(s, len, wrap->width, &used) == len) {
		wrap_line(wrap, s, len);
		return;
	}
	char *breaks = arena_alloc(wrap->arena, len);
	if (!plain_breaks(s, len, breaks))
		u8_possible_linebreaks((const uint8_t *)s, len, "UTF-8", breaks);
	for (size_t at = 0; at < len;) {
		size_t n = wrap_next(s + at, len - at, breaks + at, wrap->width);
		wrap_line(wrap, s + at, n);
		at += n;
	}
}

size_t text_wrap(struct arena *arena, const char *s, int width, struct text_line **ret)
{
	struct wrap wrap = {.arena = arena, .width = width < 1 ? 1 : width};
	while (*s) {
		size_t len = strcspn(s, "\n");
		wrap_paragraph(&wrap, s, len);
		s += len + (s[len] == '\n');
	}
	size_t count = wrap.lines.count;
	/* Whoever looks at the first line of nothing finds an empty one. */
	if (count == 0)
		vec_add(arena, &wrap.lines)->start = s;
	*ret = wrap.lines.items;
	return count;
}
