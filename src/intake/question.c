#include "question.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "scale_range.h"
#include "shown.h"

enum { WORDS_WIDTH = 60, CELL_WIDTH = 24, SEEN_MAX = 64 };

static struct intake_question *question_new(struct planner *p, const char *flag, const char *text)
{
	struct intake_question *question = arena_new_of(p->arena, struct intake_question);
	question->flag = flag;
	question->text = text;
	if (p->asked)
		p->asked->next = question;
	else
		p->report->question = question;
	p->asked = question;
	return question;
}

static struct piece customer_of(struct planner *p, size_t row)
{
	int column = p->plan->columns.of[COLUMN_CUSTOMER];
	return column == NO_COLUMN ? (struct piece){"", 0} : table_cell(&p->table, row, (size_t)column);
}

static const char *shown(struct planner *p, size_t row, int column, int width)
{
	if (column == NO_COLUMN)
		return "";
	struct piece cell = table_cell(&p->table, row, (size_t)column), customer = customer_of(p, row);
	return shown_text(
	        p->arena, cell.text, cell.len, arena_strndup(p->arena, customer.text, customer.len), width);
}

/* The customer's words behind what is shown. */
static const char *row_text(struct planner *p, size_t row, const char *what)
{
	const char *words = shown(p, row, p->plan->columns.of[COLUMN_COMMENT], WORDS_WIDTH);
	return *words ? arena_printf(p->arena, "%s · %s", what, words) : what;
}

static void add_row(struct intake_reading *reading, const char *text)
{
	if (reading->row_count < INTAKE_SHOWN)
		reading->rows[reading->row_count++] = text;
}

static bool is_filled(struct planner *p, size_t row, size_t column)
{
	return !value_is_missing(p->reader.missing, p->reader.scratch, table_cell(&p->table, row, column));
}

/* Rows that tell the most: answers that differ, those with words first. */
static size_t telling_rows(struct planner *p, size_t column, size_t *ret)
{
	uint64_t seen = 0;
	size_t count = 0;
	int comment = p->plan->columns.of[COLUMN_COMMENT];
	for (int worded = 1; worded >= 0; worded--)
		for (size_t row = p->plan->headers; row < p->table.count && count < INTAKE_SHOWN; row++) {
			double value, of = 0;
			bool has_words = comment != NO_COLUMN && is_filled(p, row, (size_t)comment);
			if (has_words != worded ||
			        value_score(table_cell(&p->table, row, column), &value, &of) == SCORE_NONE)
				continue;
			uint64_t bit = UINT64_C(1) << ((int64_t)fabs(value) % SEEN_MAX);
			if (seen & bit)
				continue;
			seen |= bit;
			ret[count++] = row;
		}
	return count;
}

static const char *mood_word(enum mood mood)
{
	switch (mood) {
	case MOOD_PRAISE:
		return _("praise");
	case MOOD_PAIN:
		return _("pain");
	case MOOD_NEUTRAL:
		break;
	}
	return _("neutral");
}

static const char *reads_as(struct planner *p, size_t row, size_t column, struct range range)
{
	const struct metric metric = {
	        .kind = range.worst == 0 && range.best == 10 ? METRIC_NPS : METRIC_MEAN,
	        .scale_min = fmin(range.worst, range.best),
	        .scale_max = fmax(range.worst, range.best),
	        .low_is_good = range.worst > range.best,
	};
	double value, of = 0;
	const char *cell = shown(p, row, (int)column, CELL_WIDTH);
	if (value_score(table_cell(&p->table, row, column), &value, &of) == SCORE_NONE ||
	        !metric_accepts(&metric, value))
		return arena_printf(p->arena, "%s = %s", cell, _("refused"));
	return arena_printf(p->arena, "%s = %s", cell, mood_word(metric_mood(&metric, value)));
}

void question_scale(struct planner *p, const struct range_input *input, size_t column)
{
	struct range ranges[INTAKE_READINGS];
	size_t rows[INTAKE_SHOWN], row_count = telling_rows(p, column, rows);
	struct intake_question *question = question_new(p, "scale",
	        arena_printf(p->arena, _("On which scale is the column “%s”?"), p->plan->titles[column]));
	question->count = range_choices(input, ranges, INTAKE_READINGS);
	for (size_t i = 0; i < question->count; i++) {
		struct intake_reading *reading = &question->readings[i];
		const struct range *range = &ranges[i];
		reading->value = arena_printf(p->arena, "%g-%g", range->worst, range->best);
		reading->text =
		        arena_printf(p->arena, _("%g is the worst, %g the best"), range->worst, range->best);
		for (size_t k = 0; k < row_count; k++)
			add_row(reading, row_text(p, rows[k], reads_as(p, rows[k], column, *range)));
	}
}

/* Columns with the same header are told apart by their numbers. */
static const char *column_name(struct planner *p, size_t column)
{
	for (size_t i = 0; i < p->plan->column_count; i++)
		if (i != column && streq(p->headers[i], p->headers[column]))
			return arena_printf(p->arena, "%zu", column + 1);
	return strempty(p->headers[column]) ? arena_printf(p->arena, "%zu", column + 1) : p->headers[column];
}

static void add_column(struct planner *p, struct intake_question *question, size_t column)
{
	struct intake_reading *reading = &question->readings[question->count++];
	reading->text = arena_printf(p->arena, _("column %zu, “%s”"), column + 1, p->plan->titles[column]);
	reading->value = column_name(p, column);
	for (size_t row = p->plan->headers; row < p->table.count; row++)
		if (is_filled(p, row, column))
			add_row(reading, row_text(p, row, shown(p, row, (int)column, CELL_WIDTH)));
}

/* Of the columns with words, those with the longest. */
static void add_worded(struct planner *p, struct intake_question *question)
{
	bool *taken = arena_array_of(p->arena, bool, p->plan->column_count + 1);
	while (question->count < INTAKE_READINGS) {
		int best = NO_COLUMN;
		for (size_t i = 0; i < p->plan->column_count; i++) {
			const struct facts *f = &p->facts[i];
			bool worded = f->filled > 0 && !facts_is_date(f) && !facts_share(f, f->numbers, 50);
			if (!taken[i] && worded &&
			        (best == NO_COLUMN || facts_length(f) > facts_length(&p->facts[best])))
				best = (int)i;
		}
		if (best == NO_COLUMN)
			return;
		taken[best] = true;
		add_column(p, question, (size_t)best);
	}
}

void question_columns(struct planner *p)
{
	const struct columns *columns = &p->plan->columns;
	if (columns->candidate_count == 0) {
		add_worded(p, question_new(p, "comment", _("Which column holds what customers said?")));
		return;
	}
	struct intake_question *question = question_new(p, "score", _("Which column is the score?"));
	for (size_t i = 0; i < columns->candidate_count; i++)
		add_column(p, question, (size_t)columns->candidates[i]);
}

static int32_t day_in(const struct date_read *read, enum date_order order)
{
	switch (order) {
	case DATES_DMY:
		return read->dmy;
	case DATES_MDY:
		return read->mdy;
	case DATES_YMD:
		return read->ymd;
	case DATES_NONE:
	case DATES_ISO:
		break;
	}
	return 0;
}

void question_dates(struct planner *p)
{
	static const struct {
		enum date_order order;
		const char *value, *text;
	} orders[] = {{DATES_DMY, "dmy", N_("day, month, year")}, {DATES_MDY, "mdy", N_("month, day, year")},
	        {DATES_YMD, "ymd", N_("year, month, day")}};
	size_t column = (size_t)p->plan->columns.of[COLUMN_DATE];
	struct intake_question *question = question_new(p, "dates",
	        arena_printf(p->arena, _("How are the dates in the column “%s” written?"),
	                p->plan->titles[column]));
	for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
		if (!date_tally_allows(&p->facts[column].dates, orders[i].order))
			continue;
		struct intake_reading *reading = &question->readings[question->count++];
		reading->value = orders[i].value;
		reading->text = _(orders[i].text);
		for (size_t row = p->plan->headers; row < p->table.count; row++) {
			struct date_read read =
			        date_read(&p->reader.dates, table_cell(&p->table, row, column));
			int32_t day = read.form == DATE_EITHER ? day_in(&read, orders[i].order) : 0;
			if (day > 0)
				add_row(reading, row_text(p, row,
				                         arena_printf(p->arena, "%s = %s",
				                                 shown(p, row, (int)column, CELL_WIDTH),
				                                 day_iso(p->arena, day))));
		}
	}
}
