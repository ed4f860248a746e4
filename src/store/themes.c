#include "themes.h"

#include <stdlib.h>

#include <dagstart/base/arena.h>

enum { DIGITS_MAX = 20 };

const char *themes_write(struct arena *arena, const int64_t *ids, size_t count)
{
	if (count == 0)
		return "";
	char *text = arena_alloc(arena, count * (DIGITS_MAX + 1) + 1), *end = text;
	for (size_t i = 0; i < count; i++) {
		char digits[DIGITS_MAX];
		int used = 0;
		for (int64_t left = ids[i]; left > 0 || used == 0; left /= 10)
			digits[used++] = (char)('0' + left % 10);
		if (i > 0)
			*end++ = ' ';
		while (used > 0)
			*end++ = digits[--used];
	}
	return text;
}

size_t themes_read(const char *text, int64_t *ids, size_t room)
{
	size_t count = 0;
	char *end = NULL;
	for (; count < room && *text; text = end) {
		ids[count] = strtoll(text, &end, 10);
		if (end == text)
			break;
		count++;
	}
	return count;
}
