/* The command line as data: tables of options, and what was given. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/err.h>

struct arena;

struct option_row {
	const char *name; /* "due", without the dashes; NULL ends a table */
	const char *value; /* what it takes, msgid "DAY"; NULL: a switch */
	const char *help; /* msgid */
};

struct option_given {
	const char *name;
	const char *value; /* "" of a switch */
};

struct parsed {
	struct option_given *options;
	size_t option_count;
	const char **words; /* all that is not an option; NULL-terminated */
	size_t word_count;
};

/* The words among `args`, found before it is known which tables hold: "--x" of none of `rows` is taken for a
 * switch. */
void options_words(struct arena *arena, const struct option_row *rows, char *const *args, size_t count,
        struct parsed *ret);

/* "--name VALUE", "--name=VALUE", "-h" for "--help", "--" after which all are words; "-" and "-5" are words.
 * `tables` ends with NULL; all of them hold. ERR_USAGE names the option, and the nearest known one. */
bool options_parse(struct arena *arena, const struct option_row *const *tables, char *const *args,
        size_t count, struct parsed *ret, struct err *err) MUST_CHECK;

/* The last value given; NULL when it was not. */
const char *options_get(const struct parsed *parsed, const char *name);
bool options_has(const struct parsed *parsed, const char *name);
/* The words from `first` on, joined by spaces; "" when there are none. */
const char *options_rest(struct arena *arena, const struct parsed *parsed, size_t first);
