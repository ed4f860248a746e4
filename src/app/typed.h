/* Half-typed text in a file of the person's own, where the store can't be written: another program holds it,
 * or its disk is full. One file a store, in the folder for state. */
#pragma once

#include <stdbool.h>

#include <dagstart/base/err.h>

struct app;

/* Replaces what stood there; without a folder for state it fails with the error that *err has already. */
bool typed_write(struct app *app, const char *text, struct err *err) MUST_CHECK;
/* NULL when there is none. */
const char *typed_read(struct app *app);
void typed_remove(struct app *app);
