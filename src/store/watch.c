/* Waking up when another program writes: inotify on the store's folder. */
#include <limits.h>
#include <stddef.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <dagstart/base/path.h>

#include "internal.h"

enum { EVENT_BYTES = 4096, READS_MOST = 16 };

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

/* The store's file, its log and what replaces it begin with its name; signs without a name tell that some
 * were lost. */
static bool is_about(const struct inotify_event *event, const char *name)
{
	return !event->len || strncmp(event->name, name, strlen(name)) == 0;
}

static bool any_about(const char *events, size_t len, const char *name)
{
	bool any = false;
	for (size_t at = 0; at + sizeof(struct inotify_event) <= len;) {
		const struct inotify_event *event = (const void *)(events + at);
		any |= is_about(event, name);
		at += sizeof(*event) + event->len;
	}
	return any;
}

bool store_watch_drain(struct store *store)
{
	char events[EVENT_BYTES] __attribute__((aligned(__alignof__(struct inotify_event))));
	const char *name = path_name(store->path);
	bool any = false;
	for (int i = 0; i < READS_MOST && store->watch_fd >= 0; i++) {
		ssize_t len = read(store->watch_fd, events, sizeof(events));
		if (len <= 0)
			break;
		any |= any_about(events, (size_t)len, name);
	}
	return any;
}

bool store_is_written(struct store *store)
{
	return driver_is_written(store->driver);
}
