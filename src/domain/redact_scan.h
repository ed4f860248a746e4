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

struct hit redact_scan(const struct place *place);
