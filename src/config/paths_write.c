#include <dagstart/config/paths.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/base/fd.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#define TEMPORARY_PREFIX ".dagstart-"
#define TEMPORARY_SUFFIX ".part"

enum { HEX_DIGITS = 16, ATTEMPTS = 20 };

struct temporary {
	int folder; /* descriptor; -1 none */
	int file; /* likewise */
	char name[sizeof(TEMPORARY_PREFIX) + HEX_DIGITS + sizeof(TEMPORARY_SUFFIX)]; /* "" none */
};

/* Takes the temporary away unless its name was cleared: it is the target now. */
static void temporary_done(struct temporary *temporary)
{
	if (temporary->folder >= 0 && temporary->name[0])
		unlinkat(temporary->folder, temporary->name, 0);
	fd_cleanup(&temporary->file);
	fd_cleanup(&temporary->folder);
}

/* "notes/a.md" is "a.md" in "notes". */
static bool split(const char *path, char *folder, size_t room, const char **ret_name)
{
	const char *slash = strrchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) : 1;
	if (slash == path)
		len = 1;
	if (len >= room)
		return false;
	memcpy(folder, slash ? path : ".", len);
	folder[len] = '\0';
	*ret_name = slash ? slash + 1 : path;
	return **ret_name != '\0' && !streq(*ret_name, ".") && !streq(*ret_name, "..");
}

static bool open_folder(struct temporary *temporary, const char *path, const char **ret_name, struct err *err)
{
	char folder[PATH_MAX];
	if (!split(path, folder, sizeof(folder), ret_name))
		return err_set(err, ERR_INPUT, N_("%s is not the name of a file"), "%s", path);
	paths_sweep(folder); /* what a kill left there the last time */
	temporary->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return temporary->folder >= 0 || err_errno(err, N_("can't write %s"), "%s", path);
}

/* Whether something at the target stands in the way. Only to say so early and clearly: the rename at the end
 * does not follow links, whatever comes there meanwhile. */
static bool target_is_free(
        const struct temporary *temporary, const char *name, const char *path, bool replace, struct err *err)
{
	struct stat st;
	if (fstatat(temporary->folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT || err_errno(err, N_("can't write %s"), "%s", path);
	if (!S_ISREG(st.st_mode))
		return err_set(
		        err, ERR_REFUSED, N_("%s is not a regular file; nothing was written"), "%s", path);
	if (!replace)
		return err_set(err, ERR_REFUSED, N_("%s is there already; nothing was written"), "%s", path);
	return true;
}

/* A name that nobody can guess, so that nothing can be planted there; and if it were, O_EXCL sees it. The
 * lock tells paths_sweep() that its writer lives. */
static int open_temporary(struct temporary *temporary)
{
	for (int i = 0; i < ATTEMPTS; i++) {
		uint64_t dice;
		if (getrandom(&dice, sizeof(dice), 0) != (ssize_t)sizeof(dice))
			return -1;
		snprintf(temporary->name, sizeof(temporary->name), TEMPORARY_PREFIX "%016jx" TEMPORARY_SUFFIX,
		        (uintmax_t)dice);
		int fd = openat(temporary->folder, temporary->name,
		        O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd >= 0) {
			flock(fd, LOCK_EX | LOCK_NB);
			return fd;
		}
		temporary->name[0] = '\0'; /* not ours to remove */
		if (errno != EEXIST)
			return -1;
	}
	return -1;
}

static bool move_into_place(const struct temporary *temporary, const char *name, bool replace)
{
	if (replace)
		return renameat(temporary->folder, temporary->name, temporary->folder, name) == 0;
	if (renameat2(temporary->folder, temporary->name, temporary->folder, name, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	/* A file system without RENAME_NOREPLACE: a link does not replace either. */
	return linkat(temporary->folder, temporary->name, temporary->folder, name, 0) == 0 &&
	       unlinkat(temporary->folder, temporary->name, 0) == 0;
}

bool paths_write(const char *path, const char *bytes, size_t len, bool replace, struct err *err)
{
	CLEANUP(temporary_done) struct temporary temporary = {.folder = -1, .file = -1};
	const char *name = NULL;
	if (!open_folder(&temporary, path, &name, err) ||
	        !target_is_free(&temporary, name, path, replace, err))
		return false;
	temporary.file = open_temporary(&temporary);
	if (temporary.file < 0 || fchmod(temporary.file, 0600) != 0 ||
	        !fd_write_all(temporary.file, bytes, len) || fsync(temporary.file) != 0)
		return err_errno(err, N_("can't write %s"), "%s", path);
	if (!move_into_place(&temporary, name, replace)) {
		if (errno == EEXIST)
			return err_set(
			        err, ERR_REFUSED, N_("%s is there already; nothing was written"), "%s", path);
		return err_errno(err, N_("can't write %s"), "%s", path);
	}
	temporary.name[0] = '\0';
	return fsync(temporary.folder) == 0 || err_errno(err, N_("can't make sure of %s"), "%s", path);
}

static bool is_temporary(const char *name)
{
	size_t prefix = strlen(TEMPORARY_PREFIX);
	return strlen(name) == prefix + HEX_DIGITS + strlen(TEMPORARY_SUFFIX) &&
	       str_starts(name, TEMPORARY_PREFIX) &&
	       strspn(name + prefix, "0123456789abcdef") == HEX_DIGITS &&
	       streq(name + prefix + HEX_DIGITS, TEMPORARY_SUFFIX);
}

static void sweep_one(int folder, const char *name)
{
	CLEANUP(fd_cleanup) int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_uid != geteuid())
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		unlinkat(folder, name, 0);
}

void paths_sweep(const char *folder)
{
	CLEANUP(folder_cleanup) DIR *dir = opendir(folder);
	if (!dir)
		return;
	for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
		if (is_temporary(entry->d_name))
			sweep_one(dirfd(dir), entry->d_name);
}
