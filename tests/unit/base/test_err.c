#include "fixture.h"

#include <errno.h>
#include <string.h>

#include <dagstart/base/err.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/text.h>

static void sets_and_says(void **state)
{
	struct err err;
	assert_false(err_set(&err, ERR_INPUT, N_("bad row %s"), "%d", 12));
	assert_int_equal(err.code, ERR_INPUT);
	assert_string_equal(err_text(*state, &err), "bad row 12");
	assert_false(err_say(&err, ERR_REFUSED, N_("no more goals fit")));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_string_equal(err_text(*state, &err), "no more goals fit");
	err_clear(&err);
	assert_int_equal(err.code, ERR_NONE);
	err_clear(NULL);
	assert_true(strlen(err_text(*state, &err)) > 0);
}

static void nobody_has_to_listen(void **state)
{
	(void)state;
	errno = EIO;
	assert_false(err_set(NULL, ERR_IO, "x", "%s", "y"));
	assert_false(err_say(NULL, ERR_IO, "x"));
	assert_false(err_errno(NULL, "x", "%s", "y"));
}

static void errno_gives_code_and_reason(void **state)
{
	static const struct {
		int number;
		enum err_code code;
		const char *text;
	} cases[] = {
	        {ENOENT, ERR_IO, "cannot open a.csv: no such file or folder"},
	        {ENOSPC, ERR_FULL, "cannot open a.csv: the disk is full"},
	        {EDQUOT, ERR_FULL, "cannot open a.csv: your share of the disk is full"},
	        {EROFS, ERR_READONLY, "cannot open a.csv: the disk can only be read"},
	        {EXDEV, ERR_IO, "cannot open a.csv: Invalid cross-device link"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct err err;
		errno = cases[i].number;
		assert_false(err_errno(&err, N_("cannot open %s"), "%s.csv", "a"));
		assert_int_equal(err.code, cases[i].code);
		assert_string_equal(err_text(*state, &err), cases[i].text);
	}
}

static void reason_shows_without_a_place_for_it(void **state)
{
	struct err err;
	errno = ENOSPC;
	err_errno(&err, N_("cannot save"), "%s", "");
	assert_string_equal(err_text(*state, &err), "cannot save: the disk is full");
	errno = ENOSPC;
	err_errno(&err, N_("cannot save (%s)"), "%s", "");
	assert_string_equal(err_text(*state, &err), "cannot save (the disk is full)");
}

static void hostile_detail_is_cleaned(void **state)
{
	struct err err;
	err_set(&err, ERR_MISSING, N_("no file %s"), "%s", "a\033]0;x\007\n%s%n");
	assert_string_equal(err_text(*state, &err), "no file a\u241b]0;x\u2407 %s%n");
}

static void percent_signs_in_the_message(void **state)
{
	struct err err;
	err_set(&err, ERR_INPUT, "100%% of %s, %d %s", "%s", "x");
	assert_string_equal(err_text(*state, &err), "100% of x, %d %s");
}

static void long_detail_is_cut_at_a_character(void **state)
{
	for (int shift = 0; shift < 4; shift++) {
		char text[1000];
		memset(text, 'x', (size_t)shift);
		for (int i = 0; i < 200; i++)
			memcpy(text + shift + i * 4, "\U0001F600", 5);
		struct err err;
		err_set(&err, ERR_INPUT, "%s", "%s", text);
		assert_true(text_is_utf8(err.detail, strlen(err.detail)));
		assert_in_range(strlen(err.detail), sizeof(err.detail) - 4, sizeof(err.detail) - 1);
		assert_null(strstr(err_text(*state, &err), "\ufffd"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(sets_and_says),
	        TEST(nobody_has_to_listen),
	        TEST(errno_gives_code_and_reason),
	        TEST(reason_shows_without_a_place_for_it),
	        TEST(hostile_detail_is_cleaned),
	        TEST(percent_signs_in_the_message),
	        TEST(long_detail_is_cut_at_a_character),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
