#include "columns.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "asked.h"
#include "date_column.h"
#include "derived.h"
#include "doubts.h"
#include "finder.h"
#include "scale.h"
#include "tools.h"
#include "word_scales.h"

enum { OVERALL_POINTS = 50 };

const char *column_title(struct arena *arena, const struct columns_input *input, size_t column)
{
	const char *header = input->headers[column];
	return strempty(header) ? arena_printf(arena, "%zu", column + 1) : header;
}

/* A label tells what the column is where codes stand in the header: "Q1", below it the question. */
int finder_rank(const struct finder *finder, enum column_role role, size_t column)
{
	int rank = name_rank(finder->input->names, role, &finder->names[column]);
	int label = name_rank(finder->input->names, role, &finder->labels[column]);
	return rank > label ? rank : label;
}

/* How a role looks at a column: points, 0 for "can't be it". */
typedef int role_points(const struct finder *finder, size_t column);

bool finder_is_text(const struct facts *f)
{
	return f->filled > 0 && !facts_share(f, f->numbers, 50) && !facts_is_date(f);
}

/* 0 and 1 are yes and no, and one value says nothing; unless the name is quite sure. */
static bool is_switch(const struct facts *f)
{
	return f->scores > 0 && f->whole[0] + f->whole[1] == f->scores;
}

/* Whether the name says outright that it is something else. */
bool finder_is_other(const struct finder *finder, size_t column)
{
	static const enum column_role others[] = {COLUMN_ID, COLUMN_CUSTOMER, COLUMN_STEP, COLUMN_CHANNEL};
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (finder_rank(finder, others[i], column) >= NAME_EXACT)
			return true;
	return false;
}

/* The scale in words that the cells are on; yes and no are a score only where the name says so. */
static int words_scale(const struct finder *finder, size_t column)
{
	const struct facts *f = &finder->input->facts[column];
	return facts_is_score(f) ? NO_SCALE : facts_scale(f);
}

static bool is_yes_or_no(const struct finder *finder, size_t column)
{
	int scale = words_scale(finder, column);
	return scale == NO_SCALE ? is_switch(&finder->input->facts[column])
	                         : word_scale_is_loose(&finder->input->scales->scales[scale]);
}

static int named_score(const struct finder *finder, size_t column, int rank)
{
	const char *words = finder->names[column].words;
	int points = rank + (doubt_is_overall(words) ? OVERALL_POINTS : 0);
	if (rank < NAME_EXACT && doubt_is_other_score(words))
		return 10;
	if (is_yes_or_no(finder, column))
		return points > 250 ? points - 240 : 10;
	return words_scale(finder, column) == NO_SCALE ? points : points - 60;
}

/* "two" may be two of anything. */
static bool is_counted(const struct finder *finder, int scale)
{
	return scale != NO_SCALE && streq(finder->input->scales->scales[scale].key, "counted");
}

static int score_points(const struct finder *finder, size_t column)
{
	const struct facts *f = &finder->input->facts[column];
	int rank = finder_rank(finder, COLUMN_SCORE, column), scale = words_scale(finder, column);
	/* Where the name leaves no doubt, what does not fit is refused row by row. */
	bool sure = rank >= NAME_EXACT && facts_share(f, f->scores, 25);
	if ((!facts_is_score(f) && scale == NO_SCALE && !sure) || facts_is_date(f) ||
	        finder->columns->derived[column])
		return 0;
	if (rank > NAME_NONE)
		return named_score(finder, column, rank);
	if (is_yes_or_no(finder, column) || finder_is_other(finder, column))
		return 0;
	if (doubt_is_count(finder->names[column].words) || is_counted(finder, scale))
		return 0;
	/* What is called a comment is one, also where all said it in a word, unless nothing else is a score.
	 */
	if (scale != NO_SCALE && finder_rank(finder, COLUMN_COMMENT, column) >= NAME_EXACT)
		return 5;
	if (scale != NO_SCALE)
		return 20 + (doubt_is_overall(finder->columns->words[column]) ? OVERALL_POINTS : 0);
	/* By its cells alone: few and small values, as answers are, and not whatever else is counted. */
	bool small = facts_share(f, facts_between(f, 0, 10) + f->parts, 95);
	return small && f->distinct >= 2 && f->distinct <= 21 ? 10 : 0;
}

bool finder_is_group(const struct finder *finder, size_t column)
{
	return finder_rank(finder, COLUMN_THEME, column) > NAME_NONE ||
	       finder_rank(finder, COLUMN_STEP, column) > NAME_NONE;
}

static int comment_points(const struct finder *finder, size_t column)
{
	const struct facts *f = &finder->input->facts[column];
	int rank = finder_rank(finder, COLUMN_COMMENT, column);
	double length = facts_length(f);
	if (!finder_is_text(f) || (facts_scale(f) != NO_SCALE && rank < NAME_EXACT))
		return 0;
	int longer = (int)(length < 200 ? length : 200);
	int full = f->cells ? (int)(f->filled * 40 / f->cells) : 0;
	const char *words = finder->columns->words[column];
	bool beside = doubt_is_title(words) || doubt_is_of_ours(words) || doubt_is_copy(words);
	if (rank >= NAME_WORDS && !beside)
		return rank + longer + full;
	bool prose = length >= 20 && facts_share(f, f->spaced, 50) && f->distinct * 2 > f->filled;
	/* The same words again and again may be a choice; better shown than lost. */
	bool phrases = length >= 15 && facts_share(f, f->spaced, 70) && f->distinct >= 3;
	bool other = finder_is_other(finder, column) || finder_is_group(finder, column);
	if (prose)
		return 2 + longer / 4;
	return (phrases && !other) || rank >= NAME_WORDS ? 1 : 0;
}

static int id_points(const struct finder *finder, size_t column)
{
	const struct facts *f = &finder->input->facts[column];
	int rank = finder_rank(finder, COLUMN_ID, column);
	bool full = f->filled > 0 && f->filled * 10 >= finder->input->rows * 9;
	/* Two answers under one id happen; a number that most rows share is none. */
	bool apart = facts_share(f, f->distinct, rank >= NAME_EXACT ? 50 : 90);
	/* What says who somebody is is kept nowhere but as the customer. */
	bool person = facts_share(f, f->mails, 50) ||
	              (rank < NAME_EXACT && doubt_is_personal(finder->columns->words[column]));
	bool amount = rank == NAME_NONE && doubt_is_count(finder->names[column].words);
	if (!full || facts_is_date(f) || facts_length(f) > 80 || !apart || person || amount)
		return 0;
	if (rank > NAME_NONE)
		return rank;
	/* Nothing but codes, none of them twice; what says who somebody is is none. */
	return f->filled >= 10 && f->links == 0 &&
	                       finder_rank(finder, COLUMN_CUSTOMER, column) == NAME_NONE &&
	                       f->distinct == f->filled && facts_length(f) >= 8 && f->spaced == 0 &&
	                       f->parts == 0
	               ? 1
	               : 0;
}

/* A few names that come again and again. */
static bool is_group(const struct facts *f)
{
	return f->filled > 0 && facts_length(f) <= 60 && !facts_is_date(f) &&
	       (f->distinct <= 40 || f->distinct * 3 <= f->filled);
}

static int group_points(const struct finder *finder, enum column_role role, size_t column)
{
	const struct facts *f = &finder->input->facts[column];
	return is_group(f) && !facts_share(f, f->numbers, 50) ? finder_rank(finder, role, column) : 0;
}

static int channel_points(const struct finder *finder, size_t column)
{
	return group_points(finder, COLUMN_CHANNEL, column);
}

static int step_points(const struct finder *finder, size_t column)
{
	/* "Department Name" of a shop is no step of a journey: only the name itself will do. */
	int points = group_points(finder, COLUMN_STEP, column);
	return points >= NAME_EXACT ? points : 0;
}

static int metric_points(const struct finder *finder, size_t column)
{
	const struct facts *f = &finder->input->facts[column];
	return f->distinct <= 10 ? group_points(finder, COLUMN_METRIC, column) : 0;
}

static int theme_points(const struct finder *finder, size_t column)
{
	const struct facts *f = &finder->input->facts[column];
	/* "Detractor" says how, and not what about. */
	bool named = finder_is_text(f) && facts_length(f) <= 120 && !facts_share(f, f->links, 50) &&
	             facts_scale(f) == NO_SCALE;
	return named ? finder_rank(finder, COLUMN_THEME, column) : 0;
}

/* Below a question stand its choices: "Phone" is one, and no number of anybody. */
static int customer_rank(const struct finder *finder, size_t column)
{
	const struct columns_input *input = finder->input;
	bool asks = doubt_is_question(input->headers[column]) || doubt_is_question(input->labels[column]);
	return asks ? name_rank(input->names, COLUMN_CUSTOMER, &finder->names[column])
	            : finder_rank(finder, COLUMN_CUSTOMER, column);
}

static int customer_points(const struct finder *finder, size_t column)
{
	const struct facts *f = &finder->input->facts[column];
	const char *words = finder->names[column].words;
	/* Those who serve are no customers, and must not be shown as such. */
	if (name_has_word(words, "medewerker") || name_has_word(words, "assignee") || doubt_is_of_ours(words))
		return 0;
	if (f->filled == 0 || facts_length(f) > 120 || facts_is_date(f) || is_yes_or_no(finder, column))
		return 0;
	/* A score given to somebody is no customer. */
	if (facts_is_score(f) && finder_rank(finder, COLUMN_SCORE, column) > NAME_NONE)
		return 0;
	/* Nor is whatever else has a name or a number. */
	int points = customer_rank(finder, column);
	bool person = name_has_word(words, "customer") || name_has_word(words, "klant") ||
	              name_has_word(words, "client") || name_has_word(words, "respondent") ||
	              name_has_word(words, "contact") || name_has_word(words, "email");
	return points >= NAME_EXACT || person ? points : 0;
}

/* In the order in which they choose: the surest cells first. */
static const struct {
	enum column_role role;
	role_points *points;
} roles[] = {
        {COLUMN_SCORE, score_points},
        {COLUMN_COMMENT, comment_points},
        {COLUMN_DATE, date_column_points},
        {COLUMN_ID, id_points},
        {COLUMN_METRIC, metric_points},
        {COLUMN_CHANNEL, channel_points},
        {COLUMN_STEP, step_points},
        {COLUMN_THEME, theme_points},
        {COLUMN_CUSTOMER, customer_points},
};

/* The columns that look most like it, at most CANDIDATES_MAX. */
static size_t best_columns(const struct finder *finder, role_points *points, int *ret)
{
	int best = 0;
	size_t count = 0;
	for (size_t i = 0; i < finder->input->count; i++) {
		int p = finder->taken[i] ? 0 : points(finder, i);
		if (p > best) {
			best = p;
			count = 0;
		}
		if (p > 0 && p == best && count < CANDIDATES_MAX)
			ret[count++] = (int)i;
	}
	return count;
}

/* What the tool calls it: *ret is NO_COLUMN where it has none. False where it says nothing of the file. */
static bool tool_names(const struct finder *finder, enum column_role role, int *ret)
{
	const struct columns_input *input = finder->input;
	*ret = NO_COLUMN;
	for (size_t i = 0; input->tool && i < input->tool->columns[role].count; i++) {
		const struct words_same one = {&input->tool->columns[role].items[i], 1};
		if (streq(one.items[0], "-"))
			return true;
		int column = tool_column(input->tool_headers, &one);
		if (column < 0 || finder->taken[column])
			continue;
		if (input->facts[column].filled == 0 && input->rows > 0)
			continue;
		*ret = column;
		return true;
	}
	return false;
}

static bool chosen_column(const struct finder *finder, const char *name, int *ret, struct err *err)
{
	const struct columns_input *input = finder->input;
	const char *folded = text_fold(finder->arena, name);
	long number;
	*ret = NO_COLUMN;
	if (streq(name, "-"))
		return true;
	for (size_t i = 0; i < input->count && *ret == NO_COLUMN; i++)
		if (streq(input->headers[i], name))
			*ret = (int)i;
	for (size_t i = 0; i < input->count && *ret == NO_COLUMN; i++)
		if (!strempty(input->headers[i]) &&
		        streq(text_fold(finder->arena, input->headers[i]), folded))
			*ret = (int)i;
	if (*ret == NO_COLUMN && str_to_long(name, &number) && number >= 1 && (size_t)number <= input->count)
		*ret = (int)number - 1;
	if (*ret == NO_COLUMN)
		return err_set(err, ERR_USAGE, N_("the file has no column “%s”"), "%s", name);
	return true;
}

static bool find_chosen(struct finder *finder, struct err *err)
{
	const char *const *chosen = finder->input->chosen;
	for (size_t role = 0; chosen && role < COLUMN_ROLES; role++) {
		if (!chosen[role])
			continue;
		int column;
		if (!chosen_column(finder, chosen[role], &column, err))
			return false;
		finder->columns->of[role] = column;
		finder->columns->chosen[role] = true;
		if (column != NO_COLUMN)
			finder->taken[column] = true;
	}
	return true;
}

static void choose(struct finder *finder, enum column_role role, int column)
{
	finder->columns->of[role] = column;
	if (column != NO_COLUMN)
		finder->taken[column] = true;
}

/* Scores of different kinds stand beside one another in one response: which is called the first matters
 * little. */
static bool are_different_kinds(const struct finder *finder, const int *found, size_t count)
{
	unsigned seen = 0;
	for (size_t i = 0; i < count; i++) {
		enum metric_kind kind;
		if (!scale_is_named(finder->columns->words[found[i]], &kind) || seen & 1U << kind)
			return false;
		seen |= 1U << kind;
	}
	return true;
}

static void find_role(struct finder *finder, size_t i)
{
	enum column_role role = roles[i].role;
	struct columns *columns = finder->columns;
	int found[CANDIDATES_MAX];
	if (columns->chosen[role] || columns->by_tool[role])
		return;
	size_t count = best_columns(finder, roles[i].points, found);
	if (role == COLUMN_SCORE && count > 1 && !are_different_kinds(finder, found, count)) {
		memcpy(columns->candidates, found, count * sizeof(found[0]));
		columns->candidate_count = count;
		return;
	}
	choose(finder, role, count > 0 ? found[0] : NO_COLUMN);
}

static bool is_settled(const struct finder *finder, struct err *err)
{
	const struct columns *columns = finder->columns;
	if (columns->candidate_count == 0)
		return true;
	return err_set(err, ERR_QUESTION,
	        N_("several columns could be the score, %s among them; name the right one with --score"),
	        "“%s”", column_title(finder->arena, finder->input, (size_t)columns->candidates[0]));
}

/* All at once, so that no guess takes what the tool names. */
static void find_tools(struct finder *finder)
{
	const struct columns_input *input = finder->input;
	for (size_t i = 0; input->tool && i < input->tool->ignored.count; i++) {
		int column = tool_column(
		        input->tool_headers, &(struct words_same){&input->tool->ignored.items[i], 1});
		if (column >= 0)
			finder->taken[column] = true;
	}
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		enum column_role role = roles[i].role;
		int column;
		if (finder->columns->chosen[role] || !tool_names(finder, role, &column))
			continue;
		finder->columns->by_tool[role] = true;
		choose(finder, role, column);
	}
}

static void note_further_dates(struct finder *finder)
{
	struct columns *columns = finder->columns;
	int date = columns->of[COLUMN_DATE];
	if (date == NO_COLUMN || columns->chosen[COLUMN_DATE] || columns->by_tool[COLUMN_DATE])
		return;
	for (size_t i = 0; i < finder->input->count && columns->date_count < DATES_MAX; i++)
		if (!finder->taken[i] && date_column_is_doubtful(finder, (size_t)date, i))
			columns->dates[columns->date_count++] = i;
}

bool columns_find(
        struct arena *arena, const struct columns_input *input, struct columns *ret, struct err *err)
{
	struct name *names = arena_array_of(arena, struct name, input->count + 1);
	struct name *labels = arena_array_of(arena, struct name, input->count + 1);
	*ret = (struct columns){.title = NO_COLUMN};
	ret->words = arena_array_of(arena, const char *, input->count + 1);
	for (size_t i = 0; i < input->count; i++) {
		names[i] = name_of(arena, name_own_part(arena, input->headers, input->count, i));
		labels[i] = name_of(arena, input->labels[i]);
		ret->words[i] = arena_printf(arena, "%s%s", names[i].words, labels[i].words);
	}
	ret->derived = arena_array_of(arena, bool, input->count + 1);
	for (size_t i = 0; i < input->count; i++)
		ret->derived[i] = column_is_derived(input, ret->words, i);
	for (size_t role = 0; role < COLUMN_ROLES; role++)
		ret->of[role] = NO_COLUMN;
	struct finder finder = {
	        .arena = arena, .input = input, .names = names, .labels = labels, .columns = ret};
	finder.taken = arena_array_of(arena, bool, input->count + 1);
	if (!find_chosen(&finder, err))
		return false;
	find_tools(&finder);
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		find_role(&finder, i);
	asked_find(&finder);
	note_further_dates(&finder);
	return is_settled(&finder, err);
}
