#include "inbox_apart.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "app.h"
#include "aside.h"

enum { LANGUAGE_BYTES = 2 };

/* -- the child -- */

/* One line on its standard output: what kind it is, and a text. False when nobody is there any more; a room
 * that is asleep hears less. */
static bool say(char kind, const char *text)
{
	char line[INBOX_LINE];
	size_t len = strlen(text);
	if (len > sizeof(line) - 3)
		for (len = sizeof(line) - 3; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80;)
			len--;
	snprintf(line, sizeof(line), "%c%.*s\n", kind, (int)len, text);
	/* Less than a pipe takes at once. */
	return write(STDOUT_FILENO, line, len + 2) == (ssize_t)len + 2 || errno == EAGAIN;
}

static bool step(void *user, const char *words)
{
	UNUSED(user);
	return say('p', words);
}

static bool take(const struct app *app, struct store *store, struct arena *arena)
{
	static const struct inbox_talk talk = {.step = step};
	struct app mine = *app;
	mine.arena = arena;
	mine.store = store;
	struct inbox_news news = inbox_take(&mine, &talk);
	return !*news.text || say(news.bad ? 'b' : 'n', text_clean(arena, news.text, TEXT_ONE_LINE));
}

static _Noreturn void child(struct app *app, int go, int heard)
{
	char language[LANGUAGE_BYTES];
	(void)signal(SIGPIPE, SIG_IGN);
	/* It has a child of its own to wait for: the reader of foreign bytes. */
	(void)signal(SIGCHLD, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	(void)fcntl(heard, F_SETFL, O_NONBLOCK);
	if (!aside_leave_terminal() || dup2(heard, STDOUT_FILENO) < 0 ||
	        read(go, language, sizeof(language)) != sizeof(language))
		_exit(EXIT_DONE);
	close(heard);
	app->language = language[0] == 'n' ? "nl" : "en";
	i18n_init(app->language);
	aside_work(app, take);
}

/* -- the room -- */

static void close_all(const int *fds, size_t count)
{
	for (size_t i = 0; i < count; i++)
		close(fds[i]);
}

struct inbox_apart inbox_apart_none(void)
{
	return (struct inbox_apart){.go = -1, .heard = -1};
}

struct inbox_apart inbox_apart_prepare(struct app *app)
{
	struct inbox_apart apart = inbox_apart_none();
	int ends[4];
	if (!app->settings.inbox.count || pipe2(ends, O_CLOEXEC) != 0)
		return apart;
	if (pipe2(ends + 2, O_CLOEXEC) != 0) {
		close_all(ends, 2);
		return apart;
	}
	pid_t pid = fork();
	if (pid == 0) {
		close(ends[1]);
		close(ends[2]);
		child(app, ends[0], ends[3]);
	}
	close(ends[0]);
	close(ends[3]);
	if (pid < 0) {
		close(ends[1]);
		close(ends[2]);
		return apart;
	}
	apart.pid = pid;
	apart.go = ends[1];
	apart.heard = ends[2];
	return apart;
}

void inbox_apart_go(struct inbox_apart *apart, const struct app *app)
{
	if (apart->go < 0)
		return;
	/* A child that is gone already takes nothing in; the next start tries again. */
	ssize_t told = write(apart->go, app->language, LANGUAGE_BYTES);
	UNUSED(told);
	close(apart->go);
	apart->go = -1;
}

int inbox_apart_fd(const struct inbox_apart *apart)
{
	return apart->heard;
}

static bool has_come(int fd)
{
	struct pollfd one = {.fd = fd, .events = POLLIN};
	return poll(&one, 1, 0) == 1;
}

/* The line that is whole is taken out at the next call. */
static enum inbox_event whole_line(struct inbox_apart *apart, const char *end, const char **ret_text)
{
	static const char kinds[] = {
	        [INBOX_NOTHING] = 0, [INBOX_STEP] = 'p', [INBOX_NEWS] = 'n', [INBOX_BAD_NEWS] = 'b'};
	size_t len = (size_t)(end - apart->line);
	apart->line[len] = '\0';
	*ret_text = apart->line + 1;
	for (size_t i = INBOX_STEP; i < sizeof(kinds); i++)
		if (kinds[i] == apart->line[0])
			return (enum inbox_event)i;
	return INBOX_NOTHING;
}

/* Byte by byte: there are few, and nothing of the next line is held back where poll() could not see it. */
enum inbox_event inbox_apart_next(struct inbox_apart *apart, const char **ret_text)
{
	*ret_text = "";
	while (apart->heard >= 0 && has_come(apart->heard)) {
		char c;
		ssize_t n = read(apart->heard, &c, 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			inbox_apart_end(apart);
			return INBOX_END;
		}
		if (c != '\n') {
			if (apart->len + 1 < sizeof(apart->line))
				apart->line[apart->len++] = c;
			continue;
		}
		const char *end = apart->line + apart->len;
		apart->len = 0;
		return whole_line(apart, end, ret_text);
	}
	return INBOX_NOTHING;
}

void inbox_apart_end(struct inbox_apart *apart)
{
	if (apart->go >= 0)
		close(apart->go);
	if (apart->heard >= 0)
		close(apart->heard);
	if (apart->pid > 0 && kill(apart->pid, SIGTERM) == 0)
		waitpid(apart->pid, NULL, 0);
	*apart = inbox_apart_none();
}
