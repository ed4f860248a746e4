#include "weeks_code.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>

enum {
	WEEKS_FORM = 1, /* the first byte */
	VARINT_MAX = 10,
	REAL_BYTES = 8,
	/* how the sums stand there, the sums, the buckets */
	TALLY_MAX = 1 + 2 * VARINT_MAX + TALLY_BUCKETS * VARINT_MAX,
	/* before it the week, and how long it is */
	WEEK_MAX = 2 * VARINT_MAX + TALLY_MAX,
	TOTAL_MAX = 1 + VARINT_MAX + 2 * REAL_BYTES + VARINT_MAX,
	SUMS_WHOLE = 1,
};

/* Up to here a double is every whole number. */
static const double whole_max = 9007199254740992.0;

struct bytes {
	unsigned char *at;
};

static void put_number(struct bytes *b, uint64_t number)
{
	for (; number >= 0x80; number >>= 7)
		*b->at++ = (unsigned char)(number | 0x80);
	*b->at++ = (unsigned char)number;
}

static void put_real(struct bytes *b, double real)
{
	uint64_t bits;
	memcpy(&bits, &real, sizeof(bits));
	for (int i = 0; i < REAL_BYTES; i++)
		*b->at++ = (unsigned char)(bits >> (8 * i));
}

static bool is_whole(double real)
{
	return real >= 0 && real < whole_max && real == floor(real) && !signbit(real);
}

static void put_sums(struct bytes *b, const struct tally *tally)
{
	bool whole = is_whole(tally->sum) && is_whole(tally->sum_sq);
	*b->at++ = whole ? SUMS_WHOLE : 0;
	if (whole) {
		put_number(b, (uint64_t)tally->sum);
		put_number(b, (uint64_t)tally->sum_sq);
		return;
	}
	put_real(b, tally->sum);
	put_real(b, tally->sum_sq);
}

/* Its length first. */
static void put_tally(struct bytes *b, const struct tally *tally)
{
	unsigned char there[TALLY_MAX];
	struct bytes at = {there};
	put_sums(&at, tally);
	for (size_t k = 0; k < TALLY_BUCKETS; k++)
		put_number(&at, (uint64_t)tally->bucket[k]);
	size_t len = (size_t)(at.at - there);
	put_number(b, len);
	memcpy(b->at, there, len);
	b->at += len;
}

const void *weeks_write(struct arena *arena, const struct tally *total, const struct week_tally *weeks,
        size_t count, size_t *ret_len)
{
	unsigned char *start = arena_array_of(arena, unsigned char, TOTAL_MAX + count * WEEK_MAX);
	struct bytes b = {start};
	int32_t last = 0;
	*b.at++ = WEEKS_FORM;
	put_number(&b, (uint64_t)total->n);
	put_real(&b, total->sum);
	put_real(&b, total->sum_sq);
	put_number(&b, count);
	for (size_t i = 0; i < count; i++) {
		put_number(&b, (uint64_t)(weeks[i].monday - last));
		last = weeks[i].monday;
		put_tally(&b, &weeks[i].tally);
	}
	*ret_len = (size_t)(b.at - start);
	return start;
}

struct cursor {
	const unsigned char *at, *end;
	bool bad;
};

static uint64_t take_long(struct cursor *c)
{
	uint64_t number = 0;
	for (int shift = 0; shift < 63; shift += 7) {
		if (c->at == c->end)
			break;
		unsigned char byte = *c->at++;
		number |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return number;
	}
	c->bad = true;
	return 0;
}

/* Most are small. */
static inline uint64_t take_number(struct cursor *c)
{
	return c->at < c->end && *c->at < 0x80 ? *c->at++ : take_long(c);
}

static double take_real(struct cursor *c)
{
	uint64_t bits = 0;
	double real = 0;
	if (c->end - c->at < REAL_BYTES) {
		c->bad = true;
		return 0;
	}
	for (int i = 0; i < REAL_BYTES; i++)
		bits |= (uint64_t)*c->at++ << (8 * i);
	memcpy(&real, &bits, sizeof(real));
	return real;
}

static void take_tally(struct cursor *c, struct tally *ret)
{
	bool whole = c->at < c->end && *c->at++ == SUMS_WHOLE;
	ret->sum = whole ? (double)take_number(c) : take_real(c);
	ret->sum_sq = whole ? (double)take_number(c) : take_real(c);
	ret->n = 0;
	for (size_t k = 0; k < TALLY_BUCKETS; k++) {
		ret->bucket[k] = (int64_t)take_number(c);
		ret->n += ret->bucket[k];
	}
}

static bool is_of(struct cursor *c, const struct tally *total)
{
	if (c->at == c->end || *c->at++ != WEEKS_FORM)
		return false;
	int64_t n = (int64_t)take_number(c);
	double sum = take_real(c), sum_sq = take_real(c);
	return !c->bad && n == total->n && sum == total->sum && sum_sq == total->sum_sq;
}

static struct week_place take_place(struct cursor *c, int32_t before)
{
	uint64_t monday = take_number(c) + (uint64_t)before, len = take_number(c);
	struct week_place place = {.monday = (int32_t)monday, .at = c->at, .len = (size_t)len};
	c->bad |= monday > INT32_MAX || len > (uint64_t)(c->end - c->at);
	if (!c->bad)
		c->at += len;
	return place;
}

bool weeks_find(struct arena *arena, const void *bytes, size_t len, const struct tally *total,
        struct week_place **ret, size_t *ret_count)
{
	struct cursor c = {bytes, (const unsigned char *)bytes + len, false};
	if (!is_of(&c, total))
		return false;
	uint64_t count = take_number(&c);
	if (c.bad || count > len)
		return false;
	struct week_place *places = arena_array_of(arena, struct week_place, (size_t)count + 1);
	for (size_t i = 0; i < count && !c.bad; i++)
		places[i] = take_place(&c, i ? places[i - 1].monday : 0);
	*ret = places;
	*ret_count = (size_t)count;
	return !c.bad && c.at == c.end;
}

bool week_read(const struct week_place *place, struct week_tally *ret)
{
	struct cursor c = {place->at, place->at + place->len, false};
	ret->monday = place->monday;
	take_tally(&c, &ret->tally);
	return !c.bad && c.at == c.end;
}
