/* The screen on a real pseudo-terminal: what it takes, it gives back. */
#include "fixture.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <dagstart/tui/screen.h>

enum { ENOUGH = 8 * 1024, DEADLINE_MS = 20000 };

struct played {
	char bytes[ENOUGH];
	size_t len;
	int exit_code;
	struct termios before, after;
};

static void read_all(int master, struct played *played)
{
	for (;;) {
		struct pollfd ready = {.fd = master, .events = POLLIN};
		if (poll(&ready, 1, DEADLINE_MS) != 1)
			return;
		ssize_t n = read(master, played->bytes + played->len, ENOUGH - 1 - played->len);
		if (n <= 0 || played->len + (size_t)n >= ENOUGH - 1)
			return;
		played->len += (size_t)n;
	}
}

/* Runs `act` in a child on a terminal of 24 x 80 and keeps what it wrote. */
static void play(const char *term, int (*act)(void), struct played *played)
{
	int master, slave;
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	memset(played, 0, sizeof(*played));
	assert_int_equal(openpty(&master, &slave, NULL, NULL, &size), 0);
	assert_int_equal(tcgetattr(slave, &played->before), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(slave, STDIN_FILENO);
		dup2(slave, STDOUT_FILENO);
		close(master);
		close(slave);
		if (term)
			setenv("TERM", term, 1);
		else
			unsetenv("TERM");
		_exit(act());
	}
	/* The slave stays open here, so that its modes can be asked for afterwards. */
	int status = 0;
	fcntl(master, F_SETFL, O_NONBLOCK);
	for (int waited = 0; waitpid(child, &status, WNOHANG) == 0 && waited < DEADLINE_MS; waited += 10) {
		struct pollfd ready = {.fd = master, .events = POLLIN};
		poll(&ready, 1, 10);
		ssize_t n = read(master, played->bytes + played->len, ENOUGH - 1 - played->len);
		played->len += n > 0 ? (size_t)n : 0;
	}
	assert_int_equal(tcgetattr(slave, &played->after), 0);
	close(slave);
	read_all(master, played);
	close(master);
	assert_true(WIFEXITED(status));
	played->exit_code = WEXITSTATUS(status);
}

static bool holds(const struct played *played, const char *text)
{
	return memmem(played->bytes, played->len, text, strlen(text)) != NULL;
}

static const struct screen_options all = {.mouse = true, .colour = true};

static int draw_and_leave(void)
{
	struct err err = {0};
	struct arena *arena = arena_new(NULL);
	int rows = 0, columns = 0;
	struct termios raw;
	if (!screen_open(&all, &err))
		return 1;
	screen_size(&rows, &columns);
	struct grid *grid = grid_new(arena, rows, columns);
	grid_put(grid, 2, 3, 20, (struct look){0}, "drawn");
	screen_put(grid);
	screen_put(grid);
	tcgetattr(STDIN_FILENO, &raw);
	bool taken = !(raw.c_lflag & (ECHO | ICANON | ISIG)) && rows == 24 && columns == 80;
	screen_close();
	screen_close();
	screen_put(grid);
	arena_free(arena);
	return taken ? 0 : 2;
}

static int draw_in_colours(void)
{
	struct err err = {0};
	struct arena *arena = arena_new(NULL);
	struct theme theme = {.looks = {[ROLE_GOOD] = {.fg = 114, .bg = 24},
	                              [ROLE_WATCH] = {.fg = 11, .bg = 1},
	                              [ROLE_BAD] = {.fg = 3, .bg = 12}}};
	struct grid *grid = grid_new(arena, 24, 80);
	if (!screen_open(&all, &err))
		return 1;
	screen_set_theme(&theme);
	grid_put(grid, 2, 3, 20, (struct look){.role = ROLE_GOOD}, "good");
	grid_put(grid, 11, 70, 20, (struct look){.role = ROLE_WATCH}, "watch");
	grid_put(grid, 11, 76, 20, (struct look){.role = ROLE_BAD}, "bad");
	screen_put(grid);
	screen_close();
	arena_free(arena);
	return 0;
}

static int refused(void)
{
	struct err err = {0};
	struct arena *arena = arena_new(NULL);
	if (screen_open(&all, &err))
		return 1;
	screen_close();
	/* Said to the test. */
	const char *text = err_text(arena, &err);
	return write(STDOUT_FILENO, text, strlen(text)) > 0 && err.code == ERR_USAGE ? 0 : 2;
}

static int suspend_and_return(void)
{
	struct err err = {0};
	struct arena *arena = arena_new(NULL);
	struct grid *grid = grid_new(arena, 24, 80);
	grid_put(grid, 0, 0, 20, (struct look){0}, "again");
	if (!screen_open(&all, &err))
		return 1;
	screen_put(grid);
	screen_suspend();
	if (!screen_open(&all, &err))
		return 1;
	screen_put(grid);
	screen_close();
	return 0;
}

static void what_is_taken_is_given_back(void **state)
{
	static const char *const terms[] = {
	        "xterm-256color", "screen", "linux", "vt100", "vt220", "tmux-256color", "ansi"};
	(void)state;
	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		struct played played;
		play(terms[i], draw_and_leave, &played);
		assert_int_equal(played.exit_code, 0);
		assert_true(holds(&played, "drawn"));
		assert_int_equal(played.before.c_lflag, played.after.c_lflag);
		assert_int_equal(played.before.c_iflag, played.after.c_iflag);
		assert_true(holds(&played, "\x1B[?2004h"));
		assert_true(holds(&played, "\x1B[?2004l"));
		assert_true(holds(&played, "\x1B[?1006l"));
	}
}

static void the_other_screen_is_left_again(void **state)
{
	struct played played;
	(void)state;
	play("xterm-256color", draw_and_leave, &played);
	assert_true(holds(&played, "\x1B[?1049h"));
	const char *left = memmem(played.bytes, played.len, "\x1B[?1049l", 8);
	assert_non_null(left);
	/* Nothing more is drawn behind it. */
	assert_null(memmem(left, played.len - (size_t)(left - played.bytes), "drawn", 5));
}

static void the_second_put_is_free(void **state)
{
	struct played played;
	(void)state;
	play("xterm-256color", draw_and_leave, &played);
	assert_true(played.len < 300);
}

/* Parameters in the plain way, and where only terminfo's own machine can fill them in. */
static void parameters_are_as_the_terminal_wants_them(void **state)
{
	static const struct {
		const char *term, *wanted[8];
	} cases[] = {
	        {"xterm-256color", {"\x1B[3;4H", "\x1B[12;71H", "\x1B[38;5;114m\x1B[48;5;24mgood",
	                                   "\x1B[93m\x1B[41mwatch", "\x1B[33m\x1B[104mbad"}},
	        {"linux", {"\x1B[3;4H", "\x1B[32m\x1B[44mgood", "\x1B[33m\x1B[41mwatch"}},
	        {"vt52", {"\x1BY\"#good", "\x1BY+fwatch"}},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct played played;
		play(cases[i].term, draw_in_colours, &played);
		assert_int_equal(played.exit_code, 0);
		for (const char *const *wanted = cases[i].wanted; *wanted; wanted++)
			if (!holds(&played, *wanted))
				fail_msg("%s: no \"%s\"", cases[i].term, *wanted + 1);
	}
}

static void a_terminal_that_cannot_is_told(void **state)
{
	static const char *const terms[] = {"dumb", "no-such-terminal", "", NULL, "../../etc/passwd"};
	(void)state;
	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		struct played played;
		play(terms[i], refused, &played);
		assert_int_equal(played.exit_code, 0);
		assert_true(holds(&played, "--plain"));
		assert_false(holds(&played, "\x1B"));
		assert_int_equal(played.before.c_lflag, played.after.c_lflag);
	}
}

static void it_comes_back_after_a_pause(void **state)
{
	struct played played;
	(void)state;
	play("xterm-256color", suspend_and_return, &played);
	assert_int_equal(played.exit_code, 0);
	const char *first = memmem(played.bytes, played.len, "again", 5);
	assert_non_null(first);
	assert_non_null(memmem(first + 5, played.len - (size_t)(first + 5 - played.bytes), "again", 5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_is_taken_is_given_back),
	        cmocka_unit_test(the_other_screen_is_left_again),
	        cmocka_unit_test(the_second_put_is_free),
	        cmocka_unit_test(parameters_are_as_the_terminal_wants_them),
	        cmocka_unit_test(a_terminal_that_cannot_is_told),
	        cmocka_unit_test(it_comes_back_after_a_pause),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
