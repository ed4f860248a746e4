/* How often does the gate say that something changed when nothing did, and how soon does it see what did?
 * Teams are made of dice: each answer is drawn, weeks have more or fewer of them, some have none. Every week
 * after the baseline is looked at as a stand-up would, with what was known on that day and no more.
 *
 * The limits below are those that README.md prints: a worse gate fails here, a better one may tighten both.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <dagstart/base/random.h>
#include <dagstart/domain/metric.h>
#include <dagstart/domain/signal.h>

enum {
	TEAMS = 10000,
	LOOKS = 52, /* weeks that a team without change is looked at */
	PLANTED_TEAMS = 1000,
	PART_TEAMS = 400,
	CALM = 12, /* weeks between the baseline and the shift */
	PATIENCE = 104, /* weeks that a shift has to be called in */
	WEEKS_MAX = SIGNAL_BASELINE_MAX + CALM + PATIENCE + 8,
	FIRST_MONDAY = 20514,
	FALSE_ALARMS_MOST = 40, /* of 1000 looks */
};

struct team {
	const struct metric *metric;
	double a_day;
	double top, bottom; /* chances of the two ends; the rest lies between */
	double shift; /* of the value, from `shift_week` on; half of it moves to each end */
	int shift_week;
	bool forgets; /* imports are missing: single weeks, and once a whole month */
	struct random dice;
};

static double chance(struct team *team)
{
	return (double)(random_next(&team->dice) >> 11) * 0x1p-53;
}

static const struct metric nps = {.kind = METRIC_NPS, .scale_min = 0, .scale_max = 10};
static const struct metric csat = {.kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5};
static const struct metric ces = {.kind = METRIC_CES, .scale_min = 1, .scale_max = 7};

/* An answer of each mood, as the metric writes it. */
static double answer(struct team *team, double top, double bottom)
{
	double dice = chance(team);
	bool praise = dice < top, pain = !praise && dice < top + bottom;
	if (team->metric->kind == METRIC_NPS)
		return praise ? 9 : pain ? 4 : 7;
	if (team->metric->kind == METRIC_CSAT)
		return praise ? 5 : pain ? 2 : 3;
	return praise ? 6 : pain ? 2 : 4;
}

/* How far each end moves for a change of the value: NPS gains at both ends, CSAT at its top alone. */
static double moved(const struct team *team)
{
	double part = team->shift / 100;
	return team->metric->kind == METRIC_NPS ? part / 2 : part;
}

static bool is_missing(struct team *team, int week)
{
	bool month = week >= SIGNAL_BASELINE_MAX + 20 && week < SIGNAL_BASELINE_MAX + 24;
	return team->forgets && (month || chance(team) < 0.05);
}

static struct signal_point week_of(struct team *team, int week)
{
	struct tally tally = {0};
	double top = team->top, bottom = team->bottom;
	if (week >= team->shift_week) {
		top -= moved(team);
		bottom += moved(team);
	}
	int count = (int)lround(team->a_day * 7 * (0.6 + 0.8 * chance(team)));
	if (is_missing(team, week))
		count = 0;
	for (int i = 0; i < count; i++)
		tally_add(&tally, team->metric, answer(team, top, bottom));
	struct score score = score_of(team->metric, &tally);
	return (struct signal_point){.day = FIRST_MONDAY + 7 * week, .n = score.n, .value = score.value};
}

static struct signal judge(const struct team *team, struct signal_point *points, int weeks)
{
	double low, high;
	metric_value_range(team->metric, &low, &high);
	struct signal signal = signal_judge(points, (size_t)weeks, 0, low, high);
	signal_settle(&signal, 0);
	return signal;
}

/* -- nothing changes -- */

struct alarms {
	long looks, by_rule[SIGNAL_RULE_EIGHT + 1];
	int teams, teams_with;
};

static long alarms_all(const struct alarms *alarms)
{
	return alarms->by_rule[SIGNAL_RULE_OUTSIDE] + alarms->by_rule[SIGNAL_RULE_THREE_OF_FOUR] +
	       alarms->by_rule[SIGNAL_RULE_EIGHT];
}

static void watch(struct team *team, struct alarms *alarms)
{
	struct signal_point points[WEEKS_MAX];
	bool any = false;
	for (int week = 0; week < SIGNAL_BASELINE_MAX + LOOKS; week++) {
		points[week] = week_of(team, week);
		if (week < SIGNAL_BASELINE_MAX)
			continue;
		struct signal signal = judge(team, points, week + 1);
		alarms->looks++;
		alarms->by_rule[signal.rule] += signal.rule != SIGNAL_RULE_NONE;
		any |= signal.rule != SIGNAL_RULE_NONE;
	}
	alarms->teams++;
	alarms->teams_with += any;
}

struct kind {
	const char *name;
	const struct metric *metric;
	int a_day;
	bool forgets;
};

static void little_is_called_when_nothing_changes(void **state)
{
	static const struct kind kinds[] = {
	        {"NPS,   5 a day", &nps, 5, false},
	        {"NPS,  20 a day", &nps, 20, false},
	        {"NPS, 100 a day", &nps, 100, false},
	        {"CSAT, 20 a day", &csat, 20, false},
	        {"CES,  20 a day", &ces, 20, false},
	        {"NPS,  20 a day, weeks missing", &nps, 20, true},
	};
	enum { KINDS = sizeof(kinds) / sizeof(*kinds) };
	struct alarms all = {0};
	(void)state;
	printf("a weekly look at a team where nothing changes: how many of 100 say that something did\n");
	for (size_t k = 0; k < KINDS; k++) {
		struct alarms alarms = {0};
		for (size_t i = k; i < TEAMS; i += KINDS) {
			struct team team = {.metric = kinds[k].metric,
			        .a_day = kinds[k].a_day,
			        .top = 0.48,
			        .bottom = 0.17,
			        .shift_week = WEEKS_MAX,
			        .forgets = kinds[k].forgets,
			        .dice = random_seeded(1000 + i)};
			watch(&team, &alarms);
		}
		double looks = (double)alarms.looks / 100;
		printf("  %-30s %4.2f (outside %4.2f, 3 of 4 %4.2f, 8 in a row %4.2f); once a year or more: "
		       "%2.0f %% of teams\n",
		        kinds[k].name, (double)alarms_all(&alarms) / looks,
		        (double)alarms.by_rule[SIGNAL_RULE_OUTSIDE] / looks,
		        (double)alarms.by_rule[SIGNAL_RULE_THREE_OF_FOUR] / looks,
		        (double)alarms.by_rule[SIGNAL_RULE_EIGHT] / looks,
		        100.0 * alarms.teams_with / alarms.teams);
		all.looks += alarms.looks;
		all.teams += alarms.teams;
		all.teams_with += alarms.teams_with;
		for (int rule = 0; rule <= SIGNAL_RULE_EIGHT; rule++)
			all.by_rule[rule] += alarms.by_rule[rule];
	}
	printf("  all %d teams: %.2f of 100 looks, at most %.1f allowed; %.0f %% of teams hear one in a "
	       "year\n",
	        all.teams, 100.0 * (double)alarms_all(&all) / (double)all.looks, FALSE_ALARMS_MOST / 10.0,
	        100.0 * all.teams_with / all.teams);
	assert_int_equal(all.teams, TEAMS);
	assert_true(alarms_all(&all) * 1000 <= all.looks * FALSE_ALARMS_MOST);
	assert_true(alarms_all(&all) > 0); /* dice that never fall so are no dice */
}

/* Steps or channels side by side, each as it is: a look at all of them is one look. */
static int alarms_among(size_t among, int a_day, uint64_t seed)
{
	enum { AMONG_MAX = 20 };
	static struct signal_point points[AMONG_MAX][WEEKS_MAX];
	struct team teams[AMONG_MAX];
	int found = 0;
	for (size_t i = 0; i < among; i++) {
		teams[i] = (struct team){.metric = &nps,
		        .a_day = a_day,
		        .shift_week = WEEKS_MAX,
		        .dice = random_seeded(seed * AMONG_MAX + i)};
		teams[i].top = 0.35 + 0.2 * chance(&teams[i]);
		teams[i].bottom = 0.1 + 0.2 * chance(&teams[i]);
	}
	for (int week = 0; week < SIGNAL_BASELINE_MAX + LOOKS; week++) {
		bool any = false;
		for (size_t i = 0; i < among; i++) {
			points[i][week] = week_of(&teams[i], week);
			struct signal signal =
			        signal_judge_among(points[i], (size_t)week + 1, 0, -100, 100, among);
			any |= week >= SIGNAL_BASELINE_MAX && signal_direction(&signal);
		}
		found += any;
	}
	return found;
}

static void many_parts_call_no_more_than_one_score(void **state)
{
	static const size_t parts[] = {2, 3, 5, 6, 12, 20};
	static const int a_day[] = {1, 5};
	(void)state;
	printf("a weekly look at all steps or channels where nothing changes: how many of 100 name one\n");
	for (size_t p = 0; p < sizeof(parts) / sizeof(*parts); p++)
		for (size_t d = 0; d < sizeof(a_day) / sizeof(*a_day); d++) {
			long found = 0, looks = 0;
			for (size_t team = 0; team < 3000 / parts[p]; team++, looks += LOOKS)
				found += alarms_among(parts[p], a_day[d], 9000 + team);
			printf("  %2zu of them, %d a day each   %4.2f\n", parts[p], a_day[d],
			        100.0 * (double)found / (double)looks);
			assert_true(found * 1000 <= looks * FALSE_ALARMS_MOST);
		}
}

/* -- something does -- */

/* Days from the shift to the stand-up that says "real drop"; a whole week is looked at on the Monday after
 * it. */
static int days_to_call(struct team *team)
{
	struct signal_point points[WEEKS_MAX];
	for (int week = 0; week < team->shift_week + PATIENCE; week++) {
		points[week] = week_of(team, week);
		if (week >= team->shift_week && judge(team, points, week + 1).state == SIGNAL_DROP)
			return 7 * (week - team->shift_week + 1);
	}
	return 7 * (PATIENCE + 1);
}

static int by_size(const void *a, const void *b)
{
	const int *one = a, *other = b;
	return (*one > *other) - (*one < *other);
}

struct planted {
	int points, a_day;
	int median_most; /* days */
};

static void planted_shifts_are_called_in_time(void **state)
{
	static const struct planted planted[] = {
	        {5, 5, 238},
	        {5, 20, 91},
	        {5, 100, 28},
	        {10, 5, 91},
	        {10, 20, 35},
	        {10, 100, 7},
	        {15, 5, 49},
	        {15, 20, 21},
	        {15, 100, 7},
	};
	static int days[PLANTED_TEAMS];
	(void)state;
	printf("days until a drop of NPS is called, counted from its first day\n");
	for (size_t i = 0; i < sizeof(planted) / sizeof(*planted); i++) {
		int missed = 0;
		for (size_t t = 0; t < PLANTED_TEAMS; t++) {
			struct team team = {.metric = &nps,
			        .a_day = planted[i].a_day,
			        .top = 0.48,
			        .bottom = 0.17,
			        .shift = planted[i].points,
			        .shift_week = SIGNAL_BASELINE_MAX + CALM,
			        .dice = random_seeded(77000 + 10 * t + i)};
			days[t] = days_to_call(&team);
			missed += days[t] > 7 * PATIENCE;
		}
		qsort(days, PLANTED_TEAMS, sizeof(*days), by_size);
		int median = days[PLANTED_TEAMS / 2];
		printf("  %2d points, %3d answers a day: median %3d days (promised: %d), 9 of 10 within "
		       "%d%s, %d of %d not within two years\n",
		        planted[i].points, planted[i].a_day, median, planted[i].median_most,
		        days[PLANTED_TEAMS * 9 / 10],
		        days[PLANTED_TEAMS * 9 / 10] > 7 * PATIENCE ? " or more" : "", missed, PLANTED_TEAMS);
		assert_true(median <= planted[i].median_most);
	}
}

/* -- something does, in one of several parts -- */

enum { SHIFTS = 5, SHARES = 5, QUARTER = 13 };

static const int part_shifts[SHIFTS] = {5, 10, 15, 20, 30};
static const size_t part_shares[SHARES] = {1, 3, 6, 12, 20};

/* The first week that a drop is called in, as one among `among`. What a point completes never depends on
 * those behind it, so that one look at all of them finds what a look each week would. */
static int days_to_call_among(const struct team *team, struct signal_point *points, int weeks, size_t among)
{
	struct signal signal = signal_judge_among(points, (size_t)weeks, 0, -100, 100, among);
	for (int week = team->shift_week; week < weeks; week++)
		if (points[week].fired != SIGNAL_RULE_NONE && points[week].value < signal.centre)
			return 7 * (week - team->shift_week + 1);
	return 7 * (PATIENCE + 1);
}

struct part_days {
	int among[PART_TEAMS], alone[PART_TEAMS]; /* with the limits of one among so many, and of one alone */
};

/* One part has its share of the answers and falls; all others stay, and none of them is looked at here. */
static void drop_in_one_part(int a_day, size_t parts, int shift, struct part_days *ret)
{
	struct signal_point points[WEEKS_MAX];
	for (size_t t = 0; t < PART_TEAMS; t++) {
		struct team team = {.metric = &nps,
		        .a_day = (double)a_day / (double)parts,
		        .top = 0.48,
		        .bottom = 0.17,
		        .shift = shift,
		        .shift_week = SIGNAL_BASELINE_MAX + CALM,
		        .dice = random_seeded(500000 + 100 * t + parts)};
		ret->among[t] = 7 * (PATIENCE + 1);
		for (int week = 0, weeks = team.shift_week + QUARTER;
		        ret->among[t] > 7 * PATIENCE && weeks <= team.shift_week + PATIENCE;
		        weeks += QUARTER) {
			for (; week < weeks; week++)
				points[week] = week_of(&team, week);
			ret->among[t] = days_to_call_among(&team, points, weeks, parts);
			ret->alone[t] = days_to_call_among(&team, points, weeks, 1);
		}
	}
	qsort(ret->among, PART_TEAMS, sizeof(*ret->among), by_size);
	qsort(ret->alone, PART_TEAMS, sizeof(*ret->alone), by_size);
}

static void print_days(int days)
{
	if (days > 7 * PATIENCE)
		printf("   >728");
	else
		printf("%7d", days);
}

/* Median days, or 0 where they are not promised. */
struct promised {
	int a_day;
	int most[SHARES][SHIFTS];
};

static void a_drop_in_one_part_is_called_later_but_called(void **state)
{
	static const struct promised promised[] = {
	        {20, {{91, 35, 21, 14, 7}, {0, 168, 77, 56, 28}, {0, 0, 252, 140, 84}, {0, 0, 0, 315, 147},
	                     {0, 0, 0, 0, 343}}},
	        {100, {{28, 7, 7, 7, 7}, {147, 56, 28, 14, 7}, {0, 105, 63, 35, 14}, {0, 301, 112, 91, 35},
	                      {0, 0, 231, 133, 91}}},
	};
	static struct part_days days;
	(void)state;
	printf("median days until a drop of NPS in one of several steps or channels is called, which share "
	       "the "
	       "answers;\nbehind the stroke with the limits of a score that is looked at alone\n");
	for (size_t i = 0; i < sizeof(promised) / sizeof(*promised); i++) {
		printf("  %3d answers a day     ", promised[i].a_day);
		for (size_t s = 0; s < SHIFTS; s++)
			printf(" %7d points", part_shifts[s]);
		printf("\n");
		for (size_t k = 0; k < SHARES; k++) {
			printf("    one of %2zu           ", part_shares[k]);
			for (size_t s = 0; s < SHIFTS; s++) {
				drop_in_one_part(promised[i].a_day, part_shares[k], part_shifts[s], &days);
				int among = days.among[PART_TEAMS / 2], alone = days.alone[PART_TEAMS / 2];
				print_days(among);
				printf(" /");
				print_days(alone);
				assert_true(among >= alone);
				if (promised[i].most[k][s])
					assert_true(among <= promised[i].most[k][s]);
			}
			printf("\n");
		}
	}
}

/* -- what is not there -- */

static void a_missing_month_is_said_and_a_silent_one_has_no_verdict(void **state)
{
	struct signal_point points[WEEKS_MAX];
	int said = 0, silent = 0;
	(void)state;
	for (uint64_t seed = 0; seed < 200; seed++) {
		struct team team = {.metric = &nps,
		        .a_day = 20,
		        .top = 0.48,
		        .bottom = 0.17,
		        .shift_week = WEEKS_MAX,
		        .forgets = true,
		        .dice = random_seeded(5 + seed)};
		for (int week = 0; week < SIGNAL_BASELINE_MAX + 40; week++)
			points[week] = week_of(&team, week);
		struct signal then = judge(&team, points, SIGNAL_BASELINE_MAX + 24);
		struct signal later = judge(&team, points, SIGNAL_BASELINE_MAX + 40);
		silent += then.state == SIGNAL_SILENT && signal_direction(&then) == 0;
		said += later.gaps >= 4 && later.gap_to - later.gap_from >= 21;
	}
	printf("a month without answers: no verdict in %d of 200 teams on its last day, said with the later "
	       "ones in %d of 200\n",
	        silent, said);
	assert_int_equal(silent, 200);
	assert_int_equal(said, 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(little_is_called_when_nothing_changes),
	        cmocka_unit_test(many_parts_call_no_more_than_one_score),
	        cmocka_unit_test(planted_shifts_are_called_in_time),
	        cmocka_unit_test(a_drop_in_one_part_is_called_later_but_called),
	        cmocka_unit_test(a_missing_month_is_said_and_a_silent_one_has_no_verdict),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
