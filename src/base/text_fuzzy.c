#include <dagstart/base/text.h>

#include <string.h>

#include <dagstart/base/arena.h>

/* What a matched letter is worth: where a word begins and in a row more, and each letter skipped costs a
 * little. So "fb" prefers "feedback browse" to "buffer bin", and "act" prefers "action" to "fact". */
enum {
	FUZZY_MATCH = 16,
	FUZZY_WORD = 10,
	FUZZY_FIRST = 6,
	FUZZY_ROW = 14,
	FUZZY_SKIP = 1,
	FUZZY_MOST = 256, /* what is longer is no name; only its start is looked at */
	FUZZY_NONE = -1000000,
};

struct codes {
	uint32_t *code;
	size_t count;
};

static struct codes codes_of(struct arena *arena, const char *s, bool spaces)
{
	char *folded = text_fold(arena, s);
	size_t len = strlen(folded);
	struct codes codes = {.code = arena_array_of(arena, uint32_t, len + 1)};
	for (size_t at = 0; at < len && codes.count < FUZZY_MOST;) {
		uint32_t code;
		at += text_decode(folded + at, len - at, &code);
		if (spaces || code != ' ')
			codes.code[codes.count++] = code;
	}
	return codes;
}

static bool code_is_letter(uint32_t code)
{
	return code > 0x7F || (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z');
}

static int place_value(const struct codes *hay, size_t at)
{
	if (at == 0)
		return FUZZY_MATCH + FUZZY_WORD + FUZZY_FIRST;
	return code_is_letter(hay->code[at - 1]) ? FUZZY_MATCH : FUZZY_MATCH + FUZZY_WORD;
}

/* One letter of the needle: best[i] becomes the best score of all letters so far with this one at hay[i],
 * found from `before`, the same for the letters before it. */
static void fuzzy_letter(const struct codes *hay, uint32_t letter, const int *before, int *best)
{
	int reach = FUZZY_NONE; /* the best that ended earlier, less what was skipped since */
	for (size_t i = 0; i < hay->count; i++) {
		best[i] = FUZZY_NONE;
		int row = i > 0 && before[i - 1] > FUZZY_NONE ? before[i - 1] + FUZZY_ROW : FUZZY_NONE;
		int from = row > reach ? row : reach;
		if (hay->code[i] == letter && from > FUZZY_NONE)
			best[i] = from + place_value(hay, i);
		if (reach > FUZZY_NONE)
			reach -= FUZZY_SKIP;
		if (i > 0 && before[i - 1] > FUZZY_NONE && before[i - 1] - FUZZY_SKIP > reach)
			reach = before[i - 1] - FUZZY_SKIP;
	}
}

static int fuzzy_best(struct arena *arena, const struct codes *hay, const struct codes *needle)
{
	int *before = arena_array_of(arena, int, hay->count);
	int *best = arena_array_of(arena, int, hay->count);
	for (size_t i = 0; i < hay->count; i++)
		before[i] = hay->code[i] == needle->code[0] ? place_value(hay, i) : FUZZY_NONE;
	for (size_t n = 1; n < needle->count; n++) {
		fuzzy_letter(hay, needle->code[n], before, best);
		int *swap = before;
		before = best;
		best = swap;
	}
	int top = FUZZY_NONE;
	for (size_t i = 0; i < hay->count; i++)
		top = before[i] > top ? before[i] : top;
	return top;
}

int text_fuzzy(struct arena *arena, const char *hay, const char *needle)
{
	struct codes pattern = codes_of(arena, needle, false);
	if (pattern.count == 0)
		return 0;
	struct codes codes = codes_of(arena, hay, true);
	if (codes.count < pattern.count)
		return -1;
	int best = fuzzy_best(arena, &codes, &pattern);
	if (best == FUZZY_NONE)
		return -1;
	/* Between equals the shorter name is the closer one. A match never falls below 1. */
	int score = best * 4 - (int)codes.count;
	return score < 1 ? 1 : score;
}
