#include <math.h>
#include <string.h>

#include "fixture.h"
#include "intake/names.h"
#include "intake/value.h"
#include "intake/word_scales.h"

static struct piece piece(const char *text)
{
	return piece_trim(text, strlen(text));
}

static void scores_as_tools_write_them(void **state)
{
	UNUSED(state);
	static const struct {
		const char *text;
		enum score_form form;
		double score;
	} samples[] = {
	        {"9", SCORE_NUMBER, 9},
	        {" 10 ", SCORE_NUMBER, 10},
	        {"\xC2\xA0"
	         "7\xC2\xA0",
	                SCORE_NUMBER, 7},
	        {"8.0", SCORE_NUMBER, 8},
	        {"7,5", SCORE_NUMBER, 7.5},
	        {"-1", SCORE_NUMBER, -1},
	        {"+3", SCORE_NUMBER, 3},
	        {"10 - Extremely likely", SCORE_LABELLED, 10},
	        {"0 (zeer onwaarschijnlijk)", SCORE_LABELLED, 0},
	        {"4 stars", SCORE_LABELLED, 4},
	        {"Very likely - 10", SCORE_LABELLED, 10},
	        {"Very good (5)", SCORE_LABELLED, 5},
	        {"★★★★☆", SCORE_OF, 4},
	        {"★ ★ ☆ ☆ ☆", SCORE_OF, 2},
	        {"☆☆☆☆☆", SCORE_OF, 0},
	        {"⭐️⭐️⭐️", SCORE_LABELLED, 3},
	        {"★★★½", SCORE_LABELLED, 3.5},
	        {"●●●●○", SCORE_OF, 4},
	        {"80 %", SCORE_OF, 80},
	        {"100%", SCORE_OF, 100},
	        {"4/5", SCORE_OF, 4},
	        {"4 out of 5", SCORE_OF, 4},
	        {"8 van de 10", SCORE_OF, 8},
	        {"Zeer tevreden", SCORE_NONE, 0},
	        {"★ five", SCORE_NONE, 0},
	        {"", SCORE_NONE, 0},
	        {"nine", SCORE_NONE, 0},
	        {"5e3", SCORE_NONE, 0},
	        {"0x10", SCORE_NONE, 0},
	        {"nan", SCORE_NONE, 0},
	        {"inf", SCORE_NONE, 0},
	        {"9.", SCORE_NONE, 0},
	        {"2026-03-02", SCORE_NONE, 0},
	        {"09:15", SCORE_NONE, 0},
	        {"5 people in 3 weeks", SCORE_NONE, 0},
	        {"3074457347487777543", SCORE_NONE, 0},
	        {"-", SCORE_NONE, 0},
	        {"Version 2 - 10", SCORE_NONE, 0},
	};
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		double score = 0, of = 0;
		enum score_form form = value_score(piece(samples[i].text), &score, &of);
		if (form != samples[i].form)
			fail_msg("%s: %d", samples[i].text, (int)form);
		if (form != SCORE_NONE)
			assert_true(fabs(score - samples[i].score) < 1e-9);
		if (form == SCORE_OF)
			assert_true(of == 5 || of == 10 || of == 100);
	}
}

static void nothing_has_many_names(void **state)
{
	struct fixture *f = *state;
	static const char *const nothing[] = {
	        "", "  ", "n/a", "N/A", "-", "n.v.t.", "N.V.T.", "geen", "None", " null "};
	struct missing missing = missing_ready(f->arena, &f->words);
	static const char *const something[] = {
	        "0", "5", "nothing but praise", "naar", "geen wachttijd", "é"};
	for (size_t i = 0; i < sizeof(nothing) / sizeof(*nothing); i++)
		if (!value_is_missing(&missing, f->arena, piece(nothing[i])))
			fail_msg("“%s”", nothing[i]);
	for (size_t i = 0; i < sizeof(something) / sizeof(*something); i++)
		if (value_is_missing(&missing, f->arena, piece(something[i])))
			fail_msg("“%s”", something[i]);
}

/* The value of a word on the scale of that key; NAN where it is none of its words. */
static double word_value(struct fixture *f, const char *key, const char *word)
{
	struct word_scales scales = word_scales_ready(f->arena, &f->words);
	double value;
	for (size_t i = 0; i < scales.count; i++)
		if (streq(scales.scales[i].key, key))
			return word_scales_value(&scales, (int)i, f->arena, piece(word), &value) ? value
			                                                                         : NAN;
	fail_msg("no scale %s", key);
	return NAN;
}

static void words_stand_on_scales(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *scale, *word;
		double value;
	} samples[] = {
	        {"sentiment", "Negative", -1},
	        {"sentiment", "positief", 1},
	        {"sentiment", "Passive.", 0},
	        {"sentiment", "positively", NAN},
	        {"satisfied", "Zeer tevreden", 5},
	        {"satisfied", "very  dissatisfied!", 1},
	        {"satisfied", "very_satisfied", 5},
	        {"satisfied", "Très satisfait", 5},
	        {"agreement", "Helemaal eens", 5},
	        {"agreement", "Helemaal oneens", 1},
	        {"quality", "Very good", 5},
	        {"quality", "Neither good nor poor", 3},
	        {"faces", "😡", 1},
	        {"faces", "☹️", 2},
	        {"faces", "😍 ", 5},
	        {"faces", "😐 Neutral", 3},
	        {"yesno", "Ja", 1},
	        {"yesno", "No", 0},
	        {"thumbs", "👍", 1},
	        {"quality", "5", NAN},
	        {"quality", "", NAN},
	};
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		double value = word_value(f, samples[i].scale, samples[i].word);
		bool same = isnan(value) ? isnan(samples[i].value) : value == samples[i].value;
		if (!same)
			fail_msg("%s: %g", samples[i].word, value);
	}
}

static void headers_fall_into_words(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(name_words(f->arena, "NPS_Score"), " nps score ");
	assert_string_equal(name_words(f->arena, "CSATScore"), " csat score ");
	assert_string_equal(name_words(f->arena, "responseId"), " response id ");
	assert_string_equal(name_words(f->arena, "  Why?  (optional) "), " why optional ");
	assert_string_equal(name_words(f->arena, "Beoordéling"), " beoordeling ");
	assert_string_equal(name_words(f->arena, ""), " ");
}

static int rank(struct fixture *f, enum column_role role, const char *header)
{
	struct names names = names_ready(f->arena, &f->words);
	struct name name = name_of(f->arena, header);
	return name_rank(&names, role, &name);
}

static void names_are_known(void **state)
{
	struct fixture *f = *state;
	assert_true(rank(f, COLUMN_SCORE, "NPS Score") >= NAME_EXACT);
	assert_true(rank(f, COLUMN_SCORE, "NPSSCORE") >= NAME_EXACT);
	assert_true(rank(f, COLUMN_SCORE, "Hoe waarschijnlijk is het dat u ons aanbeveelt?") >= NAME_EXACT);
	assert_true(rank(f, COLUMN_DATE, "RecordedDate") >= NAME_EXACT);
	assert_true(rank(f, COLUMN_COMMENT, "Waarom geeft u dit cijfer?") >= NAME_EXACT);
	int part = rank(f, COLUMN_SCORE, "seat_legroom_rating");
	assert_true(part >= NAME_WORDS && part < NAME_EXACT);
	assert_int_equal(rank(f, COLUMN_SCORE, "operating"), NAME_NONE);
	assert_int_equal(rank(f, COLUMN_SCORE, ""), NAME_NONE);
	assert_true(rank(f, COLUMN_SCORE, "nps") > rank(f, COLUMN_SCORE, "grade"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(scores_as_tools_write_them),
	        cmocka_unit_test_setup_teardown(nothing_has_many_names, fixture_setup, fixture_teardown),
	        cmocka_unit_test_setup_teardown(words_stand_on_scales, fixture_setup, fixture_teardown),
	        cmocka_unit_test_setup_teardown(headers_fall_into_words, fixture_setup, fixture_teardown),
	        cmocka_unit_test_setup_teardown(names_are_known, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
