#include "json_shape.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/random.h>
#include <dagstart/base/vec.h>

enum {
	LISTS_MAX = 64,
	PATH_MAX_BYTES = 4096,
	BY_KEY_LEAST = 3,
	NAMES_MAX = 1024,
	TABLE_LEAST = 2,
	ELEMENTS_MAX = 16
};

struct list {
	char *path;
	size_t len;
	int64_t records; /* objects in it */
	int64_t rows; /* lists in it */
	size_t width, titles; /* of the first of them: how many values, and how many of them are texts */
	VEC(const char *) texts; /* in it, the first NAMES_MAX */
	bool others; /* values in it that are no texts, or too many */
	size_t element, elements; /* of the list around all: the last one that has it, and how many have */
};

/* The members of the first object, as records: whether they have the same names. */
struct members {
	size_t count, alike;
	uint64_t names, first; /* sums of hashes */
	bool others; /* members that are no objects */
};

/* A walk through objects, up to the arrays in them. */
struct walk {
	struct json *json;
	struct arena *arena;
	char path[PATH_MAX_BYTES];
	size_t ends[JSON_DEPTH_MAX + 1]; /* by level; too long a path is no path */
	unsigned list_level; /* of the array that we are in; 0 none */
	struct list lists[LISTS_MAX];
	size_t count;
	struct list *list;
	size_t element; /* of the list around all, from 1; 0: it is an object */
	struct members members;
};

static struct walk *walk_new(struct json *json, struct arena *arena)
{
	struct walk *walk = arena_new_of(arena, struct walk);
	walk->json = json;
	walk->arena = arena;
	return walk;
}

static void step_name(struct walk *walk)
{
	const struct json *json = walk->json;
	size_t at = walk->ends[json->depth - 1];
	bool fits = at <= PATH_MAX_BYTES && json->len + 1 <= PATH_MAX_BYTES - at;
	if (fits)
		memcpy(walk->path + at, json->text, json->len + 1);
	walk->ends[json->depth] = fits ? at + json->len + 1 : PATH_MAX_BYTES + 1;
}

static struct list *find_list(struct walk *walk, size_t len)
{
	if (len > PATH_MAX_BYTES)
		return NULL;
	for (size_t i = 0; i < walk->count; i++)
		if (walk->lists[i].len == len && memcmp(walk->lists[i].path, walk->path, len) == 0)
			return &walk->lists[i];
	if (walk->count == LISTS_MAX)
		return NULL;
	walk->lists[walk->count] =
	        (struct list){.path = arena_memdup(walk->arena, walk->path, len), .len = len};
	return &walk->lists[walk->count++];
}

static void step_member(struct members *members, const struct json *json, enum json_event event)
{
	if (event == JSON_NAME && json->depth == 2)
		members->names += hash_text(0, json->text);
	else if (event == JSON_OBJECT && json->depth == 2)
		members->names = 0;
	else if (event == JSON_OBJECT_END && json->depth == 1) {
		members->first = members->count == 0 ? members->names : members->first;
		members->alike += members->names == members->first;
		members->count++;
	} else if (event == JSON_ARRAY ? json->depth == 2
	                               : json->depth == 1 && event != JSON_NAME && event != JSON_ARRAY_END)
		members->others = true;
}

static bool is_value(enum json_event event)
{
	return event == JSON_TEXT || event == JSON_NUMBER || event == JSON_TRUE || event == JSON_FALSE ||
	       event == JSON_NULL;
}

static void step_value(struct walk *walk, struct list *list, enum json_event event)
{
	list->others = list->others || event != JSON_TEXT || list->texts.count == NAMES_MAX;
	if (!list->others)
		*vec_add(walk->arena, &list->texts) = arena_strdup(walk->arena, walk->json->text);
}

static void step_list(struct walk *walk, enum json_event event)
{
	const struct json *json = walk->json;
	struct list *list = walk->list;
	unsigned within = json->depth - walk->list_level;
	if (event == JSON_OBJECT && within == 1)
		list->records++;
	else if (event == JSON_ARRAY && within == 1)
		list->rows++;
	else if (is_value(event) && within == 0)
		step_value(walk, list, event);
	else if (list->rows == 1 && !json_in_object(json, walk->list_level + 1) &&
	         (within == 1 ? is_value(event) : within == 2 && event == JSON_ARRAY)) {
		list->width++;
		list->titles += event == JSON_TEXT;
	}
}

static void step(struct walk *walk, enum json_event event)
{
	const struct json *json = walk->json;
	step_member(&walk->members, json, event);
	if (event == JSON_NAME && !walk->list_level)
		step_name(walk);
	if (event == JSON_ARRAY && !walk->list_level) {
		walk->list_level = json->depth;
		walk->list = find_list(walk, walk->ends[json->depth - 1]);
		if (walk->list && walk->list->element != walk->element) {
			walk->list->element = walk->element;
			walk->list->elements++;
		}
	} else if (event == JSON_ARRAY_END && json->depth + 1 == walk->list_level) {
		walk->list_level = 0;
		walk->list = NULL;
	} else if (walk->list) {
		step_list(walk, event);
	}
}

/* The bytes of the names above the last one. */
static size_t parent_len(const struct list *list)
{
	size_t len = list->len ? list->len - 1 : 0;
	while (len > 0 && list->path[len - 1])
		len--;
	return len;
}

/* The list beside `table` that names its columns. */
static const struct list *find_names(const struct walk *walk, const struct list *table)
{
	size_t len = parent_len(table);
	for (size_t i = 0; i < walk->count; i++) {
		const struct list *list = &walk->lists[i];
		if (list != table && !list->others && !list->records && !list->rows &&
		        list->texts.count > 0 && list->texts.count == table->width &&
		        parent_len(list) == len && memcmp(list->path, table->path, len) == 0)
			return list;
	}
	return NULL;
}

static const struct list *find_records(const struct walk *walk)
{
	const struct list *best = NULL;
	for (size_t i = 0; i < walk->count; i++)
		if (walk->lists[i].records > (best ? best->records : 0))
			best = &walk->lists[i];
	return best;
}

/* Lists in a list, where there are names for what stands in them: beside it, or in the first one. */
static const struct list *find_table(const struct walk *walk)
{
	const struct list *best = NULL;
	for (size_t i = 0; i < walk->count; i++) {
		const struct list *list = &walk->lists[i];
		bool is_named = list->width > 0 && (list->titles == list->width || find_names(walk, list));
		if (is_named && list->rows >= TABLE_LEAST && list->rows > (best ? best->rows : 0))
			best = list;
	}
	return best;
}

static void choose(const struct walk *walk, struct json_shape *ret)
{
	const struct list *best = find_records(walk), *names = NULL;
	if (!best && (best = find_table(walk)))
		names = find_names(walk, best);
	const struct members *members = &walk->members;
	bool by_key =
	        !members->others && members->count >= BY_KEY_LEAST && members->alike * 2 > members->count;
	*ret = (struct json_shape){.form = by_key ? JSON_BY_KEY : JSON_LINES};
	if (best && !by_key)
		*ret = (struct json_shape){.form = JSON_WITHIN, .path = best->path, .path_len = best->len};
	if (names && !by_key) {
		ret->names = names->texts.items;
		ret->name_count = names->texts.count;
	}
}

/* To the end of the first object. */
static bool walk_object(struct walk *walk, struct err *err)
{
	for (enum json_event event; walk->json->depth > 0;) {
		if (!json_next(walk->json, &event, err))
			return false;
		step(walk, event);
	}
	return true;
}

/* Through the elements of the list that we are in, while they are few and all of them objects. */
static bool walk_elements(struct walk *walk)
{
	const struct json *json = walk->json;
	struct err cut = {0};
	for (enum json_event event; json_next(walk->json, &event, &cut) && json->depth > 0;) {
		bool begins = event == JSON_OBJECT && json->depth == 2, ends = event == JSON_OBJECT_END;
		if (json->depth == 1 ? !ends : json->depth == 2 && event == JSON_ARRAY)
			return false;
		walk->element += begins;
		if (walk->element > ELEMENTS_MAX)
			return false;
		step(walk, event);
	}
	return true;
}

/* The records may all lie in one element, and the others tell of the file, as phpMyAdmin writes it. Records
 * that have lists of their own all have them, and short ones. */
static void choose_element(struct walk *walk, struct json_shape *ret)
{
	if (!walk_elements(walk) || walk->element < 2)
		return;
	const struct list *best = find_records(walk);
	if (best && best->len > 0 && best->elements == 1 && best->records > 2 * (int64_t)walk->element)
		*ret = (struct json_shape){.form = JSON_WITHIN, .path = best->path, .path_len = best->len};
}

bool json_shape_find(struct json *json, struct arena *arena, bool (*cut)(const void *user), const void *user,
        struct json_shape *ret, struct err *err)
{
	enum json_event event;
	*ret = (struct json_shape){.form = JSON_LIST};
	if (!json_next(json, &event, err))
		return false;
	if (event != JSON_ARRAY && event != JSON_OBJECT)
		return json_fail(json, N_("%s: no records: neither an array nor an object"), err);
	struct walk *walk = walk_new(json, arena);
	if (event == JSON_ARRAY) {
		choose_element(walk, ret);
		return true;
	}
	bool more = walk_object(walk, err) && json_next(json, &event, err);
	if (!more && !cut(user))
		return false;
	choose(walk, ret);
	if (more && event != JSON_END)
		ret->form = JSON_LINES;
	if (!more)
		err_clear(err);
	return true;
}

static bool is_list(const struct walk *walk, const struct json_shape *shape)
{
	size_t len = walk->ends[walk->json->depth - 1];
	return len == shape->path_len && memcmp(walk->path, shape->path, len) == 0;
}

bool json_shape_enter(struct json *json, struct arena *arena, const struct json_shape *shape, struct err *err)
{
	enum json_event event;
	if (shape->form == JSON_LINES)
		return true;
	if (!json_next(json, &event, err))
		return false;
	if (shape->form == JSON_LIST || shape->form == JSON_BY_KEY)
		return true;
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(arena);
	struct walk *walk = walk_new(json, scratch);
	for (;;) {
		if (!json_next(json, &event, err))
			return false;
		if (event == JSON_END)
			return json_fail(json, N_("%s: the file changed while it was read"), err);
		if (event == JSON_ARRAY && !walk->list_level && is_list(walk, shape))
			return true;
		step(walk, event);
	}
}
