/* A team to play a scenario with: a folder with the sample team's store in its usual place, and the program
 * started there on a terminal or without one. The clock stands at SCENE_NOW and Anna sits here, unless a
 * scenario says otherwise. The store is made once for a test program and copied for each scenario. */
#pragma once

#include "run.h"
#include "term.h"

enum { SOON = 15000 }; /* ms that a screen may take; see DAGSTART_TEST_SLOW */

#define SCENE_NOW "2026-03-03T09:00:00"
#define SCENE_STORE "home/.local/share/dagstart/dagstart.db"
#define SCENE_CONFIG "home/.config/dagstart/"

/* Set-up and tear-down of a group: `*state` is the store that scene_team() copies. */
int scene_set_up(void **state);
int scene_tear_down(void **state);

/* A fresh folder with the sample team in it; the caller frees it with scratch_free(). */
struct scratch *scene_team(void **state);

struct scene {
	const char *now; /* NULL: SCENE_NOW */
	const char *const *args; /* behind the program's name, NULL-ended; NULL none */
	const char *locale;
	const char *env; /* one more "NAME=value"; NULL none */
	int rows, cols; /* 0: 32 by 110, with the rail */
};

/* The program on a terminal. `how` may be NULL. */
struct term *scene_open(struct scratch *s, const struct scene *how);

/* Opens it, and goes to step 1 to 8. */
struct term *scene_at(struct scratch *s, int step);

/* Waits until the selection rests on the line with this text: a bar, another ground or reverse. */
#define scene_selected(t, text) scene_selected_at((t), (text), __FILE__, __LINE__)
void scene_selected_at(struct term *t, const char *text, const char *file, int line);

/* Leaves by q, expects that nothing is asked and that the terminal is as it was, and frees the term. */
void scene_leave(struct term *t);

/* The program without a terminal. The arguments end with NULL. Free the result with run_done(). */
struct run scene_run(struct scratch *s, const char *arg, ...) __attribute__((sentinel));

/* The same, with the clock elsewhere, in a language, or with an input. */
struct run scene_run_as(struct scratch *s, const struct scene *how, const char *input);

/* It must end with exit code 0, and an expression (as in term_expect) must match what it prints. */
void scene_says(struct scratch *s, const char *regex, const char *arg, ...) __attribute__((sentinel));

/* What it prints, when it ends with `code`, as JSON; the caller gives it back with json_decref(). */
struct json_t *scene_json(struct scratch *s, const char *const *args, int code);

/* As in term_expect(), on any text. */
bool scene_matches(const char *text, const char *regex);
