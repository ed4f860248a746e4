/* The first run: one form that sets up a team in two minutes, or the sample team; then what came of it. */
#pragma once

#include <dagstart/tui/keymap.h>

#include "app.h"

/* What it can do: the table of keys speaks of it, so that its keys stand in help and below the screen. */
#define WIZARD_FOUND "init.found"
#define WIZARD_IMPORT "init.import"
enum { WIZARD_COMMANDS = 2 };
extern const struct tui_command wizard_commands[WIZARD_COMMANDS];

/* Shows it on the terminal or plays it by the script. *ret_founded: the store is there and open. */
int wizard_run(struct app *app, bool *ret_founded);
