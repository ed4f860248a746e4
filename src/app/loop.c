#include "loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/store/store.h>
#include <dagstart/tui/input.h>
#include <dagstart/tui/screen.h>

#include "daily.h"
#include "inbox_apart.h"
#include "indexing.h"
#include "lookout.h"
#include "out.h"
#include "pace.h"
#include "retention.h"
#include "say.h"
#include "signals.h"

/* The second is late, so that it has surely turned. */
enum { DRAFT_AFTER_MS = 300, LATE_MS = 3 };
enum { READ_BYTES = 4096, ROWS_USUAL = 24, COLUMNS_USUAL = 80 };
enum { FD_TTY, FD_SIGNAL, FD_STORE, FD_OUT, FD_INBOX, FD_COUNT };

struct loop {
	struct app *app;
	struct desk desk;
	struct input *input;
	bool gone; /* the terminal is, or the end was asked for */
	bool dirty; /* something is to be painted */
	bool painted; /* at least once */
	int daily;
	struct inbox_apart *inbox; /* NULL none */
	struct inbox_news news; /* to be told as soon as no form is in the way; "" none */
	int64_t draft_due_ms; /* 0 none; all by the machine's own steady clock */
	int64_t second_ms; /* when the running clock shows another second; 0 none */
	struct lookout lookout;
	struct pace slices; /* of what is done while nobody needs the program */
};

static bool take_screen(struct loop *loop, struct err *err)
{
	struct screen_options options = {
	        .mouse = loop->app->settings.display.mouse,
	        .colour = strempty(getenv("NO_COLOR")),
	        .ascii = out_is_ascii(loop->app),
	};
	return screen_open(&options, err);
}

static void paint(struct loop *loop)
{
	/* A terminal that takes nothing must not stop the loop: it is painted when it can be. */
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
	if (poll(&out, 1, 0) != 1 || !(out.revents & POLLOUT))
		return;
	if (loop->desk.theme_changed)
		screen_set_theme(&loop->desk.theme);
	if (loop->desk.theme_changed || loop->desk.redraw)
		screen_forget();
	loop->desk.theme_changed = loop->desk.redraw = false;
	screen_put(tui_draw(loop->desk.tui));
	loop->dirty = false;
	if (!loop->painted)
		daily_go(loop->daily);
	loop->painted = true;
}

static void resize(struct loop *loop)
{
	int rows = 0, columns = 0;
	screen_resized();
	screen_size(&rows, &columns);
	tui_resize(loop->desk.tui, rows, columns);
	loop->dirty = true;
}

/* What is committed by now is seen. */
static void look_at_store(void *user)
{
	struct loop *loop = user;
	struct err err = {0};
	if (!loop->app->session || !session_poll(loop->app->session, &err))
		return;
	desk_refresh(&loop->desk);
	loop->dirty = true;
}

static bool clock_runs(const struct loop *loop)
{
	return loop->app->session && !loop->app->clock.fixed && session_clock_runs(loop->app->session);
}

static void keep_draft(struct loop *loop)
{
	desk_keep_draft(&loop->desk);
	signals_wait_for_disk(false);
	loop->draft_due_ms = 0;
	lookout_after_writing(&loop->lookout);
}

static void suspend(struct loop *loop)
{
	struct err err = {0};
	loop->desk.suspend = false;
	keep_draft(loop);
	screen_suspend();
	raise(SIGSTOP);
	/* Back again. The terminal may have another size, and shows what others wrote. */
	if (!take_screen(loop, &err)) {
		loop->gone = true;
		return;
	}
	loop->desk.redraw = loop->desk.theme_changed = true;
	resize(loop);
}

static void clock_moved(struct loop *loop)
{
	struct err err = {0};
	if (!loop->app->session)
		return;
	session_tick(loop->app->session, &err);
	if (err.code != ERR_NONE && err.code != ERR_BUSY)
		tui_message(loop->desk.tui, ROLE_BAD, err_text(loop->desk.scratch, &err));
	lookout_tick(&loop->lookout);
	desk_tick(&loop->desk);
	loop->dirty = true;
}

/* What an import left to do, and what is too old, is done while nobody needs the program. The last slice
 * changes what a search shows. */
static void index_more(struct loop *loop)
{
	int64_t from = clock_steady_ms();
	if (store_is_written(loop->app->store)) {
		pace_leave(&loop->slices, from);
		return;
	}
	bool more = retention_is_due(loop->app) ? retention_slice(loop->app)
	                                        : indexing_slice(loop->app, loop->slices.rows);
	more = more || indexing_is_due(loop->app);
	pace_took(&loop->slices, from, clock_steady_ms(), more);
	if (more)
		return;
	struct err err = {0};
	if (session_reload(loop->app->session, &err)) {
		desk_refresh(&loop->desk);
		loop->dirty = true;
	}
}

/* After each round: which of the timers are still wanted. */
static void set_timers(struct loop *loop)
{
	int64_t now = clock_steady_ms();
	if (loop->desk.draft_changed && !loop->draft_due_ms)
		loop->draft_due_ms = now + DRAFT_AFTER_MS;
	if (!clock_runs(loop))
		loop->second_ms = 0;
	else if (!loop->second_ms)
		loop->second_ms = now + session_second_left(loop->app->session) + LATE_MS;
	lookout_set(&loop->lookout);
}

static int timeout_ms(const struct loop *loop)
{
	const int64_t due[] = {
	        loop->draft_due_ms, loop->second_ms, loop->lookout.due_ms, loop->slices.due_ms};
	int64_t now = clock_steady_ms(), least = -1;
	for (size_t i = 0; i < sizeof(due) / sizeof(*due); i++) {
		int64_t left = due[i] > now ? due[i] - now : 0;
		if (due[i] && (least < 0 || left < least))
			least = left;
	}
	if (input_is_waiting(loop->input) && (least < 0 || least > input_wait_ms(loop->input)))
		least = input_wait_ms(loop->input);
	return (int)least;
}

static void fire_timers(struct loop *loop)
{
	int64_t now = clock_steady_ms();
	if (loop->draft_due_ms && loop->draft_due_ms <= now)
		keep_draft(loop);
	if (loop->second_ms && loop->second_ms <= now) {
		loop->second_ms = 0;
		clock_moved(loop);
	}
	if (loop->lookout.due_ms && loop->lookout.due_ms <= now)
		lookout_again(&loop->lookout);
	if (loop->slices.due_ms && loop->slices.due_ms <= now)
		index_more(loop);
}

static void take_keys(struct loop *loop)
{
	struct key key;
	while (!loop->desk.quit && !loop->gone && input_next(loop->input, &key)) {
		desk_key(&loop->desk, &key);
		loop->dirty = true;
		if (loop->desk.draft_changed) {
			loop->draft_due_ms = clock_steady_ms() + DRAFT_AFTER_MS;
			signals_wait_for_disk(true);
		}
		if (loop->desk.suspend)
			suspend(loop);
	}
	if (loop->desk.ran)
		lookout_after_writing(&loop->lookout);
	loop->desk.ran = false;
}

static void read_keys(struct loop *loop)
{
	char bytes[READ_BYTES];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes));
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (n <= 0) { /* nobody is there any more */
		loop->gone = true;
		return;
	}
	pace_key(&loop->slices, clock_steady_ms());
	input_push(loop->input, bytes, (size_t)n);
	take_keys(loop);
}

static void take_signals(struct loop *loop)
{
	for (int number; (number = signals_next(loop->app->signal_fd));) {
		if (number == SIGWINCH)
			resize(loop);
		else if (number == SIGTSTP)
			suspend(loop);
		else if (number == SIGCONT)
			loop->dirty = loop->desk.redraw = true;
		else
			loop->gone = true;
	}
}

/* What the inbox brought is seen like what any other program writes; its words of searching are still to be
 * made. */
static void inbox_ended(struct loop *loop)
{
	look_at_store(loop);
	if (indexing_is_due(loop->app))
		pace_start(&loop->slices, clock_steady_ms());
}

static void hear_inbox(struct loop *loop)
{
	enum inbox_event event;
	const char *text;
	while ((event = inbox_apart_next(loop->inbox, &text)) != INBOX_NOTHING) {
		if (event == INBOX_STEP && !tui_has_form(loop->desk.tui))
			tui_notice(loop->desk.tui, ROLE_TEXT, text);
		else if (event == INBOX_NEWS || event == INBOX_BAD_NEWS)
			loop->news = (struct inbox_news){
			        arena_strdup(loop->app->arena, text), event == INBOX_BAD_NEWS};
		else if (event == INBOX_END)
			inbox_ended(loop);
		loop->dirty = true;
	}
}

/* Whoever is typing is not to be disturbed. */
static void tell_news(struct loop *loop)
{
	if (strempty(loop->news.text) || tui_has_form(loop->desk.tui))
		return;
	if (loop->news.bad)
		tui_message(loop->desk.tui, ROLE_WATCH, loop->news.text);
	else
		tui_notice(loop->desk.tui, ROLE_GOOD, loop->news.text);
	loop->news.text = "";
	loop->dirty = true;
}

static void wait_for_news(struct loop *loop)
{
	struct pollfd fds[FD_COUNT] = {
	        [FD_TTY] = {.fd = STDIN_FILENO, .events = POLLIN},
	        [FD_SIGNAL] = {.fd = loop->app->signal_fd, .events = POLLIN},
	        [FD_STORE] = {.fd = lookout_fd(&loop->lookout), .events = POLLIN},
	        [FD_INBOX] = {.fd = loop->inbox ? inbox_apart_fd(loop->inbox) : -1, .events = POLLIN},
	        [FD_OUT] = {.fd = loop->dirty ? STDOUT_FILENO : -1, .events = POLLOUT},
	};
	int n = poll(fds, FD_COUNT, timeout_ms(loop));
	if (n < 0)
		return;
	if (fds[FD_SIGNAL].revents)
		take_signals(loop);
	if (fds[FD_STORE].revents)
		lookout_stirs(&loop->lookout);
	if (fds[FD_INBOX].revents)
		hear_inbox(loop);
	if (fds[FD_TTY].revents & POLLIN)
		read_keys(loop);
	else if (fds[FD_TTY].revents)
		loop->gone = true;
	if (n == 0 && input_is_waiting(loop->input)) {
		input_flush(loop->input);
		take_keys(loop);
	}
}

static void go_round(struct loop *loop)
{
	set_timers(loop);
	wait_for_news(loop);
	if (!loop->gone && !loop->desk.quit)
		fire_timers(loop);
	if (!loop->gone && !loop->desk.quit)
		tell_news(loop);
	if (loop->dirty && !loop->gone && !loop->desk.quit)
		paint(loop);
}

/* From within a command: what is behind the desk has something new to show. */
static void paint_now(void *user)
{
	struct loop *loop = user;
	desk_refresh(&loop->desk);
	paint(loop);
}

static void rescue(void *user)
{
	struct loop *loop = user;
	desk_keep_draft(&loop->desk);
}

/* Before the screen is taken: what is wrong with keys and themes is told on the terminal as it is. */
static int sit_down(struct loop *loop, const struct loop_options *options)
{
	struct winsize size = {0};
	bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col;
	struct err err = {0};
	if (loop->app->signal_fd < 0 && !signals_open(&loop->app->signal_fd, &err))
		return say_failed(loop->app, &err);
	return desk_open(loop->app, options->source, known ? size.ws_row : ROWS_USUAL,
	        known ? size.ws_col : COLUMNS_USUAL, &loop->desk);
}

static int begin(struct loop *loop, const struct loop_options *options)
{
	struct err err = {0};
	int code = sit_down(loop, options);
	if (code != EXIT_DONE)
		return code;
	if (!take_screen(loop, &err))
		return say_failed(loop->app, &err);
	loop->app->rescue = rescue;
	loop->app->rescue_user = loop;
	loop->app->paint = paint_now;
	loop->app->paint_user = loop;
	resize(loop);
	desk_restore_draft(&loop->desk, options->draft);
	if (!strempty(options->news))
		tui_message(loop->desk.tui, ROLE_TEXT, options->news);
	if (options->command && !desk_command(&loop->desk, options->command, options->args, &err))
		tui_message(loop->desk.tui, ROLE_BAD, err_text(loop->desk.scratch, &err));
	return EXIT_DONE;
}

static void end(struct loop *loop)
{
	loop->app->rescue = NULL;
	loop->app->paint = NULL;
	if (loop->gone)
		signals_end_soon();
	signals_wait_for_disk(true);
	if (loop->desk.tui && !loop->desk.closed)
		desk_keep_draft(&loop->desk);
	signals_wait_for_disk(false);
	if (loop->input)
		input_free(loop->input);
	if (loop->inbox)
		inbox_apart_end(loop->inbox);
	if (!loop->painted)
		daily_cancel(loop->daily);
}

static void afterwards(struct loop *loop, const struct loop_options *options)
{
	struct err err = {0};
	if (!options->afterwards)
		return;
	if (!options->afterwards(loop->app, &err))
		tui_message(loop->desk.tui, ROLE_BAD, err_text(loop->desk.scratch, &err));
	look_at_store(loop);
	desk_refresh(&loop->desk);
	loop->dirty = true;
	paint(loop);
}

static void listen_to_store(struct loop *loop)
{
	if (loop->app->session && store_watch_fd(loop->app->store) >= 0)
		lookout_after_writing(&loop->lookout);
}

int loop_run(struct app *app, const struct loop_options *options, const char **ret_words)
{
	struct loop loop = {.app = app, .daily = options->daily, .inbox = options->inbox};
	loop.lookout = (struct lookout){.app = app, .look = look_at_store, .user = &loop};
	int code = begin(&loop, options);
	bool deaf = false;
	if (code == EXIT_DONE) {
		paint(&loop);
		/* Nobody presses a key before there is something to see. */
		loop.input = input_new(app->arena, str_or(getenv("TERM"), ""));
		deaf = !loop.input;
	}
	if (loop.input) {
		afterwards(&loop, options);
		if (loop.inbox)
			inbox_apart_go(loop.inbox, app);
		listen_to_store(&loop);
		if (app->session && (indexing_is_due(app) || retention_is_due(app)))
			pace_start(&loop.slices, clock_steady_ms());
	}
	while (loop.input && !loop.desk.quit && !loop.gone)
		go_round(&loop);
	end(&loop);
	/* The terminal first: what is left to write may have to wait for others. */
	screen_close();
	if (app->session && !loop.desk.closed)
		session_leave(app->session);
	if (deaf)
		code = say_wrong_use(app, _("the keyboard can't be read"));
	if (ret_words)
		*ret_words = arena_strdup(app->arena, loop.desk.last_words ? loop.desk.last_words : "");
	desk_close(&loop.desk);
	return loop.gone ? EXIT_FAILED : code;
}
