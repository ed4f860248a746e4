/* The engine's memory: pieces of any size that never share a byte, and are used again. */
#include "slab.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <dagstart/base/cleanup.h>
#include <dagstart/base/random.h>

#include "../../count.h"

enum { HELD = 512, LARGEST = 3 * SLAB_PIECE_MAX };

struct held {
	unsigned char *bytes;
	int size;
	unsigned char mark;
};

static void fill(struct held *held, int size, unsigned char mark)
{
	*held = (struct held){.bytes = slab_take(size), .size = size, .mark = mark};
	if (held->bytes)
		memset(held->bytes, mark, (size_t)size);
}

static bool is_whole(const struct held *held, int size)
{
	for (int i = 0; i < size; i++)
		if (held->bytes[i] != held->mark)
			return false;
	return true;
}

static void give(struct held *held)
{
	if (held->bytes)
		slab_give(held->bytes);
	held->bytes = NULL;
}

/* Takes, resizes and gives back as the dice fall; true when nobody else ever wrote into a piece. */
static bool use(uint64_t seed, int times)
{
	struct held held[HELD] = {0};
	struct random dice = random_seeded(seed);
	bool fine = true;
	for (int i = 0; fine && i < times; i++) {
		struct held *one = &held[random_below(&dice, HELD)];
		int size = 1 + (int)random_below(&dice, LARGEST);
		if (!one->bytes) {
			fill(one, size, (unsigned char)random_next(&dice));
			fine = one->bytes && slab_size(one->bytes) >= size && (uintptr_t)one->bytes % 8 == 0;
			continue;
		}
		fine = is_whole(one, one->size);
		if (random_below(&dice, 2) == 0) {
			give(one);
			continue;
		}
		one->bytes = slab_resize(one->bytes, size);
		fine = fine && is_whole(one, size < one->size ? size : one->size);
		one->size = size;
		memset(one->bytes, one->mark, (size_t)size);
	}
	for (size_t i = 0; i < HELD; i++)
		give(&held[i]);
	return fine;
}

static void test_no_two_pieces_share_a_byte(void **state)
{
	UNUSED(state);
	assert_true(use(1, TEST_COUNT(50000, 20000)));
}

static void *use_in_thread(void *user)
{
	bool *fine = user;
	*fine = use(2, TEST_COUNT(50000, 20000));
	return NULL;
}

static void test_two_threads(void **state)
{
	UNUSED(state);
	pthread_t thread;
	bool fine = false;
	assert_int_equal(pthread_create(&thread, NULL, use_in_thread, &fine), 0);
	bool ours = use(3, TEST_COUNT(50000, 20000));
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_true(fine);
	assert_true(ours);
}

static void test_sizes_are_as_announced(void **state)
{
	UNUSED(state);
	for (int size = 1; size <= LARGEST; size++) {
		void *piece = slab_take(size);
		assert_non_null(piece);
		assert_true(slab_round(size) >= size);
		assert_int_equal(slab_size(piece), slab_round(size));
		assert_ptr_equal(slab_resize(piece, slab_size(piece)), piece);
		slab_give(piece);
	}
}

static void test_what_is_given_back_is_used_again(void **state)
{
	UNUSED(state);
	void *first = slab_take(100), *second = slab_take(SLAB_PIECE_MAX);
	slab_give(first);
	slab_give(second);
	for (int i = 0; i < 1000; i++) {
		assert_ptr_equal(slab_take(100), first);
		assert_ptr_equal(slab_take(SLAB_PIECE_MAX), second);
		slab_give(second);
		slab_give(first);
	}
}

/* 0: memory did run out, small pieces and large ones, and what was held stayed as it was. */
static int until_memory_is_out(void)
{
	enum { MANY = 64 * 1024 };
	static struct held held[MANY];
	size_t count = 0;
	const struct rlimit limit = {16 << 20, 16 << 20};
	if (setrlimit(RLIMIT_DATA, &limit) != 0)
		return 1;
	do
		fill(&held[count], 1 + (int)count % SLAB_PIECE_MAX, (unsigned char)count);
	while (held[count].bytes && ++count < MANY);
	if (count == MANY || slab_take(1 << 20) || slab_resize(held[0].bytes, 1 << 20))
		return 2;
	for (size_t i = 0; i < count; i++)
		if (!is_whole(&held[i], held[i].size))
			return 3;
	for (size_t i = 0; i < count; i++)
		give(&held[i]);
	return slab_take(SLAB_PIECE_MAX) ? 0 : 4;
}

static void test_memory_is_out(void **state)
{
	UNUSED(state);
	int status = -1;
	if (TEST_COUNT(1, 0) == 0)
		skip(); /* a sanitizer needs more than that itself */
	pid_t pid = fork();
	if (pid == 0)
		_exit(until_memory_is_out());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_no_two_pieces_share_a_byte),
	        cmocka_unit_test(test_two_threads),
	        cmocka_unit_test(test_sizes_are_as_announced),
	        cmocka_unit_test(test_what_is_given_back_is_used_again),
	        cmocka_unit_test(test_memory_is_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
