#include "agree.h"

#include <math.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/problems.h>
#include <dagstart/domain/metric.h>
#include <dagstart/store/voice.h>

#include "app.h"
#include "place.h"
#include "say.h"
#include "take.h"

static bool is_same_band(double a, double b)
{
	return isnan(a) ? isnan(b) : a == b;
}

/* Bands that the settings do not name are as they were. */
static bool is_same(const struct metric *listed, const struct metric *kept)
{
	return metric_is_same_scale(listed, kept) &&
	       (!listed->has_bands ||
	               (is_same_band(listed->good, kept->good) && is_same_band(listed->bad, kept->bad)));
}

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

bool agree_find(struct app *app, struct store *store, struct problems *problems, struct err *err)
{
	struct metric *kept = NULL;
	size_t kept_count = 0, listed_count = 0;
	if (!store_metrics(store, app->arena, &kept, &kept_count, err))
		return false;
	const struct metric *listed = take_metrics(app, &listed_count);
	for (size_t i = 0; i < kept_count; i++)
		for (size_t k = 0; k < listed_count; k++)
			if (streq(kept[i].key, listed[k].key) && !is_same(&listed[k], &kept[i]))
				tell(app, kept[i].key, expected(app, &listed[k], &kept[i]), problems);
	return true;
}

int agree_with_store(struct app *app)
{
	struct problems problems = problems_new(app->arena);
	struct err err = {0};
	if (!agree_find(app, app->store, &problems, &err))
		return say_failed(app, &err);
	if (!problems_total(&problems))
		return EXIT_DONE;
	int code = say_problems(app, &problems);
	say_line(app, _("nothing was started: answers are counted in another way than these files say"));
	return code;
}
