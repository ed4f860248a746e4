#include "take.h"

#include <math.h>
#include <stdlib.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/config/problems.h>
#include <dagstart/intake/intake.h>
#include <dagstart/store/store.h>
#include <dagstart/store/themes.h>

#include "app.h"
#include "say.h"

/* Names that are kept are the team's, whatever language whoever brings them wants to read: else a theme would
 * be counted under two names. */
static const char *kept_language(const struct app *app)
{
	return str_or(app->team_language, app->language);
}

const struct metric *take_metrics(struct app *app, size_t *ret_count)
{
	static const enum metric_kind kinds[] = {
	        [SETTINGS_NPS] = METRIC_NPS,
	        [SETTINGS_CSAT] = METRIC_CSAT,
	        [SETTINGS_CES] = METRIC_CES,
	        [SETTINGS_MEAN] = METRIC_MEAN,
	};
	const struct settings_metric *listed = app->settings.metrics.items;
	size_t count = app->settings.metrics.count;
	struct metric *metrics = arena_array_of(app->arena, struct metric, count + 1);
	for (size_t i = 0; i < count; i++)
		metrics[i] = (struct metric){
		        .key = listed[i].key,
		        .title = bilingual_in(&listed[i].title, kept_language(app)),
		        .kind = kinds[listed[i].kind],
		        .scale_min = listed[i].scale_min,
		        .scale_max = listed[i].scale_max,
		        .low_is_good = listed[i].low_is_good,
		        .has_bands = !isnan(listed[i].good) || !isnan(listed[i].bad),
		        .good = listed[i].good,
		        .bad = listed[i].bad,
		        .target = listed[i].target,
		        .target_day = listed[i].target_day,
		};
	*ret_count = count;
	return metrics;
}

static const char *const *folded_words(struct arena *arena, const struct schema_list *list)
{
	const char *const *from = list->items;
	const char **words = arena_array_of(arena, const char *, list->count + 1);
	for (size_t i = 0; i < list->count; i++)
		words[i] = text_fold(arena, from[i]);
	return words;
}

/* Words, and stems with their sign. */
static const char *const *rule_words(struct arena *arena, const struct settings_rule *rule)
{
	const char *const *from = rule->words.items, *const *stems = rule->stem.items;
	size_t count = rule->words.count;
	const char **words = arena_array_of(arena, const char *, count + rule->stem.count + 1);
	for (size_t i = 0; i < count; i++)
		words[i] = text_fold(arena, from[i]);
	for (size_t i = 0; i < rule->stem.count; i++)
		words[count + i] = arena_printf(arena, "%c%s", THEME_STEM, text_fold(arena, stems[i]));
	return words;
}

/* Those of the settings and the word lists, then the team's own, which stand in its store. */
static const struct theme_rule *rules_of(struct app *app, const struct schema_list *listed,
        const struct theme_rule *own, size_t own_count, size_t *ret_count)
{
	struct theme_rule *rules =
	        arena_array_of(app->arena, struct theme_rule, listed->count + own_count + 1);
	for (size_t i = 0; i < listed->count; i++) {
		const struct settings_rule *rule = SCHEMA_ITEM(listed, struct settings_rule, i);
		rules[i] = (struct theme_rule){
		        .name = str_or(bilingual_in(&rule->name, kept_language(app)), rule->key),
		        .words = rule_words(app->arena, rule),
		        .word_count = rule->words.count + rule->stem.count,
		        .not = folded_words(app->arena, &rule->not ),
		        .not_count = rule->not .count,
		};
	}
	for (size_t i = 0; i < own_count; i++)
		rules[listed->count + i] = own[i];
	*ret_count = listed->count + own_count;
	return rules;
}

int take_options(struct app *app, struct intake_options *ret)
{
	struct problems problems = problems_new(app->arena);
	struct words *words = arena_new_of(app->arena, struct words);
	struct schema_list rules = settings_rules(app->arena, &app->settings, &problems);
	if (!words_load(app->arena, NULL, words, &problems) || problems_total(&problems))
		return say_problems(app, &problems);
	struct theme_rule *own = NULL;
	size_t own_count = 0;
	struct err err = {0};
	if (app->store && !store_theme_rules(app->store, app->arena, &own, &own_count, &err))
		return say_failed(app, &err);
	struct change *change = arena_new_of(app->arena, struct change);
	*change = (struct change){.origin = app->place.seat, .verb = "import"};
	*ret = (struct intake_options){
	        .change = change,
	        .drop_names = !app->settings.privacy.keep_customer_names,
	        .words = words,
	        .today = clock_day(clock_now_ms(&app->clock)),
	        .now_ms = clock_now_ms(&app->clock),
	};
	ret->metrics = take_metrics(app, &ret->metric_count);
	ret->rules = rules_of(app, &rules, own, own_count, &ret->rule_count);
	return EXIT_DONE;
}

const char *take_summary(struct app *app, const struct intake_report *report)
{
	return arena_printf(app->arena, "imported %lld, duplicates %lld, refused %lld",
	        (long long)report->imported, (long long)report->duplicates, (long long)report->refused);
}

const char *take_path(struct app *app, const char *path)
{
	const char *home = getenv("HOME");
	path = str_trim(app->arena, path);
	if (path[0] != '~' || (path[1] && path[1] != '/') || strempty(home))
		return path;
	return arena_printf(app->arena, "%s%s", home, path + 1);
}

bool take_file(struct app *app, const char *path, const struct intake_progress *progress,
        struct intake_report *ret, struct err *err)
{
	struct intake_options options;
	if (take_options(app, &options) != EXIT_DONE)
		return err_say(err, ERR_INPUT, N_("the word lists can't be read"));
	options.path = take_path(app, path);
	if (progress)
		options.progress = *progress;
	return intake_import(app->store, app->arena, &options, ret, err);
}
