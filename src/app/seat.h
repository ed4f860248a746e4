/* The session as what stands behind a desk, and what goes with a meeting: its agenda, and its minutes as a
 * file. */
#pragma once

#include "app.h"
#include "desk.h"

struct desk_source seat_source(struct app *app);
/* What was half typed when this seat was last left; "" nothing. */
const char *seat_draft(struct app *app);
/* Whether there is an agenda of this name; otherwise says which there are, and returns EXIT_WRONG_USE. */
int seat_check_agenda(struct app *app, const char *name);
/* Loads the agenda NAME (NULL: that of the day) of the open session; the exit code. */
int seat_load_agenda(struct app *app, const char *name);
/* Writes the minutes of the meeting that was just closed where local.minutes says, and tells where. */
int seat_write_minutes(struct app *app);
