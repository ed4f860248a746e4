#include <dagstart/config/nearest.h>

#include <stddef.h>
#include <string.h>

enum { WORD_MAX = 40 };

static int lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Insertions, deletions, replacements and swaps of neighbours; both words shorter than WORD_MAX. */
static int distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int row[WORD_MAX + 1][WORD_MAX + 1];
	for (size_t i = 0; i <= a_len; i++)
		row[i][0] = (int)i;
	for (size_t j = 0; j <= b_len; j++)
		row[0][j] = (int)j;
	for (size_t i = 1; i <= a_len; i++) {
		for (size_t j = 1; j <= b_len; j++) {
			int same = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
			int best = least(least(row[i - 1][j], row[i][j - 1]) + 1, row[i - 1][j - 1] + same);
			if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
			        lower(a[i - 2]) == lower(b[j - 1]))
				best = least(best, row[i - 2][j - 2] + 1);
			row[i][j] = best;
		}
	}
	return row[a_len][b_len];
}

const char *nearest_word(const char *word, const char *const *known)
{
	size_t len = strlen(word);
	if (len == 0 || len > WORD_MAX)
		return NULL;
	const char *nearest = NULL;
	/* A short word is a few slips away from many others: one slip for it, more for longer ones. */
	int best = len < 5 ? 1 : len < 9 ? 2 : (int)(len / 3);
	for (; *known; known++) {
		size_t known_len = strlen(*known);
		if (known_len > WORD_MAX)
			continue;
		int d = distance(word, len, *known, known_len);
		/* A word of one or two letters is near to everything: there only its first letter counts. */
		if (d >= (int)len || d > best || (d == best && nearest))
			continue;
		best = d;
		nearest = *known;
	}
	return nearest;
}
