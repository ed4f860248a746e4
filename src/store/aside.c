#include "aside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/path.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/backup.h>

static const char tail[] = ".before-restore";

struct aside {
	const char *path;
	long number;
};
typedef VEC(struct aside) asides;

static char *path_of(struct arena *arena, const char *store_path, long number)
{
	if (number == 1)
		return arena_printf(arena, "%s%s", store_path, tail);
	return arena_printf(arena, "%s%s-%ld", store_path, tail, number);
}

/* What follows the store's own name: 1 of ".before-restore", 2 of ".before-restore-2"; 0 for anything else,
 * such as the logs of these. */
static long number_of(const char *rest)
{
	long number = 0;
	if (!str_starts(rest, tail))
		return 0;
	rest += strlen(tail);
	if (!*rest)
		return 1;
	if (rest[0] != '-' || rest[1] < '1' || rest[1] > '9' || !str_to_long(rest + 1, &number))
		return 0;
	return number > 1 && number < INT_MAX ? number : 0;
}

static int by_number(const void *left, const void *right)
{
	const struct aside *a = left, *b = right;
	return (a->number > b->number) - (a->number < b->number);
}

static bool find(struct arena *arena, const char *store_path, asides *ret, struct err *err)
{
	const char *name = path_name(store_path), *where = path_folder(arena, store_path);
	CLEANUP(folder_cleanup) DIR *folder = opendir(where);
	if (!folder)
		return errno == ENOENT || err_errno(err, N_("can't read the folder %s"), "%s", where);
	for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
		struct stat st;
		long number = str_starts(entry->d_name, name) ? number_of(entry->d_name + strlen(name)) : 0;
		if (number && fstatat(dirfd(folder), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
			*vec_add(arena, ret) = (struct aside){path_of(arena, store_path, number), number};
	}
	if (ret->count)
		qsort(ret->items, ret->count, sizeof(ret->items[0]), by_number);
	return true;
}

bool store_asides(const char *store_path, struct arena *arena, const char *const **ret, size_t *ret_count,
        struct err *err)
{
	asides found = {0};
	if (!find(arena, store_path, &found, err))
		return false;
	const char **paths = arena_array_of(arena, const char *, found.count + 1);
	for (size_t i = 0; i < found.count; i++)
		paths[i] = found.items[i].path;
	*ret = paths;
	*ret_count = found.count;
	return true;
}

bool aside_next(struct arena *arena, const char *store_path, char **ret, struct err *err)
{
	asides found = {0};
	if (!find(arena, store_path, &found, err))
		return false;
	*ret = path_of(arena, store_path, found.count ? found.items[found.count - 1].number + 1 : 1);
	return true;
}
