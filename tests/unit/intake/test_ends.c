/* Which end of a scale is the good one, and how far it goes, where the header says so. A scale that is taken
 * the wrong way round makes praise of pain, and nobody sees it. */
#include <string.h>

#include "fixture.h"

struct header {
	const char *text;
	const char *scale; /* "" where it must be asked */
	int low, high; /* of the cells */
};

static const char *scale_of(struct fixture *f, const struct header *header)
{
	struct str s = str_new(f->arena);
	str_addf(&s, "\"%s\";\"Comment\"\n", header->text);
	for (int i = 0; i < 24; i++)
		str_addf(&s, "%d;What somebody said of it, number %d\n",
		        header->low + i % (header->high - header->low + 1), i);
	if (!fixture_import(f, s.text))
		return f->err.code == ERR_QUESTION ? "" : err_text(f->arena, &f->err);
	return f->report.scale;
}

static void check(struct fixture *f, const struct header *all, size_t count)
{
	int wrong = 0;
	for (size_t i = 0; i < count; i++) {
		const char *scale = scale_of(f, &all[i]);
		if (!streq(scale, all[i].scale))
			print_error("%s: %s, not %s\n", all[i].text, scale, all[i].scale), wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void one_may_be_the_best(void **state)
{
	static const struct header all[] = {
	        {"Satisfaction (1 very satisfied - 5 very dissatisfied)", "5-1", 1, 5},
	        {"How satisfied are you? 1 (very satisfied) to 5 (very dissatisfied)", "5-1", 1, 5},
	        {"Rating 1-5 (1 = best)", "5-1", 1, 5},
	        {"Rating (1 is best, 5 is worst)", "5-1", 1, 5},
	        {"Hoe tevreden bent u? (1 = zeer tevreden t/m 5 = zeer ontevreden)", "5-1", 1, 5},
	        {"Cijfer van 1 (hoogste) tot 5 (laagste)", "5-1", 1, 5},
	        {"Bewertung (1 = sehr gut bis 6 = ungenügend)", "6-1", 1, 6},
	        {"Wie zufrieden waren Sie? (1 = sehr zufrieden, 5 = gar nicht zufrieden)", "5-1", 1, 5},
	        {"Note 1-6 (1 = beste)", "6-1", 1, 6},
	        {"Nöjdhet (1 = mycket nöjd, 5 = inte alls nöjd)", "5-1", 1, 5},
	        {"Rank our service from 1 (best) to 10 (worst)", "10-1", 1, 10},
	        {"Známka jako ve škole (1 = výborně, 5 = nedostatečně)", "5-1", 1, 5},
	        {"Pain level (0 = no pain, 10 = worst pain)", "10-0", 0, 10},
	        {"Overall rating where 1 is excellent and 5 is poor", "5-1", 1, 5},
	};
	check(*state, all, sizeof(all) / sizeof(all[0]));
}

static void one_is_mostly_the_worst(void **state)
{
	static const struct header all[] = {
	        {"Nota (0 a 10)", "0-10", 0, 10},
	        {"Nota de 1 a 5", "1-5", 1, 5},
	        {"Hur nöjd är du med vården? (1 = inte alls nöjd, 4 = mycket nöjd)", "1-4", 1, 4},
	        {"Hoe tevreden bent u? (1 zeer ontevreden - 5 zeer tevreden)", "1-5", 1, 5},
	        {"Score 1 (lowest) to 5 (highest)", "1-5", 1, 5},
	        {"How satisfied are you? (0=not at all, 4=completely)", "0-4", 0, 4},
	        {"Оценка (от 1 до 5)", "1-5", 1, 5},
	        {"評価(1〜5)", "1-5", 1, 5},
	        {"満足度（5段階評価）", "1-5", 1, 5},
	        {"التقييم من 5", "1-5", 1, 5},
	        {"Arvosana (4-10)", "4-10", 4, 10},
	};
	check(*state, all, sizeof(all) / sizeof(all[0]));
}

/* Words that are not understood, or that may mean the one as well as the other. */
static void is_asked_where_words_do_not_tell(void **state)
{
	static const struct header all[] = {
	        {"Rating 1-5 (1 = zyx, 5 = xyz)", "", 1, 5},
	        {"How difficult was it? (1 = not at all, 5 = extremely)", "", 1, 5},
	};
	check(*state, all, sizeof(all) / sizeof(all[0]));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(one_may_be_the_best),
	        TEST(one_is_mostly_the_worst),
	        TEST(is_asked_where_words_do_not_tell),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
