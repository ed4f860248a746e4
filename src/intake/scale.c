#include "scale.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/config/settings.h>
#include <dagstart/config/words.h>
#include <dagstart/intake/intake.h>

bool scale_is_named(const char *words, enum metric_kind *ret)
{
	unsigned found = hints_in(words);
	if (found & (HINT_NPS | HINT_RECOMMEND))
		*ret = METRIC_NPS;
	else if (found & HINT_CES)
		*ret = METRIC_CES;
	else if (found & HINT_CSAT)
		*ret = METRIC_CSAT;
	else
		return false;
	return true;
}

static double low_of(struct range range)
{
	return fmin(range.worst, range.best);
}

static double high_of(struct range range)
{
	return fmax(range.worst, range.best);
}

static enum metric_kind kind_of(const struct scale_input *input, unsigned found, struct range range)
{
	double low = low_of(range), high = high_of(range);
	bool recommend = found & (HINT_NPS | HINT_RECOMMEND);
	const int words = input->range.words;
	bool ease = words == NO_SCALE || str_starts(input->range.scales->scales[words].key, "ease");
	/* Up or down, good or bad, HubSpot's 0 to 2: the share of the best. */
	if (high - low < 3 && input->range.facts->parts == 0)
		return METRIC_CSAT;
	if (input->range.facts->parts > 0 && !recommend)
		return METRIC_MEAN;
	if (low == 0 && high == 10 && range.worst == 0)
		return !recommend && (found & (HINT_CSAT | HINT_RATING | HINT_GRADE) || input->range.unknown)
		               ? METRIC_MEAN
		               : METRIC_NPS;
	if (low == 1 && high == 5)
		return found & HINT_CES ? METRIC_CES : METRIC_CSAT;
	if (low == 1 && high == 7)
		return found & (HINT_CSAT | HINT_RATING | HINT_GRADE) || (!ease && !(found & HINT_CES))
		               ? METRIC_MEAN
		               : METRIC_CES;
	return METRIC_MEAN;
}

static bool same_scale(const struct metric *a, const struct metric *b)
{
	return a->kind == b->kind && a->scale_min == b->scale_min && a->scale_max == b->scale_max &&
	       a->low_is_good == b->low_is_good;
}

static const struct metric *metric_by_key(const struct metric *metrics, size_t count, const char *key)
{
	for (size_t i = 0; i < count; i++)
		if (streq(metrics[i].key, key))
			return &metrics[i];
	return NULL;
}

static const char *kind_key(enum metric_kind kind)
{
	switch (kind) {
	case METRIC_NPS:
		return "nps";
	case METRIC_CSAT:
		return "csat";
	case METRIC_CES:
		return "ces";
	case METRIC_MEAN:
		break;
	}
	return "rating";
}

/* One that is known already, whatever its key, else a new one under a key that says the scale. */
static struct metric metric_for(
        struct arena *arena, const struct scale_input *input, enum metric_kind kind, struct range range)
{
	struct metric made = {
	        .kind = kind,
	        .scale_min = low_of(range),
	        .scale_max = high_of(range),
	        .low_is_good = range.worst > range.best,
	        .target = NAN,
	};
	bool own = input->range.words != NO_SCALE && high_of(range) - low_of(range) < 3;
	made.key = own ? input->range.scales->scales[input->range.words].key : kind_key(kind);
	made.title = made.key;
	for (size_t i = 0; i < input->metric_count; i++)
		if (same_scale(&input->metrics[i], &made) && (!own || streq(input->metrics[i].key, made.key)))
			return input->metrics[i];
	if (own)
		return made;
	if (kind == METRIC_MEAN || metric_by_key(input->metrics, input->metric_count, made.key))
		made.key = arena_printf(arena, "%s-%s%g-%g", made.key, range.worst < 0 ? "m" : "",
		        fabs(range.worst), range.best);
	made.title = kind == METRIC_MEAN
	                     ? arena_printf(arena, "%s %g-%g", kind_key(kind), range.worst, range.best)
	                     : made.key;
	return made;
}

/* With what it could be. */
static bool ask(struct arena *arena, const struct scale_input *input, struct err *err)
{
	struct range ranges[INTAKE_READINGS];
	struct str could = str_new(arena);
	size_t count = range_choices(&input->range, ranges, INTAKE_READINGS);
	for (size_t i = 0; i < count; i++)
		str_addf(&could, "%s%g-%g", i ? ", " : " (", ranges[i].worst, ranges[i].best);
	return err_set(err, ERR_QUESTION,
	        N_("the scale of the column %s is not clear; say it with --scale, the worst first"),
	        "“%s”%s%s", input->title, could.text, count ? ")" : "");
}

static bool find_range(const struct scale_input *input, struct range *ret)
{
	if (input->has_scale) {
		*ret = (struct range){input->scale_min, input->scale_max};
		return true;
	}
	return range_find(&input->range, ret);
}

/* The user named the metric: a known one brings its scale, another needs one. */
static bool find_named(
        struct arena *arena, const struct scale_input *input, struct metric *ret, struct err *err)
{
	struct metric known;
	struct range range;
	if (scale_by_name(arena, input->metrics, input->metric_count, input->metric, &known)) {
		double worst = known.low_is_good ? known.scale_max : known.scale_min;
		double best = known.low_is_good ? known.scale_min : known.scale_max;
		if (input->has_scale && (worst != input->scale_min || best != input->scale_max))
			return err_set(
			        err, ERR_USAGE, N_("the metric %s has another scale"), "“%s”", input->metric);
		*ret = known;
		return true;
	}
	if (!settings_is_key(input->metric))
		return err_set(err, ERR_USAGE,
		        N_("no metric is named %s, and a new one needs a key of small letters, digits, - and "
		           "_"),
		        "“%s”", input->metric);
	if (!find_range(input, &range))
		return ask(arena, input, err);
	*ret = metric_for(arena, input, METRIC_MEAN, range);
	ret->id = 0;
	ret->key = arena_strdup(arena, input->metric);
	ret->title = ret->key;
	return true;
}

bool scale_find(struct arena *arena, const struct scale_input *input, struct metric *ret, struct err *err)
{
	unsigned found = input->range.hints;
	struct range range;
	if (input->has_scale && !(fabs(input->scale_max - input->scale_min) >= 1))
		return err_say(err, ERR_USAGE, N_("a scale has two ends, such as 1-5"));
	if (!strempty(input->metric))
		return find_named(arena, input, ret, err);
	if (!find_range(input, &range))
		return ask(arena, input, err);
	*ret = metric_for(arena, input, kind_of(input, found, range), range);
	return true;
}

bool scale_by_name(
        struct arena *arena, const struct metric *metrics, size_t count, const char *name, struct metric *ret)
{
	static const struct metric usual[] = {
	        {.key = "nps", .title = "nps", .kind = METRIC_NPS, .scale_max = 10, .target = NAN},
	        {.key = "csat",
	                .title = "csat",
	                .kind = METRIC_CSAT,
	                .scale_min = 1,
	                .scale_max = 5,
	                .target = NAN},
	        {.key = "ces",
	                .title = "ces",
	                .kind = METRIC_CES,
	                .scale_min = 1,
	                .scale_max = 7,
	                .target = NAN},
	};
	const char *key = text_fold(arena, name);
	const struct metric *found = metric_by_key(metrics, count, name);
	if (!found)
		found = metric_by_key(metrics, count, key);
	if (!found)
		found = metric_by_key(usual, sizeof(usual) / sizeof(usual[0]), key);
	if (found)
		*ret = *found;
	return found != NULL;
}

bool scale_by_range(struct arena *arena, const struct metric *metrics, size_t count,
        const struct words_range *range, struct metric *ret)
{
	const struct range ends = {range->worst, range->best};
	struct metric made = {
	        .key = range->key,
	        .title = range->key,
	        .kind = streq(range->key, "nps")   ? METRIC_NPS
	                : streq(range->key, "ces") ? METRIC_CES
	                                           : METRIC_CSAT,
	        .scale_min = low_of(ends),
	        .scale_max = high_of(ends),
	        .low_is_good = range->worst > range->best,
	        .target = NAN,
	};
	for (size_t i = 0; i < count; i++)
		if (same_scale(&metrics[i], &made)) {
			*ret = metrics[i];
			return true;
		}
	if (metric_by_key(metrics, count, made.key))
		made.key = made.title =
		        arena_printf(arena, "%s-%g-%g", range->key, range->worst, range->best);
	*ret = made;
	return true;
}
