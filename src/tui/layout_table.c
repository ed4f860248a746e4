/* Tables: as wide as their content where that fits. Where it does not, remarks (a flexible column without a
 * head) go below their row, then columns are left out in the order that the table gives, then the flexible
 * ones share what room there is. */
#include "layout.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

enum {
	GAP = 2,
	MARK_WIDTH = 2, /* the glyph of a row */
	FLEXIBLE_LEAST = 10, /* columns of one that has a share of the room */
	FIXED_LEAST = 4, /* what is left of one without a share, when all else has failed */
};

struct table {
	const struct doc_node *node;
	const struct doc_column *columns;
	size_t count;
	int *natural; /* columns that the content takes; 0: nothing in it */
	int *width; /* as drawn; 0: left out */
	size_t below; /* the column that stands below its row; the count: none */
	int mark; /* columns before all others */
	bool heads;
};

static struct rich cell_rich(struct layout *l, const struct doc_node *row, const struct doc_node *cell)
{
	struct look look = {.role = (uint8_t)cell->role, .strong = row->strong};
	if (cell->role == ROLE_TEXT && row->role == ROLE_QUIET)
		look.role = ROLE_QUIET;
	return rich_of(l, cell, look, TEXT_ONE_LINE);
}

static const char *head_of(struct layout *l, const struct doc_column *column)
{
	return strempty(column->title) ? "" : lay_clean(l, _(column->title), TEXT_ONE_LINE);
}

static bool is_flexible(const struct doc_column *column)
{
	return column->weight > 0 || column->wrap;
}

static void measure(struct layout *l, struct table *t)
{
	for (size_t i = 0; i < t->count; i++) {
		if (!doc_column_shown(t->node, i, true))
			continue;
		int widest = 0, head = text_width(head_of(l, &t->columns[i]));
		DOC_EACH_SHOWN(row, t->node) {
			const struct doc_node *cell = doc_row_cell(row, i);
			int width = cell && cell->bar ? cell->bar->width
			            : cell            ? text_width(cell_rich(l, row, cell).text)
			                              : 0;
			widest = width > widest ? width : widest;
		}
		t->natural[i] = head > widest ? head : widest;
		t->heads |= head > 0;
	}
	DOC_EACH_SHOWN(row, t->node)
		if (row->mark && *glyph_role(row->role, l->ascii))
			t->mark = MARK_WIDTH;
}

static int least_width(const struct table *t, size_t i)
{
	const struct doc_column *column = &t->columns[i];
	int least = t->natural[i];
	if (is_flexible(column)) {
		int wanted = column->min_width > 0 ? column->min_width : FLEXIBLE_LEAST;
		least = least < wanted ? least : wanted;
	}
	return least;
}

static int total_width(const struct table *t)
{
	int total = t->mark;
	for (size_t i = 0, shown = 0; i < t->count; i++)
		if (t->width[i] > 0)
			total += t->width[i] + (shown++ ? GAP : 0);
	return total;
}

/* Leaves out the columns that the table can do without, the highest number first. */
static void drop_columns(struct table *t, int room)
{
	while (total_width(t) > room) {
		size_t worst = t->count;
		for (size_t i = 0; i < t->count; i++)
			if (t->width[i] > 0 && t->columns[i].drop > 0 &&
			        (worst == t->count || t->columns[i].drop > t->columns[worst].drop))
				worst = i;
		if (worst == t->count)
			return;
		t->width[worst] = 0;
	}
}

/* Takes from the widest until it fits. */
static void squeeze(struct table *t, int room)
{
	while (total_width(t) > room) {
		size_t widest = t->count;
		for (size_t i = 0; i < t->count; i++)
			if (t->width[i] > FIXED_LEAST &&
			        (widest == t->count || t->width[i] > t->width[widest]))
				widest = i;
		if (widest == t->count)
			return;
		t->width[widest]--;
	}
}

/* Hands out what is left, a column at a time, to the one that has the least of its share. */
static void share_room(struct table *t, int room, int widest)
{
	for (int left = room - total_width(t); left > 0; left--) {
		size_t next = t->count;
		for (size_t i = 0; i < t->count; i++) {
			int limit = t->natural[i] < widest ? t->natural[i] : widest;
			if (!is_flexible(&t->columns[i]) || t->width[i] == 0 || t->width[i] >= limit)
				continue;
			int weight = t->columns[i].weight > 0 ? t->columns[i].weight : 1;
			int best =
			        next < t->count && t->columns[next].weight > 0 ? t->columns[next].weight : 1;
			if (next == t->count || t->width[i] * best < t->width[next] * weight)
				next = i;
		}
		if (next == t->count)
			return;
		t->width[next]++;
	}
}

static int natural_width(const struct table *t)
{
	int total = t->mark;
	for (size_t i = 0, shown = 0; i < t->count; i++)
		if (t->natural[i] > 0)
			total += t->natural[i] + (shown++ ? GAP : 0);
	return total;
}

/* Remarks beside a long text would make both into narrow strips. */
static void hang_remarks(struct layout *l, struct table *t, int room)
{
	size_t flexible = 0, remarks = t->count;
	for (size_t i = 0; i < t->count; i++) {
		if (!is_flexible(&t->columns[i]) || t->natural[i] == 0)
			continue;
		flexible++;
		if (!*head_of(l, &t->columns[i]) &&
		        (remarks == t->count || t->columns[i].weight <= t->columns[remarks].weight))
			remarks = i;
	}
	if (flexible < 2 || remarks == t->count || natural_width(t) <= room)
		return;
	t->below = remarks;
	t->natural[remarks] = 0;
}

static void fit(struct layout *l, struct table *t, int room)
{
	hang_remarks(l, t, room);
	for (size_t i = 0; i < t->count; i++)
		t->width[i] = least_width(t, i);
	l->lost |= total_width(t) > room;
	drop_columns(t, room);
	squeeze(t, room);
	share_room(t, room, l->text_width);
}

static int draw_cell(
        struct layout *l, const struct table *t, size_t i, const struct rich *rich, int row, int column)
{
	if (t->columns[i].wrap && text_width(rich->text) > t->width[i])
		return rich_draw(l, rich, row, column, t->width[i], 0);
	rich_draw_line(l, rich, row, column, t->width[i], t->columns[i].align);
	return 1;
}

static void draw_heads(struct layout *l, const struct table *t, struct area *area)
{
	int column = area->column + t->mark;
	for (size_t i = 0; i < t->count; i++) {
		if (t->width[i] == 0)
			continue;
		const char *head = head_of(l, &t->columns[i]);
		struct rich_run run = {.end = strlen(head), .look = {.role = ROLE_QUIET}};
		struct rich rich = {.text = arena_strdup(l->arena, head), .runs = &run, .count = 1};
		rich_draw_line(l, &rich, area->row, column, t->width[i], t->columns[i].align);
		column += t->width[i] + GAP;
	}
	area->row++;
}

static int draw_cells(struct layout *l, const struct table *t, const struct doc_node *row, struct area *area)
{
	int column = area->column, height = 1;
	if (t->mark) {
		struct look look = {.role = (uint8_t)row->role, .strong = true};
		lay_put(l, area->row, column, 1, look, row->mark ? glyph_role(row->role, l->ascii) : "");
		column += t->mark;
	}
	for (size_t i = 0; i < t->count; i++) {
		const struct doc_node *cell = t->width[i] > 0 ? doc_row_cell(row, i) : NULL;
		if (cell && cell->bar) {
			layout_bar(l, cell->bar, area->row, column, t->width[i]);
		} else if (cell) {
			struct rich rich = cell_rich(l, row, cell);
			int lines = draw_cell(l, t, i, &rich, area->row, column);
			height = lines > height ? lines : height;
		}
		column += t->width[i] > 0 ? t->width[i] + GAP : 0;
	}
	return height;
}

/* Under the first flexible column. Returns how far they reach. */
static int draw_remarks(
        struct layout *l, const struct table *t, const struct doc_node *row, struct area *area)
{
	const struct doc_node *cell = t->below < t->count ? doc_row_cell(row, t->below) : NULL;
	int indent = t->mark;
	for (size_t i = 0; i < t->count && !(is_flexible(&t->columns[i]) && t->width[i] > 0); i++)
		indent += t->width[i] > 0 ? t->width[i] + GAP : 0;
	if (!cell)
		return 0;
	struct rich rich = cell_rich(l, row, cell);
	int width = area->width - indent < l->text_width ? area->width - indent : l->text_width;
	int wanted = text_width(rich.text);
	area->row += rich_draw(l, &rich, area->row, area->column + indent, width, 0);
	return indent + (wanted < width ? wanted : width);
}

/* Below its cells, a row may have blocks of its own; they stand under the second column. */
static void draw_blocks(
        struct layout *l, const struct table *t, const struct doc_node *row, struct area *area)
{
	int indent = t->mark + (t->count > 1 && t->width[0] > 0 ? t->width[0] + GAP : 0);
	struct area below = {
	        .row = area->row, .column = area->column + indent, .width = area->width - indent};
	layout_children(l, row, &below);
	area->row = below.row;
}

static void draw_row(struct layout *l, const struct table *t, const struct doc_node *row, struct area *area)
{
	int top = area->row, width = total_width(t);
	area->row += draw_cells(l, t, row, area);
	int remarks = draw_remarks(l, t, row, area);
	width = remarks > width ? remarks : width;
	draw_blocks(l, t, row, area);
	if (row->focusable)
		layout_spot(l, &(struct spot){
		                       .node = row,
		                       .top = top,
		                       .bottom = area->row,
		                       .left = area->column,
		                       .right = area->column + width,
		               });
}

void layout_table(struct layout *l, const struct doc_node *node, struct area *area)
{
	struct table t = {
	        .node = node,
	        .columns = node->table->columns,
	        .count = node->table->count,
	        .below = node->table->count,
	        .natural = arena_array_of(l->arena, int, node->table->count),
	        .width = arena_array_of(l->arena, int, node->table->count),
	};
	measure(l, &t);
	if (natural_width(&t) == 0)
		return;
	fit(l, &t, area->width);
	if (!strempty(node->title))
		lay_put(l, area->row++, area->column, area->width, (struct look){.role = ROLE_QUIET},
		        lay_clean(l, node->title, TEXT_ONE_LINE));
	if (t.heads)
		draw_heads(l, &t, area);
	int apart = 0;
	DOC_EACH_SHOWN(row, node) {
		area->row += apart;
		draw_row(l, &t, row, area);
		apart = l->density >= DENSITY_WALL && row->focusable;
	}
}
