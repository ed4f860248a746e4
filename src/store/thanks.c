/* Kudos and notes. */
#include <dagstart/base/arena.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/work.h>

#include "door.h"
#include "internal.h"
#include "row.h"

static struct kudos kudos_read(struct query *q, struct arena *arena)
{
	return (struct kudos){
	        .id = get_int(q, "id"),
	        .from_id = get_int(q, "from_id"),
	        .to_id = get_int(q, "to_id"),
	        .behaviour = get_text(q, arena, "behaviour"),
	        .effect = get_text(q, arena, "effect"),
	        .value = get_text(q, arena, "value"),
	        .source = row_source(q),
	        .source_text = get_text(q, arena, "source_text"),
	        .is_private = get_bool(q, "is_private"),
	        .day = get_day(q, "day"),
	};
}

static void kudos_bind(struct query *q, const void *value)
{
	const struct kudos *kudos = value;
	bind_int(q, "$from_id", kudos->from_id);
	bind_int(q, "$to_id", kudos->to_id);
	bind_text(q, "$behaviour", kudos->behaviour);
	bind_text(q, "$effect", kudos->effect);
	bind_text(q, "$value", kudos->value);
	bind_text(q, "$source_letter", row_letter(&kudos->source));
	bind_int(q, "$source_id", kudos->source.id);
	bind_text(q, "$source_text", kudos->source_text);
	bind_int(q, "$is_private", kudos->is_private);
	bind_int(q, "$day", kudos->day);
}

bool store_kudos(struct store *store, struct arena *arena, int32_t from_day, struct kudos **ret,
        size_t *ret_count, struct err *err)
{
	VEC(struct kudos) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_KUDOS_READ);
	bind_int(&q, "$from_day", from_day);
	while (query_next(&q))
		*vec_add(arena, &list) = kudos_read(&q, arena);
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

bool store_put_kudos(struct store *store, struct kudos *kudos, struct err *err)
{
	return door_put(store, &(struct door_put){ENTITY_KUDOS, &kudos->id, kudos_bind, kudos}, err);
}

static struct note note_read(struct query *q, struct arena *arena)
{
	return (struct note){
	        .id = get_int(q, "id"),
	        .kind = (enum note_kind)get_int(q, "kind"),
	        .text = get_text(q, arena, "text"),
	        .by_id = get_int(q, "by_id"),
	        .day = get_day(q, "day"),
	        .source = row_source(q),
	        .source_text = get_text(q, arena, "source_text"),
	        .closed = get_bool(q, "closed"),
	};
}

static void note_bind(struct query *q, const void *value)
{
	const struct note *note = value;
	bind_int(q, "$kind", note->kind);
	bind_text(q, "$text", note->text);
	bind_int(q, "$by_id", note->by_id);
	bind_int(q, "$day", note->day);
	bind_text(q, "$source_letter", row_letter(&note->source));
	bind_int(q, "$source_id", note->source.id);
	bind_text(q, "$source_text", note->source_text);
	bind_int(q, "$closed", note->closed);
}

bool store_notes(struct store *store, struct arena *arena, bool closed_too, struct note **ret,
        size_t *ret_count, struct err *err)
{
	VEC(struct note) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_NOTES_READ);
	bind_int(&q, "$closed_too", closed_too);
	while (query_next(&q))
		*vec_add(arena, &list) = note_read(&q, arena);
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

bool store_put_note(struct store *store, struct note *note, struct err *err)
{
	return door_put(store, &(struct door_put){ENTITY_NOTE, &note->id, note_bind, note}, err);
}
