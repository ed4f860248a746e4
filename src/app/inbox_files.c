#include "inbox_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/random.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/store.h>

#include "app.h"

enum { FRESH_S = 2, QUIET_MS = 600, BLOCK = 8192 };

struct seen { /* a file of a folder */
	const char *path, *name;
	struct stat st;
};

struct finding {
	struct app *app;
	VEC(struct seen) seen;
	VEC(const char *) unread;
};

/* Packed or not. */
static bool is_export(const char *name)
{
	static const char *const endings[] = {".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson"};
	size_t len = strlen(name);
	if (len > 3 && strcasecmp(name + len - 3, ".gz") == 0)
		len -= 3;
	for (size_t i = 0; name[0] != '.' && i < sizeof(endings) / sizeof(*endings); i++) {
		size_t n = strlen(endings[i]);
		if (len > n && strncasecmp(name + len - n, endings[i], n) == 0)
			return true;
	}
	return false;
}

/* A link that another person laid could lead to what only we may read. */
static bool is_led_astray(int folder, const char *name)
{
	struct stat link;
	return fstatat(folder, name, &link, AT_SYMLINK_NOFOLLOW) != 0 ||
	       (S_ISLNK(link.st_mode) && link.st_uid != geteuid());
}

static void see_folder(struct finding *f, const char *folder)
{
	struct arena *arena = f->app->arena;
	DIR *dir = opendir(folder);
	if (!dir) {
		*vec_add(arena, &f->unread) = folder;
		return;
	}
	for (const struct dirent *entry; (entry = readdir(dir));) {
		struct stat st;
		if (!is_export(entry->d_name) || fstatat(dirfd(dir), entry->d_name, &st, 0) != 0 ||
		        !S_ISREG(st.st_mode) || is_led_astray(dirfd(dir), entry->d_name))
			continue;
		const char *path = arena_printf(arena, "%s/%s", folder, entry->d_name);
		*vec_add(arena, &f->seen) = (struct seen){path, path + strlen(folder) + 1, st};
	}
	closedir(dir);
}

static bool same_time(struct timespec a, struct timespec b)
{
	return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

/* By the machine's own clock, as the file system's is. */
static bool is_fresh(const struct seen *seen)
{
	static const struct clock machine = {0};
	int64_t age_s = clock_now_ms(&machine) / 1000 - seen->st.st_mtim.tv_sec;
	return age_s >= 0 && age_s < FRESH_S;
}

/* A lease for reading is refused while anybody has the file open for writing; where there are no leases that
 * is not to be known. */
static bool is_held(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return false;
	bool held = fcntl(fd, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
	close(fd);
	return held;
}

static bool has_changed(const struct seen *seen)
{
	struct stat st;
	return stat(seen->path, &st) != 0 || st.st_size != seen->st.st_size ||
	       !same_time(st.st_mtim, seen->st.st_mtim);
}

/* Later meetings take in what is still being written now. */
static void leave_unfinished(struct finding *f)
{
	size_t kept = 0;
	bool fresh = false;
	VEC_EACH(seen, &f->seen)
		fresh = fresh || is_fresh(seen);
	if (fresh)
		nanosleep(&(struct timespec){.tv_nsec = QUIET_MS * 1000000L}, NULL);
	VEC_EACH(seen, &f->seen)
		if (!has_changed(seen) && !is_held(seen->path))
			f->seen.items[kept++] = *seen;
	f->seen.count = kept;
}

static int by_path(const void *a, const void *b)
{
	const struct seen *one = a, *other = b;
	return strcmp(one->path, other->path);
}

static const char *stamp_of(struct arena *arena, const struct stat *st)
{
	return arena_printf(arena, "%llu:%llu:%lld.%09ld:%lld.%09ld", (unsigned long long)st->st_dev,
	        (unsigned long long)st->st_ino, (long long)st->st_mtim.tv_sec, st->st_mtim.tv_nsec,
	        (long long)st->st_ctim.tv_sec, st->st_ctim.tv_nsec);
}

/* What can't be read is known by its stamp. */
static uint64_t hash_file(const struct seen *seen, const char *stamp)
{
	char block[BLOCK];
	uint64_t hash = 0;
	size_t len = 0;
	ssize_t n = 1;
	int fd = open(seen->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	while (fd >= 0 && n > 0) {
		n = read(fd, block + len, sizeof(block) - len);
		len += n > 0 ? (size_t)n : 0;
		/* Blocks of one size, whatever a read gives. */
		if (len == sizeof(block) || n <= 0) {
			hash = hash_bytes(hash, block, len);
			len = 0;
		}
	}
	if (fd >= 0)
		close(fd);
	return fd >= 0 && n == 0 ? hash : hash_text(1, stamp);
}

static const struct inbox_file *known_by_stamp(
        const struct inbox_file *known, size_t count, const struct seen *seen, const char *stamp)
{
	for (size_t i = 0; i < count; i++)
		if (known[i].size == seen->st.st_size && streq(known[i].stamp, stamp))
			return &known[i];
	return NULL;
}

static const struct inbox_file *known_by_hash(
        const struct inbox_file *known, size_t count, uint64_t hash, int64_t size)
{
	for (size_t i = 0; i < count; i++)
		if (known[i].hash == hash && known[i].size == size)
			return &known[i];
	return NULL;
}

static struct inbox_item item_of(
        struct arena *arena, const struct seen *seen, const struct inbox_file *known, size_t count)
{
	struct inbox_item item = {.path = seen->path, .name = seen->name};
	const char *stamp = stamp_of(arena, &seen->st);
	const struct inbox_file *found = known_by_stamp(known, count, seen, stamp);
	uint64_t hash = found ? found->hash : hash_file(seen, stamp);
	if (!found)
		found = known_by_hash(known, count, hash, seen->st.st_size);
	item.file = (struct inbox_file){.hash = hash, .size = seen->st.st_size, .stamp = stamp};
	if (found) {
		item.is_known = true;
		item.was_failed = item.file.failed = found->failed;
		item.failed_at = item.file.batch_id = found->batch_id;
	}
	return item;
}

bool inbox_find(struct app *app, struct inbox_items *ret, struct err *err)
{
	const char *const *folders = app->settings.inbox.items;
	struct finding f = {.app = app};
	struct inbox_file *known = NULL;
	size_t count = 0;
	*ret = (struct inbox_items){0};
	if (!store_inbox_files(app->store, app->arena, &known, &count, err))
		return false;
	for (size_t i = 0; i < app->settings.inbox.count; i++)
		see_folder(&f, folders[i]);
	if (f.seen.count)
		qsort(f.seen.items, f.seen.count, sizeof(*f.seen.items), by_path);
	leave_unfinished(&f);
	ret->items = arena_array_of(app->arena, struct inbox_item, f.seen.count + 1);
	VEC_EACH(seen, &f.seen)
		ret->items[ret->count++] = item_of(app->arena, seen, known, count);
	ret->unread = f.unread.items;
	ret->unread_count = f.unread.count;
	return true;
}

bool inbox_remember(struct app *app, const struct inbox_file *file, struct err *err)
{
	const struct change change = {.origin = app->place.seat, .verb = "inbox"};
	if (!store_begin(app->store, &change, err))
		return false;
	if (store_inbox_put(app->store, file, err))
		return store_commit(app->store, err);
	store_rollback(app->store);
	return false;
}
