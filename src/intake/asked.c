#include "asked.h"

#include "columns.h"
#include "doubts.h"
#include "finder.h"

/* Words of somebody else than the customer, about the customer, or above what the customer said. */
static bool is_beside(const struct finder *finder, size_t column)
{
	const char *words = finder->columns->words[column];
	return doubt_is_of_ours(words) || doubt_is_title(words) || doubt_is_copy(words) ||
	       doubt_asks_who(words) || finder_rank(finder, COLUMN_CUSTOMER, column) >= NAME_EXACT ||
	       finder_is_other(finder, column);
}

/* A column that is called so, or headed by a question and full of sentences, which no choices are. */
static bool is_asked(const struct finder *finder, size_t column)
{
	const struct facts *f = &finder->input->facts[column];
	if (!finder_is_text(f) || facts_scale(f) != NO_SCALE || is_beside(finder, column))
		return false;
	bool own = f->distinct * 2 > f->filled,
	     sentences = facts_length(f) >= 20 && facts_share(f, f->spaced, 70);
	if (finder_rank(finder, COLUMN_COMMENT, column) >= NAME_EXACT)
		return (own || sentences) && !finder_is_group(finder, column);
	return own && sentences &&
	       (finder_rank(finder, COLUMN_COMMENT, column) > NAME_NONE ||
	               doubt_is_question(finder->input->headers[column]) ||
	               doubt_is_question(finder->input->labels[column]));
}

/* All answers in words are the customer's, so none is left out; who named the comment column wants no other.
 */
static void find_asked(struct finder *finder)
{
	struct columns *columns = finder->columns;
	const int comment = columns->of[COLUMN_COMMENT];
	if (comment == NO_COLUMN || columns->chosen[COLUMN_COMMENT] || columns->by_tool[COLUMN_COMMENT])
		return;
	for (size_t i = 0; i < finder->input->count && columns->asked_count < ASKED_MAX; i++)
		if ((int)i == comment || (!finder->taken[i] && is_asked(finder, i)))
			columns->asked[columns->asked_count++] = i;
	if (columns->asked_count < 2 || columns->asked[columns->asked_count - 1] < (size_t)comment)
		columns->asked_count = 0;
	for (size_t i = 0; i < columns->asked_count; i++)
		finder->taken[columns->asked[i]] = true;
}

/* The customer's own words above the comment. On some sites they are the same on each, and say nothing. */
static void find_title(struct finder *finder)
{
	struct columns *columns = finder->columns;
	bool alone = columns->asked_count == 0 && columns->of[COLUMN_COMMENT] != NO_COLUMN;
	if (!alone || columns->chosen[COLUMN_COMMENT] || columns->by_tool[COLUMN_COMMENT])
		return;
	for (size_t i = 0; i < finder->input->count && columns->title == NO_COLUMN; i++) {
		const struct facts *f = &finder->input->facts[i];
		if (!finder->taken[i] && finder_is_text(f) && f->distinct * 2 > f->filled &&
		        doubt_is_headline(columns->words[i]))
			columns->title = (int)i;
	}
}

/* What customers may have said besides: long words that hardly come twice. */
static void note_further_words(struct finder *finder)
{
	struct columns *columns = finder->columns;
	for (size_t i = 0; i < finder->input->count && columns->further_count < FURTHER_MAX; i++) {
		const struct facts *f = &finder->input->facts[i];
		bool prose = finder_is_text(f) && facts_length(f) >= 12 && facts_share(f, f->spaced, 60) &&
		             f->distinct * 2 > f->filled && !finder_is_other(finder, i);
		bool named = finder_rank(finder, COLUMN_COMMENT, i) >= NAME_EXACT && finder_is_text(f);
		if (!finder->taken[i] && (prose || named) && facts_scale(f) == NO_SCALE)
			columns->further[columns->further_count++] = i;
	}
}

void asked_find(struct finder *finder)
{
	find_asked(finder);
	find_title(finder);
	note_further_words(finder);
}
