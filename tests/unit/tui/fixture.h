/* An arena and a list of problems for each test, and checks that print what is wrong. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those first. */
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/config/problems.h>

struct fixture {
	struct arena *arena;
	struct problems problems;
};

static inline int fixture_setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	if (!f)
		return -1;
	f->arena = arena_new(NULL);
	f->problems = problems_new(f->arena);
	*state = f;
	return 0;
}

static inline int fixture_teardown(void **state)
{
	struct fixture *f = *state;
	arena_free(f->arena);
	free(f);
	return 0;
}

/* All problems, one a line. */
static inline const char *told(struct fixture *f)
{
	struct str text = str_new(f->arena);
	for (size_t i = 0; i < f->problems.count; i++)
		str_addf(&text, "%s%s", i ? "\n" : "", problem_text(f->arena, &f->problems.items[i]));
	return text.text;
}

#define assert_none(f) assert_string_equal(told(f), "")
#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)
