/* Which tool wrote a file. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/config/words.h>

struct arena;

struct tool_headers {
	const char *const *folded; /* text_fold() of each header */
	const char *const *labels; /* and of what stands below it, "" none */
	size_t count;
};

/* The column that has one of the names; -1 none. */
int tool_column(const struct tool_headers *headers, const struct words_same *names);
/* NULL where the tool is not known. `file` is the file's name. */
const struct words_tool *tool_find(
        struct arena *arena, const struct words *words, const struct tool_headers *headers, const char *file);
