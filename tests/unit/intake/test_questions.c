/* What only a person can say: all of it is asked at once. */
#include <string.h>

#include <dagstart/domain/redact.h>

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

static void what_is_asked_is_masked(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(flags_of(f, "when,score,comment,customer name\n"
	                                "3/4/2026,3,Jansen on 06-12345678,P. Jansen\n2/1/2026,4,Good,\n"),
	        "scale dates");
	assert_string_equal(
	        f->report.question->readings[0].rows[0], "3 = neutral · " REDACT_MASK " on " REDACT_MASK);
	assert_string_equal(f->report.question->next->readings[0].rows[0],
	        "3/4/2026 = 2026-04-03 · " REDACT_MASK " on " REDACT_MASK);
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

/* "How much effort" may have either end as the good one, and numbers alone do not say which. */
static void asks_which_end_of_effort_is_good(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *header, *asks;
	} all[] = {
	        {"Hoeveel moeite kostte het u? (1-7)", "scale"},
	        {"How easy was it? (1-7)", ""},
	        {"\"Hoeveel moeite kostte het? (1 = heel veel moeite, 7 = geen moeite)\"", ""},
	};
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		assert_string_equal(
		        flags_of(f, arena_printf(f->arena,
		                            "date,%s,comment\n2026-01-05,3,So so\n2026-01-06,1,Good\n"
		                            "2026-01-07,7,Bad\n",
		                            all[i].header)),
		        all[i].asks);
}

/* Each row of a table of averages stands for many. */
static void asks_before_averages_count_as_answers(void **state)
{
	struct fixture *f = *state;
	static const char text[] = "Datum,Gemiddeld cijfer,Aantal antwoorden\n2026-01-05,7.4,120\n"
	                           "2026-01-06,7.1,98\n2026-01-07,8.2,131\n";
	assert_string_equal(flags_of(f, text), "score");
	f->options.columns[COLUMN_SCORE] = "Gemiddeld cijfer";
	flags_of(f, text);
	assert_string_equal(fixture_column(f, COLUMN_SCORE), "Gemiddeld cijfer");
}

/* A count is no score, an address no id, a day of birth not the day of the answer. */
static void takes_nothing_for_what_it_is_not(void **state)
{
	struct fixture *f = *state;
	struct str s = str_new(f->arena);
	str_add(&s, "Aantal contacten,Geboortedatum,Gebruiker,Opmerking\n");
	for (int i = 0; i < 24; i++)
		str_addf(&s, "%d,19%d-03-04,klant%d@voorbeeld.nl,Het duurde lang voor er iemand kwam %d\n",
		        i % 11, 50 + i, i, i);
	assert_string_equal(flags_of(f, s.text), "");
	assert_string_equal(fixture_column(f, COLUMN_SCORE), "");
	assert_string_equal(fixture_column(f, COLUMN_DATE), "");
	assert_string_equal(fixture_column(f, COLUMN_ID), "");
	assert_string_equal(fixture_column(f, COLUMN_COMMENT), "Opmerking");
}

/* What the header says of the ends is offered first, though nobody knows which one is good. */
static void offers_the_ends_in_the_header(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(flags_of(f, "\"Tevreden? (0 = zuur, 4 = zoet)\",Opmerking\n"
	                                "4,Snel geholpen\n1,Traag\n3,Gaat wel\n"),
	        "scale");
	assert_string_equal(f->report.question->readings[0].value, "0-4");
	assert_string_equal(f->report.question->readings[1].value, "4-0");
}

/* Scores below 0 are a question where the name does not say how far they go. */
static void asks_how_far_below_nothing(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(flags_of(f, "Score,Opmerking\n-2,Traag\n1,Gaat wel\n2,Snel geholpen\n"), "scale");
	assert_string_equal(f->report.question->readings[0].value, "-2-2");
	assert_string_equal(
	        flags_of(f, "Score (-3 tot +3),Opmerking\n-2,Traag\n1,Gaat wel\n2,Snel geholpen\n"), "");
	assert_string_equal(f->report.scale, "-3-3");
}

/* Two dates under names that say nothing: one is taken, the other told. */
static void tells_of_other_dates(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(flags_of(f, "Aanmaakdatum zaak,Datum zaak dicht,Score (0-10),Opmerking\n"
	                                "2026-01-05,2026-01-09,9,Snel en goed geholpen\n"
	                                "2026-01-06,2026-01-19,2,Duurde veel te lang\n"),
	        "");
	assert_int_equal(f->report.warning_count, 1);
	assert_non_null(strstr(f->report.warnings[0], "--date"));
	assert_non_null(strstr(f->report.warnings[0], "“Aanmaakdatum zaak”"));
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
	        TEST(what_is_asked_is_masked),
	        TEST(asks_for_a_column_beside_the_dates),
	        TEST(asks_what_is_left),
	        TEST(a_mistake_goes_before_questions),
	        TEST(asks_which_end_of_effort_is_good),
	        TEST(asks_before_averages_count_as_answers),
	        TEST(takes_nothing_for_what_it_is_not),
	        TEST(tells_of_other_dates),
	        TEST(offers_the_ends_in_the_header),
	        TEST(asks_how_far_below_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
