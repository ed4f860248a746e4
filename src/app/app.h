/* The program as one value: nothing else outlives a function. A subcommand is a file in commands/ that ends
 * in a `const struct app_command`, and one row in commands.c. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/err.h>
#include <dagstart/config/settings.h>

#include "options.h"

struct problems;
struct session;
struct store;

enum exit_code { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_WRONG_USE = 2, EXIT_PARTLY = 3 };

/* Where things are, and who is here. */
struct place {
	const char *config_file; /* the user's own; "" none */
	bool config_must; /* it was named, so it has to be there */
	const char *store; /* path or URL */
	const char *folders[2]; /* that may hold agendas/ and keys.yaml: the user's, then the team's */
	size_t folder_count;
	const char *login;
	const char *seat; /* "user@host" */
	const char *holder; /* "host:pid:start" */
	const char *own; /* the person's own store */
	const char *typed; /* see typed.h; NULL until it is first asked for, "" nowhere */
};

struct app_command;

struct app {
	struct arena *arena; /* the program's life */
	struct arena_oom oom;
	void *reserve; /* freed when memory is out, so that the end can be told */
	/* Keeps half-typed text when memory is out; NULL nothing to keep. */
	void (*rescue)(void *user);
	void *rescue_user;
	bool ending; /* memory is out: once is enough */
	/* Shows how far a command is that takes long; NULL without a screen. */
	void (*paint)(void *user);
	void *paint_user;

	struct parsed parsed;
	const struct app_command *command; /* the one that runs; NULL before one was found */
	bool tty; /* a person at a terminal: descriptors 0 and 1 */
	bool ascii; /* no UTF-8 here */
	const char *language; /* "nl", "en" */
	const char *team_language; /* of what is kept in its name; NULL: not known */
	struct clock clock;
	uint64_t seed;
	bool fleeting; /* the store goes when the program ends */
	struct place place;
	bool has_settings;
	struct settings settings;
	struct store *store;
	struct session *session;
	bool about_to_meet; /* the first screen is looked at only until it is painted */
	int signal_fd; /* a byte for each signal; -1 before the screen is open */
};

/* What has to be open before a command runs. */
enum app_needs { NEEDS_NOTHING, NEEDS_SETTINGS, NEEDS_STORE, NEEDS_SESSION };

struct verb; /* verb.h */

struct app_command {
	const char *name;
	const char *title; /* msgid */
	const char *usage; /* the words after the name: "FILE…|-"; "" none */
	const struct option_row *options; /* NULL none */
	const struct verb *verbs; /* "add", "list"; ends with a row without name; NULL none */
	bool reads; /* takes --json and --csv */
	bool screen; /* it has a screen: takes --script, and says soon who is in the way */
	bool writes; /* whatever its words: --read-only refuses it at once */
	enum app_needs needs;
	const char *examples; /* whole command lines, one below the other; a msgid where they hold words.
	                         Tests run them */
	/* The exit code; everything has been said. NULL where verbs say it all. */
	int (*run)(struct app *app, const struct parsed *parsed);
};

extern const struct app_command *const command_table[]; /* sorted by name */
extern const size_t command_count;
const struct app_command *command_find(const char *name); /* NULL */

/* The options that go with every command. */
extern const struct option_row global_options[];
