#include "plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/random.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/config/words.h>
#include <dagstart/store/import.h>
#include <dagstart/store/voice.h>

#include "answers.h"
#include "derived.h"
#include "headers.h"
#include "planner.h"
#include "question.h"
#include "refused.h"
#include "scale.h"
#include "source.h"
#include "turned.h"

enum { WARNINGS_MAX = 32, TITLE_MAX = 80 };

void report_warn(struct intake_report *report, struct arena *arena, const char *text)
{
	if (report->warning_count == WARNINGS_MAX)
		return;
	const char **warnings = arena_array_of(arena, const char *, report->warning_count + 1);
	for (size_t i = 0; i < report->warning_count; i++)
		warnings[i] = report->warnings[i];
	warnings[report->warning_count++] = text;
	report->warnings = warnings;
}

/* "," or "\t"; in `arena`. "" where nothing is parted. */
static const char *delimiter_text(struct arena *arena, char delimiter)
{
	return arena_strndup(arena, &delimiter, delimiter != '\0');
}

static bool is_blank(const struct table *table)
{
	for (size_t row = 0; row < table->count; row++)
		for (size_t i = 0; i < table->rows[row].count; i++)
			if (table_cell(table, row, i).len > 0)
				return false;
	return true;
}

static bool read_layout(struct planner *p, struct err *err)
{
	struct plan *plan = p->plan;
	struct arena *arena = p->arena;
	if (!table_read(p->source, arena, &p->table, err))
		return false;
	const struct source_about *about = source_about(p->source);
	p->report->encoding = arena_strdup(arena, about->encoding);
	p->report->delimiter = delimiter_text(arena, about->delimiter);
	plan->delimiter = about->delimiter;
	if (is_blank(&p->table))
		return err_set(err, ERR_INPUT, N_("%s has no rows"), "%s", plan->name);
	plan->headers = about->named ? 1 : headers_count(&p->table, &p->names, &p->reader, &plan->lead);
	/* As many as the widest of its headers has, or its first row. */
	for (size_t row = plan->lead; row < plan->headers + (plan->headers == 0); row++)
		if (p->table.rows[row].count > plan->column_count)
			plan->column_count = p->table.rows[row].count;
	if (plan->column_count > p->table.columns)
		plan->column_count = p->table.columns;
	p->report->header_rows = (int)plan->headers;
	return true;
}

static const char *cell_text(const struct planner *p, size_t row, size_t column)
{
	struct piece cell = table_cell(&p->table, row, column);
	return arena_strndup(p->arena, cell.text, cell.len);
}

/* The question stands once above the columns of its parts, and below it what each part is. */
static const char *column_label(const struct planner *p, size_t column)
{
	struct str label = str_new(p->arena);
	for (size_t i = column; i > 0 && *p->headers[column] == '\0' && label.len == 0; i--)
		if (*p->headers[i - 1])
			str_add(&label, p->headers[i - 1]);
	for (size_t row = p->plan->lead + 1; row < p->plan->headers; row++) {
		const char *text = cell_text(p, row, column);
		if (*text && text[0] != '{')
			str_add_part(&label, " ", text);
	}
	return label.text;
}

static int compare_headers(const void *a, const void *b, void *user)
{
	const char *const *headers = user;
	return strcmp(headers[*(const size_t *)a], headers[*(const size_t *)b]);
}

static const size_t *columns_by_name(const struct planner *p)
{
	size_t *order = arena_array_of(p->arena, size_t, p->plan->column_count + 1);
	for (size_t i = 0; i < p->plan->column_count; i++)
		order[i] = i;
	qsort_r(order, p->plan->column_count, sizeof(*order), compare_headers, p->headers);
	return order;
}

/* Rows of files with the same headers are known again, however they were saved or read. */
static const char *shape_of(const struct planner *p)
{
	const size_t *order = p->plan->by_name;
	uint64_t hash = hash_text(0, "columns");
	for (size_t i = 0; i < p->plan->column_count; i++)
		hash = hash_bytes(hash_text(hash, p->headers[order ? order[i] : i]), "", 1);
	return arena_printf(p->arena, "%s %zu %016llx", order ? "json" : "csv", p->plan->column_count,
	        (unsigned long long)hash);
}

static const char *head_of(const struct planner *p)
{
	struct str head = str_new(p->arena);
	for (size_t row = p->plan->lead; p->options->keep_refused && row < p->plan->headers; row++)
		refused_add(&head, p->plan->delimiter, row == p->plan->lead ? REFUSED_COLUMN : "",
		        &p->table.rows[row]);
	return head.text;
}

static void read_headers(struct planner *p)
{
	struct plan *plan = p->plan;
	size_t count = plan->column_count;
	plan->head = head_of(p);
	const char **folded = arena_array_of(p->arena, const char *, count + 1);
	const char **labels = arena_array_of(p->arena, const char *, count + 1);
	p->headers = arena_array_of(p->arena, const char *, count + 1);
	p->labels = arena_array_of(p->arena, const char *, count + 1);
	for (size_t i = 0; i < count; i++) {
		p->headers[i] = plan->headers ? cell_text(p, plan->lead, i) : "";
		p->labels[i] = plan->headers > plan->lead + 1 ? column_label(p, i) : "";
		folded[i] = text_fold(p->arena, p->headers[i]);
		labels[i] = text_fold(p->arena, p->labels[i]);
	}
	p->folded = (struct tool_headers){folded, labels, count};
	plan->header_cells = p->headers;
	plan->by_name = source_about(p->source)->named ? columns_by_name(p) : NULL;
	plan->shape = shape_of(p);
	plan->tool = tool_find(p->arena, p->options->words, &p->folded, plan->name);
	p->report->tool = plan->tool ? plan->tool->key : "";
	p->report->tool_name = plan->tool ? plan->tool->name : "";
}

static struct columns_input columns_input(const struct planner *p)
{
	return (struct columns_input){
	        .file = p->plan->name,
	        .headers = p->headers,
	        .labels = p->labels,
	        .facts = p->facts,
	        .count = p->plan->column_count,
	        .rows = (int64_t)(p->table.count - p->plan->headers),
	        .chosen = p->options->columns,
	        .names = &p->names,
	        .scales = &p->plan->scales,
	        .tool_headers = &p->folded,
	        .tool = p->plan->tool,
	};
}

/* Averages of many are no answers of one. */
static bool holds_answers(struct planner *p, const struct columns_input *input, struct err *err)
{
	struct columns *columns = &p->plan->columns;
	int score = columns->of[COLUMN_SCORE];
	if (score == NO_COLUMN || columns->chosen[COLUMN_SCORE] || columns->of[COLUMN_COMMENT] != NO_COLUMN ||
	        !column_is_average(input, columns->words, (size_t)score))
		return true;
	columns->candidates[columns->candidate_count++] = score;
	return err_set(err, ERR_QUESTION,
	        N_("the column %s holds averages, and each row would count as one answer; --score with its "
	           "name "
	           "takes them all the same"),
	        "“%s”", p->plan->titles[score]);
}

/* Where rows name their cells, the columns come in any order: that of their names is the same in all files.
 */
static void order_asked(struct plan *plan)
{
	struct columns *columns = &plan->columns;
	size_t ordered[ASKED_MAX] = {0}, count = 0;
	for (size_t i = 0; plan->by_name && i < plan->column_count; i++)
		for (size_t k = 0; k < columns->asked_count; k++)
			if (columns->asked[k] == plan->by_name[i])
				ordered[count++] = plan->by_name[i];
	memcpy(columns->asked, ordered, count * sizeof(ordered[0]));
}

static bool find_columns(struct planner *p, struct err *err)
{
	struct plan *plan = p->plan;
	/* The last set of facts that needs distinct cells. */
	p->facts = table_facts(&p->table, plan->headers, &p->reader);
	struct columns_input input = columns_input(p);
	plan->titles = arena_array_of(p->arena, const char *, plan->column_count + 1);
	for (size_t i = 0; i < plan->column_count; i++)
		plan->titles[i] = text_cut(p->arena,
		        text_clean(p->arena, column_title(p->arena, &input, i), TEXT_ONE_LINE), TITLE_MAX,
		        false);
	bool fits = columns_find(p->arena, &input, &plan->columns, err);
	if (plan->columns.words && !turned_refuse(p, err))
		return false;
	if (!fits || !holds_answers(p, &input, err)) {
		if (err && err->code == ERR_QUESTION)
			question_columns(p);
		return false;
	}
	order_asked(plan);
	bool found =
	        plan->columns.of[COLUMN_SCORE] != NO_COLUMN || plan->columns.of[COLUMN_COMMENT] != NO_COLUMN;
	/* No answers this week is no question. */
	if (found || (plan->headers > 0 && p->table.count == plan->headers))
		return true;
	question_columns(p);
	return err_set(err, ERR_QUESTION,
	        N_("no column of %s looks like a score or a comment; name one with --score or --comment"),
	        "%s", plan->name);
}

static bool read_metrics(struct planner *p, struct err *err)
{
	const struct intake_options *o = p->options;
	struct metric *stored;
	size_t count;
	if (!store_metrics(p->store, p->arena, &stored, &count, err))
		return false;
	struct plan *plan = p->plan;
	plan->metrics = arena_array_of(p->arena, struct metric, o->metric_count + count + 1);
	for (size_t i = 0; i < o->metric_count; i++)
		plan->metrics[plan->metric_count++] = o->metrics[i];
	for (size_t i = 0; i < count; i++)
		plan->metrics[plan->metric_count++] = stored[i];
	return true;
}

static struct facts *facts_of(const struct planner *p, enum column_role role)
{
	int column = p->plan->columns.of[role];
	return column == NO_COLUMN ? NULL : &p->facts[column];
}

/* Whether the rows below the sample could still change what it says. */
static bool needs_scan(const struct planner *p)
{
	const struct facts *score = facts_of(p, COLUMN_SCORE), *date = facts_of(p, COLUMN_DATE);
	const struct intake_options *o = p->options;
	if (p->table.complete)
		return false;
	bool scale_open = score && !o->has_scale && strempty(o->metric) &&
	                  !(score->whole[0] > 0 && score->whole[10] > 0 && score->parts == 0);
	bool dates_open = date && date->dates.either > 0 && strempty(o->date_order);
	return scale_open || dates_open;
}

/* The columns of scores and dates, whose facts begin anew. */
static bool *begin_scan(struct planner *p)
{
	struct plan *plan = p->plan;
	bool *wanted = arena_array_of(p->arena, bool, plan->column_count + 1);
	for (size_t i = 0; i < plan->column_count; i++) {
		enum metric_kind kind;
		bool dates = (int)i == plan->columns.of[COLUMN_DATE];
		wanted[i] = dates || (int)i == plan->columns.of[COLUMN_SCORE] ||
		            (facts_is_score(&p->facts[i]) && scale_is_named(plan->columns.words[i], &kind));
		if (wanted[i])
			p->facts[i] = (struct facts){0};
	}
	p->reader.arena = NULL;
	return wanted;
}

/* Counts again, over all rows, what the columns of scores and dates hold. Of a pipe: what is kept of it. */
static bool scan(struct planner *p, struct err *err)
{
	struct plan *plan = p->plan;
	struct record record;
	bool row = true;
	if (!source_start(p->source, SOURCE_LOOK, err))
		return false;
	const bool *wanted = begin_scan(p);
	for (size_t n = 0; row; n++) {
		if (!source_next(p->source, &record, &row, err))
			return false;
		if (n % 1024 == 0)
			arena_reset(p->reader.scratch);
		for (size_t i = 0; row && n >= plan->headers && i < plan->column_count; i++)
			if (wanted[i])
				facts_add(&p->facts[i], &p->reader, record_piece(&record, i));
	}
	return true;
}

static void report_columns(struct planner *p)
{
	struct plan *plan = p->plan;
	struct intake_column *columns =
	        arena_array_of(p->arena, struct intake_column, plan->column_count + 1);
	for (size_t i = 0; i < plan->column_count; i++) {
		columns[i].header = p->headers[i];
		for (int role = COLUMN_OTHER + 1; role < COLUMN_ROLES; role++)
			if (plan->columns.of[role] == (int)i)
				columns[i].role = (enum column_role)role;
	}
	for (size_t i = 0; i < plan->columns.asked_count; i++) {
		struct intake_column *column = &columns[plan->columns.asked[i]];
		column->further = column->role != COLUMN_COMMENT;
		column->role = COLUMN_COMMENT;
	}
	if (plan->joined != NO_COLUMN && columns[plan->joined].role == COLUMN_OTHER)
		columns[plan->joined] = (struct intake_column){
		        .header = p->headers[plan->joined], .role = COLUMN_COMMENT, .further = true};
	for (size_t i = 0; i < plan->score_count; i++) {
		const struct plan_score *score = &plan->scores[i];
		struct intake_column *column = &columns[score->column];
		const struct metric *metric = &score->metric;
		column->role = COLUMN_SCORE;
		column->metric = metric->key;
		column->worst = metric->low_is_good ? metric->scale_max : metric->scale_min;
		column->best = metric->low_is_good ? metric->scale_min : metric->scale_max;
		column->in_words = score->words != NO_SCALE;
	}
	p->report->columns = columns;
	p->report->column_count = plan->column_count;
}

static const char *kind_name(enum metric_kind kind)
{
	return kind == METRIC_NPS ? "nps" : kind == METRIC_CES ? "ces" : "csat";
}

bool plan_metric_by_name(const struct plan *plan, struct arena *arena, const char *name, struct metric *ret)
{
	const char *folded = text_fold(arena, name);
	for (size_t i = 0; plan->tool && i < plan->tool->metric_count; i++)
		if (streq(plan->tool->metrics[i].key, folded))
			return scale_by_range(
			        arena, plan->metrics, plan->metric_count, &plan->tool->metrics[i], ret);
	/* "Customer satisfaction (CSAT)": what the tool calls its kinds. */
	enum metric_kind kind;
	if (plan->tool && plan->tool->metric_count > 0 && scale_is_named(name_words(arena, name), &kind) &&
	        !streq(folded, kind_name(kind)))
		return plan_metric_by_name(plan, arena, kind_name(kind), ret);
	return scale_by_name(arena, plan->metrics, plan->metric_count, name, ret);
}

/* What was said of such a file before holds until something else is said. */
static bool read_answers(struct planner *p, struct err *err)
{
	const char *answers = "";
	if (!store_import_answers(p->store, p->arena, p->plan->shape, &answers, err))
		return false;
	const char *said = answers_apply(p->arena, answers, p->options);
	if (*said)
		report_warn(p->report, p->arena,
		        arena_printf(p->arena, _("as was said before of such a file: %s"), said));
	return true;
}

/* Done, or left open to a person: what else is open can be asked in one go. Of several errors the first one
 * is told. */
static bool goes_on(bool done, struct err *first, const struct err *why)
{
	if (!done && first->code == ERR_NONE)
		*first = *why;
	return done || why->code == ERR_QUESTION;
}

static bool find_what_it_says(struct planner *p, struct err *first)
{
	struct err why = {0};
	bool columns = find_columns(p, &why);
	if (!goes_on(columns, first, &why))
		return false;
	if (columns) {
		planner_tool(p);
		planner_words(p);
	}
	report_columns(p);
	if (!read_metrics(p, &why) || (needs_scan(p) && !scan(p, &why))) {
		*first = why;
		return false;
	}
	if (columns && !goes_on(planner_scores(p, &why), first, &why))
		return false;
	return goes_on(planner_dates(p, &why), first, &why);
}

/* Facts need a scratch arena of their own, and the sample goes with it when the plan is made. */
static bool make(struct planner *p, struct err *err)
{
	struct err first = {0};
	if (!read_layout(p, err))
		return false;
	read_headers(p);
	if (!read_answers(p, err))
		return false;
	bool found = find_what_it_says(p, &first) && first.code == ERR_NONE;
	report_columns(p);
	if (!found && err)
		*err = first;
	return found;
}

bool plan_make(struct source *source, struct store *store, struct arena *arena,
        struct intake_options *options, struct plan *ret, struct intake_report *report, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(arena);
	struct planner planner = {
	        .source = source,
	        .store = store,
	        .arena = arena,
	        .options = options,
	        .plan = ret,
	        .report = report,
	        .reader = {.arena = arena,
	                .scratch = scratch,
	                .missing = &ret->missing,
	                .scales = &ret->scales,
	                .today = options->today},
	        .names = names_ready(arena, options->words),
	};
	ret->joined = NO_COLUMN;
	ret->missing = missing_ready(arena, options->words);
	ret->scales = word_scales_ready(arena, options->words);
	return make(&planner, err);
}
