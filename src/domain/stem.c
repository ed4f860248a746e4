#include "stem.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "ascii.h"

/* In the spelling of entries, the longest first. */
static const struct ending {
	const char *text;
	size_t len;
	size_t least; /* letters that must be left */
	bool after_consonant;
} endings[] = {
        {"heden", 5, 3, false}, /* mogelijkheden */
        {"ingen", 5, 3, false}, /* bestellingen */
        {"heid", 4, 3, false}, {"ings", 4, 3, false}, {"ing", 3, 3, false}, /* bezorging, waiting */
        {"jes", 3, 3, false}, /* pakjes */
        {"ed", 2, 3, false}, /* delivered */
        {"en", 2, 3, false}, /* klanten, bellen */
        {"er", 2, 4, true}, /* sneller, bezorger; not koerier */
        {"je", 2, 3, false}, {"li", 2, 4, false}, /* quickly */
        {"d", 1, 4, true}, /* bezorgd, bestelde */
        {"e", 1, 3, false}, /* slechte, prices */
        {"i", 1, 4, false}, /* delivery, reactie */
        {"s", 1, 2, true}, {"s", 1, 3, false}, /* auto's, apps, prijs prijzen */
        {"t", 1, 4, true}, /* werkt, wachtte; not kwaliteit */
};

enum { ENDINGS = sizeof(endings) / sizeof(endings[0]), ENDINGS_OFF_MAX = 4 };

static bool is_vowel(char c)
{
	return c && strchr("aeiou", c);
}

static bool has_vowel(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (is_vowel(word[i]) || (unsigned char)word[i] >= 0x80)
			return true;
	return false;
}

/* Numbers and their like (1e, 24/7, order numbers) have no endings. */
static bool has_digit(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (is_digit(word[i]))
			return true;
	return false;
}

/* Never within a character. */
static size_t cut(const char *word, size_t len)
{
	if (len <= STEM_MAX)
		return len;
	for (len = STEM_MAX; len > 0 && ((unsigned char)word[len] & 0xC0) == 0x80;)
		len--;
	return len;
}

static char spelled(char c)
{
	switch (c) {
	case 'z':
		return 's';
	case 'v':
		return 'f';
	case 'y':
		return 'i';
	default: /* letters of all scripts, not an enum of ours */
		return c;
	}
}

size_t stem_spell(const char *word, size_t len, char out[static STEM_MAX])
{
	len = cut(word, len);
	if (has_digit(word, len)) {
		memcpy(out, word, len);
		return len;
	}
	size_t n = 0;
	for (size_t i = 0; i < len; i++) {
		/* a pair is spelling, more of them are a cry */
		bool is_pair = i > 0 && is_letter(word[i]) && word[i] == word[i - 1];
		bool is_run = is_pair &&
		              ((i > 1 && word[i - 2] == word[i]) || (i + 1 < len && word[i + 1] == word[i]));
		if (!is_pair || is_run)
			out[n++] = spelled(word[i]);
	}
	return n;
}

static bool may_lose(const char *word, size_t len, const struct ending *ending, size_t ending_len)
{
	size_t left = len - ending_len;
	return len >= ending_len && left >= ending->least &&
	       memcmp(word + left, ending->text, ending_len) == 0 &&
	       !(ending->after_consonant && is_vowel(word[left - 1])) && has_vowel(word, left);
}

static size_t without_ending(const char *word, size_t len)
{
	if (len == 0)
		return 0;
	for (size_t i = 0; i < ENDINGS; i++)
		if (endings[i].text[endings[i].len - 1] == word[len - 1] &&
		        may_lose(word, len, &endings[i], endings[i].len))
			return len - endings[i].len;
	return len;
}

/* What is left must be of the same spelling: no double letter can come of cutting at the end. */
static size_t bare(const char *word, size_t len)
{
	if (has_digit(word, len))
		return len;
	for (int i = 0; i < ENDINGS_OFF_MAX; i++) {
		size_t left = without_ending(word, len);
		if (left == len)
			break;
		len = left;
	}
	return len;
}

size_t stem_of(const char *word, size_t len, char out[static STEM_MAX])
{
	size_t spelled_len = stem_spell(word, len, out);
	return bare(out, spelled_len);
}

static bool is_among(const struct stem *list, size_t count, const char *text, size_t len)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].len == len && memcmp(list[i].text, text, len) == 0)
			return true;
	return false;
}

size_t stem_unfinished(const char *word, size_t len, struct stem out[static STEM_UNFINISHED_MAX])
{
	char spell[STEM_MAX];
	struct stem own = {0};
	size_t count = 0, n = stem_spell(word, len, spell);
	own.len = stem_of(word, len, own.text);
	for (size_t i = 0; i < ENDINGS; i++)
		for (size_t part = endings[i].len - 1; part > 0; part--) {
			if (count == STEM_UNFINISHED_MAX || has_digit(spell, n) ||
			        !may_lose(spell, n, &endings[i], part))
				continue;
			size_t left = bare(spell, n - part);
			if (is_among(&own, 1, spell, left) || is_among(out, count, spell, left))
				continue;
			memcpy(out[count].text, spell, left);
			out[count++].len = left;
		}
	return count;
}
