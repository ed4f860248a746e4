#include "door.h"

#include <inttypes.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "batch.h"
#include "internal.h"
#include "journal.h"
#include "theme_moves.h"
#include "overtaken.h"

struct door {
	enum sql put, json, restore, delete;
	bool has_fixed_id; /* an id that is not there is not an error */
	bool is_begun_for_good; /* making one can't be undone */
	bool is_held; /* by one seat at a time: nobody comes between */
	/* for what is never changed, only withdrawn and taken back in */
	bool (*set)(struct store *store, int64_t id, bool is_there, struct err *err);
};

#define DOOR(NAME) \
	.put = SQL_##NAME##_PUT, .json = SQL_##NAME##_JSON, .restore = SQL_##NAME##_RESTORE, \
	.delete = SQL_##NAME##_DELETE

static const struct door doors[ENTITY_COUNT] = {
        [ENTITY_TEAM] = {DOOR(TEAM), .has_fixed_id = true},
        [ENTITY_MEMBER] = {DOOR(MEMBER)},
        [ENTITY_ABSENCE] = {DOOR(ABSENCE)},
        [ENTITY_ACTION] = {DOOR(ACTION)},
        [ENTITY_DECISION] = {DOOR(DECISION)},
        [ENTITY_KUDOS] = {DOOR(KUDOS)},
        [ENTITY_NOTE] = {DOOR(NOTE)},
        [ENTITY_GOAL] = {DOOR(GOAL)},
        [ENTITY_CHECKIN] = {DOOR(CHECKIN)},
        [ENTITY_MEETING] = {DOOR(MEETING), .is_begun_for_good = true, .is_held = true},
        [ENTITY_ATTENDANCE] = {DOOR(ATTENDANCE)},
        [ENTITY_ROUND] = {DOOR(ROUND)},
        [ENTITY_BATCH] = {.json = SQL_BATCH_JSON, .set = batch_set},
        [ENTITY_THEME] = {DOOR(THEME)},
        [ENTITY_MOVE] = {.json = SQL_MOVE_JSON, .set = move_set},
        [ENTITY_LOOP] = {DOOR(LOOP), .has_fixed_id = true},
        [ENTITY_VERDICT] = {DOOR(VERDICT), .has_fixed_id = true},
        [ENTITY_KPI] = {DOOR(KPI)},
        [ENTITY_KPI_VALUE] = {DOOR(KPI_VALUE)},
        [ENTITY_FEEDBACK] = {.json = SQL_FEEDBACK_JSON, .set = batch_set_of_feedback},
};

static bool door_of(struct ref ref, const struct door **ret, struct err *err)
{
	const struct door *door = &doors[entity_of_letter(ref.letter)];
	if (!door->json) /* no kind of thing is read by statement 0 */
		return err_set(err, ERR_INTERNAL,
		        N_("the journal names a kind of thing that this program does not know: %s"), "%c",
		        ref.letter);
	*ret = door;
	return true;
}

static bool read_json(
        struct store *store, const struct door *door, int64_t id, const char **ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, door->json);
	bind_int(&q, "$id", id);
	const char *json = query_next(&q) ? get_text_or_null(&q, store->scratch, "json") : NULL;
	if (!query_end(&q, err))
		return false;
	*ret = json;
	return true;
}

static bool write_row(struct store *store, const struct door *door, const struct door_put *put, int64_t *id,
        struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, door->put);
	bind_int(&q, "$id", *id);
	put->bind(&q, put->value);
	if (query_next(&q))
		*id = get_int(&q, "id");
	return query_run(&q, err);
}

static bool restore_row(
        struct store *store, const struct door *door, int64_t id, const char *json, struct err *err)
{
	CLEANUP(query_cleanup)
	struct query q = query_open(store->driver, json ? door->restore : door->delete);
	if (json)
		bind_text(&q, "$json", json);
	if (!json || door->is_begun_for_good)
		bind_int(&q, "$id", id);
	return query_run(&q, err);
}

/* What another seat changed in the row since this one looked stays. */
static bool settle(struct store *store, const struct door *door, const struct overtaken_put *put,
        const char **after, struct err *err)
{
	const char *merged = NULL;
	if (!overtaken_settle(store, put, &merged, err))
		return false;
	if (streq(merged, put->mine))
		return true;
	return restore_row(store, door, put->ref.id, merged, err) &&
	       read_json(store, door, put->ref.id, after, err);
}

static bool put_row(struct store *store, const struct door_put *put, struct err *err)
{
	const struct door *door = &doors[put->entity];
	const char *before = NULL, *after = NULL;
	int64_t id = *put->id;
	if (id && !read_json(store, door, id, &before, err))
		return false;
	if (id && !before && !door->has_fixed_id)
		return err_set(err, ERR_MISSING, N_("there is no %s"), "%c-%" PRId64,
		        entity_letter(put->entity), id);
	if (!write_row(store, door, put, &id, err) || !read_json(store, door, id, &after, err))
		return false;
	*put->id = id;
	if (streq(before, after))
		return true;
	const struct overtaken_put mine = {entity_ref(put->entity, id), before, after};
	if (before && !door->is_held && !settle(store, door, &mine, &after, err))
		return false;
	if (streq(before, after))
		return true;
	if (!before && door->is_begun_for_good)
		store->change_is_final = true;
	const struct journal_row row = {entity_ref(put->entity, id), before, after, 0};
	return journal_append(store, &row, err);
}

bool door_put(struct store *store, const struct door_put *put, struct err *err)
{
	return tx_enter(store, err) && tx_leave(store, put_row(store, put, err), err);
}

bool door_read(struct store *store, struct ref ref, const char **ret, struct err *err)
{
	const struct door *door = NULL;
	return door_of(ref, &door, err) && read_json(store, door, ref.id, ret, err);
}

bool door_set(struct store *store, struct ref ref, const char *json, struct err *err)
{
	const struct door *door = NULL;
	if (!door_of(ref, &door, err))
		return false;
	if (door->set)
		return door->set(store, ref.id, json != NULL, err);
	return restore_row(store, door, ref.id, json, err);
}
