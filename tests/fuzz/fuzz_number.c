/* Short strings that mean a number, a reference, a day or an instant. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/ref.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/say.h>

#include "fuzz.h"

static void check_numbers(struct arena *arena, const char *s)
{
	long whole = 77;
	double number = 77;
	bool is_whole = str_to_long(s, &whole);
	MUST(is_whole || whole == 77);
	if (is_whole) {
		long again = 0;
		MUST(str_to_long(arena_printf(arena, "%ld", whole), &again) && again == whole);
	}
	bool is_number = str_to_double(s, &number);
	MUST(is_number || (number >= 77 && number <= 77));
	MUST(!is_number || isfinite(number));
	MUST(!is_whole || (is_number && number >= (double)whole && number <= (double)whole));
	for (int decimals = 0; decimals <= 6; decimals++) {
		fuzz_must_show(say_number(arena, number, decimals), false);
		fuzz_must_show(say_interval(arena, number, number - 1, number + 2, decimals), false);
	}
	fuzz_must_show(say_count(arena, whole), false);
	fuzz_must_show(say_span(arena, whole), false);
	fuzz_must_show(say_ago(arena, (int)(whole % 100000)), false);
}

static void check_ref(struct arena *arena, const char *s)
{
	struct ref ref = {0}, again = {0};
	if (!ref_parse(s, &ref)) {
		MUST(!ref_is(ref));
		return;
	}
	MUST(ref.letter >= 'A' && ref.letter <= 'Z' && ref.id >= 0);
	MUST(ref_parse(ref_text(arena, ref), &again) && ref_equal(ref, again));
}

static void check_days(struct arena *arena, const char *s)
{
	int32_t day = 77;
	bool is_day = day_parse_iso(s, &day);
	MUST(is_day || day == 77);
	if (is_day)
		MUST(strcmp(day_iso(arena, day), s) == 0);
	int year = 0, week = day_iso_week(day, &year);
	MUST(week >= 1 && week <= 53 && day_weekday(day) >= 0 && day_weekday(day) <= 6);
	fuzz_must_show(say_day(arena, day), false);
	struct clock clock;
	struct err err = {0};
	if (clock_init(&clock, s, &err)) {
		int64_t now = clock_now_ms(&clock);
		fuzz_must_show(instant_iso(arena, now), false);
		clock_advance(&clock, 1000);
		MUST(!clock.fixed || clock_now_ms(&clock) == now + 1000);
	} else {
		fuzz_must_show(err_text(arena, &err), false);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct choices c = choices_of(data, size);
	const char *s = choice_rest(&c, arena);
	check_numbers(arena, s);
	check_ref(arena, s);
	check_days(arena, s);
	return 0;
}
