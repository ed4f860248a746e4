#include <dagstart/config/settings.h>

#include <string.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/arena.h>
#include <dagstart/base/err.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/embedded.h>
#include <dagstart/config/paths.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/yaml.h>

#include "settings_verify.h"
#include "source.h"
#include "words_rules.h"

static void settle_metrics(struct settings *settings)
{
	for (size_t i = 0; i < settings->metrics.count; i++) {
		struct settings_metric *metric = SCHEMA_ITEM(&settings->metrics, struct settings_metric, i);
		settings_metric_scale(metric, &metric->scale_min, &metric->scale_max);
	}
}

static void load_over(
        struct arena *arena, const struct yaml *tree, struct settings *settings, struct problems *problems)
{
	if (tree)
		schema_load(arena, settings_schema, tree, settings, "", problems);
}

bool settings_load(struct arena *arena, const char *const *files, size_t count, const char *must,
        struct settings *ret, struct problems *problems)
{
	size_t before = problems_total(problems);
	struct settings settings = {0};
	bool must_seen = strempty(must);
	schema_blank(settings_schema, &settings);
	load_over(arena, source_embedded(arena, "dagstart.yaml", problems), &settings, problems);
	for (size_t i = 0; i < count; i++) {
		bool is_must = !strempty(must) && streq(files[i], must);
		must_seen = must_seen || is_must;
		load_over(arena, source_file(arena, files[i], is_must, problems), &settings, problems);
	}
	if (!must_seen)
		load_over(arena, source_file(arena, must, true, problems), &settings, problems);
	settle_metrics(&settings);
	*ret = settings;
	return problems_total(problems) == before;
}

static const struct yaml *metric_named(const struct yaml *tree, const char *key)
{
	const struct yaml *metrics = tree ? yaml_get(tree, "metrics") : NULL;
	for (const struct yaml *metric = metrics ? metrics->first : NULL; metric; metric = metric->next) {
		const struct yaml *name = metric->kind == YAML_MAP ? yaml_get(metric, "key") : NULL;
		if (name && name->kind == YAML_SCALAR && streq(name->text, key))
			return metric;
	}
	return NULL;
}

bool settings_metric_problem(struct arena *arena, const char *const *files, size_t count, const char *key,
        const char *expected, struct problems *problems)
{
	const struct yaml *last = NULL;
	for (size_t i = 0; i < count; i++) {
		const struct yaml *metric = metric_named(source_file(arena, files[i], false, problems), key);
		last = metric ? metric : last;
	}
	if (last)
		yaml_problem(problems, last, "%s", expected);
	return last != NULL;
}

struct schema_list settings_rules(
        struct arena *arena, const struct settings *settings, struct problems *problems)
{
	return settings->themes.items ? settings->themes : words_rules(arena, problems);
}

int32_t settings_kept_since(const struct settings *settings, int32_t today)
{
	int days = 0, months = 0;
	const char *period = settings->privacy.keep_comments;
	if (!period || !settings_period(period, &days, &months) || days + months == 0)
		return 0;
	struct date date = day_to_date(today - days);
	int month = date.year * 12 + date.month - 1 - months;
	if (month < 1970 * 12)
		return 0;
	date.year = month / 12;
	date.month = month % 12 + 1;
	while (!date_is_valid(date))
		date.mday--;
	return day_from_date(date);
}
