/* What the team said of forecasts that came back, and its internal figures. A put writes inside a
 * transaction; the journal follows by itself. */
#pragma once

#include <stddef.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/kpi.h>
#include <dagstart/domain/ledger.h>

struct arena;
struct store;

/* All, by action. */
bool store_judgements(struct store *store, struct arena *arena, struct judgement **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;
/* One an action: a put takes the place of the one before. */
bool store_put_judgement(struct store *store, struct judgement *judgement, struct err *err) MUST_CHECK;

/* By name; those that are not followed any more only with `all`. */
bool store_kpis(struct store *store, struct arena *arena, bool all, struct kpi **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;
/* By its name, whatever the case. ERR_MISSING. */
bool store_kpi_by_name(struct store *store, struct arena *arena, const char *name, struct kpi *ret,
        struct err *err) MUST_CHECK;
/* id 0: a new one. ERR_REFUSED when another one has that name. */
bool store_put_kpi(struct store *store, struct kpi *kpi, struct err *err) MUST_CHECK;
/* Of one figure, by day, oldest first; the newest `limit` of them (0: all). */
bool store_kpi_values(struct store *store, struct arena *arena, int64_t kpi_id, size_t limit,
        struct kpi_value **ret, size_t *ret_count, struct err *err) MUST_CHECK;
/* One value a figure and day: a put of the same day replaces it. */
bool store_put_kpi_value(struct store *store, struct kpi_value *value, struct err *err) MUST_CHECK;
