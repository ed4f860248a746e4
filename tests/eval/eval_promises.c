/* The same through the whole program: years of answers are imported as exports, actions are closed with a
 * forecast, and on the working day after the one that each comes back on `dagstart promises --json` is asked
 * what came of it. What it says must be what the answers themselves say, and agree with what is true. One
 * team's exports lack a month. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <dagstart/base/clock.h>

#include "run.h"
#include "year.h"

enum {
	ACTIONS = 6 * TRUTHS,
	LAST_DONE = 220, /* of the year */
	BACK_DAYS = 56,
	HOLE_DAY = 95,
	/* of 1000 */
	FALSE_MOST = 100,
	TOLD_LEAST = 500,
};

struct deed {
	const struct metric *metric;
	enum truth truth;
	int done, back; /* days of the year */
	double forecast;
	struct stream stream;
};

struct team {
	struct scratch *scratch;
	struct deed deeds[ACTIONS];
	int imported[YEAR_METRICS]; /* up to that day of the year, exclusive */
};

static const char *iso(int day, char text[16])
{
	struct date date = day_to_date(YEAR_FIRST + day);
	snprintf(text, 16, "%04d-%02d-%02d", date.year, date.month, date.mday);
	return text;
}

/* At nine in the morning of a day of the year; both outputs are checked by the caller. */
static struct run on_day(struct team *team, int day, const char *const *args)
{
	const char *argv[20] = {run_dagstart_path()};
	char now[48], text[16];
	snprintf(now, sizeof(now), "DAGSTART_NOW=%sT09:00:00", iso(day, text));
	const char *const env[] = {now, "LOGNAME=anna", NULL};
	for (size_t i = 0; args[i]; i++)
		argv[i + 1] = args[i];
	return run_program(&(struct run_options){.argv = argv, .scratch = team->scratch, .env = env});
}

static void does(struct team *team, int day, const char *const *args)
{
	struct run r = on_day(team, day, args);
	run_expect(&r, 0);
	run_done(&r);
}

/* The answers of one day about one theme, a line each. */
static void write_answers(FILE *out, const struct deed *deed, int theme, int day)
{
	char text[16];
	for (int bucket = 0; bucket < metric_buckets(deed->metric); bucket++)
		for (int64_t i = 0; i < deed->stream.days[day].bucket[bucket]; i++)
			fprintf(out, "%s,%d,theme %d,%s-%d-%d-%lld\n", iso(day, text),
			        bucket + (int)deed->metric->scale_min, theme, text, theme, bucket,
			        (long long)i);
}

/* What came in of one score since the last export, until yesterday. */
static void import(struct team *team, size_t kind, int day)
{
	const char *key = year_metrics[kind].key, *path = scratch_write(team->scratch, "home/export.csv", "");
	FILE *out = fopen(path, "w");
	assert_non_null(out);
	fprintf(out, "date,score,theme,id\n");
	int rows = 0;
	for (int at = team->imported[kind]; at < day; at++)
		for (int i = 0; i < ACTIONS; i++) {
			if (team->deeds[i].metric != &year_metrics[kind])
				continue;
			write_answers(out, &team->deeds[i], i, at);
			rows += (int)team->deeds[i].stream.days[at].n;
		}
	assert_int_equal(fclose(out), 0);
	team->imported[kind] = day;
	if (rows)
		does(team, day,
		        (const char *const[]){"import", path, "--metric", key, "--score", "score", "--date",
		                "date", "--dates", "ymd", "--theme", "theme", "--id", "id", NULL});
}

static void close_action(struct team *team, int index)
{
	const struct deed *deed = &team->deeds[index];
	char id[16], theme[16], change[16], back[16];
	snprintf(id, sizeof(id), "A-%d", index + 1);
	snprintf(theme, sizeof(theme), "theme %d", index);
	snprintf(change, sizeof(change), "%.4f", deed->forecast);
	does(team, deed->done, (const char *const[]){"action", "add", "Do something about it", NULL});
	does(team, deed->done,
	        (const char *const[]){"action", "done", id, "--forecast-metric", deed->metric->key,
	                "--forecast-change", change, "--forecast-day", iso(deed->back, back),
	                "--forecast-theme", theme, NULL});
}

static json_t *ledger_on(struct team *team, int day)
{
	struct run r = on_day(team, day, (const char *const[]){"promises", "--json", NULL});
	json_error_t why;
	run_expect(&r, 0);
	assert_null(strstr(r.out, "Anna")); /* the team's, never a person's */
	json_t *json = json_loads(r.out, 0, &why);
	run_done(&r);
	assert_non_null(json);
	return json;
}

static const json_t *row_of(const json_t *ledger, int index)
{
	char id[16];
	snprintf(id, sizeof(id), "A-%d", index + 1);
	const json_t *rows = json_object_get(ledger, "promises");
	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);
		if (strcmp(json_string_value(json_object_get(row, "id")), id) == 0)
			return row;
	}
	fail_msg("%s is not in the ledger", id);
	return NULL;
}

static const char *text_of(const json_t *row, const char *key)
{
	const char *text = json_string_value(json_object_get(row, key));
	return text ? text : "";
}

static enum outcome outcome_of(const json_t *row)
{
	const char *verdict = text_of(row, "verdict");
	if (strcmp(verdict, "it worked") == 0)
		return OUTCOME_WORKED;
	if (strcmp(verdict, "it did not work") == 0)
		return OUTCOME_DID_NOT;
	assert_string_equal(verdict, "can't tell");
	return OUTCOME_CANNOT_TELL;
}

static void assert_number(const json_t *row, const char *key, double wanted)
{
	double seen = json_number_value(json_object_get(row, key));
	if (fabs(seen - wanted) > 1e-3)
		fail_msg("%s: %f, not %f", key, seen, wanted);
}

/* The first working day after the one that it comes back on: then all answers of that day are in. */
static int meeting_day(const struct deed *deed)
{
	int day = deed->back + 1;
	while (day_weekday(YEAR_FIRST + day) >= 5)
		day++;
	return day;
}

static void look(struct team *team, int index, struct matrix *matrix)
{
	struct deed *deed = &team->deeds[index];
	int day = meeting_day(deed);
	json_t *before = ledger_on(team, deed->back - 1), *on = ledger_on(team, deed->back),
	       *now = ledger_on(team, day);
	assert_string_equal(text_of(row_of(before, index), "state"), "to come");
	assert_string_equal(text_of(row_of(on, index), "state"), "due");
	const json_t *row = row_of(now, index);
	assert_string_equal(text_of(row, "state"), "due");
	struct ledger_entry entry = stream_judge(&deed->stream, deed->metric, YEAR_FIRST + deed->done,
	        YEAR_FIRST + deed->back, deed->forecast);
	assert_int_equal(outcome_of(row), entry.verdict.outcome);
	assert_number(row, "before_n", (double)entry.verdict.before.n);
	assert_number(row, "after_n", (double)entry.verdict.after.n);
	assert_number(row, "before", entry.verdict.before.value);
	assert_number(row, "after", entry.verdict.after.value);
	assert_number(row, "change", entry.verdict.difference.change);
	assert_number(row, "needed", (double)entry.needed);
	matrix->count[deed->truth][entry.verdict.outcome]++;
	matrix->gaps += entry.doubt == LEDGER_GAP;
	json_decref(before);
	json_decref(on);
	json_decref(now);
}

static void make_deeds(struct team *team, double a_day, int hole)
{
	struct random dice;
	dice = random_seeded(7 + (uint64_t)(10 * a_day));
	for (int i = 0; i < ACTIONS; i++) {
		size_t kind = (size_t)i % YEAR_METRICS;
		struct deed *deed = &team->deeds[i];
		*deed = (struct deed){.metric = &year_metrics[kind],
		        .truth = (enum truth)(i % TRUTHS),
		        .done = LAST_DONE - 5 * (ACTIONS - 1 - i),
		        .forecast = year_real_effect(&year_metrics[kind], year_forecasts[kind])};
		deed->back = deed->done + BACK_DAYS;
		stream_fill(&deed->stream, deed->metric, &dice, a_day, deed->done,
		        truth_parts[deed->truth] * year_forecasts[kind], hole);
	}
}

/* The days of a year in order: what is finished, and what comes back. */
static void live(struct team *team, struct matrix *matrix)
{
	does(team, 0, (const char *const[]){"init", "--team", "Truth", "--people", "Anna, Bram", NULL});
	for (int day = 0; day < YEAR; day++)
		for (int i = 0; i < ACTIONS; i++) {
			const struct deed *deed = &team->deeds[i];
			size_t kind = (size_t)(deed->metric - year_metrics);
			if (day != deed->done && day != meeting_day(deed))
				continue;
			import(team, kind, day);
			if (day == deed->done)
				close_action(team, i);
			else
				look(team, i, matrix);
		}
}

/* A clock that was set back: no action has been done yet, and none has a verdict. */
static void look_back(struct team *team)
{
	json_t *then = ledger_on(team, team->deeds[0].done - 30);
	for (int i = 0; i < ACTIONS; i++) {
		const json_t *row = row_of(then, i);
		assert_string_equal(text_of(row, "state"), "done in the future");
		assert_true(strstr(text_of(row, "verdict"), "worked") == NULL);
		assert_true(json_is_null(json_object_get(row, "after")));
	}
	json_decref(then);
}

static void the_program_says_what_is_true(void **state)
{
	static const struct {
		const char *name;
		double a_day;
		int hole;
	} rows[] = {
	        {"2 answers a day about the theme, whole program", 2, -1},
	        {"8 answers a day about the theme, whole program", 8, -1},
	        {"4 answers a day, a month of exports is missing", 4, HOLE_DAY},
	};
	static struct team team;
	struct matrix all = {0};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct matrix matrix = {0};
		team = (struct team){.scratch = scratch_new()};
		make_deeds(&team, rows[i].a_day, rows[i].hole);
		live(&team, &matrix);
		look_back(&team);
		scratch_free(team.scratch);
		matrix_print(rows[i].name, &matrix);
		assert_true((matrix.gaps > 0) == (rows[i].hole >= 0));
		for (int t = 0; t < TRUTHS; t++)
			for (int o = 0; o < 3; o++)
				all.count[t][o] += matrix.count[t][o];
		if (i == 1) /* enough of them to tell */
			assert_true(matrix_of(&matrix, TWICE, OUTCOME_WORKED) >= TOLD_LEAST);
	}
	assert_int_equal(matrix_of(&all, HARM, OUTCOME_WORKED), 0);
	assert_int_equal(matrix_of(&all, TWICE, OUTCOME_DID_NOT), 0);
	assert_true(matrix_of(&all, NOTHING, OUTCOME_WORKED) <= FALSE_MOST);
	assert_true(matrix_of(&all, AS_FORECAST, OUTCOME_DID_NOT) <= FALSE_MOST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_program_says_what_is_true),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
