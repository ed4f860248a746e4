/* What an import tells: refused rows, warnings, and the last line that programs read. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/vec.h>
#include <dagstart/intake/intake.h>

struct app;
struct arena;
struct parsed;

struct import_total {
	VEC(struct intake_report) reports;
	int64_t imported, duplicates, refused, empty;
	bool stopped; /* by Ctrl-C, before the end of the last one */
};

void import_report_warn(struct app *app, const struct intake_report *report);
void import_total_add(struct import_total *total, struct arena *arena, const struct intake_report *report);
/* Refused rows to standard error or --refused, then the last line, or JSON; the exit code of the telling. */
int import_report_end(struct app *app, const struct parsed *parsed, const struct import_total *total);
