/* Time, injected. Instants are milliseconds since 1970-01-01 UTC; days are counted from the same date in the
 * team's own time zone (day 0 = 1970-01-01). Nothing but this file asks the machine what time it is. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct arena;

struct clock {
	bool fixed; /* stands still at `now_ms`; clock_advance() moves it */
	bool from; /* started at a given instant and runs from there */
	int64_t now_ms; /* the instant it stands at, or started from */
	int64_t base_ms; /* monotonic milliseconds at the start, where `from` */
};

/* `spec` as in DAGSTART_NOW: NULL or "" for the machine's clock, "2026-03-02T09:00:00" (local) stands still,
 * the same with "+" at the end runs on from there. Set the zone first. */
bool clock_init(struct clock *clock, const char *spec, struct err *err) MUST_CHECK;
int64_t clock_now_ms(const struct clock *clock);
/* Monotonic milliseconds for measuring how long something took; follows a fixed clock too. */
int64_t clock_mono_ms(const struct clock *clock);
/* The same of the machine itself, for deadlines that no fixed clock may hold up. */
int64_t clock_steady_ms(void);
void clock_advance(struct clock *clock, int64_t ms);

/* Sets the zone of the process to an IANA name such as "Europe/Amsterdam"; "" keeps the machine's. Refuses
 * what is not the name of an installed zone. */
bool clock_set_zone(const char *name, struct err *err) MUST_CHECK;

struct date { /* a day of the Gregorian calendar */
	int year;
	int month; /* 1 to 12 */
	int mday; /* 1 to 31 */
};
int32_t day_from_date(struct date date);
struct date day_to_date(int32_t day);
bool date_is_valid(struct date date);
/* 0 Monday to 6 Sunday. */
int day_weekday(int32_t day);
/* ISO 8601 week number, and the year it belongs to. */
int day_iso_week(int32_t day, int *ret_year);
/* "2026-03-02" exactly; false leaves *ret alone. */
bool day_parse_iso(const char *s, int32_t *ret);
char *day_iso(struct arena *arena, int32_t day);
/* The same of a day that may be none: "" for 0. */
const char *day_iso_or_empty(struct arena *arena, int32_t day);

struct moment { /* an instant on the team's clock */
	int32_t day;
	int hour, minute, second;
};
struct moment clock_local(int64_t utc_ms);
/* The day on the team's calendar of an instant. */
int32_t clock_day(int64_t utc_ms);
/* The instant of a local time; one that does not exist (spring) moves forward, a double one (autumn) is the
 * first. */
int64_t clock_instant(struct moment local);
/* "2026-03-02T09:00:00Z". */
char *instant_iso(struct arena *arena, int64_t utc_ms);
