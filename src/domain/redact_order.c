#include <string.h>
#include <strings.h>

#include "ascii.h"
#include "redact_scan.h"
#include "word.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { NUMBER_DIGITS = 5, SURE_DIGITS = 4, SURE_LEN = 5, FILLERS_MAX = 6 };

/* What may have a number; with a word of its own behind it ("order no.") it surely has. */
static const char *const things[] = {"account", "bankrekening", "bestelling", "bestellingen", "boeking",
        "booking", "case", "claim", "contract", "customer", "debiteur", "dossier", "factuur", "incident",
        "invoice", "klant", "lid", "lidmaatschap", "order", "orders", "pakket", "parcel", "polis", "rekening",
        "reservation", "reservering", "retour", "return", "shipment", "ticket", "tracking", "zaak",
        "zending"};
static const char *const numbers[] = {"barcode", "bestelcode", "boekingscode", "bookingcode", "bsn",
        "confirmation", "kenmerk", "klantcode", "ordercode", "orderid", "pnr", "referentie", "reference",
        "reserveringscode", "rma", "ticketcode", "trackingcode"};
/* Any word that ends so. */
static const char *const number_ends[] = {"nr", "nummer", "number"};
static const char *const fillers[] = {"is", "met", "van", "was", "with"};
static const char *const number_fillers[] = {"code", "id", "no", "nr", "num", "number", "nummer", "ref"};
static const char *const postcodes[] = {"postcode", "postcodes"};
static const char *const houses[] = {"huisnr", "huisnummer"};

static bool ends_in_number(const char *s, size_t len)
{
	for (size_t i = 0; i < COUNT(number_ends); i++) {
		size_t end = strlen(number_ends[i]);
		if (len > end && strncasecmp(s + len - end, number_ends[i], end) == 0)
			return true;
	}
	return false;
}

/* A mark or a word between the word and its number; *ret_sure becomes true when it speaks of one. */
static size_t filler_at(const char *s, bool *ret_sure)
{
	if (*s && strchr(" :#.-,(=", *s)) {
		*ret_sure = *ret_sure || *s == '#';
		return 1;
	}
	size_t len = word_length(s);
	if (redact_word_is_one_of(number_fillers, COUNT(number_fillers), s, len))
		*ret_sure = true;
	else if (!redact_word_is_one_of(fillers, COUNT(fillers), s, len))
		return 0;
	return len;
}

static bool is_year(const char *s, size_t len)
{
	return len == 4 && digits_at(s) == 4 && (strncmp(s, "19", 2) == 0 || strncmp(s, "20", 2) == 0);
}

/* "1234 56 782": what is short may be the first of several groups. */
static size_t groups_behind(const char *s, size_t digits)
{
	size_t end = 0;
	while (digits < NUMBER_DIGITS && s[end] == ' ' && digits_at(s + end + 1) >= 2) {
		end += 1 + digits_at(s + end + 1);
		if (s[end] != ' ')
			break;
	}
	return end;
}

/* Letters, figures and the marks between them. Behind what surely has a number a short one will do, or one of
 * letters and figures mixed. */
static size_t number_token(const char *s, bool sure)
{
	size_t end = 0, digits = 0, letters = 0;
	for (size_t i = 0; is_alnum(s[i]) || (s[i] && strchr("-/._", s[i]) && is_alnum(s[i + 1]) && i > 0);
	        i++) {
		digits += is_digit(s[i]);
		letters += is_letter(s[i]);
		if (is_alnum(s[i]))
			end = i + 1;
	}
	bool is_one = digits >= NUMBER_DIGITS ||
	              (sure && (digits >= SURE_DIGITS ||
	                               (digits > 0 && letters > 0 && digits + letters >= SURE_LEN)));
	if (!is_one || redact_date_length(s) == end || is_year(s, end))
		return 0;
	return end + groups_behind(s + end, digits);
}

/* "postcode is 1234 ab": behind the word small letters will do, and a space. */
static size_t postcode_token(const char *s)
{
	size_t letters = s[4] == ' ' ? 5 : 4;
	if (digits_at(s) != 4 || !is_letter(s[letters]) || !is_letter(s[letters + 1]) ||
	        word_step(s + letters + 2))
		return 0;
	return letters + 2 + redact_house_after(s + letters + 2);
}

static size_t house_token(const char *s)
{
	size_t len = digits_at(s);
	return len > 0 && len <= 5 && word_length(s) <= len + 2 ? word_length(s) : 0;
}

enum token { TOKEN_NONE, TOKEN_NUMBER, TOKEN_SURE_NUMBER, TOKEN_POSTCODE, TOKEN_HOUSE };

static enum token token_behind(const char *s, size_t len)
{
	if (s[0] == '#')
		return TOKEN_NUMBER; /* "#fail2day" is none */
	if (redact_word_is_one_of(houses, COUNT(houses), s, len))
		return TOKEN_HOUSE;
	if (redact_word_is_one_of(postcodes, COUNT(postcodes), s, len))
		return TOKEN_POSTCODE;
	if (redact_word_is_one_of(numbers, COUNT(numbers), s, len) || ends_in_number(s, len))
		return TOKEN_SURE_NUMBER;
	return redact_word_is_one_of(things, COUNT(things), s, len) ? TOKEN_NUMBER : TOKEN_NONE;
}

static size_t token_at(const char *s, enum token token, bool sure)
{
	if (token == TOKEN_POSTCODE)
		return postcode_token(s);
	return token == TOKEN_HOUSE ? house_token(s) : number_token(s, sure);
}

struct hit redact_order(const struct place *place)
{
	const char *s = place->s;
	size_t word = s[0] == '#' ? 1 : place->in_word ? 0 : word_length(s);
	enum token token = word ? token_behind(s, word) : TOKEN_NONE;
	bool sure = token == TOKEN_SURE_NUMBER;
	size_t at = word;
	for (int i = 0; token && i <= FILLERS_MAX; i++) {
		size_t len = token_at(s + at, token, sure);
		if (len)
			return (struct hit){.skip = at, .len = len};
		size_t filler = filler_at(s + at, &sure);
		if (!filler)
			break;
		at += filler;
	}
	return mask(0);
}
