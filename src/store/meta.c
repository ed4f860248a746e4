#include "internal.h"

bool meta_text(struct store *store, struct arena *arena, const char *key, const char **ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_META_READ);
	bind_text(&q, "$key", key);
	const char *found = query_next(&q) ? get_text_or_null(&q, arena, "value") : NULL;
	if (!query_end(&q, err))
		return false;
	*ret = found;
	return true;
}

bool meta_int(struct store *store, const char *key, int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_META_READ);
	bind_text(&q, "$key", key);
	int64_t found = query_next(&q) ? get_int(&q, "value") : 0;
	if (!query_end(&q, err))
		return false;
	*ret = found;
	return true;
}

bool meta_is_set(struct store *store, const char *key, bool *ret, struct err *err)
{
	int64_t value = 0;
	if (!meta_int(store, key, &value, err))
		return false;
	*ret = value != 0;
	return true;
}

bool meta_put_int(struct store *store, const char *key, int64_t value, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_META_PUT);
	bind_text(&q, "$key", key);
	bind_int(&q, "$value", value);
	return query_run(&q, err);
}
