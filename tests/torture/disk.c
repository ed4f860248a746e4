#include "disk.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <dagstart/base/random.h>

#include "torture.h"

enum { SECTOR = 512, NODES_MAX = 64, NAME = 128, WORDS_MAX = 40 };

struct bytes {
	char *at;
	size_t len, room;
};

/* Write, or cut and grow where `bytes` is NULL. */
struct op {
	char *bytes;
	size_t at, len;
};

/* A file, whatever it is called. */
struct node {
	struct bytes synced, now;
	struct op *pending; /* since its last sync */
	size_t pending_count, pending_room;
};

struct names {
	char name[NODES_MAX][NAME];
	int node[NODES_MAX];
	size_t count;
};

enum event_kind {
	EVENT_WRITE,
	EVENT_CUT,
	EVENT_SYNC,
	EVENT_SYNC_FOLDER,
	EVENT_MAKE,
	EVENT_RENAME,
	EVENT_UNLINK,
	EVENT_SHOW
};

struct event {
	enum event_kind kind;
	char name[NAME], to[NAME];
	char *bytes;
	size_t at, len;
	bool follows; /* where the last write() ended */
};

struct disk {
	char folder[512];
	struct event *events;
	size_t event_count, event_room;
	struct node start[NODES_MAX], nodes[NODES_MAX]; /* `start` only its synced bytes */
	size_t start_count, node_count;
	struct names start_names, names, synced_names;
	size_t played;
	struct bytes shown;
};

static void *must(void *p)
{
	assert_non_null(p);
	return p;
}

static const char *behind(const char *found)
{
	assert_non_null(found);
	return found + 1;
}

static void put(struct bytes *b, size_t at, const char *from, size_t len)
{
	if (at + len + 1 > b->room) {
		b->room = 2 * (at + len + 1);
		b->at = must(realloc(b->at, b->room));
	}
	if (at > b->len)
		memset(b->at + b->len, 0, at - b->len);
	if (len)
		memcpy(b->at + at, from, len);
	if (at + len > b->len)
		b->len = at + len;
	b->at[b->len] = '\0';
}

static void cut(struct bytes *b, size_t len)
{
	if (len > b->len)
		put(b, len, NULL, 0);
	b->len = len;
}

static void copy(struct bytes *to, const struct bytes *from)
{
	to->len = 0;
	put(to, 0, from->at ? from->at : "", from->len);
}

/* -- names -- */

static int find(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->name[i], name) == 0)
			return (int)i;
	return -1;
}

static void forget(struct names *names, const char *name)
{
	int i = find(names, name);
	if (i < 0)
		return;
	names->count--;
	memmove(names->name[i], names->name[names->count], NAME);
	names->node[i] = names->node[names->count];
}

static void give(struct names *names, const char *name, int node)
{
	forget(names, name);
	assert_true(names->count < NODES_MAX);
	snprintf(names->name[names->count], NAME, "%s", name);
	names->node[names->count++] = node;
}

static struct node *node_of(struct disk *disk, const char *name)
{
	int i = find(&disk->names, name);
	return i < 0 ? NULL : &disk->nodes[disk->names.node[i]];
}

/* -- reading the log -- */

static int digit(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* "\x2f\x74" up to its end; *at goes behind the last of them. */
static struct bytes unhex(const char **at)
{
	struct bytes b = {0};
	put(&b, 0, "", 0);
	for (; (*at)[0] == '\\' && (*at)[1] == 'x'; *at += 4) {
		char c = (char)(digit((*at)[2]) << 4 | digit((*at)[3]));
		put(&b, b.len, &c, 1);
	}
	return b;
}

/* The name within the folder, NULL for what lies elsewhere or is only for a running program. */
static const char *name_in(const struct disk *disk, const char *path)
{
	size_t len = strlen(disk->folder);
	const char *tail = strrchr(path, '-');
	if (strncmp(path, disk->folder, len) != 0 || path[len] != '/' || strchr(path + len + 1, '/'))
		return NULL;
	return tail && strcmp(tail, "-shm") == 0 ? NULL : path + len + 1;
}

/* A file that is known by "5<path>"; false when it is none of the folder. */
static bool read_fd(const struct disk *disk, const char **at, char name[static NAME], bool *ret_is_folder)
{
	*at = behind(strchr(*at, '<'));
	struct bytes path = unhex(at);
	const char *inside = name_in(disk, path.at);
	snprintf(name, NAME, "%s", inside ? inside : "");
	*ret_is_folder = strcmp(path.at, disk->folder) == 0;
	free(path.at);
	return inside != NULL;
}

/* "dirfd<path>, "name"", or a path alone. */
static bool read_path(const struct disk *disk, const char **at, bool has_folder, char name[static NAME])
{
	struct bytes path = {0};
	put(&path, 0, "", 0);
	if (has_folder) {
		*at = behind(strchr(*at, '<'));
		free(path.at);
		path = unhex(at);
		put(&path, path.len, "/", 1);
	}
	*at = behind(strchr(*at, '"'));
	struct bytes last = unhex(at);
	if (last.at[0] == '/')
		path.len = 0;
	put(&path, path.len, last.at, last.len);
	const char *inside = name_in(disk, path.at);
	snprintf(name, NAME, "%s", inside ? inside : "");
	free(last.at);
	free(path.at);
	return *name != '\0';
}

static struct event *add(struct disk *disk, enum event_kind kind, const char *name)
{
	if (disk->event_count == disk->event_room) {
		disk->event_room = 2 * disk->event_room + 64;
		disk->events = must(realloc(disk->events, disk->event_room * sizeof(*disk->events)));
	}
	struct event *event = &disk->events[disk->event_count++];
	*event = (struct event){.kind = kind};
	snprintf(event->name, NAME, "%s", name);
	return event;
}

static void read_write(struct disk *disk, const char *args, bool is_placed)
{
	char name[NAME];
	bool is_folder;
	bool is_shown = strncmp(args, "1<", 2) == 0;
	bool is_inside = read_fd(disk, &args, name, &is_folder);
	if (!is_inside && !is_shown)
		return;
	args = behind(strchr(args, '"'));
	struct bytes bytes = unhex(&args);
	struct event *event = add(disk, is_shown ? EVENT_SHOW : EVENT_WRITE, name);
	event->bytes = bytes.at;
	event->len = bytes.len;
	event->follows = !is_placed;
	if (is_placed)
		event->at = strtoul(behind(strrchr(args, ',')), NULL, 10);
}

static void read_pwrite(struct disk *disk, const char *args)
{
	read_write(disk, args, true);
}

static void read_plain_write(struct disk *disk, const char *args)
{
	read_write(disk, args, false);
}

static void read_sync(struct disk *disk, const char *args)
{
	char name[NAME];
	bool is_folder;
	if (read_fd(disk, &args, name, &is_folder))
		add(disk, EVENT_SYNC, name);
	else if (is_folder)
		add(disk, EVENT_SYNC_FOLDER, "");
}

static void read_cut(struct disk *disk, const char *args)
{
	char name[NAME];
	bool is_folder;
	if (read_fd(disk, &args, name, &is_folder))
		add(disk, EVENT_CUT, name)->len = strtoul(behind(strchr(args, ',')), NULL, 10);
}

static void read_open(struct disk *disk, const char *args)
{
	char name[NAME];
	if (read_path(disk, &args, true, name) && strstr(args, "O_CREAT"))
		add(disk, EVENT_MAKE, name);
}

static void read_unlink(struct disk *disk, const char *args)
{
	char name[NAME];
	if (read_path(disk, &args, false, name))
		add(disk, EVENT_UNLINK, name);
}

static void read_unlink_at(struct disk *disk, const char *args)
{
	char name[NAME];
	if (read_path(disk, &args, true, name))
		add(disk, EVENT_UNLINK, name);
}

static void read_rename_in(struct disk *disk, const char *args, bool has_folder)
{
	char from[NAME], to[NAME];
	bool is_from = read_path(disk, &args, has_folder, from);
	if (!read_path(disk, &args, has_folder, to) || !is_from)
		return;
	snprintf(add(disk, EVENT_RENAME, from)->to, NAME, "%s", to);
}

static void read_rename(struct disk *disk, const char *args)
{
	read_rename_in(disk, args, false);
}

static void read_rename_at(struct disk *disk, const char *args)
{
	read_rename_in(disk, args, true);
}

static const struct {
	const char *call;
	void (*read)(struct disk *disk, const char *args);
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
static const char traced[] =
        "trace=pwrite64,write,fsync,fdatasync,ftruncate,openat,unlink,unlinkat,rename,renameat,renameat2";

static void read_line(struct disk *disk, const char *line)
{
	const char *result = strrchr(line, '=');
	if (!result || result[2] == '-') /* failed: nothing changed */
		return;
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		size_t len = strlen(calls[i].call);
		if (strncmp(line, calls[i].call, len) == 0) {
			calls[i].read(disk, line + len);
			return;
		}
	}
}

static void read_start(struct disk *disk, struct scratch *s)
{
	DIR *folder = must(opendir(disk->folder));
	for (struct dirent *entry; (entry = readdir(folder));) {
		char path[1024];
		struct stat st;
		snprintf(path, sizeof(path), "%s/%s", disk->folder, entry->d_name);
		if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
			continue;
		size_t len = 0;
		char *bytes = must(scratch_read(s, path, &len));
		put(&disk->start[disk->start_count].synced, 0, bytes, len);
		give(&disk->start_names, entry->d_name, (int)disk->start_count++);
		free(bytes);
	}
	closedir(folder);
}

struct disk *disk_record(
        struct scratch *s, const char *folder, const struct run_options *options, struct run *ret)
{
	struct disk *disk = must(calloc(1, sizeof(*disk)));
	snprintf(disk->folder, sizeof(disk->folder), "%s", folder);
	read_start(disk, s);
	const char *log = scratch_path(s, "disk.log");
	const char *argv[WORDS_MAX] = {
	        "strace", "-qq", "-y", "-xx", "-s", "10000000", "-o", log, "-e", traced, "-e", "signal=none"};
	size_t count = 12;
	for (size_t i = 0; options->argv[i]; i++) {
		assert_true(count + 1 < WORDS_MAX);
		argv[count++] = options->argv[i];
	}
	struct run_options traced_options = *options;
	traced_options.argv = argv;
	*ret = run_program(&traced_options);
	char *text = must(scratch_read(s, "disk.log", NULL));
	char *rest = NULL;
	for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		read_line(disk, line);
	free(text);
	unlink(log);
	disk_play(disk, 0);
	return disk;
}

static void node_done(struct node *node)
{
	for (size_t i = 0; i < node->pending_count; i++)
		free(node->pending[i].bytes);
	free(node->pending);
	free(node->synced.at);
	free(node->now.at);
	*node = (struct node){0};
}

void disk_free(struct disk *disk)
{
	for (size_t i = 0; i < disk->event_count; i++)
		free(disk->events[i].bytes);
	for (size_t i = 0; i < NODES_MAX; i++) {
		node_done(&disk->start[i]);
		node_done(&disk->nodes[i]);
	}
	free(disk->events);
	free(disk->shown.at);
	free(disk);
}

/* -- playing -- */

static void pend(struct node *node, const struct event *event, size_t at)
{
	if (node->pending_count == node->pending_room) {
		node->pending_room = 2 * node->pending_room + 16;
		node->pending = must(realloc(node->pending, node->pending_room * sizeof(*node->pending)));
	}
	struct op *op = &node->pending[node->pending_count++];
	*op = (struct op){.at = at, .len = event->len};
	if (event->kind == EVENT_WRITE)
		op->bytes = memcpy(must(malloc(event->len + 1)), event->bytes, event->len);
}

static void sync_node(struct node *node)
{
	for (size_t i = 0; i < node->pending_count; i++)
		free(node->pending[i].bytes);
	node->pending_count = 0;
	copy(&node->synced, &node->now);
}

static void play(struct disk *disk, const struct event *event)
{
	struct node *node = node_of(disk, event->name);
	switch (event->kind) {
	case EVENT_WRITE:
		assert_non_null(node);
		pend(node, event, event->follows ? node->now.len : event->at);
		put(&node->now, event->follows ? node->now.len : event->at, event->bytes, event->len);
		break;
	case EVENT_CUT:
		assert_non_null(node);
		pend(node, event, 0);
		cut(&node->now, event->len);
		break;
	case EVENT_SYNC:
		assert_non_null(node);
		sync_node(node);
		break;
	case EVENT_SYNC_FOLDER:
		disk->synced_names = disk->names;
		break;
	case EVENT_MAKE:
		if (node)
			break;
		assert_true(disk->node_count < NODES_MAX);
		give(&disk->names, event->name, (int)disk->node_count++);
		break;
	case EVENT_RENAME:
		assert_non_null(node);
		forget(&disk->names, event->name);
		give(&disk->names, event->to, (int)(node - disk->nodes));
		break;
	case EVENT_UNLINK:
		forget(&disk->names, event->name);
		break;
	case EVENT_SHOW:
		put(&disk->shown, disk->shown.len, event->bytes, event->len);
		break;
	}
}

static void rewind_to_start(struct disk *disk)
{
	for (size_t i = 0; i < NODES_MAX; i++)
		node_done(&disk->nodes[i]);
	for (size_t i = 0; i < disk->start_count; i++) {
		copy(&disk->nodes[i].synced, &disk->start[i].synced);
		copy(&disk->nodes[i].now, &disk->start[i].synced);
	}
	disk->node_count = disk->start_count;
	disk->names = disk->synced_names = disk->start_names;
	disk->shown.len = 0;
	put(&disk->shown, 0, "", 0);
	disk->played = 0;
}

void disk_play(struct disk *disk, size_t count)
{
	if (count < disk->played || count == 0)
		rewind_to_start(disk);
	assert_true(count <= disk->event_count);
	while (disk->played < count)
		play(disk, &disk->events[disk->played++]);
}

size_t disk_events(const struct disk *disk)
{
	return disk->event_count;
}

const char *disk_shown(const struct disk *disk)
{
	return disk->shown.at;
}

/* -- after the cut -- */

static void tear(const struct node *node, struct random *random, struct bytes *ret)
{
	copy(ret, &node->synced);
	for (size_t i = 0; i < node->pending_count; i++) {
		const struct op *op = &node->pending[i];
		if (!op->bytes) {
			if (random_below(random, 2))
				cut(ret, op->len);
			continue;
		}
		for (size_t at = 0, n; at < op->len; at += n) {
			n = SECTOR - (op->at + at) % SECTOR;
			n = n < op->len - at ? n : op->len - at;
			if (random_below(random, 2))
				put(ret, op->at + at, op->bytes + at, n);
		}
	}
}

void disk_image(const struct disk *disk, enum disk_model model, uint64_t seed, const char *into)
{
	struct random random = random_seeded(seed);
	bool is_torn = model == DISK_TORN;
	bool has_names = is_torn ? random_below(&random, 2) : model == DISK_ALL || model == DISK_NAMES;
	bool has_data = model == DISK_ALL || model == DISK_DATA;
	const struct names *names = has_names ? &disk->names : &disk->synced_names;
	for (size_t i = 0; i < names->count; i++) {
		const struct node *node = &disk->nodes[names->node[i]];
		struct bytes torn = {0};
		if (is_torn)
			tear(node, &random, &torn);
		const struct bytes *bytes = is_torn ? &torn : has_data ? &node->now : &node->synced;
		char path[1024];
		snprintf(path, sizeof(path), "%s/%s", into, names->name[i]);
		FILE *file = must(fopen(path, "wb"));
		assert_int_equal(fwrite(bytes->at ? bytes->at : "", 1, bytes->len, file), bytes->len);
		assert_int_equal(fclose(file), 0);
		assert_int_equal(chmod(path, 0600), 0);
		free(torn.at);
	}
}
