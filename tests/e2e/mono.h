/* Time that never jumps, for deadlines and measurements in tests: nanoseconds of CLOCK_MONOTONIC. */
#pragma once

#include <limits.h>
#include <stdint.h>
#include <time.h>

#define MONO_MS INT64_C(1000000)
#define MONO_S INT64_C(1000000000)

static inline int64_t mono_now(void)
{
	struct timespec ts;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * MONO_S + ts.tv_nsec;
}

/* The milliseconds left until `deadline` as poll() wants them: rounded up, never negative. */
static inline int mono_left(int64_t deadline)
{
	int64_t left = deadline - mono_now();
	if (left <= 0)
		return 0;
	int64_t ms = (left + MONO_MS - 1) / MONO_MS;
	return ms > INT_MAX ? INT_MAX : (int)ms;
}
