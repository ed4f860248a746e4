/* The one key table: config/keys.yaml says which key gives which command in which context; help, palette,
 * footer and the check of the configuration read the same table. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/config/schema.h>

struct arena;
struct problems;

/* A command as the keys know it: commands of the steps and of the session come from `agenda`, those of the
 * screen from `tui`. */
struct tui_command {
	const char *name; /* "voice.next" */
	const char *title; /* translated, short: "next quote" */
	const char *context; /* the step or page in which it works; NULL everywhere */
	bool writes; /* left out in read-only mode */
};

struct key_binding {
	const char *context; /* "global", "form", "list", or a step's name */
	const char *key;
	const char *command; /* with its words, as typed after ":": "step.go 3" */
	struct bilingual hint; /* shown in the line below when set: short words are the command's title */
	int rank; /* order in the line below; 0 not there */
};
struct keymap;

/* The built-in keys with `own` (a path, NULL none) laid over them. In that file a key twice in one context,
 * an unknown command, an unknown key name or a key for a destructive command beside a harmless one are
 * problems. */
bool keymap_load(struct arena *arena, const char *own, const struct tui_command *commands, size_t count,
        struct keymap **ret, struct problems *problems);
/* The binding of a key in `context` alone; NULL none. */
const struct key_binding *keymap_find(const struct keymap *keymap, const char *context, const char *key);
/* The first key of a command (with any words) in a context, NULL when it has none. */
const char *keymap_key(const struct keymap *keymap, const char *context, const char *command);
/* All bindings of a context in the order of the file. */
const struct key_binding *keymap_bindings(
        const struct keymap *keymap, const char *context, size_t *ret_count);
/* Its hint in the user's language, "" when it has none. */
const char *key_binding_hint(const struct key_binding *binding);
