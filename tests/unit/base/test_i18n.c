#include "fixture.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/base/err.h>
#include <dagstart/base/i18n.h>

/* A language that nobody speaks, so that the real catalogues stay as they are. */
#define LANGUAGE "xq"
#define FOLDER DAGSTART_BUILD_LOCALE "/" LANGUAGE
#define CATALOGUE FOLDER "/LC_MESSAGES/dagstart.mo"

struct entry {
	const char *id, *text;
	uint32_t id_len, text_len;
};

#define ENTRY(id, text) \
	{ \
		id, text, sizeof(id) - 1, sizeof(text) - 1 \
	}

/* Sorted by id, as the format asks. */
static const struct entry entries[] = {
        ENTRY("", "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"),
        ENTRY("cannot open %s", "%s gaat niet open"),
        ENTRY("day\0days", "dag\0dagen"),
        ENTRY("hello", "héllo"),
        ENTRY("no such file or folder", "bestaat niet"),
        ENTRY("verb\004open", "openen"),
};

enum {
	COUNT = sizeof(entries) / sizeof(entries[0]),
};

/* The smallest catalogue that gettext reads: heading, two tables of length and place, the strings. */
static void write_catalogue(void)
{
	mkdir(DAGSTART_BUILD_LOCALE, 0777);
	mkdir(FOLDER, 0777);
	mkdir(FOLDER "/LC_MESSAGES", 0777);
	FILE *f = fopen(CATALOGUE, "wb");
	assert_non_null(f);
	const uint32_t heading[] = {0x950412DE, 0, COUNT, 28, 28 + 8 * COUNT, 0, 0};
	fwrite(heading, sizeof(heading), 1, f);
	uint32_t place = 28 + 16 * COUNT;
	for (int table = 0; table < 2; table++) {
		for (size_t i = 0; i < COUNT; i++) {
			uint32_t row[] = {table ? entries[i].text_len : entries[i].id_len, place};
			fwrite(row, sizeof(row), 1, f);
			place += row[0] + 1;
		}
	}
	for (size_t i = 0; i < COUNT; i++)
		fwrite(entries[i].id, entries[i].id_len + 1, 1, f);
	for (size_t i = 0; i < COUNT; i++)
		fwrite(entries[i].text, entries[i].text_len + 1, 1, f);
	assert_int_equal(fclose(f), 0);
}

static void the_name_of_the_locale_says_utf_8(void **state)
{
	(void)state;
	unsetenv("LC_ALL");
	unsetenv("LC_CTYPE");
	unsetenv("LANG");
	assert_string_equal(i18n_codeset("C.UTF-8"), "UTF-8");
	assert_string_equal(i18n_codeset("xx_XX.utf8"), "UTF-8");
	/* and else what the environment says */
	static const char *const others[] = {"", "C", "POSIX", "xx_XX.ISO-8859-1", "xx.UTF-8.not", "UTF-8"};
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_string_not_equal(i18n_codeset(others[i]), "UTF-8");
	setenv("LC_ALL", "C.UTF-8", 1);
	assert_string_equal(i18n_codeset("xx_XX"), "UTF-8");
}

static int remove_catalogue(void **state)
{
	unlink(CATALOGUE);
	rmdir(FOLDER "/LC_MESSAGES");
	rmdir(FOLDER);
	return arena_teardown(state);
}

static void english_is_the_msgid(void **state)
{
	(void)state;
	assert_true(i18n_init("en"));
	assert_string_equal(i18n_language(), "en");
	assert_string_equal(_("hello"), "hello");
	assert_string_equal(P_("day", "days", 1), "day");
	assert_string_equal(P_("day", "days", 0), "days");
	assert_string_equal(C_("verb", "open"), "open");
}

static void unknown_languages_are_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {
	        "", "zz", "../nl", "nl/..", "n", "nl_NL.UTF-8", "verylonglanguage", "nl:en"};
	assert_true(i18n_init("en"));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_false(i18n_init(bad[i]));
		assert_string_equal(i18n_language(), "en");
	}
	assert_false(i18n_init(NULL));
	assert_string_equal(_("hello"), "hello");
}

static void speaks_from_the_build_folder(void **state)
{
	write_catalogue();
	assert_true(i18n_init(LANGUAGE));
	assert_string_equal(i18n_language(), LANGUAGE);
	assert_string_equal(_("hello"), "héllo");
	assert_string_equal(_("not in it"), "not in it");
	assert_string_equal(_(""), "");
	assert_string_equal(P_("day", "days", 1), "dag");
	assert_string_equal(P_("day", "days", 2), "dagen");
	assert_string_equal(C_("verb", "open"), "openen");
	assert_string_equal(C_("noun", "open"), "open");
	struct err err = {.code = ERR_IO, .message = N_("cannot open %s"), .number = 2, .detail = "a"};
	assert_string_equal(err_text(*state, &err), "a: bestaat niet gaat niet open");
	/* Numbers keep the point: only messages are translated. */
	assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
	assert_true(i18n_init("en"));
	assert_string_equal(_("hello"), "hello");
	assert_true(i18n_init(LANGUAGE));
	assert_string_equal(_("hello"), "héllo");
}

/* The catalogue that this build made. */
static void dutch_is_there(void **state)
{
	(void)state;
	assert_true(i18n_init("nl"));
	assert_string_equal(i18n_language(), "nl");
	assert_string_equal(_("yesterday"), "gisteren");
	assert_string_equal(P_("%d day ago", "%d days ago", 1), "%d dag geleden");
	assert_string_equal(P_("%d day ago", "%d days ago", 0), "%d dagen geleden");
	assert_true(i18n_init("en"));
	assert_string_equal(_("yesterday"), "yesterday");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(english_is_the_msgid),
	        TEST(unknown_languages_are_refused),
	        TEST(dutch_is_there),
	        TEST(the_name_of_the_locale_says_utf_8),
	        cmocka_unit_test_setup_teardown(speaks_from_the_build_folder, arena_setup, remove_catalogue),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
