/* What was done, in words. */
#pragma once

#include "step.h"

struct journal_entry;

/* "A-12 handed over", of a verb of the journal. */
const char *change_say(const struct step_context *ctx, struct arena *arena, const char *verb, struct ref ref);
/* The same of one row of the journal, with its words. */
const char *change_say_entry(
        const struct step_context *ctx, struct arena *arena, const struct journal_entry *entry);
/* Who did it: the member, else the seat that it was done at. */
const char *change_by(const struct step_context *ctx, const struct journal_entry *entry);
