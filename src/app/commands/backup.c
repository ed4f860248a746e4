/* A copy of the store, whole or not at all. */
#include <fcntl.h>
#include <unistd.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/store/backup.h>

#include "../commands.h"
#include "../out.h"
#include "../progress.h"
#include "../say.h"
#include "../scratch.h"
#include "../signals.h"

enum { COPY_BYTES = 65536 };

static const struct option_row options[] = {
        {"replace", NULL, N_("over a file that is there already")},
        {0},
};

static bool step(void *user, int done, int total)
{
	progress_show(user, done, total, 0);
	return !signals_stopped();
}

static bool to_output(const struct app *app, const char *path, struct err *err)
{
	CLEANUP(fd_cleanup) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	char *bytes = arena_alloc(app->arena, COPY_BYTES);
	if (fd < 0)
		return err_errno(err, N_("can't read %s"), "%s", path);
	while (!signals_stopped()) {
		ssize_t n = read(fd, bytes, COPY_BYTES);
		if (n < 0)
			return err_errno(err, N_("can't read %s"), "%s", path);
		if (n == 0)
			return true;
		if (!out_bytes(bytes, (size_t)n, err))
			return false;
	}
	return err_set(err, ERR_CANCELLED, N_("stopped, no copy of %s was made"), "%s", app->place.store);
}

/* A database can't be written to a pipe as it grows: it is made whole first. */
static int pour(struct app *app)
{
	struct scratch scratch;
	struct err err = {0};
	if (isatty(STDOUT_FILENO))
		return say_wrong_use(
		        app, _("backup: a copy is not for a screen: name a file, or send it on"));
	if (!scratch_make(app->arena, "dagstart-backup", &scratch, &err))
		return say_failed(app, &err);
	const char *path = scratch_path(&scratch, app->arena, "copy.db");
	struct progress bar = progress_new(app, _("copying"));
	const struct backup_progress progress = {.step = step, .user = &bar};
	(void)signals_note_stop();
	bool done = store_backup(app->store, path, false, &progress, &err) && to_output(app, path, &err);
	scratch_remove(&scratch);
	signals_note_end();
	progress_end(&bar);
	return done ? EXIT_DONE : say_failed(app, &err);
}

static int run(struct app *app, const struct parsed *parsed)
{
	if (parsed->word_count != 2)
		return say_wrong_use(app, _("backup: expected one file, or - for standard output"));
	const char *path = parsed->words[1];
	if (streq(path, "-"))
		return pour(app);
	struct progress bar = progress_new(app, _("copying"));
	struct backup_progress progress = {.step = step, .user = &bar};
	struct err err = {0};
	(void)signals_note_stop();
	bool done = store_backup(app->store, path, options_has(parsed, "replace"), &progress, &err);
	signals_note_end();
	progress_end(&bar);
	if (!done)
		return say_failed(app, &err);
	return out_line(app, arena_printf(app->arena, _("saved %s"), path));
}

const struct app_command backup_command = {
        .name = "backup",
        .title = N_("copy the team's store to a file"),
        .usage = N_("FILE|-"),
        .options = options,
        .needs = NEEDS_STORE,
        .examples = "dagstart backup copy.db\n"
                    "dagstart backup - | gzip > copy.db.gz",
        .run = run,
};
