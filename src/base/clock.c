#include <dagstart/base/clock.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#define ZONE_FOLDER "/usr/share/zoneinfo/"

enum {
	DAY_SECONDS = 86400,
	ZONE_NAME = 64, /* the longest name in the IANA list has 32 bytes */
};

static int64_t ask_ms(clockid_t which)
{
	struct timespec now;
	clock_gettime(which, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool two_digits(const char *s, int most, int *ret)
{
	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return false;
	*ret = (s[0] - '0') * 10 + (s[1] - '0');
	return *ret <= most;
}

/* "2026-03-02T09:00:00" and what follows it. */
static bool moment_parse(const char *s, struct moment *ret, const char **ret_rest)
{
	char date[11] = "";
	memcpy(date, s, strnlen(s, 10));
	if (!day_parse_iso(date, &ret->day) || s[10] != 'T')
		return false;
	if (!two_digits(s + 11, 23, &ret->hour) || s[13] != ':' || !two_digits(s + 14, 59, &ret->minute) ||
	        s[16] != ':' || !two_digits(s + 17, 59, &ret->second))
		return false;
	*ret_rest = s + 19;
	return true;
}

bool clock_init(struct clock *clock, const char *spec, struct err *err)
{
	*clock = (struct clock){0};
	if (strempty(spec))
		return true;
	struct moment moment;
	const char *rest;
	if (!moment_parse(spec, &moment, &rest) || !(*rest == '\0' || streq(rest, "+")))
		return err_set(err, ERR_USAGE,
		        N_("DAGSTART_NOW must look like 2026-03-02T09:00:00, not like \"%s\""), "%s", spec);
	clock->from = *rest == '+';
	clock->fixed = !clock->from;
	clock->now_ms = clock_instant(moment);
	clock->base_ms = ask_ms(CLOCK_MONOTONIC);
	return true;
}

int64_t clock_now_ms(const struct clock *clock)
{
	if (clock->fixed)
		return clock->now_ms;
	if (clock->from)
		return clock->now_ms + ask_ms(CLOCK_MONOTONIC) - clock->base_ms;
	return ask_ms(CLOCK_REALTIME);
}

int64_t clock_steady_ms(void)
{
	return ask_ms(CLOCK_MONOTONIC);
}

int64_t clock_mono_ms(const struct clock *clock)
{
	return clock->fixed || clock->from ? clock_now_ms(clock) : clock_steady_ms();
}

void clock_advance(struct clock *clock, int64_t ms)
{
	clock->now_ms += ms;
}

/* Such a name can be joined to a path: it has no dots and does not begin at the root. */
static bool zone_is_name(const char *name)
{
	size_t len = strlen(name);
	return len > 0 && len < ZONE_NAME && name[0] != '/' && name[0] != '-' &&
	       strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") == len;
}

/* The folder of zones also holds tables and folders: a zone begins with "TZif" (RFC 8536). */
static bool zone_is_installed(const char *name)
{
	char path[sizeof(ZONE_FOLDER) + ZONE_NAME];
	snprintf(path, sizeof(path), ZONE_FOLDER "%s", name);
	CLEANUP(fd_cleanup) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char magic[4];
	return fd >= 0 && read(fd, magic, sizeof(magic)) == (ssize_t)sizeof(magic) &&
	       memcmp(magic, "TZif", 4) == 0;
}

bool clock_set_zone(const char *name, struct err *err)
{
	if (strempty(name)) {
		tzset();
		return true;
	}
	/* Without the zone files UTC is still known to the C library. */
	if (!zone_is_name(name) || !(streq(name, "UTC") || zone_is_installed(name)))
		return err_set(err, ERR_INPUT, N_("\"%s\" is not a time zone on this machine"), "%s", name);
	if (setenv("TZ", name, 1) != 0)
		return err_errno(err, N_("can't set the time zone: %s"), "%s", name);
	tzset();
	return true;
}

/* Seconds since 1970 of the wall clock at an instant, as if it were UTC. */
static int64_t wall_seconds(int64_t utc)
{
	time_t when = (time_t)utc;
	struct tm tm;
	return localtime_r(&when, &tm) ? utc + tm.tm_gmtoff : utc;
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static struct moment moment_of(int64_t wall)
{
	int64_t day = floor_div(wall, DAY_SECONDS);
	int second = (int)(wall - day * DAY_SECONDS);
	return (struct moment){
	        .day = (int32_t)day,
	        .hour = second / 3600,
	        .minute = second / 60 % 60,
	        .second = second % 60,
	};
}

/* An instant of a damaged row stays within the years 1 to 9999, which all of the calendar can say. */
static int64_t seconds_of(int64_t utc_ms)
{
	const int64_t first = INT64_C(-62135596800), last = INT64_C(253402300799);
	int64_t utc = floor_div(utc_ms, 1000);
	return utc < first ? first : utc > last ? last : utc;
}

struct moment clock_local(int64_t utc_ms)
{
	return moment_of(wall_seconds(seconds_of(utc_ms)));
}

int32_t clock_day(int64_t utc_ms)
{
	return clock_local(utc_ms).day;
}

int64_t clock_instant(struct moment local)
{
	int64_t wall =
	        (int64_t)local.day * DAY_SECONDS + local.hour * 3600 + local.minute * 60 + local.second;
	/* mktime() leaves open which of two it picks, so both offsets around the day are tried by hand. With
	 * the earlier one a time that was skipped lands past the gap, as it should. */
	int64_t before = wall - (wall_seconds(wall - DAY_SECONDS) - (wall - DAY_SECONDS));
	int64_t after = wall - (wall_seconds(wall + DAY_SECONDS) - (wall + DAY_SECONDS));
	bool fits_before = wall_seconds(before) == wall;
	bool fits_after = wall_seconds(after) == wall;
	if (fits_after && (!fits_before || after < before))
		return after * 1000;
	return before * 1000;
}

char *instant_iso(struct arena *arena, int64_t utc_ms)
{
	struct moment utc = moment_of(seconds_of(utc_ms));
	struct date date = day_to_date(utc.day);
	return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", date.year, date.month, date.mday,
	        utc.hour, utc.minute, utc.second);
}
