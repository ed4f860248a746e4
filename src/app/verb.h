/* "action add TEXT --owner NAME": the verbs of a noun, each a command of the session or a page. Their options
 * are the arguments that the session says it takes. */
#pragma once

#include <stdbool.h>

#include <dagstart/doc/form.h>

#include "app.h"

struct verb {
	const char *name; /* "add"; "" where the noun is enough (below the others: other words are its own);
	                     NULL ends a table. Without that the first page is what the noun alone means */
	const char *command; /* of the session; NULL for a page */
	const char *page; /* NULL for a command */
	const char *const
	        *words; /* the arguments that stand without a name, in order; the last takes the rest */
	const char *title; /* msgid */
	const char *always; /* an argument that it gives by itself; NULL none */
	bool by_option; /* it changes only what an option says */
};

/* The options of a verb, from the session's own table. */
const struct option_row *verb_options(struct arena *arena, const struct verb *verb);
/* The verb that the words name ("action", "add" …), or the noun's first page; NULL when there is none such.
 */
const struct verb *verb_find(const struct app_command *command, const struct parsed *parsed);
/* Its words as help shows them: "ID DAY". */
const char *verb_usage(struct arena *arena, const struct verb *verb);
/* What was given for its arguments, by option and by word. */
struct args verb_args(struct arena *arena, const struct verb *verb, const struct parsed *parsed);
/* How a command of the session is given in a shell: "`dagstart action add TEXT`"; NULL for one that needs the
 * screen. `app` is a struct app. For the hints of plain text. */
const char *verb_shell_words(const void *app, const char *hint);
/* Carries it out, and says what was saved or prints the page; the exit code. */
int verb_run(struct app *app, const struct app_command *command, const struct verb *verb,
        const struct parsed *parsed);
