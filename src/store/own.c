#include <dagstart/store/own.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/vec.h>

#include "driver.h"
#include "file.h"
#include "forget.h"
#include "schema.h"

enum { BUSY_MS = 4000 };

struct own_store {
	struct driver *driver;
};

static bool build(struct arena *arena, const char *path, struct err *err)
{
	CLEANUP(driver_cleanup) struct driver *driver = NULL;
	const struct driver_options options = {.path = path, .mode = DRIVER_BUILD, .schema_may_change = true};
	return driver_open(arena, &options, &driver, err) &&
	       driver_script(driver, SQL_APPLICATION_OWN, err) && schema_migrate_own(driver, err);
}

static bool create(struct arena *arena, const char *path, struct err *err)
{
	CLEANUP(file_temp_cleanup) char *temp = NULL;
	return file_temp(arena, path, (gid_t)-1, &temp, err) && file_refuse_network(temp, err) &&
	       build(arena, temp, err) && file_land(temp, path, false, err);
}

bool own_store_open(struct arena *arena, const char *path, struct own_store **ret, struct err *err)
{
	const struct file_place place = {.given = path, .make_folder = true};
	struct file_facts facts;
	char *absolute = NULL;
	if (!file_place(arena, &place, &absolute, err) || !file_look(absolute, &facts, err))
		return false;
	if (!facts.exists && !create(arena, absolute, err))
		return false;
	if (facts.exists && (facts.mode & 077))
		return err_set(err, ERR_DAMAGED,
		        N_("others may read your own notes; take that right away with: chmod 600 %s"), "%s",
		        absolute);
	struct own_store *own = arena_new_of(arena, struct own_store);
	const struct driver_options how = {.path = absolute,
	        .mode = DRIVER_WRITE,
	        .busy_ms = BUSY_MS,
	        .application_id = DRIVER_ID_OWN,
	        .newest = SCHEMA_OWN_NEWEST};
	if (!file_look_beside(arena, absolute, err) || !file_refuse_network(absolute, err) ||
	        !driver_open(arena, &how, &own->driver, err))
		return false;
	if (!schema_check_own(own->driver, absolute, err) || !driver_accept(own->driver, err) ||
	        !schema_migrate_own(own->driver, err)) {
		own_store_close(own);
		return false;
	}
	*ret = own;
	return true;
}

void own_store_close(struct own_store *own)
{
	if (!own)
		return;
	driver_close(own->driver);
	own->driver = NULL;
}

void own_store_cleanup(struct own_store **own)
{
	own_store_close(*own);
}

bool own_notes(
        struct own_store *own, struct arena *arena, struct own_note **ret, size_t *ret_count, struct err *err)
{
	VEC(struct own_note) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(own->driver, SQL_OWN_NOTES);
	while (query_next(&q))
		*vec_add(arena, &list) = (struct own_note){
		        .id = get_int(&q, "id"),
		        .goal_id = get_int(&q, "goal_id"),
		        .day = get_day(&q, "day"),
		        .text = get_text(&q, arena, "text"),
		};
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

static bool put(struct own_store *own, struct own_note *note, int64_t *ret_id, struct err *err)
{
	CLEANUP(query_cleanup)
	struct query q = query_open(own->driver, note->id ? SQL_OWN_NOTE_CHANGE : SQL_OWN_NOTE_ADD);
	if (note->id)
		bind_int(&q, "$id", note->id);
	bind_int(&q, "$goal_id", note->goal_id);
	bind_int(&q, "$day", note->day);
	bind_text(&q, "$text", note->text);
	bool is_there = query_next(&q);
	if (is_there)
		*ret_id = get_int(&q, "id");
	return query_run(&q, err) && (is_there || err_say(err, ERR_MISSING, N_("that note is not there")));
}

bool own_put_note(struct own_store *own, struct own_note *note, struct err *err)
{
	int64_t id = 0;
	if (!driver_begin(own->driver, err))
		return false;
	if (!put(own, note, &id, err)) {
		driver_rollback(own->driver);
		return false;
	}
	if (!driver_commit(own->driver, err))
		return false;
	note->id = id;
	return true;
}

/* -- erasing a customer -- */

static bool count_rows(struct own_store *own, enum sql sql, int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(own->driver, sql);
	*ret = 0;
	while (query_next(&q))
		++*ret;
	return query_end(&q, err);
}

static bool scrub(struct own_store *own, const char *path, struct err *err)
{
	bool is_blocked = false;
	if (!driver_compact(own->driver, err) || !driver_empty_log(own->driver, &is_blocked, err))
		return false;
	return !is_blocked ||
	       err_set(err, ERR_BUSY, N_("another program has %s open; close it first"), "%s", path);
}

bool own_forget(struct arena *arena, const char *path, const struct forget_words *words, bool erase,
        int64_t *ret_notes, struct err *err)
{
	CLEANUP(own_store_cleanup) struct own_store *own = NULL;
	if (!own_store_open(arena, path, &own, err))
		return false;
	driver_forget(own->driver, words);
	if (!erase)
		return count_rows(own, SQL_OWN_NOTES_HOLDING, ret_notes, err);
	if (!driver_begin(own->driver, err))
		return false;
	if (!count_rows(own, SQL_OWN_NOTES_FORGET, ret_notes, err)) {
		driver_rollback(own->driver);
		return false;
	}
	/* also when there was nothing: an earlier try may have been kept from it by another program */
	return driver_commit(own->driver, err) && scrub(own, path, err);
}
