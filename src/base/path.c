#include <dagstart/base/path.h>

#include <libgen.h>
#include <string.h>

#include <dagstart/base/arena.h>

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

char *path_folder(struct arena *arena, const char *path)
{
	return arena_strdup(arena, dirname(arena_strdup(arena, path)));
}
