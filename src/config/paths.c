#include <dagstart/config/paths.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

enum { READ_BLOCK = 65536 };

static bool is_usable(const char *path)
{
	if (!path || path[0] != '/' || strlen(path) > PATH_MAX / 2)
		return false;
	for (const char *c = path; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			return false;
	return true;
}

static char *folder(struct arena *arena, const char *variable, const char *below_home)
{
	const char *xdg = getenv(variable);
	if (is_usable(xdg))
		return arena_printf(arena, "%s/dagstart", xdg);
	const char *home = getenv("HOME");
	if (is_usable(home))
		return arena_printf(arena, "%s/%s/dagstart", home, below_home);
	return NULL;
}

char *paths_config(struct arena *arena)
{
	return folder(arena, "XDG_CONFIG_HOME", ".config");
}

char *paths_data(struct arena *arena)
{
	return folder(arena, "XDG_DATA_HOME", ".local/share");
}

char *paths_state(struct arena *arena)
{
	return folder(arena, "XDG_STATE_HOME", ".local/state");
}

char *paths_store(struct arena *arena)
{
	const char *data = paths_data(arena);
	return data ? arena_printf(arena, "%s/dagstart.db", data) : NULL;
}

/* Out of the hands of CLEANUP(). */
static int keep(int *fd)
{
	int kept = *fd;
	*fd = -1;
	return kept;
}

/* Opens without waiting for a writer at the other end of a FIFO, and without taking a terminal. */
static int open_regular(const char *path, size_t max, size_t *ret_size, struct err *err)
{
	CLEANUP(fd_cleanup) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;
	if (fd < 0 && errno == ENOENT) {
		err_set(err, ERR_MISSING, N_("there is no file %s"), "%s", path);
		return -1;
	}
	if (fd < 0 || fstat(fd, &st) != 0) {
		err_errno(err, N_("can't read %s"), "%s", path);
		return -1;
	}
	if (!S_ISREG(st.st_mode)) {
		err_set(err, ERR_INPUT, N_("%s is not a regular file"), "%s", path);
		return -1;
	}
	if ((uintmax_t)st.st_size > max) {
		err_set(err, ERR_INPUT, N_("the file is too large: %s"), "%s (%lld > %zu)", path,
		        (long long)st.st_size, max);
		return -1;
	}
	*ret_size = (size_t)st.st_size;
	return keep(&fd);
}

bool paths_read(
        struct arena *arena, const char *path, size_t max, char **ret, size_t *ret_len, struct err *err)
{
	size_t size;
	CLEANUP(fd_cleanup) int fd = open_regular(path, max, &size, err);
	if (fd < 0)
		return false;
	size_t room = size + 1;
	char *bytes = arena_alloc(arena, room);
	size_t len = 0;
	for (;;) {
		if (len + 1 == room) { /* a file that grows, or one of /proc that says 0 */
			bytes = arena_grow(arena, bytes, room, room + READ_BLOCK);
			room += READ_BLOCK;
		}
		ssize_t n = read(fd, bytes + len, room - len - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(err, N_("can't read %s"), "%s", path);
		if (n == 0)
			break;
		len += (size_t)n;
		if (len > max)
			return err_set(
			        err, ERR_INPUT, N_("the file is too large: %s"), "%s (> %zu)", path, max);
	}
	bytes[len] = '\0';
	*ret = bytes;
	if (ret_len)
		*ret_len = len;
	return true;
}

static bool make_one(const char *path, struct err *err)
{
	struct stat st;
	if (mkdir(path, 0700) == 0)
		return true;
	if (errno != EEXIST)
		return err_errno(err, N_("can't make the folder %s"), "%s", path);
	if (stat(path, &st) != 0)
		return err_errno(err, N_("can't make the folder %s"), "%s", path);
	if (!S_ISDIR(st.st_mode))
		return err_set(err, ERR_INPUT, N_("%s is there already and is not a folder"), "%s", path);
	return true;
}

bool paths_make_folder(const char *path, struct err *err)
{
	char part[PATH_MAX];
	size_t len = strlen(path);
	if (len == 0 || len >= sizeof(part)) {
		errno = len ? ENAMETOOLONG : ENOENT;
		return err_errno(err, N_("can't make the folder %s"), "%s", path);
	}
	for (size_t i = 0; i <= len; i++) {
		part[i] = '\0';
		if (i > 0 && (path[i] == '/' || path[i] == '\0') && path[i - 1] != '/' &&
		        !make_one(part, err))
			return false;
		part[i] = path[i];
	}
	return true;
}
