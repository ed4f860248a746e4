#include "inbox.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/import.h>

#include "app.h"
#include "take.h"

enum { SETTLED_MS = 5000 }; /* a file that changed less long ago may still be growing */

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

/* Later meetings take in what is still being written now. */
static bool is_settled(const struct app *app, const struct stat *st)
{
	int64_t age_ms = clock_now_ms(&app->clock) - (int64_t)st->st_mtim.tv_sec * 1000;
	return age_ms < 0 || age_ms >= SETTLED_MS;
}

/* Taken in before, and not touched since. */
static bool is_known(const struct batch *batches, size_t count, const char *name, const struct stat *st)
{
	int64_t changed_ms = (int64_t)st->st_ctim.tv_sec * 1000;
	for (size_t i = 0; i < count; i++)
		if (streq(batches[i].name, name) && batches[i].at_ms >= changed_ms)
			return true;
	return false;
}

static int by_name(const void *a, const void *b)
{
	const char *const *one = a, *const *other = b;
	return strcmp(*one, *other);
}

/* The new files of a folder, sorted, so that every machine takes them in the same order. */
static const char **new_files(struct app *app, const char *folder, const struct batch *batches,
        size_t batch_count, size_t *ret_count)
{
	VEC(const char *) list = {0};
	DIR *dir = opendir(folder);
	for (const struct dirent *entry; dir && (entry = readdir(dir));) {
		struct stat st;
		if (!is_export(entry->d_name) || fstatat(dirfd(dir), entry->d_name, &st, 0) != 0 ||
		        !S_ISREG(st.st_mode) || !is_settled(app, &st) ||
		        is_known(batches, batch_count, entry->d_name, &st))
			continue;
		*vec_add(app->arena, &list) = arena_strdup(app->arena, entry->d_name);
	}
	if (dir)
		closedir(dir);
	if (list.count)
		qsort(list.items, list.count, sizeof(*list.items), by_name);
	*ret_count = list.count;
	return list.items;
}

const char *inbox_take(struct app *app)
{
	const char *const *folders = app->settings.inbox.items;
	struct batch *batches = NULL;
	struct str s = str_new(app->arena);
	struct err err = {0};
	size_t batch_count = 0;
	if (!app->settings.inbox.count)
		return "";
	if (!store_batches(app->store, app->arena, &batches, &batch_count, &err))
		return err_text(app->arena, &err);
	for (size_t i = 0; i < app->settings.inbox.count; i++) {
		size_t count = 0;
		const char **files = new_files(app, folders[i], batches, batch_count, &count);
		for (size_t f = 0; f < count; f++)
			str_addf(&s, "%s%s: %s", s.len ? "\n" : "",
			        text_clean(app->arena, files[f], TEXT_ONE_LINE),
			        take_first(app, arena_printf(app->arena, "%s/%s", folders[i], files[f])));
	}
	return s.text;
}
