/* A meeting from its store to its last word: shared by meet, demo and init. */
#pragma once

#include "app.h"

struct args;
struct inbox_apart;

/* Whether it is held on a screen (a terminal, or a script's), and not printed. */
bool meeting_wants_screen(const struct app *app, const struct parsed *parsed);
/* Opens store, session and agenda (NULL: that of the day). */
int meeting_boot(struct app *app, const char *agenda);
/* Walks it on the terminal or by the script; `daily` as in daily.h. `inbox` NULL: the folders of the inbox
 * are none of this meeting's. */
int meeting_walk(struct app *app, int daily, struct inbox_apart *inbox);
/* Prints it whole. */
int meeting_print(struct app *app, const struct parsed *parsed);
/* A screen with one page and no meeting. */
int meeting_page(struct app *app, const char *command, const struct args *args);
