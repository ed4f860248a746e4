#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "bytes.h"

struct scratch_name {
	struct scratch_name *next;
	char text[];
};

struct scratch {
	struct scratch *next;
	struct scratch_name *names;
	char *dir;
	char *home;
	pid_t owner;
};

/* The folders still standing. File-scope because only atexit() runs after a failed assertion. */
static struct scratch *scratch_live;

static int scratch_unlink(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path) != 0 && errno != ENOENT ? -1 : 0;
}

static int scratch_open_up(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)at;
	/* A test may have taken the rights of a folder away. */
	if (kind == FTW_D || kind == FTW_DNR)
		(void)chmod(path, 0700);
	return 0;
}

static void scratch_remove(const char *dir)
{
	nftw(dir, scratch_open_up, 16, FTW_PHYS);
	nftw(dir, scratch_unlink, 16, FTW_DEPTH | FTW_PHYS);
}

static void scratch_remove_all(void)
{
	for (struct scratch *s = scratch_live; s; s = s->next)
		if (s->owner == getpid())
			scratch_remove(s->dir);
}

static char *scratch_join(const char *dir, const char *name)
{
	char *path = NULL;
	if (name[0] == '/')
		path = strdup(name);
	else if (asprintf(&path, "%s/%s", dir, name) < 0)
		path = NULL;
	if (!path)
		abort();
	return path;
}

static void scratch_make_dirs(const char *path)
{
	char *copy = strdup(path);
	if (!copy)
		abort();
	for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(copy, 0700) != 0 && errno != EEXIST)
			fail_msg("cannot make %s: %s", copy, strerror(errno));
		*slash = '/';
	}
	free(copy);
}

struct scratch *scratch_new(void)
{
	static const char *const folders[] = {"home/.config/", "home/.local/share/", "home/.local/state/",
	        "home/.cache/", "home/run/", "tmp/"};
	const char *parent = getenv("TMPDIR");
	struct scratch *s = calloc(1, sizeof(*s));
	if (!s)
		abort();
	s->dir = scratch_join(parent && parent[0] == '/' ? parent : "/tmp", "dagstart-test-XXXXXX");
	if (!mkdtemp(s->dir))
		fail_msg("cannot make a folder: %s", strerror(errno));
	s->home = scratch_join(s->dir, "home");
	s->owner = getpid();
	if (!scratch_live)
		(void)atexit(scratch_remove_all);
	s->next = scratch_live;
	scratch_live = s;
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		scratch_make_dirs(scratch_path(s, folders[i]));
	return s;
}

void scratch_free(struct scratch *s)
{
	if (!s)
		return;
	scratch_remove(s->dir);
	for (struct scratch **at = &scratch_live; *at; at = &(*at)->next)
		if (*at == s) {
			*at = s->next;
			break;
		}
	while (s->names) {
		struct scratch_name *next = s->names->next;
		free(s->names);
		s->names = next;
	}
	free(s->dir);
	free(s->home);
	free(s);
}

const char *scratch_dir(const struct scratch *s)
{
	return s->dir;
}

const char *scratch_home(const struct scratch *s)
{
	return s->home;
}

const char *scratch_path(struct scratch *s, const char *name)
{
	char *path = scratch_join(s->dir, name);
	size_t size = strlen(path) + 1;
	struct scratch_name *kept = malloc(sizeof(*kept) + size);
	if (!kept)
		abort();
	memcpy(kept->text, path, size);
	free(path);
	kept->next = s->names;
	s->names = kept;
	return kept->text;
}

const char *scratch_write_bytes(struct scratch *s, const char *name, const void *data, size_t len)
{
	const char *path = scratch_path(s, name);
	scratch_make_dirs(path);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		fail_msg("cannot write %s: %s", path, strerror(errno));
	for (size_t done = 0; done < len;) {
		ssize_t n = write(fd, (const char *)data + done, len - done);
		if (n < 0)
			fail_msg("cannot write %s: %s", path, strerror(errno));
		done += (size_t)n;
	}
	close(fd);
	return path;
}

const char *scratch_write(struct scratch *s, const char *name, const char *text)
{
	return scratch_write_bytes(s, name, text, strlen(text));
}

char *scratch_read(struct scratch *s, const char *name, size_t *ret_len)
{
	const char *path = scratch_path(s, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	struct bytes b = {0};
	char block[8192];
	ssize_t n;
	while ((n = read(fd, block, sizeof(block))) > 0)
		bytes_add(&b, block, (size_t)n);
	close(fd);
	if (n < 0)
		fail_msg("cannot read %s: %s", path, strerror(errno));
	if (ret_len)
		*ret_len = b.len;
	return bytes_take(&b);
}

bool scratch_exists(struct scratch *s, const char *name)
{
	struct stat st;
	return lstat(scratch_path(s, name), &st) == 0;
}

mode_t scratch_mode(struct scratch *s, const char *name)
{
	struct stat st;
	return lstat(scratch_path(s, name), &st) == 0 ? st.st_mode & 07777 : 0;
}
