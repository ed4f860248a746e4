#include "kept.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

#include "internal.h"

const char *const kept_tables[] = {"answer", "batch", "channel", "heard", "loop", "metric", "response",
        "response_theme", "rollup", "step", "theme", "turn", NULL};

static const char *const keys[KEPT_KINDS] = {
        [KEPT_HEARING] = "kept hearing",
        [KEPT_FIGURES] = "kept figures",
        [KEPT_LOOPS] = "kept loops",
};

bool store_kept(struct store *store, struct arena *arena, enum kept_kind kind, const char *under,
        const char **ret, struct err *err)
{
	const char *value = NULL;
	size_t len = strlen(under);
	*ret = NULL;
	/* what this transaction has changed already is taken away at its end */
	if (driver_has_touched(store->driver))
		return true;
	if (!meta_text(store, arena, keys[kind], &value, err))
		return false;
	if (value && strncmp(value, under, len) == 0 && value[len] == '\n')
		*ret = value + len + 1;
	return true;
}

static void drop_waiting(struct kept_waiting *keeping)
{
	if (keeping->arena)
		arena_reset(keeping->arena);
	memset(keeping->values, 0, sizeof(keeping->values));
}

void store_keep(struct store *store, enum kept_kind kind, const char *under, const char *text)
{
	struct kept_waiting *keeping = &store->keeping;
	assert(!strchr(under, '\n'));
	if (store->read_only || !store->reading.driver)
		return;
	int64_t version = driver_data_version(store->driver);
	if (version < 0)
		return;
	if (!keeping->arena)
		keeping->arena = arena_new_like(store->arena);
	if (keeping->data_version != version)
		drop_waiting(keeping);
	keeping->data_version = version;
	keeping->values[kind] = arena_printf(keeping->arena, "%s\n%s", under, text);
}

static bool write_waiting(struct store *store, struct err *err)
{
	for (enum kept_kind kind = 0; kind < KEPT_KINDS; kind++) {
		if (!store->keeping.values[kind])
			continue;
		CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_META_PUT);
		bind_text(&q, "$key", keys[kind]);
		bind_text(&q, "$value", store->keeping.values[kind]);
		if (!query_run(&q, err))
			return false;
	}
	return true;
}

static bool take_away(struct store *store, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_KEPT_DROP);
	return query_run(&q, err);
}

static bool is_waiting(const struct kept_waiting *keeping)
{
	for (enum kept_kind kind = 0; kind < KEPT_KINDS; kind++)
		if (keeping->values[kind])
			return true;
	return false;
}

bool kept_settle(struct store *store, struct err *err)
{
	bool ok = true;
	if (driver_has_touched(store->driver))
		ok = take_away(store, err);
	else if (is_waiting(&store->keeping) &&
	         store->keeping.data_version == driver_data_version(store->driver))
		ok = write_waiting(store, err);
	drop_waiting(&store->keeping);
	return ok;
}

void kept_free(struct store *store)
{
	store->keeping.arena = arena_free(store->keeping.arena);
	memset(store->keeping.values, 0, sizeof(store->keeping.values));
}

void kept_add_int(struct str *s, int64_t number)
{
	str_addf(s, "%" PRId64 " ", number);
}

void kept_add_real(struct str *s, double number)
{
	str_addf(s, "%a ", number);
}

void kept_add_text(struct str *s, const char *text)
{
	str_addf(s, "%zu %s ", strlen(text), text);
}

bool kept_next_int(const char **at, int64_t *ret)
{
	char *end = NULL;
	long long number = strtoll(*at, &end, 10);
	if (end == *at || *end != ' ')
		return false;
	*at = end + 1;
	*ret = number;
	return true;
}

bool kept_next_real(const char **at, double *ret)
{
	char *end = NULL;
	double number = strtod(*at, &end);
	if (end == *at || *end != ' ')
		return false;
	*at = end + 1;
	*ret = number;
	return true;
}

bool kept_next_text(const char **at, struct arena *arena, const char **ret)
{
	const char *from = *at;
	int64_t len = 0;
	if (!kept_next_int(&from, &len) || len < 0 || memchr(from, '\0', (size_t)len) || from[len] != ' ')
		return false;
	*ret = arena_strndup(arena, from, (size_t)len);
	*at = from + len + 1;
	return true;
}
