/* Metrics, themes and other names, and how much feedback there is. */
#include <dagstart/store/voice.h>

#include <math.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>

#include "internal.h"
#include "names.h"

static struct metric metric_read(struct query *q, struct arena *arena)
{
	struct metric metric = {
	        .id = get_int(q, "id"),
	        .key = get_text(q, arena, "key"),
	        .title = "",
	        .kind = (enum metric_kind)get_int(q, "kind"),
	        .scale_min = get_real(q, "scale_min"),
	        .scale_max = get_real(q, "scale_max"),
	        .low_is_good = get_bool(q, "low_is_good"),
	        .good = (double)NAN,
	        .bad = (double)NAN,
	        .target = (double)NAN,
	};
	return metric;
}

static void settle_bands(struct metric *metric)
{
	metric->has_bands = !isnan(metric->good) || !isnan(metric->bad);
}

struct metric_list {
	VEC(struct metric) all;
};

/* Few metrics have any: a question for each of all would be dearer than one for those that there are. */
static bool read_bands(struct store *store, struct metric_list *list, bool good, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_METRIC_BANDS);
	bind_text(&q, "$what", good ? "good:" : "bad:");
	bind_text(&q, "$end", good ? "good;" : "bad;");
	while (query_next(&q)) {
		const char *key = peek_text(&q, "key");
		VEC_EACH(metric, &list->all) {
			if (streq(metric->key, key))
				*(good ? &metric->good : &metric->bad) = get_real(&q, "value");
		}
	}
	return query_end(&q, err);
}

bool store_metrics(
        struct store *store, struct arena *arena, struct metric **ret, size_t *ret_count, struct err *err)
{
	struct metric_list list = {0};
	READING(store->driver);
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_METRICS_READ);
	while (query_next(&q))
		*vec_add(arena, &list.all) = metric_read(&q, arena);
	if (!query_end(&q, err) || !read_bands(store, &list, true, err) ||
	        !read_bands(store, &list, false, err))
		return false;
	VEC_EACH(metric, &list.all)
		settle_bands(metric);
	*ret = list.all.items;
	*ret_count = list.all.count;
	return true;
}

static bool find_metric(struct store *store, const char *key, struct metric *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_METRIC_BY_KEY);
	bind_text(&q, "$key", key);
	if (query_next(&q)) {
		*ret = metric_read(&q, store->scratch);
		ret->good = get_real(&q, "good");
		ret->bad = get_real(&q, "bad");
		settle_bands(ret);
	}
	return query_end(&q, err);
}

static bool put_band(struct store *store, const char *what, const char *key, double value, struct err *err)
{
	CLEANUP(query_cleanup)
	struct query q = query_open(store->driver, isnan(value) ? SQL_METRIC_NO_BAND : SQL_METRIC_BAND);
	bind_text(&q, "$what", what);
	bind_text(&q, "$key", key);
	if (!isnan(value))
		bind_real(&q, "$value", value);
	return query_run(&q, err);
}

static bool put_bands(struct store *store, const struct metric *metric, struct err *err)
{
	return put_band(store, "good:", metric->key, metric->has_bands ? metric->good : NAN, err) &&
	       put_band(store, "bad:", metric->key, metric->has_bands ? metric->bad : NAN, err);
}

static void bind_scale(struct query *q, const struct metric *metric)
{
	bind_int(q, "$kind", metric->kind);
	bind_real(q, "$scale_min", metric->scale_min);
	bind_real(q, "$scale_max", metric->scale_max);
	bind_int(q, "$low_is_good", metric->low_is_good);
}

static bool make_metric(struct store *store, struct metric *metric, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_METRIC_PUT);
	bind_text(&q, "$key", metric->key);
	bind_scale(&q, metric);
	if (query_next(&q))
		metric->id = get_int(&q, "id");
	return query_run(&q, err) && (!metric->has_bands || put_bands(store, metric, err));
}

static bool define_metric(struct store *store, const struct metric *metric, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_METRIC_DEFINE);
	bind_int(&q, "$id", metric->id);
	bind_scale(&q, metric);
	return query_run(&q, err) && put_bands(store, metric, err);
}

bool store_metric_is_answered(struct store *store, int64_t id, bool *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_METRIC_IS_ANSWERED);
	bind_int(&q, "$metric_id", id);
	bool answered = query_next(&q);
	if (!query_end(&q, err))
		return false;
	*ret = answered;
	return true;
}

/* Answers that are in were counted by the old definition, and their words have the mood of it. */
static bool change_metric(
        struct store *store, const struct metric *old, const struct metric *metric, struct err *err)
{
	bool answered = false;
	if (metric_is_same(metric, old))
		return true;
	if (!store_metric_is_answered(store, old->id, &answered, err))
		return false;
	if (!answered)
		return define_metric(store, metric, err);
	return err_set(err, ERR_REFUSED,
	        metric_is_same_scale(old, metric) ? N_("%s has answers, counted by what was good until now; "
	                                               "give the new one another key")
	                                          : N_("%s is in the store with another scale; give the new "
	                                               "one another key"),
	        "%s", metric->key);
}

static bool put_metric(struct store *store, struct metric *metric, struct err *err)
{
	struct metric found = {0};
	if (!find_metric(store, metric->key, &found, err))
		return false;
	if (!found.id)
		return make_metric(store, metric, err);
	metric->id = found.id;
	return change_metric(store, &found, metric, err);
}

bool store_put_metric(struct store *store, struct metric *metric, struct err *err)
{
	return tx_enter(store, err) && tx_leave(store, put_metric(store, metric, err), err);
}

bool store_themes(
        struct store *store, struct arena *arena, struct theme **ret, size_t *ret_count, struct err *err)
{
	VEC(struct theme) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_THEMES_READ);
	while (query_next(&q))
		*vec_add(arena, &list) =
		        (struct theme){.id = get_int(&q, "id"), .name = get_text(&q, arena, "name")};
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

bool store_theme_id(struct store *store, const char *name, int64_t *ret, struct err *err)
{
	int64_t id = 0;
	if (!tx_enter(store, err) || !tx_leave(store, name_make(store, NAME_THEME, name, &id, err), err))
		return false;
	if (!tx_leave(store, id != 0 || err_say(err, ERR_REFUSED, N_("a name can't be empty")), err))
		return false;
	*ret = id;
	return true;
}

bool store_names(struct store *store, struct arena *arena, enum tally_dimension dimension, struct named **ret,
        size_t *ret_count, struct err *err)
{
	static const enum sql statements[] = {
	        [TALLY_THEME] = SQL_THEMES_READ,
	        [TALLY_CHANNEL] = SQL_CHANNELS_READ,
	        [TALLY_STEP] = SQL_STEPS_READ,
	};
	VEC(struct named) list = {0};
	*ret = NULL;
	*ret_count = 0;
	if (dimension == TALLY_ALL)
		return true;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, statements[dimension]);
	while (query_next(&q))
		*vec_add(arena, &list) =
		        (struct named){.id = get_int(&q, "id"), .name = get_text(&q, arena, "name")};
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

bool store_feedback_extent(struct store *store, int32_t *ret_newest_day, int64_t *ret_count, struct err *err)
{
	int64_t count = 0;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_FEEDBACK_NEWEST_DAY);
	int32_t day = query_next(&q) ? get_day(&q, "day") : 0;
	if (!query_end(&q, err) || !meta_int(store, "responses", &count, err))
		return false;
	*ret_newest_day = day;
	*ret_count = count;
	return true;
}
