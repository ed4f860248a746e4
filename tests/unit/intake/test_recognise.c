/* What the importer makes of exports as tools write them (invented rows in the tools' own layouts). */
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/clock.h>

#include "fixture.h"

static void takes_formbricks(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "No.,Response ID,Timestamp,Finished,Survey ID,Notes,Tags,1. How likely are you to recommend "
	        "us?,2. Why?\n"
	        "1,clx0abcd1234,2026-02-02 09:15:40,Yes,cls0efgh5678,\"a\nb\",\"vip, web\",9,Snel geholpen\n"
	        "2,clx0abcd1235,2026-02-03 09:15:40,Yes,cls0efgh5678,,,10,\n"
	        "3,clx0abcd1236,2026-02-04 09:15:40,Yes,cls0efgh5678,,,0,Nooit meer\n",
	        3, 0);
	assert_metric(f, "nps");
	assert_string_equal(fixture_column(f, COLUMN_ID), "Response ID");
	assert_string_equal(fixture_column(f, COLUMN_COMMENT), "2. Why?");
	assert_string_equal(fixture_column(f, COLUMN_DATE), "Timestamp");
	assert_string_equal(fixture_row(f, 0)->feedback.comment, "Snel geholpen");
	assert_int_equal(fixture_row(f, 0)->feedback.mood, MOOD_PRAISE);
	assert_int_equal(fixture_row(f, 2)->feedback.mood, MOOD_PAIN);
	assert_string_equal(fixture_row(f, 0)->feedback.themes[0], "vip");
	assert_string_equal(fixture_row(f, 0)->feedback.themes[1], "web");
}

static void takes_forms_as_a_dutch_excel_saves_it(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "ID;Begintijd;Tijd van voltooien;E-mail;Naam;Hoe waarschijnlijk is het dat u ons "
	        "aanbeveelt?;Waarom?\r\n"
	        "7;2-2-2026 9:14;2-2-2026 9:15;anonymous;;9;Snel geholpen, caf\xE9 was fijn\r\n"
	        "8;13-2-2026 9:14;13-2-2026 9:15;anonymous;;0;\"Traag; heel traag\"\r\n",
	        2, 0);
	assert_string_equal(f->report.encoding, "Windows-1252");
	assert_string_equal(f->report.delimiter, ";");
	assert_string_equal(f->report.date_order, "dmy");
	assert_metric(f, "nps");
	assert_string_equal(fixture_column(f, COLUMN_DATE), "Tijd van voltooien");
	assert_string_equal(fixture_row(f, 0)->feedback.comment, "Snel geholpen, café was fijn");
	assert_string_equal(fixture_row(f, 1)->feedback.comment, "Traag; heel traag");
}

static void takes_chatwoot(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "Agent Name,Rating,Feedback Comment,Contact Name,Contact Email Address,Recorded date\n\n"
	        "Ana (ana@example.com),5,\"Snel geholpen\",Jan,jan@example.com,2026-02-02 09:15:40 UTC\n\n"
	        "Ana (ana@example.com),2,,Piet,piet@example.com,2026-02-02 10:15:40 UTC\n"
	        "Ana (ana@example.com),4,prima,Kees,kees@example.com,2026-02-03 10:15:40 UTC\n"
	        "Reporting period 2026-02-01 to 2026-02-08\n",
	        3, 0);
	assert_metric(f, "csat");
	assert_string_equal(f->report.tool, "chatwoot");
	assert_string_equal(fixture_column(f, COLUMN_CUSTOMER), "Contact Name");
	assert_int_equal(f->report.records, 3);
	assert_int_equal(f->report.warning_count, 1);
	assert_non_null(strstr(f->report.warnings[0], "Reporting period 2026-02-01 to 2026-02-08"));
}

static void takes_surveymonkey(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "Respondent ID,Collector ID,Start Date,End Date,IP Address,How likely are you to recommend "
	        "us?,Why?\n"
	        ",,,,,Response,Open-Ended Response\n"
	        "114001234567,401234567,02/13/2026 09:14:07 AM,02/13/2026 09:15:40 AM,192.0.2.7,9,Fast help\n"
	        "114001234568,401234567,02/02/2026 09:14:07 PM,02/02/2026 09:15:40 PM,192.0.2.7,10,Fine\n",
	        2, 0);
	assert_int_equal(f->report.header_rows, 2);
	assert_metric(f, "nps");
	assert_string_equal(f->report.date_order, "mdy");
	assert_string_equal(fixture_row(f, 0)->external_id, "114001234567");
}

static void takes_qualtrics(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "StartDate,EndDate,Status,Progress,RecordedDate,ResponseId,Q1,Q2\n"
	        "Start Date,End Date,Response Type,Progress,Recorded Date,Response ID,"
	        "How likely are you to recommend us? (0-10),\"Why, in a few words?\"\n"
	        "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\",a,b,c,d,e,"
	        "f\n"
	        "2026-02-02 09:14:07,2026-02-02 09:15:40,0,100,2026-02-02 09:15:41,R_1aBcD2eFgH3iJkL,3,\"Te "
	        "traag\"\n",
	        1, 0);
	assert_int_equal(f->report.header_rows, 3);
	assert_metric(f, "nps");
	assert_string_equal(fixture_column(f, COLUMN_SCORE), "Q1");
	assert_string_equal(fixture_column(f, COLUMN_COMMENT), "Q2");
	assert_string_equal(fixture_column(f, COLUMN_DATE), "RecordedDate");
}

static void takes_google_play(void **state)
{
	struct fixture *f = *state;
	const char *text =
	        "Package Name,App Version Code,Reviewer Language,Device,Review Submit Date and Time,"
	        "Review Submit Millis Since Epoch,Star Rating,Review Title,Review Text\n"
	        "nl.app,120,nl,bluejay,2026-02-02T09:15:40Z,1770023740000,4,,Werkt prima, zeker wel\n"
	        "nl.app,120,nl,redfin,2026-02-03T09:15:40Z,1770110140000,1,,\n"
	        "nl.app,120,nl,redfin,2026-02-04T09:15:40Z,1770196540000,5,,Top\n";
	/* UTF-16 with its mark; the first comment has a bare comma. */
	struct str wide = str_new(f->arena);
	str_add_bytes(&wide, "\xFF\xFE", 2);
	for (const char *s = text; *s; s++) {
		str_add_char(&wide, *s);
		str_add_bytes(&wide, "\0", 1);
	}
	assert_true(fixture_import_bytes(f, wide.text, wide.len));
	assert_int_equal(f->report.imported, 3);
	assert_int_equal(f->report.refused, 0);
	assert_string_equal(fixture_row(f, 0)->feedback.comment, "Werkt prima, zeker wel");
	assert_string_equal(f->report.encoding, "UTF-16LE");
	assert_metric(f, "csat");
	assert_string_equal(fixture_column(f, COLUMN_COMMENT), "Review Text");
	assert_string_equal(fixture_column(f, COLUMN_DATE), "Review Submit Date and Time");
}

static void takes_tabs_and_excels_first_line(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "NPS\tComment\n9\tfine, really\n0\tno; never\n", 2, 0);
	assert_string_equal(f->report.delimiter, "\t");
	assert_imported(f, "sep=;\r\nNPS;Comment\r\n9;fine\r\n11;too much\r\n8;ok\r\n", 2, 1);
	assert_string_equal(f->report.delimiter, ";");
	assert_int_equal(f->report.refused_rows[0].line, 4);
}

static void takes_a_file_without_header(void **state)
{
	struct fixture *f = *state;
	f->options.has_scale = true;
	f->options.scale_min = 1;
	f->options.scale_max = 5;
	assert_imported(f,
	        "2026-02-02,5,Het was allemaal heel goed geregeld\n2026-02-03,2,Er was niemand om ons te "
	        "helpen\n"
	        "2026-02-04,4,Prima winkel met aardige mensen\n",
	        3, 0);
	assert_int_equal(f->report.header_rows, 0);
	assert_string_equal(f->report.columns[0].header, "");
	assert_int_equal(f->report.columns[0].role, COLUMN_DATE);
	assert_int_equal(f->report.columns[1].role, COLUMN_SCORE);
	assert_int_equal(f->report.columns[2].role, COLUMN_COMMENT);
}

static void an_answer_may_look_like_a_name(void **state)
{
	struct fixture *f = *state;
	f->options.has_scale = true;
	f->options.scale_max = 10;
	assert_imported(f, "2026-02-02,5,email,Was fine\n2026-02-03,2,phone,Was not so fine\n", 2, 0);
	assert_int_equal(f->report.header_rows, 0);
}

static void one_response_may_carry_several_scores(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "NPS,CSAT,CES,Comment\n9,5,7,a\n0,1,2,b\n10,4,6,c\n7,5,6,\n,,,d\n", 5, 0);
	const struct feedback *first = &fixture_row(f, 0)->feedback;
	assert_int_equal(first->answer_count, 3);
	assert_int_equal(fake_store_scored(f->store, "nps", 9), 1);
	assert_int_equal(fake_store_scored(f->store, "csat", 5), 2);
	assert_int_equal(fake_store_scored(f->store, "ces", 6), 2);
	assert_int_equal(fixture_row(f, 4)->feedback.answer_count, 0);
}

static void rows_may_name_their_metric(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "Survey type,Score,Comment\nnps,10,a\nCSAT,5,b\nces,7,c\nnps,3,d\ncsat,6,too "
	        "high\nother,6,unknown\n",
	        4, 2);
	assert_int_equal(fake_store_scored(f->store, "nps", 10), 1);
	assert_int_equal(fake_store_scored(f->store, "csat", 5), 1);
	assert_int_equal(fake_store_scored(f->store, "ces", 7), 1);
	assert_int_equal(fixture_row(f, 3)->feedback.mood, MOOD_PAIN);
}

static void a_column_of_kinds_that_are_no_metrics_is_passed_over(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "Question type,NPS,Comment\nopen,9,a\nclosed,8,b\nopen,0,c\n", 3, 0);
	assert_metric(f, "nps");
	assert_string_equal(fixture_column(f, COLUMN_METRIC), "");
}

static void names_may_stand_in_the_second_row(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        ",About us,,\n"
	        "#,How likely are you to recommend us?,Why?,Start Date (UTC),Submit Date (UTC),Network ID\n"
	        "068127e3d5e9ca5f5fac8e04fa692a9e,9,Fijne service,2026-02-02 09:14:07,2026-02-02 "
	        "09:15:40,d3560842b2\n"
	        "168127e3d5e9ca5f5fac8e04fa692a9e,7,,2026-02-03 09:14:07,2026-02-03 23:30:40,d3560842b3\n"
	        "268127e3d5e9ca5f5fac8e04fa692a9e,10,Snel,2026-02-04 09:14:07,2026-02-04 "
	        "09:15:40,d3560842b4\n",
	        3, 0);
	assert_int_equal(f->report.header_rows, 2);
	assert_metric(f, "nps");
	assert_int_equal(f->report.columns[2].role, COLUMN_COMMENT);
	assert_int_equal(f->report.columns[4].role, COLUMN_DATE);
	assert_int_equal(f->report.columns[0].role, COLUMN_ID);
	assert_string_equal(f->report.columns[0].header, "#");
	assert_string_equal(f->report.tool, "typeform");
}

static void takes_a_bank(void **state)
{
	struct fixture *f = *state;
	const char *text = "EventId;CSATScore;CSATText;CsatTopic\nab12-99;80;Goed geholpen;Hypotheken\n";
	assert_imported(f, text, 1, 0);
	assert_metric(f, "rating-0-100");
	assert_string_equal(f->report.tool, "csat-bank");
	assert_string_equal(fixture_row(f, 0)->feedback.themes[0], "Hypotheken");
	assert_string_equal(fixture_row(f, 0)->feedback.comment, "Goed geholpen");
}

static void takes_delighted(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "Response ID,Person ID,Survey type,Score,Comment,Tags,Sent at,Responded at\n"
	        "1,11,nps,9,good,a,1770023000,1770023740\n2,12,csat,5,fine,b,1770023000,1770110140\n"
	        "3,13,ces,2,hard,,1770023000,1770110150\n",
	        3, 0);
	assert_string_equal(fixture_column(f, COLUMN_DATE), "Responded at");
	assert_int_equal(fake_store_scored(f->store, "csat", 5), 1);
	assert_int_equal(fixture_row(f, 2)->feedback.mood, MOOD_PAIN);
	assert_true(fixture_row(f, 0)->feedback.day > 20000);
}

static void takes_an_old_qualtrics(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "\xEF\xBB\xBFV1,V2,V8,V9,Q1,Q2,\n"
	        "ResponseID,ResponseSet,StartDate,EndDate,How likely are you to recommend us?,Why?,\n"
	        "R_1,Default,2026-02-02 09:14:07,2026-02-02 09:15:40,9,top,\n"
	        "R_2,Default,2026-02-03 09:14:07,2026-02-03 09:15:40,3,slow,\n",
	        2, 0);
	assert_int_equal(f->report.header_rows, 2);
	assert_metric(f, "nps");
	assert_string_equal(f->report.encoding, "UTF-8 BOM");
	assert_string_equal(fixture_row(f, 1)->feedback.comment, "slow");
	assert_string_equal(fixture_row(f, 1)->external_id, "R_2");
}

static void a_title_goes_before_the_comment(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "Review Id,Review Created (UTC),Review Title,Review Content,Review Stars\n"
	        "5e3de1b45fb06f0001790b51,2026-02-02 09:15:40,Top,Snel geleverd en goed verpakt,5\n"
	        "5e3de1b45fb06f0001790b52,2026-02-02 09:15:40,Slecht,,1\n",
	        2, 0);
	assert_string_equal(fixture_column(f, COLUMN_COMMENT), "Review Content");
	assert_string_equal(fixture_row(f, 0)->feedback.comment, "Top\nSnel geleverd en goed verpakt");
	assert_string_equal(fixture_row(f, 1)->feedback.comment, "Slecht");
}

static void a_switch_is_no_score(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "Recommended,Comment\n1,good words\n0,bad words\n1,more words\n", 3, 0);
	assert_string_equal(fixture_column(f, COLUMN_SCORE), "");
	assert_int_equal(fixture_row(f, 0)->feedback.answer_count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(takes_formbricks),
	        TEST(takes_forms_as_a_dutch_excel_saves_it),
	        TEST(takes_chatwoot),
	        TEST(takes_surveymonkey),
	        TEST(takes_qualtrics),
	        TEST(takes_google_play),
	        TEST(takes_tabs_and_excels_first_line),
	        TEST(takes_a_file_without_header),
	        TEST(an_answer_may_look_like_a_name),
	        TEST(one_response_may_carry_several_scores),
	        TEST(rows_may_name_their_metric),
	        TEST(a_column_of_kinds_that_are_no_metrics_is_passed_over),
	        TEST(names_may_stand_in_the_second_row),
	        TEST(takes_a_bank),
	        TEST(takes_delighted),
	        TEST(takes_an_old_qualtrics),
	        TEST(a_title_goes_before_the_comment),
	        TEST(a_switch_is_no_score),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
