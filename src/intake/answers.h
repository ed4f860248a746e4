/* What people said of files of a shape, as text that the store keeps: a line "flag value" each. */
#pragma once

#include <dagstart/intake/intake.h>

struct arena;

const char *answers_text(struct arena *arena, const struct intake_options *options);
/* Fills in what was not said this time. Returns it as words of a command line, "" nothing; in `arena`. */
const char *answers_apply(struct arena *arena, const char *text, struct intake_options *options);
