#include "layout.h"

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

enum {
	COLUMN_GAP = 5,
	COLUMN_LEAST = 34, /* narrower ones are stacked */
};

/* How the selection is shown. */
enum focus_style { FOCUS_BAR, FOCUS_FILL };

struct kind {
	layout_draw_fn *draw; /* NULL: drawn by its parent */
	enum focus_style focus;
	bool close; /* stands close below another of its kind */
	bool loose; /* has air around it also where room is short */
};

static layout_draw_fn draw_section, draw_columns;

static const struct kind kinds[DOC_KINDS] = {
        [DOC_SECTION] = {.draw = draw_section, .loose = true},
        [DOC_COLUMNS] = {.draw = draw_columns},
        [DOC_HEADING] = {.draw = layout_heading, .loose = true},
        [DOC_PARA] = {.draw = layout_para},
        [DOC_SPAN] = {0},
        [DOC_QUOTE] = {.draw = layout_quote},
        [DOC_LIST] = {.draw = layout_list},
        [DOC_ITEM] = {.draw = layout_item, .focus = FOCUS_FILL, .close = true},
        [DOC_TABLE] = {.draw = layout_table},
        [DOC_ROW] = {.focus = FOCUS_FILL},
        [DOC_CELL] = {0},
        [DOC_FIELD] = {.draw = layout_field, .focus = FOCUS_FILL, .close = true},
        [DOC_SCORE] = {.draw = layout_score, .loose = true},
        [DOC_CHART] = {.draw = layout_chart},
        [DOC_GAUGE] = {.draw = layout_gauge, .close = true},
        [DOC_TIMER] = {.draw = layout_timer, .close = true},
        [DOC_STATUS] = {.draw = layout_status, .close = true},
        [DOC_INPUT] = {.draw = layout_input, .close = true},
        [DOC_HINT] = {.draw = layout_hint, .close = true, .loose = true},
        [DOC_RULE] = {.draw = layout_rule},
};

/* -- the selection -- */

void layout_spot(struct layout *l, const struct spot *spot)
{
	if (l->spot_count == l->spot_room) {
		size_t room = l->spot_room ? 2 * l->spot_room : 32;
		l->spots = arena_grow(
		        l->arena, l->spots, l->spot_room * sizeof(*l->spots), room * sizeof(*l->spots));
		l->spot_room = room;
	}
	l->spots[l->spot_count++] = *spot;
}

/* -- the window -- */

static bool is_seen(const struct window *window, int row)
{
	return row >= window->scroll && row - window->scroll < window->height;
}

static void stroke_show(const struct stroke *stroke, const struct window *window)
{
	int row = window->top + stroke->row - window->scroll;
	if (!is_seen(window, stroke->row))
		return;
	if (stroke->fill)
		grid_fill(window->grid, row, stroke->column, 1, stroke->width, stroke->look, stroke->text);
	else
		grid_put(window->grid, row, stroke->column, stroke->width, stroke->look, stroke->text);
}

void layout_show(const struct strokes *strokes, const struct window *window)
{
	for (; strokes; strokes = strokes->next) {
		if (strokes->bottom <= window->scroll || strokes->top >= window->scroll + window->height)
			continue;
		for (size_t i = 0; i < strokes->count; i++)
			stroke_show(&strokes->items[i], window);
	}
}

static void fill_selected(const struct window *window, const struct spot *spot)
{
	for (int row = spot->top; row < spot->bottom; row++) {
		if (!is_seen(window, row))
			continue;
		for (int column = spot->left - 1; column < spot->right + LAYOUT_MARK_RIGHT; column++) {
			struct cell *cell = grid_at(window->grid, window->top + row - window->scroll, column);
			if (cell && column >= window->left - 1 && column < window->left + window->width + 1)
				cell->look.role = ROLE_SELECTED;
		}
	}
}

static void bar_selected(const struct window *window, const struct spot *spot)
{
	struct stroke bar = {
	        .text = window->ascii ? "|" : "▌",
	        .column = spot->left - LAYOUT_MARK_LEFT,
	        .width = 1,
	        .look = {.role = ROLE_ACCENT, .strong = true},
	};
	for (bar.row = spot->top; bar.row < spot->bottom; bar.row++)
		stroke_show(&bar, window);
}

void layout_mark(const struct window *window, const struct spot *spot)
{
	if (kinds[spot->node->kind].focus == FOCUS_FILL)
		fill_selected(window, spot);
	else
		bar_selected(window, spot);
}

/* -- nodes -- */

static void draw_node(struct layout *l, const struct doc_node *node, struct area *area)
{
	layout_draw_fn *draw = node->kind < DOC_KINDS ? kinds[node->kind].draw : NULL;
	int top = area->row;
	if (!draw || area->width < 1)
		return;
	size_t place = l->spot_count;
	/* Reading order: before the spots of its children. Where it ends is known afterwards. */
	if (node->focusable)
		layout_spot(l, &(struct spot){.node = node});
	draw(l, node, area);
	if (!node->focusable)
		return;
	l->spots[place] = (struct spot){
	        .node = node,
	        .top = top,
	        .bottom = area->row,
	        .left = area->column,
	        .right = area->column + lay_prose(l, area),
	};
}

/* Blank lines before `node`, which follows `before` (`lines` high) in the same block. */
static int wanted_gap(struct layout *l, const struct doc_node *before, int lines, const struct doc_node *node,
        const struct area *area)
{
	const struct kind *kind = &kinds[node->kind];
	if (before->kind == node->kind && kind->close)
		return l->density >= DENSITY_WALL && node->kind == DOC_ITEM;
	if (before->kind == DOC_HEADING)
		return 0;
	if (before->kind == DOC_PARA && node->kind == DOC_PARA)
		return lines > 1 || !layout_is_short(l, node, area);
	/* Captions and figures of one thing. */
	if ((before->kind == DOC_FIELD || before->kind == DOC_TIMER || before->kind == DOC_GAUGE) &&
	        (node->kind == DOC_FIELD || node->kind == DOC_GAUGE || node->kind == DOC_TIMER))
		return 0;
	return 1;
}

/* Whether there is room for a blank line that is wanted here. */
static bool has_air(struct layout *l)
{
	if (l->density != DENSITY_TIGHT || l->depth < l->air.depth)
		return true;
	if (l->depth > l->air.depth || l->air.lines == 0)
		return false;
	l->air.lines--;
	return true;
}

static int gap_of(struct layout *l, const struct doc_node *before, int lines, const struct doc_node *node,
        const struct area *area)
{
	int wanted = wanted_gap(l, before, lines, node, area);
	bool parted = kinds[node->kind].loose && before->kind != DOC_RULE;
	if (l->density >= DENSITY_WALL && l->depth == 1 && parted && node->kind != DOC_HINT)
		wanted = 2;
	return wanted && (has_air(l) || parted) ? wanted : 0;
}

void layout_run(struct layout *l, const struct doc_node *from, const struct doc_node *end, struct area *area)
{
	const struct doc_node *before = NULL;
	int lines = 0;
	l->depth++;
	for (const struct doc_node *child = from; child != end; child = child->next) {
		int row = area->row;
		if (!kinds[child->kind].draw)
			continue;
		area->row += before ? gap_of(l, before, lines, child, area) : 0;
		int top = area->row;
		draw_node(l, child, area);
		lines = area->row - top;
		if (lines > 0)
			before = child;
		else
			area->row = row;
	}
	l->depth--;
}

void layout_children(struct layout *l, const struct doc_node *node, struct area *area)
{
	layout_run(l, node->first, NULL, area);
}

static bool has_title(const struct doc_node *node)
{
	return !strempty(node->text) || !strempty(node->title) || !strempty(node->aside);
}

/* What belongs to rows and sentences stands by their title: far at the right it would be a head of columns.
 */
static bool is_aside_near(const struct doc_node *node)
{
	enum doc_kind first = node->first ? node->first->kind : DOC_PARA;
	return !node->focusable &&
	       (first == DOC_TABLE || first == DOC_LIST || first == DOC_ITEM || first == DOC_PARA);
}

static void draw_title(
        struct layout *l, const struct doc_node *node, const struct rich *title, struct area *area)
{
	int width = l->density < DENSITY_HUGE ? lay_prose(l, area) : area->width;
	if (is_aside_near(node))
		lay_near(l, title, node->aside, area, width);
	else
		lay_sides(l, title, node->aside, area, width);
}

static void draw_section(struct layout *l, const struct doc_node *node, struct area *area)
{
	if (has_title(node)) {
		bool judged = node->role != ROLE_TEXT;
		struct look look = {.role = judged ? (uint8_t)node->role : ROLE_TITLE, .strong = true};
		struct doc_node copy = *node;
		copy.text = str_or(node->text, node->title);
		copy.first = NULL;
		struct rich title = rich_of(l, &copy, look, TEXT_ONE_LINE);
		draw_title(l, node, &title, area);
		bool huge = l->density >= DENSITY_HUGE;
		bool words = node->first && (node->first->kind == DOC_QUOTE || (huge && node->first->strong));
		l->depth++;
		area->row += words && (l->density < DENSITY_AIRY || huge) && has_air(l);
		l->depth--;
	}
	layout_children(l, node, area);
}

static int weight_of(const struct doc_node *node)
{
	return node->level > 0 ? node->level : 1;
}

static void draw_columns(struct layout *l, const struct doc_node *node, struct area *area)
{
	int weights = 0, count = 0, bottom = area->row;
	DOC_EACH(child, node) {
		weights += weight_of(child);
		count++;
	}
	int room = area->width - COLUMN_GAP * (count - 1);
	if (count < 2 || room / count < COLUMN_LEAST) {
		layout_children(l, node, area);
		return;
	}
	struct area column = {.column = area->column};
	DOC_EACH(child, node) {
		column.row = area->row;
		column.width = room * weight_of(child) / weights;
		draw_node(l, child, &column);
		bottom = column.row > bottom ? column.row : bottom;
		column.column += column.width + COLUMN_GAP;
	}
	area->row = bottom;
}

void layout_body(struct layout *l, const struct doc_node *root)
{
	struct area area = {.row = 0, .column = l->left, .width = l->width};
	l->spot_count = 0;
	if (!layout_flow(l, root, &area))
		draw_node(l, root, &area);
	l->rows = area.row;
}
