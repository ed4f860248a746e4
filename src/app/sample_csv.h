/* The sample team's feedback, made ready for the import: days from today, names in the language. */
#pragma once

#include <stddef.h>

#include <dagstart/base/err.h>

struct app;
struct sample;

bool sample_csv(struct app *app, const struct sample *sample, const char **ret_bytes, size_t *ret_len,
        struct err *err);
