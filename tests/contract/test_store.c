/* Two at once, and faults. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "contract.h"

/* Transactions */

static size_t count_actions(struct world *w, struct store *store)
{
	struct action *actions;
	size_t count = 0;
	OK(w, store_actions(store, w->arena, &(struct action_query){0}, &actions, &count, &w->err));
	return count;
}

static void a_transaction_is_all_or_nothing(void **state)
{
	struct world *w = *state;
	struct action good = {.text = "goed"}, bad = {.text = ""};
	begin(w, &anna, "a");
	REFUSED(w, store_begin(w->store, &anna, &w->err), ERR_INTERNAL);
	OK(w, store_put_action(w->store, &good, &w->err));
	store_rollback(w->store);
	assert_int_equal(count_actions(w, w->store), 0);
	begin(w, &anna, "a");
	good.id = 0;
	OK(w, store_put_action(w->store, &good, &w->err));
	REFUSED(w, store_put_action(w->store, &bad, &w->err), ERR_REFUSED);
	good.id = 0;
	REFUSED(w, store_put_action(w->store, &good, &w->err), ERR_REFUSED);
	REFUSED(w, store_commit(w->store, &w->err), ERR_REFUSED);
	assert_int_equal(count_actions(w, w->store), 0);
	REFUSED(w, store_commit(w->store, &w->err), ERR_INTERNAL);
	store_rollback(w->store);
	add_action(w, "daarna");
	assert_int_equal(count_actions(w, w->store), 1);
}

static void two_handles_see_each_other(void **state)
{
	struct world *w = *state;
	struct store *other = world_open(w, w->path);
	assert_false(store_changed(w->store));
	assert_false(store_changed(other));
	add_action(w, "een");
	assert_false(store_changed(w->store)); /* one's own */
	assert_true(store_changed(other));
	assert_false(store_changed(other)); /* once */
	assert_int_equal(count_actions(w, other), 1);
	store_close(other);
	/* closing one leaves the other's locks */
	other = world_open(w, w->path);
	begin(w, &anna, "hold");
	REFUSED(w, store_begin(other, &bert, &w->err), ERR_BUSY);
	store_rollback(w->store);
	OK(w, store_begin(other, &bert, &w->err));
	store_rollback(other);
	store_close(other);
}

static void a_reading_sees_one_state_until_it_ends(void **state)
{
	struct world *w = *state;
	struct store *other = world_open(w, w->path);
	store_read_begin(other);
	store_read_begin(other);
	assert_int_equal(count_actions(w, other), 0);
	add_action(w, "een");
	assert_int_equal(count_actions(w, other), 0);
	store_read_end(other); /* the inner one */
	assert_int_equal(count_actions(w, other), 0);
	store_read_end(other);
	assert_int_equal(count_actions(w, other), 1);
	store_read_end(other); /* nothing is left to end */
	store_read_begin(other);
	assert_int_equal(count_actions(w, other), 1);
	add_action(w, "twee");
	/* a write begins from the newest state */
	OK(w, store_begin(other, &bert, &w->err));
	assert_int_equal(count_actions(w, other), 2);
	store_read_begin(other);
	store_read_end(other);
	struct action action = {.text = "drie"};
	OK(w, store_put_action(other, &action, &w->err));
	OK(w, store_commit(other, &w->err));
	store_read_begin(other);
	store_close(other);
	assert_int_equal(count_actions(w, w->store), 3);
}

static void a_busy_store_says_so_in_time_and_can_be_read(void **state)
{
	struct world *w = *state;
	struct store *other = world_open(w, w->path);
	struct action action = {.text = "van de ander"};
	add_action(w, "een");
	OK(w, store_begin(other, &bert, &w->err));
	OK(w, store_put_action(other, &action, &w->err));
	assert_int_equal(count_actions(w, w->store), 1); /* not yet */
	const struct clock machine = {0};
	int64_t start = clock_mono_ms(&machine);
	REFUSED(w, store_begin(w->store, &anna, &w->err), ERR_BUSY);
	int64_t waited = clock_mono_ms(&machine) - start;
	assert_true(waited >= 100 && waited < 2000); /* busy_ms is 200 here */
	OK(w, store_commit(other, &w->err));
	assert_int_equal(count_actions(w, w->store), 2);
	add_action(w, "drie");
	store_close(other);
}

static void two_programs_write_everything_once(void **state)
{
	enum { EACH = 60 };
	struct world *w = *state;
	store_close(w->store);
	w->store = NULL;
	pid_t children[2];
	for (int i = 0; i < 2; i++) {
		children[i] = fork();
		if (children[i] != 0)
			continue;
		struct store *store = NULL;
		const struct store_options options = {.path = w->path, .clock = &w->clock};
		if (!store_open(w->arena, &options, &store, &w->err))
			_exit(1);
		for (int k = 0; k < EACH; k++) {
			struct action action = {.text = arena_printf(w->arena, "%d-%d", i, k)};
			if (!store_begin(store, i ? &bert : &anna, &w->err) ||
			        !store_put_action(store, &action, &w->err) || !store_commit(store, &w->err))
				_exit(2);
		}
		store_close(store);
		_exit(0);
	}
	for (int i = 0; i < 2; i++) {
		int status = 0;
		waitpid(children[i], &status, 0);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
	world_reopen(w);
	assert_int_equal(count_actions(w, w->store), 2 * EACH);
	OK(w, store_verify(w->store, &w->err));
}

static void the_watch_wakes_when_another_program_writes(void **state)
{
	struct world *w = *state;
	struct store *other = world_open(w, w->path);
	struct pollfd wait = {.fd = store_watch_fd(w->store), .events = POLLIN};
	if (wait.fd < 0)
		skip();
	assert_int_equal(store_watch_fd(w->store), wait.fd);
	store_watch_drain(w->store);
	assert_int_equal(poll(&wait, 1, 0), 0);
	struct action action = {.text = "van de ander"};
	OK(w, store_begin(other, &bert, &w->err));
	OK(w, store_put_action(other, &action, &w->err));
	OK(w, store_commit(other, &w->err));
	assert_int_equal(poll(&wait, 1, 20000), 1);
	assert_true(store_changed(w->store));
	store_watch_drain(w->store);
	assert_int_equal(poll(&wait, 1, 0), 0);
	store_close(other);
}

static void touch(struct world *w, const char *name)
{
	const char *folder = arena_strndup(w->arena, w->path, (size_t)(strrchr(w->path, '/') - w->path));
	CLEANUP(fd_cleanup)
	int fd = open(arena_printf(w->arena, "%s/%s", folder, name), O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "x", 1), 1);
}

/* As many signs as a program leaves that never stops writing: one drain must come to an end before they do.
 */
static void endless_signs_do_not_hold_the_watch(void **state)
{
	struct world *w = *state;
	struct pollfd wait = {.fd = store_watch_fd(w->store), .events = POLLIN};
	if (wait.fd < 0)
		skip();
	for (int i = 0; i < 3000; i++)
		touch(w, i % 2 ? "one.log" : "two.log");
	assert_false(store_watch_drain(w->store));
	assert_int_equal(poll(&wait, 1, 0), 1);
	for (int i = 0; i < 1000 && poll(&wait, 1, 0) == 1; i++)
		assert_false(store_watch_drain(w->store));
	assert_int_equal(poll(&wait, 1, 0), 0);
	struct store *other = world_open(w, w->path);
	struct action action = {.text = "van de ander"};
	touch(w, "one.log");
	OK(w, store_begin(other, &bert, &w->err));
	OK(w, store_put_action(other, &action, &w->err));
	OK(w, store_commit(other, &w->err));
	touch(w, "two.log");
	assert_true(store_watch_drain(w->store));
	store_close(other);
}

static void who_writes_is_noticed_until_it_counts(void **state)
{
	struct world *w = *state;
	struct store *other = world_open(w, w->path);
	struct action action = {.text = "van de ander"};
	assert_false(store_is_written(w->store));
	OK(w, store_begin(other, &bert, &w->err));
	OK(w, store_put_action(other, &action, &w->err));
	assert_true(store_is_written(w->store));
	assert_false(store_changed(w->store));
	OK(w, store_commit(other, &w->err));
	assert_false(store_is_written(w->store));
	assert_true(store_changed(w->store));
	/* Asking leaves nothing behind: both can write. */
	OK(w, store_begin(w->store, &bert, &w->err));
	assert_true(store_is_written(other));
	OK(w, store_commit(w->store, &w->err));
	OK(w, store_begin(other, &bert, &w->err));
	OK(w, store_commit(other, &w->err));
	store_close(other);
}

/* Ends that were no end */

static void a_crash_keeps_what_was_committed_and_is_noticed_once(void **state)
{
	struct world *w = *state;
	assert_false(store_was_unclean(w->store));
	store_close(w->store);
	w->store = NULL;
	pid_t child = fork();
	if (child == 0) {
		w->store = world_open(w, w->path);
		add_action(w, "bewaard");
		struct action action = {.text = "halverwege"};
		begin(w, &anna, "a");
		(void)!store_put_action(w->store, &action, &w->err);
		kill(getpid(), SIGKILL);
	}
	int status = 0;
	waitpid(child, &status, 0);
	assert_true(WIFSIGNALED(status));
	w->store = world_open(w, w->path);
	assert_true(store_was_unclean(w->store));
	assert_int_equal(count_actions(w, w->store), 1);
	OK(w, store_verify(w->store, &w->err));
	struct store *other = world_open(w, w->path);
	assert_false(store_was_unclean(other)); /* someone has it open: that is no crash */
	store_close(other);
	world_reopen(w);
	assert_false(store_was_unclean(w->store));
}

/* In a child, whose files may not grow past a limit: a disk that is full, and room is made while it runs. */
static int full_disk(struct world *w)
{
	struct rlimit limit;
	size_t kept = 0;
	signal(SIGXFSZ, SIG_IGN);
	w->store = world_open(w, w->path);
	char *large = arena_alloc(w->arena, 40000);
	memset(large, 'x', 39999);
	if (getrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 1;
	rlim_t room = limit.rlim_cur;
	limit.rlim_cur = 600 * 1024;
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 2;
	bool is_full = false;
	for (int i = 0; i < 100 && !is_full; i++) {
		struct action action = {.text = large};
		bool ok =
		        store_begin(w->store, &anna, &w->err) && store_put_action(w->store, &action, &w->err);
		ok = ok && store_commit(w->store, &w->err);
		if (!ok)
			store_rollback(w->store);
		is_full = !ok;
		kept += ok;
	}
	if (!is_full || kept == 0 || (w->err.code != ERR_FULL && w->err.code != ERR_IO))
		return 3;
	if (count_actions(w, w->store) != kept)
		return 4;
	limit.rlim_cur = room;
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 5;
	add_action(w, "er is weer plaats");
	if (count_actions(w, w->store) != kept + 1)
		return 6;
	store_close(w->store);
	w->store = world_open(w, w->path);
	if (count_actions(w, w->store) != kept + 1 || !store_verify(w->store, &w->err))
		return 7;
	store_close(w->store);
	return 0;
}

static void a_full_disk_loses_nothing_and_is_got_over(void **state)
{
	struct world *w = *state;
	store_close(w->store);
	w->store = NULL;
	pid_t child = fork();
	if (child == 0)
		_exit(full_disk(w));
	int status = 0;
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_transaction_is_all_or_nothing),
	        TEST(two_handles_see_each_other),
	        TEST(a_reading_sees_one_state_until_it_ends),
	        TEST(a_busy_store_says_so_in_time_and_can_be_read),
	        TEST(two_programs_write_everything_once),
	        TEST(the_watch_wakes_when_another_program_writes),
	        TEST(endless_signs_do_not_hold_the_watch),
	        TEST(who_writes_is_noticed_until_it_counts),
	        TEST(a_crash_keeps_what_was_committed_and_is_noticed_once),
	        TEST(a_full_disk_loses_nothing_and_is_got_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
