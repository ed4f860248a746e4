/* Erasing what customers said before the time that the settings keep, while nobody needs the program. */
#pragma once

#include <stdbool.h>

struct app;

/* The settings set a time, and something is older. */
bool retention_is_due(struct app *app);
/* As much as does not keep anyone waiting; true when some is left. Says nothing: `doctor` and the history do.
 */
bool retention_slice(struct app *app);
