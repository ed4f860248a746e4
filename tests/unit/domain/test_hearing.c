/* The rule of the quotes of the day on thousands of small made-up worlds: each of some weeks in which
 * customers speak, answers are withdrawn and a team meets now and then. What is promised in feedback.h must
 * hold in all. */
#include <string.h>

#include <dagstart/base/random.h>
#include <dagstart/base/str.h>
#include <dagstart/domain/feedback.h>

#include "../../count.h"
#include "fixture.h"

enum {
	FIRST_DAY = 20500,
	WORLDS = TEST_COUNT(2000, 500),
	DAYS = 45,
	ROOM = 160,
	CHANNELS = 5,
	STEPS = 4,
	THEMES = 6,
	SEGMENTS = CHANNELS + STEPS + THEMES,
	MOODS = 3,
};

static const char *const names[SEGMENTS] = {"phone", "chat", "mail", "shop", "web", "order", "delivery",
        "invoice", "return", "price", "staff", "time", "label", "login", "order "};

struct world {
	struct arena *arena;
	struct random dice;
	struct feedback words[ROOM];
	uint32_t speaks_of[ROOM]; /* segments, as bits */
	size_t count;
	struct feedback heard[3 * DAYS];
	uint32_t heard_of[3 * DAYS];
	size_t heard_count;
	int32_t today;
	int quiet_days, turn_days;
	uint64_t seed;
	/* of each mood and segment that waits and has words: picks since, and who else had words meanwhile */
	int picks[MOODS][SEGMENTS];
	uint32_t rivals[MOODS][SEGMENTS];
	uint32_t talkative; /* percent of answers that speak of more than a channel */
	int waits_met, repeats_met, turns_met;
};

static bool chance(struct world *w, uint32_t percent)
{
	return random_below(&w->dice, 100) < percent;
}

static const char *some_name(struct world *w, uint32_t first, uint32_t count, uint32_t *bits)
{
	/* skewed: the first of each kind speaks most */
	uint32_t at = random_below(&w->dice, count);
	at = at < random_below(&w->dice, count) ? at / 2 : at;
	*bits |= UINT32_C(1) << (first + at);
	return names[first + at];
}

static void speak(struct world *w)
{
	if (w->count == ROOM)
		return;
	uint32_t bits = 0;
	struct feedback *f = &w->words[w->count];
	*f = (struct feedback){.id = 1 + (int64_t)w->count,
	        .day = chance(w, 5) ? 0 : w->today - (int32_t)random_below(&w->dice, chance(w, 20) ? 60 : 6),
	        .mood = (enum mood)((int)random_below(&w->dice, 3) - 1),
	        .comment = chance(w, 10) ? "" : arena_printf(w->arena, "words %zu", w->count)};
	if (chance(w, 85))
		f->channel = some_name(w, 0, CHANNELS, &bits);
	if (chance(w, w->talkative))
		f->step = some_name(w, CHANNELS, STEPS, &bits);
	for (uint32_t n = chance(w, w->talkative) ? 1 + random_below(&w->dice, 2) : 0; n > 0; n--) {
		uint32_t had = bits;
		const char *theme = some_name(w, CHANNELS + STEPS, THEMES, &bits);
		if (bits != had)
			f->themes[f->theme_count++] = theme;
	}
	w->speaks_of[w->count++] = bits;
}

static bool is_repeat(const struct world *w, const struct feedback *f)
{
	return f->heard_day && w->today - f->heard_day <= w->quiet_days;
}

static bool is_recent(const struct world *w, const struct feedback *f)
{
	return f->day && w->today - f->day <= QUOTE_RECENT_DAYS;
}

/* The segments with something new to say in that mood. */
static uint32_t with_words(const struct world *w, enum mood mood)
{
	uint32_t ret = 0;
	for (size_t i = 0; i < w->count; i++) {
		const struct feedback *f = &w->words[i];
		if (!f->withdrawn && f->mood == mood && *f->comment && is_recent(w, f) && !is_repeat(w, f))
			ret |= w->speaks_of[i];
	}
	return ret;
}

static uint32_t waiting(const struct world *w)
{
	uint32_t had_turn = 0;
	for (size_t i = 0; i < w->heard_count; i++)
		if (w->today - w->heard[i].heard_day <= w->turn_days)
			had_turn |= w->heard_of[i];
	return ~had_turn;
}

static int bits_in(uint32_t bits)
{
	int ret = 0;
	for (; bits; bits &= bits - 1)
		ret++;
	return ret;
}

/* One pick is made: whoever waits with words in hand has seen one more go by. */
static void check_bound(struct world *w, enum mood mood, uint32_t able, uint32_t wait, uint32_t served)
{
	for (int s = 0; s < SEGMENTS; s++) {
		uint32_t bit = UINT32_C(1) << s;
		int *picks = &w->picks[mood + 1][s];
		uint32_t *rivals = &w->rivals[mood + 1][s];
		if (!(able & wait & bit)) {
			*picks = 0;
			*rivals = 0;
			continue;
		}
		*rivals |= able;
		*picks += 1;
		w->waits_met += *picks > 1;
		if (*picks > bits_in(*rivals))
			fail_msg("%s is silent for %d picks of %d segments", names[s], *picks,
			        bits_in(*rivals));
		if (served & bit) {
			*picks = 0;
			*rivals = 0;
			w->turns_met++;
		}
	}
	/* the other moods: heard is heard */
	for (int m = 0; m < MOODS; m++)
		for (int s = 0; s < SEGMENTS; s++)
			if (served & (UINT32_C(1) << s)) {
				w->picks[m][s] = 0;
				w->rivals[m][s] = 0;
			}
}

/* Better words of the same mood must not have been left lying. */
static void check_choice(struct world *w, const struct feedback *picked, enum mood mood)
{
	for (size_t i = 0; i < w->count; i++) {
		const struct feedback *f = &w->words[i];
		if (f->withdrawn || f->mood != mood)
			continue;
		assert_non_null(picked);
		if (is_repeat(w, picked))
			assert_true(is_repeat(w, f) && f->heard_day >= picked->heard_day);
		else if (!*picked->comment)
			assert_true(!*f->comment || is_repeat(w, f));
	}
	if (!picked)
		return;
	assert_false(picked->withdrawn);
	assert_int_equal(picked->mood, mood);
	w->repeats_met += is_repeat(w, picked);
}

static void hear(struct world *w, const struct feedback *picked)
{
	if (!picked)
		return;
	size_t at = (size_t)(picked - w->words);
	enum mood mood = picked->mood;
	uint32_t able = with_words(w, mood), wait = waiting(w);
	w->words[at].heard_day = w->today;
	w->heard[w->heard_count] = w->words[at];
	w->heard_of[w->heard_count++] = w->speaks_of[at];
	check_bound(w, mood, able, wait, w->speaks_of[at]);
}

static struct quote_pick_input input_of(const struct world *w)
{
	return (struct quote_pick_input){.candidates = w->words,
	        .count = w->count,
	        .heard = w->heard,
	        .heard_count = w->heard_count,
	        .today = w->today,
	        .quiet_days = w->quiet_days,
	        .turn_days = w->turn_days,
	        .seed = w->seed + (uint64_t)w->today};
}

static const char *words_of(const struct feedback *feedback)
{
	return !feedback ? "(none)" : *feedback->comment ? feedback->comment : "(silent)";
}

/* Other ids, another order: as where the files were imported the other way round. */
static void check_shuffled(struct world *w, const struct quotes_of_day *day)
{
	struct quote_pick_input input = input_of(w);
	struct feedback *turned = arena_memdup(w->arena, w->words, w->count * sizeof(*turned));
	for (size_t i = w->count; i > 1; i--) {
		size_t k = random_below(&w->dice, (uint32_t)i);
		struct feedback swap = turned[i - 1];
		turned[i - 1] = turned[k];
		turned[k] = swap;
	}
	for (size_t i = 0; i < w->count; i++)
		turned[i].id = 1000 + (int64_t)i;
	input.candidates = turned;
	struct quotes_of_day other = quote_day(w->arena, &input);
	assert_string_equal(words_of(other.praise), words_of(day->praise));
	assert_string_equal(words_of(other.pain), words_of(day->pain));
}

static void meet(struct world *w)
{
	struct quote_pick_input input = input_of(w);
	struct quotes_of_day day = quote_day(w->arena, &input);
	check_choice(w, day.praise, MOOD_PRAISE);
	check_choice(w, day.pain, MOOD_PAIN);
	if (w->count && chance(w, 25))
		check_shuffled(w, &day);
	hear(w, day.praise);
	hear(w, day.pain);
}

static void live(struct world *w)
{
	uint32_t busy = random_below(&w->dice, 5);
	w->talkative = random_below(&w->dice, 80);
	/* the shorter, the more are waiting at once */
	w->turn_days = chance(w, 30) ? QUOTE_TURN_DAYS : 1 + (int)random_below(&w->dice, 4);
	w->quiet_days = chance(w, 80) ? 30 : (int)random_below(&w->dice, 60);
	for (int day = 0; day < DAYS; day++) {
		w->today = FIRST_DAY + day;
		for (uint32_t n = random_below(&w->dice, busy + 1); n > 0; n--)
			speak(w);
		if (w->count && chance(w, 5))
			w->words[random_below(&w->dice, (uint32_t)w->count)].withdrawn = true;
		if (day % 7 < 5 && chance(w, 90))
			meet(w);
		if (chance(w, 2))
			meet(w); /* twice on a day */
	}
}

static void promises_hold_in_every_world(void **state)
{
	int waits = 0, repeats = 0, turns = 0;
	for (uint64_t i = 0; i < WORLDS; i++) {
		struct arena *arena = arena_new(NULL);
		struct world *w = arena_new_of(arena, struct world);
		w->arena = arena;
		w->dice = random_seeded(i);
		w->seed = i * 31;
		live(w);
		waits += w->waits_met;
		repeats += w->repeats_met;
		turns += w->turns_met;
		arena_free(arena);
	}
	(void)state;
	/* the worlds were such that the promises were put to the test */
	assert_true(waits > WORLDS / 2);
	assert_true(repeats > WORLDS);
	assert_true(turns > WORLDS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(promises_hold_in_every_world),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
