/* Masking of personal data in what customers wrote: e-mail addresses, phone numbers, IBANs, citizen numbers
 * (BSN, eleven test), Dutch postcodes with a house number, order numbers, the customer's own name, and names
 * that a comment is signed with. The mask is of a fixed length, so that nothing can be read from it. */
#pragma once

#include <stddef.h>

struct arena;

#define REDACT_MASK "▒▒▒▒▒▒"

/* A copy of clean text with every piece of personal data masked; `customer` ("" allowed) is masked too, whole
 * and by each of its parts of three letters or more, but for words that are in every sentence ("van", "the").
 * Names are compared without case and diacritics. Bank card numbers (Luhn) go as well. *ret_count (may be
 * NULL) is how many pieces were masked.
 */
char *redact_text(struct arena *arena, const char *text, const char *customer, size_t *ret_count);
/* The same for the customer's own name alone: for an import that does not keep names. */
char *redact_name(struct arena *arena, const char *text, const char *customer, size_t *ret_count);
