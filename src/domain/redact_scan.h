/* Recognises personal data by its form. Pure scanners: each looks at one place of a text and says how far it
 * goes. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct place {
	const char *s; /* the text from here on */
	char before; /* the byte before it, '\0' at the start */
	bool in_word; /* the character before it is part of a word */
};

/* `skip` bytes are to be kept, the `len` bytes after them are to be masked. With `len` 0 the skipped bytes
 * are known to be harmless, such as a date; both 0: nothing was recognised. */
struct hit {
	size_t skip, len;
};

static inline struct hit mask(size_t len)
{
	return (struct hit){.len = len};
}

/* Whether there is anything to find: each form has figures of ASCII, or is an e-mail address. Names
 * that people sign with have neither, see redact_may_sign(). */
bool redact_may_scan(const char *text);
/* All scanners, the longer reading of the same figures first. */
struct hit redact_scan(const struct place *place);

/* Whether the word of ASCII letters is in the table, in any case. */
bool redact_word_is_one_of(const char *const *table, size_t count, const char *s, size_t len);
/* Bytes of the house number behind a postcode, 0 for none. */
size_t redact_house_after(const char *s);
/* Order and customer numbers, behind a word that says so (redact_order.c). */
struct hit redact_order(const struct place *place);
/* A name under a comment, or behind "my name is" (redact_sign.c). */
bool redact_may_sign(const char *text);
struct hit redact_sign(const struct place *place);

/* Those that know figures by their arithmetic (redact_figures.c). */
struct hit redact_iban(const struct place *place);
struct hit redact_date(const struct place *place); /* skips it */
struct hit redact_phone(const struct place *place);
struct hit redact_card(const struct place *place);
struct hit redact_citizen(const struct place *place);
size_t redact_date_length(const char *s); /* bytes of the date that `s` starts with, 0 for none */
