/* Decisions: what, why, at what short-term cost, with which effect on the customer, and when we look again.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/ref.h>

enum decision_status {
	DECISION_STANDS,
	DECISION_REVIEWED, /* looked at on its day and kept */
	DECISION_REPLACED,
	DECISION_REVOKED,
};

struct decision {
	int64_t id;
	const char *text;
	int64_t owner_id;
	const char *reason;
	const char *alternatives;
	const char *effect; /* on the customer */
	const char *evidence; /* refs and names, as typed: "F-1031, theme invoice address" */
	const char *cost; /* in the short term */
	int32_t day, review_day; /* 0: no review */
	enum decision_status status;
	int64_t replaces_id; /* 0: none */
	struct ref source;
	const char *outcome; /* what was found at the review */
	int64_t by_id; /* who wrote it down; 0 unknown */
	const char
	        *rests; /* what it rests on, of `evidence` and `source`: quotes and themes as "F-1031 T-4" */
	const char *source_text; /* the words of the first of them, kept even if they are withdrawn */
	const char *expect_metric; /* the score that should change; "" none named */
	double expect_change; /* in units of its value; NAN: only "better" */
	int32_t reviewed_day; /* looked at last; 0 not yet */
	const char *rebase_metric; /* from its day on this score is judged by a new baseline; "" none */
};

/* Whether anything still follows from it. */
bool decision_stands(const struct decision *decision);
/* From when on it is followed: the day it was made, or last looked at. */
int32_t decision_since(const struct decision *decision);

/* -- when new feedback contradicts a decision --
 *
 * A decision rests on themes. It is contradicted when low scores about one of them have become a larger part
 * of all answers than before it was made (or last looked at): k1 low scores about the theme among n1 answers
 * since, against k0 among n0 of the 91 days before. Given k0 + k1, k1 is Binomial(k0 + k1, n1 / (n0 + n1)) as
 * long as nothing has changed, so the comparison is exact, and neither a missing month nor more answers than
 * usual move it (Przyborowski and Wilenski 1940, Biometrika 31). At least four low scores since. It is looked
 * at after each whole week, for 13 weeks at most, and for each theme: all looks together may err in 5 of 100
 * decisions, so each of them has a part of that only (Bonferroni; Dunn 1961). A look that fired stays so
 * until the team has looked at the decision. */
enum {
	DECISION_WEEKS = 13,
	DECISION_PAINS_MIN = 4,
};
struct contradiction_week {
	int64_t pains; /* low scores about the theme */
	int64_t answers; /* of all themes and none */
	double spread; /* of a sum of weeks: see decision_spread(); 0: not known, taken as 1 */
};
/* How much more the weeks' parts differ than dice alone would make them: Pearson's chi-square over its
 * degrees of freedom, at least 1 (McCullagh and Nelder 1989, Generalized Linear Models, 4.5). Where a theme
 * comes in bursts, low scores are counted for that much less. */
double decision_spread(const struct contradiction_week *weeks, size_t count);
struct contradiction {
	bool is;
	int week; /* the whole week after which it was told; 0 not */
	int64_t pains_before, answers_before; /* of the 91 days before */
	int64_t pains, answers; /* since, up to that week, or up to the last whole one */
};
/* `weeks` are the whole weeks since, oldest first, at most DECISION_WEEKS of them; `themes` (1 or more): how
 * many themes of the decision are looked at. */
struct contradiction decision_contradicted(const struct contradiction_week *before,
        const struct contradiction_week *weeks, size_t count, size_t themes);
