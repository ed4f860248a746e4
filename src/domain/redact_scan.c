#include "redact_scan.h"

#include <string.h>
#include <strings.h>

#include "word.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_alnum(char c)
{
	return is_digit(c) || is_letter(c);
}

static size_t digits_at(const char *s)
{
	size_t len = 0;
	while (is_digit(s[len]))
		len++;
	return len;
}

static bool word_is_one_of(const char *const *table, size_t count, const char *s, size_t len)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(table[i]) == len && strncasecmp(table[i], s, len) == 0)
			return true;
	return false;
}

static struct hit mask(size_t len)
{
	return (struct hit){.len = len};
}

/* E-mail addresses. */

static bool is_local_mark(char c)
{
	return c && strchr("._%+-", c) != NULL;
}

static size_t local_part(const char *s)
{
	size_t len = 0, step;
	while ((step = is_local_mark(s[len]) ? 1 : word_step(s + len)) > 0)
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

static struct hit scan_email(const struct place *place)
{
	if (place->in_word || is_local_mark(place->before))
		return mask(0);
	size_t at = local_part(place->s);
	if (at == 0 || place->s[at] != '@')
		return mask(0);
	const char *host = place->s + at + 1;
	size_t end = host_label(host), last = end;
	for (bool dotted = false; last > 0; dotted = true) {
		last = host[end] == '.' ? host_label(host + end + 1) : 0;
		if (last >= 2)
			end += 1 + last;
		else
			return mask(dotted ? at + 1 + end : 0);
	}
	return mask(0);
}

/* Bank accounts: ISO 13616. */

enum { IBAN_MIN = 15, IBAN_MAX = 34, IBAN_NL = 18 };

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

static struct hit scan_iban(const struct place *place)
{
	const char *s = place->s;
	if (place->in_word || !is_letter(s[0]) || !is_letter(s[1]))
		return mask(0);
	size_t checks = s[2] == ' ' ? 3 : 2;
	if (!is_digit(s[checks]) || !is_digit(s[checks + 1]))
		return mask(0);
	char account[IBAN_MAX];
	size_t len = 0, best = 0;
	for (size_t i = 0; len < IBAN_MAX; i++) {
		if (!is_alnum(s[i])) {
			bool joins = (s[i] == ' ' || s[i] == '.' || s[i] == '-') && is_alnum(s[i + 1]);
			if (!joins)
				break;
			continue;
		}
		account[len++] = s[i];
		if (len >= IBAN_MIN && word_step(s + i + 1) == 0 &&
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

static size_t date_length(const char *s)
{
	size_t first = digits_at(s);
	if ((first != 1 && first != 2 && first != 4) || !separates_date(s[first]))
		return 0;
	const char *middle = s + first + 1;
	size_t second = digits_at(middle);
	if (second < 1 || second > 2 || middle[second] != s[first])
		return 0;
	size_t third = digits_at(middle + second + 1);
	bool fits = first == 4 ? third == 1 || third == 2 : third == 4;
	size_t len = first + 1 + second + 1 + third;
	bool goes_on = separates_date(s[len]) && is_digit(s[len + 1]);
	return fits && !goes_on && !is_alnum(s[len]) ? len : 0;
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

static struct hit scan_date(const struct place *place)
{
	if (place->in_word)
		return mask(0);
	size_t len = date_length(place->s);
	return (struct hit){.skip = len ? len : time_length(place->s)};
}

/* Numbers that are written in groups: phones, cards, citizen numbers. */

enum { GROUPED_MAX = 20 };

struct grouped {
	char digits[GROUPED_MAX];
	size_t end[GROUPED_MAX +
	           1]; /* bytes up to and with the n-th digit; 0 where a group or word goes on */
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
		grouped.end[grouped.count] = word_step(s + at) ? 0 : at;
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

static struct hit scan_phone(const struct place *place)
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

static struct hit scan_card(const struct place *place)
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

static struct hit scan_citizen(const struct place *place)
{
	if (place->in_word || !is_digit(place->s[0]))
		return mask(0);
	struct grouped grouped = read_grouped(place->s);
	return mask(grouped.end[9] && passes_eleven(grouped.digits) ? grouped.end[9] : 0);
}

/* Dutch addresses. */

/* After four figures these are more often something else than a postcode. */
static const char *const units[] = {"am", "be", "bv", "cm", "de", "eu", "gb", "kb", "kg", "km", "kw", "mb",
        "ml", "mm", "mw", "nl", "nv", "pk", "pm", "tb", "uk", "us"};

static size_t spaces_at(const char *s)
{
	size_t len = 0;
	while (len < 3 && (s[len] == ' ' || s[len] == ','))
		len++;
	return len;
}

/* "12", "12a", "12-2", "12 bis" is left at 12. */
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

static size_t house_after(const char *s)
{
	size_t skip = spaces_at(s);
	if (strncasecmp(s + skip, "nr", 2) == 0) {
		skip += 2;
		skip += s[skip] == '.';
		skip += spaces_at(s + skip);
	}
	size_t len = house_number(s + skip);
	return len ? skip + len : 0;
}

/* A year and a short word have the same form: small letters must stick to the figures and have a house
 * number. */
static size_t postcode(const char *s, bool has_house)
{
	if (digits_at(s) != 4 || s[0] == '0')
		return 0;
	bool apart = s[4] == ' ';
	const char *letters = s + 4 + apart;
	if (!is_letter(letters[0]) || !is_letter(letters[1]))
		return 0;
	size_t len = 4 + apart + 2;
	size_t house = house_after(s + len);
	if (word_step(s + len) && !house)
		return 0;
	bool capitals = is_upper(letters[0]) && is_upper(letters[1]);
	bool unit = word_is_one_of(units, COUNT(units), letters, 2);
	has_house = has_house || house > 0;
	return (capitals && (has_house || !unit)) || (!apart && has_house && !unit) ? len + house : 0;
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

/* Order and customer numbers. */

enum { NUMBER_DIGITS = 5, LONG_DIGITS = 8, FILLERS_MAX = 6 };

static const char *const number_words[] = {"account", "accountnummer", "bestelcode", "bestelling",
        "bestellingen", "bestellingsnummer", "bestelnr", "bestelnummer", "bsn", "burgerservicenummer",
        "claim", "contract", "contractnummer", "customer", "dossier", "dossiernummer", "factuur", "factuurnr",
        "factuurnummer", "invoice", "klantcode", "klantnr", "klantnummer", "meldingsnummer", "order",
        "orderid", "ordernr", "ordernumber", "ordernummer", "orders", "pakket", "pakketnummer", "polis",
        "polisnummer", "referentie", "reference", "rekening", "rekeningnummer", "relatienummer", "retour",
        "retournummer", "ticket", "tracking", "zaak", "zaaknummer", "zending"};

static const char *const fillers[] = {
        "code", "id", "is", "met", "no", "nr", "num", "number", "nummer", "van", "was", "with"};

static size_t filler_at(const char *s)
{
	if (*s && strchr(" :#.-,(=", *s))
		return 1;
	size_t len = word_length(s);
	return word_is_one_of(fillers, COUNT(fillers), s, len) ? len : 0;
}

/* Letters, figures and the marks between them, when at least `least` are figures. */
static size_t number_token(const char *s, size_t least)
{
	size_t end = 0, digits = 0;
	for (size_t i = 0; is_alnum(s[i]) || (s[i] && strchr("-/._", s[i]) && is_alnum(s[i + 1]) && i > 0);
	        i++) {
		digits += is_digit(s[i]);
		if (is_alnum(s[i]))
			end = i + 1;
	}
	return digits >= least && date_length(s) != end ? end : 0;
}

static struct hit scan_number_word(const struct place *place)
{
	const char *s = place->s;
	size_t word = s[0] == '#' ? 1 : word_length(s);
	if (place->in_word || (s[0] != '#' && !word_is_one_of(number_words, COUNT(number_words), s, word)))
		return mask(0);
	size_t at = word;
	for (int i = 0; i < FILLERS_MAX; i++) {
		size_t len = number_token(s + at, NUMBER_DIGITS);
		if (len && at > 0)
			return (struct hit){.skip = at, .len = len};
		size_t filler = filler_at(s + at);
		if (!filler)
			break;
		at += filler;
	}
	return mask(0);
}

static struct hit scan_long_number(const struct place *place)
{
	if (place->in_word)
		return mask(0);
	size_t len = word_length(place->s), digits = 0;
	for (size_t i = 0; i < len; i++)
		digits += is_digit(place->s[i]);
	return mask(digits >= LONG_DIGITS ? len : 0);
}

/* In this order: what is tried first may be the longer reading of the same figures. */
static struct hit (*const scanners[])(const struct place *) = {scan_email, scan_iban, scan_number_word,
        scan_address, scan_date, scan_phone, scan_card, scan_citizen, scan_long_number};

struct hit redact_scan(const struct place *place)
{
	for (size_t i = 0; i < COUNT(scanners); i++) {
		struct hit hit = scanners[i](place);
		if (hit.skip || hit.len)
			return hit;
	}
	return mask(0);
}
