/* Internal figures and their values. */
#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/ledger.h>

#include "door.h"
#include "internal.h"
#include "row.h"

struct kpi_row {
	const struct kpi *kpi;
	const char *folded; /* the name as it is compared */
};

static struct kpi kpi_read(struct query *q, struct arena *arena)
{
	return (struct kpi){
	        .id = get_int(q, "id"),
	        .name = get_text(q, arena, "name"),
	        .unit = get_text(q, arena, "unit"),
	        .low_is_good = get_bool(q, "low_is_good"),
	        .metric_key = get_text(q, arena, "metric_key"),
	        .active = get_bool(q, "active"),
	        .created_day = get_day(q, "created_day"),
	};
}

bool store_kpis(struct store *store, struct arena *arena, bool all, struct kpi **ret, size_t *ret_count,
        struct err *err)
{
	VEC(struct kpi) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_KPIS_READ);
	bind_int(&q, "$all", all);
	while (query_next(&q))
		*vec_add(arena, &list) = kpi_read(&q, arena);
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

static bool find(struct store *store, struct arena *arena, const char *folded, struct kpi *ret,
        bool *ret_is_there, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_KPI_BY_FOLDED);
	bind_text(&q, "$folded", folded);
	*ret_is_there = query_next(&q);
	if (*ret_is_there)
		*ret = kpi_read(&q, arena);
	return query_end(&q, err);
}

bool store_kpi_by_name(
        struct store *store, struct arena *arena, const char *name, struct kpi *ret, struct err *err)
{
	bool is_there = false;
	return find(store, arena, text_fold_name(arena, name), ret, &is_there, err) &&
	       (is_there || err_set(err, ERR_MISSING, N_("no KPI is named %s: `dagstart kpi` lists them"),
	                            "“%s”", name));
}

static void kpi_bind(struct query *q, const void *value)
{
	const struct kpi_row *row = value;
	bind_text(q, "$name", row->kpi->name);
	bind_text(q, "$folded", row->folded);
	bind_text(q, "$unit", row->kpi->unit);
	bind_int(q, "$low_is_good", row->kpi->low_is_good);
	bind_text(q, "$metric_key", row->kpi->metric_key);
	bind_int(q, "$active", row->kpi->active);
	bind_int(q, "$created_day", row->kpi->created_day);
}

static bool put(struct store *store, struct kpi *kpi, struct err *err)
{
	const struct kpi_row row = {kpi, text_fold_name(store->scratch, kpi->name)};
	struct kpi other = {0};
	bool is_there = false;
	if (strempty(row.folded))
		return err_say(err, ERR_REFUSED, N_("a name can't be empty"));
	if (!find(store, store->scratch, row.folded, &other, &is_there, err))
		return false;
	if (is_there && other.id != kpi->id)
		return err_set(err, ERR_REFUSED, N_("there is a KPI named %s already"), "“%s”", other.name);
	return door_put(store, &(struct door_put){ENTITY_KPI, &kpi->id, kpi_bind, &row}, err);
}

bool store_put_kpi(struct store *store, struct kpi *kpi, struct err *err)
{
	return tx_enter(store, err) && tx_leave(store, put(store, kpi, err), err);
}

bool store_kpi_values(struct store *store, struct arena *arena, int64_t kpi_id, size_t limit,
        struct kpi_value **ret, size_t *ret_count, struct err *err)
{
	VEC(struct kpi_value) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_KPI_VALUES_READ);
	bind_int(&q, "$kpi_id", kpi_id);
	bind_int(&q, "$limit", limit ? (int64_t)limit : -1);
	while (query_next(&q))
		*vec_add(arena, &list) = (struct kpi_value){
		        .id = get_int(&q, "id"),
		        .kpi_id = get_int(&q, "kpi_id"),
		        .day = get_day(&q, "day"),
		        .value = get_real(&q, "value"),
		        .note = get_text(&q, arena, "note"),
		};
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

static void kpi_value_bind(struct query *q, const void *value)
{
	const struct kpi_value *v = value;
	bind_int(q, "$kpi_id", v->kpi_id);
	bind_int(q, "$day", v->day);
	bind_real(q, "$value", v->value);
	bind_text(q, "$note", v->note);
}

/* The value of that day, so that it is corrected and not counted twice. */
static bool put_value(struct store *store, struct kpi_value *value, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_KPI_VALUE_OF_DAY);
	bind_int(&q, "$kpi_id", value->kpi_id);
	bind_int(&q, "$day", value->day);
	if (query_next(&q))
		value->id = get_int(&q, "id");
	return query_end(&q, err) &&
	       door_put(store, &(struct door_put){ENTITY_KPI_VALUE, &value->id, kpi_value_bind, value}, err);
}

bool store_put_kpi_value(struct store *store, struct kpi_value *value, struct err *err)
{
	return tx_enter(store, err) && tx_leave(store, put_value(store, value, err), err);
}
