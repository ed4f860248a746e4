/* What the importer's tests share: words of both languages, usual metrics, a store in memory. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/config/words.h>
#include <dagstart/intake/intake.h>

#include "fake_store.h"

struct fixture {
	struct arena *arena;
	struct words words;
	struct store *store;
	struct intake_options options; /* today is 2026-03-02 */
	struct intake_report report;
	struct err err;
};

int fixture_setup(void **state);
int fixture_teardown(void **state);

/* Imports text as a file. */
bool fixture_import(struct fixture *f, const char *text);
bool fixture_import_bytes(struct fixture *f, const char *bytes, size_t len);
bool fixture_import_file(struct fixture *f, const char *path);

/* Imports, and fails the test with the error if that failed. */
void assert_imported(struct fixture *f, const char *text, int imported, int refused);
/* The scores were taken for this metric. */
void assert_metric(struct fixture *f, const char *key);
/* The header of the column with that role, "" where there is none. */
const char *fixture_column(const struct fixture *f, enum column_role role);
const struct fake_row *fixture_row(const struct fixture *f, size_t i);
