#include "scores_kept.h"

#include <math.h>

#include <dagstart/base/str.h>
#include <dagstart/store/kept.h>

#include "services.h"

enum { POINTS_MAX = 1000, MARKS_MAX = 100000 };

/* -- under what circumstances -- */

static void add_metrics(struct str *s, const struct step_context *ctx)
{
	for (size_t i = 0; i < ctx->metric_count; i++) {
		const struct metric *metric = &ctx->metrics[i];
		kept_add_int(s, metric->id);
		kept_add_int(s, (int64_t)metric->kind);
		kept_add_int(s, metric->low_is_good);
		kept_add_real(s, metric->scale_min);
		kept_add_real(s, metric->scale_max);
		if (metric->has_bands) {
			kept_add_real(s, metric->good);
			kept_add_real(s, metric->bad);
		}
	}
}

const char *scores_circumstances(const struct step_context *ctx)
{
	struct str s = str_new(ctx->arena);
	kept_add_int(&s, ctx->today);
	kept_add_int(&s, ctx->settings->voice.window_days);
	kept_add_int(&s, ctx->settings->voice.trend_weeks);
	add_metrics(&s, ctx);
	return s.text;
}

const char *changes_circumstances(const struct step_context *ctx, const struct scores *scores)
{
	struct str s = str_new(ctx->arena);
	kept_add_int(&s, ctx->today - day_weekday(ctx->today));
	for (size_t i = 0; i < scores->count; i++)
		kept_add_int(&s, scores->cards[i].series.rebase_day);
	add_metrics(&s, ctx);
	return s.text;
}

/* -- packing -- */

static void add_tally(struct str *s, const struct tally *tally)
{
	kept_add_int(s, tally->n);
	kept_add_real(s, tally->sum);
	kept_add_real(s, tally->sum_sq);
	for (size_t i = 0; i < TALLY_BUCKETS; i++)
		kept_add_int(s, tally->bucket[i]);
}

static void add_signal(struct str *s, const struct signal *signal)
{
	const int64_t whole[] = {(int64_t)signal->state, (int64_t)signal->rule, signal->since_day,
	        signal->length, signal->baseline, signal->has_gap, signal->last_day, signal->quiet,
	        signal->gaps, signal->gap_from, signal->gap_to, signal->silent};
	const double real[] = {signal->centre, signal->lower, signal->upper, signal->mean_n};
	for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++)
		kept_add_int(s, whole[i]);
	for (size_t i = 0; i < sizeof(real) / sizeof(*real); i++)
		kept_add_real(s, real[i]);
}

static void add_point(struct str *s, const struct signal_point *point)
{
	kept_add_int(s, point->day);
	kept_add_int(s, point->n);
	if (!point->n)
		return;
	kept_add_int(s, (int64_t)point->fired);
	kept_add_real(s, point->value);
	kept_add_real(s, point->lower);
	kept_add_real(s, point->upper);
}

static void add_card(struct str *s, const struct score_card *card)
{
	add_tally(s, &card->tally);
	add_signal(s, &card->series.signal);
	kept_add_int(s, card->series.ahead);
	kept_add_int(s, card->series.rebase_id);
	kept_add_int(s, card->series.rebase_day);
	kept_add_int(s, (int64_t)card->point_count);
	for (size_t i = 0; i < card->point_count; i++)
		add_point(s, &card->points[i]);
	kept_add_int(s, (int64_t)card->mark_count);
	for (size_t i = 0; i < card->mark_count; i++) {
		kept_add_int(s, card->marks[i].day);
		kept_add_int(s, card->marks[i].ref.letter);
		kept_add_int(s, card->marks[i].ref.id);
	}
}

static void add_changes(struct str *s, const struct scores *scores)
{
	for (size_t i = 0; i < scores->count; i++) {
		const struct score_change *change = &scores->changes[i];
		kept_add_int(s, change->name != NULL);
		if (!change->name)
			continue;
		kept_add_text(s, change->name);
		add_signal(s, &change->signal);
		kept_add_real(s, change->change);
		kept_add_int(s, change->n);
	}
}

const char *changes_pack(struct arena *arena, const struct scores *scores)
{
	struct str s = str_new(arena);
	add_changes(&s, scores);
	return s.text;
}

const char *scores_pack(struct arena *arena, const struct scores *scores)
{
	struct str s = str_new(arena);
	kept_add_int(&s, scores->answers);
	for (size_t i = 0; i < scores->count; i++) {
		kept_add_int(&s, scores->ever[i]);
		add_card(&s, &scores->cards[i]);
	}
	add_changes(&s, scores);
	return s.text;
}

/* -- and back -- */

static bool next_within(const char **at, int64_t least, int64_t most, int64_t *ret)
{
	return kept_next_int(at, ret) && *ret >= least && *ret <= most;
}

static bool next_tally(const char **at, struct tally *ret)
{
	bool good = kept_next_int(at, &ret->n) && kept_next_real(at, &ret->sum) &&
	            kept_next_real(at, &ret->sum_sq);
	for (size_t i = 0; good && i < TALLY_BUCKETS; i++)
		good = kept_next_int(at, &ret->bucket[i]);
	return good;
}

static bool next_signal(const char **at, struct signal *ret)
{
	int64_t state = 0, rule = 0, whole[10] = {0};
	bool good = next_within(at, SIGNAL_TOO_FEW, SIGNAL_AHEAD, &state) &&
	            next_within(at, SIGNAL_RULE_NONE, SIGNAL_RULE_EIGHT, &rule);
	for (size_t i = 0; good && i < sizeof(whole) / sizeof(*whole); i++)
		good = next_within(at, INT32_MIN, INT32_MAX, &whole[i]);
	*ret = (struct signal){.state = (enum signal_state)state,
	        .rule = (enum signal_rule)rule,
	        .since_day = (int32_t)whole[0],
	        .length = (int)whole[1],
	        .baseline = (int)whole[2],
	        .has_gap = whole[3] != 0,
	        .last_day = (int32_t)whole[4],
	        .quiet = (int)whole[5],
	        .gaps = (int)whole[6],
	        .gap_from = (int32_t)whole[7],
	        .gap_to = (int32_t)whole[8],
	        .silent = (int)whole[9]};
	return good && kept_next_real(at, &ret->centre) && kept_next_real(at, &ret->lower) &&
	       kept_next_real(at, &ret->upper) && kept_next_real(at, &ret->mean_n);
}

static bool next_point(const char **at, struct signal_point *ret)
{
	int64_t day = 0, fired = 0;
	*ret = (struct signal_point){.value = (double)NAN, .lower = (double)NAN, .upper = (double)NAN};
	if (!next_within(at, INT32_MIN, INT32_MAX, &day) || !next_within(at, 0, INT64_MAX, &ret->n))
		return false;
	ret->day = (int32_t)day;
	if (!ret->n)
		return true;
	if (!next_within(at, SIGNAL_RULE_NONE, SIGNAL_RULE_EIGHT, &fired))
		return false;
	ret->fired = (enum signal_rule)fired;
	return kept_next_real(at, &ret->value) && kept_next_real(at, &ret->lower) &&
	       kept_next_real(at, &ret->upper);
}

static bool next_points(struct arena *arena, const char **at, struct score_card *ret)
{
	int64_t count = 0;
	if (!next_within(at, 0, POINTS_MAX, &count))
		return false;
	ret->points = arena_array_of(arena, struct signal_point, (size_t)count + 1);
	ret->point_count = (size_t)count;
	ret->series.points = ret->points;
	ret->series.count = ret->point_count;
	for (size_t i = 0; i < ret->point_count; i++)
		if (!next_point(at, &ret->points[i]))
			return false;
	return true;
}

static bool next_marks(struct arena *arena, const char **at, struct score_card *ret)
{
	int64_t count = 0;
	if (!next_within(at, 0, MARKS_MAX, &count))
		return false;
	ret->marks = arena_array_of(arena, struct doc_mark, (size_t)count + 1);
	ret->mark_count = (size_t)count;
	for (size_t i = 0; i < ret->mark_count; i++) {
		int64_t day = 0, letter = 0, id = 0;
		if (!next_within(at, INT32_MIN, INT32_MAX, &day) || !next_within(at, 'A', 'Z', &letter) ||
		        !kept_next_int(at, &id))
			return false;
		ret->marks[i] = (struct doc_mark){.day = (int32_t)day, .ref = {(char)letter, id}};
	}
	return true;
}

static bool next_card(
        struct arena *arena, const char **at, const struct metric *metric, int days, struct score_card *ret)
{
	int64_t rebase_day = 0;
	*ret = (struct score_card){.metric = metric, .window_days = days, .series = {.name = ""}};
	if (!next_tally(at, &ret->tally) || !next_signal(at, &ret->series.signal) ||
	        !kept_next_int(at, &ret->series.ahead) || !kept_next_int(at, &ret->series.rebase_id) ||
	        !next_within(at, INT32_MIN, INT32_MAX, &rebase_day))
		return false;
	ret->series.rebase_day = (int32_t)rebase_day;
	ret->score = score_of(metric, &ret->tally);
	return next_points(arena, at, ret) && next_marks(arena, at, ret);
}

static bool next_changes(struct arena *arena, const char **at, struct scores *ret)
{
	for (size_t i = 0; i < ret->count; i++) {
		struct score_change *change = &ret->changes[i];
		int64_t is_there = 0;
		*change = (struct score_change){0};
		if (!next_within(at, 0, 1, &is_there))
			return false;
		if (is_there &&
		        (!kept_next_text(at, arena, &change->name) || !next_signal(at, &change->signal) ||
		                !kept_next_real(at, &change->change) || !kept_next_int(at, &change->n)))
			return false;
	}
	return !**at;
}

bool changes_unpack(struct arena *arena, const char *text, struct scores *ret)
{
	return text && next_changes(arena, &text, ret);
}

bool scores_unpack(struct arena *arena, const char *text, const struct step_context *ctx, struct scores *ret)
{
	int days = ctx->settings->voice.window_days;
	if (!text || !kept_next_int(&text, &ret->answers))
		return false;
	for (size_t i = 0; i < ret->count; i++)
		if (!next_within(&text, 0, INT64_MAX, &ret->ever[i]) ||
		        !next_card(arena, &text, &ctx->metrics[i], days, &ret->cards[i]))
			return false;
	return next_changes(arena, &text, ret);
}
