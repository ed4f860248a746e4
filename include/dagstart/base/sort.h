/* Sorting many numbers at once, faster than by comparing them. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct pair {
	uint64_t key;
	int64_t value;
};

/* Sorts by key; pairs of one key keep their order. `spare` is room for as many, whose content is lost. */
void pairs_sort(struct pair *pairs, struct pair *spare, size_t count);

/* A signed number as a key: in the order of the numbers. */
static inline uint64_t sort_key(int64_t number)
{
	return (uint64_t)number ^ UINT64_C(1) << 63;
}

static inline int64_t sort_number(uint64_t key)
{
	return (int64_t)(key ^ UINT64_C(1) << 63);
}
