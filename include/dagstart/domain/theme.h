/* Themes: what the feedback is about, named by a column of the import or by word rules, and what each costs.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/domain/metric.h>

struct theme {
	int64_t id;
	const char *name;
};

/* Before a word of a rule: all its forms count, those of search_stem(). */
#define THEME_STEM '~'

struct theme_rule {
	const char *name;
	const char *const *words; /* folded; "bezorg*" is a beginning, "*tijd" an end, "~bezorg" a stem, two
	                             words in order a phrase */
	size_t word_count;
	const char *const * not ; /* a comment with one of these is not about the theme */
	size_t not_count;
};
/* Whether the folded comment is about the rule's theme. */
bool theme_matches(const struct theme_rule *rule, const char *folded_comment);

struct theme_figures {
	int64_t theme_id;
	const char *name;
	struct tally tally; /* this window */
	int64_t before; /* answers in the window before, of the same length */
	int64_t weeks[8]; /* answers in each of the last eight weeks, oldest first */
	double impact; /* points of score lost: the score without the theme's answers minus the score with;
	                  NAN unknown */
	int rising_days; /* see theme_rising_days(); 0 not rising */
};

/* Theme impact: overall score without the answers that mention the theme, minus the overall score; positive
 * is always a loss, also where low is good. NAN without answers on either side of the cut. Overlapping
 * themes' impacts must not be summed. */
double theme_impact(const struct metric *metric, const struct tally *all, const struct tally *theme);
/* Rare but growing. `days` and `all` hold the answers with the theme, and all answers, of each of `count`
 * days, oldest first: twice the window that figures are of. The second half of them, the last quarter, eighth
 * and twentieth are each compared with all days before: at least 4 answers, and a larger part of all than
 * before, by an exact comparison of two Poisson rates (given the sum, now ~ Binomial(sum, all_now / (all_now
 * + all_before)) as long as nothing has changed; Przyborowski and Wilenski 1940, Biometrika 31). What begins
 * to grow stands out in a span as long as it has grown for, and is thinned in longer ones (window-limited
 * likelihood ratio: Lai 1995, Journal of the Royal Statistical Society B 57). 5 in 1000 are shared out among
 * the spans by their length, so that a short one, which is new more often, errs no more often: what that does
 * to a team where nothing changes,
 * `./dev eval` prints. Returns the days of the span in which chance explains it least; 0 it does not rise.
 * Where nobody was heard before there is nothing to rise from. */
int theme_rising_days(const int64_t *days, const int64_t *all, size_t count);
/* Most costly first; unknown impacts last, by count. */
void themes_sort_by_impact(struct theme_figures *figures, size_t count);
