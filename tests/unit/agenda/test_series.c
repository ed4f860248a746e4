/* The verdict of a channel or step, of which only the ends are read, is that of all its weeks. */
#include "desk.h"

#include <math.h>

#include <dagstart/base/random.h>

#include "services.h"

enum { STEPS = 6, WEEKS = 70, ROUNDS = 4 };

/* Shifts, weeks of few answers, gaps, a late beginning, an early end, and dates to come. */
struct life {
	int first, last, gap_from, gap_to, shift_at;
	double shift;
};

static struct life some_life(struct random *dice)
{
	struct life life = {.last = WEEKS, .gap_from = WEEKS, .shift_at = (int)random_below(dice, WEEKS)};
	life.shift = (double)random_below(dice, 7) - 3;
	if (random_below(dice, 3) == 0)
		life.first = (int)random_below(dice, WEEKS);
	if (random_below(dice, 4) == 0)
		life.last = (int)random_below(dice, WEEKS);
	if (random_below(dice, 5) == 0)
		life.last = WEEKS + 3;
	if (random_below(dice, 2) == 0)
		life.gap_from = (int)random_below(dice, WEEKS);
	life.gap_to = life.gap_from + (int)random_below(dice, 9);
	return life;
}

static void put_answer(struct desk *desk, struct store *store, const struct metric *nps, const char *step,
        double score, int32_t day)
{
	score = fmin(fmax(round(score), 0), 10);
	struct feedback feedback = {
	        .comment = "",
	        .customer = "",
	        .channel = "",
	        .step = step,
	        .day = day,
	        .mood = metric_mood(nps, score),
	        .answers = {{.metric_id = nps->id, .score = score}},
	        .answer_count = 1,
	};
	assert_true(store_put_feedback(store, &feedback, &desk->err));
}

static void put_life(struct desk *desk, struct store *store, const struct metric *nps, struct random *dice,
        const char *step)
{
	struct life life = some_life(dice);
	/* One is too young for a verdict, one has fallen silent, one really falls and one really rises. */
	if (streq(step, "a"))
		life.first = WEEKS - SIGNAL_BASELINE_MIN + 2;
	if (streq(step, "b"))
		life.last = WEEKS - SIGNAL_SILENT_POINTS - 1;
	if (streq(step, "c") || streq(step, "d"))
		life = (struct life){.last = WEEKS,
		        .gap_from = WEEKS,
		        .shift_at = WEEKS - 12,
		        .shift = streq(step, "c") ? -6 : 4};
	for (int week = life.first; week < life.last; week++) {
		int count = week >= life.gap_from && week < life.gap_to ? 0 : 1 + (int)random_below(dice, 2);
		for (int i = 0; i < count; i++)
			put_answer(desk, store, nps, step,
			        7 + (double)random_below(dice, 7) - 3 +
			                (week >= life.shift_at ? life.shift : 0),
			        MONDAY - 7 * (WEEKS - week) + (int32_t)random_below(dice, 7));
	}
}

/* As the gate judges all weeks of a part. */
static struct signal whole(struct desk *desk, struct step_context *ctx, const struct metric *nps, int64_t id,
        int32_t rebase_day, size_t among, struct signal_point **ret_points, size_t *ret_count)
{
	const struct week_query query = {
	        .metric_id = nps->id, .dimension = TALLY_STEP, .dimension_id = id, .end_day = ctx->today};
	struct week_tallies weeks;
	assert_true(store_tally_weeks(ctx->store, ctx->arena, &query, &weeks, &desk->err));
	int32_t first = weeks.count ? weeks.items[0].monday : ctx->today;
	size_t count = (size_t)(ctx->today - first) / 7;
	struct signal_point *points = arena_array_of(ctx->arena, struct signal_point, count + 1);
	for (size_t i = 0; i < count; i++)
		points[i] = (struct signal_point){.day = first + 7 * (int32_t)i, .value = (double)NAN};
	for (size_t i = 0; i < weeks.count; i++) {
		struct score score = score_of(nps, &weeks.items[i].tally);
		struct signal_point *point = &points[(weeks.items[i].monday - first) / 7];
		point->n = score.n;
		point->value = score.value;
	}
	struct signal signal = signal_judge_among(points, count, rebase_day, -100, 100, among);
	signal_settle(&signal, weeks.ahead);
	*ret_points = points;
	*ret_count = count;
	return signal;
}

static void assert_same_verdict(const struct signal *a, const struct signal *b)
{
	assert_int_equal(a->state, b->state);
	assert_int_equal(a->rule, b->rule);
	assert_int_equal(a->since_day, b->since_day);
	assert_int_equal(a->length, b->length);
	assert_int_equal(a->baseline, b->baseline);
	assert_int_equal(a->gaps, b->gaps);
	assert_int_equal(a->silent, b->silent);
	assert_int_equal(a->last_day, b->last_day);
	assert_int_equal(a->has_gap, b->has_gap);
	assert_true((isnan(a->centre) && isnan(b->centre)) || a->centre == b->centre);
	/* With a real change all of it is told. */
	if (!signal_direction(b))
		return;
	assert_true(a->upper == b->upper);
	assert_int_equal(a->gap_from, b->gap_from);
	assert_int_equal(a->gap_to, b->gap_to);
}

static void compare(struct desk *desk, struct step_context *ctx, const struct metric *nps, size_t recent,
        int states[static SIGNAL_AHEAD + 1])
{
	struct score_series *series = NULL;
	size_t count = 0;
	assert_true(score_parts_load(ctx, nps, TALLY_STEP, recent, INT32_MAX, &series, &count, &desk->err));
	assert_true(count > 0);
	size_t among = 0;
	for (size_t i = 0; i < count; i++)
		among += series[i].signal.baseline >= SIGNAL_BASELINE_MIN;
	for (size_t i = 0; i < count; i++) {
		struct signal_point *points = NULL;
		size_t all = 0;
		struct signal expected =
		        whole(desk, ctx, nps, series[i].id, series[i].rebase_day, among, &points, &all);
		assert_same_verdict(&series[i].signal, &expected);
		states[expected.state]++;
		for (size_t k = 0; k < recent && k < all && k < series[i].count; k++) {
			const struct signal_point *a = &series[i].points[series[i].count - 1 - k];
			const struct signal_point *b = &points[all - 1 - k];
			assert_int_equal(a->day, b->day);
			assert_int_equal(a->n, b->n);
			assert_true(!a->n || a->value == b->value);
		}
	}
}

/* Of whole weeks and the days around them, as of the days one by one. */
static void compare_windows(struct desk *desk, struct step_context *ctx, const struct metric *nps)
{
	static const int windows[] = {1, 6, 7, 8, 13, 14, 30, 200, 600};
	for (size_t i = 0; i < sizeof(windows) / sizeof(*windows); i++) {
		struct segment_scores segments;
		struct named_tally *days = NULL;
		size_t count = 0, answered = 0;
		const struct tally_query query = {.metric_id = nps->id,
		        .dimension = TALLY_STEP,
		        .from_day = ctx->today - windows[i] + 1,
		        .to_day = ctx->today};
		desk->settings.voice.window_days = windows[i];
		assert_true(segments_load(ctx, nps, TALLY_STEP, &segments, &desk->err));
		assert_true(store_tally_by(ctx->store, ctx->arena, &query, &days, &count, &desk->err));
		for (size_t k = 0; k < segments.count; k++)
			answered += segments.items[k].tally.n > 0;
		assert_int_equal(answered, count);
		for (size_t k = 0; k < segments.count; k++)
			for (size_t d = 0; d < count; d++)
				if (days[d].id == segments.items[k].id)
					assert_memory_equal(&segments.items[k].tally, &days[d].tally,
					        sizeof(days[d].tally));
	}
}

static void the_ends_tell_what_all_weeks_tell(void **state)
{
	struct desk *desk = *state;
	static const char *const steps[STEPS] = {"a", "b", "c", "d", "e", "f"};
	struct random dice = random_seeded(3);
	int states[SIGNAL_AHEAD + 1] = {0};
	static const struct change change = {.origin = "setup", .verb = "feedback.log"};
	struct store_options options = {.path = desk->path, .clock = &desk->clock};
	struct metric *nps = NULL;
	size_t count = 0;
	CLEANUP(store_cleanup) struct store *store = NULL;
	assert_true(store_open(desk->arena, &options, &store, &desk->err));
	assert_true(store_metrics(store, desk->arena, &nps, &count, &desk->err));
	struct step_context ctx = {
	        .store = store, .settings = &desk->settings, .arena = desk->arena, .today = MONDAY};
	for (int round = 0; round < ROUNDS; round++) {
		assert_true(store_begin(store, &change, &desk->err));
		for (size_t i = 0; i < STEPS; i++)
			put_life(desk, store, nps, &dice, steps[i]);
		if (round == 2) {
			struct decision rebase = {.text = "anew",
			        .reason = "",
			        .rebase_metric = "nps",
			        .alternatives = "",
			        .effect = "",
			        .evidence = "",
			        .cost = "",
			        .outcome = "",
			        .rests = "",
			        .source_text = "",
			        .expect_metric = "",
			        .expect_change = (double)NAN,
			        .day = MONDAY - 7 * 30 + 2};
			assert_true(store_put_decision(store, &rebase, &desk->err));
		}
		assert_true(store_commit(store, &desk->err));
		for (ctx.today = MONDAY - 7 * 64; ctx.today <= MONDAY + 7 * 4; ctx.today += 7 * 3)
			for (size_t recent = 0; recent <= 26; recent += 13)
				compare(desk, &ctx, nps, recent, states);
		for (ctx.today = MONDAY; ctx.today < MONDAY + 7; ctx.today++)
			compare_windows(desk, &ctx, nps);
	}
	/* Every verdict was among them. */
	for (int i = SIGNAL_TOO_FEW; i <= SIGNAL_AHEAD; i++)
		if (!states[i])
			fail_msg("no verdict of kind %d was met", i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(the_ends_tell_what_all_weeks_tell, desk_setup, desk_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
