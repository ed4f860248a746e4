/* How files are laid out, and what damage they bear. */
#include <string.h>

#include "fixture.h"

static bool is_warned(const struct fixture *f, const char *part)
{
	for (size_t i = 0; i < f->report.warning_count; i++)
		if (strstr(f->report.warnings[i], part))
			return true;
	return false;
}

static void parts_cells_by_what_makes_rows_alike(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *text, *delimiter;
		int imported;
	} samples[] = {
	        {"NPS|Comment\n9|fine; really, fine\n0|bad\n", "|", 2},
	        {"NPS;Comment\n9;fine, really, fine\n0;bad, so bad, bad\n", ";", 2},
	        {"Cijfer;Toelichting\n7,5;goed\n8,0;prima\n6,5;matig\n", ";", 3},
	        {"NPS\tComment\n9\tone, two; three\n0\tbad\n", "\t", 2},
	        {"sep=|\nNPS|Comment\n9|fine\n0|bad\n", "|", 2},
	        {"\"sep=;\"\r\nNPS;Comment\r\n9;fine\r\n0;bad\r\n", ";", 2},
	        {"comment\n\"Good, nice\"\n\"Bad, slow\"\nFine\n", ",", 3},
	};
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		assert_imported(f, samples[i].text, samples[i].imported, 0);
		assert_string_equal(f->report.delimiter, samples[i].delimiter);
		f->store->rows.count = 0;
		memset(f->store->counts, 0, f->store->room * sizeof(uint32_t));
	}
}

static void takes_the_delimiter_that_was_said(void **state)
{
	struct fixture *f = *state;
	f->options.delimiter = '~';
	assert_imported(f, "NPS~Comment\n9~fine, really; fine\n", 1, 0);
	assert_string_equal(fixture_row(f, 0)->feedback.comment, "fine, really; fine");
}

static void takes_apart_rows_that_were_quoted_whole(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "id,NPS,Comment;;;\r\n\"a1,9,\"\"fine, \"\"\"\"really\"\"\"\"\"\"\";;;\r\na2,0,bad;;;\r\n"
	        "\"a3,8,\"\"two\";;;\r\n\"lines\"\"\";;;\r\n\"a4,7,semi; colon\";;;\r\n",
	        4, 0);
	assert_string_equal(f->report.delimiter, ",");
	assert_string_equal(fixture_row(f, 0)->feedback.comment, "fine, \"really\"");
	assert_string_equal(fixture_row(f, 2)->feedback.comment, "two\r\nlines");
	assert_string_equal(fixture_row(f, 3)->feedback.comment, "semi; colon");
	assert_string_equal(fixture_row(f, 1)->external_id, "a2");
	assert_true(is_warned(f, "quoted once more"));
}

static void takes_apart_only_the_rows_that_need_it(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "id,NPS,Comment\na1,9,fine\n\"a2,0,\"\"bad, bad\"\"\"\na3,8,\"so, so\"\n", 3, 0);
	assert_string_equal(fixture_row(f, 1)->feedback.comment, "bad, bad");
	assert_string_equal(fixture_row(f, 2)->feedback.comment, "so, so");
}

static void tells_lines_of_rows_that_were_taken_apart(void **state)
{
	struct fixture *f = *state;
	assert_imported(
	        f, "\"id,NPS,Comment\"\n\"a1,9,fine\"\n\n\"a2,99x,bad\"\n\"a3,8,so\"\n\"a4,8,so\"\n", 3, 1);
	assert_int_equal(f->report.refused_rows[0].line, 4);
}

static void passes_over_what_stands_above_and_below(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "Klanttevredenheid 2026\nPeriode: januari\n\nNr;Datum;Rapportcijfer;Toelichting\n"
	        "1;02-02-2026;8;Prima\n2;03-02-2026;1;Slecht, heel slecht\n3;04-02-2026;10;Top\n\n"
	        "Gemiddelde;;6,3;\nTotaal;3;;\n",
	        3, 0);
	assert_string_equal(fixture_column(f, COLUMN_SCORE), "Rapportcijfer");
	assert_int_equal(f->report.records, 3);
	assert_int_equal(f->report.header_rows, 3);
	assert_true(is_warned(f, "2 lines below the answers were left out: Gemiddelde"));
}

static void a_total_in_the_middle_is_no_answer(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "Team,NPS,Comment\na,9,x\nb,0,y\nTotal,5,\nc,8,z\nd,10,zz\n", 4, 1);
	assert_int_equal(f->report.refused_rows[0].line, 4);
	assert_int_equal(f->report.records, 5);
	assert_int_equal(fake_store_scored(f->store, "nps", 5), 0);
}

static void a_customer_may_speak_of_a_total(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "Comment,NPS,Date\nTotal disaster,0,\nfine,9,\nTotal,10,2026-02-01\n", 3, 0);
}

static void mends_what_was_encoded_twice(void **state)
{
	struct fixture *f = *state;
	const char *text = "NPS,Comment\n9,caf\xC3\x83\xC2\xA9 \xC3\xA2\xE2\x82\xAC\xE2\x84\xA2t "
	                   "\xC3\xB0\xC5\xB8\xCB\x9C\xE2\x82\xAC\n0,na\xC3\xAFve caf\xC3\xA9\n";
	assert_imported(f, text, 2, 0);
	assert_true(is_warned(f, "3 characters look as if they were encoded twice"));
	assert_string_equal(fixture_row(f, 0)->feedback.comment, "cafÃ© â€™t ðŸ˜€");
	f->options.repair = true;
	assert_imported(f, text, 1, 0);
	assert_true(is_warned(f, "3 characters were encoded twice"));
	assert_string_equal(fixture_row(f, 2)->feedback.comment, "café ’t 😀");
	assert_string_equal(fixture_row(f, 1)->feedback.comment, "naïve café");
}

static void mends_across_blocks(void **state)
{
	struct fixture *f = *state;
	struct str s = str_new(f->arena);
	str_add(&s, "NPS,Comment\n");
	for (int i = 0; i < 60000; i++)
		str_addf(&s, "%d,caf\xC3\x83\xC2\xA9 number %d\n", i % 11, i);
	f->options.repair = true;
	assert_imported(f, s.text, 60000, 0);
	for (size_t i = 0; i < 60000; i++)
		assert_memory_equal(fixture_row(f, i)->feedback.comment, "café number", 12);
}

static void tells_what_was_lost_before(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "NPS,Comment\n9,caf\xEF\xBF\xBD and caf\xFF ok \xC3\xA9\n0,\xEF\xBF\xBD\n", 2, 0);
	assert_true(is_warned(f, "2 characters had been lost"));
	assert_true(is_warned(f, "1 character could not be read"));
}

static void asks_once_and_remembers(void **state)
{
	struct fixture *f = *state;
	const char *text = "score,comment,date\n3,fine,3/2/2026\n5,good,2/2/2026\n1,bad,1/2/2026\n";
	assert_false(fixture_import(f, text));
	assert_int_equal(f->err.code, ERR_QUESTION);
	const struct intake_question *question = f->report.question;
	assert_non_null(question);
	assert_string_equal(question->flag, "scale");
	assert_true(question->count >= 2);
	assert_string_equal(question->readings[0].value, "1-5");
	assert_string_equal(question->readings[1].value, "5-1");
	assert_int_equal(question->readings[0].row_count, 3);
	assert_string_equal(question->readings[0].rows[1], "5 = praise · good");
	assert_string_equal(question->readings[1].rows[1], "5 = pain · good");
	f->options.has_scale = true;
	f->options.scale_min = 5;
	f->options.scale_max = 1;
	assert_false(fixture_import(f, text));
	assert_string_equal(f->report.question->flag, "dates");
	assert_int_equal(f->report.question->count, 2);
	assert_string_equal(f->report.question->readings[0].rows[0], "3/2/2026 = 2026-02-03 · fine");
	f->options.date_order = "dmy";
	assert_imported(f, text, 3, 0);
	f->options.has_scale = false;
	f->options.date_order = NULL;
	assert_imported(f, "score,comment,date\n2,other,4/2/2026\n", 1, 0);
	assert_true(is_warned(f, "--scale 5-1 --dates dmy"));
	assert_string_equal(f->report.scale, "5-1");
	/* Files of another shape are another matter. */
	assert_false(fixture_import(f, "score,remark\n2,other\n"));
	/* What is said now goes before what was said then. */
	f->options.has_scale = true;
	f->options.scale_min = 1;
	f->options.scale_max = 5;
	assert_imported(f, "score,comment,date\n2,another,4/2/2026\n", 1, 0);
	assert_string_equal(f->report.scale, "1-5");
}

static void short_words_are_words_too(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "  NPS Score ;  Comment ; Date \n 9 ; goed ; 13-02-2026\n 0 ; slecht ; 14-02-2026\n", 2, 0);
	assert_string_equal(fixture_row(f, 1)->feedback.comment, " slecht ");
	assert_string_equal(f->report.metric, "nps");
}

static void a_further_score_may_be_words(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "How satisfied are you?,How easy was it to get help?,Comments\nVery satisfied,Easy,fine "
	        "people\n"
	        "Dissatisfied,Very difficult,waited long\n",
	        2, 0);
	assert_int_equal(fixture_row(f, 0)->feedback.answer_count, 2);
	assert_int_equal(fake_store_scored(f->store, "csat", 5), 1);
	assert_true(fixture_row(f, 1)->feedback.answers[1].score == 1);
}

static void asks_for_the_column(void **state)
{
	struct fixture *f = *state;
	assert_false(fixture_import(f, "seat rating,food rating,comment\n1,5,a\n5,3,b\n3,3,c\n"));
	const struct intake_question *question = f->report.question;
	assert_string_equal(question->flag, "score");
	assert_int_equal(question->count, 2);
	assert_string_equal(question->readings[1].value, "food rating");
	assert_string_equal(question->readings[1].rows[0], "5 · a");
	assert_false(fixture_import(f, "score,score,comment\n1,5,a\n5,3,b\n3,3,c\n"));
	assert_string_equal(f->report.question->readings[1].value, "2");
}

static void leaves_out_what_the_tool_says_is_no_answer(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "StartDate,EndDate,Status,ResponseId,RecordedDate,NPS,Why?\n"
	        "2026-02-01,2026-02-01,0,R_1,2026-02-01,9,good\n"
	        "2026-02-01,2026-02-01,Survey Preview,R_2,2026-02-01,0,a test\n"
	        "2026-02-01,2026-02-01,0,R_3,2026-02-01,8,fine\n",
	        2, 0);
	assert_string_equal(f->report.tool, "qualtrics");
	assert_int_equal(f->report.records, 2);
	assert_true(is_warned(f, "1 row was left out: Qualtrics"));
}

static void codes_beyond_the_scale_are_no_answers(void **state)
{
	struct fixture *f = *state;
	struct str s = str_new(f->arena);
	str_add(&s, "rating (1-5),comment\n");
	for (int i = 0; i < 100; i++)
		str_addf(&s, "%d,comment %d\n", i % 10 == 0 ? 99 : 1 + i % 5, i);
	assert_imported(f, s.text, 100, 0);
	assert_string_equal(f->report.scale, "1-5");
	assert_int_equal(fixture_row(f, 0)->feedback.answer_count, 0);
	assert_int_equal(fixture_row(f, 1)->feedback.answer_count, 1);
	assert_true(is_warned(f, "99"));
}

static void prose_may_hold_bare_commas(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "date,score (0-10),comment\n2026-01-05,3,\"So, so\"\n2026-01-06,9,\"Good, quick\"\n"
	        "2026-01-07,2,\"Bad\"\n2026-01-07,4,slow, very slow, and rude\n2026-01-08,4,Fine,2,3\n",
	        4, 1);
	assert_string_equal(fixture_row(f, 3)->feedback.comment, "slow, very slow, and rude");
}

static void assert_tells(struct fixture *f, const char *text, const char *word)
{
	assert_false(fixture_import(f, text));
	assert_int_equal(f->err.code, ERR_INPUT);
	if (!strstr(f->err.message, word))
		fail_msg("%s", err_text(f->arena, &f->err));
	assert_int_equal(f->store->rows.count, 0);
}

/* Taken row by row, such tables would be heaps of questions. */
static void tells_what_to_do_with_a_row_for_each_question(void **state)
{
	struct fixture *f = *state;
	assert_tells(f,
	        "respondent_id,submitted_at,question,answer\nu1,2026-01-05,How likely? (0-10),8\n"
	        "u1,2026-01-05,Why?,They were so kind to me\nu2,2026-01-06,How likely? (0-10),3\n"
	        "u2,2026-01-06,Why?,It took them three weeks\n",
	        "pivot");
	assert_tells(f,
	        "Respondentnummer;Datum;Vraag;Antwoord\n1;2026-01-05;Welk cijfer geeft u ons?;8\n"
	        "1;2026-01-05;Wat kan er beter?;De wachttijd aan de telefoon\n"
	        "2;2026-01-06;Welk cijfer geeft u ons?;4\n2;2026-01-06;Wat kan er beter?;Sneller bellen\n",
	        "pivot");
	assert_tells(f,
	        "Respondent,R1,R2,R3,R4\nDate,2026-01-05,2026-01-06,2026-01-07,2026-01-08\n"
	        "Score (0-10),3,9,10,7\nComment,Too slow for me,Very kind people,All was well,It was fine\n",
	        "transpose");
	assert_tells(f,
	        "Date        Score   Comment\n2026-01-05  3       Too slow for me\n"
	        "2026-01-06  9       Very kind people\n2026-01-07  10      All was well\n",
	        "blanks");
	/* Whoever names the column means the rows as they are. */
	f->options.columns[COLUMN_COMMENT] = "answer";
	assert_imported(f,
	        "respondent_id,question,answer\nu1,Why?,They were so kind to me\nu1,What else?,The long "
	        "wait\n"
	        "u2,Why?,It took them three weeks\nu2,What else?,Ring me back\n",
	        4, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(parts_cells_by_what_makes_rows_alike),
	        TEST(takes_the_delimiter_that_was_said),
	        TEST(takes_apart_rows_that_were_quoted_whole),
	        TEST(takes_apart_only_the_rows_that_need_it),
	        TEST(tells_lines_of_rows_that_were_taken_apart),
	        TEST(passes_over_what_stands_above_and_below),
	        TEST(a_total_in_the_middle_is_no_answer),
	        TEST(a_customer_may_speak_of_a_total),
	        TEST(mends_what_was_encoded_twice),
	        TEST(mends_across_blocks),
	        TEST(tells_what_was_lost_before),
	        TEST(asks_once_and_remembers),
	        TEST(short_words_are_words_too),
	        TEST(a_further_score_may_be_words),
	        TEST(asks_for_the_column),
	        TEST(leaves_out_what_the_tool_says_is_no_answer),
	        TEST(codes_beyond_the_scale_are_no_answers),
	        TEST(prose_may_hold_bare_commas),
	        TEST(tells_what_to_do_with_a_row_for_each_question),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
