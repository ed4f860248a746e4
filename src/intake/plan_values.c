#include "planner.h"

#include <dagstart/base/arena.h>
#include <dagstart/base/figure.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/words.h>

#include "doubts.h"
#include "question.h"
#include "scale.h"
#include "shown.h"

static struct range_input range_input(const struct planner *p, size_t column)
{
	const struct plan *plan = p->plan;
	const struct facts *facts = &p->facts[column];
	struct name name = name_of(p->arena, p->headers[column]);
	struct name label = name_of(p->arena, p->labels[column]);
	bool named = name_rank(&p->names, COLUMN_SCORE, &name) > NAME_NONE;
	bool labelled = name_rank(&p->names, COLUMN_SCORE, &label) > NAME_NONE;
	return (struct range_input){
	        .header = arena_printf(p->arena, "%s %s", p->headers[column], p->labels[column]),
	        .hints = hints_in(plan->columns.words[column]),
	        .named = named,
	        .unknown = *p->headers[column] && !named && !labelled && !plan->by_name &&
	                   !plan->columns.by_tool[COLUMN_SCORE],
	        .facts = facts,
	        .scales = &plan->scales,
	        .words = facts_is_score(facts) ? NO_SCALE : facts_scale(facts),
	};
}

static struct scale_input scale_input(const struct planner *p, size_t column)
{
	const struct intake_options *o = p->options;
	const struct plan *plan = p->plan;
	const struct words_tool *tool = plan->tool;
	bool first = (int)column == plan->columns.of[COLUMN_SCORE];
	struct scale_input input = {
	        .title = plan->titles[column],
	        .range = range_input(p, column),
	        .metrics = plan->metrics,
	        .metric_count = plan->metric_count,
	        .metric = first ? o->metric : NULL,
	        .has_scale = first && o->has_scale,
	        .scale_min = o->scale_min,
	        .scale_max = o->scale_max,
	};
	bool by_tool = tool && tool->has_scale && input.range.words == NO_SCALE && first &&
	               plan->columns.by_tool[COLUMN_SCORE];
	if (by_tool && !input.has_scale) {
		input.has_scale = strempty(input.metric);
		input.scale_min = tool->scale.worst;
		input.scale_max = tool->scale.best;
	}
	return input;
}

static bool is_worst_first(const struct metric *metric)
{
	return !metric->low_is_good;
}

static const char *scale_text(struct arena *arena, const struct metric *metric)
{
	return is_worst_first(metric) ? arena_printf(arena, "%g-%g", metric->scale_min, metric->scale_max)
	                              : arena_printf(arena, "%g-%g", metric->scale_max, metric->scale_min);
}

/* 99 where the scale ends at 10. */
static void find_codes(struct planner *p, struct plan_score *score)
{
	const struct words_tool *tool = p->plan->tool;
	const struct facts *facts = &p->facts[score->column];
	int64_t count = 0;
	for (size_t i = 0; i < FACTS_CODES && score->code_count < CODES_MAX; i++) {
		bool beyond =
		        facts_codes[i] < score->metric.scale_min || facts_codes[i] > score->metric.scale_max;
		if (facts->codes[i] == 0 || !beyond)
			continue;
		score->codes[score->code_count++] = facts_codes[i];
		count += facts->codes[i];
	}
	if (count > 0)
		report_warn(p->report, p->arena,
		        arena_printf(p->arena,
		                _("the column “%s” holds codes beyond its scale (%g and such): read as no "
		                  "answer"),
		                p->plan->titles[score->column], score->codes[0]));
	for (size_t i = 0; tool && p->plan->columns.by_tool[COLUMN_SCORE] && i < tool->none.count; i++)
		if (score->code_count < CODES_MAX &&
		        str_to_double(tool->none.items[i], &score->codes[score->code_count]))
			score->code_count++;
}

static void add_score(struct planner *p, size_t column, const struct metric *metric, int words)
{
	struct plan_score *score = &p->plan->scores[p->plan->score_count++];
	*score = (struct plan_score){
	        .column = column,
	        .metric = *metric,
	        .text = arena_printf(p->arena, "%g-%g", metric->scale_min, metric->scale_max),
	        .words = words,
	};
	find_codes(p, score);
}

static bool is_taken(const struct plan *plan, size_t column)
{
	for (size_t role = 0; role < COLUMN_ROLES; role++)
		if (plan->columns.of[role] == (int)column)
			return true;
	return false;
}

/* Whether a kind of score is there already: none comes twice. */
static bool has_kind(const struct plan *plan, enum metric_kind kind)
{
	for (size_t k = 0; k < plan->score_count; k++)
		if (plan->scores[k].metric.kind == kind)
			return true;
	return false;
}

static bool looks_like_score(const struct planner *p, size_t column)
{
	const struct facts *f = &p->facts[column];
	struct name name = name_of(p->arena, p->headers[column]);
	return !is_taken(p->plan, column) && facts_share(f, f->scores, 80) && f->max > 1 &&
	       !facts_is_date(f) && facts_share(f, facts_between(f, 0, 10) + f->parts, 80) &&
	       (name_rank(&p->names, COLUMN_SCORE, &name) > NAME_NONE || range_is_in(p->headers[column]));
}

/* NPS beside satisfaction in one row: further scores by name, none of a kind twice. */
static void find_further_scores(struct planner *p)
{
	struct plan *plan = p->plan;
	struct str left = str_new(p->arena);
	for (size_t i = 0; i < plan->column_count && plan->score_count < FEEDBACK_ANSWERS_MAX; i++) {
		enum metric_kind kind = METRIC_MEAN;
		struct metric metric;
		struct err why;
		bool named = scale_is_named(plan->columns.words[i], &kind);
		const struct facts *f = &p->facts[i];
		bool worded = !facts_is_score(f) && facts_scale(f) != NO_SCALE;
		bool scored = !is_taken(plan, i) && (worded || (facts_share(f, f->scores, 80) && f->max > 1));
		if (plan->columns.derived[i] || (!(named && scored) && !looks_like_score(p, i)))
			continue;
		struct scale_input input = scale_input(p, i);
		if (named && scored && !has_kind(plan, kind) && scale_find(p->arena, &input, &metric, &why) &&
		        metric.kind == kind)
			add_score(p, i, &metric, input.range.words);
		else
			str_addf(&left, "%s“%s”", left.len ? ", " : "", plan->titles[i]);
	}
	if (left.len > 0)
		report_warn(p->report, p->arena,
		        arena_printf(p->arena, _("further columns look like scores and were left out: %s"),
		                left.text));
}

enum { EXAMPLE_WIDTH = 40, WORDS_MOST = 12, CHOICES_MOST = 7 };

/* The first cell of the sample that is not empty, or that `is_wanted` where that is given. */
static const char *example_in(
        struct planner *p, size_t column, bool (*is_wanted)(struct planner *p, struct piece cell))
{
	for (size_t row = p->plan->headers; row < p->table.count; row++) {
		struct piece cell = table_cell(&p->table, row, column);
		if (!piece_is_empty(cell) && (!is_wanted || is_wanted(p, cell)))
			return shown_text(p->arena, cell.text, cell.len, "", EXAMPLE_WIDTH);
	}
	return "";
}

static bool is_no_step(struct planner *p, struct piece cell)
{
	return !value_is_missing(p->reader.missing, p->reader.scratch, cell) &&
	       !word_scales_find(&p->plan->scales, p->reader.scratch, cell);
}

/* Half of its cells are on a scale: the others are in words that are not known. */
static bool is_half_known(const struct facts *f)
{
	int64_t most = 0;
	for (size_t i = 0; i < WORD_SCALES_MAX; i++)
		most = f->in_scale[i] > most ? f->in_scale[i] : most;
	return most * 2 >= f->filled;
}

/* A column that is called a score and holds a few words that are on no scale is left aside: without it there
 * is no mood, so it is told. */
static void tell_unread_scores(struct planner *p)
{
	for (size_t i = 0; i < p->plan->column_count; i++) {
		struct name name = name_of(p->arena, p->headers[i]);
		const struct facts *f = &p->facts[i];
		bool few = f->distinct > 1 && f->distinct <= WORDS_MOST && f->distinct * 2 <= f->filled;
		bool called = name_rank(&p->names, COLUMN_SCORE, &name) >= NAME_EXACT;
		bool asks =
		        doubt_is_question(p->headers[i]) && f->distinct <= CHOICES_MOST && !facts_is_date(f);
		if (is_taken(p->plan, i) || !few || facts_is_score(f) || facts_scale(f) != NO_SCALE ||
		        !(called || asks || is_half_known(f)))
			continue;
		report_warn(p->report, p->arena,
		        arena_printf(p->arena,
		                _("the column “%s” is not taken for the score: its words, such as “%s”, are "
		                  "on no "
		                  "scale that is known"),
		                p->plan->titles[i], example_in(p, i, is_no_step)));
	}
}

/* A column called "question type" names metrics only where its cells do. */
static void check_metric_column(struct planner *p)
{
	int *column = &p->plan->columns.of[COLUMN_METRIC];
	size_t filled = 0, known = 0;
	if (*column == NO_COLUMN || p->plan->columns.chosen[COLUMN_METRIC])
		return;
	for (size_t row = p->plan->headers; row < p->table.count; row++) {
		struct piece cell = table_cell(&p->table, row, (size_t)*column);
		struct metric metric;
		if (value_is_missing(p->reader.missing, p->reader.scratch, cell) || cell.len > 100)
			continue;
		const char *name = arena_strndup(p->reader.scratch, cell.text, cell.len);
		filled++;
		known += plan_metric_by_name(p->plan, p->reader.scratch, name, &metric);
	}
	if (known * 2 < filled || known == 0)
		*column = NO_COLUMN;
}

bool planner_scores(struct planner *p, struct err *err)
{
	struct plan *plan = p->plan;
	int column = plan->columns.of[COLUMN_SCORE];
	if (column == NO_COLUMN && p->table.count == plan->headers)
		return true;
	if (column == NO_COLUMN) {
		tell_unread_scores(p);
		report_warn(p->report, p->arena, _("no column holds a score: the comments have no mood"));
		return true;
	}
	check_metric_column(p);
	if (plan->columns.of[COLUMN_METRIC] != NO_COLUMN)
		return true;
	struct metric metric;
	struct scale_input input = scale_input(p, (size_t)column);
	if (!scale_find(p->arena, &input, &metric, err)) {
		if (err && err->code == ERR_QUESTION)
			question_scale(p, &input.range, (size_t)column);
		return false;
	}
	add_score(p, (size_t)column, &metric, input.range.words);
	p->report->metric = metric.key;
	p->report->scale = scale_text(p->arena, &metric);
	p->report->scale_min = metric.scale_min;
	p->report->scale_max = metric.scale_max;
	if (!plan->columns.chosen[COLUMN_SCORE] || !p->options->metric)
		find_further_scores(p);
	return true;
}

void planner_tool(struct planner *p)
{
	struct plan *plan = p->plan;
	const struct words_tool *tool = plan->tool;
	plan->joined = plan->columns.title;
	if (!tool)
		return;
	if (!plan->columns.chosen[COLUMN_COMMENT] && tool->joined.count > 0)
		plan->joined = tool_column(&p->folded, &tool->joined);
	for (size_t i = 0; i < tool->parts.count && i < PARTS_MAX && !plan->columns.chosen[COLUMN_ID]; i++) {
		int column = tool_column(&p->folded, &(struct words_same){&tool->parts.items[i], 1});
		if (column >= 0)
			plan->parts[plan->part_count++] = (size_t)column;
	}
	if (plan->part_count < tool->parts.count)
		plan->part_count = 0;
	for (size_t i = 0; i < tool->skip_count && plan->skip_count < SKIPS_MAX; i++) {
		int column = tool_column(&p->folded, &(struct words_same){&tool->skip[i].column, 1});
		if (column >= 0)
			plan->skips[plan->skip_count++] =
			        (struct plan_skip){(size_t)column, tool->skip[i].value};
	}
}

static bool is_no_date(struct planner *p, struct piece cell)
{
	return date_read(&p->reader.dates, cell).form == DATE_BAD;
}

/* A column that is called a date and mostly holds none is left aside: that costs all trends, so it is told.
 */
static void tell_unread_dates(struct planner *p)
{
	for (size_t i = 0; !p->options->columns[COLUMN_DATE] && i < p->plan->column_count; i++) {
		struct name name = name_of(p->arena, p->headers[i]);
		const struct facts *f = &p->facts[i];
		if (name_rank(&p->names, COLUMN_DATE, &name) < NAME_EXACT || f->dates.bad == 0)
			continue;
		report_warn(p->report, p->arena,
		        arena_printf(p->arena,
		                _("the column “%s” is not taken for the date: %s of its %s cells cannot "
		                  "be "
		                  "read as one, such as “%s”; --date “%s” takes it all the same"),
		                p->plan->titles[i], figure_count(p->arena, f->dates.bad),
		                figure_count(p->arena, f->filled), example_in(p, i, is_no_date),
		                p->plan->titles[i]));
	}
}

static void tell_further_dates(struct planner *p)
{
	const struct columns *columns = &p->plan->columns;
	struct str left = str_new(p->arena);
	for (size_t i = 0; i < columns->date_count; i++)
		str_addf(&left, "%s“%s”", left.len ? ", " : "", p->plan->titles[columns->dates[i]]);
	if (left.len > 0)
		report_warn(p->report, p->arena,
		        arena_printf(p->arena,
		                _("further columns hold dates and were left out: %s; --date takes another"),
		                left.text));
}

void planner_words(struct planner *p)
{
	const struct columns *columns = &p->plan->columns;
	struct str left = str_new(p->arena);
	for (size_t i = 0; i < columns->further_count; i++)
		if ((int)columns->further[i] != p->plan->joined)
			str_addf(&left, "%s“%s”", left.len ? ", " : "", p->plan->titles[columns->further[i]]);
	if (left.len > 0)
		report_warn(p->report, p->arena,
		        arena_printf(p->arena,
		                _("further columns hold words and were left out: %s; --comment takes "
		                  "another"),
		                left.text));
}

bool planner_dates(struct planner *p, struct err *err)
{
	static const struct {
		const char *name;
		enum date_order order;
	} orders[] = {{"iso", DATES_ISO}, {"dmy", DATES_DMY}, {"mdy", DATES_MDY}, {"ymd", DATES_YMD}};
	struct plan *plan = p->plan;
	int column = plan->columns.of[COLUMN_DATE];
	p->report->date_order = "none";
	if (column == NO_COLUMN) {
		tell_unread_dates(p);
		return true;
	}
	const struct facts *date = &p->facts[column];
	int64_t mixed = 0;
	tell_further_dates(p);
	plan->utc = name_has_word(plan->columns.words[column], "utc ") || (plan->tool && plan->tool->utc);
	plan->dates = date_tally_order(&date->dates, &mixed);
	for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++)
		if (streq(p->options->date_order, orders[i].name))
			plan->dates = orders[i].order;
	if (plan->dates == DATES_NONE && date->dates.either > 0) {
		question_dates(p);
		return err_set(err, ERR_QUESTION,
		        N_("the dates in the column %s can be read day first or month first; say which with "
		           "--dates dmy or --dates mdy"),
		        "“%s”", plan->titles[column]);
	}
	if (mixed > 0)
		report_warn(p->report, p->arena,
		        arena_printf(p->arena,
		                _("the column “%s” mixes dates with the day first and the month first: %s "
		                  "are surely the other way round"),
		                plan->titles[column], figure_count(p->arena, mixed)));
	for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++)
		if (plan->dates == orders[i].order)
			p->report->date_order = orders[i].name;
	return true;
}
