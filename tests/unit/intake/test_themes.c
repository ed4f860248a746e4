#include <string.h>

#include <dagstart/base/random.h>
#include <dagstart/base/text.h>
#include <dagstart/domain/theme.h>

#include "fixture.h"
#include "intake/themes.h"

/* Words that meet beginnings, ends, phrases and exceptions, with letters and signs of every kind between. */
static const char *const pieces[] = {"bezorg", "bezorging", "levertijd", "tijd", "te", "laat", "wacht",
        "wachtwoord", "wc", "e-mail", "a", "ab", "café", "😀", "😀bezorgd", "nota's", "nota", "s", ".", ", ",
        "\n", " ", " ", " ", "-", "“", "geen", "probleem", "straße", "x"};
static const char *const words[][4] = {
        {"bezorg*", "te laat"},
        {"*tijd", "wc"},
        {"wacht*", "geen probleem"},
        {"e-mail", "a", "nota's"},
        {"cafe", "strasse"},
        {"😀", "x*"},
        {"~bezorger", "te ~laat"},
        {"~straten"},
};
static const char *const nots[][2] = {
        {"laat"}, {"levertijd*"}, {"wachtwoord", "geen*"}, {"*b"}, {NULL}, {NULL}, {"~wachten"}, {NULL}};

enum { RULES = sizeof(words) / sizeof(*words) };

static size_t length(const char *const *list, size_t room)
{
	size_t n = 0;
	while (n < room && list[n])
		n++;
	return n;
}

/* The index finds exactly the rules that asking each of them in turn finds. */
static void finds_what_the_rules_find(void **state)
{
	struct fixture *f = *state;
	struct theme_rule rules[RULES];
	size_t hits = 0;
	for (size_t i = 0; i < RULES; i++)
		rules[i] = (struct theme_rule){.name = words[i][0],
		        .words = words[i],
		        .word_count = length(words[i], 4),
		        .not = nots[i],
		        .not_count = length(nots[i], 2)};
	struct theme_index *index = theme_index_new(f->arena, rules, RULES);
	struct random dice = random_seeded(7);
	for (int round = 0; round < 20000; round++) {
		struct str s = str_new(f->arena);
		for (uint32_t n = random_below(&dice, 9); n-- > 0;)
			str_add(&s, pieces[random_below(&dice, sizeof(pieces) / sizeof(*pieces))]);
		const char *folded = text_fold(f->arena, s.text);
		size_t found[RULES];
		size_t count = theme_index_match(index, folded, found, RULES), at = 0;
		for (size_t i = 0; i < RULES; i++)
			if (theme_matches(&rules[i], folded)) {
				if (at >= count || found[at++] != i)
					fail_msg("“%s”: %s", folded, rules[i].name);
				hits++;
			}
		if (at != count)
			fail_msg("“%s”: %zu found, %zu meant", folded, count, at);
	}
	assert_true(hits > 1000);
}

static void finds_no_more_than_there_is_room_for(void **state)
{
	struct fixture *f = *state;
	struct theme_rule rules[3];
	static const char *const word[] = {"top"};
	for (size_t i = 0; i < 3; i++)
		rules[i] = (struct theme_rule){.name = "r", .words = word, .word_count = 1};
	struct theme_index *index = theme_index_new(f->arena, rules, 3);
	size_t found[2];
	assert_int_equal(theme_index_match(index, "helemaal top", found, 2), 2);
	assert_int_equal(theme_index_match(index, "helemaal stop", found, 2), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(finds_what_the_rules_find, fixture_setup, fixture_teardown),
	        cmocka_unit_test_setup_teardown(
	                finds_no_more_than_there_is_room_for, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
