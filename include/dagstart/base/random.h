/* Dice that fall the same way for the same seed on every machine (splitmix64). */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct random {
	uint64_t state;
};

struct random random_seeded(uint64_t seed);
uint64_t random_next(struct random *random);
/* 0 to below-1; below must be at least 1. */
uint32_t random_below(struct random *random, uint32_t below);
/* 64-bit hash of bytes, the same on every machine (FNV-1a with a finishing mix). Chain by passing the last as
 * seed. */
uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t len);
uint64_t hash_text(uint64_t seed, const char *s);
/* The hashes of many, faster than one after another. */
struct hash_input {
	const void *bytes;
	size_t len;
};
void hash_many(uint64_t seed, const struct hash_input *inputs, size_t count, uint64_t *ret);
