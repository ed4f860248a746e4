#include "daily.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <dagstart/agenda/finder.h>
#include <dagstart/store/backup.h>

#include "app.h"
#include "aside.h"

static bool is_due(const struct app *app)
{
	struct backup_file *files = NULL;
	size_t count = 0;
	struct err err = {0};
	int32_t today = clock_day(clock_now_ms(&app->clock));
	if (options_has(&app->parsed, "read-only") || access(app->place.store, F_OK) != 0)
		return false;
	if (!store_backups(app->place.store, app->arena, &files, &count, &err))
		return false;
	return count == 0 || files[0].day < today;
}

/* What customers complain of is looked for once a day as well: the room sees it when it is there. */
static void find(const struct app *app, struct store *store, struct arena *arena)
{
	struct finding *findings = NULL;
	size_t count = 0;
	double share = 1;
	struct err err = {0};
	int32_t today = clock_day(clock_now_ms(&app->clock));
	const struct finder_options options = {
	        .settings = &app->settings, .today = today, .seed = (uint64_t)today};
	bool found = app->has_settings && finder_run(store, arena, &options, &findings, &count, &share, &err);
	UNUSED(found); /* without it the last ones stay */
}

/* Nobody is there to be told: `doctor` says how old the newest copy is. */
static bool copy(const struct app *app, struct store *store, struct arena *arena)
{
	struct err err = {0};
	if (!store_backup_daily(store, clock_day(clock_now_ms(&app->clock)), NULL, &err))
		return false;
	find(app, store, arena);
	return true;
}

static _Noreturn void child(const struct app *app, int fd)
{
	char word = 0;
	if (!aside_leave_terminal() || read(fd, &word, 1) != 1)
		_exit(EXIT_DONE);
	aside_work(app, copy);
}

int daily_prepare(const struct app *app)
{
	int ends[2];
	if (!is_due(app) || pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	/* Nobody waits for it. */
	(void)signal(SIGCHLD, SIG_IGN);
	pid_t pid = fork();
	if (pid == 0) {
		close(ends[1]);
		child(app, ends[0]);
	}
	close(ends[0]);
	if (pid > 0)
		return ends[1];
	close(ends[1]);
	return -1;
}

void daily_go(int fd)
{
	if (fd < 0)
		return;
	/* A child that is gone already makes no copy; the next start tries again. */
	ssize_t told = write(fd, "", 1);
	UNUSED(told);
	close(fd);
}

void daily_cancel(int fd)
{
	if (fd >= 0)
		close(fd);
}
