#include <dagstart/domain/feedback.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/random.h>
#include <dagstart/base/str.h>

/* A meeting shows a few quotes: so many places are filled with care, the rest is in plain order. */
enum { CAREFUL_PLACES = 64, FRESH_DAYS = 7, RECENT_DAYS = 30 };

struct segment { /* a channel or a journey step */
	const char *name;
	bool heard; /* lately, or earlier in this order */
	int uses; /* in this order */
};

struct candidate {
	size_t index;
	const struct feedback *feedback;
	bool heard;
	bool silent; /* without a comment */
	bool old, stale; /* beyond the recent and the fresh days */
	uint64_t dice;
	struct segment *channel, *step; /* NULL when not known */
	bool taken;
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
	/* The id, not the place in the list, so that another order of the input gives the same quotes. */
	struct random dice = random_seeded(input->seed ^ ((uint64_t)feedback->id * 0x9E3779B97F4A7C15u));
	return (struct candidate){.index = index,
	        .feedback = feedback,
	        .heard = is_heard(input, feedback),
	        .silent = strempty(feedback->comment),
	        .old = age_of(feedback, input->today) > RECENT_DAYS,
	        .stale = age_of(feedback, input->today) >= FRESH_DAYS,
	        .dice = random_next(&dice)};
}

/* Found in a table by their names: there are few segments, and many candidates of each. */
struct segments {
	struct arena *arena;
	struct segment **slots; /* open addressing; at most half full */
	size_t room; /* a power of two */
};

static struct segments segments_new(struct arena *arena, size_t candidates)
{
	struct segments segments = {.arena = arena, .room = 16};
	while (segments.room < 2 * candidates)
		segments.room *= 2;
	segments.slots = arena_array_of(arena, struct segment *, segments.room);
	return segments;
}

/* The segment of that name, NULL for none. */
static struct segment *share_segment(struct segments *segments, const char *name, bool heard)
{
	if (strempty(name))
		return NULL;
	size_t at = (size_t)hash_text(0, name) & (segments->room - 1);
	while (segments->slots[at] && !streq(segments->slots[at]->name, name))
		at = (at + 1) & (segments->room - 1);
	if (!segments->slots[at]) {
		segments->slots[at] = arena_new_of(segments->arena, struct segment);
		segments->slots[at]->name = name;
	}
	segments->slots[at]->heard |= heard;
	return segments->slots[at];
}

static int order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int waiting(const struct candidate *candidate)
{
	bool channel = candidate->channel && !candidate->channel->heard;
	bool step = candidate->step && !candidate->step->heard;
	return channel + step;
}

static int uses(const struct candidate *candidate)
{
	return (candidate->channel ? candidate->channel->uses : 0) +
	       (candidate->step ? candidate->step->uses : 0);
}

/* Below zero when `a` is to be read before `b`, as things stand. */
static int compare(const struct candidate *a, const struct candidate *b)
{
	const int by[] = {
	        order(a->heard, b->heard),
	        a->heard ? order(a->feedback->heard_day, b->feedback->heard_day) : 0,
	        order(a->silent, b->silent),
	        order(a->old, b->old),
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

static void use_segment(struct segment *segment)
{
	if (!segment)
		return;
	segment->heard = true;
	segment->uses++;
}

static struct candidate *take_best(struct candidate **candidates, size_t count)
{
	struct candidate *best = NULL;
	for (size_t i = 0; i < count; i++)
		if (!candidates[i]->taken && (!best || compare(candidates[i], best) < 0))
			best = candidates[i];
	assert(best); /* the caller asks only while some are left */
	best->taken = true;
	use_segment(best->channel);
	use_segment(best->step);
	return best;
}

static size_t order_quotes(struct candidate **candidates, size_t count, size_t wanted, size_t *ret)
{
	size_t careful = wanted < CAREFUL_PLACES ? wanted : CAREFUL_PLACES;
	for (size_t i = 0; i < careful; i++)
		ret[i] = take_best(candidates, count)->index;
	if (careful == wanted)
		return careful;
	qsort(candidates, count, sizeof(struct candidate *), compare_pointers);
	size_t at = careful;
	for (size_t i = 0; i < count && at < wanted; i++)
		if (!candidates[i]->taken)
			ret[at++] = candidates[i]->index;
	return at;
}

size_t *quote_pick(struct arena *arena, const struct quote_pick_input *input, size_t *ret_count)
{
	struct candidate *all = arena_array_of(arena, struct candidate, input->count);
	struct candidate **candidates = arena_array_of(arena, struct candidate *, input->count);
	size_t count = 0;
	for (size_t i = 0; i < input->count; i++) {
		if (input->candidates[i].withdrawn)
			continue;
		all[i] = candidate_of(input, i);
		candidates[count++] = &all[i];
	}
	size_t *ret = arena_array_of(arena, size_t, count);
	struct segments channels = segments_new(arena, count), steps = segments_new(arena, count);
	for (size_t i = 0; i < count; i++) {
		const struct feedback *feedback = candidates[i]->feedback;
		candidates[i]->channel = share_segment(&channels, feedback->channel, candidates[i]->heard);
		candidates[i]->step = share_segment(&steps, feedback->step, candidates[i]->heard);
	}
	size_t wanted = input->wanted && input->wanted < count ? input->wanted : count;
	*ret_count = count > 0 ? order_quotes(candidates, count, wanted, ret) : 0;
	return ret;
}
