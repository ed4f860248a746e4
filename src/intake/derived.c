#include "derived.h"

#include <string.h>

#include <dagstart/base/str.h>

#include "columns.h"
#include "scale_range.h"

/* "survey.score.max" beside "survey.score.value": the same in all rows, and what a scale ends with. */
static bool is_limit(const struct columns_input *input, const char *const *words, size_t column)
{
	static const char *const ends[] = {".max", ".maximum", ".min", ".minimum", ".scale", ".outOf",
	        ".out_of", ".best", ".bestRating", ".worst", ".worstRating"};
	const char *end = strrchr(input->headers[column], '.');
	if (input->facts[column].distinct > 1)
		return false;
	if (name_has_word(words[column], "max") || name_has_word(words[column], "out of"))
		return true;
	for (size_t i = 0; end && i < sizeof(ends) / sizeof(ends[0]); i++)
		if (streq(end, ends[i]))
			return true;
	return false;
}

static bool is_worded(const struct facts *facts)
{
	return !facts_is_score(facts) && facts_scale(facts) != NO_SCALE;
}

/* "Promoter" beside the 9 that makes one. */
static bool is_nps_group(const struct columns_input *input, const char *const *words, size_t column)
{
	if (!is_worded(&input->facts[column]) || !(hints_in(words[column]) & (HINT_NPS | HINT_RECOMMEND)))
		return false;
	for (size_t i = 0; i < input->count; i++)
		if (i != column && facts_is_score(&input->facts[i]) && input->facts[i].max > 1 &&
		        hints_in(words[i]) & (HINT_NPS | HINT_RECOMMEND))
			return true;
	return false;
}

bool column_is_derived(const struct columns_input *input, const char *const *words, size_t column)
{
	return is_limit(input, words, column) || is_nps_group(input, words, column);
}

static bool is_average_by_name(const char *words)
{
	static const char *const starts[] = {"gemiddeld", "average", "avg", "mean ", "median", "durchschnitt",
	        "mittelwert", "moyenne", "note moyenne", "promedio", "media "};
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (name_has_word(words, starts[i]))
			return true;
	return false;
}

/* How many answered. */
static bool counts_answers(const struct columns_input *input, const char *const *words, size_t column)
{
	static const char *const starts[] = {"aantal", "number of", "count", "respons", "respond", "answers",
	        "antwoorden", "n ", "anzahl", "nombre de", "numero de", "reacties", "reviews ", "surveys "};
	const struct facts *f = &input->facts[column];
	if (f->parts > 0 || !facts_share(f, f->numbers, 95) || facts_is_date(f) || f->distinct < 2)
		return false;
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (name_has_word(words[column], starts[i]))
			return true;
	return false;
}

bool column_is_average(const struct columns_input *input, const char *const *words, size_t column)
{
	const struct facts *f = &input->facts[column];
	bool beyond = hints_in(words[column]) & HINT_NPS && f->outside + f->parts > 0;
	if (!is_average_by_name(words[column]) && !beyond)
		return false;
	for (size_t i = 0; i < input->count; i++)
		if (i != column && counts_answers(input, words, i))
			return true;
	return false;
}
