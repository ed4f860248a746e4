/* What the torture tests share: a team with a store to hurt, the program on it with and without a terminal,
 * and a look at the store that does not go through the program. Counts are small by default;
 * DAGSTART_TORTURE=N makes them N times as large. The clock of the program stands at Monday 2 March 2026. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../count.h"
#include "run.h"
#include "scratch.h"
#include "term.h"

#define STORE "team.db"
#define NOW "DAGSTART_NOW=2026-03-02T09:00:00"

/* `base` times DAGSTART_TORTURE (1 to 10000; 1 when unset). */
int torture_times(int base);

/* A folder with the store of a team of three (and a private HOME). The test fails when it can't be made. */
struct scratch *torture_team(void);

/* cmocka's setup and teardown around a torture_team(). */
int torture_setup(void **state);
int torture_teardown(void **state);

/* The program on the store, without a terminal: "dagstart --db STORE words…" (NULL-ended). */
struct run torture_run(struct scratch *s, const char *const *words);

/* The same on a terminal; what is not set is as in struct term_options. */
struct torture_seat {
	const char *const *before; /* words before the program: {"strace", …, NULL}; or NULL */
	const char *const *words; /* NULL: {"meet", NULL} */
	const char *term, *locale, *tz;
	const char *now; /* instead of NOW: "DAGSTART_NOW=…", or "DAGSTART_NOW" for the machine's own clock */
	int rows, cols;
};
struct term *torture_sit(struct scratch *s, const struct torture_seat *seat);

/* The same, once the meeting is in the store. */
struct term *torture_meet(struct scratch *s, const struct torture_seat *seat);

/* Opens the form of a decision, types the text over whatever stands in it and saves. Nothing of it fails the
 * test, since the program may be killed meanwhile; false when it did not come so far. */
bool torture_decide(struct term *t, const char *text);
/* Waits until "saved D-…" stands on the screen with another number than *id, which it becomes; false when
 * `unless` (an expression, or NULL) came first. */
bool torture_saved(struct term *t, int *id, const char *unless);

/* Whether the program ends within `ms`, while nobody reads what it still writes. */
bool torture_ends(struct term *t, int ms);
/* Its status as waitpid() gives it; the test fails when it still runs. */
int torture_status(struct term *t);

/* -- the store, seen with SQLite on a copy -- */

/* integrity_check and foreign_key_check find nothing, and the program opens it again. Fails the test. */
void torture_must_be_sound(struct scratch *s);
/* The first column of the first row; -1 for none. `text` binds ?1, or NULL. */
int64_t torture_number(struct scratch *s, const char *sql, const char *text);
/* How many decisions have this text. */
int64_t torture_decisions(struct scratch *s, const char *text);
/* Sits on the store as another program that writes, until the unlock. */
struct sqlite3 *torture_lock(struct scratch *s);
void torture_unlock(struct sqlite3 *lock);
/* Changes the store behind the program's back, with what SQLite makes of the script. */
void torture_spoil(struct scratch *s, const char *sql);

/* -- machine -- */

/* True when strace is here and may trace. */
bool torture_has_strace(void);
/* Resident memory of the program in kilobytes; 0 once it has ended. */
long torture_resident_kb(struct term *t);
/* Seconds of processor time that ended children took so far. */
double torture_child_cpu(void);
/* Whether the bytes begin with "dagstart:" and may be shown; fails the test with `what` if not. */
void torture_must_tell(const struct run *r, const char *what);
