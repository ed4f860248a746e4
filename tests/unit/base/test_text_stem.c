#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/text_stem.h>

static const char *stem_of(struct arena *arena, enum text_language language, const char *word)
{
	CLEANUP(text_stemmer_cleanup) struct text_stemmer *stemmer = text_stemmer_new(arena);
	size_t len = 0;
	const char *stem = text_stem(stemmer, language, word, strlen(word), &len);
	return arena_strndup(arena, stem, len);
}

static void stems_differ_by_language(void **state)
{
	assert_string_equal(stem_of(*state, TEXT_DUTCH, "klanten"), "klant");
	assert_string_equal(stem_of(*state, TEXT_DUTCH, "bezorging"), "bezorg");
	assert_string_equal(stem_of(*state, TEXT_ENGLISH, "deliveries"), "deliveri");
	assert_string_equal(stem_of(*state, TEXT_ENGLISH, "waiting"), "wait");
	assert_string_equal(stem_of(*state, TEXT_DUTCH, "waiting"), "waiting");
}

static void only_the_given_bytes_are_read(void **state)
{
	CLEANUP(text_stemmer_cleanup) struct text_stemmer *stemmer = text_stemmer_new(*state);
	size_t len = 0;
	const char *stem = text_stem(stemmer, TEXT_DUTCH, "klantenservice", 7, &len);
	assert_int_equal(len, 5);
	assert_memory_equal(stem, "klant", 5);
	(void)text_stem(stemmer, TEXT_DUTCH, "", 0, &len);
	assert_int_equal(len, 0);
}

static void what_is_no_letter_is_kept(void **state)
{
	assert_string_equal(stem_of(*state, TEXT_DUTCH, "2026"), "2026");
	assert_string_equal(stem_of(*state, TEXT_ENGLISH, "寿司"), "寿司");
}

static int setup(void **state)
{
	*state = arena_new(NULL);
	return 0;
}

static int teardown(void **state)
{
	*state = arena_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(stems_differ_by_language, setup, teardown),
	        cmocka_unit_test_setup_teardown(only_the_given_bytes_are_read, setup, teardown),
	        cmocka_unit_test_setup_teardown(what_is_no_letter_is_kept, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
