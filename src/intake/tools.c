#include "tools.h"

#include <string.h>

#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

static bool is_one(const struct words_same *names, const char *text)
{
	for (size_t i = 0; i < names->count; i++)
		if (*text && streq(names->items[i], text))
			return true;
	return false;
}

int tool_column(const struct tool_headers *headers, const struct words_same *names)
{
	for (size_t k = 0; k < names->count; k++)
		for (size_t i = 0; i < headers->count; i++)
			if (streq(headers->folded[i], names->items[k]))
				return (int)i;
	for (size_t i = 0; i < headers->count; i++)
		if (is_one(names, headers->labels[i]))
			return (int)i;
	return -1;
}

static bool fits_headers(const struct words_tool *tool, const struct tool_headers *headers)
{
	if (tool->header_count + tool->leads.count == 0)
		return false;
	for (size_t i = 0; i < tool->header_count; i++)
		if (tool_column(headers, &tool->headers[i]) < 0)
			return false;
	return tool->leads.count == 0 ||
	       (headers->count > 0 && (is_one(&tool->leads, headers->folded[0]) ||
	                                      is_one(&tool->leads, headers->labels[0])));
}

static bool fits_file(const struct words_tool *tool, const char *folded)
{
	for (size_t i = 0; i < tool->file.count; i++)
		if (strstr(folded, tool->file.items[i]))
			return true;
	return false;
}

const struct words_tool *tool_find(
        struct arena *arena, const struct words *words, const struct tool_headers *headers, const char *file)
{
	for (size_t i = 0; i < words->tool_count; i++)
		if (fits_headers(&words->tools[i], headers))
			return &words->tools[i];
	const char *folded = text_fold(arena, file);
	for (size_t i = 0; i < words->tool_count; i++)
		if (fits_file(&words->tools[i], folded))
			return &words->tools[i];
	return NULL;
}
