#include <dagstart/domain/theme.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stem.h"
#include "word.h"

enum { RISING_MIN = 4 };
static const double rising_chance = 0.005;

/* One word of a rule: letters, with '*' at an end that may go on, or '~' before a word whose forms count too.
 */
struct pattern {
	const char *start;
	size_t len;
	bool open_start, open_end, stem;
};

static bool pattern_next(const char **at, struct pattern *ret)
{
	const char *s = *at;
	while (*s && *s != '*' && *s != THEME_STEM && word_step(s) == 0)
		s++;
	bool open_start = *s == '*', stem = *s == THEME_STEM;
	if (open_start || stem)
		s++;
	size_t len = word_length(s);
	bool open_end = s[len] == '*';
	*at = s + len + open_end;
	*ret = (struct pattern){
	        .start = s, .len = len, .open_start = open_start, .open_end = open_end, .stem = stem};
	return len > 0;
}

/* Both in the spelling of entries; most words differ in their first letter already, which endings leave
 * alone. */
static bool stem_fits(const struct pattern *pattern, const struct word *word)
{
	char wanted[STEM_MAX], stem[STEM_MAX];
	size_t len = stem_of(pattern->start, pattern->len, wanted);
	return stem_spell(word->start, 1, stem) && stem[0] == wanted[0] &&
	       stem_of(word->start, word->len, stem) == len && memcmp(stem, wanted, len) == 0;
}

static bool pattern_fits(const struct pattern *pattern, const struct word *word)
{
	if (pattern->stem)
		return stem_fits(pattern, word);
	if (word->len < pattern->len)
		return false;
	if (pattern->open_start && pattern->open_end)
		return memmem(word->start, word->len, pattern->start, pattern->len) != NULL;
	size_t skip = pattern->open_start ? word->len - pattern->len : 0;
	if (!pattern->open_start && !pattern->open_end && word->len != pattern->len)
		return false;
	return memcmp(word->start + skip, pattern->start, pattern->len) == 0;
}

/* Where the text goes on after the phrase, when all its words follow each other from `text` on; else NULL. */
static const char *phrase_end(const char *phrase, const char *text)
{
	struct pattern pattern;
	struct word word;
	if (!pattern_next(&phrase, &pattern))
		return NULL;
	do {
		if (!word_next(&text, &word) || !pattern_fits(&pattern, &word))
			return NULL;
	} while (pattern_next(&phrase, &pattern));
	return text;
}

static const char *any_end(const char *const *phrases, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++) {
		const char *end = phrase_end(phrases[i], text);
		if (end)
			return end;
	}
	return NULL;
}

bool theme_matches(const struct theme_rule *rule, const char *folded_comment)
{
	struct word word;
	const char *here = folded_comment;
	for (const char *at = here; word_next(&at, &word); here = at) {
		const char *passed = any_end(rule->not, rule->not_count, here);
		if (passed)
			at = passed;
		else if (any_end(rule->words, rule->word_count, here))
			return true;
	}
	return false;
}

double theme_impact(const struct metric *metric, const struct tally *all, const struct tally *theme)
{
	if (theme->n <= 0)
		return NAN;
	struct tally rest = *all;
	tally_subtract(&rest, theme);
	struct score with = score_of(metric, all), without = score_of(metric, &rest);
	return metric_direction(metric) * (without.value - with.value);
}

/* The chance of `now` or more of `sum`, each falling now with chance `part`; terms shrink fast on the right
 * of the middle. */
static double chance_of_at_least(int64_t now, int64_t sum, double part)
{
	int sign;
	double n = (double)sum, k = (double)now;
	double term = exp(lgamma_r(n + 1, &sign) - lgamma_r(k + 1, &sign) - lgamma_r(n - k + 1, &sign) +
	                  k * log(part) + (n - k) * log1p(-part));
	double chance = 0, odds = part / (1 - part);
	for (; now <= sum && term > chance * 1e-17; now++) {
		chance += term;
		term *= (double)(sum - now) / (double)(now + 1) * odds;
	}
	return chance;
}

bool theme_is_rising(int64_t now, int64_t before, int64_t all_now, int64_t all_before)
{
	if (before < 0)
		before = 0;
	if (now < RISING_MIN || all_before <= 0 || all_now <= 0)
		return false;
	double part = (double)all_now / (double)(all_now + all_before), sum = (double)(now + before);
	/* Only right of the middle: a part that shrinks is none that rises. */
	return (double)now > sum * part && chance_of_at_least(now, now + before, part) <= rising_chance;
}

static int compare_figures(const void *left, const void *right)
{
	const struct theme_figures *a = left, *b = right;
	bool a_known = !isnan(a->impact), b_known = !isnan(b->impact);
	if (a_known != b_known)
		return a_known ? -1 : 1;
	if (a_known && a->impact != b->impact)
		return a->impact > b->impact ? -1 : 1;
	if (a->tally.n != b->tally.n)
		return a->tally.n > b->tally.n ? -1 : 1;
	return (a->theme_id > b->theme_id) - (a->theme_id < b->theme_id);
}

void themes_sort_by_impact(struct theme_figures *figures, size_t count)
{
	if (count > 1)
		qsort(figures, count, sizeof(*figures), compare_figures);
}
