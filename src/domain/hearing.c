/* Whose turn it was: channels, steps and themes counted from what was heard. */
#include "hearing.h"

#include <stdlib.h>
#include <string.h>

#include <dagstart/base/random.h>
#include <dagstart/base/str.h>
#include <dagstart/domain/feedback.h>

static bool speaks_of(const struct feedback *feedback, const struct segment *segment)
{
	switch (segment->kind) {
	case SEGMENT_CHANNEL:
		return streq(feedback->channel, segment->name);
	case SEGMENT_STEP:
		return streq(feedback->step, segment->name);
	case SEGMENT_THEME:
		for (size_t i = 0; i < feedback->theme_count; i++)
			if (streq(feedback->themes[i], segment->name))
				return true;
		return false;
	case SEGMENT_KINDS:
		break;
	}
	return false;
}

void segments_count(struct segment *segments, size_t count, int32_t from_day, const struct feedback *heard,
        size_t heard_count)
{
	for (size_t i = 0; i < count; i++) {
		segments[i].heard = 0;
		segments[i].last = 0;
		for (size_t k = 0; k < heard_count; k++) {
			if (!speaks_of(&heard[k], &segments[i]))
				continue;
			segments[i].heard += heard[k].heard_day >= from_day;
			segments[i].last = heard_number(heard[k].heard_day, (int64_t)k + 1);
		}
	}
}

void segments_count_shown(struct segment *segments, size_t count, const struct feedback *shown)
{
	for (size_t i = 0; i < count; i++)
		segments[i].heard += speaks_of(shown, &segments[i]);
}

int32_t segment_last_day(const struct segment *segment)
{
	return heard_number_day(segment->last);
}

bool segment_waits(const struct segment *segment, int32_t today, int turn_days)
{
	return segment->last == 0 || today - segment_last_day(segment) > turn_days;
}

static int compare(const void *left, const void *right)
{
	const struct segment *a = left, *b = right;
	if (a->last != b->last)
		return a->last < b->last ? -1 : 1;
	if (a->dice != b->dice)
		return a->dice < b->dice ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return strcmp(a->name, b->name);
}

void segments_sort(struct segment *segments, size_t count, uint64_t seed)
{
	for (size_t i = 0; i < count; i++)
		segments[i].dice = hash_text(seed + (uint64_t)segments[i].kind, segments[i].name);
	if (count)
		qsort(segments, count, sizeof(*segments), compare);
}
