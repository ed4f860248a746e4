/* Work that goes on in a child of its own, away from the terminal and with nobody to be told. An open
 * database must not cross a fork: the child opens the store itself. */
#pragma once

#include <stdbool.h>

#include <dagstart/base/arena.h>

struct app;

/* In the child: it must not hold the terminal, nor end with it. */
bool aside_leave_terminal(void);
/* The rest of the child: `work` on the store, opened in an arena of its own; then it ends. */
struct store;
_Noreturn void aside_work(
        const struct app *app, bool (*work)(const struct app *app, struct store *store, struct arena *arena));
