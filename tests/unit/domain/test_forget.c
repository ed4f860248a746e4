#include <dagstart/domain/forget.h>

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/domain/redact.h>

#include "fixture.h"

struct row {
	const char *text, *expected; /* NULL: nothing is found */
};

static void check(struct arena *arena, const struct forget_words *words, const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t found = 99;
		const char *seen = forget_text(arena, words, rows[i].text, &found);
		const char *expected = rows[i].expected ? rows[i].expected : rows[i].text;
		if (!streq(seen, expected) || (found > 0) != (rows[i].expected != NULL) ||
		        forget_holds(words, rows[i].text) != (found > 0))
			fail_msg("“%s” became “%s”, expected “%s”", rows[i].text, seen, expected);
	}
}

#define M REDACT_MASK
#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static void a_name_is_found_whole(void **state)
{
	CLEANUP(forget_words_cleanup) struct forget_words *words = forget_words_new(*state);
	forget_name(words, "Zoë de Vries");
	static const struct row rows[] = {
	        {"Zoë de Vries belde", M " belde"},
	        {"bel zoe DE vries-Bakker terug", "bel " M "-Bakker terug"},
	        {"Zoë  de\nVries, en Zoë de Vries.", M ", en " M "."},
	        {"Zoë uit ons team", NULL},
	        {"mevrouw De Vries", NULL},
	        {"Zoë de Vriesman", NULL},
	        {"", NULL},
	};
	check(*state, words, rows, COUNT(rows));
}

static void an_address_is_found_whatever_its_case(void **state)
{
	CLEANUP(forget_words_cleanup) struct forget_words *words = forget_words_new(*state);
	forget_name(words, "els.visser@example.nl");
	static const struct row rows[] = {
	        {"mail naar Els.Visser@Example.NL!", "mail naar " M "!"},
	        {"els.visser@example.com", NULL},
	        {"els visser", NULL},
	};
	check(*state, words, rows, COUNT(rows));
}

static void what_was_copied_of_a_comment_is_found(void **state)
{
	CLEANUP(forget_words_cleanup) struct forget_words *words = forget_words_new(*state);
	forget_comment(words, "Al drie weken wacht ik op één pakje; bel mij op 06-12345678 of 0201234567.");
	static const struct row rows[] = {
	        {"Klant zegt: drie weken wacht ik op één pakje", "Klant zegt: " M},
	        {"drie weken wacht ik op één ding", M "ding"},
	        {"wacht ik op één boek", NULL}, /* too short to be a copy */
	        {"terugbellen: 06 12345678", "terugbellen: " M},
	        {"terugbellen: 0201234567", "terugbellen: " M},
	        {"06-12345679", NULL},
	};
	check(*state, words, rows, COUNT(rows));
}

static void characters_stay_whole(void **state)
{
	CLEANUP(forget_words_cleanup) struct forget_words *words = forget_words_new(*state);
	forget_comment(words, "aaaa bbbb cccc dddd eeee é rest");
	static const struct row rows[] = {{"aaaa bbbb cccc dddd eeee è", M "è"}};
	check(*state, words, rows, COUNT(rows));
}

static void little_is_not_enough(void **state)
{
	CLEANUP(forget_words_cleanup) struct forget_words *words = forget_words_new(*state);
	assert_false(forget_is_enough("de"));
	assert_false(forget_is_enough(" - ."));
	assert_true(forget_is_enough("Bos"));
	forget_name(words, "an");
	forget_customer(words, "Anna");
	forget_comment(words, "Slecht");
	assert_false(forget_holds(words, "an Anna vond het Slecht"));
	forget_customer(words, "Anna Bos");
	forget_customer(words, "Jansen");
	assert_true(forget_holds(words, "dat is anna bos"));
	assert_true(forget_holds(words, "familie Jansen"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_name_is_found_whole),
	        TEST(an_address_is_found_whatever_its_case),
	        TEST(what_was_copied_of_a_comment_is_found),
	        TEST(characters_stay_whole),
	        TEST(little_is_not_enough),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
