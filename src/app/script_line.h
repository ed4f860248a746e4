/* A line of a script as data:
 *
 *   # a remark
 *   action.add text="Call back" owner=Anna due=fri      a command with its values
 *   feedback.log They never called                      a command with text
 *   :screen close.svg                                   a directive and what follows it
 */
#pragma once

#include <stdbool.h>

#include <dagstart/base/err.h>
#include <dagstart/doc/form.h>

struct arena;

enum script_kind { SCRIPT_NOTHING, SCRIPT_COMMAND, SCRIPT_DIRECTIVE };

struct script_line {
	enum script_kind kind;
	const char *name; /* "action.add"; of a directive without its colon */
	struct args args; /* of a command */
	const char *rest; /* of a directive, trimmed */
};

/* Values may stand in double quotes, in which \" \\ and \n are known; words that are no key=value are the
 * text. ERR_INPUT for a quote that does not end. */
bool script_line_parse(
        struct arena *arena, const char *line, struct script_line *ret, struct err *err) MUST_CHECK;
/* "90s", "2m", "1h", "500ms" as milliseconds; false leaves *ret alone. */
bool script_duration(const char *text, int64_t *ret);
/* "120x40": columns and rows. */
bool script_size(const char *text, int *ret_columns, int *ret_rows);
