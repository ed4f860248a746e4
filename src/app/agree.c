#include "agree.h"

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/config/problems.h>
#include <dagstart/domain/metric.h>
#include <dagstart/store/store.h>
#include <dagstart/store/voice.h>

#include "app.h"
#include "place.h"
#include "say.h"
#include "take.h"

/* What the files define in another way than the store. */
struct others {
	struct problems *problems; /* those with answers */
	VEC(struct metric) open; /* those without: they may become as the files say */
};

static const char *kind_word(const struct metric *metric)
{
	static const char *const words[] = {
	        [METRIC_NPS] = "nps", [METRIC_CSAT] = "csat", [METRIC_CES] = "ces", [METRIC_MEAN] = "mean"};
	return words[metric->kind];
}

static const char *expected(struct app *app, const struct metric *listed, const struct metric *kept)
{
	if (metric_is_same_scale(listed, kept))
		return _("good and bad by which the store has counted its answers, or another key for the "
		         "new one");
	return arena_printf(app->arena,
	        _("the definition by which the store counts: %s, %g to %g, or another key for the new one"),
	        kind_word(kept), kept->scale_min, kept->scale_max);
}

static void tell(struct app *app, const char *key, const char *words, struct problems *problems)
{
	const char *files[2] = {place_team_file(app)};
	size_t count = 1;
	if (!strempty(app->place.config_file))
		files[count++] = app->place.config_file;
	settings_metric_problem(app->arena, files, count, key, words, problems);
}

static bool find_others(struct app *app, struct store *store, struct others *others, struct err *err)
{
	struct metric *kept = NULL;
	size_t kept_count = 0, listed_count = 0;
	if (!store_metrics(store, app->arena, &kept, &kept_count, err))
		return false;
	const struct metric *listed = take_metrics(app, &listed_count);
	for (size_t i = 0; i < kept_count; i++)
		for (size_t k = 0; k < listed_count; k++) {
			bool answered = false;
			if (!streq(kept[i].key, listed[k].key) || metric_is_same(&listed[k], &kept[i]))
				continue;
			if (!store_metric_is_answered(store, kept[i].id, &answered, err))
				return false;
			if (answered)
				tell(app, kept[i].key, expected(app, &listed[k], &kept[i]), others->problems);
			else
				*vec_add(app->arena, &others->open) = listed[k];
		}
	return true;
}

bool agree_find(struct app *app, struct store *store, struct problems *problems, struct err *err)
{
	struct others others = {.problems = problems};
	return find_others(app, store, &others, err);
}

/* The store counts from now on as the files say. */
static bool define(struct app *app, const struct others *others, struct err *err)
{
	const struct change change = {.origin = app->place.seat, .verb = "metric.define"};
	if (!others->open.count || store_is_read_only(app->store))
		return true;
	if (!store_begin(app->store, &change, err))
		return false;
	for (size_t i = 0; i < others->open.count; i++)
		if (!store_put_metric(app->store, &others->open.items[i], err)) {
			store_rollback(app->store);
			return false;
		}
	return store_commit(app->store, err);
}

int agree_with_store(struct app *app)
{
	struct problems problems = problems_new(app->arena);
	struct others others = {.problems = &problems};
	struct err err = {0};
	if (!find_others(app, app->store, &others, &err))
		return say_failed(app, &err);
	if (!problems_total(&problems))
		return define(app, &others, &err) ? EXIT_DONE : say_failed(app, &err);
	int code = say_problems(app, &problems);
	say_line(app, _("nothing was started: answers are counted in another way than these files say"));
	return code;
}
