/* A form: fields to fill in, as data. Who asks (a step) makes it, who draws (the terminal) edits it, and the
 * filled values go back with a command name. The same form serves the command line, where fields come from
 * flags. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/ref.h>
#include <dagstart/doc/doc.h>

enum form_field_kind {
	FORM_TEXT,
	FORM_MEMBER, /* completes from `choices` */
	FORM_DAY, /* fri, +7, 31 mar */
	FORM_CHOICE, /* one of `choices`; completes, cycles with the arrows */
	FORM_ONE_OF, /* the same, and nothing else can be typed */
	FORM_NUMBER,
};

struct form_field {
	const char *name; /* of the argument: "owner" */
	const char *label; /* translated */
	enum form_field_kind kind;
	bool required;
	const char *hint; /* translated: what is expected; "" none */
	const char *value; /* to start with */
	const char *const *choices;
	size_t choice_count;
};

struct form {
	const char *command; /* that takes the values: "action.add" */
	const char *title;
	const char *about; /* what it is about: the quote, "" none */
	struct ref source;
	struct form_field *fields;
	size_t count;
	size_t focus; /* the field where the cursor starts */
};

/* Filled values that go with a command. */
struct args {
	struct ref ref; /* what the selection rests on */
	const char *key; /* likewise, for things without a ref */
	const char *text; /* the rest of a typed command line */
	const struct arg {
		const char *name;
		const char *value;
	} * items;
	size_t count;
};
/* "" when it was not given. */
const char *args_get(const struct args *args, const char *name);
