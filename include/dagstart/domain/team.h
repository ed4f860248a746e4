/* The team itself. */
#pragma once

#include <stdint.h>

struct team {
	int64_t id; /* always 1 */
	const char *name;
	const char *language; /* "nl" or "en" */
	int32_t founded_day; /* when this store began */
};
