/* The real exports that the importer must take as they are; skipped where they are not to be had. */
#include <string.h>
#include <unistd.h>

#include "fixture.h"

static const char *path_of(struct fixture *f, const char *name)
{
	const char *path = arena_printf(f->arena, FEEDBACK "/%s", name);
	if (access(path, R_OK) != 0)
		skip();
	return path;
}

struct expected {
	const char *file;
	int records, imported, duplicates, refused, empty;
	const char *metric, *dates;
	const char *score, *comment, *date, *id;
};

static void check(struct fixture *f, const struct expected *e, int imported, int duplicates)
{
	if (!fixture_import_file(f, path_of(f, e->file)))
		fail_msg("%s: %s", e->file, err_text(f->arena, &f->err));
	const struct intake_report *r = &f->report;
	assert_string_equal(r->file, e->file);
	assert_string_equal(r->encoding, "UTF-8");
	assert_string_equal(r->delimiter, ",");
	assert_int_equal(r->records, e->records);
	assert_int_equal(r->imported, imported);
	assert_int_equal(r->duplicates, duplicates);
	assert_int_equal(r->refused, e->refused);
	assert_int_equal(r->empty, e->empty);
	assert_string_equal(str_or(r->metric, ""), e->metric);
	assert_string_equal(r->date_order, e->dates);
	assert_string_equal(fixture_column(f, COLUMN_SCORE), e->score);
	assert_string_equal(fixture_column(f, COLUMN_COMMENT), e->comment);
	assert_string_equal(fixture_column(f, COLUMN_DATE), e->date);
	assert_string_equal(fixture_column(f, COLUMN_ID), e->id);
}

/* Once, and once more: the second time nothing is new. */
static void check_twice(struct fixture *f, const struct expected *e)
{
	check(f, e, e->imported, e->duplicates);
	assert_true(f->report.batch_id > 0);
	size_t rows = f->store->rows.count;
	assert_int_equal(rows, e->imported);
	check(f, e, 0, e->imported + e->duplicates);
	assert_int_equal(f->report.batch_id, 0);
	assert_int_equal(f->store->rows.count, rows);
}

static void takes_thuisbezorgd(void **state)
{
	struct fixture *f = *state;
	check_twice(f, &(struct expected){.file = "thuisbezorgd-reviews-nl.csv",
	                       .records = 30811,
	                       .imported = 30811,
	                       .metric = "csat",
	                       .dates = "none",
	                       .score = "rating",
	                       .comment = "review",
	                       .date = "",
	                       .id = ""});
	assert_int_equal(fake_store_scored(f->store, "csat", 5), 16486);
	assert_int_equal(fake_store_scored(f->store, "csat", 1), 1837);
}

static void takes_miro(void **state)
{
	struct fixture *f = *state;
	check_twice(f, &(struct expected){.file = "miro-nps-en.csv",
	                       .records = 441,
	                       .imported = 426,
	                       .duplicates = 15,
	                       .metric = "nps",
	                       .dates = "none",
	                       .score = "NPS_Score",
	                       .comment = "text",
	                       .date = "",
	                       .id = "user_id"});
	assert_int_equal(fake_store_scored(f->store, "nps", 0), 2);
	assert_string_equal(fixture_row(f, 0)->external_id, "3074457347487777543");
}

static void takes_womens_clothing(void **state)
{
	struct fixture *f = *state;
	check_twice(f, &(struct expected){.file = "womens-clothing-en.csv",
	                       .records = 1000,
	                       .imported = 1000,
	                       .metric = "csat",
	                       .dates = "none",
	                       .score = "Rating",
	                       .comment = "Review Text",
	                       .date = "",
	                       .id = ""});
	assert_int_equal(fake_store_commented(f->store), 958);
	assert_int_equal(fake_store_scored(f->store, "csat", 5), 546);
}

static void takes_skytrax(void **state)
{
	struct fixture *f = *state;
	check_twice(f, &(struct expected){.file = "skytrax-seat-en.csv",
	                       .records = 1258,
	                       .imported = 1258,
	                       .metric = "rating-1-10",
	                       .dates = "iso",
	                       .score = "overall_rating",
	                       .comment = "content",
	                       .date = "date",
	                       .id = ""});
	size_t undated = 0, unscored = 0;
	for (size_t i = 0; i < f->store->rows.count; i++) {
		undated += fixture_row(f, i)->feedback.day == 0;
		unscored += fixture_row(f, i)->feedback.answer_count == 0;
	}
	assert_int_equal(undated, 26);
	assert_int_equal(unscored, 1);
	assert_int_equal(f->store->metrics.items[0].kind, METRIC_MEAN);
}

static void takes_airline_tweets(void **state)
{
	struct fixture *f = *state;
	check_twice(f, &(struct expected){.file = "airline-tweets-en.csv",
	                       .records = 14640,
	                       .imported = 14532,
	                       .duplicates = 108,
	                       .metric = "sentiment",
	                       .dates = "mdy",
	                       .score = "airline_sentiment",
	                       .comment = "text",
	                       .date = "tweet_created",
	                       .id = "tweet_id"});
	assert_int_equal(fixture_row(f, 3)->feedback.mood, MOOD_PAIN);
	assert_string_equal(fixture_row(f, 3)->feedback.themes[0], "Bad Flight");
}

/* 1 is the best there, which nothing but the tool's name says; 6 and 7 are no answers. */
static void takes_nhs(void **state)
{
	struct fixture *f = *state;
	check_twice(f, &(struct expected){.file = "nhs-fft-en.csv",
	                       .records = 7908,
	                       .imported = 7772,
	                       .empty = 136,
	                       .metric = "csat-5-1",
	                       .dates = "dmy",
	                       .score = "FFT categorical answer",
	                       .comment = "FFT answer",
	                       .date = "Date",
	                       .id = "Comment ID"});
	assert_string_equal(f->report.tool, "nhs-fft");
	assert_string_equal(f->report.scale, "5-1");
	assert_int_equal(fake_store_scored(f->store, "csat-5-1", 6), 0);
	assert_int_equal(fixture_row(f, 0)->feedback.mood, MOOD_PRAISE);
	assert_string_equal(fixture_row(f, 0)->feedback.comment, "");
	assert_true(f->report.warning_count > 0);
}

static void takes_qualtrics(void **state)
{
	struct fixture *f = *state;
	check_twice(f, &(struct expected){.file = "qualtrics-three-headers.csv",
	                       .records = 1,
	                       .imported = 1,
	                       .metric = "",
	                       .dates = "iso",
	                       .score = "",
	                       .comment = "Q2",
	                       .date = "RecordedDate",
	                       .id = "ResponseId"});
	assert_int_equal(f->report.header_rows, 3);
	assert_string_equal(fixture_row(f, 0)->feedback.comment, "Hello World!");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(takes_thuisbezorgd),
	        TEST(takes_miro),
	        TEST(takes_womens_clothing),
	        TEST(takes_skytrax),
	        TEST(takes_airline_tweets),
	        TEST(takes_nhs),
	        TEST(takes_qualtrics),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
