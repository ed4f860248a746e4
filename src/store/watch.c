/* Waking up when another program writes: inotify on the store's folder. */
#include <limits.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "internal.h"

static int watch(const char *path)
{
	char folder[PATH_MAX];
	size_t len = (size_t)(strrchr(path, '/') - path);
	memcpy(folder, path, len);
	memcpy(folder + len, "/", 2);
	int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (fd >= 0 && inotify_add_watch(fd, folder, IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_ONLYDIR) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

int store_watch_fd(struct store *store)
{
	if (store->watch_fd < 0)
		store->watch_fd = watch(store->path);
	return store->watch_fd;
}

void store_watch_drain(struct store *store)
{
	char events[4096] __attribute__((aligned(__alignof__(struct inotify_event))));
	while (store->watch_fd >= 0 && read(store->watch_fd, events, sizeof(events)) > 0)
		continue;
}
