/* Standard output: documents in the format that was asked for. */
#pragma once

#include <stddef.h>

#include <dagstart/base/err.h>
#include <dagstart/render/render.h>

#include "options.h"

struct app;
struct doc;

/* Writes all of it. That nobody reads any more is an error like any other: not all was told. */
bool out_bytes(const char *bytes, size_t len, struct err *err) MUST_CHECK;
/* Text as it is; EXIT_DONE or EXIT_FAILED (told). */
int out_text(const struct app *app, const char *text);
/* One line of text, cleaned; EXIT_DONE or EXIT_FAILED (told). */
int out_line(const struct app *app, const char *text);
/* How many formats were asked for: more than one is a mistake. */
size_t out_formats_given(const struct parsed *parsed);
/* The format of --json, --csv, --markdown, --html; else text. */
enum render_format out_format(const struct parsed *parsed);
/* A document in the format of the options; the exit code. */
int out_doc(const struct app *app, const struct parsed *parsed, const struct doc *doc);
/* Whether signs are to be written in plain letters: the settings, else the locale. */
bool out_is_ascii(const struct app *app);
/* What stands where the rendered text goes: columns of running text. */
int out_width(const struct app *app);

extern const struct option_row out_options[]; /* of every reading command */
