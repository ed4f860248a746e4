/* What only a person can say: all of it is asked at once. */
#include <string.h>

#include "fixture.h"

static const char both[] = "when,score,comment\n3/4/2026,3,So so\n2/1/2026,4,Good\n5/2/2026,2,Bad\n";

/* The flags of what is open, in a line. */
static const char *flags_of(struct fixture *f, const char *text)
{
	struct str s = str_new(f->arena);
	f->options.today = 0;
	if (fixture_import(f, text))
		return "";
	if (f->err.code != ERR_QUESTION)
		return err_text(f->arena, &f->err);
	for (const struct intake_question *q = f->report.question; q; q = q->next)
		str_addf(&s, "%s%s", s.len ? " " : "", q->flag);
	return s.text;
}

static void asks_all_at_once(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(flags_of(f, both), "scale dates");
	/* The error is that of the first. */
	assert_non_null(strstr(f->err.message, "--scale"));
	assert_string_equal(f->report.question->readings[0].value, "1-5");
	assert_string_equal(f->report.question->next->readings[0].value, "dmy");
	assert_string_equal(f->report.question->next->readings[0].rows[0], "3/4/2026 = 2026-04-03 · So so");
}

static void asks_for_a_column_beside_the_dates(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(
	        flags_of(f, "when,score 1,score 2,comment\n3/4/2026,3,4,So so\n2/1/2026,4,4,Good\n"
	                    "5/2/2026,2,1,Bad\n"),
	        "score dates");
}

static void asks_what_is_left(void **state)
{
	struct fixture *f = *state;
	f->options.date_order = "mdy";
	assert_string_equal(flags_of(f, both), "scale");
	f->options.date_order = NULL;
	f->options.has_scale = true;
	f->options.scale_min = 1;
	f->options.scale_max = 5;
	assert_string_equal(flags_of(f, both), "dates");
	f->options.date_order = "dmy";
	assert_string_equal(flags_of(f, both), "");
	assert_int_equal(f->report.imported, 3);
	assert_null(f->report.question);
}

/* A mistake in what was said is told before anything is asked. */
static void a_mistake_goes_before_questions(void **state)
{
	struct fixture *f = *state;
	f->options.metric = "nps";
	f->options.has_scale = true;
	f->options.scale_min = 1;
	f->options.scale_max = 5;
	f->options.today = 0;
	assert_false(fixture_import(f, both));
	assert_int_equal(f->err.code, ERR_USAGE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(asks_all_at_once),
	        TEST(asks_for_a_column_beside_the_dates),
	        TEST(asks_what_is_left),
	        TEST(a_mistake_goes_before_questions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
