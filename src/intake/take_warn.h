/* What people are told of a file that was taken in, beside its numbers. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;
struct intake_report;
struct plan;
struct row_reader;
struct source_about;

struct take_warned {
	struct intake_report *report;
	struct arena *arena;
	const struct source_about *about;
	const struct plan *plan;
	const struct row_reader *rows;
	int64_t undated; /* of the imported rows */
	int64_t still_undated; /* of those that were known */
	size_t footers; /* lines below the answers */
	const char *footer; /* the first of them; "" none */
};

/* Adds the warnings to the report. */
void take_warn(const struct take_warned *warned);
