#include "planner.h"

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "scale.h"

static struct scale_input scale_input(const struct planner *p, size_t column)
{
	const struct intake_options *o = p->options;
	const struct plan *plan = p->plan;
	bool first = (int)column == plan->columns.of[COLUMN_SCORE];
	struct name name = name_of(p->arena, p->headers[column]);
	return (struct scale_input){
	        .title = plan->titles[column],
	        .header = arena_printf(p->arena, "%s %s", p->headers[column], p->labels[column]),
	        .words = plan->columns.words[column],
	        .named = name_rank(&p->names, COLUMN_SCORE, &name) > NAME_NONE,
	        .facts = &p->facts[column],
	        .metrics = plan->metrics,
	        .metric_count = plan->metric_count,
	        .metric = first ? o->metric : NULL,
	        .has_scale = first && o->has_scale,
	        .scale_min = o->scale_min,
	        .scale_max = o->scale_max,
	};
}

static void add_score(struct planner *p, size_t column, const struct metric *metric)
{
	p->plan->scores[p->plan->score_count++] = (struct plan_score){
	        .column = column,
	        .metric = *metric,
	        .text = arena_printf(p->arena, "%g-%g", metric->scale_min, metric->scale_max),
	};
}

static bool is_taken(const struct plan *plan, size_t column)
{
	for (size_t role = 0; role < COLUMN_ROLES; role++)
		if (plan->columns.of[role] == (int)column)
			return true;
	return false;
}

/* NPS beside satisfaction in one row: further scores by name, none of a kind twice. */
static void find_further_scores(struct planner *p)
{
	struct plan *plan = p->plan;
	for (size_t i = 0; i < plan->column_count && plan->score_count < FEEDBACK_ANSWERS_MAX; i++) {
		enum metric_kind kind;
		struct metric metric;
		struct err why;
		if (is_taken(plan, i) || !scale_is_named(plan->columns.words[i], &kind) ||
		        !facts_share(&p->facts[i], p->facts[i].scores, 80) || p->facts[i].max <= 1)
			continue;
		bool twice = false;
		for (size_t k = 0; k < plan->score_count; k++)
			twice |= plan->scores[k].metric.kind == kind;
		struct scale_input input = scale_input(p, i);
		if (!twice && scale_find(p->arena, &input, &metric, &why) && metric.kind == kind)
			add_score(p, i, &metric);
		else
			report_warn(p->report, p->arena,
			        arena_printf(p->arena,
			                _("the column “%s” looks like a further score; it was left out"),
			                plan->titles[i]));
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
		known += scale_by_name(
		        p->reader.scratch, p->plan->metrics, p->plan->metric_count, name, &metric);
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
		report_warn(p->report, p->arena, _("no column holds a score: the comments have no mood"));
		return true;
	}
	const struct facts *facts = &p->facts[column];
	plan->moods = facts_share(facts, facts->moods, 80) && !facts_share(facts, facts->score_words, 95);
	if (plan->moods) {
		report_warn(p->report, p->arena,
		        arena_printf(p->arena,
		                _("the column “%s” holds words, no scores: they only say praise or pain"),
		                plan->titles[column]));
		return true;
	}
	check_metric_column(p);
	if (plan->columns.of[COLUMN_METRIC] != NO_COLUMN)
		return true;
	struct metric metric;
	struct scale_input input = scale_input(p, (size_t)column);
	if (!scale_find(p->arena, &input, &metric, err))
		return false;
	add_score(p, (size_t)column, &metric);
	p->report->metric = metric.key;
	p->report->scale_min = metric.scale_min;
	p->report->scale_max = metric.scale_max;
	if (!plan->columns.chosen[COLUMN_SCORE] || !p->options->metric)
		find_further_scores(p);
	return true;
}

bool planner_dates(struct planner *p, struct err *err)
{
	static const struct {
		const char *name;
		enum date_order order;
	} orders[] = {{"iso", DATES_ISO}, {"dmy", DATES_DMY}, {"mdy", DATES_MDY}};
	struct plan *plan = p->plan;
	int column = plan->columns.of[COLUMN_DATE];
	p->report->date_order = "none";
	if (column == NO_COLUMN)
		return true;
	const struct facts *date = &p->facts[column];
	int64_t mixed = 0;
	plan->utc = name_has_word(plan->columns.words[column], "utc ");
	plan->dates = date_tally_order(&date->dates, &mixed);
	for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++)
		if (streq(p->options->date_order, orders[i].name))
			plan->dates = orders[i].order;
	if (plan->dates == DATES_NONE && date->dates.either > 0)
		return err_set(err, ERR_QUESTION,
		        N_("the dates in the column %s can be read day first or month first; say which with "
		           "--dates dmy "
		           "or --dates mdy"),
		        "“%s”", plan->titles[column]);
	if (mixed > 0)
		report_warn(p->report, p->arena,
		        arena_printf(p->arena,
		                _("the column “%s” mixes dates with the day first and the month first: %lld "
		                  "are "
		                  "surely the other way round"),
		                plan->titles[column], (long long)mixed));
	for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++)
		if (plan->dates == orders[i].order)
			p->report->date_order = orders[i].name;
	return true;
}
