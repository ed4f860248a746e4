/* The pain finder: what many customers complain about, in their own words, without anyone having written a
 * rule. Comments are taken apart into clauses; words that stand together in clauses more often than chance
 * make a topic; a comment belongs to the topics of its clauses. No network, no model: the same comments give
 * the same groups on every machine. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/text_stem.h>
#include <dagstart/domain/metric.h>

struct arena;

/* A list of words; a phrase is not one. */
struct pain_list {
	const char *const *words;
	size_t count;
};

/* What the finder has to know of a language; folded by the finder. */
struct pain_language {
	struct pain_list stop; /* say nothing by themselves */
	struct pain_list plain; /* praise or blame without saying what */
	struct pain_list negations;
	struct pain_list joints; /* begin another thought */
	struct pain_list same; /* "prijs prijzen": the first stands for the others */
};

struct pain_comment {
	const char *text;
	double score; /* NAN none */
	int32_t day; /* 0 unknown */
	bool is_pain; /* groups are made of these; the others count for the score */
};

struct pain_input {
	const struct pain_language *languages; /* TEXT_LANGUAGES of them */
	const struct pain_comment *comments;
	size_t count;
	const struct metric *metric; /* NULL: no scores */
	const struct tally *all; /* of the window, also of answers without a comment; NULL: of the comments */
	int32_t today;
	int window_days; /* 0: all comments are of now, and nothing is rising */
};

enum { PAIN_QUOTES = 3 };

struct pain_group {
	const char *name; /* its most telling words, folded, as customers wrote them */
	const char *const *words; /* of a theme rule, see struct theme_rule; most telling first */
	size_t word_count;
	const uint32_t *members; /* comments of pain of this window, in their order */
	size_t member_count;
	uint32_t quotes[PAIN_QUOTES]; /* the members that say it best */
	size_t quote_count;
	struct tally tally; /* answers of this window that mention it, of any mood */
	int64_t before; /* complaints in the window before, of the same length */
	double impact; /* points of score lost, see theme_impact(); NAN unknown */
	bool rising; /* see pain_find() */
	int rising_days; /* how short ago it began, 0 not rising */
};

/* All groups of at least PAIN_SUPPORT complaints: most costly first, unknown last, by size. What is rising is
 * a word, or two in one clause, met in the last 3, 7, 14, 21 or 30 days so much more often than before (the
 * one-sided test of Fisher) that among all that was looked at this happens by chance once in PAIN_CALM runs;
 * not counted is what was said too seldom to get so far whenever it was said (Tarone 1990, "A Modified
 * Bonferroni Method for Discrete Data", Biometrics). Groups may overlap: their impacts must not be summed.
 * Memory and time grow with the comments: the caller bounds them. */
enum { PAIN_SUPPORT = 3, PAIN_CALM = 40 };
struct pain_group *pain_find(struct arena *arena, const struct pain_input *input, size_t *ret_count);
