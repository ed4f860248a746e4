/* The rows into the store: one transaction, all that is good or nothing. */
#pragma once

#include <dagstart/base/err.h>
#include <dagstart/intake/intake.h>

#include "plan.h"

struct arena;
struct source;
struct store;

bool take_rows(struct source *source, struct store *store, struct arena *arena, struct plan *plan,
        const struct intake_options *options, struct intake_report *report, struct err *err) MUST_CHECK;
