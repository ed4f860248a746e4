#include <string.h>
#include <strings.h>

#include "ascii.h"
#include "redact_scan.h"
#include "word.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { NAME_WORDS = 6, MARKS_MAX = 6 };

/* Behind these a name stands at the end of the text or of its line. */
static const char *const closings[] = {"gr", "groet", "groeten", "groetje", "groetjes", "grt", "grtz",
        "hoogachtend", "mvg", "regards", "sincerely"};
/* These begin other sentences as well: a comma or a new line has to stand behind them. */
static const char *const weak_closings[] = {
        "cheers", "greetings", "liefs", "love", "thanks", "thx", "wishes", "best"};
/* The words before a name in the midst of a text. */
static const char *const intros[] = {"mijn naam is ", "mijn naam: ", "ik heet ", "my name is ", "my name's ",
        "u spreekt met ", "je spreekt met "};
/* Belong to a name, in small letters too; the first row only before it. */
static const char *const before_names[] = {"dhr", "dr", "drs", "fam", "familie", "heer", "ing", "ir", "mevr",
        "mevrouw", "mr", "mrs", "ms", "mw", "prof"};
static const char *const particles[] = {"al", "and", "bin", "d", "da", "de", "del", "den", "der", "di", "du",
        "el", "en", "la", "le", "op", "t", "te", "ten", "ter", "v", "van", "von"};

/* Between two names. */
static const char *const joints[] = {"and", "en"};

/* Capitals beyond ASCII can't be told from small letters without tables: they pass. */
static bool is_capital(const char *s)
{
	return (*s >= 'A' && *s <= 'Z') || (unsigned char)*s >= 0x80;
}

/* Marks within a name: one space, an initial's dot, a hyphen, an apostrophe, "&". */
static size_t name_gap(const char *s)
{
	size_t len = *s == '.';
	if (s[len] == ' ' && s[len + 1] == '&' && s[len + 2] == ' ')
		return len + 3;
	if (s[len] == ' ' || s[len] == '-' || s[len] == '\'')
		len++;
	else if (strncmp(s + len, "\u2019", 3) == 0)
		len += 3;
	return len + (len && s[len] == '\'');
}

/* Bytes of the name, or of several, that `s` starts with, its last capital word being its end; 0 for none. */
static size_t name_length(const char *s, bool several)
{
	size_t end = 0, at = 0;
	for (int i = 0; i < NAME_WORDS; i++) {
		size_t len = word_length(s + at), gap;
		bool capital = is_capital(s + at);
		bool joins = redact_word_is_one_of(joints, COUNT(joints), s + at, len);
		bool known =
		        redact_word_is_one_of(particles, COUNT(particles), s + at, len) ||
		        (end == 0 && redact_word_is_one_of(before_names, COUNT(before_names), s + at, len));
		if (len == 0 || digits_at(s + at) || (!capital && !known) || (joins && !several))
			break;
		at += len;
		if (capital)
			end = at;
		gap = name_gap(s + at);
		if (!gap)
			break;
		at += gap;
	}
	return end;
}

static bool ends_line(const char *s)
{
	s += strspn(s, " .,!)");
	return *s == '\0' || *s == '\n' || *s == '\r';
}

/* "Karel Bosman, Utrecht" */
static size_t signed_length(const char *s)
{
	size_t len = name_length(s, true);
	if (len == 0 || ends_line(s + len))
		return len;
	size_t place = s[len] == ',' && s[len + 1] == ' ' ? name_length(s + len + 2, false) : 0;
	return place && ends_line(s + len + 2 + place) ? len + 2 + place : 0;
}

/* Most words are neither a closing nor begin an intro, as their first two letters say. */
static bool may_lead(const char *s)
{
	char second = is_letter(s[1]) ? (char)(s[1] | 0x20) : s[1];
	switch (s[0] | 0x20) {
	case 'b':
		return second == 'e';
	case 'c':
		return second == 'h';
	case 'g':
		return second == 'r';
	case 'h':
		return second == 'o';
	case 'i':
		return second == 'k';
	case 'j':
		return second == 'e';
	case 'l':
		return second == 'i' || second == 'o';
	case 'm':
		return second == 'v' || second == '.' || second == 'i' || second == 'y';
	case 'r':
		return second == 'e';
	case 's':
		return second == 'i';
	case 't':
		return second == 'h';
	case 'u':
		return second == ' ';
	case 'w':
		return second == 'i';
	}
	return false;
}

/* "m.v.g." is three words to us. */
static size_t closing_length(const char *s, bool *ret_weak)
{
	*ret_weak = false;
	size_t len = word_length(s);
	if (strncasecmp(s, "m.v.g.", 6) == 0)
		return 6;
	if (redact_word_is_one_of(closings, COUNT(closings), s, len))
		return len;
	*ret_weak = true;
	return redact_word_is_one_of(weak_closings, COUNT(weak_closings), s, len) ? len : 0;
}

static bool has_comma(const char *s, size_t len)
{
	return strcspn(s, ",\r\n-") < len;
}

/* "groetjes van Sanne" */
static size_t from_length(const char *s)
{
	size_t len = word_length(s);
	bool is_from =
	        (len == 3 && strncasecmp(s, "van", 3) == 0) || (len == 4 && strncasecmp(s, "from", 4) == 0);
	return is_from && s[len] == ' ' ? len + 1 : 0;
}

static struct hit signature(const char *s)
{
	bool weak;
	size_t at = closing_length(s, &weak), marks = at ? strspn(s + at, " ,.!:;-\r\n") : 0;
	if (marks == 0 || marks > MARKS_MAX || (weak && !has_comma(s + at, marks)))
		return mask(0);
	at += marks + from_length(s + at + marks);
	size_t len = signed_length(s + at);
	return len ? (struct hit){.skip = at, .len = len} : mask(0);
}

static struct hit introduced(const char *s)
{
	for (size_t i = 0; i < COUNT(intros); i++) {
		size_t intro = strlen(intros[i]), len;
		if (intros[i][0] == (*s | 0x20) && strncasecmp(s, intros[i], intro) == 0 &&
		        (len = name_length(s + intro, false)) > 0)
			return (struct hit){.skip = intro, .len = len};
	}
	return mask(0);
}

struct hit redact_sign(const struct place *place)
{
	if (place->in_word || !may_lead(place->s))
		return mask(0);
	struct hit hit = signature(place->s);
	return hit.len ? hit : introduced(place->s);
}

bool redact_may_sign(const char *text)
{
	for (struct place place = {.s = text}; *place.s; place.s++) {
		if (redact_sign(&place).len)
			return true;
		place.in_word = is_alnum(*place.s);
	}
	return false;
}
