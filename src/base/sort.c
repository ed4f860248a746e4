#include <dagstart/base/sort.h>

#include <stdbool.h>
#include <string.h>

enum { DIGIT_BITS = 8, DIGITS = 64 / DIGIT_BITS, DIGIT_VALUES = 1 << DIGIT_BITS, FEW = 32, TOP_DIGITS = 3 };

static size_t digit_of(uint64_t key, int digit)
{
	return (size_t)(key >> (digit * DIGIT_BITS)) & (DIGIT_VALUES - 1);
}

/* One by one to their places; false when that takes more than so many moves. */
static bool sort_near(struct pair *pairs, size_t count, size_t moves)
{
	for (size_t i = 1; i < count; i++) {
		struct pair pair = pairs[i];
		size_t at = i;
		for (; at > 0 && pairs[at - 1].key > pair.key && moves > 0; at--, moves--)
			pairs[at] = pairs[at - 1];
		pairs[at] = pair;
		if (moves == 0)
			return false;
	}
	return true;
}

static bool is_sorted(const struct pair *pairs, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (pairs[i - 1].key > pairs[i].key)
			return false;
	return true;
}

/* By one digit; false where all have the same, and nothing was moved. */
static bool sort_digit(
        const struct pair *from, struct pair *to, size_t count, int digit, const uint32_t *counts)
{
	size_t starts[DIGIT_VALUES], start = 0;
	if (counts[digit_of(from[0].key, digit)] == count)
		return false;
	for (size_t i = 0; i < DIGIT_VALUES; i++) {
		starts[i] = start;
		start += counts[i];
	}
	for (size_t i = 0; i < count; i++)
		to[starts[digit_of(from[i].key, digit)]++] = from[i];
	return true;
}

/* The lowest of the upper digits that nearly part the keys, where many digits differ. */
static int first_digit(const struct pair *pairs, size_t count, uint32_t counts[DIGITS][DIGIT_VALUES])
{
	int differing = 0, digit = DIGITS;
	while (digit > 0 && differing < TOP_DIGITS) {
		digit--;
		differing += counts[digit][digit_of(pairs[0].key, digit)] != count;
	}
	return digit;
}

/* Digit by digit, from `digit` up. */
static void sort_digits(struct pair *pairs, struct pair *spare, size_t count, int digit,
        uint32_t counts[DIGITS][DIGIT_VALUES])
{
	struct pair *from = pairs, *to = spare;
	for (; digit < DIGITS; digit++) {
		if (!sort_digit(from, to, count, digit, counts[digit]))
			continue;
		struct pair *sorted = to;
		to = from;
		from = sorted;
	}
	if (from != pairs)
		memcpy(pairs, from, count * sizeof(*pairs));
}

/* Keys that are numbers at random stand in their order, but for a few, once their upper digits do. */
void pairs_sort(struct pair *pairs, struct pair *spare, size_t count)
{
	uint32_t counts[DIGITS][DIGIT_VALUES] = {0};
	if (count <= FEW) {
		(void)sort_near(pairs, count, FEW * FEW);
		return;
	}
	if (is_sorted(pairs, count))
		return;
	for (size_t i = 0; i < count; i++)
		for (int digit = 0; digit < DIGITS; digit++)
			counts[digit][digit_of(pairs[i].key, digit)]++;
	int first = first_digit(pairs, count, counts);
	sort_digits(pairs, spare, count, first, counts);
	if (first > 0 && !sort_near(pairs, count, count))
		sort_digits(pairs, spare, count, 0, counts);
}
