/* An export of each tool, made up in the tool's own layout: what is recognised of it, and what its rows say.
 */
#include <string.h>
#include <unistd.h>

#include <dagstart/base/clock.h>

#include "fixture.h"

struct expected {
	const char *file, *tool, *encoding;
	int header_rows, imported, empty;
	const char *metric, *scale, *dates;
	const char *score, *comment, *date, *id;
	/* Of the first row. */
	const char *said, *day;
	double value;
};

static const struct expected all[] = {
        {"qualtrics.csv", "qualtrics", "UTF-8", 3, 3, 0, "nps", "0-10", "iso", "Q1", "Q2", "RecordedDate",
                "ResponseId", "Snel geholpen, top", "2026-02-02", 9},
        {"surveymonkey.csv", "surveymonkey", "UTF-8", 2, 3, 0, "nps", "0-10", "mdy",
                "How likely is it that you would recommend us to a friend or colleague?",
                "What is the main reason for your score?", "End Date", "Respondent ID", "Fast help",
                "2026-02-13", 9},
        {"typeform.csv", "typeform", "UTF-8", 1, 3, 0, "nps", "0-10", "iso",
                "How likely are you to recommend {{field:name}} to a friend?",
                "What is the main reason\nfor your score?", "Submit Date (UTC)", "#", "Fijne service",
                "2026-02-02", 9},
        {"google-forms.csv", "google-forms", "UTF-8", 1, 3, 2, "nps", "0-10", "dmy",
                "Hoe waarschijnlijk is het dat je ons, of deze cursus, aanbeveelt?",
                "Wat kunnen we verbeteren?", "Tijdstempel", "", "Goede uitleg\n", "2026-02-08", 9},
        {"google-forms-download.csv", "google-forms", "UTF-8", 1, 2, 0, "csat", "1-5", "iso",
                "How satisfied are you with the course? (1-5)", "Any other comments?", "Timestamp", "",
                "Good pace", "2026-02-22", 5},
        {"microsoft-forms.csv", "microsoft-forms", "Windows-1252", 1, 3, 0, "nps", "0-10", "dmy",
                "Hoe waarschijnlijk is het dat u ons aanbeveelt?", "Waarom?", "Tijd van voltooien", "",
                "Snel geholpen, café was fijn", "2026-02-02", 9},
        {"limesurvey.csv", "limesurvey", "UTF-8", 1, 3, 1, "csat", "1-5", "iso",
                "1 - Hoe tevreden bent u over ons?", "8 - Waarom?", "Date submitted", "Response ID",
                "Snel geholpen", "2026-02-02", 5},
        {"formbricks.csv", "formbricks", "UTF-8", 1, 3, 0, "nps", "0-10", "iso",
                "1. How likely are you to recommend us?", "2. Why?", "Timestamp", "Response ID",
                "Snel geholpen", "2026-02-02", 9},
        {"chatwoot.csv", "chatwoot", "UTF-8", 1, 3, 0, "csat", "1-5", "iso", "Rating", "Feedback Comment",
                "Recorded date", "Link to the conversation", "Snel geholpen", "2026-02-02", 5},
        {"trustpilot.csv", "trustpilot", "UTF-8", 1, 3, 0, "csat", "1-5", "iso", "Review Stars",
                "Review Content", "Review Created (UTC)", "Review Id", "Top\nSnel geleverd", "2026-02-02", 5},
        {"google-play.csv", "google-play", "UTF-16LE", 1, 3, 0, "csat", "1-5", "iso", "Star Rating",
                "Review Text", "Review Submit Date and Time", "", "Werkt prima, zeker wel", "2026-02-02", 4},
        {"app-store.csv", "app-store", "UTF-8", 1, 2, 0, "csat", "1-5", "iso", "score", "content", "date",
                "id", "Werkt niet na de update", "2026-02-02", 1},
        {"delighted.csv", "delighted", "UTF-8", 1, 4, 0, "", "", "iso", "Score", "Comment", "Responded at",
                "Response ID", "good", "2026-02-02", 9},
        {"zendesk.csv", "zendesk", "UTF-8", 1, 3, 1, "sentiment", "-1-1", "iso", "Score", "Comment",
                "Created at", "ID", "Top geholpen", "2026-02-02", 1},
        {"hubspot.csv", "hubspot", "UTF-8", 1, 5, 0, "", "", "iso", "Rating", "Response", "Date", "",
                "Top geregeld", "2026-02-02", 2},
        {"asknicely.csv", "asknicely", "UTF-8", 1, 2, 0, "nps", "0-10", "iso", "Answer", "Comment",
                "Responded", "", "Snel", "2026-02-02", 9},
        {"survicate.csv", "survicate", "UTF-8", 1, 2, 0, "nps", "0-10", "iso",
                "How likely are you to recommend us to a friend?", "What could we do better?",
                "Date & Time (UTC)", "Response uuid", "", "2026-02-02", 10},
        {"usabilla.csv", "usabilla", "UTF-8", 1, 3, 0, "nps", "0-10", "iso", "NPS", "Comment",
                "Creation Date", "Feedback ID", "Duidelijke pagina", "2026-02-02", 9},
        {"ratenl.csv", "ratenl", "UTF-8", 1, 3, 0, "rating-1-10", "1-10", "iso", "Cijfer", "Toelichting",
                "ResultDate", "ResultID", "", "2026-02-02", 8},
        {"bank.csv", "csat-bank", "UTF-8", 1, 2, 0, "rating-0-100", "0-100", "none", "CSATScore", "CSATText",
                "", "EventId", "Goed geholpen", "", 80},
        {"nhs.csv", "nhs-fft", "UTF-8", 1, 4, 1, "csat-5-1", "5-1", "dmy", "FFT categorical answer",
                "FFT answer", "Date", "Comment ID", "Kind staff", "2026-02-13", 1},
        {"medallia.csv", "medallia", "UTF-8", 1, 2, 0, "csat", "1-5", "iso", "star_rating", "",
                "response_date", "survey_id", "", "2026-02-02", 5},
        {"cms.csv", "", "UTF-8", 1, 3, 0, "csat", "1-5", "dmy", "Rating", "Comment", "Date", "", "Prima",
                "2026-02-02", 5},
        {"feefo.csv", "feefo", "UTF-8 BOM", 1, 2, 0, "csat", "1-5", "iso", "Rating", "Customer review",
                "Date", "", "CafÃ© was lovely", "2026-02-02", 5},
};

static const char *column_of(struct fixture *f, enum column_role role, const char *metric)
{
	for (size_t i = 0; i < f->report.column_count; i++) {
		const struct intake_column *column = &f->report.columns[i];
		if (column->role == role && !column->further &&
		        (role != COLUMN_SCORE || !metric || streq(column->metric, metric)))
			return column->header;
	}
	return "";
}

static void check_first(struct fixture *f, const struct expected *e)
{
	const struct feedback *first = &fixture_row(f, 0)->feedback;
	assert_string_equal(first->comment, e->said);
	assert_string_equal(first->day ? day_iso(f->arena, first->day) : "", e->day);
	assert_true(first->answer_count > 0 && first->answers[0].score == e->value);
}

static void check(struct fixture *f, const struct expected *e)
{
	const struct intake_report *r = &f->report;
	assert_string_equal(r->tool, e->tool);
	assert_string_equal(r->encoding, e->encoding);
	assert_int_equal(r->header_rows, e->header_rows);
	assert_int_equal(r->imported, e->imported);
	assert_int_equal(r->empty, e->empty);
	assert_int_equal(r->refused, 0);
	assert_int_equal(r->duplicates, 0);
	assert_int_equal(r->records, e->imported + e->empty);
	assert_string_equal(str_or(r->metric, ""), e->metric);
	assert_string_equal(r->scale, e->scale);
	assert_string_equal(r->date_order, e->dates);
	assert_string_equal(column_of(f, COLUMN_SCORE, r->metric), e->score);
	assert_string_equal(column_of(f, COLUMN_COMMENT, NULL), e->comment);
	assert_string_equal(column_of(f, COLUMN_DATE, NULL), e->date);
	assert_string_equal(column_of(f, COLUMN_ID, NULL), e->id);
	check_first(f, e);
}

static void takes_a_file_of_each_tool(void **state)
{
	UNUSED(state);
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		void *one = NULL;
		assert_int_equal(fixture_setup(&one), 0);
		struct fixture *f = one;
		print_message("%s\n", all[i].file);
		if (!fixture_import_file(f, arena_printf(f->arena, FIXTURES "/%s", all[i].file)))
			fail_msg("%s: %s", all[i].file, err_text(f->arena, &f->err));
		check(f, &all[i]);
		/* The same file again adds nothing. */
		assert_true(fixture_import_file(f, f->options.path));
		assert_int_equal(f->report.imported, 0);
		assert_int_equal(f->report.duplicates, all[i].imported);
		fixture_teardown(&one);
	}
}

static void tells_apart_scales_of_one_column(void **state)
{
	struct fixture *f = *state;
	assert_true(fixture_import_file(f, FIXTURES "/hubspot.csv"));
	/* On a scale from 0 to 2 the 2 is the best. */
	assert_int_equal(fixture_row(f, 0)->feedback.mood, MOOD_PRAISE);
	assert_int_equal(fixture_row(f, 1)->feedback.mood, MOOD_PAIN);
	assert_int_equal(fixture_row(f, 2)->feedback.mood, MOOD_NEUTRAL);
	assert_int_equal(fixture_row(f, 3)->feedback.mood, MOOD_PRAISE);
	assert_int_equal(fixture_row(f, 4)->feedback.mood, MOOD_PAIN);
	assert_int_equal(fake_store_scored(f->store, "csat-0-2", 2), 1);
	assert_int_equal(fake_store_scored(f->store, "nps", 10), 1);
}

static void knows_a_review_without_an_id_again(void **state)
{
	struct fixture *f = *state;
	assert_true(fixture_import_file(f, FIXTURES "/google-play.csv"));
	assert_string_equal(fixture_row(f, 1)->external_id, "nl.example.app 1770110140000 redfin");
}

static void asks_where_two_stars_say_too_little(void **state)
{
	struct fixture *f = *state;
	assert_false(fixture_import_file(f, FIXTURES "/reviews.csv"));
	assert_int_equal(f->err.code, ERR_QUESTION);
	assert_string_equal(f->report.tool, "reviews");
	assert_string_equal(f->report.question->flag, "scale");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(takes_a_file_of_each_tool),
	        TEST(tells_apart_scales_of_one_column),
	        TEST(knows_a_review_without_an_id_again),
	        TEST(asks_where_two_stars_say_too_little),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
