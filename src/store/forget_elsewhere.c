/* Erasing in files outside the store: minutes, and the own store of whoever sits here. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/domain/forget.h>

#include "file.h"
#include "forget.h"

enum { TEXT_BYTES_MAX = 16 << 20 };

typedef VEC(struct forget_copy) file_list;

/* *ret is NULL when the file is not there. */
static bool read_text(struct arena *arena, const char *path, char **ret, struct err *err)
{
	struct stat st;
	size_t len = 0;
	*ret = NULL;
	CLEANUP(fd_cleanup) int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT)
		return true;
	if (fd < 0 || fstat(fd, &st) != 0)
		return err_errno(err, N_("can't read %s"), "%s", path);
	if (!S_ISREG(st.st_mode) || st.st_size > TEXT_BYTES_MAX)
		return err_set(err, ERR_INPUT, N_("%s is no text that was written here"), "%s", path);
	char *text = arena_alloc(arena, (size_t)st.st_size + 1);
	while (len < (size_t)st.st_size) {
		ssize_t n = read(fd, text + len, (size_t)st.st_size - len);
		if (n <= 0)
			return err_errno(err, N_("can't read %s"), "%s", path);
		len += (size_t)n;
	}
	text[len] = '\0';
	*ret = text;
	return true;
}

static bool write_text(struct arena *arena, const char *path, const char *text, struct err *err)
{
	CLEANUP(file_temp_cleanup) char *temp = NULL;
	if (!file_temp(arena, path, (gid_t)-1, &temp, err))
		return false;
	CLEANUP(fd_cleanup) int fd = open(temp, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
	for (size_t len = strlen(text); len > 0;) {
		ssize_t n = fd < 0 ? -1 : write(fd, text, len);
		if (n < 0)
			return err_errno(err, N_("can't write %s"), "%s", path);
		text += n;
		len -= (size_t)n;
	}
	return file_land(temp, path, true, err);
}

static bool forget_in_text(struct arena *arena, const struct forget_words *words, const char *path,
        bool erase, int64_t *ret_places, struct err *err)
{
	char *text = NULL;
	size_t places = 0;
	if (!read_text(arena, path, &text, err))
		return false;
	const char *left = text ? forget_text(arena, words, text, &places) : NULL;
	*ret_places = (int64_t)places;
	return places == 0 || !erase || write_text(arena, path, left, err);
}

static void note(
        struct forget_report *report, file_list *list, struct arena *arena, const struct forget_copy *file)
{
	if (file->counts.texts == 0 && file->problem.code == ERR_NONE)
		return;
	*vec_add(arena, list) = *file;
	report->failed_files += file->problem.code != ERR_NONE;
}

void forget_elsewhere(const struct forgetting *f, bool erase, struct forget_report *report)
{
	const struct forget_who *who = f->who;
	file_list list = {0};
	report->failed_files = 0;
	for (size_t i = 0; i < who->text_count; i++) {
		CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(f->arena);
		struct forget_copy file = {.path = who->texts[i]};
		struct err err = {0};
		if (!forget_in_text(arena, f->words, file.path, erase, &file.counts.texts, &err))
			file.problem = err;
		note(report, &list, f->arena, &file);
	}
	if (who->own_path && access(who->own_path, F_OK) == 0) {
		struct forget_copy file = {.path = who->own_path};
		struct err err = {0};
		if (!own_forget(f->arena, file.path, f->words, erase, &file.counts.texts, &err))
			file.problem = err;
		note(report, &list, f->arena, &file);
	}
	report->files = list.items;
	report->file_count = list.count;
}
