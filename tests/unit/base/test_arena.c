#include "fixture.h"

#include <malloc.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/cleanup.h>

static void pieces_are_zeroed_and_aligned(void **state)
{
	struct arena *a = *state;
	for (size_t size = 0; size < 300; size++) {
		unsigned char *piece = arena_alloc(a, size);
		assert_int_equal((uintptr_t)piece % 16, 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(piece[i], 0);
		memset(piece, 0xAA, size);
	}
}

static void pieces_are_zeroed_after_a_reset(void **state)
{
	struct arena *a = *state;
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 500; i++) {
			unsigned char *piece = arena_alloc(a, 97);
			assert_int_equal(piece[0], 0);
			assert_int_equal(piece[96], 0);
			memset(piece, 0xAA, 97);
		}
		arena_reset(a);
		assert_int_equal(arena_used(a), 0);
	}
}

/* Large ones come fresh from the system the first time, and were used the second. */
static void large_pieces_are_zeroed_too(void **state)
{
	struct arena *a = *state;
	const size_t size = 300000;
	for (int round = 0; round < 3; round++) {
		unsigned char *large = arena_alloc(a, size);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(large[i], 0);
		memset(large, 0xAA, size);
		large = arena_grow(a, large, size, 2 * size);
		assert_int_equal(large[size - 1], 0xAA);
		for (size_t i = size; i < 2 * size; i++)
			assert_int_equal(large[i], 0);
		memset(large, 0xAA, 2 * size);
		arena_reset(a);
	}
}

static void reset_reuses_blocks(void **state)
{
	struct arena *a = *state;
	void *first = arena_alloc(a, 100);
	arena_alloc(a, 100000);
	arena_reset(a);
	assert_ptr_equal(arena_alloc(a, 100), first);
}

static size_t held(void)
{
	struct mallinfo2 info = mallinfo2();
	return info.uordblks + info.hblkhd;
}

/* One huge round is forgotten after the next small one, whatever comes between the two. */
static void a_huge_round_is_given_back(void **state)
{
	struct arena *a = *state;
	size_t before = held();
	for (int i = 0; i < 3000; i++)
		memset(arena_alloc(a, 1000), 1, 1000);
	if (held() < before + 3000000)
		skip(); /* a sanitizer's malloc does not count */
	arena_reset(a);
	void *first = arena_alloc(a, 1000);
	arena_reset(a);
	assert_true(held() < before + 100000);
	assert_ptr_equal(arena_alloc(a, 1000), first);
	arena_alloc(a, 70000);
	assert_true(held() < before + 300000);
}

static void big_pieces_do_not_overlap(void **state)
{
	struct arena *a = *state;
	enum { PIECES = 40 };
	unsigned char *pieces[PIECES];
	size_t sizes[PIECES];
	for (int round = 0; round < 3; round++) {
		for (unsigned i = 0; i < PIECES; i++) {
			sizes[i] = (size_t)(i % 7 + 1) * 7919 * ((unsigned)round + 1) + i;
			pieces[i] = arena_alloc(a, sizes[i]);
			memset(pieces[i], (int)i + 1, sizes[i]);
		}
		for (unsigned i = 0; i < PIECES; i++)
			for (size_t at = 0; at < sizes[i]; at += 101)
				assert_int_equal(pieces[i][at], i + 1);
		arena_reset(a);
	}
}

static void grow_keeps_content_and_zeroes_the_rest(void **state)
{
	struct arena *a = *state;
	char *p = arena_strdup(a, "abc");
	char *same = arena_grow(a, p, 4, 64);
	assert_ptr_equal(same, p);
	arena_alloc(a, 1);
	char *moved = arena_grow(a, same, 64, 10000);
	assert_ptr_not_equal(moved, same);
	assert_string_equal(moved, "abc");
	for (size_t i = 3; i < 10000; i++)
		assert_int_equal(moved[i], 0);
	assert_ptr_equal(arena_grow(a, moved, 10000, 5), moved);
	assert_non_null(arena_grow(a, NULL, 0, 10));
}

static void copies(void **state)
{
	struct arena *a = *state;
	assert_null(arena_strdup(a, NULL));
	assert_null(arena_strndup(a, NULL, 3));
	assert_null(arena_memdup(a, NULL, 3));
	assert_string_equal(arena_strdup(a, ""), "");
	assert_string_equal(arena_strndup(a, "dagstart", 3), "dag");
	assert_string_equal(arena_strndup(a, "dag", 30), "dag");
	assert_memory_equal(arena_memdup(a, "a\0b", 3), "a\0b", 3);
}

static void printf_of_any_length(void **state)
{
	struct arena *a = *state;
	for (int n = 250; n < 262; n++) {
		char *s = arena_printf(a, "%*s|", n, "x");
		assert_int_equal(strlen(s), n + 1);
		assert_int_equal(s[n - 1], 'x');
		assert_int_equal(s[n], '|');
	}
	assert_string_equal(arena_printf(a, "%s", ""), "");
}

static void used_counts_what_was_asked_for(void **state)
{
	struct arena *a = *state;
	arena_alloc(a, 10);
	char *p = arena_alloc(a, 5);
	arena_grow(a, p, 5, 25);
	assert_int_equal(arena_used(a), 35);
}

static jmp_buf out_of_memory;

static void give_up(void *user)
{
	++*(int *)user;
	longjmp(out_of_memory, 1);
}

static void impossible_sizes_reach_oom(void **state)
{
	UNUSED(state);
	int failures = 0;
	struct arena_oom oom = {.fail = give_up, .user = &failures};
	struct arena *a = arena_new(&oom);
	struct arena *like = arena_new_like(a);
	if (!setjmp(out_of_memory))
		arena_alloc(a, SIZE_MAX - 3);
	if (!setjmp(out_of_memory))
		arena_alloc_array(a, SIZE_MAX / 4, 8);
	if (!setjmp(out_of_memory))
		arena_grow(like, arena_alloc(like, 8), 8, SIZE_MAX);
	assert_int_equal(failures, 3);
	assert_null(arena_free(a));
	arena_cleanup(&like);
	assert_null(like);
	assert_null(arena_free(NULL));
}

static void fd_closes_once(void **state)
{
	UNUSED(state);
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	int copy = ends[1];
	fd_cleanup(&ends[1]);
	assert_int_equal(ends[1], -1);
	fd_cleanup(&ends[1]);
	char byte;
	assert_int_equal(read(ends[0], &byte, 1), 0);
	assert_int_equal(write(copy, "x", 1), -1);
	fd_cleanup(&ends[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(pieces_are_zeroed_and_aligned),
	        TEST(pieces_are_zeroed_after_a_reset),
	        TEST(large_pieces_are_zeroed_too),
	        TEST(a_huge_round_is_given_back),
	        TEST(reset_reuses_blocks),
	        TEST(big_pieces_do_not_overlap),
	        TEST(grow_keeps_content_and_zeroes_the_rest),
	        TEST(copies),
	        TEST(printf_of_any_length),
	        TEST(used_counts_what_was_asked_for),
	        cmocka_unit_test(impossible_sizes_reach_oom),
	        cmocka_unit_test(fd_closes_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
