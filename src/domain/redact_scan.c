#include "redact_scan.h"

#include <string.h>
#include <strings.h>

#include "ascii.h"
#include "word.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

bool redact_word_is_one_of(const char *const *table, size_t count, const char *s, size_t len)
{
	for (size_t i = 0; i < count; i++)
		/* mostly the first letter tells */
		if ((table[i][0] | 0x20) == (s[0] | 0x20) && strlen(table[i]) == len &&
		        strncasecmp(table[i], s, len) == 0)
			return true;
	return false;
}

static bool is_one_of(char c, const char *chars)
{
	return c && strchr(chars, c) != NULL;
}

/* E-mail addresses. */

static bool is_local_mark(char c)
{
	return is_one_of(c, "._%+-");
}

/* "o'neil"; only so many, that a row of them is not read again from each. */
enum { APOSTROPHES_MAX = 2 };

static size_t apostrophe(const char *s)
{
	size_t len = *s == '\'' ? 1 : strncmp(s, "\u2019", 3) == 0 ? 3 : 0;
	return len && word_step(s + len) ? len : 0;
}

static size_t local_part(const char *s)
{
	size_t len = 0, step;
	for (int apostrophes = 0;
	        (step = is_local_mark(s[len]) ? 1 : word_step(s + len)) > 0 ||
	        (len > 0 && apostrophes++ < APOSTROPHES_MAX && (step = apostrophe(s + len)) > 0);)
		len += step;
	return len;
}

static size_t host_label(const char *s)
{
	size_t len = 0, step;
	while ((step = s[len] == '-' ? 1 : word_step(s + len)) > 0)
		len += step;
	return len;
}

/* Labels with dots between them, two at least; *ret_last is the length of the last. */
static size_t host_name(const char *s, size_t *ret_last)
{
	size_t end = host_label(s), last = end;
	bool dotted = false;
	while (last > 0 && s[end] == '.' && host_label(s + end + 1) >= 2) {
		last = host_label(s + end + 1);
		end += 1 + last;
		dotted = true;
	}
	*ret_last = last;
	return dotted ? end : 0;
}

/* Two addresses without anything between them: what looks like the end of one host begins the next name. */
static size_t mail_host(const char *s, size_t *ret_last)
{
	size_t end = host_name(s, ret_last), more, last;
	while (end && s[end] == '@' && (more = host_name(s + end + 1, &last)) > 0) {
		end += 1 + more;
		*ret_last = last;
	}
	return end;
}

/* The sign with what people put around it; *ret_plain: it stands by itself. */
static size_t at_sign(const char *s, bool *ret_plain)
{
	static const char *const signs[] = {"@", "(at)", "[at]", "(@)", "[@]"};
	size_t before = *s == ' ';
	for (size_t i = 0; i < COUNT(signs); i++)
		if (strncasecmp(s + before, signs[i], strlen(signs[i])) == 0) {
			size_t len = before + strlen(signs[i]);
			*ret_plain = len == 1 && s[len] != ' ';
			return len + (s[len] == ' ');
		}
	return 0;
}

/* "5 @ 3.50" and "drinks @ the bar.Then" are no addresses: a sign that stands apart wants an end like nl. */
static bool is_plain_end(const char *s, size_t len)
{
	size_t letters = 0;
	while (letters < len && s[letters] >= 'a' && s[letters] <= 'z')
		letters++;
	return letters == len && len >= 2 && len <= 3;
}

static struct hit scan_email(const struct place *place)
{
	if (place->in_word || is_local_mark(place->before))
		return mask(0);
	size_t name = local_part(place->s), last = 0;
	bool plain = false;
	size_t sign = name ? at_sign(place->s + name, &plain) : 0;
	size_t host = sign ? mail_host(place->s + name + sign, &last) : 0;
	size_t end = name + sign + host;
	if (!host || (!plain && !is_plain_end(place->s + end - last, last)))
		return mask(0);
	return mask(end);
}

/* Dutch addresses. */

/* After four figures these are more often something else than a postcode. */
static const char *const units[] = {"ad", "am", "bc", "be", "bv", "cm", "de", "eu", "gb", "hp", "kb", "kg",
        "km", "kw", "mb", "ml", "mm", "mw", "nl", "nv", "pk", "pm", "px", "tb", "uk", "us", "xl", "xs"};
/* Words that the letters of a postcode may be; no postcode has f, i, o, q, u or y. */
static const char *const short_words[] = {
        "al", "an", "as", "at", "be", "de", "en", "er", "he", "je", "me", "na", "nm", "st", "te", "we", "ze"};

static size_t spaces_at(const char *s)
{
	size_t len = 0;
	while (len < 3 && (s[len] == ' ' || s[len] == ','))
		len++;
	return len;
}

/* " bis", "-hs", " A" behind a house number. */
static size_t house_addition(const char *s)
{
	static const char *const additions[] = {"bis", "hs", "huis", "boven", "rood"};
	size_t skip = *s == ' ' || *s == '-', len = word_length(s + skip);
	if (!skip || len == 0)
		return 0;
	bool known = redact_word_is_one_of(additions, COUNT(additions), s + skip, len);
	bool roman = strspn(s + skip, "IVX") == len;
	return known || roman || (len == 1 && is_upper(s[skip])) ? skip + len : 0;
}

/* "12", "12a", "12-2". */
static size_t house_number(const char *s)
{
	size_t len = digits_at(s);
	if (len < 1 || len > 5)
		return 0;
	size_t tail = s[len] == '-' || s[len] == '/' ? 1 : 0;
	while (tail < 4 && is_alnum(s[len + tail]))
		tail++;
	if (tail > 1 || is_alnum(s[len]))
		len += tail;
	return word_step(s + len) ? 0 : len;
}

size_t redact_house_after(const char *s)
{
	static const char *const words[] = {"huisnr", "huisnummer", "no", "nr", "nummer"};
	size_t skip = spaces_at(s), word = word_length(s + skip);
	if (redact_word_is_one_of(words, COUNT(words), s + skip, word)) {
		skip += word;
		skip += s[skip] == '.';
		skip += spaces_at(s + skip);
	}
	size_t len = house_number(s + skip);
	return len ? skip + len + house_addition(s + skip + len) : 0;
}

/* A year and a short word have the same form: small letters must have a house number, and stick to the
 * figures or be no word. */
static size_t postcode(const char *s, bool has_house)
{
	if (digits_at(s) != 4 || s[0] == '0')
		return 0;
	bool apart = s[4] == ' ';
	const char *letters = s + 4 + apart;
	if (!is_letter(letters[0]) || !is_letter(letters[1]))
		return 0;
	size_t len = 4 + apart + 2;
	size_t house = redact_house_after(s + len);
	if (word_step(s + len) && !house)
		return 0;
	bool capitals = is_upper(letters[0]) && is_upper(letters[1]);
	bool unit = redact_word_is_one_of(units, COUNT(units), letters, 2);
	has_house = has_house || house > 0;
	bool word = is_one_of(letters[0], "fioquyFIOQUY") || is_one_of(letters[1], "fioquyFIOQUY") ||
	            redact_word_is_one_of(short_words, COUNT(short_words), letters, 2);
	return (capitals && (has_house || !unit)) || (has_house && !unit && !(apart && word)) ? len + house
	                                                                                      : 0;
}

static struct hit scan_address(const struct place *place)
{
	if (place->in_word)
		return mask(0);
	size_t len = postcode(place->s, false);
	if (len)
		return mask(len);
	size_t house = house_number(place->s);
	size_t skip = house ? spaces_at(place->s + house) : 0;
	len = skip ? postcode(place->s + house + skip, true) : 0;
	return mask(len ? house + skip + len : 0);
}

/* Numbers without a word. */

enum { LONG_DIGITS = 8 };

/* "20260112" */
static bool is_compact_date(const char *s, size_t len)
{
	return len == 8 && digits_at(s) == 8 && (strncmp(s, "19", 2) == 0 || strncmp(s, "20", 2) == 0) &&
	       (s[4] == '0' || (s[4] == '1' && s[5] <= '2')) && s[6] <= '3';
}

static struct hit scan_long_number(const struct place *place)
{
	if (place->in_word)
		return mask(0);
	size_t len = word_length(place->s), digits = 0;
	for (size_t i = 0; i < len; i++)
		digits += is_digit(place->s[i]);
	return mask(digits >= LONG_DIGITS && !is_compact_date(place->s, len) ? len : 0);
}

static struct hit (*const scanners[])(const struct place *) = {scan_email, redact_iban, redact_order,
        scan_address, redact_date, redact_phone, redact_card, redact_citizen, scan_long_number};

bool redact_may_scan(const char *text)
{
	return strpbrk(text, "0123456789@") || strstr(text, "(at)") || strstr(text, "[at]");
}

/* Within a word and at the marks between words there is nothing that the scanners know. */
static bool may_begin(const struct place *place)
{
	char c = *place->s;
	if (c == '#' || c == '+')
		return true;
	return !place->in_word && (word_bytes[(unsigned char)c] != WORD_NOT || is_local_mark(c));
}

struct hit redact_scan(const struct place *place)
{
	if (!may_begin(place))
		return mask(0);
	for (size_t i = 0; i < COUNT(scanners); i++) {
		struct hit hit = scanners[i](place);
		if (hit.skip || hit.len)
			return hit;
	}
	return mask(0);
}
