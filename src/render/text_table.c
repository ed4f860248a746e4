#include "text.h"

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

#include "facts.h"

enum { COLUMN_GAP = 2, COLUMN_LEAST = 12 };

struct layout {
	const struct doc_table *table;
	const bool *shown; /* of its columns */
	int *width; /* of each column; 0 for one that is not shown */
	size_t last; /* column that is shown last */
	int total; /* of all, with the gaps */
	bool marked; /* a row has a mark, so all leave room for one */
};

static const char *cell_text(struct page *page, const struct doc_node *row, size_t column)
{
	return page_clean(
	        page, fact_cell_text(page->arena, doc_row_cell(row, column), page->ascii), TEXT_ONE_LINE);
}

static void widen(struct page *page, struct layout *layout, size_t column, const char *text)
{
	int width = text_width(text), room = text_room(page);
	if (width > room)
		width = room;
	if (width > layout->width[column])
		layout->width[column] = width;
}

static struct layout measure(struct page *page, const struct doc_node *node, const bool *shown)
{
	const struct doc_table *table = node->table;
	struct layout layout = {
	        .table = table, .shown = shown, .width = arena_array_of(page->arena, int, table->count)};
	for (size_t i = 0; i < table->count; i++) {
		if (!shown[i])
			continue;
		widen(page, &layout, i, page_clean(page, table->columns[i].title, TEXT_ONE_LINE));
		DOC_EACH_SHOWN(row, node)
			widen(page, &layout, i, cell_text(page, row, i));
		layout.last = i;
		layout.total += layout.width[i] + (layout.total ? COLUMN_GAP : 0);
	}
	DOC_EACH_SHOWN(row, node)
		layout.marked |= *fact_mark(row->role, row->mark, page->ascii) != '\0';
	layout.total += layout.marked ? 2 : 0;
	return layout;
}

static int least_width(const struct doc_column *column)
{
	return column->min_width > COLUMN_LEAST ? column->min_width : COLUMN_LEAST;
}

/* Takes columns from the widest until all fit; false when that would leave them too narrow to read. */
static bool squeeze(struct layout *layout, int room)
{
	while (layout->total > room) {
		size_t widest = layout->table->count;
		for (size_t i = 0; i < layout->table->count; i++) {
			if (layout->width[i] <= least_width(&layout->table->columns[i]))
				continue;
			if (widest == layout->table->count || layout->width[i] > layout->width[widest])
				widest = i;
		}
		if (widest == layout->table->count)
			return false;
		layout->width[widest]--;
		layout->total--;
	}
	return true;
}

struct wrapped {
	struct text_line *lines;
	size_t count;
};

static void put_cell_line(
        struct page *page, const struct layout *layout, size_t column, const struct text_line *line)
{
	int width = layout->width[column], fill = width - (line ? line->width : 0);
	enum doc_align align = layout->table->columns[column].align;
	int before = align == ALIGN_RIGHT ? fill : align == ALIGN_CENTRE ? fill / 2 : 0;
	str_repeat(page->out, " ", (size_t)(before > 0 && line ? before : 0));
	if (line)
		str_add_bytes(page->out, line->start, line->len);
	int after = line ? fill - before : fill;
	if (column != layout->last)
		str_repeat(page->out, " ", (size_t)(after > 0 ? after : 0) + COLUMN_GAP);
}

static void trim_line(struct page *page)
{
	struct str *out = page->out;
	while (out->len > 0 && out->text[out->len - 1] == ' ')
		out->text[--out->len] = '\0';
	str_add_char(out, '\n');
}

/* One row over as many lines as its longest cell takes. */
static void put_row(struct page *page, const struct layout *layout, const char *mark, const char **texts)
{
	size_t count = layout->table->count, height = 1;
	struct wrapped *cells = arena_array_of(page->arena, struct wrapped, count);
	for (size_t i = 0; i < count; i++) {
		if (layout->width[i] > 0 && *texts[i])
			cells[i].count = text_wrap(page->arena, texts[i], layout->width[i], &cells[i].lines);
		height = cells[i].count > height ? cells[i].count : height;
	}
	for (size_t line = 0; line < height; line++) {
		text_indent(page);
		if (layout->marked)
			str_add(page->out, line == 0 && *mark ? mark : "  ");
		for (size_t i = 0; i < count; i++)
			if (layout->width[i] > 0)
				put_cell_line(page, layout, i,
				        line < cells[i].count ? &cells[i].lines[line] : NULL);
		trim_line(page);
	}
}

static void put_heads(struct page *page, const struct layout *layout)
{
	const struct doc_table *table = layout->table;
	const char **titles = arena_array_of(page->arena, const char *, table->count);
	const char **lines = arena_array_of(page->arena, const char *, table->count);
	for (size_t i = 0; i < table->count; i++) {
		struct str line = str_new(page->arena);
		str_repeat(&line, "-", (size_t)layout->width[i]);
		titles[i] = page_clean(page, table->columns[i].title, TEXT_ONE_LINE);
		lines[i] = *titles[i] ? line.text : "";
	}
	put_row(page, layout, "", titles);
	put_row(page, layout, "", lines);
}

static void put_columns(struct page *page, const struct layout *layout, const struct doc_node *node)
{
	const char **texts = arena_array_of(page->arena, const char *, layout->table->count);
	if (fact_columns_have_heads(layout->table, layout->shown))
		put_heads(page, layout);
	DOC_EACH_SHOWN(row, node) {
		for (size_t i = 0; i < layout->table->count; i++)
			texts[i] = cell_text(page, row, i);
		put_row(page, layout, fact_mark(row->role, row->mark, page->ascii), texts);
	}
}

/* A row as a block of "label: value", for tables wider than the page. */
static void put_record(struct page *page, const struct doc_table *table, const struct doc_node *row)
{
	const char *mark = fact_mark(row->role, row->mark, page->ascii);
	const char *first = *mark ? mark : page->ascii ? "* " : "• ";
	for (size_t i = 0; i < table->count; i++) {
		const char *text = cell_text(page, row, i);
		if (table->columns[i].hidden || !*text)
			continue;
		const char *title = page_clean(page, table->columns[i].title, TEXT_ONE_LINE);
		text_put(page, first, "  ",
		        arena_printf(page->arena, "%s%s%s", title, *title ? ": " : "", text));
		first = "  ";
	}
}

void text_table(struct page *page, const struct doc_node *node)
{
	const char *title = page_clean(page, node->title, TEXT_ONE_LINE);
	const bool *shown = fact_columns(page->arena, node, false);
	if (!shown)
		return;
	page_gap(page, FLOW_NONE);
	if (*title)
		text_put(page, "", "", title);
	struct layout layout = measure(page, node, shown);
	if (squeeze(&layout, text_room(page))) {
		put_columns(page, &layout, node);
		return;
	}
	DOC_EACH_SHOWN(row, node)
		put_record(page, node->table, row);
}
