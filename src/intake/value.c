#include "value.h"

#include <limits.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/random.h>
#include <dagstart/base/text.h>
#include <dagstart/config/words.h>

enum { WORD_MAX = 48 }; /* no word for "nothing" or for a mood is longer */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
	return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_nbsp(const char *s)
{
	return s[0] == '\xC2' && s[1] == '\xA0';
}

struct piece piece_trim(const char *text, size_t len)
{
	for (;;) {
		/* The analyser loses sight of what a piece's length promises.
		 * NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage) */
		if (len > 0 && is_blank(*text))
			text++, len--;
		else if (len > 1 && is_nbsp(text))
			text += 2, len -= 2;
		else
			break;
	}
	for (;;) {
		if (len > 0 && is_blank(text[len - 1]))
			len--;
		else if (len > 1 && is_nbsp(text + len - 2))
			len -= 2;
		else
			break;
	}
	return (struct piece){text, len};
}

bool piece_plain(struct piece piece, char *out, size_t room)
{
	size_t end = 0;
	for (size_t i = 0; i < piece.len; i++) {
		char c = piece.text[i];
		if ((unsigned char)c >= 0x80)
			return false;
		if (is_blank(c) || c == '_') {
			if (end == 0 || out[end - 1] == ' ')
				continue;
			c = ' ';
		}
		if (end + 1 >= room)
			return false;
		out[end++] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
	}
	while (end > 0 && (out[end - 1] == ' ' || out[end - 1] == '!' || out[end - 1] == '.'))
		end--;
	out[end] = '\0';
	return true;
}

static const char **missing_slot(const struct missing *missing, const char *word, size_t len)
{
	size_t at = hash_bytes(0, word, len) & (missing->room - 1);
	while (missing->set[at] &&
	        (strlen(missing->set[at]) != len || memcmp(missing->set[at], word, len) != 0))
		at = (at + 1) & (missing->room - 1);
	return &missing->set[at];
}

/* What may stand behind the first byte; beyond ASCII folding may make anything of it. */
static void note_second(struct missing *missing, unsigned char first, char second)
{
	missing->second_of[first] |= (unsigned char)second < 0x80 ? UINT32_C(1) << (second & 31) : UINT32_MAX;
}

/* Whether no word begins as the piece does, seen from two letters or digits. */
static bool begins_otherwise(const struct missing *missing, struct piece piece)
{
	return piece.len > 1 && is_alnum(piece.text[0]) && is_alnum(piece.text[1]) &&
	       (missing->second_of[(unsigned char)piece.text[0]] >> (piece.text[1] & 31) & 1) == 0;
}

struct missing missing_ready(struct arena *arena, const struct words *words)
{
	struct missing missing = {.room = 64};
	while (missing.room < words->missing_count * 2)
		missing.room *= 2;
	missing.set = arena_array_of(arena, const char *, missing.room);
	for (size_t i = 0; i < words->missing_count; i++) {
		const char *word = words->missing[i];
		size_t len = strlen(word);
		if (len == 0)
			continue;
		*missing_slot(&missing, word, len) = word;
		missing.longest = len > missing.longest ? len : missing.longest;
		unsigned char first = (unsigned char)*word,
		              most = len < UCHAR_MAX ? (unsigned char)len : UCHAR_MAX;
		if (most > missing.longest_of[first])
			missing.longest_of[first] = most;
		note_second(&missing, first, word[1]);
		if (first >= 'a' && first <= 'z') {
			note_second(&missing, first - ('a' - 'A'), word[1]);
			missing.longest_of[first - ('a' - 'A')] = missing.longest_of[first];
		}
	}
	/* Folding may turn these into anything. */
	memset(missing.longest_of + 0x80, missing.longest < UCHAR_MAX ? (int)missing.longest : UCHAR_MAX,
	        0x80);
	return missing;
}

static bool missing_has(const struct missing *missing, const char *word, size_t len)
{
	return len > 0 && *missing_slot(missing, word, len) != NULL;
}

bool value_is_missing(const struct missing *missing, struct arena *scratch, struct piece piece)
{
	if (piece.len == 0)
		return true;
	/* A word may be followed by blanks and a point more, and blanks within it may be doubled. */
	if (piece.len > WORD_MAX || piece.len > (size_t)missing->longest_of[(unsigned char)*piece.text] * 2 ||
	        begins_otherwise(missing, piece))
		return false;
	char folded[WORD_MAX + 2];
	size_t end = 0;
	const char last = piece.text[piece.len - 1];
	bool as_is = last != '!' && last != '.';
	for (; end < piece.len && (unsigned char)piece.text[end] < 0x80; end++) {
		char c = piece.text[end];
		folded[end] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
		as_is = as_is && c != '_' && !is_blank(c);
	}
	if (end < piece.len) {
		const char *text = text_fold(scratch, arena_strndup(scratch, piece.text, piece.len));
		return missing_has(missing, text, strlen(text));
	}
	/* "n.v.t." may stand in the list with its points, "nothing." is "nothing" with one. */
	if (missing_has(missing, folded, end))
		return true;
	return !as_is && piece_plain(piece, folded, sizeof(folded)) &&
	       missing_has(missing, folded, strlen(folded));
}

/* Reads a number at the start; returns its length, 0 for none. */
static size_t number_at(const char *s, size_t len, double *ret)
{
	size_t i = 0, digits = 0;
	bool negative = len > 0 && s[0] == '-';
	if (negative || (len > 0 && s[0] == '+'))
		i++;
	int64_t whole = 0;
	for (; i < len && is_digit(s[i]); i++, digits++) {
		if (digits >= 15)
			return 0;
		whole = whole * 10 + (s[i] - '0');
	}
	if (digits == 0)
		return 0;
	double value = (double)whole;
	if (i + 1 < len && (s[i] == '.' || s[i] == ',') && is_digit(s[i + 1])) {
		double unit = 1;
		int64_t part = 0;
		for (i++; i < len && is_digit(s[i]); i++)
			if (unit < 1e9) {
				unit *= 10;
				part = part * 10 + (s[i] - '0');
			}
		value += (double)part / unit;
	}
	/* "7½" */
	if (i + 1 < len && s[i] == '\xC2' && s[i + 1] >= '\xBC' && s[i + 1] <= '\xBE') {
		value += (s[i + 1] - '\xBB') / 4.0;
		i += 2;
	}
	*ret = negative ? -value : value;
	return i;
}

bool value_number(struct piece piece, double *ret)
{
	double value;
	size_t used = number_at(piece.text, piece.len, &value);
	if (used == 0 || used != piece.len)
		return false;
	*ret = value;
	return true;
}

/* Signs that are repeated for a score: a whole one, half of one, and one that is missing. */
static const struct {
	uint32_t code;
	short halves; /* -1: part of the sign before */
} signs[] = {
        {'*', 2},
        {0x2605, 2},
        {0x2B50, 2},
        {0x1F31F, 2},
        {0x272D, 2},
        {0x272E, 2},
        {0x272F, 2},
        {0x2B51, 2},
        {0x2B51, 2},
        {0x272A, 2},
        {0x2726, 2},
        {0x25CF, 2},
        {0x2B24, 2},
        {0x2764, 2},
        {0x2665, 2}, //
        {0x2606, 0},
        {0x2729, 0},
        {0x2730, 0},
        {0x2B52, 0},
        {0x2727, 0},
        {0x25CB, 0},
        {0x25EF, 0},
        {0x2661, 0},
        {0x1F90D, 0},
        {0xBD, 1},
        {0x2BE8, 1},
        {0x2BEA, 1},
        {0xFE0F, -1},
        {0xFE0E, -1},
};

static bool sign_of(uint32_t code, int *ret_halves)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (signs[i].code == code) {
			*ret_halves = signs[i].halves;
			return true;
		}
	return false;
}

/* "★★★★☆", "⭐⭐⭐", "★★★½": whole signs, out of all of them where some are empty. */
static enum score_form score_signs(struct piece piece, double *ret, double *ret_of)
{
	int halves = 0, all = 0, empty = 0;
	bool asterisk = piece.len > 0 && *piece.text == '*';
	if (!asterisk && (piece.len < 3 || (unsigned char)*piece.text < 0x80))
		return SCORE_NONE;
	for (size_t i = 0; i < piece.len;) {
		uint32_t code;
		int worth;
		i += text_decode(piece.text + i, piece.len - i, &code);
		if (code == ' ' || code == 0xA0)
			continue;
		if (!sign_of(code, &worth))
			return SCORE_NONE;
		halves += worth > 0 ? worth : 0;
		all += worth >= 0;
		empty += worth == 0;
	}
	if (all == 0 || all > 10)
		return SCORE_NONE;
	*ret = halves / 2.0;
	if (empty == 0)
		return SCORE_LABELLED;
	*ret_of = all;
	return SCORE_OF;
}

/* The number, and what is counted where that is named: "5 stars". */
static bool number_of(struct piece piece, double *ret)
{
	static const char *const counted[] = {"", "star", "stars", "ster", "sterren", "stern", "sterne",
	        "sternen", "etoiles", "estrellas", "stelle", "\xE2\x98\x85", "\xE2\xAD\x90", "point",
	        "points", "punt", "punten", "punkte"};
	size_t used = number_at(piece.text, piece.len, ret);
	struct piece rest = piece_trim(piece.text + used, piece.len - used);
	for (size_t i = 0; used > 0 && i < sizeof(counted) / sizeof(counted[0]); i++)
		if (strlen(counted[i]) == rest.len && memcmp(counted[i], rest.text, rest.len) == 0)
			return true;
	return false;
}

/* "/5", "out of 5", "van de 5", "uit 5 sterren" after a number. */
static bool score_of(struct piece rest, double *ret_of)
{
	static const char *const words[] = {
	        "/", "out of", "of", "van de", "van", "uit", "von", "sur", "de", "su"};
	char plain[24];
	rest = piece_trim(rest.text, rest.len);
	if (rest.len == 1 && *rest.text == '%') {
		*ret_of = 100;
		return true;
	}
	if (!piece_plain(rest, plain, sizeof(plain)))
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t len = strlen(words[i]);
		if (strncmp(plain, words[i], len) != 0)
			continue;
		struct piece of = piece_trim(plain + len, strlen(plain + len));
		if (number_of(of, ret_of))
			return true;
	}
	return false;
}

/* A label begins with a letter or a mark, never with what could make it another number, a date or a time. */
static bool is_label(struct piece rest)
{
	if (rest.len < 2 || !(is_blank(rest.text[0]) || strchr("-(:=", rest.text[0]) ||
	                            (rest.text[0] == '.' && is_blank(rest.text[1]))))
		return false;
	bool letters = false;
	for (size_t i = 0; i < rest.len; i++) {
		if (is_digit(rest.text[i]))
			return false;
		letters |= ((unsigned char)rest.text[i] | 0x20) >= 'a';
	}
	return letters && rest.len <= WORD_MAX;
}

/* Emoji and other signs, and letters of languages without blanks between words. */
static bool is_sign(struct piece piece)
{
	bool high = piece.len > 0 && (unsigned char)*piece.text >= 0xE2;
	for (size_t i = 0; i < piece.len; i++)
		high = high && ((unsigned char)piece.text[i] >= 0x80 || is_blank(piece.text[i]));
	return high;
}

/* "Extremely likely - 10", "Very good (5)", "🙂 4". */
static bool number_at_end(struct piece piece, double *ret)
{
	if (piece.len > 1 && piece.text[piece.len - 1] == ')')
		piece.len--;
	size_t start = piece.len;
	while (start > 0 && is_digit(piece.text[start - 1]))
		start--;
	if (start < 3 || start == piece.len || piece.len - start > 2 || piece.len > WORD_MAX)
		return false;
	char sign = piece.text[start - 1] == ' ' ? piece.text[start - 2] : piece.text[start - 1];
	bool apart = sign == '-' || sign == '(' || sign == ':' || is_sign((struct piece){piece.text, start});
	if (!apart || is_digit(piece.text[start - 2]))
		return false;
	for (size_t i = 0; i < start; i++)
		if (is_digit(piece.text[i]))
			return false;
	return value_number((struct piece){piece.text + start, piece.len - start}, ret);
}

/* "Rated 4 out of 5 stars", "Note : 4/5": what it is stands before it. */
static bool score_of_behind(struct piece piece, double *ret, double *ret_of)
{
	size_t at = 0;
	while (at < piece.len && !is_digit(piece.text[at])) {
		char c = piece.text[at++];
		if (!is_blank(c) && c != ':' && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') &&
		        (unsigned char)c < 0x80)
			return false;
	}
	if (at == piece.len)
		return false;
	size_t used = number_at(piece.text + at, piece.len - at, ret);
	struct piece rest = {piece.text + at + used, piece.len - at - used};
	bool apart = at > 0 && (is_blank(piece.text[at - 1]) || piece.text[at - 1] == ':');
	return apart && used > 0 && score_of(rest, ret_of) && *ret_of >= 3 && *ret_of <= 10 &&
	       *ret <= *ret_of;
}

struct piece value_label(struct piece piece)
{
	static const char marks[] = " -.:=()\t";
	while (piece.len > 0 && (is_digit(*piece.text) || strchr(marks, *piece.text)))
		piece.text++, piece.len--;
	while (piece.len > 0 &&
	        (is_digit(piece.text[piece.len - 1]) || strchr(marks, piece.text[piece.len - 1])))
		piece.len--;
	return piece;
}

bool value_is_stars(struct arena *scratch, struct piece piece)
{
	static const char *const stars[] = {"star", "ster", "etoile", "estrel", "stell", "stjarn", "stjern",
	        "stjærn", "tahte", "gwiazd", "hvezd", "hviezd", "звезд", "αστερ", "yildiz", "csillag", "星"};
	double value;
	size_t used = number_at(piece.text, piece.len, &value);
	struct piece rest = piece_trim(piece.text + used, piece.len - used);
	if (rest.len == 0 || rest.len > WORD_MAX)
		return false;
	double of;
	if (score_signs(rest, &value, &of) != SCORE_NONE)
		return true;
	const char *word = text_fold(scratch, arena_strndup(scratch, rest.text, rest.len));
	for (size_t i = 0; i < sizeof(stars) / sizeof(stars[0]); i++)
		if (strncmp(word, stars[i], strlen(stars[i])) == 0)
			return true;
	return false;
}

enum score_form value_score(struct piece piece, double *ret, double *ret_of)
{
	/* A spreadsheet's mark before what it must not reckon with. */
	if (piece.len > 1 && *piece.text == '\'' && is_digit(piece.text[1]))
		piece = (struct piece){piece.text + 1, piece.len - 1};
	size_t used = number_at(piece.text, piece.len, ret);
	if (used > 0 && used == piece.len)
		return SCORE_NUMBER;
	if (used > 0) {
		struct piece rest = {piece.text + used, piece.len - used};
		if (score_of(rest, ret_of))
			return SCORE_OF;
		double whole, all;
		return is_label(rest) || score_signs(rest, &whole, &all) != SCORE_NONE ? SCORE_LABELLED
		                                                                       : SCORE_NONE;
	}
	if (piece.len == 0 || piece.len > WORD_MAX)
		return SCORE_NONE;
	if (score_of_behind(piece, ret, ret_of))
		return SCORE_OF;
	return number_at_end(piece, ret) ? SCORE_LABELLED : score_signs(piece, ret, ret_of);
}
