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

#include "bytes.h"
#include "disk_log.h"

enum { SECTOR = 512, NODES_MAX = 64, WORDS_MAX = 40 };

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
	char name[NODES_MAX][DISK_NAME_BYTES];
	int node[NODES_MAX];
	size_t count;
};

struct disk {
	struct disk_log log;
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

static void put(struct bytes *b, size_t at, const char *from, size_t len)
{
	static const char zeroes[SECTOR] = {0};
	while (b->len < at)
		bytes_add(b, zeroes, at - b->len < SECTOR ? at - b->len : SECTOR);
	size_t over = len < b->len - at ? len : b->len - at;
	if (over)
		memcpy(b->data + at, from, over);
	bytes_add(b, from + over, len - over);
}

static void cut(struct bytes *b, size_t len)
{
	put(b, len, "", 0);
	b->len = len;
}

static void copy(struct bytes *to, const struct bytes *from)
{
	bytes_clear(to);
	bytes_add(to, from->data, from->len);
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
	memmove(names->name[i], names->name[names->count], DISK_NAME_BYTES);
	names->node[i] = names->node[names->count];
}

static void give(struct names *names, const char *name, int node)
{
	forget(names, name);
	assert_true(names->count < NODES_MAX);
	snprintf(names->name[names->count], DISK_NAME_BYTES, "%s", name);
	names->node[names->count++] = node;
}

static struct node *node_of(struct disk *disk, const char *name)
{
	int i = find(&disk->names, name);
	return i < 0 ? NULL : &disk->nodes[disk->names.node[i]];
}

/* -- recording -- */

static void read_start(struct disk *disk, struct scratch *s)
{
	DIR *folder = must(opendir(disk->log.folder));
	for (struct dirent *entry; (entry = readdir(folder));) {
		char path[1024];
		struct stat st;
		snprintf(path, sizeof(path), "%s/%s", disk->log.folder, entry->d_name);
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
	snprintf(disk->log.folder, sizeof(disk->log.folder), "%s", folder);
	read_start(disk, s);
	const char *log = scratch_path(s, "disk.log");
	const char *argv[WORDS_MAX] = {"strace", "-qq", "-y", "-xx", "-s", "10000000", "-o", log, "-e",
	        disk_log_traced, "-e", "signal=none"};
	size_t count = 12;
	for (size_t i = 0; options->argv[i]; i++) {
		assert_true(count + 1 < WORDS_MAX);
		argv[count++] = options->argv[i];
	}
	struct run_options traced_options = *options;
	traced_options.argv = argv;
	*ret = run_program(&traced_options);
	char *text = must(scratch_read(s, "disk.log", NULL));
	disk_log_read(&disk->log, text);
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
	bytes_done(&node->synced);
	bytes_done(&node->now);
	*node = (struct node){0};
}

void disk_free(struct disk *disk)
{
	disk_log_done(&disk->log);
	for (size_t i = 0; i < NODES_MAX; i++) {
		node_done(&disk->start[i]);
		node_done(&disk->nodes[i]);
	}
	bytes_done(&disk->shown);
	free(disk);
}

/* -- playing -- */

static void pend(struct node *node, const struct disk_event *event, size_t at)
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

static void play(struct disk *disk, const struct disk_event *event)
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
		bytes_add(&disk->shown, event->bytes, event->len);
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
	bytes_clear(&disk->shown);
	disk->played = 0;
}

void disk_play(struct disk *disk, size_t count)
{
	if (count < disk->played || count == 0)
		rewind_to_start(disk);
	assert_true(count <= disk->log.count);
	while (disk->played < count)
		play(disk, &disk->log.events[disk->played++]);
}

size_t disk_events(const struct disk *disk)
{
	return disk->log.count;
}

const char *disk_shown(const struct disk *disk)
{
	return disk->shown.data;
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
		assert_int_equal(fwrite(bytes->data ? bytes->data : "", 1, bytes->len, file), bytes->len);
		assert_int_equal(fclose(file), 0);
		assert_int_equal(chmod(path, 0600), 0);
		bytes_done(&torn);
	}
}
