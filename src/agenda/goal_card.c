/* A personal or team goal as everybody shows it: the pair, how far, how fresh, and the ticks. */
#include "goal_card.h"

#include <math.h>
#include <string.h>

#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

#include "services.h"

enum { WEEKDAYS = 7, WEEKS_IN_LINE = 4 };

bool goals_load(struct step_context *ctx, bool closed_too, struct goals *ret, struct err *err)
{
	*ret = (struct goals){0};
	if (!store_goals(ctx->store, ctx->arena, closed_too, &ret->items, &ret->count, err) ||
	        !store_checkins(ctx->store, ctx->arena, ctx->today - GOAL_HISTORY_DAYS, &ret->checkins,
	                &ret->checkin_count, err))
		return false;
	for (size_t i = 0; i < ret->count; i++) {
		struct goal *goal = &ret->items[i];
		const struct metric *metric = goal->owner_id ? NULL : metric_by_key(ctx, goal->metric_key);
		struct tally tally = {0};
		if (!metric)
			continue;
		struct tally_query query = {
		        .metric_id = metric->id,
		        .from_day = ctx->today - ctx->settings->voice.window_days + 1,
		        .to_day = ctx->today,
		};
		if (!store_tally(ctx->store, &query, &tally, err))
			return false;
		struct score score = score_of(metric, &tally);
		goal->current = score.value;
		goal->current_n = score.n;
		goal->current_low = score.low;
		goal->current_high = score.high;
	}
	return true;
}

static void ticks_of(const struct step_context *ctx, struct arena *arena, const struct goals *goals,
        const struct goal *goal, size_t days, enum tick *ret)
{
	struct checkin *own = arena_array_of(arena, struct checkin, goals->checkin_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < goals->checkin_count; i++)
		if (goals->checkins[i].goal_id == goal->id)
			own[count++] = goals->checkins[i];
	goal_ticks(own, count, ctx->calendar, ctx->today, ret, days);
}

static const char *ticks_say(struct arena *arena, const enum tick *ticks, size_t count, bool with_days)
{
	struct str s = str_new(arena);
	for (size_t i = 0; i < count; i++) {
		if (ticks[i] == TICK_OFF)
			continue;
		str_add(&s, s.len ? with_days ? "   " : " " : "");
		if (with_days)
			str_addf(&s, "%s ", say_weekday_short((int)(i % 7)));
		str_add(&s, ticks[i] == TICK_DONE ? "✓" : "·");
	}
	return s.text;
}

const char *goal_state_say(enum goal_state state, enum doc_role *ret_role)
{
	*ret_role = ROLE_TEXT;
	switch (state) {
	case GOAL_NO_DATA:
		*ret_role = ROLE_QUIET;
		return _("not measured yet");
	case GOAL_NEW:
		*ret_role = ROLE_QUIET;
		return _("no progress yet");
	case GOAL_UNSURE:
		*ret_role = ROLE_QUIET;
		return _("can't tell yet: within the margin");
	case GOAL_ON_TRACK:
		*ret_role = ROLE_GOOD;
		return _("on track");
	case GOAL_BEHIND:
		*ret_role = ROLE_WATCH;
		return _("behind");
	case GOAL_AT_RISK:
		*ret_role = ROLE_BAD;
		return _("at risk");
	case GOAL_MET:
		*ret_role = ROLE_GOOD;
		return _("reached");
	}
	return "";
}

const char *goal_number(struct arena *arena, const struct goal *goal, double value)
{
	const char *number = say_number(arena, value, 1);
	return strempty(goal->unit) || isnan(value) ? number
	                                            : arena_printf(arena, "%s %s", number, goal->unit);
}

const char *goal_numbers(struct arena *arena, const struct goal *goal)
{
	if (isnan(goal->target))
		return "";
	struct str s = str_new(arena);
	if (!isnan(goal->start))
		str_addf(&s, "%s → ", goal_number(arena, goal, goal->start));
	str_add(&s, goal_number(arena, goal, goal->target));
	if (goal->due_day)
		str_addf(&s, _(" by %s"), say_day(arena, goal->due_day));
	return s.text;
}

static struct score current_of(const struct goal *goal)
{
	return (struct score){
	        .n = goal->current_n,
	        .value = goal->current,
	        .low = goal->current_low,
	        .high = goal->current_high,
	};
}

const char *goal_value_say(const struct step_context *ctx, struct arena *arena, const struct goal *goal)
{
	const struct metric *metric = metric_by_key(ctx, goal->metric_key);
	const struct score score = current_of(goal);
	const char *margin = "";
	return goal->current_n && metric ? metric_say_score(arena, metric, &score, &margin)
	                                 : goal_number(arena, goal, goal->current);
}

const char *goal_current_say(const struct step_context *ctx, struct arena *arena, const struct goal *goal)
{
	const struct metric *metric = metric_by_key(ctx, goal->metric_key);
	const char *margin = "";
	if (!goal->current_n || !metric)
		return goal_number(arena, goal, goal->current);
	const struct score score = current_of(goal);
	const char *value = metric_say_score(arena, metric, &score, &margin);
	return arena_printf(arena, "%s %s, n %s", value, margin, say_count(arena, score.n));
}

static const char *age_say(const struct step_context *ctx, struct arena *arena, const struct goal *goal)
{
	int age = goal_age(goal, ctx->today);
	return age < 0 ? _("never updated") : arena_printf(arena, _("updated %s"), say_ago(arena, age));
}

/* A line a week, the newest first, a column a day; `ticks` begin on a Monday. Days on which the team never
 * works have no column. */
static void weeks_doc(const struct step_context *ctx, const enum tick *ticks, size_t weeks, struct doc *doc,
        struct doc_node *parent)
{
	static const char *const keys[WEEKDAYS] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
	static const char *const signs[] = {[TICK_OFF] = "", [TICK_NONE] = "·", [TICK_DONE] = "✓"};
	struct arena *arena = doc->arena;
	struct doc_column *columns = arena_array_of(arena, struct doc_column, WEEKDAYS + 2);
	columns[0] = (struct doc_column){.key = "week", .title = N_("week of")};
	for (int i = 0; i < WEEKDAYS; i++)
		columns[i + 1] = (struct doc_column){
		        .key = keys[i], .title = say_weekday_short(i), .align = ALIGN_CENTRE};
	columns[WEEKDAYS + 1] = (struct doc_column){.key = "ticks", .title = "", .hidden = true};
	int32_t monday = ctx->today - day_weekday(ctx->today);
	struct doc_node *rows = table(doc, parent, "ticks", columns, WEEKDAYS + 2);
	for (size_t ago = 0; ago < weeks; ago++) {
		int32_t day = monday - WEEKDAYS * (int32_t)ago;
		const enum tick *week = ticks + (weeks - 1 - ago) * WEEKDAYS;
		size_t days = ago ? WEEKDAYS : (size_t)day_weekday(ctx->today) + 1;
		struct doc_node *row = doc_row(doc, rows, (struct ref){0});
		doc_cell_value(
		        doc, row, ago ? say_day_short(arena, day) : _("this week"), day_iso(arena, day));
		for (size_t i = 0; i < WEEKDAYS; i++)
			doc_cell(doc, row, i < days ? signs[week[i]] : "");
		doc_cell(doc, row, ticks_say(arena, week, days, false));
	}
}

static bool any_tick(const enum tick *ticks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (ticks[i] == TICK_DONE)
			return true;
	return false;
}

/* This week day by day, and those before it in a line of their own, the newest first, where there is
 * something to see; `ticks` begin on a Monday. */
static void line_doc(const struct step_context *ctx, const enum tick *ticks, size_t weeks, struct doc *doc,
        struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	size_t before = (weeks - 1) * WEEKDAYS;
	struct str line = str_new(arena);
	int32_t monday = ctx->today - day_weekday(ctx->today);
	doc_field(doc, parent, "ticks", _("this week"),
	        ticks_say(arena, ticks + before, (size_t)day_weekday(ctx->today) + 1, true));
	if (!any_tick(ticks, before))
		return;
	for (size_t ago = 1; ago < weeks; ago++)
		str_addf(&line, "%s%s %s", line.len ? "   " : "",
		        say_day_short(arena, monday - WEEKDAYS * (int32_t)ago),
		        ticks_say(arena, ticks + before - ago * WEEKDAYS, WEEKDAYS, false));
	doc_field(doc, parent, "before", _("week of"), line.text);
}

struct doc_node *goal_card(const struct step_context *ctx, const struct goals *goals, const struct goal *goal,
        size_t weeks, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	enum tick ticks[GOAL_HISTORY_DAYS] = {0};
	enum doc_role role = ROLE_TEXT;
	const char *state = goal_state_say(goal_state(goal, ctx->today), &role);
	struct doc_node *card = doc_section(doc, parent, goal->text, goal_numbers(arena, goal));
	card->ref = entity_ref(ENTITY_GOAL, goal->id);
	card->focusable = true;
	double progress = goal_progress(goal);
	if (!isnan(progress)) {
		struct doc_gauge *gauge = arena_new_of(arena, struct doc_gauge);
		*gauge = (struct doc_gauge){
		        .part = fmin(fmax(progress, 0), 1),
		        .caption = arena_printf(arena, _("now %s · %s of the way from %s to %s"),
		                goal_current_say(ctx, arena, goal),
		                say_percent(arena, (int)lround(fmin(fmax(progress, 0), 1) * 100)),
		                goal_number(arena, goal, goal->start),
		                goal_number(arena, goal, goal->target)),
		        .width = 24,
		};
		doc_gauge(doc, card, role, gauge);
	}
	struct doc_node *line = doc_para(doc, card, ROLE_TEXT, "");
	struct doc_node *word = doc_span(doc, line, role, state);
	word->mark = role != ROLE_QUIET;
	doc_spanf(doc, line, ROLE_QUIET, " · %s", age_say(ctx, arena, goal));
	if (strempty(goal->behaviour))
		return card;
	doc_para(doc, card, ROLE_TEXT, say_quoted(arena, goal->behaviour));
	size_t days = (weeks - 1) * 7 + (size_t)day_weekday(ctx->today) + 1;
	ticks_of(ctx, arena, goals, goal, days, ticks);
	if (weeks > WEEKS_IN_LINE)
		weeks_doc(ctx, ticks, weeks, doc, card);
	else
		line_doc(ctx, ticks, weeks, doc, card);
	return card;
}
