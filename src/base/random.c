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

static const uint64_t hash_start = UINT64_C(0xCBF29CE484222325), hash_prime = UINT64_C(0x100000001B3);

static uint64_t hash_on(uint64_t hash, const unsigned char *byte, size_t len)
{
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ byte[i]) * hash_prime;
	return hash;
}

uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t len)
{
	return random_mix(hash_on(hash_start ^ seed, bytes, len));
}

/* Each step of one waits for the one before, so four go on side by side. */
enum { LANES = 4 };
struct lane {
	const unsigned char *at;
	size_t left, which;
	uint64_t hash;
};

static void lanes_run(struct lane lanes[static LANES], size_t steps)
{
	const unsigned char *a = lanes[0].at, *b = lanes[1].at, *c = lanes[2].at, *d = lanes[3].at;
	uint64_t of_a = lanes[0].hash, of_b = lanes[1].hash, of_c = lanes[2].hash, of_d = lanes[3].hash;
	for (size_t i = 0; i < steps; i++) {
		of_a = (of_a ^ a[i]) * hash_prime;
		of_b = (of_b ^ b[i]) * hash_prime;
		of_c = (of_c ^ c[i]) * hash_prime;
		of_d = (of_d ^ d[i]) * hash_prime;
	}
	const uint64_t hashes[LANES] = {of_a, of_b, of_c, of_d};
	for (size_t i = 0; i < LANES; i++) {
		lanes[i].hash = hashes[i];
		lanes[i].at += steps;
		lanes[i].left -= steps;
	}
}

void hash_many(uint64_t seed, const struct hash_input *inputs, size_t count, uint64_t *ret)
{
	struct lane lanes[LANES];
	size_t next = 0, used = 0;
	for (;;) {
		for (; used < LANES && next < count; next++)
			lanes[used++] =
			        (struct lane){inputs[next].bytes, inputs[next].len, next, hash_start ^ seed};
		if (used < LANES)
			break;
		size_t steps = lanes[0].left;
		for (size_t i = 1; i < LANES; i++)
			steps = lanes[i].left < steps ? lanes[i].left : steps;
		lanes_run(lanes, steps);
		for (size_t i = LANES; i-- > 0;) {
			if (lanes[i].left > 0)
				continue;
			ret[lanes[i].which] = random_mix(lanes[i].hash);
			lanes[i] = lanes[--used];
		}
	}
	for (size_t i = 0; i < used; i++)
		ret[lanes[i].which] = random_mix(hash_on(lanes[i].hash, lanes[i].at, lanes[i].left));
}

uint64_t hash_text(uint64_t seed, const char *s)
{
	return hash_bytes(seed, s, strlen(s));
}
