/* How the arguments of commands are called and explained on the command line. */
#pragma once

struct verb_word {
	const char *name; /* of the argument, "due"; of one command alone: "member.away:to" */
	const char *value; /* msgid: "DAY" */
	const char *help; /* msgid */
};
/* Sorted by name. An argument without a row is shown by its own name. */
const struct verb_word *verb_word_find(const char *name);
