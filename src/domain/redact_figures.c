#include "redact_scan.h"

#include <string.h>
#include <strings.h>

#include "ascii.h"
#include "word.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Bank accounts: ISO 13616. */

enum { IBAN_MIN = 15, IBAN_MAX = 34, IBAN_NL = 18, JOINTS_MAX = 2 };

static bool iban_is_valid(const char *account, size_t len)
{
	unsigned rest = 0;
	for (size_t i = 0; i < len; i++) {
		char c = account[(i + 4) % len]; /* country and check digits count at the end */
		unsigned value = is_digit(c) ? (unsigned)(c - '0') : (unsigned)((c | 0x20) - 'a') + 10;
		rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
	}
	return rest == 1;
}

/* A mistyped account is somebody's account as well, so that the Dutch form is enough. */
static bool iban_looks_dutch(const char *account, size_t len)
{
	if (len != IBAN_NL || strncasecmp(account, "NL", 2) != 0)
		return false;
	for (size_t i = 4; i < len; i++)
		if (i < 8 ? !is_letter(account[i]) : !is_digit(account[i]))
			return false;
	return true;
}

struct hit redact_iban(const struct place *place)
{
	const char *s = place->s;
	if (place->in_word || !is_letter(s[0]) || !is_letter(s[1]))
		return mask(0);
	size_t checks = s[2] == ' ' ? 3 : 2;
	if (!is_digit(s[checks]) || !is_digit(s[checks + 1]))
		return mask(0);
	char account[IBAN_MAX];
	size_t len = 0, digits = 0, best = 0;
	for (size_t i = 0; len < IBAN_MAX; i++) {
		if (!is_alnum(s[i])) {
			size_t marks = strspn(s + i, " .-_/");
			if (marks == 0 || marks > JOINTS_MAX || !is_alnum(s[i + marks]))
				break;
			i += marks - 1;
			continue;
		}
		account[len++] = s[i];
		digits += is_digit(s[i]);
		/* Half of it is figures everywhere: plain words about a time of day do not get that far. */
		if (len >= IBAN_MIN && 2 * digits >= len && word_step(s + i + 1) == 0 &&
		        (iban_is_valid(account, len) || iban_looks_dutch(account, len)))
			best = i + 1;
	}
	return mask(best);
}

/* Dates and times of day are not personal, but look like the start of a number. */

static bool separates_date(char c)
{
	return c == '-' || c == '/' || c == '.';
}

static size_t time_length(const char *s)
{
	size_t hours = digits_at(s);
	if (hours < 1 || hours > 2 || (s[hours] != '.' && s[hours] != ':') || digits_at(s + hours + 1) != 2)
		return 0;
	bool early = hours == 1 || s[0] < '2' || (s[0] == '2' && s[1] < '4');
	size_t len = hours + 3;
	bool goes_on = separates_date(s[len]) && is_digit(s[len + 1]);
	return early && s[hours + 1] < '6' && !goes_on && !is_alnum(s[len]) ? len : 0;
}

static int number_of(const char *s, size_t digits)
{
	int number = 0;
	for (size_t i = 0; i < digits; i++)
		number = number * 10 + (s[i] - '0');
	return number;
}

/* With a year of two figures it may as well be a phone number that goes on behind a space. */
static bool short_date_goes_on(const char *s)
{
	return s[0] == ' ' && is_digit(s[1]) && time_length(s + 1) == 0;
}

size_t redact_date_length(const char *s)
{
	size_t first = digits_at(s);
	if ((first != 1 && first != 2 && first != 4) || !separates_date(s[first]))
		return 0;
	const char *middle = s + first + 1;
	size_t second = digits_at(middle);
	if (second < 1 || second > 2 || middle[second] != s[first])
		return 0;
	const char *last = middle + second + 1;
	size_t third = digits_at(last), len = (size_t)(last - s) + third;
	bool fits = first == 4 ? third == 1 || third == 2
	                       : third == 4 && number_of(s, first) <= 31 && number_of(middle, second) <= 31;
	if (first < 4 && third == 2)
		fits = number_of(s, first) <= 31 && number_of(middle, second) <= 12 &&
		       !short_date_goes_on(s + len);
	bool goes_on = separates_date(s[len]) && is_digit(s[len + 1]);
	return fits && !goes_on && !is_alnum(s[len]) ? len : 0;
}

struct hit redact_date(const struct place *place)
{
	if (place->in_word)
		return mask(0);
	size_t len = redact_date_length(place->s);
	return (struct hit){.skip = len ? len : time_length(place->s)};
}

/* Numbers that are written in groups: phones, cards, citizen numbers. */

enum { GROUPED_MAX = 20 };

struct grouped {
	char digits[GROUPED_MAX];
	size_t end[GROUPED_MAX + 1]; /* bytes up to and with the n-th digit; 0 where a group goes on */
	size_t count;
};

static size_t separator_step(const char *s)
{
	static const char *const separators[] = {" ", "-", ".", "/", "(", ")", "\u00A0", "\u2011", "\u2013"};
	for (size_t i = 0; i < COUNT(separators); i++)
		if (strncmp(s, separators[i], strlen(separators[i])) == 0)
			return strlen(separators[i]);
	return 0;
}

static size_t separators_at(const char *s)
{
	size_t len = 0, step;
	for (int i = 0; i < 3 && (step = separator_step(s + len)) > 0; i++)
		len += step;
	return len;
}

static struct grouped read_grouped(const char *s)
{
	struct grouped grouped = {0};
	for (size_t at = 0; grouped.count < GROUPED_MAX && is_digit(s[at]);) {
		grouped.digits[grouped.count++] = s[at++];
		if (is_digit(s[at]))
			continue;
		grouped.end[grouped.count] = at;
		at += separators_at(s + at);
	}
	return grouped;
}

static size_t longest(const struct grouped *grouped, size_t least, size_t most)
{
	for (size_t n = most < GROUPED_MAX ? most : GROUPED_MAX; n >= least; n--)
		if (grouped->end[n])
			return grouped->end[n];
	return 0;
}

static bool starts(const struct grouped *grouped, const char *digits)
{
	return strncmp(grouped->digits, digits, strlen(digits)) == 0;
}

/* After +31 or 0031 come nine digits, or ten with the zero that is not dialled. */
static size_t abroad(const struct grouped *grouped, size_t prefix)
{
	bool dutch = strncmp(grouped->digits + prefix, "31", 2) == 0;
	size_t own = prefix + (grouped->digits[prefix + 2] == '0' ? 12 : 11);
	if (dutch && grouped->end[own])
		return grouped->end[own];
	return longest(grouped, prefix + 8, prefix + 15);
}

/* Ten in the Netherlands; 9 to 12 elsewhere. */
static size_t at_home(const struct grouped *grouped)
{
	static const size_t usual[] = {10, 11, 9, 12};
	for (size_t i = 0; i < COUNT(usual); i++)
		if (grouped->end[usual[i]])
			return grouped->end[usual[i]];
	return 0;
}

struct hit redact_phone(const struct place *place)
{
	const char *s = place->s;
	if (is_digit(place->before))
		return mask(0);
	if (s[0] == '+') {
		size_t skip = 1 + separators_at(s + 1);
		struct grouped grouped = read_grouped(s + skip);
		size_t len = abroad(&grouped, 0);
		return mask(len ? skip + len : 0);
	}
	if (place->in_word || !is_digit(s[0]))
		return mask(0);
	struct grouped grouped = read_grouped(s);
	if (starts(&grouped, "00"))
		return mask(abroad(&grouped, 2));
	if (starts(&grouped, "0"))
		return mask(at_home(&grouped));
	if (starts(&grouped, "316"))
		return mask(grouped.end[11]);
	bool american = grouped.end[3] && grouped.end[6];
	return mask(american ? grouped.end[10] : 0);
}

static bool passes_luhn(const char *digits, size_t count)
{
	int sum = 0;
	for (size_t i = 0; i < count; i++) {
		int digit = digits[count - 1 - i] - '0';
		if (i % 2)
			digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
		sum += digit;
	}
	return sum % 10 == 0;
}

struct hit redact_card(const struct place *place)
{
	if (place->in_word || !is_digit(place->s[0]))
		return mask(0);
	struct grouped grouped = read_grouped(place->s);
	for (size_t n = 19; n >= 13; n--)
		if (grouped.end[n] && passes_luhn(grouped.digits, n))
			return mask(grouped.end[n]);
	return mask(0);
}

/* The eleven test: weights 9 to 2, and -1 for the last digit. */
static bool passes_eleven(const char *digits)
{
	int sum = -(digits[8] - '0');
	for (int i = 0; i < 8; i++)
		sum += (9 - i) * (digits[i] - '0');
	return sum % 11 == 0;
}

struct hit redact_citizen(const struct place *place)
{
	if (place->in_word || !is_digit(place->s[0]))
		return mask(0);
	struct grouped grouped = read_grouped(place->s);
	return mask(grouped.end[9] && passes_eleven(grouped.digits) ? grouped.end[9] : 0);
}
