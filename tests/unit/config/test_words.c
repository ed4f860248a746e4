#include "fixture.h"

#include <stdio.h>
#include <unistd.h>

#include <dagstart/base/text.h>
#include <dagstart/config/words.h>

static bool has(const char *const *list, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (streq(list[i], word))
			return true;
	return false;
}

static void knows_columns_of_both_languages(void **state)
{
	struct fixture *f = *state;
	struct words w;
	assert_true(words_load(f->arena, NULL, &w, &f->problems));
	assert_none(f);
	static const struct {
		enum column_role role;
		const char *english, *dutch;
	} samples[] = {
	        {COLUMN_SCORE, "nps score", "cijfer"},
	        {COLUMN_COMMENT, "comment", "toelichting"},
	        {COLUMN_DATE, "date", "datum"},
	        {COLUMN_ID, "id", "respondentnummer"},
	        {COLUMN_CHANNEL, "channel", "kanaal"},
	        {COLUMN_CUSTOMER, "customer", "klant"},
	        {COLUMN_THEME, "theme", "thema"},
	        {COLUMN_STEP, "journey", "klantreis"},
	};
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		enum column_role role = samples[i].role;
		assert_true(has(w.columns[role], w.column_counts[role], samples[i].english));
		assert_true(has(w.columns[role], w.column_counts[role], samples[i].dutch));
	}
	assert_int_equal(w.column_counts[COLUMN_OTHER], 0);
	assert_true(has(w.missing, w.missing_count, "n/a"));
	assert_true(has(w.missing, w.missing_count, "n.v.t."));
}

static void names_are_folded_and_stand_once(void **state)
{
	struct fixture *f = *state;
	struct words w;
	assert_true(words_load(f->arena, NULL, &w, &f->problems));
	for (size_t role = 0; role < COLUMN_ROLES; role++) {
		for (size_t i = 0; i < w.column_counts[role]; i++) {
			const char *name = w.columns[role][i];
			assert_string_equal(text_fold(f->arena, name), name);
			assert_false(has(w.columns[role], i, name));
		}
	}
}

static const char *file_of(struct fixture *f, const char *text)
{
	char *path = arena_strdup(f->arena, "/tmp/dagstart-test-XXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_true(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	close(fd);
	return path;
}

static void own_words_go_first(void **state)
{
	struct fixture *f = *state;
	struct words w;
	const char *own = file_of(f, "columns:\n  score: [Onze  Café-Cijfer, NPS]\nmissing: [Geen]\n");
	assert_true(words_load(f->arena, own, &w, &f->problems));
	unlink(own);
	assert_none(f);
	assert_string_equal(w.columns[COLUMN_SCORE][0], "onze cafe-cijfer");
	assert_string_equal(w.columns[COLUMN_SCORE][1], "nps");
	assert_false(has(w.columns[COLUMN_SCORE] + 2, w.column_counts[COLUMN_SCORE] - 2, "nps"));
	assert_true(w.column_counts[COLUMN_SCORE] > 20);
	assert_string_equal(w.missing[0], "geen");
	assert_true(words_load(f->arena, "/nowhere/words.yaml", &w, &f->problems));
}

static void tells_what_is_wrong_with_own_words(void **state)
{
	struct fixture *f = *state;
	struct words w;
	const char *own = file_of(f, "columns: {scoer: [x], date: {a: b}}\nthemes: [{key: a}]\n");
	assert_false(words_load(f->arena, own, &w, &f->problems));
	unlink(own);
	assert_int_equal(f->problems.count, 3);
	assert_string_equal(f->problems.items[0].expected, "a known key. Did you mean 'score'?");
	assert_string_equal(f->problems.items[1].path, "columns.date");
	assert_string_equal(f->problems.items[2].path, "themes[0]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(knows_columns_of_both_languages),
	        TEST(names_are_folded_and_stand_once),
	        TEST(own_words_go_first),
	        TEST(tells_what_is_wrong_with_own_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
