/* Which metric and scale it takes scores for, when it asks instead, and that the answer counts. */
#include <string.h>

#include <dagstart/base/clock.h>

#include "fixture.h"

static void assert_asks(struct fixture *f, const char *text, const char *flag)
{
	assert_false(fixture_import(f, text));
	if (f->err.code != ERR_QUESTION)
		fail_msg("%s", err_text(f->arena, &f->err));
	assert_non_null(strstr(f->err.message, flag));
	assert_int_equal(f->store->rows.count, 0);
	assert_int_equal(f->store->commits, 0);
}

static const char *rows(
        struct fixture *f, const char *header, const char *const *values, size_t count, int times)
{
	struct str s = str_new(f->arena);
	str_add(&s, header);
	for (int i = 0; i < times; i++)
		for (size_t k = 0; k < count; k++)
			str_addf(&s, "\n%s,comment number %d", values[k], i);
	return s.text;
}
#define ROWS(f, header, times, ...) \
	rows((f), (header), (const char *const[]){__VA_ARGS__}, \
	        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), (times))

static void takes_words_for_scores(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        ROWS(f, "Hoe tevreden bent u?,Toelichting", 3, "Zeer tevreden", "Ontevreden", "Neutraal"), 9,
	        0);
	assert_metric(f, "csat");
	assert_int_equal(fake_store_scored(f->store, "csat", 5), 3);
	assert_int_equal(fake_store_scored(f->store, "csat", 2), 3);
}

static void takes_words_for_moods(void **state)
{
	struct fixture *f = *state;
	assert_imported(
	        f, "id,score,comment\n1,good,Top geholpen\n2,bad,Nooit weer\n3,offered,nog niets\n", 3, 0);
	assert_metric(f, "sentiment");
	assert_string_equal(f->report.scale, "-1-1");
	assert_int_equal(fixture_row(f, 0)->feedback.mood, MOOD_PRAISE);
	assert_int_equal(fixture_row(f, 1)->feedback.mood, MOOD_PAIN);
	assert_int_equal(fixture_row(f, 2)->feedback.mood, MOOD_NEUTRAL);
	assert_int_equal(fixture_row(f, 0)->feedback.answer_count, 1);
	assert_int_equal(fixture_row(f, 2)->feedback.answer_count, 0);
}

static void ten_points_are_no_nps_by_themselves(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, ROWS(f, "Rating,Comment", 3, "1", "5", "8", "10"), 12, 0);
	assert_metric(f, "rating-1-10");
	assert_imported(f, ROWS(f, "Cijfer,Toelichting", 3, "1", "5", "8", "10"), 12, 0);
	assert_metric(f, "rating-1-10");
	assert_imported(f, ROWS(f, "Cijfer,Opmerking", 3, "\"6,5\"", "7", "\"8,5\""), 9, 0);
	assert_metric(f, "rating-1-10");
	assert_int_equal(fake_store_scored(f->store, "rating-1-10", 6.5), 3);
}

static void halves_are_an_own_rating(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, ROWS(f, "Rating,Comment", 3, "4.5", "5", "1", "2.5"), 12, 0);
	assert_metric(f, "rating-1-5");
	assert_int_equal(f->store->metrics.items[0].kind, METRIC_MEAN);
	assert_int_equal(fake_store_scored(f->store, "rating-1-5", 4.5), 3);
}

static void knows_nps_by_name_or_by_its_ends(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, ROWS(f, "NPS,Comment", 1, "7", "8", "9"), 3, 0);
	assert_metric(f, "nps");
	assert_imported(f, ROWS(f, "score,comment", 1, "0", "8", "10"), 3, 0);
	assert_metric(f, "nps");
}

/* A slip of the hand makes no metric that nobody can type again; one that is there goes by its name. */
static void a_new_metric_needs_a_key(void **state)
{
	static const char *const bad[] = {"Our own", "nps;", "a\nb", "x\033[1m", "../x", "é"};
	struct fixture *f = *state;
	const char *text = ROWS(f, "Cijfer,Opmerking", 3, "1", "5", "8", "10");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		f->options.metric = bad[i];
		assert_false(fixture_import(f, text));
		assert_int_equal(f->err.code, ERR_USAGE);
		assert_non_null(strstr(err_text(f->arena, &f->err), "key"));
		assert_int_equal(f->store->rows.count, 0);
	}
	f->options.metric = "own-2_b";
	assert_imported(f, text, 12, 0);
	assert_metric(f, "own-2_b");
}

static void asks_for_the_scale(void **state)
{
	struct fixture *f = *state;
	assert_asks(f, ROWS(f, "score,comment", 1, "4", "5", "3"), "--scale");
	assert_asks(f, ROWS(f, "score,comment", 2, "6", "8", "9"), "--scale");
	assert_asks(f, ROWS(f, "score,comment", 2, "6", "7", "1"), "--scale");
	assert_asks(f, ROWS(f, "FFT answer code,comment", 9, "1", "5", "3"), "--scale");
	assert_asks(f, ROWS(f, "Would you recommend us?,comment", 9, "1", "5", "3"), "--scale");
	assert_asks(f, ROWS(f, "csat,comment", 9, "0", "20", "15"), "--scale");
}

static void asks_which_column(void **state)
{
	struct fixture *f = *state;
	assert_asks(f, "seat rating,food rating,comment\n1,5,a\n5,3,b\n3,3,c\n", "--score");
	assert_asks(f, "a,b\nx,y\nz,w\n", "--score");
	f->options.columns[COLUMN_SCORE] = "food rating";
	assert_imported(f, "seat rating,food rating,comment\n1,5,a\n5,3,b\n3,3,c\n", 3, 0);
	assert_int_equal(fake_store_scored(f->store, "csat", 3), 2);
}

static void asks_for_the_order_of_dates(void **state)
{
	struct fixture *f = *state;
	const char *text = "NPS,Comment,Date\n9,a,3/2/2026\n0,b,1/2/2026\n";
	assert_asks(f, text, "--dates");
	f->options.date_order = "mdy";
	f->options.today = 0;
	int32_t day;
	assert_true(day_parse_iso("2026-03-02", &day));
	assert_imported(f, text, 2, 0);
	assert_int_equal(fixture_row(f, 0)->feedback.day, day);
}

static void the_user_decides(void **state)
{
	struct fixture *f = *state;
	const char *text = "a,b,c\n1,first words here,x\n5,second words here,y\n2,third words here,z\n";
	f->options.columns[COLUMN_SCORE] = "1";
	f->options.columns[COLUMN_COMMENT] = "C";
	f->options.has_scale = true;
	f->options.scale_min = 5;
	f->options.scale_max = 1;
	assert_imported(f, text, 3, 0);
	assert_string_equal(fixture_column(f, COLUMN_COMMENT), "c");
	assert_int_equal(fixture_row(f, 0)->feedback.mood, MOOD_PRAISE);
	assert_int_equal(fixture_row(f, 1)->feedback.mood, MOOD_PAIN);
	assert_true(f->store->metrics.items[0].low_is_good);
	f->options.columns[COLUMN_COMMENT] = "nowhere";
	assert_false(fixture_import(f, text));
	assert_int_equal(f->err.code, ERR_USAGE);
	f->options.columns[COLUMN_COMMENT] = "-";
	assert_imported(f, text, 0, 0);
	assert_string_equal(fixture_column(f, COLUMN_COMMENT), "");
}

static void the_user_names_the_metric(void **state)
{
	struct fixture *f = *state;
	const char *text = "score,comment\n5,a\n4,b\n1,c\n";
	f->options.metric = "csat";
	assert_imported(f, text, 3, 0);
	assert_metric(f, "csat");
	f->options.metric = "speed";
	assert_false(fixture_import(f, text));
	assert_int_equal(f->err.code, ERR_QUESTION);
	f->options.has_scale = true;
	f->options.scale_min = 1;
	f->options.scale_max = 6;
	assert_imported(f, text, 0, 0);
	assert_metric(f, "speed");
	f->options.metric = "nps";
	assert_false(fixture_import(f, text));
	assert_int_equal(f->err.code, ERR_USAGE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(takes_words_for_scores),
	        TEST(takes_words_for_moods),
	        TEST(ten_points_are_no_nps_by_themselves),
	        TEST(halves_are_an_own_rating),
	        TEST(knows_nps_by_name_or_by_its_ends),
	        TEST(a_new_metric_needs_a_key),
	        TEST(asks_for_the_scale),
	        TEST(asks_which_column),
	        TEST(asks_for_the_order_of_dates),
	        TEST(the_user_decides),
	        TEST(the_user_names_the_metric),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
