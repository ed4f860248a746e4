#include "lines.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>

const char *lines_write(struct arena *arena, const char *const *lines, size_t count)
{
	struct str s = str_new(arena);
	for (size_t i = 0; i < count; i++)
		str_addf(&s, "%s%s\n", i ? "" : "\n", lines[i]);
	return s.text;
}

const char *const *lines_read(struct arena *arena, const char *text, size_t *ret_count)
{
	VEC(const char *) lines = {0};
	while (*text) {
		size_t len = strcspn(text, "\n");
		if (len)
			*vec_add(arena, &lines) = arena_strndup(arena, text, len);
		text += len + (text[len] != '\0');
	}
	*ret_count = lines.count;
	return lines.items;
}
