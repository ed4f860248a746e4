/* The SMART check (Doran 1981) while a sentence is typed, in Dutch and English: it helps, never blocks. */
#pragma once

#include <stdbool.h>

struct members;

struct smart {
	bool who; /* an owner is set, or a name of the team stands in the text */
	bool what; /* a number or an observable act: it starts with or holds a verb of doing */
	bool when; /* a date is set or named */
	bool effect; /* the effect on the customer is named */
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
