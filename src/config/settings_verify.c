#include "settings_verify.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/nearest.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/settings.h>
#include <dagstart/config/yaml.h>

static const char letters_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
static const char *const day_names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL};

/* The i-th item of a list; the list itself where a single text stands for a list of one. */
static const struct yaml *child_at(const struct yaml *list, size_t i)
{
	const struct yaml *child = list->first;
	while (child && i-- > 0)
		child = child->next;
	return child ? child : list;
}

enum { PERIOD_MAX = 1000 };

void verify_zone(const struct yaml *node, const void *value, struct problems *problems)
{
	const char *zone = *(const char *const *)value;
	size_t plain = 0;
	while (zone[plain] && (strchr(letters_digits, zone[plain]) || strchr("_+-/", zone[plain])))
		plain++;
	if (zone[plain] || zone[0] == '/' || strstr(zone, "//") || (plain && zone[plain - 1] == '/'))
		yaml_problem(problems, node,
		        _("the name of a time zone such as Europe/Amsterdam; leave it empty for the "
		          "machine's"));
}

void settings_metric_scale(const struct settings_metric *metric, double *ret_min, double *ret_max)
{
	static const struct {
		double min, max;
	} usual[] = {
	        [SETTINGS_NPS] = {0, 10},
	        [SETTINGS_CSAT] = {1, 5},
	        [SETTINGS_CES] = {1, 7},
	        [SETTINGS_MEAN] = {NAN, NAN},
	};
	*ret_min = isnan(metric->scale_min) ? usual[metric->kind].min : metric->scale_min;
	*ret_max = isnan(metric->scale_max) ? usual[metric->kind].max : metric->scale_max;
}

/* A whole step of a CSAT scale is an answer, and the top two of them count. */
static bool scale_fits(enum settings_metric_kind kind, double min, double max)
{
	switch (kind) {
	case SETTINGS_NPS:
		return min == 0 && max == 10;
	case SETTINGS_CSAT:
		return floor(min) == min && floor(max) == max && max - min >= 2 && max - min <= 10;
	case SETTINGS_CES:
		return min == 1 && (max == 5 || max == 7);
	case SETTINGS_MEAN:
		return min < max;
	}
	return false;
}

static const char *scale_expected(enum settings_metric_kind kind)
{
	switch (kind) {
	case SETTINGS_NPS:
		return N_("the scale 0 to 10, the only one that NPS has");
	case SETTINGS_CSAT:
		return N_("a scale of whole steps for csat, such as 1 to 5 (three to eleven answers)");
	case SETTINGS_CES:
		return N_("the scale 1 to 7 for ces, or the older 1 to 5");
	case SETTINGS_MEAN:
		return N_("scale_min and a larger scale_max: an own rating names its scale");
	}
	return "";
}

static void value_range(
        const struct settings_metric *metric, double min, double max, double *ret_low, double *ret_high)
{
	bool nps = metric->kind == SETTINGS_NPS;
	bool share = nps || metric->kind == SETTINGS_CSAT;
	*ret_low = share ? (nps ? -100 : 0) : min;
	*ret_high = share ? 100 : max;
}

static const struct yaml *first_of(const struct yaml *map, const char *key, const char *other)
{
	const struct yaml *node = yaml_get(map, key);
	if (!node)
		node = yaml_get(map, other);
	return node ? node : map;
}

bool settings_is_key(const char *key)
{
	return *key && key[strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_-")] == '\0';
}

static void verify_band(const struct yaml *node, const char *key, double band, double min, double max,
        struct problems *problems)
{
	if (!isnan(band) && (band < min || band > max))
		yaml_problem(problems, first_of(node, key, key),
		        _("an answer of the scale, from %.15g to %.15g"), min, max);
}

/* What counts as good and bad: on the scale, and good at its good end. */
static void verify_bands(const struct yaml *node, const struct settings_metric *metric, double min,
        double max, struct problems *problems)
{
	bool whole = floor(min) == min && floor(max) == max && max - min <= 10;
	bool own = metric->kind == SETTINGS_CSAT || metric->kind == SETTINGS_MEAN;
	double better = metric->low_is_good ? metric->bad - metric->good : metric->good - metric->bad;
	if (isnan(metric->good) && isnan(metric->bad))
		return;
	if (!own) {
		yaml_problem(problems, first_of(node, "good", "bad"),
		        _("neither good nor bad here: what counts as good is fixed for nps and ces"));
		return;
	}
	if (!whole) {
		yaml_problem(problems, first_of(node, "good", "bad"),
		        _("neither good nor bad here: they need a scale of whole steps (at most eleven)"));
		return;
	}
	verify_band(node, "good", metric->good, min, max, problems);
	verify_band(node, "bad", metric->bad, min, max, problems);
	if (better <= 0)
		yaml_problem(problems, first_of(node, "bad", "good"),
		        metric->low_is_good ? _("more than good, which is %.15g here: low is good")
		                            : _("less than good, which is %.15g"),
		        metric->good);
}

void verify_metric(const struct yaml *node, const void *item, struct problems *problems)
{
	const struct settings_metric *metric = item;
	enum settings_metric_kind kind = (enum settings_metric_kind)metric->kind;
	double min;
	double max;
	double low;
	double high;
	if (!settings_is_key(metric->key))
		yaml_problem(problems, first_of(node, "key", "key"),
		        _("a key of small letters, digits, - and _, such as nps"));
	if (metric->low_is_good && (kind == SETTINGS_NPS || kind == SETTINGS_CSAT))
		yaml_problem(problems, first_of(node, "low_is_good", "low_is_good"),
		        _("no low_is_good here: with nps and csat high is good"));
	if (metric->target_day && isnan(metric->target))
		yaml_problem(problems, first_of(node, "target_day", "target_day"),
		        _("a target as well: a day alone says nothing"));
	if (problems->today && metric->target_day && metric->target_day < problems->today)
		yaml_problem(problems, first_of(node, "target_day", "target_day"),
		        _("a day to come: this one has passed"));
	settings_metric_scale(metric, &min, &max);
	if (!scale_fits(kind, min, max)) {
		yaml_problem(
		        problems, first_of(node, "scale_min", "scale_max"), "%s", _(scale_expected(kind)));
		return;
	}
	verify_bands(node, metric, min, max, problems);
	value_range(metric, min, max, &low, &high);
	if (!isnan(metric->target) && (metric->target < low || metric->target > high))
		yaml_problem(problems, first_of(node, "target", "target"),
		        _("a target from %.15g to %.15g, in units of the score"), low, high);
}

static void report_twice(
        const struct yaml *list, const struct yaml *node, size_t first, struct problems *problems)
{
	yaml_problem(
	        problems, node, _("each once; this one stands in line %d too"), child_at(list, first)->line);
}

/* `name_at` gives the name of the i-th item. */
static void verify_unique(const struct yaml *node, const struct schema_list *list,
        const char *(*name_at)(const struct schema_list *, size_t), struct problems *problems)
{
	for (size_t i = 1; i < list->count; i++) {
		for (size_t j = 0; j < i; j++) {
			if (*name_at(list, i) && strcasecmp(name_at(list, i), name_at(list, j)) == 0) {
				report_twice(node, child_at(node, i), j, problems);
				break;
			}
		}
	}
}

static const char *metric_key_at(const struct schema_list *list, size_t i)
{
	return SCHEMA_ITEM(list, struct settings_metric, i)->key;
}

static const char *rule_key_at(const struct schema_list *list, size_t i)
{
	return SCHEMA_ITEM(list, struct settings_rule, i)->key;
}

void verify_metrics(const struct yaml *node, const void *list, struct problems *problems)
{
	verify_unique(node, list, metric_key_at, problems);
}

void verify_rules(const struct yaml *node, const void *list, struct problems *problems)
{
	verify_unique(node, list, rule_key_at, problems);
}

void verify_unique_texts(const struct yaml *node, const void *list, struct problems *problems)
{
	verify_unique(node, list, schema_text_at, problems);
}

void settings_verify_weekdays(const struct yaml *node, const void *value, struct problems *problems)
{
	const struct schema_list *list = value;
	verify_unique_texts(node, value, problems);
	for (size_t i = 0; i < list->count; i++) {
		size_t day = 0;
		while (day_names[day] && !streq(day_names[day], schema_text_at(list, i)))
			day++;
		if (!day_names[day])
			yaml_problem(
			        problems, child_at(node, i), _("a day: mon, tue, wed, thu, fri, sat or sun"));
	}
}

/* A word that matches everything would put every comment under the theme. */
static bool says_something(const char *word)
{
	size_t letters = 0;
	for (; *word; word++)
		letters += *word != '*' && *word != ' ';
	return letters >= 2;
}

static void verify_words(
        const struct yaml *rule, const char *key, const struct schema_list *words, struct problems *problems)
{
	const struct yaml *node = yaml_get(rule, key);
	for (size_t i = 0; node && i < words->count; i++)
		if (!says_something(schema_text_at(words, i)))
			yaml_problem(problems, child_at(node, i), _("a word of at least two letters"));
}

/* One word as it begins: the forms are found, so there is nothing to leave open. */
static bool is_stem(const char *word)
{
	size_t letters = 0;
	for (const char *s = word; *s; s++) {
		bool is_letter = (unsigned char)*s >= 0x80 || strchr(letters_digits, *s);
		if (!is_letter)
			return false;
		letters += ((unsigned char)*s & 0xC0) != 0x80;
	}
	return letters >= 3;
}

static void verify_stems(const struct yaml *rule, const struct schema_list *stems, struct problems *problems)
{
	const struct yaml *node = yaml_get(rule, "stem");
	for (size_t i = 0; node && i < stems->count; i++)
		if (!is_stem(schema_text_at(stems, i)))
			yaml_problem(problems, child_at(node, i),
			        _("one word of at least three letters, without a star: its forms are found "
			          "as "
			          "well"));
}

void verify_rule(const struct yaml *node, const void *item, struct problems *problems)
{
	const struct settings_rule *rule = item;
	if (!settings_is_key(rule->key))
		yaml_problem(problems, first_of(node, "key", "key"),
		        _("a key of small letters, digits, - and _, such as delivery"));
	verify_words(node, "words", &rule->words, problems);
	verify_words(node, "not", &rule->not, problems);
	verify_stems(node, &rule->stem, problems);
	if (!rule->words.count && !rule->stem.count)
		yaml_problem(problems, first_of(node, "words", "stem"),
		        _("words that make a comment be about it, in `words` or in `stem`"));
}

void verify_folder(const struct yaml *node, const void *value, struct problems *problems)
{
	const char *path = *(const char *const *)value;
	if (*path && *path != '/')
		yaml_problem(problems, node, _("the whole path of a folder, from the first /"));
}

void verify_folders(const struct yaml *node, const void *value, struct problems *problems)
{
	const struct schema_list *list = value;
	for (size_t i = 0; i < list->count; i++)
		verify_folder(child_at(node, i), SCHEMA_ITEM(list, const char *, i), problems);
}

bool settings_period(const char *text, int *ret_days, int *ret_months)
{
	static const struct {
		const char *name;
		int days, months;
	} units[] = {
	        {"day", 1, 0},
	        {"days", 1, 0},
	        {"week", 7, 0},
	        {"weeks", 7, 0},
	        {"month", 0, 1},
	        {"months", 0, 1},
	        {"year", 0, 12},
	        {"years", 0, 12},
	};
	char *end = NULL;
	*ret_days = *ret_months = 0;
	if (!*text || streq(text, "always"))
		return true;
	long number = strtol(text, &end, 10);
	if (end == text || number < 1 || number > PERIOD_MAX || *end != ' ')
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (streq(end + 1, units[i].name)) {
			*ret_days = (int)number * units[i].days;
			*ret_months = (int)number * units[i].months;
			return true;
		}
	return false;
}

void verify_period(const struct yaml *node, const void *value, struct problems *problems)
{
	int days, months;
	if (!settings_period(*(const char *const *)value, &days, &months))
		yaml_problem(problems, node,
		        _("always, or a number of days, weeks, months or years such as 24 months"));
}
