#include <dagstart/domain/feedback.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/random.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>

#include "hearing.h"

/* A meeting shows a few quotes: so many places are filled with care, the rest is in plain order. */
enum { CAREFUL_PLACES = 64, FRESH_DAYS = 7, SEGMENTS_MAX = 2 + FEEDBACK_THEMES_MAX };

struct turn { /* of a channel, a step or a theme */
	int64_t last; /* when it was heard, see heard_number(); 0 never */
	bool waits;
	int uses; /* in this order */
};

struct candidate {
	size_t index;
	const struct feedback *feedback;
	bool heard;
	bool silent; /* without a comment */
	bool old, stale; /* beyond the recent and the fresh days */
	uint64_t dice;
	struct turn *turns[SEGMENTS_MAX];
	size_t turn_count;
	bool taken;
};

struct mention { /* of a segment by a candidate, or by what was heard already */
	enum segment_kind kind;
	const char *name;
	struct candidate *candidate; /* NULL: heard */
	int64_t heard; /* when; 0 not */
};

struct picking {
	const struct quote_pick_input *input;
	struct arena *arena;
	struct candidate **candidates;
	size_t count;
	VEC(struct mention) mentions;
	int64_t now; /* grows with each pick */
};

static int32_t age_of(const struct feedback *feedback, int32_t today)
{
	if (feedback->day == 0)
		return INT32_MAX;
	return feedback->day < today ? today - feedback->day : 0;
}

static bool is_heard(const struct quote_pick_input *input, const struct feedback *feedback)
{
	return feedback->heard_day != 0 && input->today - feedback->heard_day <= input->quiet_days;
}

static struct candidate candidate_of(const struct quote_pick_input *input, size_t index)
{
	const struct feedback *feedback = &input->candidates[index];
	/* The words, not the id, so that the same data imported in another order give the same quotes. */
	uint64_t dice = hash_text(input->seed, str_or(feedback->comment, ""));
	return (struct candidate){.index = index,
	        .feedback = feedback,
	        .heard = is_heard(input, feedback),
	        .silent = strempty(feedback->comment),
	        .old = age_of(feedback, input->today) > QUOTE_RECENT_DAYS,
	        .stale = age_of(feedback, input->today) >= FRESH_DAYS,
	        .dice = hash_bytes(dice, &feedback->day, sizeof(feedback->day))};
}

static void mention(struct picking *picking, enum segment_kind kind, const char *name,
        struct candidate *candidate, int64_t heard)
{
	if (!strempty(name))
		*vec_add(picking->arena, &picking->mentions) =
		        (struct mention){.kind = kind, .name = name, .candidate = candidate, .heard = heard};
}

static void mention_all(
        struct picking *picking, const struct feedback *feedback, struct candidate *candidate, int64_t heard)
{
	mention(picking, SEGMENT_CHANNEL, feedback->channel, candidate, heard);
	mention(picking, SEGMENT_STEP, feedback->step, candidate, heard);
	for (size_t i = 0; i < feedback->theme_count && i < FEEDBACK_THEMES_MAX; i++)
		mention(picking, SEGMENT_THEME, feedback->themes[i], candidate, heard);
}

static int order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare_mentions(const void *left, const void *right)
{
	const struct mention *a = left, *b = right;
	return a->kind != b->kind ? order((int64_t)a->kind, (int64_t)b->kind) : strcmp(a->name, b->name);
}

static bool waits(const struct quote_pick_input *input, int64_t last)
{
	int days = input->turn_days ? input->turn_days : input->quiet_days;
	return last == 0 || input->today - heard_number_day(last) > days;
}

/* Gives all candidates that speak of one segment the same turn. */
static void share_turns(struct picking *picking)
{
	struct mention *mentions = picking->mentions.items;
	struct turn *turn = NULL;
	if (!picking->mentions.count)
		return;
	qsort(mentions, picking->mentions.count, sizeof(*mentions), compare_mentions);
	for (size_t i = 0; i < picking->mentions.count; i++) {
		struct candidate *candidate = mentions[i].candidate;
		if (i == 0 || compare_mentions(&mentions[i - 1], &mentions[i]) != 0)
			turn = arena_new_of(picking->arena, struct turn);
		if (mentions[i].heard > turn->last)
			turn->last = mentions[i].heard;
		if (candidate)
			candidate->turns[candidate->turn_count++] = turn;
	}
	for (size_t i = 0; i < picking->count; i++)
		for (size_t k = 0; k < picking->candidates[i]->turn_count; k++) {
			turn = picking->candidates[i]->turns[k];
			turn->waits = waits(picking->input, turn->last);
		}
}

/* When the longest waiting of its segments was heard; whoever doesn't wait comes last. */
static int64_t longest(const struct candidate *candidate)
{
	int64_t ret = INT64_MAX;
	for (size_t i = 0; i < candidate->turn_count; i++)
		if (candidate->turns[i]->waits && candidate->turns[i]->last < ret)
			ret = candidate->turns[i]->last;
	return ret;
}

static int waiting(const struct candidate *candidate)
{
	int ret = 0;
	for (size_t i = 0; i < candidate->turn_count; i++)
		ret += candidate->turns[i]->waits;
	return ret;
}

static int uses(const struct candidate *candidate)
{
	int ret = 0;
	for (size_t i = 0; i < candidate->turn_count; i++)
		ret += candidate->turns[i]->uses;
	return ret;
}

/* Below zero when `a` is to be read before `b`, as things stand. */
static int compare(const struct candidate *a, const struct candidate *b)
{
	const int by[] = {
	        order(a->heard, b->heard),
	        a->heard ? order(a->feedback->heard_day, b->feedback->heard_day) : 0,
	        order(a->silent, b->silent),
	        order(a->old, b->old),
	        order(longest(a), longest(b)),
	        order(waiting(b), waiting(a)),
	        order(a->stale, b->stale),
	        order(uses(a), uses(b)),
	        (a->dice > b->dice) - (a->dice < b->dice),
	};
	for (size_t i = 0; i < sizeof(by) / sizeof(by[0]); i++)
		if (by[i])
			return by[i];
	return order(a->feedback->id, b->feedback->id);
}

static int compare_pointers(const void *left, const void *right)
{
	const struct candidate *const *a = left, *const *b = right;
	return compare(*a, *b);
}

static struct candidate *take_best(struct picking *picking)
{
	struct candidate *best = NULL;
	for (size_t i = 0; i < picking->count; i++) {
		struct candidate *candidate = picking->candidates[i];
		if (!candidate->taken && (!best || compare(candidate, best) < 0))
			best = candidate;
	}
	assert(best); /* the caller asks only while some are left */
	best->taken = true;
	picking->now++;
	for (size_t i = 0; i < best->turn_count; i++) {
		best->turns[i]->last = picking->now;
		best->turns[i]->waits = false;
		best->turns[i]->uses++;
	}
	return best;
}

static size_t order_quotes(struct picking *picking, size_t wanted, size_t *ret)
{
	size_t careful = wanted < CAREFUL_PLACES ? wanted : CAREFUL_PLACES;
	for (size_t i = 0; i < careful; i++)
		ret[i] = take_best(picking)->index;
	if (careful == wanted)
		return careful;
	qsort(picking->candidates, picking->count, sizeof(struct candidate *), compare_pointers);
	size_t at = careful;
	for (size_t i = 0; i < picking->count && at < wanted; i++)
		if (!picking->candidates[i]->taken)
			ret[at++] = picking->candidates[i]->index;
	return at;
}

size_t *quote_pick(struct arena *arena, const struct quote_pick_input *input, size_t *ret_count)
{
	struct candidate *all = arena_array_of(arena, struct candidate, input->count);
	struct picking picking = {.input = input,
	        .arena = arena,
	        .candidates = arena_array_of(arena, struct candidate *, input->count),
	        .now = heard_number(input->today, HEARD_PLACES / 2)};
	for (size_t i = 0; i < input->heard_count; i++)
		mention_all(&picking, &input->heard[i], NULL,
		        heard_number(input->heard[i].heard_day, (int64_t)i + 1));
	for (size_t i = 0; i < input->count; i++) {
		const struct feedback *feedback = &input->candidates[i];
		if (feedback->withdrawn || (input->has_mood && feedback->mood != input->mood))
			continue;
		all[i] = candidate_of(input, i);
		picking.candidates[picking.count++] = &all[i];
		mention_all(&picking, feedback, &all[i],
		        feedback->heard_day ? heard_number(feedback->heard_day, 0) : 0);
	}
	size_t *ret = arena_array_of(arena, size_t, picking.count);
	size_t wanted = input->wanted && input->wanted < picking.count ? input->wanted : picking.count;
	share_turns(&picking);
	*ret_count = picking.count > 0 ? order_quotes(&picking, wanted, ret) : 0;
	return ret;
}

static const struct feedback *pick_of_mood(
        struct arena *arena, const struct quote_pick_input *input, enum mood mood)
{
	struct quote_pick_input of_mood = *input;
	of_mood.has_mood = true;
	of_mood.mood = mood;
	of_mood.wanted = 1;
	size_t count = 0;
	const size_t *picked = quote_pick(arena, &of_mood, &count);
	return count ? &input->candidates[picked[0]] : NULL;
}

struct quotes_of_day quote_day(struct arena *arena, const struct quote_pick_input *input)
{
	struct quotes_of_day ret = {.praise = pick_of_mood(arena, input, MOOD_PRAISE)};
	struct quote_pick_input after = *input;
	struct feedback *heard = arena_array_of(arena, struct feedback, input->heard_count + 1);
	if (input->heard_count)
		memcpy(heard, input->heard, input->heard_count * sizeof(*heard));
	if (ret.praise) {
		heard[after.heard_count] = *ret.praise;
		heard[after.heard_count++].heard_day = input->today;
	}
	after.heard = heard;
	ret.pain = pick_of_mood(arena, &after, MOOD_PAIN);
	return ret;
}
