#include "fixture.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/clock.h>
#include <dagstart/config/problems.h>

static const struct metric usual[] = {
        {.key = "nps", .title = "NPS", .kind = METRIC_NPS, .scale_min = 0, .scale_max = 10, .target = NAN},
        {.key = "csat", .title = "CSAT", .kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5, .target = NAN},
        {.key = "ces", .title = "CES", .kind = METRIC_CES, .scale_min = 1, .scale_max = 7, .target = NAN},
};

int fixture_setup(void **state)
{
	struct arena *arena = arena_new(NULL);
	struct fixture *f = arena_new_of(arena, struct fixture);
	struct problems problems = problems_new(arena);
	f->arena = arena;
	if (!words_load(arena, NULL, &f->words, &problems))
		return -1;
	f->store = fake_store_new(arena);
	int32_t today;
	if (!day_parse_iso("2026-03-02", &today))
		return -1;
	f->options = (struct intake_options){
	        .path = "answers.csv",
	        .words = &f->words,
	        .metrics = usual,
	        .metric_count = sizeof(usual) / sizeof(usual[0]),
	        .today = today,
	};
	*state = f;
	return 0;
}

int fixture_teardown(void **state)
{
	struct fixture *f = *state;
	arena_free(f->arena);
	return 0;
}

bool fixture_import_bytes(struct fixture *f, const char *bytes, size_t len)
{
	err_clear(&f->err);
	/* A copy of just that length, so that reading past it is seen. */
	const char *copy = arena_memdup(f->arena, bytes, len);
	return intake_import_bytes(f->store, f->arena, copy, len, &f->options, &f->report, &f->err);
}

bool fixture_import(struct fixture *f, const char *text)
{
	return fixture_import_bytes(f, text, strlen(text));
}

bool fixture_import_file(struct fixture *f, const char *path)
{
	err_clear(&f->err);
	f->options.path = path;
	return intake_import(f->store, f->arena, &f->options, &f->report, &f->err);
}

void assert_imported(struct fixture *f, const char *text, int imported, int refused)
{
	if (!fixture_import(f, text))
		fail_msg("%s", err_text(f->arena, &f->err));
	assert_int_equal(f->report.imported, imported);
	assert_int_equal(f->report.refused, refused);
}

const char *fixture_column(const struct fixture *f, enum column_role role)
{
	for (size_t i = 0; i < f->report.column_count; i++)
		if (f->report.columns[i].role == role && !f->report.columns[i].further)
			return f->report.columns[i].header;
	return "";
}

const struct fake_row *fixture_row(const struct fixture *f, size_t i)
{
	assert_true(i < f->store->rows.count);
	return &f->store->rows.items[i];
}

void assert_metric(struct fixture *f, const char *key)
{
	assert_non_null(f->report.metric);
	assert_string_equal(f->report.metric, key);
}
