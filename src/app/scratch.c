#include "scratch.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

enum { DEPTH_MAX = 2 };

bool scratch_make(struct arena *arena, const char *name, struct scratch *ret, struct err *err)
{
	const char *top = getenv("TMPDIR");
	if (!top || top[0] != '/')
		top = "/tmp";
	char *folder = arena_printf(arena, "%s/%s-XXXXXX", top, name);
	if (!mkdtemp(folder))
		return err_errno(err, N_("can't make a folder in %s"), "%s", top);
	ret->folder = folder;
	return true;
}

const char *scratch_path(const struct scratch *scratch, struct arena *arena, const char *name)
{
	return arena_printf(arena, "%s/%s", scratch->folder, name);
}

static void empty(int parent, const char *name, int depth)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	if (!folder) {
		if (fd >= 0)
			close(fd);
		return;
	}
	for (const struct dirent *entry; (entry = readdir(folder));) {
		if (streq(entry->d_name, ".") || streq(entry->d_name, ".."))
			continue;
		if (unlinkat(fd, entry->d_name, 0) == 0 || depth == DEPTH_MAX)
			continue;
		empty(fd, entry->d_name, depth + 1);
		unlinkat(fd, entry->d_name, AT_REMOVEDIR);
	}
	closedir(folder);
}

void scratch_remove(struct scratch *scratch)
{
	if (!scratch->folder)
		return;
	empty(AT_FDCWD, scratch->folder, 0);
	rmdir(scratch->folder);
	scratch->folder = NULL;
}
