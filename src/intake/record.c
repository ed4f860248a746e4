#include "record.h"

#include <string.h>

#include <dagstart/base/arena.h>

/* As much of the text as has room, without half a character at its end. */
static size_t put(char *out, size_t at, const char *text, size_t len)
{
	size_t room = RECORD_SHOWN - at;
	if (len > room)
		for (len = room; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80;)
			len--;
	memcpy(out + at, text, len);
	return at + len;
}

char *record_text(const struct record *record, char delimiter, struct arena *arena)
{
	char out[RECORD_SHOWN];
	const char between = delimiter ? delimiter : ',';
	size_t at = 0;
	for (size_t i = 0; i < record->count && at < RECORD_SHOWN; i++) {
		if (i > 0)
			at = put(out, at, &between, 1);
		at = put(out, at, record_cell(record, i), record_len(record, i));
	}
	return arena_strndup(arena, out, at);
}
