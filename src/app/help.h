/* Help made from the tables of commands and options. */
#pragma once

#include "app.h"

/* All commands, or one of them, on standard output. */
int help_all(struct app *app);
int help_command(struct app *app, const struct app_command *command, const struct verb *verb);
