/* The first run: one form that founds a team in two minutes, or the sample team. */
#pragma once

#include "app.h"

/* Shows it on the terminal or plays it by the script. *ret_founded: the store is there and open. */
int wizard_run(struct app *app, bool *ret_founded);
