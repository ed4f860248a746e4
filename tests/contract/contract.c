#include "contract.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const struct change anna = {.member_id = 1, .origin = "anna@desk", .verb = "test"};
const struct change bert = {.member_id = 2, .origin = "bert@desk", .verb = "test"};

void world_ok(struct world *world, bool ok, const char *file, int line)
{
	if (ok)
		return;
	fprintf(stderr, "%s:%d: code %d: %s\n", file, line, world->err.code,
	        err_text(world->arena, &world->err));
	_fail(file, line);
}

void world_refused(struct world *world, bool ok, enum err_code code, const char *file, int line)
{
	if (!ok && world->err.code == code && world->err.message && *world->err.message)
		return;
	fprintf(stderr, "%s:%d: wanted code %d, got %s, code %d: %s\n", file, line, code,
	        ok ? "success" : "failure", world->err.code,
	        world->err.message ? err_text(world->arena, &world->err) : "");
	_fail(file, line);
}

struct store *world_open(struct world *world, const char *path)
{
	struct store *store = NULL;
	const struct store_options options = {
	        .path = path, .create = true, .looks_back = true, .busy_ms = 200, .clock = &world->clock};
	OK(world, store_open(world->arena, &options, &store, &world->err));
	return store;
}

void world_reopen(struct world *world)
{
	store_close(world->store);
	world->store = world_open(world, world->path);
}

int world_setup(void **state)
{
	struct arena *arena = arena_new(NULL);
	struct world *world = arena_new_of(arena, struct world);
	world->arena = arena;
	snprintf(world->folder, sizeof(world->folder), "/tmp/dagstart-contract-XXXXXX");
	if (!mkdtemp(world->folder) || !clock_init(&world->clock, "2026-03-02T09:00:00", &world->err))
		return -1;
	world->path = world_path(world, "team.dagstart");
	world->store = world_open(world, world->path);
	*state = world;
	return 0;
}

static void remove_all(const char *folder)
{
	char path[512];
	struct stat st;
	DIR *dir = opendir(folder);
	for (struct dirent *entry = dir ? readdir(dir) : NULL; entry; entry = readdir(dir)) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
			remove_all(path);
		else
			unlink(path);
	}
	if (dir)
		closedir(dir);
	rmdir(folder);
}

int world_teardown(void **state)
{
	struct world *world = *state;
	store_close(world->store);
	remove_all(world->folder);
	arena_free(world->arena);
	return 0;
}

const char *world_path(struct world *world, const char *name)
{
	return arena_printf(world->arena, "%s/%s", world->folder, name);
}

char *world_bytes(struct world *world, const char *path, size_t *ret_len)
{
	FILE *file = fopen(path, "re");
	assert_non_null(file);
	struct stat st;
	assert_int_equal(fstat(fileno(file), &st), 0);
	char *bytes = arena_alloc(world->arena, (size_t)st.st_size + 1);
	*ret_len = fread(bytes, 1, (size_t)st.st_size, file);
	assert_int_equal(*ret_len, st.st_size);
	fclose(file);
	return bytes;
}

static int file_holds(struct world *world, const char *path, const char *const *traces)
{
	size_t len = 0;
	int hits = 0;
	const char *bytes = world_bytes(world, path, &len);
	for (; *traces; traces++)
		if (memmem(bytes, len, *traces, strlen(*traces))) {
			print_message("%s holds “%s”\n", path, *traces);
			hits++;
		}
	return hits;
}

int world_holds(struct world *world, const char *folder, const char *const *traces)
{
	int hits = 0;
	struct stat st;
	DIR *dir = opendir(folder);
	assert_non_null(dir);
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
		const char *path = arena_printf(world->arena, "%s/%s", folder, entry->d_name);
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
			hits += world_holds(world, path, traces);
		else
			hits += file_holds(world, path, traces);
	}
	closedir(dir);
	return hits;
}

void world_write(struct world *world, const char *path, const void *bytes, size_t len)
{
	(void)world;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), (ssize_t)len);
	close(fd);
}

void begin(struct world *world, const struct change *who, const char *verb)
{
	struct change change = *who;
	change.verb = verb;
	OK(world, store_begin(world->store, &change, &world->err));
}

void commit(struct world *world)
{
	OK(world, store_commit(world->store, &world->err));
}

int64_t add_member(struct world *world, const char *name)
{
	struct member member = {.name = name, .active = true, .joined_day = TODAY};
	begin(world, &anna, "member.add");
	OK(world, store_put_member(world->store, &member, &world->err));
	commit(world);
	return member.id;
}

static void put_action(struct world *world, const char *verb, struct action *action)
{
	begin(world, &anna, verb);
	OK(world, store_put_action(world->store, action, &world->err));
	commit(world);
}

int64_t add_action(struct world *world, const char *text)
{
	struct action action = {
	        .text = text, .created_day = TODAY, .forecast_change = (double)__builtin_nanf("")};
	put_action(world, "action.add", &action);
	return action.id;
}

int64_t add_moved_action(struct world *world, struct action action)
{
	put_action(world, "action.add", &action);
	action.due_day += 7;
	put_action(world, "action.move", &action);
	return action.id;
}

void add_team(struct world *world)
{
	const struct team team = {.id = 1, .name = "Team Oost", .language = "nl", .founded_day = TODAY};
	begin(world, &anna, "team.put");
	OK(world, store_put_team(world->store, &team, &world->err));
	commit(world);
}

struct metric add_metric(struct world *world, const char *key, enum metric_kind kind, double min, double max)
{
	struct metric metric = {.key = key, .kind = kind, .scale_min = min, .scale_max = max};
	begin(world, &anna, "metric.put");
	OK(world, store_put_metric(world->store, &metric, &world->err));
	commit(world);
	return metric;
}

struct metric add_nps(struct world *world)
{
	return add_metric(world, "nps", METRIC_NPS, 0, 10);
}

struct import_result import_rows(struct world *world, const struct import_plan *plan)
{
	struct import_result result = {0};
	struct import *import = NULL;
	struct arena *rows = arena_new_like(world->arena);
	const struct import_source source = {.name = plan->name,
	        .shape = plan->shape ? plan->shape : "csv",
	        .at_ms = clock_now_ms(&world->clock),
	        .change = plan->who ? plan->who : &anna};
	OK(world, store_import_begin(world->store, world->arena, &source, &import, &world->err));
	for (size_t i = 0; i < plan->rows; i++) {
		char bytes[32];
		struct import_row row = {
		        .feedback = {.comment = "", .customer = "", .channel = "", .step = ""},
		        .external_id = ""};
		enum import_added added = IMPORT_DUPLICATE;
		arena_reset(rows);
		plan->fill(rows, i, &row, plan->user);
		if (!row.row_bytes) {
			row.row_len = (size_t)snprintf(bytes, sizeof(bytes), "row %zu", i);
			row.row_bytes = bytes;
		}
		OK(world, store_import_add(import, &row, &added, &world->err));
		result.added += added == IMPORT_ADDED;
		result.duplicates += added != IMPORT_ADDED;
	}
	OK(world, store_import_commit(import, 0, &result.batch_id, &world->err));
	arena_free(rows);
	return result;
}
