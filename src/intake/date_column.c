#include "date_column.h"

#include "doubts.h"

enum { POINTS_BEFORE = 1, POINTS_PLAIN = 2, POINTS_SAID = 50 };

/* Of a review the customer's day is that of the review: the one of a response is the team's, where the file
 * has another. */
static bool is_of_reply(const struct finder *finder, size_t column)
{
	const char *const *words = finder->columns->words;
	bool reviewed = false, other = false;
	if (!doubt_is_reply(words[column]))
		return false;
	for (size_t i = 0; i < finder->input->count; i++) {
		bool dated = facts_is_date(&finder->input->facts[i]);
		reviewed |= doubt_is_review(words[i]);
		other |= i != column && dated && !doubt_is_reply(words[i]) &&
		         doubt_of_date(words[i]) == DATE_OF_ANSWER &&
		         finder_rank(finder, COLUMN_DATE, i) > NAME_NONE;
	}
	return reviewed && other;
}

static int named_points(const struct finder *finder, size_t column, int rank)
{
	const char *words = finder->columns->words[column];
	if (rank > NAME_NONE && rank < NAME_EXACT && doubt_is_said(words))
		return rank + POINTS_SAID;
	if (rank > NAME_NONE)
		return rank;
	return doubt_is_said(words) ? POINTS_SAID : POINTS_PLAIN;
}

int date_column_points(const struct finder *finder, size_t column)
{
	const struct facts *f = &finder->input->facts[column];
	const char *words = finder->columns->words[column];
	int rank = finder_rank(finder, COLUMN_DATE, column);
	bool named = rank > NAME_NONE || doubt_is_moment(words);
	bool serial = facts_share(f, f->dates.serial + f->dates.sure + f->dates.unknown, 80);
	/* Where the name leaves no doubt, what is no date is refused row by row. */
	bool sure = rank >= NAME_EXACT && facts_share(f, f->dates.sure + f->dates.either, 30);
	enum date_doubt doubt = rank >= NAME_EXACT ? DATE_OF_ANSWER : doubt_of_date(words);
	if ((!facts_is_date(f) && !(serial && named) && !sure) || doubt == DATE_OF_ELSE)
		return 0;
	/* Bare digits are a date only where the name says so. */
	if (!named && facts_share(f, f->numbers, 50))
		return 0;
	if (doubt == DATE_BEFORE || is_of_reply(finder, column))
		return POINTS_BEFORE;
	int full = f->cells ? (int)(f->filled * 40 / f->cells) : 0;
	return named_points(finder, column, rank) + full;
}

/* A name that says nothing of the answer, beside another column of dates that might be its day as well. */
bool date_column_is_doubtful(const struct finder *finder, size_t chosen, size_t other)
{
	if (finder_rank(finder, COLUMN_DATE, chosen) >= NAME_EXACT ||
	        doubt_is_said(finder->columns->words[chosen]) || chosen == other)
		return false;
	const struct facts *f = &finder->input->facts[other];
	return facts_is_date(f) && !facts_share(f, f->numbers, 50) &&
	       doubt_of_date(finder->columns->words[other]) != DATE_OF_ELSE;
}
