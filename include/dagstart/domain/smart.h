/* The SMART check (Doran 1981) while a sentence is typed, in Dutch and English: it helps, never blocks. The
 * words and the rules follow tests/eval/data/smart-guide.md; how well they agree with its reader,
 * `./dev eval` prints. */
#pragma once

#include <stdbool.h>

struct members;

struct smart {
	bool who; /* an owner is set, or the text names a person, a role or a unit that does it */
	bool what; /* an amount, or an act that anyone can see done; "look into" and "better" are neither */
	bool when; /* a date is set, or the text names a day, a deadline or how often */
	bool effect; /* what the customer gets, feels or no longer has to do */
};

struct smart_input {
	const char *text;
	const char *effect;
	bool has_owner;
	bool has_day;
	const struct members *members; /* whose names count as an owner; NULL: none */
};
/* Looks at the first 96 words. */
struct smart smart_check(const struct smart_input *input);
