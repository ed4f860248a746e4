/* Are decisions that new feedback contradicts brought back, and only those? Replays of the weeks around a
 * decision: answers come with a theme and without, weeks differ, themes come in bursts, a month may be
 * missing. In some a contradiction is planted: from a week on low scores about the theme are twice or three
 * times as frequent. Each is looked at as the meeting does, week after week. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <dagstart/base/random.h>
#include <dagstart/domain/decision.h>

enum {
	REPLAYS = 1000,
	LATEST_START = 6, /* the week in which a planted contradiction begins, at most */
	/* of 1000 */
	FALSE_MOST = 30,
	FALSE_BURSTY_MOST = 40,
	FOUND_LEAST = 900, /* three times as frequent, 100 answers a week or more */
};

struct world {
	int a_week; /* answers, of all themes and none */
	double share; /* of them: low scores about the theme */
	double times; /* planted: so many times as frequent */
	size_t themes; /* that the decision rests on; all but the first as ever */
	double burst; /* weeks differ in the theme's share: by a factor of 1 - burst to 1 + burst */
	bool hole; /* a month is missing */
	bool grows; /* twice as many answers of all kinds since */
};

struct outcome {
	long called;
	int weeks[REPLAYS]; /* until it was */
};

static double chance(struct random *dice)
{
	return (double)(random_next(dice) >> 11) * 0x1p-53;
}

static struct contradiction_week draw(
        const struct world *world, struct random *dice, double times, double volume, bool missing)
{
	struct contradiction_week week = {0};
	double swing = 1 + world->burst * (2 * chance(dice) - 1);
	int64_t answers = (int64_t)(world->a_week * volume * (0.7 + 0.6 * chance(dice)));
	double share = world->share * times * swing;
	if (missing)
		return week;
	week.answers = answers;
	for (int64_t i = 0; i < answers; i++)
		week.pains += chance(dice) < share;
	return week;
}

static bool replay(const struct world *world, struct random *dice, size_t theme, int start, int *ret_week)
{
	struct contradiction_week before = {0}, then[DECISION_WEEKS], weeks[DECISION_WEEKS];
	int hole = (int)(chance(dice) * 22);
	for (int i = 0; i < DECISION_WEEKS; i++) {
		then[i] = draw(world, dice, 1, 1, world->hole && i >= hole && i < hole + 4);
		before.pains += then[i].pains;
		before.answers += then[i].answers;
	}
	for (int i = 0; i < DECISION_WEEKS; i++) {
		bool planted = theme == 0 && i >= start;
		bool missing = world->hole && i + DECISION_WEEKS >= hole && i + DECISION_WEEKS < hole + 4;
		weeks[i] = draw(world, dice, planted ? world->times : 1, world->grows ? 2 : 1, missing);
	}
	before.spread = decision_spread(then, DECISION_WEEKS);
	/* Every week anew, with what was known then: it must stay called. */
	bool called = false;
	for (size_t known = 1; known <= DECISION_WEEKS; known++) {
		struct contradiction now = decision_contradicted(&before, weeks, known, world->themes);
		assert_true(!called || now.is);
		if (now.is && !called)
			*ret_week = (int)known;
		called = now.is;
	}
	return called;
}

static struct outcome run(const struct world *world, uint64_t seed)
{
	static struct outcome out;
	struct random dice;
	out = (struct outcome){0};
	dice = random_seeded(seed);
	for (int i = 0; i < REPLAYS; i++) {
		int start = (int)(chance(&dice) * LATEST_START), first = DECISION_WEEKS + 1;
		for (size_t theme = 0; theme < world->themes; theme++) {
			int week = 0;
			if (replay(world, &dice, theme, start, &week) && week < first)
				first = week;
		}
		if (first <= DECISION_WEEKS)
			out.weeks[out.called++] = first > start ? first - start : 0;
	}
	return out;
}

static int by_size(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static long rate(const struct outcome *out)
{
	return 1000 * out->called / REPLAYS;
}

static void decisions_without_contradiction_are_left_alone(void **state)
{
	static const struct {
		const char *name;
		struct world world;
		int most;
	} rows[] = {
	        {"25 answers a week", {25, 0.06, 1, 1, 0, false, false}, FALSE_MOST},
	        {"100 answers a week", {100, 0.03, 1, 1, 0, false, false}, FALSE_MOST},
	        {"700 answers a week", {700, 0.03, 1, 1, 0, false, false}, FALSE_MOST},
	        {"three themes", {100, 0.03, 1, 3, 0, false, false}, FALSE_MOST},
	        {"a month is missing", {100, 0.03, 1, 1, 0, true, false}, FALSE_MOST},
	        {"twice as many answers since", {100, 0.03, 1, 1, 0, false, true}, FALSE_MOST},
	        {"the theme comes in bursts of +-50 %", {100, 0.03, 1, 1, 0.5, false, false},
	                FALSE_BURSTY_MOST},
	        {"bursts of +-50 %, 700 a week", {700, 0.03, 1, 1, 0.5, false, false}, FALSE_BURSTY_MOST},
	};
	(void)state;
	printf("nothing planted, 13 weeks each          contradicted (false)\n");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct outcome out = run(&rows[i].world, 100 + i);
		printf("  %-38s %5.1f%%\n", rows[i].name, (double)rate(&out) / 10);
		assert_true(rate(&out) <= rows[i].most);
	}
}

static void planted_contradictions_are_found(void **state)
{
	static const int volumes[] = {25, 100, 300, 700};
	(void)state;
	printf("planted within six weeks                 found   median weeks\n");
	for (int times = 2; times <= 3; times++)
		for (size_t v = 0; v < sizeof(volumes) / sizeof(*volumes); v++)
			for (size_t themes = 1; themes <= 3; themes += 2) {
				const struct world world = {.a_week = volumes[v],
				        .share = 0.04,
				        .times = times,
				        .themes = themes};
				struct outcome out = run(&world, 900 + (uint64_t)volumes[v]);
				qsort(out.weeks, (size_t)out.called, sizeof(int), by_size);
				printf("  %dx, %3d answers a week, %zu theme%s   %8.1f%%  %6d\n", times,
				        volumes[v], themes, themes > 1 ? "s" : " ", (double)rate(&out) / 10,
				        out.called ? out.weeks[out.called / 2] : 0);
				if (times == 3 && volumes[v] >= 100)
					assert_true(rate(&out) >= FOUND_LEAST);
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(decisions_without_contradiction_are_left_alone),
	        cmocka_unit_test(planted_contradictions_are_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
