/* The copy of the day, made by a child while the room goes on. The child is made before the store is opened
 * (an open database must not cross a fork), and waits for its word until the first screen is painted. */
#pragma once

struct app;

/* Makes the child when today has no copy yet. The descriptor for daily_go(); -1: none is needed. */
int daily_prepare(const struct app *app);
/* Lets it begin, or go without having done anything. Both close the descriptor; -1 is harmless. */
void daily_go(int fd);
void daily_cancel(int fd);
