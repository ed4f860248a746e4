#include <dagstart/store/store.h>

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "file.h"
#include "internal.h"
#include "copy.h"
#include "schema.h"

enum { BUSY_MS = 4000 };

static const char share_key[] = "group";

/* Making a new one */

static bool build(struct arena *arena, const char *path, const char *group, struct err *err)
{
	CLEANUP(driver_cleanup) struct driver *driver = NULL;
	const struct driver_options options = {.path = path, .mode = DRIVER_BUILD, .schema_may_change = true};
	if (!driver_open(arena, &options, &driver, err) ||
	        !driver_script(driver, SQL_APPLICATION_TEAM, err) || !schema_migrate_team(driver, err))
		return false;
	if (!group)
		return true;
	CLEANUP(query_cleanup) struct query q = query_open(driver, SQL_META_PUT);
	bind_text(&q, "$key", share_key);
	bind_text(&q, "$value", group);
	return query_run(&q, err);
}

/* Built whole beside its place, so that a kill leaves no half store. Two that make it at once are both
 * content with the first one's. */
static bool create(struct arena *arena, const char *path, const char *group, struct err *err)
{
	CLEANUP(file_temp_cleanup) char *temp = NULL;
	gid_t gid = (gid_t)-1;
	struct file_facts facts;
	if (group && !file_group(group, &gid, err))
		return false;
	if (!file_temp(arena, path, gid, &temp, err) || !file_refuse_network(temp, err) ||
	        !build(arena, temp, group, err))
		return false;
	return file_land(temp, path, false, err) || (file_look(path, &facts, NULL) && facts.exists);
}

/* Opening */

static bool owner_is_fit(const char *path, const struct file_facts *facts,
        const struct store_options *options, struct err *err)
{
	if (options->read_only || facts->owner == geteuid() || geteuid() == 0 || (facts->mode & S_IWGRP))
		return true;
	return err_set(err, ERR_DAMAGED, N_("%s belongs to someone else and is not shared with a group"),
	        "%s", path);
}

/* A log that nobody holds was left by a program that didn't end. */
static bool is_unclean(struct arena *arena, const char *path, const struct file_facts *facts)
{
	struct stat st;
	return stat(arena_printf(arena, "%s-wal", path), &st) == 0 && st.st_size > 0 && !file_is_held(facts);
}

/* A file that a group may write in must be shared with just that group on purpose. */
static bool share_is_meant(struct store *store, const struct file_facts *facts, struct err *err)
{
	const char *name = NULL;
	if (!(facts->mode & S_IWGRP))
		return true;
	if (!meta_text(store, store->scratch, share_key, &name, err))
		return false;
	struct err unknown = {0};
	if (name && file_group(name, &store->group, &unknown) && store->group == facts->group)
		return true;
	return err_set(err, ERR_DAMAGED,
	        N_("a group may write in %s that it was not shared with; take that right away with: chmod "
	           "g-w"),
	        "%s", store->path);
}

/* All that can be refused is looked at before a byte is written. */
static bool look(struct store *store, const struct store_options *options, const struct file_facts *facts,
        int *ret_version, struct err *err)
{
	READING(store->driver);
	if (!driver_schema_version(store->driver, ret_version, err))
		return false;
	if (*ret_version > SCHEMA_TEAM_NEWEST)
		return err_set(err, ERR_DAMAGED,
		        N_("%s was written by a newer Dagstart; it was not touched, use that program"), "%s",
		        store->path);
	if (*ret_version < SCHEMA_TEAM_NEWEST && store->read_only && !options->as_it_is)
		return err_set(err, ERR_READONLY,
		        N_("%s was written by an older Dagstart; open it once for writing"), "%s",
		        store->path);
	return schema_check_team(store->driver, *ret_version, store->path, err) &&
	       share_is_meant(store, facts, err);
}

static bool migrate(struct store *store, const struct store_options *options, int version, struct err *err)
{
	if (version == SCHEMA_TEAM_NEWEST || options->read_only)
		return true;
	if (options->on_migration)
		options->on_migration(options->user, true);
	bool done = store_verify(store, err) && copy_before_migration(store, version, err) &&
	            schema_migrate_team(store->driver, err);
	if (options->on_migration)
		options->on_migration(options->user, false);
	if (!done && err && err->code == ERR_CANCELLED)
		return err_set(err, ERR_CANCELLED, N_("stopped: %s is as it was"), "%s", store->path);
	return done;
}

static bool open_at(struct store *store, const struct store_options *options, struct err *err)
{
	struct file_facts facts;
	if (!file_look(store->path, &facts, err))
		return false;
	if (!facts.exists && !options->create)
		return err_set(err, ERR_MISSING, N_("there is no store at %s; make one with: dagstart init"),
		        "%s", store->path);
	if (!facts.exists && (!create(store->arena, store->path, options->group, err) ||
	                             !file_look(store->path, &facts, err)))
		return false;
	if (!file_look_beside(store->scratch, store->path, err) || !file_refuse_network(store->path, err) ||
	        !owner_is_fit(store->path, &facts, options, err))
		return false;
	store->size = facts.size;
	/* The kernel stops all its processors to tell who holds a file: no first screen waits for that. */
	store->was_unclean = options->looks_back && is_unclean(store->scratch, store->path, &facts);
	const struct driver_options how = {.path = store->path,
	        .mode = options->read_only ? DRIVER_READ : DRIVER_WRITE,
	        .busy_ms = options->busy_ms > 0 ? options->busy_ms : BUSY_MS,
	        .application_id = DRIVER_ID_TEAM,
	        .newest = SCHEMA_TEAM_NEWEST,
	        .watched = kept_tables,
	        .is_stopped = options->is_stopped};
	int version = 0;
	return driver_open(store->arena, &how, &store->driver, err) &&
	       look(store, options, &facts, &version, err) && driver_accept(store->driver, err) &&
	       migrate(store, options, version, err);
}

bool store_open(struct arena *arena, const struct store_options *options, struct store **ret, struct err *err)
{
	static const struct clock machine = {0};
	CLEANUP(store_cleanup) struct store *store = arena_new_of(arena, struct store);
	*store = (struct store){.arena = arena,
	        .scratch = arena_new_like(arena),
	        .clock = options->clock ? options->clock : &machine,
	        .read_only = options->read_only,
	        .group = (gid_t)-1,
	        .watch_fd = -1};
	const struct file_place place = {options->path, options->create, options->group};
	if (!file_place(arena, &place, &store->path, err) || !open_at(store, options, err))
		return false;
	store->data_version = driver_data_version(store->driver);
	*ret = store;
	store = NULL;
	return true;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	store_rollback(store);
	reading_cleanup(&store->reading);
	driver_close(store->driver);
	store->driver = NULL;
	kept_free(store);
	fd_cleanup(&store->watch_fd);
	store->scratch = arena_free(store->scratch);
}

void store_cleanup(struct store **store)
{
	store_close(*store);
}

bool store_is_read_only(const struct store *store)
{
	return store->read_only;
}

bool store_was_unclean(const struct store *store)
{
	return store->was_unclean;
}

int store_schema_newest(void)
{
	return SCHEMA_TEAM_NEWEST;
}

int store_schema_version(struct store *store)
{
	int version = 0;
	struct err ignored = {0};
	return driver_schema_version(store->driver, &version, &ignored) ? version : 0;
}

bool store_changed(struct store *store)
{
	int64_t version = driver_data_version(store->driver);
	if (version == store->data_version)
		return false;
	store->data_version = version;
	return true;
}

/* The slow look */

static bool says_nothing(
        struct store *store, enum sql sql, const char *column, const char *fine, struct err *err)
{
	char found[200] = "";
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, sql);
	while (!*found && query_next(&q)) {
		const char *text = peek_text(&q, column);
		if (!streq(text, fine))
			snprintf(found, sizeof(found), "%s", text);
	}
	if (!query_end(&q, err))
		return false;
	return !*found || err_set(err, ERR_DAMAGED,
	                          N_("the store is damaged; put a copy back with: dagstart restore (%s)"),
	                          "%s: %s", store->path, found);
}

bool store_pages_are_sound(struct store *store, struct err *err)
{
	return says_nothing(store, SQL_CHECK_PAGES, "integrity_check", "ok", err);
}

bool store_verify(struct store *store, struct err *err)
{
	return store_pages_are_sound(store, err) && says_nothing(store, SQL_CHECK_KEYS, "table", "", err) &&
	       schema_check_team(store->driver, store_schema_version(store), store->path, err) &&
	       says_nothing(store, SQL_CHECK_JOURNAL, "id", "", err);
}
