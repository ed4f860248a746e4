/* What is hidden in all that is shown, and what never is: ids of our own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>

#include "mask.h"

static void assert_masked(struct arena *arena, const char *text, const char *masked)
{
	assert_string_equal(mask_text(arena, text), masked);
}

static int set_up(void **state)
{
	*state = arena_new(NULL);
	return 0;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

/* A store of ten million answers has ids as long as a phone number. */
static void ids_of_our_own_are_shown(void **state)
{
	struct arena *arena = *state;
	assert_masked(arena, "saved F-12345678", "saved F-12345678");
	assert_masked(arena, "F-12345678", "F-12345678");
	assert_masked(arena, "from F-10000000, F-123456782 and F-7", "from F-10000000, F-123456782 and F-7");
	assert_masked(arena, "F-12345678: call 0612345678", "F-12345678: call ▒▒▒▒▒▒");
	assert_masked(arena, "0612345678: F-12345678", "▒▒▒▒▒▒: F-12345678");
}

static void what_only_looks_like_one_is_masked(void **state)
{
	struct arena *arena = *state;
	assert_masked(arena, "12345678", "▒▒▒▒▒▒");
	assert_masked(arena, "factuur F-20251234 klopt niet", "factuur ▒▒▒▒▒▒ klopt niet");
	assert_masked(
	        arena, "invoice number F-20251234, as F-20251235", "invoice number ▒▒▒▒▒▒, as F-20251235");
	assert_masked(arena, "F-01234567", "F-▒▒▒▒▒▒");
	assert_masked(arena, "XF-12345678", "XF-▒▒▒▒▒▒");
	assert_masked(arena, "F-12345678901", "F-▒▒▒▒▒▒");
}

static void a_row_of_the_journal_stays_json(void **state)
{
	assert_masked(*state, "{\"text\":\"bel 0612345678\",\"source\":\"F-12345678\",\"id\":12345678}",
	        "{\"text\":\"bel ▒▒▒▒▒▒\",\"source\":\"F-12345678\",\"id\":12345678}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(ids_of_our_own_are_shown, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(what_only_looks_like_one_is_masked, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(a_row_of_the_journal_stays_json, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
