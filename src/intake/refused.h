/* Refused rows as a file of the kind that they came from: before each row stands why, in a column that an
 * import leaves out. So a person mends them there and imports that file. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "record.h"

struct csv;
struct str;

/* What that column is called; nothing else about the file is. */
#define REFUSED_COLUMN "refused by dagstart"

/* A row below its note. What a spreadsheet would take for a formula is defused with an apostrophe (CWE-1236).
 * `delimiter` 0: a comma. */
void refused_add(struct str *s, char delimiter, const char *note, const struct record *record);
/* Whether the row is the header of such a file. */
bool refused_is_head(const struct record *record);
/* The row of such a file as it was before: without its note, and without our apostrophes. */
void refused_take_back(struct csv *csv);
