#include "import_report.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/config/paths.h>
#include <dagstart/doc/doc.h>
#include <dagstart/doc/say.h>

#include "app.h"
#include "out.h"
#include "say.h"
#include "take.h"

void import_report_warn(struct app *app, const struct intake_report *report)
{
	for (size_t i = 0; i < report->warning_count; i++)
		say_line(app, "%s: %s", str_or(report->file, "-"), report->warnings[i]);
}

void import_total_add(struct import_total *total, struct arena *arena, const struct intake_report *report)
{
	*vec_add(arena, &total->reports) = *report;
	total->imported += report->imported;
	total->duplicates += report->duplicates;
	total->refused += report->refused;
	total->empty += report->empty;
}

static void refused_add(struct app *app, struct str *s, const struct intake_report *report)
{
	struct arena *arena = app->arena;
	const char *file = text_clean(arena, str_or(report->file, "-"), TEXT_ONE_LINE);
	for (size_t i = 0; i < report->refused_count; i++) {
		const struct intake_refused *row = &report->refused_rows[i];
		str_addf(s, "%s:%lld: %s: %s\n", file, (long long)row->line,
		        text_clean(arena, row->reason, TEXT_ONE_LINE),
		        text_clean(arena, str_or(row->row, ""), TEXT_ONE_LINE));
	}
	int64_t more = report->refused - (int64_t)report->refused_count;
	if (more > 0)
		str_addf(s, _("%s: and %s more refused\n"), file, say_count(arena, more));
}

/* As they came, for a file that is mended. */
static void refused_keep(const struct app *app, struct str *s, const struct intake_report *report)
{
	str_add(s, str_or(report->refused_file, ""));
	if (report->refused_left > 0)
		say_raw(app, arena_printf(app->arena, _("%s: and %s more refused\n"),
		                     text_clean(app->arena, str_or(report->file, "-"), TEXT_ONE_LINE),
		                     say_count(app->arena, report->refused_left)));
}

/* Where nothing was read there is nothing to say of rows, and what the file held before stays. */
static bool has_news(const struct import_total *total)
{
	for (size_t i = 0; i < total->reports.count; i++) {
		const struct intake_report *report = &total->reports.items[i];
		if (!report->failed || report->refused_count > 0)
			return true;
	}
	return false;
}

static int refused_out(struct app *app, const struct parsed *parsed, const struct import_total *total)
{
	struct str s = str_new(app->arena);
	const char *path = options_get(parsed, "refused");
	struct err err = {0};
	bool to_file = path && !streq(path, "-");
	for (size_t i = 0; i < total->reports.count; i++)
		if (to_file)
			refused_keep(app, &s, &total->reports.items[i]);
		else
			refused_add(app, &s, &total->reports.items[i]);
	if (!path) {
		say_raw(app, s.text);
		return EXIT_DONE;
	}
	if (!has_news(total))
		return EXIT_DONE;
	bool done = to_file ? paths_write(path, s.text, s.len, true, &err) : out_bytes(s.text, s.len, &err);
	return done ? EXIT_DONE : say_failed(app, &err);
}

/* Columns without a header go by their number. */
static void column_field(
        struct doc *doc, struct doc_node *columns, const struct intake_report *report, size_t i)
{
	const struct intake_column *column = &report->columns[i];
	if (column->role != COLUMN_OTHER)
		doc_field(doc, columns, column_role_names[column->role], "",
		        strempty(column->header) ? arena_printf(doc->arena, "%zu", i + 1) : column->header);
}

static void columns_cell(struct doc *doc, struct doc_node *row, const struct intake_report *report)
{
	struct doc_node *cell = doc_cell(doc, row, "");
	struct doc_node *columns = doc_add(doc, cell, DOC_SECTION, ROLE_TEXT, "");
	/* The score of the mood comes first, and of the comments the one that says most. */
	for (int first = 1; first >= 0; first--)
		for (size_t i = 0; i < report->column_count; i++) {
			bool main = (streq(report->columns[i].metric, report->metric) ||
			                    !report->columns[i].metric) &&
			            !report->columns[i].further;
			if (main == first)
				column_field(doc, columns, report, i);
		}
}

static void warnings_cell(struct doc *doc, struct doc_node *row, const struct intake_report *report)
{
	struct doc_node *cell = doc_cell(doc, row, "");
	struct doc_node *list = doc_add(doc, cell, DOC_LIST, ROLE_TEXT, "");
	for (size_t i = 0; i < report->warning_count; i++)
		doc_item(doc, list, (struct ref){0}, report->warnings[i]);
}

/* Everything that is open; "question" beside it names the first. */
static void questions_cell(struct doc *doc, struct doc_node *row, const struct intake_report *report)
{
	struct doc_node *cell = doc_cell(doc, row, "");
	struct doc_node *list = doc_add(doc, cell, DOC_LIST, ROLE_TEXT, "");
	for (const struct intake_question *question = report->question; question; question = question->next)
		doc_item(doc, list, (struct ref){0}, question->flag);
}

static void count_cell(struct doc *doc, struct doc_node *row, int64_t n)
{
	doc_cell_int(doc, row, arena_printf(doc->arena, "%lld", (long long)n), n);
}

static void report_doc(struct doc *doc, struct doc_node *table, const struct intake_report *report)
{
	struct doc_node *row = doc_row(doc, table, (struct ref){0});
	doc_cell(doc, row, report->file);
	doc_cell(doc, row, str_or(report->tool, ""));
	doc_cell(doc, row, str_or(report->encoding, ""));
	doc_cell_value(doc, row, "", str_or(report->delimiter, ""));
	count_cell(doc, row, report->header_rows);
	columns_cell(doc, row, report);
	doc_cell(doc, row, str_or(report->metric, ""));
	doc_cell(doc, row, str_or(report->scale, ""));
	bool scaled = report->scale_max > report->scale_min;
	doc_cell_number(doc, row, "", scaled ? report->scale_min : NAN);
	doc_cell_number(doc, row, "", scaled ? report->scale_max : NAN);
	doc_cell(doc, row, str_or(report->date_order, ""));
	count_cell(doc, row, report->records);
	count_cell(doc, row, report->imported);
	count_cell(doc, row, report->duplicates);
	count_cell(doc, row, report->refused);
	count_cell(doc, row, report->empty);
	count_cell(doc, row, report->dated);
	doc_cell(doc, row, report->question ? report->question->flag : "");
	questions_cell(doc, row, report);
	doc_cell(doc, row, str_or(report->failed, ""));
	warnings_cell(doc, row, report);
}

static int as_json(struct app *app, const struct parsed *parsed, const struct import_total *total)
{
	static const struct doc_column columns[] = {{.key = "file"}, {.key = "tool"}, {.key = "encoding"},
	        {.key = "delimiter"}, {.key = "header_rows"}, {.key = "columns"}, {.key = "metric"},
	        {.key = "scale"}, {.key = "scale_min"}, {.key = "scale_max"}, {.key = "date_order"},
	        {.key = "records"}, {.key = "imported"}, {.key = "duplicates"}, {.key = "refused"},
	        {.key = "empty"}, {.key = "dated"}, {.key = "question"}, {.key = "questions"},
	        {.key = "error"}, {.key = "warnings"}};
	struct doc doc = doc_new(app->arena);
	doc_field_int(&doc, doc.root, "imported", "", total->imported);
	doc_field_int(&doc, doc.root, "duplicates", "", total->duplicates);
	doc_field_int(&doc, doc.root, "refused", "", total->refused);
	doc_field_int(&doc, doc.root, "empty", "", total->empty);
	struct doc_node *table =
	        doc_table(&doc, doc.root, "files", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < total->reports.count; i++)
		report_doc(&doc, table, &total->reports.items[i]);
	return out_doc(app, parsed, &doc);
}

int import_report_end(struct app *app, const struct parsed *parsed, const struct import_total *total)
{
	struct intake_report sum = {
	        .imported = total->imported, .duplicates = total->duplicates, .refused = total->refused};
	int code = refused_out(app, parsed, total);
	if (options_has(parsed, "dry-run"))
		say_line(app, "%s", _("--dry-run: it was only tried, and nothing was saved"));
	int told = options_has(parsed, "json") ? as_json(app, parsed, total)
	                                       : out_line(app, take_summary(app, &sum));
	return code == EXIT_DONE ? told : code;
}
