/* R13: moments at which clocks do odd things: both ends of summer time, midnight, the 29th of February, the
 * turn of a year, week 53, 2038, zones of half an hour, none or a wrong one, and a clock that is set back or
 * ahead in the middle of a meeting. Days are those of the wall, the meeting's own time neither jumps nor runs
 * back, and what was decided later stands later. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "torture.h"

enum {
	MOMENTS = TEST_COUNT(2, 1),
	CROSS_MS = 2500,
	USED_MOST_MS = 120000,
	HOUR_S = 3600,
	TEXT = 256,
	LINE_BYTES = 100000
};

/* Each is two seconds before something happens on the wall. */
struct moment {
	const char *tz;
	const char *wall;
	const char *what;
};

static const struct moment moments[] = {
        {"Europe/Amsterdam", "2026-03-29T01:59:58", "summer time begins"},
        {"Europe/Amsterdam", "2026-10-25T02:59:58", "summer time ends"},
        {"Europe/Amsterdam", "2026-03-02T23:59:58", "midnight"},
        {"Europe/Amsterdam", "2028-02-28T23:59:58", "the 29th of February comes"},
        {"Europe/Amsterdam", "2027-02-28T23:59:58", "it does not come"},
        {"Europe/Amsterdam", "2026-12-31T23:59:58", "the year turns in week 53"},
        {"Europe/Amsterdam", "2027-01-03T23:59:58", "week 53 ends"},
        {"Europe/Amsterdam", "2025-12-31T23:59:58", "the year turns in week 1"},
        {"UTC", "2038-01-19T03:14:06", "32 bits are full"},
        {"UTC", "2038-01-18T23:59:58", "the day of it"},
        {"UTC", "2100-02-28T23:59:58", "no leap year"},
        {"UTC", "2026-06-30T23:59:58", "half a year"},
        {"America/New_York", "2026-03-08T01:59:58", "summer time begins"},
        {"America/New_York", "2026-11-01T01:59:58", "summer time ends"},
        {"America/St_Johns", "2026-03-02T23:59:58", "midnight, half an hour off"},
        {"Australia/Lord_Howe", "2026-04-05T01:59:58", "half an hour of summer time ends"},
        {"Australia/Lord_Howe", "2026-10-04T01:59:58", "half an hour of summer time begins"},
        {"Asia/Kathmandu", "2026-03-02T23:59:58", "midnight, a quarter off"},
        {"Pacific/Kiritimati", "2026-03-02T23:59:58", "midnight, the first of all"},
        {"Pacific/Pago_Pago", "2026-03-02T23:59:58", "midnight, the last of all"},
        {"Africa/Casablanca", "2026-02-15T02:59:58", "ramadan"},
        {"", "2026-03-02T23:59:58", "no zone"},
        {"Nowhere/Atall", "2026-03-02T23:59:58", "a zone that is none"},
        {":/etc/passwd", "2026-03-02T23:59:58", "a zone that is another file"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:59:58", "a zone by its rule"},
};
enum { COUNT = sizeof(moments) / sizeof(moments[0]) };

/* The number of the day on the wall of that zone. */
static int64_t wall_day(const char *tz, int64_t utc_ms)
{
	char *was = getenv("TZ");
	char kept[TEXT] = "";
	snprintf(kept, sizeof(kept), "%s", was ? was : "");
	setenv("TZ", tz, 1);
	tzset();
	time_t when = (time_t)(utc_ms / 1000);
	struct tm tm;
	assert_non_null(localtime_r(&when, &tm));
	if (was)
		setenv("TZ", kept, 1);
	else
		unsetenv("TZ");
	tzset();
	int64_t wall = (int64_t)when + tm.tm_gmtoff;
	return wall >= 0 ? wall / 86400 : -1;
}

static void decide(struct term *t, const char *text, int *id)
{
	assert_true(torture_decide(t, text));
	if (!torture_saved(t, id, NULL))
		term_fail_at(t, "it was not saved", __FILE__, __LINE__);
}

/* The clock on the screen, in seconds: the first "m:ss" of the title line; -1 for none. */
static int shown_clock(struct term *t)
{
	int minutes = 0, seconds = 0;
	for (const char *at = term_line(t, 0); (at = strchr(at, ':')); at++) {
		const char *from = at;
		while (from > term_line(t, 0) && from[-1] >= '0' && from[-1] <= '9')
			from--;
		if (from < at && sscanf(from, "%d:%2d", &minutes, &seconds) == 2)
			return from > term_line(t, 0) && from[-1] == '-' ? -1 : minutes * 60 + seconds;
	}
	return -1;
}

static void dates_must_fit(struct scratch *s, const char *tz, const char *text, const char *what)
{
	static const char at_sql[] = "SELECT at_ms FROM change WHERE letter = 'D' AND after ->> 'text' = ?1";
	int64_t at = torture_number(s, at_sql, text);
	int64_t day = torture_number(s, "SELECT day FROM decision WHERE text = ?1", text);
	int64_t noted = torture_number(
	        s, "SELECT day FROM change WHERE letter = 'D' AND after ->> 'text' = ?1", text);
	if (day != wall_day(tz, at) || noted != day)
		fail_msg("%s (%s): decided at %lld on day %lld, noted on %lld; the wall says %lld", what, tz,
		        (long long)at, (long long)day, (long long)noted, (long long)wall_day(tz, at));
}

static void time_must_be_sound(struct scratch *s, struct term *t, const char *what)
{
	int64_t used = torture_number(s, "SELECT coalesce(sum(used_ms), 0) FROM meeting_step", NULL);
	int64_t least = torture_number(s, "SELECT coalesce(min(used_ms), 0) FROM meeting_step", NULL);
	if (least < 0 || used > USED_MOST_MS)
		fail_msg("%s: the meeting has used %lld ms, one step %lld", what, (long long)used,
		        (long long)least);
	int shown = shown_clock(t);
	if (shown < 0 || shown > USED_MOST_MS / 1000)
		term_fail_at(t, "the clock on the screen is wrong", __FILE__, __LINE__);
}

static void pass_moment(const struct moment *m)
{
	struct scratch *s = torture_team();
	char now[TEXT];
	int id = 0;
	snprintf(now, sizeof(now), "DAGSTART_NOW=%s+", m->wall);
	struct term *t = torture_meet(s, &(struct torture_seat){.tz = m->tz, .now = now});
	int first = shown_clock(t);
	decide(t, "nog net ervoor", &id);
	term_trickle(t, LINE_BYTES, CROSS_MS);
	decide(t, "net erna", &id);
	if (shown_clock(t) < first)
		term_fail_at(t, "the clock of the meeting ran back", __FILE__, __LINE__);
	time_must_be_sound(s, t, m->what);
	dates_must_fit(s, m->tz, "nog net ervoor", m->what);
	dates_must_fit(s, m->tz, "net erna", m->what);
	assert_true(torture_number(s, "SELECT id FROM decision WHERE text = ?1", "nog net ervoor") <
	            torture_number(s, "SELECT id FROM decision WHERE text = ?1", "net erna"));
	term_keys(t, "2 3 1");
	assert_true(term_settle(t, 50, 5000));
	term_free(t);
	torture_must_be_sound(s);
	scratch_free(s);
}

static void test_odd_moments(void **state)
{
	(void)state;
	int tried = torture_times(MOMENTS);
	if (tried > COUNT)
		tried = COUNT;
	for (int i = 0; i < tried; i++)
		pass_moment(&moments[i * COUNT / tried]);
}

/* -- a clock that is set -- */

static bool find_faketime(char *path, size_t size)
{
	glob_t found = {0};
	bool is_there = glob("/usr/lib/*/faketime/libfaketime.so.1", 0, NULL, &found) == 0;
	if (is_there)
		snprintf(path, size, "LD_PRELOAD=%s", found.gl_pathv[0]);
	globfree(&found);
	return is_there;
}

/* The library reads the wall's time from this file each time it is asked. */
static void set_clock(struct scratch *s, int offset_s)
{
	char text[64];
	snprintf(text, sizeof(text), "%+d\n", offset_s);
	scratch_write(s, "faketime", text);
}

static void test_a_clock_that_is_set(void **state)
{
	static const int offsets[] = {-HOUR_S, HOUR_S, -24 * HOUR_S, 0};
	struct scratch *s = *state;
	char preload[TEXT], file[TEXT], text[64];
	int id = 0;
	if (!find_faketime(preload, sizeof(preload)) || strstr(run_dagstart_path(), "asan"))
		skip();
	snprintf(file, sizeof(file), "FAKETIME_TIMESTAMP_FILE=%s", scratch_path(s, "faketime"));
	set_clock(s, 0);
	const char *const before[] = {"env", preload, file, "FAKETIME_NO_CACHE=1",
	        "FAKETIME_DONT_FAKE_MONOTONIC=1", "DONT_FAKE_MONOTONIC=1", NULL};
	struct term *t = torture_meet(s, &(struct torture_seat){.before = before, .now = "DAGSTART_NOW"});
	decide(t, "besluit 0", &id);
	for (size_t i = 0; i < sizeof(offsets) / sizeof(*offsets); i++) {
		int shown = shown_clock(t);
		set_clock(s, offsets[i]);
		term_trickle(t, LINE_BYTES, CROSS_MS);
		snprintf(text, sizeof(text), "besluit %zu", i + 1);
		decide(t, text, &id);
		if (shown_clock(t) < shown || shown_clock(t) > shown + 60)
			term_fail_at(t, "the clock of the meeting jumped", __FILE__, __LINE__);
		time_must_be_sound(s, t, text);
		dates_must_fit(s, "Europe/Amsterdam", text, text);
	}
	for (size_t i = 0; i <= sizeof(offsets) / sizeof(*offsets); i++) {
		snprintf(text, sizeof(text), "besluit %zu", i);
		assert_int_equal(torture_number(s, "SELECT count(*) FROM decision WHERE text = ?1", text), 1);
		assert_int_equal(
		        torture_number(s, "SELECT id FROM decision WHERE text = ?1", text), (int64_t)i + 1);
	}
	term_free(t);
	torture_must_be_sound(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_odd_moments),
	        cmocka_unit_test_setup_teardown(test_a_clock_that_is_set, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
