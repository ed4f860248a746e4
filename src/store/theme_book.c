/* The themes themselves: names, former names, rules. */
#include <inttypes.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/themes.h>

#include "door.h"
#include "internal.h"
#include "lines.h"
#include "names.h"
#include "row.h"
#include "theme_moves.h"

enum { FORMER_MAX = 32, INTO_MAX = 64 };

static struct theme_entry entry_read(struct query *q, struct arena *arena)
{
	struct theme_entry entry = {.id = get_int(q, "id"), .name = get_text(q, arena, "name")};
	entry.former = lines_read(arena, peek_text(q, "former"), &entry.former_count);
	entry.into_id = get_int(q, "into_id");
	entry.from_id = get_int(q, "from_id");
	entry.words = lines_read(arena, peek_text(q, "words"), &entry.word_count);
	return entry;
}

bool store_theme_entries(struct store *store, struct arena *arena, struct theme_entry **ret,
        size_t *ret_count, struct err *err)
{
	VEC(struct theme_entry) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_THEME_ENTRIES);
	while (query_next(&q))
		*vec_add(arena, &list) = entry_read(&q, arena);
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

static bool read_entry(
        struct store *store, struct arena *arena, int64_t id, struct theme_entry *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_THEME_ENTRY);
	bind_int(&q, "$id", id);
	bool is_there = query_next(&q);
	if (is_there)
		*ret = entry_read(&q, arena);
	return query_end(&q, err) && row_is_there(is_there, ENTITY_THEME, id, err);
}

bool store_theme_by_id(
        struct store *store, struct arena *arena, int64_t id, struct theme_entry *ret, struct err *err)
{
	for (int step = 0; step < INTO_MAX; step++) {
		if (!read_entry(store, arena, id, ret, err))
			return false;
		if (!ret->into_id)
			return true;
		id = ret->into_id;
	}
	return err_say(err, ERR_DAMAGED, N_("themes were merged in a circle"));
}

bool store_theme_by_name(
        struct store *store, struct arena *arena, const char *name, struct theme_entry *ret, struct err *err)
{
	int64_t id = 0;
	if (!name_find(store, NAME_THEME, name, &id, err))
		return false;
	if (!id)
		return err_set(err, ERR_MISSING, N_("there is no theme %s"), "“%s”", name);
	return store_theme_by_id(store, arena, id, ret, err);
}

/* -- writing -- */

struct putting {
	struct store *store;
	const struct theme_entry *entry;
};

static void entry_bind(struct query *q, const void *value)
{
	const struct putting *putting = value;
	const struct theme_entry *entry = putting->entry;
	struct arena *arena = putting->store->scratch;
	const char *folded[FORMER_MAX];
	size_t count = entry->former_count < FORMER_MAX ? entry->former_count : FORMER_MAX;
	for (size_t i = 0; i < count; i++)
		folded[i] = text_fold_name(arena, entry->former[i]);
	bind_text(q, "$name", entry->name);
	bind_text(q, "$folded", text_fold_name(arena, entry->name));
	bind_text(q, "$former", lines_write(arena, entry->former, count));
	bind_text(q, "$former_folded", lines_write(arena, folded, count));
	bind_int(q, "$into_id", entry->into_id);
	bind_int(q, "$from_id", entry->from_id);
	bind_text(q, "$words", lines_write(arena, entry->words, entry->word_count));
}

static bool put_entry(struct store *store, struct theme_entry *entry, struct err *err)
{
	const struct putting putting = {store, entry};
	return door_put(store, &(struct door_put){ENTITY_THEME, &entry->id, entry_bind, &putting}, err);
}

/* One line, so that lists of names stay lists. */
static bool clean_name(struct store *store, const char *name, const char **ret, struct err *err)
{
	*ret = str_trim(store->scratch, name ? name : "");
	if (strempty(*ret))
		return err_say(err, ERR_REFUSED, N_("a name can't be empty"));
	if (!text_is_clean(*ret) || strchr(*ret, '\n'))
		return err_say(err, ERR_REFUSED, N_("a name is one line of plain text"));
	*ret = str_squeeze(store->scratch, *ret);
	return true;
}

static void add_former(struct arena *arena, struct theme_entry *entry, const char *name)
{
	const char **former = arena_array_of(arena, const char *, entry->former_count + 1);
	size_t count = 0;
	former[count++] = name;
	for (size_t i = 0; i < entry->former_count; i++)
		if (!streq(text_fold_name(arena, entry->former[i]), text_fold_name(arena, name)))
			former[count++] = entry->former[i];
	entry->former = former;
	entry->former_count = count;
}

static void drop_former(struct arena *arena, struct theme_entry *entry, const char *name)
{
	const char **former = arena_array_of(arena, const char *, entry->former_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < entry->former_count; i++)
		if (!streq(text_fold_name(arena, entry->former[i]), text_fold_name(arena, name)))
			former[count++] = entry->former[i];
	entry->former = former;
	entry->former_count = count;
}

static bool rename_theme(struct store *store, int64_t id, const char *name, struct err *err)
{
	struct theme_entry entry;
	int64_t other = 0;
	if (!clean_name(store, name, &name, err) ||
	        !store_theme_by_id(store, store->scratch, id, &entry, err) ||
	        !name_find(store, NAME_THEME, name, &other, err))
		return false;
	if (other && other != entry.id)
		return err_set(
		        err, ERR_REFUSED, N_("there is a theme %s already; merge the two"), "“%s”", name);
	add_former(store->scratch, &entry, entry.name);
	drop_former(store->scratch, &entry, name);
	entry.name = name;
	return put_entry(store, &entry, err);
}

bool store_rename_theme(struct store *store, int64_t id, const char *name, struct err *err)
{
	return tx_enter(store, err) && tx_leave(store, rename_theme(store, id, name, err), err);
}

static bool merge_themes(
        struct store *store, int64_t id, int64_t into_id, int64_t *ret_answers, struct err *err)
{
	struct theme_entry from, into;
	if (!store_theme_by_id(store, store->scratch, id, &from, err) ||
	        !store_theme_by_id(store, store->scratch, into_id, &into, err))
		return false;
	if (from.id == into.id)
		return err_set(err, ERR_REFUSED, N_("%s is that theme already"), "“%s”", into.name);
	const struct move move = {.from_id = from.id, .into_id = into.id};
	from.into_id = into.id;
	return put_entry(store, &from, err) && move_do(store, &move, ret_answers, err);
}

bool store_merge_themes(
        struct store *store, int64_t id, int64_t into_id, int64_t *ret_answers, struct err *err)
{
	return tx_enter(store, err) &&
	       tx_leave(store, merge_themes(store, id, into_id, ret_answers, err), err);
}

static const char *const *folded_words(struct arena *arena, const struct theme_making *making)
{
	const char **words = arena_array_of(arena, const char *, making->word_count + 1);
	for (size_t i = 0; i < making->word_count; i++)
		words[i] = text_fold(arena, making->words[i]);
	return words;
}

/* The theme of that name, or a new one. */
static bool entry_for(
        struct store *store, const struct theme_making *making, struct theme_entry *ret, struct err *err)
{
	const char *name;
	int64_t id = 0;
	*ret = (struct theme_entry){0};
	if (!clean_name(store, making->name, &name, err) || !name_find(store, NAME_THEME, name, &id, err))
		return false;
	if (id && (!name_make(store, NAME_THEME, name, &id, err) ||
	                  !store_theme_by_id(store, store->scratch, id, ret, err)))
		return false;
	if (making->from_id && ret->id == making->from_id)
		return err_set(err, ERR_REFUSED, N_("%s is that theme already"), "“%s”", name);
	if (!id)
		ret->name = name;
	return true;
}

static bool make_theme(struct store *store, const struct theme_making *making, int64_t *ret_id,
        int64_t *ret_answers, struct err *err)
{
	struct theme_entry entry;
	struct theme_entry parent = {0};
	if (making->from_id && !store_theme_by_id(store, store->scratch, making->from_id, &parent, err))
		return false;
	if (!entry_for(store, making, &entry, err))
		return false;
	const char *const *words = folded_words(store->scratch, making);
	const struct theme_rule rule = {.name = entry.name, .words = words, .word_count = making->word_count};
	VEC(const char *) all = {0};
	for (size_t i = 0; i < entry.word_count; i++)
		*vec_add(store->scratch, &all) = entry.words[i];
	for (size_t i = 0; i < making->word_count; i++)
		*vec_add(store->scratch, &all) = words[i];
	entry.words = all.items;
	entry.word_count = all.count;
	if (parent.id && !entry.from_id)
		entry.from_id = parent.id;
	if (!put_entry(store, &entry, err))
		return false;
	const struct move move = {.from_id = parent.id,
	        .into_id = entry.id,
	        .rule = &rule,
	        .from_day = making->from_day,
	        .look_most = making->look_most ? making->look_most : THEME_LOOK_MAX};
	if (!move_do(store, &move, ret_answers, err))
		return false;
	*ret_id = entry.id;
	return *ret_answers > 0 || err_say(err, ERR_REFUSED, N_("no comment has these words"));
}

bool store_make_theme(struct store *store, const struct theme_making *making, int64_t *ret_id,
        int64_t *ret_answers, struct err *err)
{
	return tx_enter(store, err) &&
	       tx_leave(store, make_theme(store, making, ret_id, ret_answers, err), err);
}

bool store_theme_size(struct store *store, int64_t id, int64_t most, int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_THEME_SIZE);
	bind_int(&q, "$theme_id", id);
	bind_int(&q, "$limit", most);
	int64_t count = query_next(&q) ? get_int(&q, "n") : 0;
	if (!query_end(&q, err))
		return false;
	*ret = count;
	return true;
}

bool store_theme_rules(
        struct store *store, struct arena *arena, struct theme_rule **ret, size_t *ret_count, struct err *err)
{
	VEC(struct theme_rule) rules = {0};
	struct theme_entry *entries = NULL;
	size_t count = 0;
	if (!store_theme_entries(store, arena, &entries, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (entries[i].word_count)
			*vec_add(arena, &rules) = (struct theme_rule){.name = entries[i].name,
			        .words = entries[i].words,
			        .word_count = entries[i].word_count};
	*ret = rules.items;
	*ret_count = rules.count;
	return true;
}
