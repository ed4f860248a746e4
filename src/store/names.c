#include "names.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/random.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "internal.h"

enum { MERGES_MAX = 64, NAMES_ROOM = 64, NAMES_LATEST = 64 };

static const struct {
	enum sql find, make;
} statements[NAME_KINDS] = {
        [NAME_THEME] = {SQL_THEME_FIND, SQL_THEME_MAKE},
        [NAME_CHANNEL] = {SQL_CHANNEL_FIND, SQL_CHANNEL_MAKE},
        [NAME_STEP] = {SQL_STEP_FIND, SQL_STEP_MAKE},
};

static bool find_folded(
        struct store *store, enum name_kind kind, const char *folded, int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, statements[kind].find);
	bind_text(&q, "$folded", folded);
	*ret = query_next(&q) ? get_int(&q, "id") : 0;
	return query_end(&q, err);
}

/* The theme that bore the name before, and what it was merged into since. */
static bool follow_theme(struct store *store, const char *folded, int64_t *id, struct err *err)
{
	if (!*id) {
		CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_THEME_FIND_FORMER);
		bind_text(&q, "$folded", folded);
		*id = query_next(&q) ? get_int(&q, "id") : 0;
		if (!query_end(&q, err))
			return false;
	}
	for (int step = 0; *id && step < MERGES_MAX; step++) {
		CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_THEME_ENTRY);
		bind_int(&q, "$id", *id);
		int64_t into = query_next(&q) ? get_int(&q, "into_id") : 0;
		if (!query_end(&q, err))
			return false;
		if (!into)
			return true;
		*id = into;
	}
	return true;
}

static bool find_name(
        struct store *store, enum name_kind kind, const char *folded, int64_t *ret, struct err *err)
{
	return find_folded(store, kind, folded, ret, err) &&
	       (kind != NAME_THEME || follow_theme(store, folded, ret, err));
}

/* One that was made and taken back is a theme again once an answer names it. */
static bool wake_theme(struct store *store, int64_t id, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_THEME_WAKE);
	bind_int(&q, "$id", id);
	return query_run(&q, err);
}

bool name_find(struct store *store, enum name_kind kind, const char *name, int64_t *ret, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(store->arena);
	return find_name(store, kind, text_fold_name(scratch, name), ret, err);
}

bool name_make(struct store *store, enum name_kind kind, const char *name, int64_t *ret, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(store->arena);
	const char *key = text_fold_name(scratch, name);
	*ret = 0;
	if (strempty(key))
		return true;
	if (!find_name(store, kind, key, ret, err))
		return false;
	/* However many blanks stand between its words, it is one name. */
	const char *once = str_squeeze(scratch, name);
	const char *once_key = text_fold_name(scratch, once);
	if (!*ret && !streq(once_key, key) && !find_name(store, kind, once_key, ret, err))
		return false;
	if (*ret)
		return kind != NAME_THEME || wake_theme(store, *ret, err);
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, statements[kind].make);
	bind_text(&q, "$name", once);
	bind_text(&q, "$folded", once_key);
	if (query_next(&q))
		*ret = get_int(&q, "id");
	return query_run(&q, err);
}

/* Spellings by hash, open addressing; at most half full. */
struct spelling {
	const char *name; /* NULL: free */
	int64_t id;
};

struct names {
	struct arena *arena;
	struct store *store;
	enum name_kind kind;
	struct spelling *slots;
	size_t count, room; /* room is a power of two */
	struct spelling latest[NAMES_LATEST]; /* by where a name stands: rules give theirs at one place */
};

struct names *names_new(struct arena *arena, struct store *store, enum name_kind kind)
{
	struct names *names = arena_new_of(arena, struct names);
	*names = (struct names){.arena = arena,
	        .store = store,
	        .kind = kind,
	        .slots = arena_array_of(arena, struct spelling, NAMES_ROOM),
	        .room = NAMES_ROOM};
	return names;
}

static struct spelling *slot_of(const struct names *names, const char *name)
{
	size_t at = (size_t)hash_text(0, name) & (names->room - 1);
	while (names->slots[at].name && strcmp(names->slots[at].name, name) != 0)
		at = (at + 1) & (names->room - 1);
	return &names->slots[at];
}

static void grow(struct names *names)
{
	struct names larger = *names;
	larger.room = names->room * 2;
	larger.slots = arena_array_of(names->arena, struct spelling, larger.room);
	for (size_t i = 0; i < names->room; i++) {
		if (names->slots[i].name)
			*slot_of(&larger, names->slots[i].name) = names->slots[i];
	}
	*names = larger;
}

bool names_make(struct names *names, const char *name, int64_t *ret, struct err *err)
{
	*ret = 0;
	if (strempty(name))
		return true;
	struct spelling *latest = &names->latest[(uintptr_t)name / 8 % NAMES_LATEST];
	if (latest->name && strcmp(latest->name, name) == 0) {
		*ret = latest->id;
		return true;
	}
	struct spelling *slot = slot_of(names, name);
	if (slot->name) {
		*latest = *slot;
		*ret = slot->id;
		return true;
	}
	if (!name_make(names->store, names->kind, name, ret, err))
		return false;
	if (2 * (names->count + 1) > names->room) {
		grow(names);
		slot = slot_of(names, name);
	}
	*slot = (struct spelling){arena_strdup(names->arena, name), *ret};
	names->count++;
	return true;
}
