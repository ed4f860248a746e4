#include <dagstart/domain/loop.h>

#include <stdlib.h>

int32_t loop_due(const struct calendar *calendar, int32_t answer_day, int within)
{
	return calendar_add(calendar, answer_day, within);
}

int32_t loop_due_from(const struct calendar *calendar, int32_t answer_day, int32_t today, int within)
{
	int32_t due = answer_day ? loop_due(calendar, answer_day, within) : 0;
	return due >= today ? due : calendar_add(calendar, today, within);
}

bool loop_is_closed(const struct loop *loop)
{
	return loop->status == LOOP_TOLD || loop->status == LOOP_NOT_NEEDED;
}

bool loop_is_overdue(const struct loop *loop, int32_t today)
{
	return !loop_is_closed(loop) && loop->due_day && loop->due_day < today;
}

static int order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare(const void *left, const void *right)
{
	const struct loop *a = left, *b = right;
	bool closed = loop_is_closed(a);
	const int by[] = {
	        order(closed, loop_is_closed(b)),
	        closed ? order(b->day, a->day) : order(a->due_day, b->due_day),
	        order((int64_t)a->status, (int64_t)b->status),
	};
	for (size_t i = 0; i < sizeof(by) / sizeof(by[0]); i++)
		if (by[i])
			return by[i];
	return order(a->id, b->id);
}

void loops_sort(struct loop *loops, size_t count)
{
	if (count)
		qsort(loops, count, sizeof(*loops), compare);
}
