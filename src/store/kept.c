#include "kept.h"

#include <assert.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

#include "internal.h"

enum { REAL_DIGITS = 16 };

const struct driver_watch kept_tables[] = {
        {"answer", KEPT_FROM_ANSWERS},
        {"batch", KEPT_FROM_ANSWERS},
        {"channel", KEPT_FROM_ANSWERS},
        {"metric", KEPT_FROM_ANSWERS},
        {"response", KEPT_FROM_ANSWERS},
        {"response_theme", KEPT_FROM_ANSWERS},
        {"rollup", KEPT_FROM_ANSWERS},
        {"step", KEPT_FROM_ANSWERS},
        {"theme", KEPT_FROM_ANSWERS},
        {"heard", KEPT_FROM_HEARD},
        {"loop", KEPT_FROM_HEARD},
        {"turn", KEPT_FROM_HEARD},
        {"action", KEPT_FROM_DEEDS},
        {"decision", KEPT_FROM_DEEDS},
        {0},
};

struct kind {
	const char *key;
	unsigned from;
};

static const struct kind kinds[KEPT_KINDS] = {
        [KEPT_HEARING] = {"kept hearing", KEPT_FROM_ANSWERS | KEPT_FROM_HEARD},
        [KEPT_FIGURES] = {"kept figures", KEPT_FROM_ANSWERS | KEPT_FROM_HEARD},
        [KEPT_LOOPS] = {"kept loops", KEPT_FROM_ANSWERS | KEPT_FROM_HEARD},
        [KEPT_SCORES] = {"kept scores", KEPT_FROM_ANSWERS | KEPT_FROM_DEEDS},
        [KEPT_CHANGES] = {"kept changes", KEPT_FROM_ANSWERS},
};

bool store_kept(struct store *store, struct arena *arena, enum kept_kind kind, const char *under,
        const char **ret, struct err *err)
{
	const char *value = NULL;
	size_t len = strlen(under);
	*ret = NULL;
	/* what this transaction has changed already is taken away at its end */
	if (driver_has_touched(store->driver) & kinds[kind].from)
		return true;
	if (!meta_text(store, arena, kinds[kind].key, &value, err))
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

static bool write_one(struct store *store, enum kept_kind kind, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_META_PUT);
	bind_text(&q, "$key", kinds[kind].key);
	bind_text(&q, "$value", store->keeping.values[kind]);
	return query_run(&q, err);
}

static bool take_away(struct store *store, enum kept_kind kind, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_META_DROP);
	bind_text(&q, "$key", kinds[kind].key);
	return query_run(&q, err);
}

/* Other versions of the program may keep more kinds than this one knows. */
static bool take_all_away(struct store *store, struct err *err)
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

static bool settle(struct store *store, unsigned touched, struct err *err)
{
	struct kept_waiting *keeping = &store->keeping;
	bool may_write = is_waiting(keeping) && keeping->data_version == driver_data_version(store->driver);
	if (touched & KEPT_FROM_ANSWERS)
		return take_all_away(store, err);
	for (enum kept_kind kind = 0; kind < KEPT_KINDS; kind++) {
		if (kinds[kind].from & touched) {
			if (!take_away(store, kind, err))
				return false;
		} else if (may_write && keeping->values[kind] && !write_one(store, kind, err)) {
			return false;
		}
	}
	return true;
}

bool kept_settle(struct store *store, struct err *err)
{
	bool ok = settle(store, driver_has_touched(store->driver), err);
	drop_waiting(&store->keeping);
	return ok;
}

bool store_keep_now(struct store *store, struct err *err)
{
	if (!is_waiting(&store->keeping))
		return true;
	driver_sync(store->driver, false);
	bool done = tx_begin_brief(store, err) && store_commit(store, err);
	driver_sync(store->driver, true);
	return done;
}

void kept_free(struct store *store)
{
	store->keeping.arena = arena_free(store->keeping.arena);
	memset(store->keeping.values, 0, sizeof(store->keeping.values));
}

/* By hand: hundreds of them are written, and at each start read. */

void kept_add_int(struct str *s, int64_t number)
{
	char text[24], *at = text + sizeof(text);
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	*--at = ' ';
	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (number < 0)
		*--at = '-';
	str_add_bytes(s, at, (size_t)(text + sizeof(text) - at));
}

/* The bits themselves. */
void kept_add_real(struct str *s, double number)
{
	static const char digits[] = "0123456789abcdef";
	char text[REAL_DIGITS + 2] = "x";
	uint64_t bits = 0;
	memcpy(&bits, &number, sizeof(bits));
	for (size_t i = REAL_DIGITS; i > 0; i--, bits >>= 4)
		text[i] = digits[bits & 0xF];
	text[REAL_DIGITS + 1] = ' ';
	str_add_bytes(s, text, sizeof(text));
}

void kept_add_text(struct str *s, const char *text)
{
	kept_add_int(s, (int64_t)strlen(text));
	str_add(s, text);
	str_add_char(s, ' ');
}

bool kept_next_int(const char **at, int64_t *ret)
{
	const char *c = *at;
	bool negative = *c == '-';
	uint64_t most = (uint64_t)INT64_MAX + negative, number = 0;
	c += negative;
	const char *first = c;
	for (; *c >= '0' && *c <= '9'; c++) {
		uint64_t digit = (uint64_t)(*c - '0');
		if (number > (most - digit) / 10)
			return false;
		number = number * 10 + digit;
	}
	if (c == first || *c != ' ')
		return false;
	*at = c + 1;
	*ret = negative ? (int64_t)(0 - number) : (int64_t)number;
	return true;
}

bool kept_next_real(const char **at, double *ret)
{
	const char *c = *at;
	uint64_t bits = 0;
	if (*c++ != 'x')
		return false;
	for (int i = 0; i < REAL_DIGITS; i++, c++) {
		bool is_digit = *c >= '0' && *c <= '9';
		if (!is_digit && (*c < 'a' || *c > 'f'))
			return false;
		bits = bits << 4 | (uint64_t)(is_digit ? *c - '0' : *c - 'a' + 10);
	}
	if (*c != ' ')
		return false;
	memcpy(ret, &bits, sizeof(*ret));
	*at = c + 1;
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
