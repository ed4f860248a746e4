#include <dagstart/base/random.h>

#include <assert.h>
#include <string.h>

struct random random_seeded(uint64_t seed)
{
	return (struct random){.state = seed};
}

static uint64_t random_mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

uint64_t random_next(struct random *random)
{
	random->state += UINT64_C(0x9E3779B97F4A7C15);
	return random_mix(random->state);
}

uint32_t random_below(struct random *random, uint32_t below)
{
	assert(below > 0);
	/* Throws again where the last, incomplete round of `below` begins: every face is equally likely. */
	uint32_t unfair = -below % below;
	for (;;) {
		uint32_t dice = (uint32_t)(random_next(random) >> 32);
		if (dice >= unfair)
			return dice % below;
	}
}

uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t len)
{
	const unsigned char *byte = bytes;
	uint64_t hash = UINT64_C(0xCBF29CE484222325) ^ seed;
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ byte[i]) * UINT64_C(0x100000001B3);
	return random_mix(hash);
}

uint64_t hash_text(uint64_t seed, const char *s)
{
	return hash_bytes(seed, s, strlen(s));
}
