#include "turns.h"

#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>

#include "driver.h"
#include "internal.h"

struct place {
	int32_t day;
	int64_t id;
};

/* The newest, in order; a ring, since most files go from old to new. */
struct list {
	struct place *places;
	size_t first, count, room; /* room is a power of two */
};

struct lists { /* by the number of the segment */
	struct list *items;
	size_t room;
};

struct turns {
	struct arena *arena;
	struct lists lists[TURN_KINDS][2]; /* pain, praise */
};

struct turns *turns_new(struct arena *arena)
{
	struct turns *turns = arena_new_of(arena, struct turns);
	turns->arena = arena;
	return turns;
}

static struct list *list_of(struct turns *turns, enum turn_kind kind, int64_t segment_id, enum mood mood)
{
	struct lists *lists = &turns->lists[kind][mood == MOOD_PRAISE];
	size_t at = (size_t)segment_id;
	if (at >= lists->room) {
		size_t room = lists->room ? lists->room : 16;
		while (room <= at)
			room *= 2;
		lists->items = arena_grow(turns->arena, lists->items, lists->room * sizeof(struct list),
		        room * sizeof(struct list));
		memset(&lists->items[lists->room], 0, (room - lists->room) * sizeof(struct list));
		lists->room = room;
	}
	return &lists->items[at];
}

static struct place *place_at(const struct list *list, size_t index)
{
	return &list->places[(list->first + index) & (list->room - 1)];
}

static bool is_older(const struct place *a, const struct place *b)
{
	return a->day < b->day || (a->day == b->day && a->id < b->id);
}

/* True when there is a free place behind the newest. */
static bool make_room(struct arena *arena, struct list *list, size_t most, const struct place *place)
{
	if (list->count == most) {
		if (is_older(place, place_at(list, 0)))
			return false;
		list->first = (list->first + 1) & (list->room - 1);
		list->count--;
	} else if (list->count == list->room) { /* not a ring yet: it starts at 0 until it is full */
		size_t room = list->room ? 2 * list->room : 4;
		list->places = arena_grow(
		        arena, list->places, list->room * sizeof(struct place), room * sizeof(struct place));
		list->room = room;
	}
	return true;
}

static void put(struct arena *arena, struct list *list, size_t most, const struct place *place)
{
	if (!make_room(arena, list, most, place))
		return;
	size_t at = list->count++;
	for (; at > 0 && is_older(place, place_at(list, at - 1)); at--)
		*place_at(list, at) = *place_at(list, at - 1);
	*place_at(list, at) = *place;
}

void turns_note(struct turns *turns, const struct turns_row *row)
{
	const struct place place = {.day = row->day, .id = row->id};
	if (row->mood == MOOD_NEUTRAL)
		return;
	if (row->mood == MOOD_PAIN && row->has_score && row->day)
		put(turns->arena, list_of(turns, TURN_LOW, 0, row->mood), TURNS_LOW, &place);
	if (!row->has_comment)
		return;
	for (size_t i = 0; i < row->theme_count; i++)
		put(turns->arena, list_of(turns, TURN_THEME, row->theme_ids[i], row->mood), TURNS_OF_SEGMENT,
		        &place);
	if (row->channel_id)
		put(turns->arena, list_of(turns, TURN_CHANNEL, row->channel_id, row->mood), TURNS_OF_SEGMENT,
		        &place);
	if (row->step_id)
		put(turns->arena, list_of(turns, TURN_STEP, row->step_id, row->mood), TURNS_OF_SEGMENT,
		        &place);
}

static bool write_list(struct query *q, struct list *list, struct err *err)
{
	for (size_t i = 0; i < list->count; i++) {
		bind_int(q, "$day", place_at(list, i)->day);
		bind_int(q, "$response_id", place_at(list, i)->id);
		query_next(q);
		if (!query_again(q))
			return query_error(q, err);
	}
	list->count = list->first = 0;
	return true;
}

bool turns_write(struct turns *turns, struct store *store, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_TURN_ADD);
	for (enum turn_kind kind = 0; kind < TURN_KINDS; kind++) {
		bind_int(&q, "$kind", (int64_t)kind);
		for (int praise = 0; praise < 2; praise++) {
			struct lists *lists = &turns->lists[kind][praise];
			bind_int(&q, "$mood", praise ? MOOD_PRAISE : MOOD_PAIN);
			for (size_t i = 0; i < lists->room; i++) {
				bind_int(&q, "$segment_id", (int64_t)i);
				if (!write_list(&q, &lists->items[i], err))
					return false;
			}
		}
	}
	return query_end(&q, err);
}

static bool run_of_move(struct store *store, enum sql sql, int64_t move_id, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, sql);
	bind_int(&q, "$move_id", move_id);
	return query_run(&q, err);
}

bool turns_of_move(struct store *store, int64_t move_id, struct err *err)
{
	return run_of_move(store, SQL_TURN_OF_MOVE_DROP, move_id, err) &&
	       run_of_move(store, SQL_TURN_OF_MOVE_FILL, move_id, err);
}
