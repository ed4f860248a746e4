/* RFC 4180 with LF. All cells are quoted but typed numbers. What a spreadsheet would take for a formula is
 * defused with an apostrophe (CWE-1236), also behind a separator inside a cell: a spreadsheet that splits at
 * semicolons or does not know quotes would begin a cell there. */
#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/doc/say.h>

#include "facts.h"
#include "page.h"

static size_t digits(const char *s)
{
	return strspn(s, "0123456789");
}

/* -5, 12.75: no formula, whatever it starts with. */
static bool is_plain_number(const char *s)
{
	s += *s == '-';
	size_t whole = digits(s);
	s += whole;
	if (whole == 0 || *s == '\0')
		return whole > 0;
	size_t decimals = *s == '.' ? digits(s + 1) : 0;
	return decimals > 0 && s[1 + decimals] == '\0';
}

static bool is_separator(char c)
{
	return c == ';' || c == '|' || c == '\n' || c == ',';
}

static void put_quoted(struct page *page, const char *raw)
{
	const char *text = page_clean(page, raw, TEXT_LINES);
	bool start = !is_plain_number(text);
	str_add_char(page->out, '"');
	if (start && (text_is_formula(text) || text_is_formula(str_or(raw, ""))))
		str_add_char(page->out, '\'');
	for (const char *c = text; *c; c++) {
		str_add(page->out, *c == '"' ? "\"" : "");
		str_add_char(page->out, *c);
		if (is_separator(*c) && text_is_formula(c + 1))
			str_add_char(page->out, '\'');
	}
	str_add_char(page->out, '"');
}

static void put_number(struct page *page, double number)
{
	if (isfinite(number))
		str_addf(page->out, "%.15g", fact_rounded(number));
	else
		str_add(page->out, "\"\"");
}

/* What has no value is an empty cell: a dash is for eyes. */
static void put_text(struct page *page, const char *text)
{
	put_quoted(page, streq(text, say_dash()) ? "" : text);
}

static void put_value(struct page *page, const struct doc_value *value, const char *text)
{
	switch (value ? value->kind : VALUE_NONE) {
	case VALUE_NONE:
		put_text(page, text);
		return;
	case VALUE_INTEGER:
		str_addf(page->out, "%lld", (long long)value->integer);
		return;
	case VALUE_NUMBER:
		put_number(page, value->number);
		return;
	case VALUE_BOOL:
		put_quoted(page, value->truth ? "true" : "false");
		return;
	case VALUE_TEXT:
		put_quoted(page, value->text);
		return;
	}
}

static void put_comma(struct page *page, size_t index)
{
	str_add(page->out, index ? "," : "");
}

void csv_rows(struct page *page, const struct doc_node *node)
{
	const struct doc_table *table = node->table;
	DOC_EACH(row, node) {
		for (size_t i = 0; i < table->count; i++) {
			const struct doc_node *cell = doc_row_cell(row, i);
			put_comma(page, i);
			put_value(page, cell ? cell->value : NULL, cell ? doc_plain(page->arena, cell) : "");
		}
		str_add_char(page->out, '\n');
	}
}

static void put_table(struct page *page, const struct doc_node *node)
{
	const struct doc_table *table = node->table;
	for (size_t i = 0; i < table->count; i++) {
		put_comma(page, i);
		put_quoted(page, table->columns[i].key);
	}
	str_add_char(page->out, '\n');
	csv_rows(page, node);
}

struct found {
	VEC(const struct doc_node *) nodes;
};

/* All nodes of a kind, in reading order. */
static void find_all(struct page *page, const struct doc_node *node, enum doc_kind kind, struct found *found)
{
	if (node->kind == kind)
		*vec_add(page->arena, &found->nodes) = node;
	DOC_EACH(child, node)
		find_all(page, child, kind, found);
}

static void put_score(struct page *page, const struct doc_node *node)
{
	const struct doc_score *score = node->score;
	put_quoted(page, node->key);
	str_add_char(page->out, ',');
	put_quoted(page, score->title);
	str_add_char(page->out, ',');
	put_value(page, &score->number, score->value);
	str_add_char(page->out, ',');
	put_number(page, score->low);
	str_add_char(page->out, ',');
	put_number(page, score->high);
	str_addf(page->out, ",%lld,", (long long)score->n);
	bool wanted = !strempty(score->target);
	put_number(page, wanted ? score->target_number : (double)NAN);
	str_add_char(page->out, ',');
	put_quoted(page, wanted && score->target_day ? day_iso(page->arena, score->target_day) : "");
	str_add_char(page->out, ',');
	put_quoted(page, fact_better(score));
	str_add_char(page->out, ',');
	put_quoted(page, score->verdict);
	str_add_char(page->out, '\n');
}

static void put_scores(struct page *page, struct found *found)
{
	str_add(page->out, "\"key\",\"title\",\"value\",\"low\",\"high\",\"n\",\"target\",\"target_by\","
	                   "\"better\",\"verdict\"\n");
	VEC_EACH(score, &found->nodes)
		put_score(page, *score);
}

/* One row: the keys of the fields are its head. */
static void put_fields(struct page *page, const struct found *found)
{
	for (size_t i = 0; i < found->nodes.count; i++) {
		const struct doc_node *field = found->nodes.items[i];
		put_comma(page, i);
		put_quoted(page, str_or(field->key, field->title));
	}
	str_add_char(page->out, '\n');
	for (size_t i = 0; i < found->nodes.count; i++) {
		const struct doc_node *field = found->nodes.items[i];
		put_comma(page, i);
		put_value(page, field->value, doc_plain(page->arena, field));
	}
	str_add_char(page->out, '\n');
}

/* The first table; a page without one gives its scores, and one without those its fields. */
void csv_render(struct page *page, const struct doc_node *node)
{
	struct found tables = {0}, scores = {0}, fields = {0};
	find_all(page, node, DOC_TABLE, &tables);
	find_all(page, node, DOC_SCORE, &scores);
	find_all(page, node, DOC_FIELD, &fields);
	if (tables.nodes.count)
		put_table(page, tables.nodes.items[0]);
	else if (scores.nodes.count)
		put_scores(page, &scores);
	else if (fields.nodes.count)
		put_fields(page, &fields);
}
