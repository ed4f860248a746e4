#include "disk_log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bytes.h"

static const char *behind(const char *found)
{
	assert_non_null(found);
	return found + 1;
}

static int digit(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* "\x2f\x74" up to its end; *at goes behind the last of them. */
static struct bytes unhex(const char **at)
{
	struct bytes b = {0};
	bytes_clear(&b);
	for (; (*at)[0] == '\\' && (*at)[1] == 'x'; *at += 4) {
		char c = (char)(digit((*at)[2]) << 4 | digit((*at)[3]));
		bytes_add(&b, &c, 1);
	}
	return b;
}

/* The name within the folder, NULL for what lies elsewhere or is only for a running program. */
static const char *name_in(const struct disk_log *log, const char *path)
{
	size_t len = strlen(log->folder);
	const char *tail = strrchr(path, '-');
	if (strncmp(path, log->folder, len) != 0 || path[len] != '/' || strchr(path + len + 1, '/'))
		return NULL;
	return tail && strcmp(tail, "-shm") == 0 ? NULL : path + len + 1;
}

/* A file that is known by "5<path>"; false when it is none of the folder. */
static bool read_fd(
        const struct disk_log *log, const char **at, char name[static DISK_NAME_BYTES], bool *ret_is_folder)
{
	*at = behind(strchr(*at, '<'));
	struct bytes path = unhex(at);
	const char *inside = name_in(log, path.data);
	snprintf(name, DISK_NAME_BYTES, "%s", inside ? inside : "");
	*ret_is_folder = strcmp(path.data, log->folder) == 0;
	bytes_done(&path);
	return inside != NULL;
}

/* "dirfd<path>, "name"", or a path alone. */
static bool read_path(
        const struct disk_log *log, const char **at, bool has_folder, char name[static DISK_NAME_BYTES])
{
	struct bytes path = {0};
	bytes_clear(&path);
	if (has_folder) {
		*at = behind(strchr(*at, '<'));
		bytes_done(&path);
		path = unhex(at);
		bytes_puts(&path, "/");
	}
	*at = behind(strchr(*at, '"'));
	struct bytes last = unhex(at);
	if (last.data[0] == '/')
		bytes_clear(&path);
	bytes_add(&path, last.data, last.len);
	const char *inside = name_in(log, path.data);
	snprintf(name, DISK_NAME_BYTES, "%s", inside ? inside : "");
	bytes_done(&last);
	bytes_done(&path);
	return *name != '\0';
}

static struct disk_event *add(struct disk_log *log, enum disk_event_kind kind, const char *name)
{
	if (log->count == log->room) {
		log->room = 2 * log->room + 64;
		log->events = realloc(log->events, log->room * sizeof(*log->events));
		assert_non_null(log->events);
	}
	struct disk_event *event = &log->events[log->count++];
	*event = (struct disk_event){.kind = kind};
	snprintf(event->name, DISK_NAME_BYTES, "%s", name);
	return event;
}

static void read_write(struct disk_log *log, const char *args, bool is_placed)
{
	char name[DISK_NAME_BYTES];
	bool is_folder;
	bool is_shown = strncmp(args, "1<", 2) == 0;
	bool is_inside = read_fd(log, &args, name, &is_folder);
	if (!is_inside && !is_shown)
		return;
	args = behind(strchr(args, '"'));
	struct bytes bytes = unhex(&args);
	struct disk_event *event = add(log, is_shown ? EVENT_SHOW : EVENT_WRITE, name);
	event->bytes = bytes.data;
	event->len = bytes.len;
	event->follows = !is_placed;
	if (is_placed)
		event->at = strtoul(behind(strrchr(args, ',')), NULL, 10);
}

static void read_pwrite(struct disk_log *log, const char *args)
{
	read_write(log, args, true);
}

static void read_plain_write(struct disk_log *log, const char *args)
{
	read_write(log, args, false);
}

static void read_sync(struct disk_log *log, const char *args)
{
	char name[DISK_NAME_BYTES];
	bool is_folder;
	if (read_fd(log, &args, name, &is_folder))
		add(log, EVENT_SYNC, name);
	else if (is_folder)
		add(log, EVENT_SYNC_FOLDER, "");
}

static void read_cut(struct disk_log *log, const char *args)
{
	char name[DISK_NAME_BYTES];
	bool is_folder;
	if (read_fd(log, &args, name, &is_folder))
		add(log, EVENT_CUT, name)->len = strtoul(behind(strchr(args, ',')), NULL, 10);
}

static void read_open(struct disk_log *log, const char *args)
{
	char name[DISK_NAME_BYTES];
	if (read_path(log, &args, true, name) && strstr(args, "O_CREAT"))
		add(log, EVENT_MAKE, name);
}

static void read_unlink(struct disk_log *log, const char *args)
{
	char name[DISK_NAME_BYTES];
	if (read_path(log, &args, false, name))
		add(log, EVENT_UNLINK, name);
}

static void read_unlink_at(struct disk_log *log, const char *args)
{
	char name[DISK_NAME_BYTES];
	if (read_path(log, &args, true, name))
		add(log, EVENT_UNLINK, name);
}

static void read_rename_in(struct disk_log *log, const char *args, bool has_folder)
{
	char from[DISK_NAME_BYTES], to[DISK_NAME_BYTES];
	bool is_from = read_path(log, &args, has_folder, from);
	if (!read_path(log, &args, has_folder, to) || !is_from)
		return;
	snprintf(add(log, EVENT_RENAME, from)->to, DISK_NAME_BYTES, "%s", to);
}

static void read_rename(struct disk_log *log, const char *args)
{
	read_rename_in(log, args, false);
}

static void read_rename_at(struct disk_log *log, const char *args)
{
	read_rename_in(log, args, true);
}

static const struct {
	const char *call;
	void (*read)(struct disk_log *log, const char *args);
} calls[] = {
        {"pwrite64(", read_pwrite},
        {"write(", read_plain_write},
        {"fsync(", read_sync},
        {"fdatasync(", read_sync},
        {"ftruncate(", read_cut},
        {"openat(", read_open},
        {"unlink(", read_unlink},
        {"unlinkat(", read_unlink_at},
        {"rename(", read_rename},
        {"renameat(", read_rename_at},
        {"renameat2(", read_rename_at},
};
const char disk_log_traced[] =
        "trace=pwrite64,write,fsync,fdatasync,ftruncate,openat,unlink,unlinkat,rename,renameat,renameat2";

static void read_line(struct disk_log *log, const char *line)
{
	const char *result = strrchr(line, '=');
	if (!result || result[2] == '-') /* failed: nothing changed */
		return;
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		size_t len = strlen(calls[i].call);
		if (strncmp(line, calls[i].call, len) == 0) {
			calls[i].read(log, line + len);
			return;
		}
	}
}

void disk_log_read(struct disk_log *log, char *text)
{
	char *rest = NULL;
	for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		read_line(log, line);
}

void disk_log_done(struct disk_log *log)
{
	for (size_t i = 0; i < log->count; i++)
		free(log->events[i].bytes);
	free(log->events);
	*log = (struct disk_log){0};
}
