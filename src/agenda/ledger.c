/* Finished actions with a forecast, and what is measured of them. */
#include "ledger.h"

#include <math.h>
#include <stdlib.h>

#include <dagstart/base/text.h>
#include <dagstart/store/ledger.h>
#include <dagstart/store/themes.h>
#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

enum { WEEK = 7, POWER_WEEKS = 4, PERCENT = 100, ANSWERS_MOST = 10 * 1000 * 1000 };

/* 0 for a name that no theme has, or had. */
static bool theme_id(struct step_context *ctx, const char *name, int64_t *ret, struct err *err)
{
	struct theme_entry entry = {0};
	struct err why = {0};
	bool known = store_theme_by_name(ctx->store, ctx->arena, name, &entry, &why);
	*ret = known ? entry.id : 0;
	return known || why.code == ERR_MISSING || (err && (*err = why, false));
}

/* Which answers the forecast was about. */
static bool forecast_query(struct step_context *ctx, const struct action *action, const struct metric *metric,
        struct tally_query *ret, struct err *err)
{
	*ret = (struct tally_query){.metric_id = metric->id};
	if (!strempty(action->forecast_theme)) {
		ret->dimension = TALLY_THEME;
		return theme_id(ctx, action->forecast_theme, &ret->dimension_id, err);
	} else if (!strempty(action->forecast_step)) {
		ret->dimension = TALLY_STEP;
		return store_step_id(ctx->store, action->forecast_step, &ret->dimension_id, err);
	}
	return true;
}

static bool tally_between(struct step_context *ctx, struct tally_query query, int32_t from, int32_t to,
        struct tally *ret, struct err *err)
{
	query.from_day = from;
	query.to_day = to;
	return store_tally(ctx->store, &query, ret, err);
}

static bool weekly_counts(struct step_context *ctx, const struct metric *metric, int32_t from,
        const struct ledger_window *window, int64_t **ret, struct err *err)
{
	size_t weeks = ledger_weeks(window);
	struct tally *tallies = arena_array_of(ctx->arena, struct tally, weeks);
	const struct tally_query query = {.metric_id = metric->id, .from_day = from};
	int64_t *counts = arena_array_of(ctx->arena, int64_t, weeks);
	if (!store_tally_periods(
	            ctx->store, &query, window->days < WEEK ? window->days : WEEK, weeks, tallies, err))
		return false;
	for (size_t i = 0; i < weeks; i++)
		counts[i] = tallies[i].n;
	*ret = counts;
	return true;
}

static bool measure(struct step_context *ctx, struct ledger_row *row, struct err *err)
{
	struct ledger_entry *entry = &row->entry;
	const struct ledger_window *w = &entry->window;
	struct tally before = {0}, after = {0};
	struct tally_query query;
	int64_t *then = NULL, *since = NULL;
	if (!ledger_window(&entry->action, &entry->window)) {
		ledger_judge(entry, row->metric, &before, &after);
		return true;
	}
	if (!forecast_query(ctx, &entry->action, row->metric, &query, err) ||
	        !tally_between(ctx, query, w->before_from, w->before_to, &before, err) ||
	        !tally_between(ctx, query, w->after_from, w->after_to, &after, err) ||
	        !weekly_counts(ctx, row->metric, w->before_from, w, &then, err) ||
	        !weekly_counts(ctx, row->metric, w->after_from, w, &since, err))
		return false;
	entry->cover = ledger_cover(w, then, since, ledger_weeks(w));
	ledger_judge(entry, row->metric, &before, &after);
	return true;
}

bool ledger_load_one(
        struct step_context *ctx, const struct action *action, struct ledger_row *ret, struct err *err)
{
	*ret = (struct ledger_row){
	        .entry = {.action = *action}, .metric = metric_by_key(ctx, action->forecast_metric)};
	ret->state = ledger_state(action, NULL, ctx->today);
	ret->entry.doubt = LEDGER_NO_METRIC;
	return !ret->metric || measure(ctx, ret, err);
}

static const struct judgement *judgement_of(const struct judgement *list, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].id == id)
			return &list[i];
	return NULL;
}

static int place_of(enum ledger_state state)
{
	switch (state) {
	case LEDGER_DUE:
		return 0;
	case LEDGER_AHEAD:
		return 1;
	case LEDGER_WAITING:
		return 2;
	case LEDGER_OPEN_DAY:
		return 3;
	case LEDGER_JUDGED:
	case LEDGER_NONE:
		break;
	}
	return 4;
}

static int by_state(const void *left, const void *right)
{
	const struct ledger_row *a = left, *b = right;
	int places = place_of(a->state) - place_of(b->state);
	if (places)
		return places;
	if (a->state == LEDGER_JUDGED && a->judgement->day != b->judgement->day)
		return a->judgement->day > b->judgement->day ? -1 : 1;
	if (a->entry.action.forecast_day != b->entry.action.forecast_day)
		return a->entry.action.forecast_day < b->entry.action.forecast_day ? -1 : 1;
	return a->entry.action.id < b->entry.action.id ? -1 : a->entry.action.id > b->entry.action.id;
}

static void count_row(struct ledger *ledger, const struct ledger_row *row)
{
	ledger->due += row->state == LEDGER_DUE;
	ledger->ahead += row->state == LEDGER_AHEAD;
	ledger->waiting += row->state == LEDGER_WAITING;
	ledger->open_day += row->state == LEDGER_OPEN_DAY;
	ledger->judged += row->state == LEDGER_JUDGED;
	if (row->state == LEDGER_JUDGED && row->judgement)
		hit_rate_add(&ledger->rate, row->judgement->outcome);
}

bool ledger_load(struct step_context *ctx, size_t most, struct ledger *ret, struct err *err)
{
	struct action *done = NULL;
	struct judgement *said = NULL;
	size_t count = 0, said_count = 0;
	const struct action_query query = {.done = true};
	*ret = (struct ledger){0};
	if (!store_actions(ctx->store, ctx->arena, &query, &done, &count, err) ||
	        !store_judgements(ctx->store, ctx->arena, &said, &said_count, err))
		return false;
	ret->items = arena_array_of(ctx->arena, struct ledger_row, count + 1);
	for (size_t i = 0; i < count; i++) {
		const struct judgement *judgement = judgement_of(said, said_count, done[i].id);
		struct ledger_row row = {.entry = {.action = done[i], .doubt = LEDGER_NO_METRIC},
		        .state = ledger_state(&done[i], judgement, ctx->today),
		        .judgement = judgement,
		        .metric = metric_by_key(ctx, done[i].forecast_metric)};
		if (row.state == LEDGER_NONE)
			continue;
		count_row(ret, &row);
		ret->items[ret->count++] = row;
	}
	hit_rate_settle(&ret->rate);
	qsort(ret->items, ret->count, sizeof(*ret->items), by_state);
	for (size_t i = 0; i < ret->due && (!most || i < most); i++)
		if (ret->items[i].metric && !measure(ctx, &ret->items[i], err))
			return false;
	return true;
}

/* -- what a forecast is made from -- */

static const struct metric *metric_named(const struct step_context *ctx, const char *name)
{
	const char *folded = text_fold(ctx->arena, name);
	for (size_t i = 0; i < ctx->metric_count; i++) {
		const struct metric *m = &ctx->metrics[i];
		if (streq(folded, text_fold(ctx->arena, m->key)) ||
		        streq(folded, text_fold(ctx->arena, m->title)) ||
		        streq(folded, text_fold(ctx->arena, metric_short(ctx->arena, m))))
			return m;
	}
	return NULL;
}

static bool known_theme(struct step_context *ctx, const char *name, struct err *err)
{
	int64_t id = 0;
	if (strempty(name) || (theme_id(ctx, name, &id, err) && id))
		return true;
	if (err->code == ERR_NONE)
		err_set(err, ERR_USAGE, N_("no theme is named %s: `dagstart themes` lists them"), "“%s”",
		        name);
	return err_at(err, "forecast_theme");
}

static bool known_step(struct step_context *ctx, const char *name, struct err *err)
{
	int64_t id = 0;
	if (strempty(name) || (store_step_id(ctx->store, name, &id, err) && id))
		return true;
	if (err->code == ERR_NONE)
		err_set(err, ERR_USAGE, N_("no answer names the step %s"), "“%s”", name);
	return err_at(err, "forecast_step");
}

static const char *given(
        const struct step_context *ctx, const struct args *args, const char *name, const char *otherwise)
{
	const char *value = arg_text(ctx, args, name);
	return strempty(value) ? str_or(otherwise, "") : value;
}

bool forecast_read(struct step_context *ctx, const struct args *args, struct action *action, struct err *err)
{
	const char *name = given(ctx, args, "forecast_metric", action->forecast_metric);
	const struct metric *metric = metric_named(ctx, name);
	double change = NAN;
	int32_t day = 0;
	if (strempty(action->forecast_metric))
		action->forecast_change = NAN;
	if (!arg_number(ctx, args, "forecast_change", &change, err) ||
	        !arg_day(ctx, args, "forecast_day", &day, err))
		return false;
	action->forecast_theme = given(ctx, args, "forecast_theme", action->forecast_theme);
	action->forecast_step = given(ctx, args, "forecast_step", action->forecast_step);
	action->forecast_change = isnan(change) ? action->forecast_change : change;
	action->forecast_day = day ? day : action->forecast_day;
	action->forecast_metric = metric ? metric->key : name;
	if (strempty(name) && (!isnan(change) || day)) {
		err_say(err, ERR_USAGE, N_("which score should change? Without it nothing can be measured"));
		return err_at(err, "forecast_metric");
	}
	if (strempty(name))
		return true;
	if (!metric) {
		err_set(err, ERR_USAGE, N_("no metric is named %s: `dagstart scores` lists them"), "“%s”",
		        name);
		return err_at(err, "forecast_metric");
	}
	return forecast_check(metric, change, day, ctx->today, err) &&
	       known_theme(ctx, arg_text(ctx, args, "forecast_theme"), err) &&
	       known_step(ctx, arg_text(ctx, args, "forecast_step"), err);
}

/* Two windows of n answers each: n = 2 s^2 / (d / (1.960 + 0.842))^2, so that a before of n answers has the
 * error s / sqrt(n) (Cohen 1988, as in domain/ledger.h). */
void forecast_notes(const struct step_context *ctx, const struct args *args, struct doc *notes)
{
	const struct metric *metric = metric_named(ctx, arg_text(ctx, args, "forecast_metric"));
	struct step_context looking = *ctx;
	struct action about = {.forecast_theme = arg_text(ctx, args, "forecast_theme"),
	        .forecast_step = arg_text(ctx, args, "forecast_step")};
	struct tally tally = {0};
	struct tally_query query;
	struct err ignored = {0};
	double change = NAN;
	if (!metric || !arg_number(ctx, args, "forecast_change", &change, &ignored) || isnan(change) ||
	        !forecast_check(metric, change, 0, ctx->today, &ignored) ||
	        !forecast_query(&looking, &about, metric, &query, &ignored) ||
	        !tally_between(
	                &looking, query, ctx->today - POWER_WEEKS * WEEK, ctx->today - 1, &tally, &ignored))
		return;
	struct score now = score_of(metric, &tally);
	if (now.n == 0 || isnan(now.error)) {
		doc_para(notes, notes->root, ROLE_WATCH,
		        _("too few answers in the last four weeks to say when this can be told"));
		return;
	}
	double each = ledger_each(metric, &now, change);
	if (!(each <= ANSWERS_MOST)) {
		doc_para(notes, notes->root, ROLE_WATCH, _("so small a change can't be told from noise"));
		return;
	}
	double weeks = ceil(each * POWER_WEEKS / (double)now.n);
	enum doc_role role = weeks > POWER_WEEKS * 13 ? ROLE_WATCH : ROLE_QUIET;
	doc_paraf(notes, notes->root, role,
	        P_("→ to be told from noise: about %s answers before and after, %.0f week at this pace",
	                "→ to be told from noise: about %s answers before and after, %.0f weeks at this pace",
	                (unsigned long)(weeks < PERCENT ? weeks : PERCENT)),
	        say_count(notes->arena, (int64_t)each), weeks);
}
