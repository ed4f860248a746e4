#include "fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/cleanup.h>
#include <dagstart/base/fd.h>

enum { BYTES = 1 << 20 }; /* far more than a pipe holds: neither side gets through in one call */

struct side {
	int fd;
	const char *bytes;
	bool written;
};

static void *write_them(void *side)
{
	struct side *writer = side;
	writer->written = fd_write_all(writer->fd, writer->bytes, BYTES);
	close(writer->fd);
	return NULL;
}

static void all_of_it_comes_through_a_pipe(void **state)
{
	char *sent = arena_alloc(*state, BYTES), *come = arena_alloc(*state, BYTES), more;
	int ends[2];
	pthread_t thread;
	for (size_t i = 0; i < BYTES; i++)
		sent[i] = (char)(i * 31 + i / 251);
	assert_int_equal(pipe(ends), 0);
	struct side writer = {.fd = ends[1], .bytes = sent};
	assert_int_equal(pthread_create(&thread, NULL, write_them, &writer), 0);
	assert_true(fd_read_all(ends[0], come, BYTES));
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_true(writer.written);
	assert_memory_equal(sent, come, BYTES);
	assert_true(fd_read_all(ends[0], &more, 0));
	assert_false(fd_read_all(ends[0], &more, 1)); /* its end */
	close(ends[0]);
}

static void says_why_nothing_was_written(void **state)
{
	(void)state;
	CLEANUP(fd_cleanup) int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
	if (full < 0)
		skip();
	assert_true(fd_write_all(full, "", 0));
	assert_false(fd_write_all(full, "a", 1));
	assert_int_equal(errno, ENOSPC);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(all_of_it_comes_through_a_pipe),
	        cmocka_unit_test(says_why_nothing_was_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
