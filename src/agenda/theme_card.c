/* Themes with what they cost: shared by voice, improve and the page of themes. */
#include "theme_card.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>

#include <dagstart/store/kept.h>
#include <dagstart/store/voice.h>

#include "services.h"

enum { WEEKS = 8, WEEKS_DAYS = 7 * WEEKS };

const char *sparkline(struct arena *arena, const int64_t *values, size_t count)
{
	/* Not the full block: rows of a table would grow together. */
	static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇"};
	int64_t most = 1;
	for (size_t i = 0; i < count; i++)
		most = values[i] > most ? values[i] : most;
	struct str s = str_new(arena);
	for (size_t i = 0; i < count; i++)
		str_add(&s, bars[values[i] * 6 / most]);
	return s.text;
}

struct doc_bar bar_from_zero(double to, double most, int width)
{
	return (struct doc_bar){.low = 0,
	        .high = most > 0 ? most : 1,
	        .from = 0,
	        .to = to,
	        .least = (double)NAN,
	        .most = (double)NAN,
	        .centre = (double)NAN,
	        .width = width};
}

struct doc_bar themes_axis(const struct theme_figures *themes, size_t count, int width)
{
	double least = 0, most = 0;
	for (size_t i = 0; i < count; i++) {
		least = fmin(least, themes[i].impact);
		most = fmax(most, themes[i].impact);
	}
	struct doc_bar axis = bar_from_zero(0, most, width);
	axis.low = least;
	return axis;
}

/* The days that figures look at, oldest first: the window, the one before it, and eight weeks. */
struct days {
	size_t window, count;
	int64_t *all; /* answers of each */
};

static bool count_days(struct step_context *ctx, const struct metric *metric, const struct days *days,
        enum tally_dimension dimension, int64_t id, int64_t **ret, struct err *err)
{
	const struct tally_query query = {
	        .metric_id = metric->id,
	        .dimension = dimension,
	        .dimension_id = id,
	        .from_day = ctx->today - (int32_t)days->count + 1,
	};
	*ret = arena_array_of(ctx->arena, int64_t, days->count);
	return store_tally_counts(ctx->store, &query, days->count, *ret, err);
}

static struct tally_query window_query(
        const struct step_context *ctx, const struct metric *metric, enum tally_dimension dimension)
{
	return (struct tally_query){.metric_id = metric->id,
	        .dimension = dimension,
	        .from_day = ctx->today - ctx->settings->voice.window_days + 1,
	        .to_day = ctx->today};
}

static bool days_of(struct step_context *ctx, const struct metric *metric, struct days *ret, struct err *err)
{
	size_t window = (size_t)ctx->settings->voice.window_days;
	*ret = (struct days){.window = window, .count = 2 * window > WEEKS_DAYS ? 2 * window : WEEKS_DAYS};
	return count_days(ctx, metric, ret, TALLY_ALL, 0, &ret->all, err);
}

/* Of the days before the window, and of the weeks, only how many there were. */
static bool history_of(struct step_context *ctx, const struct metric *metric, const struct days *days,
        struct theme_figures *ret, struct err *err)
{
	int64_t *of = NULL;
	size_t older = days->count - 2 * days->window;
	if (!count_days(ctx, metric, days, TALLY_THEME, ret->theme_id, &of, err))
		return false;
	for (size_t ago = 0; ago < days->count; ago++) {
		int64_t n = of[days->count - 1 - ago];
		if (ago >= days->window && ago < 2 * days->window)
			ret->before += n;
		if (ago < WEEKS_DAYS)
			ret->weeks[WEEKS - 1 - ago / 7] += n;
	}
	ret->rising_days = theme_rising_days(of + older, days->all + older, 2 * days->window);
	return true;
}

bool themes_load_costs(struct step_context *ctx, const struct metric *metric, struct theme_figures **ret,
        size_t *ret_count, struct err *err)
{
	struct tally all = {0};
	struct named_tally *now = NULL;
	size_t count = 0;
	const struct tally_query whole = window_query(ctx, metric, TALLY_ALL),
	                         parts = window_query(ctx, metric, TALLY_THEME);
	if (!store_tally_by(ctx->store, ctx->arena, &parts, &now, &count, err) ||
	        !store_tally(ctx->store, &whole, &all, err))
		return false;
	struct theme_figures *themes = arena_array_of(ctx->arena, struct theme_figures, count + 1);
	for (size_t i = 0; i < count; i++)
		themes[i] = (struct theme_figures){.theme_id = now[i].id,
		        .name = now[i].name,
		        .tally = now[i].tally,
		        .impact = theme_impact(metric, &all, &now[i].tally)};
	themes_sort_by_impact(themes, count);
	*ret = themes;
	*ret_count = count;
	return true;
}

bool themes_load(struct step_context *ctx, const struct metric *metric, struct theme_figures **ret,
        size_t *ret_count, struct err *err)
{
	struct days days;
	if (!themes_load_costs(ctx, metric, ret, ret_count, err) || !days_of(ctx, metric, &days, err))
		return false;
	for (size_t i = 0; i < *ret_count; i++)
		if (!history_of(ctx, metric, &days, &(*ret)[i], err))
			return false;
	return true;
}

static const char *pack(struct arena *arena, const struct theme_figures *themes, size_t count)
{
	struct str s = str_new(arena);
	kept_add_int(&s, (int64_t)count);
	for (size_t i = 0; i < count; i++) {
		const struct theme_figures *theme = &themes[i];
		kept_add_int(&s, theme->theme_id);
		kept_add_text(&s, theme->name);
		kept_add_int(&s, theme->tally.n);
		kept_add_real(&s, theme->tally.sum);
		kept_add_real(&s, theme->tally.sum_sq);
		for (size_t b = 0; b < TALLY_BUCKETS; b++)
			kept_add_int(&s, theme->tally.bucket[b]);
		for (size_t w = 0; w < WEEKS; w++)
			kept_add_int(&s, theme->weeks[w]);
		kept_add_int(&s, theme->before);
		kept_add_real(&s, theme->impact);
		kept_add_int(&s, theme->rising_days);
	}
	return s.text;
}

static bool unpack_ints(const char **at, int64_t *ret, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!kept_next_int(at, &ret[i]))
			return false;
	return true;
}

static bool unpack_theme(struct arena *arena, const char **at, struct theme_figures *ret)
{
	int64_t rising = 0;
	*ret = (struct theme_figures){0};
	if (!kept_next_int(at, &ret->theme_id) || !kept_next_text(at, arena, &ret->name) ||
	        !kept_next_int(at, &ret->tally.n) || !kept_next_real(at, &ret->tally.sum) ||
	        !kept_next_real(at, &ret->tally.sum_sq) ||
	        !unpack_ints(at, ret->tally.bucket, TALLY_BUCKETS) || !unpack_ints(at, ret->weeks, WEEKS) ||
	        !kept_next_int(at, &ret->before) || !kept_next_real(at, &ret->impact) ||
	        !kept_next_int(at, &rising))
		return false;
	ret->rising_days = (int)rising;
	return rising >= 0 && rising <= INT_MAX;
}

static bool unpack(struct arena *arena, const char *at, struct theme_figures *ret, size_t *ret_count)
{
	int64_t count = 0;
	if (!at || !kept_next_int(&at, &count) || count < 0 || count > FEEDBACK_THEMES_MAX)
		return false;
	for (size_t i = 0; i < (size_t)count; i++)
		if (!unpack_theme(arena, &at, &ret[i]))
			return false;
	*ret_count = (size_t)count;
	return true;
}

static bool work_out(struct step_context *ctx, const struct metric *metric, const struct feedback *quote,
        struct theme_figures *themes, size_t *ret_count, struct err *err)
{
	struct tally all = {0};
	struct days days;
	size_t count = 0;
	const struct tally_query whole = window_query(ctx, metric, TALLY_ALL);
	struct tally_query query = window_query(ctx, metric, TALLY_THEME);
	if (!store_tally(ctx->store, &whole, &all, err) || !days_of(ctx, metric, &days, err))
		return false;
	for (size_t i = 0; i < quote->theme_count; i++) {
		struct theme_figures *theme = &themes[count];
		*theme = (struct theme_figures){.theme_id = quote->theme_ids[i], .name = quote->themes[i]};
		query.dimension_id = theme->theme_id;
		if (!store_tally(ctx->store, &query, &theme->tally, err) ||
		        !history_of(ctx, metric, &days, theme, err))
			return false;
		theme->impact = theme_impact(metric, &all, &theme->tally);
		count += theme->tally.n > 0;
	}
	themes_sort_by_impact(themes, count);
	*ret_count = count;
	return true;
}

bool themes_load_first(struct step_context *ctx, const struct metric **ret_metric, struct theme_figures **ret,
        size_t *ret_count, struct err *err)
{
	*ret_count = 0;
	for (size_t i = 0; i < ctx->metric_count && !*ret_count; i++) {
		*ret_metric = &ctx->metrics[i];
		if (!themes_load(ctx, *ret_metric, ret, ret_count, err))
			return false;
	}
	return true;
}

bool themes_load_of(struct step_context *ctx, const struct metric *metric, const struct feedback *quote,
        struct theme_figures **ret, size_t *ret_count, struct err *err)
{
	struct theme_figures *themes =
	        arena_array_of(ctx->arena, struct theme_figures, FEEDBACK_THEMES_MAX + 1);
	const char *kept = NULL;
	const char *under = arena_printf(ctx->arena, "%" PRId32 " %d %" PRId64 " %" PRId64, ctx->today,
	        ctx->settings->voice.window_days, metric->id, quote->id);
	if (!store_kept(ctx->store, ctx->arena, KEPT_FIGURES, under, &kept, err))
		return false;
	if (!unpack(ctx->arena, kept, themes, ret_count)) {
		if (!work_out(ctx, metric, quote, themes, ret_count, err))
			return false;
		store_keep(ctx->store, KEPT_FIGURES, under, pack(ctx->arena, themes, *ret_count));
	}
	*ret = themes;
	return true;
}

const char *theme_say(struct arena *arena, const struct theme_figures *theme, int days)
{
	struct str s = str_new(arena);
	str_addf(&s, _("%s in %d days"), say_count(arena, theme->tally.n), days);
	if (!isnan(theme->impact) && theme->impact >= 0.05) {
		const char *costs = say_number(arena, theme->impact, 1);
		str_addf(&s, P_(" · costs %s point", " · costs %s points", streq(costs, "1") ? 1 : 2), costs);
	}
	if (theme->rising_days == days)
		str_addf(&s, _(" · rising (%s before)"), say_count(arena, theme->before));
	else if (theme->rising_days)
		str_addf(&s, _(" · rising for %d days"), theme->rising_days);
	return s.text;
}

void theme_rising_cell(struct doc *doc, struct doc_node *row, const struct theme_figures *theme)
{
	bool rises = theme->rising_days > 0;
	doc_cell_bool(doc, row, rises ? _("rising") : "", rises)->role = ROLE_WATCH;
}
