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

static bool word_is_one_of(const char *const *table, size_t count, const char *s, size_t len)
{
	for (size_t i = 0; i < count; i++)
		/* mostly the first letter tells */
		if ((table[i][0] | 0x20) == (s[0] | 0x20) && strlen(table[i]) == len &&
		        strncasecmp(table[i], s, len) == 0)
			return true;
	return false;
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
        "bestellingen", "bestellingsnummer", "bestelnr", "bestelnummer", "boeking", "boekingsnummer",
        "booking", "bsn", "burgerservicenummer", "claim", "contract", "contractnummer", "customer", "dossier",
        "dossiernummer", "factuur", "factuurnr", "factuurnummer", "invoice", "klantcode", "klantnr",
        "klantnummer", "meldingsnummer", "order", "orderid", "ordernr", "ordernumber", "ordernummer",
        "orders", "pakket", "pakketnummer", "polis", "polisnummer", "referentie", "reference", "rekening",
        "rekeningnummer", "relatienummer", "reservation", "reservering", "reserveringsnummer", "retour",
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
	return digits >= least && redact_date_length(s) != end ? end : 0;
}

static struct hit scan_number_word(const struct place *place)
{
	const char *s = place->s;
	size_t word = s[0] == '#' ? 1 : word_length(s);
	if (s[0] != '#' && (place->in_word || !word_is_one_of(number_words, COUNT(number_words), s, word)))
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

static struct hit (*const scanners[])(const struct place *) = {scan_email, redact_iban, scan_number_word,
        scan_address, redact_date, redact_phone, redact_card, redact_citizen, scan_long_number};

bool redact_may_scan(const char *text)
{
	return strpbrk(text, "0123456789@") != NULL;
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
