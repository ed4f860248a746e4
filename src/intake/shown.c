#include "shown.h"

#include <dagstart/base/arena.h>
#include <dagstart/base/text.h>
#include <dagstart/domain/redact.h>

enum { READ_BYTES = 1000 };

/* Half an address would no longer be known as one: what is cut ends where a word does. */
static size_t whole_words(const char *text, size_t len)
{
	if (len <= READ_BYTES)
		return len;
	for (len = READ_BYTES; len > 0 && text[len - 1] != ' ';)
		len--;
	return len;
}

char *shown_text(struct arena *arena, const char *text, size_t len, const char *customer, int width)
{
	const char *start = arena_strndup(arena, text, whole_words(text, len));
	const char *clean = text_clean(arena, start, TEXT_ONE_LINE);
	return text_cut(arena, redact_text(arena, clean, customer, NULL), width, false);
}
