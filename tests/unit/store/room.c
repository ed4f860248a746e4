#include "room.h"

#include <stdio.h>
#include <stdlib.h>

#include "../../older.h"
#include "file.h"
#include "internal.h"
#include "schema.h"

int room_setup(void **state)
{
	struct arena *arena = arena_new(NULL);
	struct room *room = arena_new_of(arena, struct room);
	room->arena = arena;
	snprintf(room->folder, sizeof(room->folder), "/tmp/dagstart-room-XXXXXX");
	if (!mkdtemp(room->folder) || !clock_init(&room->clock, "2026-03-02T09:00:00", &room->err))
		return -1;
	room->path = arena_printf(arena, "%s/team.db", room->folder);
	*state = room;
	return 0;
}

int room_setup_built(void **state)
{
	if (room_setup(state) != 0)
		return -1;
	struct room *room = *state;
	char *path = NULL;
	if (!file_temp(room->arena, room->path, (gid_t)-1, &path, &room->err))
		return -1;
	room->path = path;
	const struct driver_options options = {.path = path, .mode = DRIVER_BUILD, .schema_may_change = true};
	return driver_open(room->arena, &options, &room->driver, &room->err) &&
	                       driver_script(room->driver, SQL_APPLICATION_TEAM, &room->err) &&
	                       schema_migrate_team(room->driver, &room->err)
	               ? 0
	               : -1;
}

int room_teardown(void **state)
{
	struct room *room = *state;
	driver_close(room->driver);
	store_close(room->other);
	store_close(room->store);
	int ret = system(arena_printf(room->arena, "rm -rf '%s'", room->folder));
	arena_free(room->arena);
	return ret;
}

void must(struct room *room, bool ok)
{
	if (!ok)
		fail_msg("%s", err_text(room->arena, &room->err));
}

void room_open(struct room *room)
{
	const struct store_options options = {.path = room->path, .create = true, .clock = &room->clock};
	store_close(room->store);
	must(room, store_open(room->arena, &options, &room->store, &room->err));
}

void room_age(struct room *room)
{
	driver_allow_schema(room->store->driver, true);
	must(room, driver_script_text(room->store->driver, OLDER_STORE, &room->err));
	store_close(room->store);
	room->store = NULL;
}
