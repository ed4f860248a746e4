/* Words to choose the quotes of the day from, and whose turn it was. */
#include <dagstart/base/arena.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/voice.h>

#include "internal.h"
#include "themes.h"
#include "turns.h"

enum { QUOTES_LIMIT = 50, QUOTES_ROOM = 64 };

typedef VEC(struct feedback) quote_list;

/* Names of themes that one reading met: few, and met often. */
struct theme_names {
	VEC(struct named) known;
};

static bool theme_name(struct store *store, struct arena *arena, struct theme_names *names, int64_t id,
        const char **ret, struct err *err)
{
	VEC_EACH(named, &names->known)
		if (named->id == id) {
			*ret = named->name;
			return true;
		}
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_THEME_NAME);
	bind_int(&q, "$id", id);
	*ret = query_next(&q) ? get_text(&q, arena, "name") : "";
	*vec_add(arena, &names->known) = (struct named){.id = id, .name = *ret};
	return query_end(&q, err);
}

static bool name_themes(struct store *store, struct arena *arena, quote_list *list, struct err *err)
{
	struct theme_names names = {0};
	VEC_EACH(quote, list)
		for (size_t i = 0; i < quote->theme_count; i++)
			if (!theme_name(store, arena, &names, quote->theme_ids[i], &quote->themes[i], err))
				return false;
	return true;
}

static bool give(struct store *store, struct arena *arena, quote_list *list, struct feedback **ret,
        size_t *ret_count, struct err *err)
{
	if (!name_themes(store, arena, list, err))
		return false;
	*ret = list->items;
	*ret_count = list->count;
	return true;
}

static bool read_quotes(struct query *q, struct arena *arena, quote_list *list, struct err *err)
{
	if (!list->room) { /* rows are large, and are moved with each time that the list grows */
		list->items = arena_array_of(arena, struct feedback, QUOTES_ROOM);
		list->room = QUOTES_ROOM;
	}
	while (query_next(q)) {
		struct feedback *quote = vec_add(arena, list);
		*quote = (struct feedback){.id = get_int(q, "id"),
		        .day = get_day(q, "day"),
		        .mood = (enum mood)get_int(q, "mood"),
		        .channel = get_text(q, arena, "channel"),
		        .step = get_text(q, arena, "step"),
		        .customer = ""};
		quote->theme_count =
		        themes_read(peek_text(q, "themes"), quote->theme_ids, FEEDBACK_THEMES_MAX);
		quote->comment = get_text(q, arena, "comment");
		quote->heard_day = get_day(q, "heard_day");
	}
	return query_end(q, err);
}

static enum turn_kind turn_of(enum segment_kind kind)
{
	static const enum turn_kind kinds[SEGMENT_KINDS] = {
	        [SEGMENT_CHANNEL] = TURN_CHANNEL, [SEGMENT_STEP] = TURN_STEP, [SEGMENT_THEME] = TURN_THEME};
	return kinds[kind];
}

static bool quotes(struct store *store, struct arena *arena, enum sql sql, const struct quote_query *query,
        quote_list *list, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, sql);
	if (sql == SQL_QUOTES_OF_SEGMENT) {
		bind_int(&q, "$kind", (int64_t)turn_of(query->kind));
		bind_int(&q, "$segment_id", query->segment_id);
		bind_int(&q, "$from_day", query->from_day);
	}
	bind_int(&q, "$mood", query->mood);
	bind_int(&q, "$quiet_from", query->quiet_from_day);
	bind_int(&q, "$limit", (int64_t)(query->limit ? query->limit : QUOTES_LIMIT));
	return read_quotes(&q, arena, list, err);
}

bool store_quotes(struct store *store, struct arena *arena, const struct quote_query *query,
        struct feedback **ret, size_t *ret_count, struct err *err)
{
	quote_list list = {0};
	READING(store->driver);
	return quotes(store, arena, query->of_segment ? SQL_QUOTES_OF_SEGMENT : SQL_QUOTES_NEWEST, query,
	               &list, err) &&
	       give(store, arena, &list, ret, ret_count, err);
}

bool store_quotes_in_line(struct store *store, struct arena *arena, const struct quote_query *queries,
        size_t query_count, size_t enough, struct feedback **ret, size_t *ret_count, struct err *err)
{
	quote_list list = {0};
	READING(store->driver);
	for (size_t i = 0, found = 0; i < query_count && found < enough; i++) {
		size_t before = list.count;
		if (!quotes(store, arena, SQL_QUOTES_OF_SEGMENT, &queries[i], &list, err))
			return false;
		found += list.count > before;
	}
	return give(store, arena, &list, ret, ret_count, err);
}

bool store_quotes_again(struct store *store, struct arena *arena, const struct quote_query *query,
        struct feedback **ret, size_t *ret_count, struct err *err)
{
	quote_list list = {0};
	READING(store->driver);
	return quotes(store, arena, SQL_QUOTES_HEARD, query, &list, err) &&
	       give(store, arena, &list, ret, ret_count, err);
}

static bool heard_since(
        struct store *store, struct arena *arena, int32_t from_day, quote_list *list, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_HEARD_SINCE);
	bind_int(&q, "$from_day", from_day);
	while (query_next(&q)) {
		struct feedback *quote = vec_add(arena, list);
		*quote = (struct feedback){.id = get_int(&q, "id"),
		        .heard_day = get_day(&q, "heard_day"),
		        .mood = (enum mood)get_int(&q, "mood"),
		        .channel = get_text(&q, arena, "channel"),
		        .step = get_text(&q, arena, "step"),
		        .comment = "",
		        .customer = ""};
		quote->theme_count =
		        themes_read(peek_text(&q, "themes"), quote->theme_ids, FEEDBACK_THEMES_MAX);
	}
	return query_end(&q, err);
}

bool store_heard_since(struct store *store, struct arena *arena, int32_t from_day, struct feedback **ret,
        size_t *ret_count, struct err *err)
{
	quote_list list = {0};
	READING(store->driver);
	return heard_since(store, arena, from_day, &list, err) &&
	       give(store, arena, &list, ret, ret_count, err);
}

bool store_segments(struct store *store, struct arena *arena, int32_t from_day, struct segment **ret,
        size_t *ret_count, struct err *err)
{
	static const enum sql statements[SEGMENT_KINDS] = {[SEGMENT_CHANNEL] = SQL_SEGMENTS_CHANNEL,
	        [SEGMENT_STEP] = SQL_SEGMENTS_STEP,
	        [SEGMENT_THEME] = SQL_SEGMENTS_THEME};
	VEC(struct segment) list = {0};
	READING(store->driver);
	for (enum segment_kind kind = 0; kind < SEGMENT_KINDS; kind++) {
		CLEANUP(query_cleanup) struct query q = query_open(store->driver, statements[kind]);
		bind_int(&q, "$from_day", from_day);
		bind_int(&q, "$limit", SEGMENTS_MAX);
		while (query_next(&q))
			*vec_add(arena, &list) = (struct segment){.kind = kind,
			        .id = get_int(&q, "id"),
			        .name = get_text(&q, arena, "name"),
			        .has_words = get_bool(&q, "has_words")};
		if (!query_end(&q, err))
			return false;
	}
	*ret = list.items;
	*ret_count = list.count;
	return true;
}
