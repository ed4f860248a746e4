/* Which column is what: by what the user said, by its name, and by whether its cells bear the name out. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/err.h>
#include <dagstart/config/words.h>

#include "facts.h"
#include "names.h"

struct arena;

enum { NO_COLUMN = -1, CANDIDATES_MAX = 6, FURTHER_MAX = 8, ASKED_MAX = 8, DATES_MAX = 4 };

struct tool_headers;
struct word_scales;
struct words_tool;

struct columns_input {
	const char *file;
	const char *const *headers; /* "" where there is none */
	const char *const *labels; /* of further header rows, joined; "" none */
	const struct facts *facts;
	size_t count;
	int64_t rows; /* that the facts were taken from */
	const char *const *chosen; /* COLUMN_ROLES of them: a header, a number from 1, "-" none, NULL found */
	const struct names *names;
	const struct word_scales *scales;
	const struct tool_headers *tool_headers;
	const struct words_tool *tool; /* NULL unknown */
};

struct columns {
	int of[COLUMN_ROLES]; /* NO_COLUMN where the file has none */
	bool chosen[COLUMN_ROLES]; /* by the user */
	int candidates[CANDIDATES_MAX]; /* that could be the score alike, where it was not settled */
	size_t candidate_count;
	size_t asked[ASKED_MAX]; /* that hold answers to open questions, the comment among them; none where it
	                            is the only one */
	size_t asked_count;
	size_t further[FURTHER_MAX]; /* that may hold words of customers as well */
	size_t further_count;
	int title; /* that stands before the comment; NO_COLUMN none */
	size_t dates[DATES_MAX]; /* that may be the day of the answer as well as the one that was taken */
	size_t date_count;
	bool by_tool[COLUMN_ROLES]; /* the tool names the column so */
	const char **words; /* of each column's header and label, for what they say of the scale */
	bool *derived; /* of each column whether it only repeats what another says */
};

/* ERR_USAGE for a column that is not there; ERR_QUESTION where two columns could be the score alike. */
bool columns_find(struct arena *arena, const struct columns_input *input, struct columns *ret,
        struct err *err) MUST_CHECK;

/* What the user would call a column: its header, else its number. In `arena`. */
const char *column_title(struct arena *arena, const struct columns_input *input, size_t column);
