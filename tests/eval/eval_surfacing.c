/* How soon does a new complaint come up? Real comments in a seeded order as the background of each day; from
 * one day on a complaint is planted among them, one to three times a day, worded in several ways. Every day
 * the finder looks. Printed: the days until something rising is mostly the planted complaint, and how often a
 * month something rises where nothing was planted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/random.h>
#include <dagstart/base/str.h>

#include "comments.h"

enum {
	FIRST_DAY = 20000,
	HISTORY = 60, /* days before the planting */
	LOOK = 21, /* days that the complaint has to come up in */
	QUIET = 30, /* days without one */
	WORDINGS = 8,
	SEEN_MAX = 64,
	SEEDS = 1,
};

struct planted {
	size_t source;
	const char *wordings[WORDINGS];
};

static const struct planted planted[] = {
        {0, {"De bezorger had geen pinapparaat bij zich", "Kon aan de deur niet pinnen",
                    "Pinnen lukte niet, moest naar de automaat lopen",
                    "Pinapparaat deed het niet bij de bezorger, slecht geregeld",
                    "Er stond dat je kon pinnen, maar de bezorger wilde alleen contant",
                    "pin apparaat vergeten, belachelijk", "Weer geen pinautomaat mee",
                    "Bezorger kwam zonder pinapparaat en had ook geen wisselgeld"}},
        {0, {"De verpakking lekte en de hele tas zat onder de soep", "Soep gelekt in de tas",
                    "bakje lekte, alles nat", "De tas was doorweekt door lekkende bakjes",
                    "Lekkage in de tas, saus over de kleren", "Deksel zat los en alles gelekt",
                    "Alles lekte uit de verpakking", "lekke bakjes, tafel onder de saus"}},
        {0, {"Krijg steeds foutmelding bij inloggen", "Inloggen lukt niet meer sinds de update",
                    "Ik kan niet meer inloggen in mijn account", "Wachtwoord vergeten werkt niet, geen mail",
                    "Na de update word ik steeds uitgelogd", "inlog doet het niet",
                    "Account geblokkeerd na drie keer inloggen",
                    "Uitgelogd en kan er niet meer in met mijn wachtwoord"}},
        {4, {"@united the wifi did not work for the whole flight", "paid for wifi and it never connected",
                    "No wifi again on board", "Your in-flight wifi is useless, could not connect",
                    "wifi was down, I want my money back for it",
                    "Why charge for wifi that drops every minute",
                    "internet on board broken, wifi would not load",
                    "wi-fi never connected, crew did not know either"}},
        {4, {"My stroller came back broken after the flight", "you destroyed our stroller",
                    "stroller wheel snapped off at the gate check", "Gate checked stroller is damaged",
                    "They broke the pram and refuse to pay", "our stroller never made it off the plane",
                    "baby stroller crushed", "second stroller ruined by your ground crew"}},
};
enum { PLANTED = sizeof(planted) / sizeof(*planted) };

struct world {
	struct arena *arena;
	const struct source *source;
	struct pain_comment *pool; /* shuffled: each is said once */
	size_t pool_count, next;
	struct pain_comment *said;
	bool *is_planted;
	size_t count;
	struct random dice;
};

static void say_background(struct world *w, int32_t day, int count)
{
	for (int i = 0; i < count; i++) {
		struct pain_comment *c = &w->said[w->count++];
		*c = w->pool[w->next++ % w->pool_count];
		c->day = day;
		c->is_pain = c->score < w->source->pain_below;
	}
}

static void say_planted(struct world *w, int32_t day, const struct planted *complaint, int count)
{
	for (int i = 0; i < count; i++) {
		w->is_planted[w->count] = true;
		w->said[w->count++] = (struct pain_comment){
		        .text = complaint->wordings[random_below(&w->dice, WORDINGS)],
		        .score = 1,
		        .day = day,
		        .is_pain = true,
		};
	}
}

static struct pain_group *look(struct world *w, struct arena *arena, const struct pain_language *languages,
        int32_t day, size_t *ret_count)
{
	static const struct metric stars = {.kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5};
	struct pain_input input = {.languages = languages,
	        .comments = w->said,
	        .count = w->count,
	        .metric = &stars,
	        .today = day,
	        .window_days = 30};
	return pain_find(arena, &input, ret_count);
}

static bool is_mostly_planted(const struct world *w, const struct pain_group *group)
{
	size_t count = 0;
	for (size_t i = 0; i < group->member_count; i++)
		count += w->is_planted[group->members[i]];
	return count >= PAIN_SUPPORT && 2 * count >= group->member_count;
}

static bool has_surfaced(struct world *w, const struct pain_language *languages, int32_t day)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	size_t count = 0;
	struct pain_group *groups = look(w, arena, languages, day, &count);
	for (size_t i = 0; i < count; i++)
		if (groups[i].rising && is_mostly_planted(w, &groups[i]))
			return true;
	return false;
}

static struct world world_new(struct arena *arena, size_t source, int a_day, uint64_t seed)
{
	struct world w = {.arena = arena, .source = &sources[source], .dice = random_seeded(seed)};
	size_t room = (size_t)(HISTORY + QUIET + LOOK) * (size_t)(a_day + 4);
	w.pool_count = comments_read(arena, w.source, &w.pool);
	for (size_t i = w.pool_count; i > 1; i--) {
		size_t k = random_below(&w.dice, (uint32_t)i);
		struct pain_comment swapped = w.pool[i - 1];
		w.pool[i - 1] = w.pool[k];
		w.pool[k] = swapped;
	}
	w.said = arena_array_of(arena, struct pain_comment, room);
	w.is_planted = arena_array_of(arena, bool, room);
	for (int32_t day = 0; day < HISTORY; day++)
		say_background(&w, FIRST_DAY + day, a_day);
	return w;
}

/* LOOK + 1 when it did not come up. */
static int days_to_surface(
        const struct pain_language *languages, size_t complaint, int a_day, int times, uint64_t seed)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct world w = world_new(arena, planted[complaint].source, a_day, seed);
	for (int day = 1; day <= LOOK; day++) {
		int32_t today = FIRST_DAY + HISTORY + day - 1;
		say_background(&w, today, a_day);
		say_planted(&w, today, &planted[complaint], times);
		if (w.count && day * times >= PAIN_SUPPORT && has_surfaced(&w, languages, today))
			return day;
	}
	return LOOK + 1;
}

struct seen {
	const char *names[SEEN_MAX];
	size_t count;
};

static bool is_new(struct seen *seen, struct arena *arena, const char *name)
{
	for (size_t i = 0; i < seen->count; i++)
		if (streq(seen->names[i], name))
			return false;
	if (seen->count < SEEN_MAX)
		seen->names[seen->count++] = arena_strdup(arena, name);
	return true;
}

static int false_surfacings(const struct pain_language *languages, size_t source, int a_day, uint64_t seed)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct world w = world_new(arena, source, a_day, seed);
	struct seen seen = {0};
	int found = 0;
	for (int32_t day = 0; day < QUIET; day++) {
		CLEANUP(arena_cleanup) struct arena *scratch = arena_new(NULL);
		size_t count = 0;
		say_background(&w, FIRST_DAY + HISTORY + day, a_day);
		struct pain_group *groups = look(&w, scratch, languages, FIRST_DAY + HISTORY + day, &count);
		for (size_t i = 0; i < count; i++)
			if (groups[i].rising && is_new(&seen, arena, groups[i].name)) {
				found++;
				if (getenv("EVAL_SHOW"))
					printf("   false: %s (%zu, %d days)\n", groups[i].name,
					        groups[i].member_count, groups[i].rising_days);
			}
	}
	return found;
}

static int compare_ints(const void *left, const void *right)
{
	const int *a = left, *b = right;
	return (*a > *b) - (*a < *b);
}

static void a_new_complaint_comes_up(void **state)
{
	static const int rates[] = {20, 100};

	if (!comments_there())
		skip();
	const struct pain_language *languages = languages_read(*state);
	for (size_t r = 0; r < 2; r++)
		for (int times = 1; times <= 3; times++) {
			int days[PLANTED * SEEDS], missed = 0;
			for (size_t i = 0; i < PLANTED * SEEDS; i++) {
				days[i] = days_to_surface(
				        languages, i % PLANTED, rates[r], times, 7 + i / PLANTED);
				missed += days[i] > LOOK;
			}
			qsort(days, PLANTED * SEEDS, sizeof(int), compare_ints);
			int median = days[PLANTED * SEEDS / 2];
			printf("%3d a day, planted %d a day: median %d days (%d to %d; %d of %d not within "
			       "%d)\n",
			        rates[r], times, median, days[0], days[PLANTED * SEEDS - 1], missed,
			        PLANTED * SEEDS, LOOK);
			assert_true(times == 1 || median <= 7);
		}
}

static void little_rises_by_chance(void **state)
{
	static const int rates[] = {20, 100};
	static const size_t backgrounds[] = {0, 4};
	if (!comments_there())
		skip();
	const struct pain_language *languages = languages_read(*state);
	for (size_t r = 0; r < 2; r++)
		for (size_t b = 0; b < 2; b++) {
			int found = 0;
			for (uint64_t seed = 1; seed <= SEEDS; seed++)
				found += false_surfacings(languages, backgrounds[b], rates[r], seed);
			printf("%3d a day, nothing planted, %s: %.1f false a month\n", rates[r],
			        sources[backgrounds[b]].file, (double)found / SEEDS);
			assert_true(found <= 4 * SEEDS);
		}
}

static int setup(void **state)
{
	*state = arena_new(NULL);
	return 0;
}

static int teardown(void **state)
{
	*state = arena_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(a_new_complaint_comes_up, setup, teardown),
	        cmocka_unit_test_setup_teardown(little_rises_by_chance, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
