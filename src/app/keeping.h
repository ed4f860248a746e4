/* What the next look at the scores needs is worked out while somebody waits for an import anyway. */
#pragma once

struct app;

/* The scores of today and the steps that changed most, to be written with the store's next transaction.
 * Nobody waits for it: says nothing where it can't be done. */
void keeping_look(struct app *app);
/* Writes it where there was no such transaction. */
void keeping_settle(struct app *app);
