#include <dagstart/domain/theme.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stem.h"
#include "word.h"

enum { RISING_MIN = 4, SPANS = 4 };
static const size_t span_parts[SPANS] = {2, 4, 8, 20}; /* of all days */
static const double window_chance = 0.004, spans_chance = 0.001;

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

struct span {
	int64_t now, all_now, sum, all;
};

/* 1 where it is none. */
static double chance_of_span(const struct span *span)
{
	double part = (double)span->all_now / (double)span->all;
	if (span->now < RISING_MIN || span->all_now <= 0 || span->all_now >= span->all)
		return 1;
	/* Only right of the middle: a part that shrinks is none that rises. */
	return (double)span->now > (double)span->sum * part ? chance_of_at_least(span->now, span->sum, part)
	                                                    : 1;
}

/* The chance that a span may have to be called rising: most of it for the window itself, the rest shared out
 * by length. */
static double limit_of(size_t part, size_t count)
{
	size_t length = count / span_parts[part], shorter = 0;
	if (part == 0)
		return window_chance;
	for (size_t i = 1; i < SPANS; i++)
		shorter += count / span_parts[i];
	return spans_chance * (double)length / (double)shorter;
}

int theme_rising_days(const int64_t *days, const int64_t *all, size_t count)
{
	struct span span = {0};
	size_t rising = 0, at = count;
	double least = 1;
	for (size_t i = 0; i < count; i++) {
		span.sum += days[i];
		span.all += all[i];
	}
	for (size_t part = SPANS; part-- > 0;) {
		size_t length = count / span_parts[part];
		if (length == 0)
			continue;
		for (; at > count - length; at--) {
			span.now += days[at - 1];
			span.all_now += all[at - 1];
		}
		double chance = chance_of_span(&span) / limit_of(part, count);
		if (chance > least)
			continue;
		least = chance;
		rising = length;
	}
	return (int)rising;
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
