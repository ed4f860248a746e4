#include "random_doc.h"

#include <math.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>

enum { DEPTH_MAX = 7, CHILDREN_MAX = 6, NODES_MAX = 250, TEXT_MAX = 90, COLUMNS_MAX = 5, DAY_FIRST = 20000 };

struct maker {
	struct doc doc;
	struct choices *c;
	int nodes;
};

const char *random_text(struct doc *doc, struct choices *c)
{
	static const char *const ready[] = {"", "a", "De bezorger belde niet aan.", "=1+1", "été", "你好"};
	uint32_t what = choice_below(c, 12);
	return what < sizeof(ready) / sizeof(ready[0]) ? ready[what] : choice_text(c, doc->arena, TEXT_MAX);
}

static const char *text(struct maker *m)
{
	return random_text(&m->doc, m->c);
}

static enum doc_role role(struct maker *m)
{
	return (enum doc_role)choice_below(m->c, ROLE_COUNT);
}

static struct ref ref(struct maker *m)
{
	if (choice_below(m->c, 3))
		return (struct ref){0};
	return (struct ref){(char)('A' + choice_below(m->c, 26)), choice_int(m->c) & INT64_MAX};
}

static struct doc_node *make_plain(struct maker *m, struct doc_node *parent, enum doc_kind kind)
{
	struct doc_node *node = doc_add(&m->doc, parent, kind, role(m), text(m));
	node->aside = text(m);
	node->title = text(m);
	return node;
}

static struct doc_node *make_section(struct maker *m, struct doc_node *parent, enum doc_kind kind)
{
	UNUSED(kind);
	struct doc_node *node = doc_section(&m->doc, parent, text(m), text(m));
	node->key = choice_below(m->c, 2) ? text(m) : NULL;
	return node;
}

static struct doc_node *make_heading(struct maker *m, struct doc_node *parent, enum doc_kind kind)
{
	UNUSED(kind);
	return doc_heading(&m->doc, parent, 1 + (int)choice_below(m->c, 2), text(m), text(m));
}

static struct doc_node *make_list(struct maker *m, struct doc_node *parent, enum doc_kind kind)
{
	struct doc_node *list = doc_add(&m->doc, parent, kind, role(m), "");
	for (uint32_t i = choice_below(m->c, 4); i > 0; i--)
		doc_item(&m->doc, list, ref(m), text(m));
	return list;
}

static void make_cell(struct maker *m, struct doc_node *row)
{
	switch (choice_below(m->c, 6)) {
	case 0:
		doc_cell_int(&m->doc, row, text(m), choice_int(m->c));
		break;
	case 1:
		doc_cell_number(&m->doc, row, text(m), choice_gap(m->c));
		break;
	case 2:
		doc_cell_bool(&m->doc, row, text(m), choice_below(m->c, 2));
		break;
	case 3:
		doc_cell_value(&m->doc, row, text(m), text(m));
		break;
	default:
		doc_cell_role(&m->doc, row, role(m), text(m));
	}
}

static struct doc_node *make_table(struct maker *m, struct doc_node *parent, enum doc_kind kind)
{
	UNUSED(kind);
	size_t count = 1 + choice_below(m->c, COLUMNS_MAX);
	struct doc_column *columns = arena_array_of(m->doc.arena, struct doc_column, count);
	for (size_t i = 0; i < count; i++)
		columns[i] = (struct doc_column){
		        .key = arena_printf(m->doc.arena, "c%zu", i),
		        .title = text(m),
		        .align = (enum doc_align)choice_below(m->c, 3),
		        .min_width = (int)choice_below(m->c, 30),
		        .weight = (int)choice_below(m->c, 4),
		        .drop = (int)choice_below(m->c, 3),
		        .wrap = choice_below(m->c, 2),
		        .hidden = choice_below(m->c, 5) == 4,
		};
	struct doc_node *table = doc_table(&m->doc, parent, "rows", columns, count);
	for (uint32_t i = choice_below(m->c, 6); i > 0; i--) {
		struct doc_node *row = doc_row(&m->doc, table, ref(m));
		/* A row may be shorter than its table. */
		for (uint32_t cells = choice_below(m->c, (uint32_t)count + 1); cells > 0; cells--)
			make_cell(m, row);
	}
	return table;
}

static struct doc_node *make_field(struct maker *m, struct doc_node *parent, enum doc_kind kind)
{
	UNUSED(kind);
	switch (choice_below(m->c, 3)) {
	case 0:
		return doc_field_int(&m->doc, parent, "whole", text(m), choice_int(m->c));
	case 1:
		return doc_field_number(&m->doc, parent, "number", text(m), text(m), choice_gap(m->c));
	default:
		return doc_field(&m->doc, parent, "field", text(m), text(m));
	}
}

static struct doc_node *make_score(struct maker *m, struct doc_node *parent, enum doc_kind kind)
{
	UNUSED(kind);
	struct doc_part parts[3];
	size_t count = choice_below(m->c, 4);
	int left = 100;
	for (size_t i = 0; i < count; i++) {
		int percent = i + 1 == count ? left : (int)choice_below(m->c, (uint32_t)left + 1);
		parts[i] = (struct doc_part){text(m), choice_int(m->c) & INT32_MAX, percent, role(m)};
		left -= percent;
	}
	return doc_score(&m->doc, parent, "nps",
	        &(struct doc_score){.title = text(m),
	                .window = text(m),
	                .value = text(m),
	                .margin = text(m),
	                .n = choice_int(m->c) & INT32_MAX,
	                .target = text(m),
	                .verdict = text(m),
	                .verdict_role = role(m),
	                .parts = parts,
	                .part_count = count,
	                .number = {.kind = VALUE_NUMBER, .number = choice_gap(m->c)},
	                .low = choice_gap(m->c),
	                .high = choice_gap(m->c)});
}

static struct doc_node *make_chart(struct maker *m, struct doc_node *parent, enum doc_kind kind)
{
	UNUSED(kind);
	struct doc_point points[40];
	struct doc_mark marks[8];
	size_t count = choice_below(m->c, 41), mark_count = choice_below(m->c, 9);
	for (size_t i = 0; i < count; i++)
		points[i] = (struct doc_point){.day = DAY_FIRST + 7 * (int32_t)i,
		        .value = choice_gap(m->c),
		        .lower = choice_gap(m->c),
		        .upper = choice_gap(m->c),
		        .signal = choice_below(m->c, 2),
		        .label = choice_below(m->c, 8) ? "" : text(m)};
	for (size_t i = 0; i < mark_count; i++)
		marks[i] = (struct doc_mark){DAY_FIRST + (int32_t)choice_below(m->c, 300), ref(m)};
	double low = choice_number(m->c), high = choice_number(m->c);
	return doc_chart(&m->doc, parent,
	        &(struct doc_chart){.points = points,
	                .count = count,
	                .low = fmin(low, high),
	                .high = fmax(low, high),
	                .centre = choice_gap(m->c),
	                .centre_label = text(m),
	                .lower_label = text(m),
	                .upper_label = text(m),
	                .marks = marks,
	                .mark_count = mark_count,
	                .height = (int)choice_below(m->c, 20),
	                .summary = text(m)});
}

static struct doc_node *make_gauge(struct maker *m, struct doc_node *parent, enum doc_kind kind)
{
	UNUSED(kind);
	return doc_gauge(&m->doc, parent, role(m),
	        &(struct doc_gauge){.part = (double)choice_byte(m->c) / 255,
	                .caption = text(m),
	                .width = (int)choice_below(m->c, 200)});
}

static struct doc_node *make_timer(struct maker *m, struct doc_node *parent, enum doc_kind kind)
{
	UNUSED(kind);
	return doc_timer(&m->doc, parent, role(m),
	        &(struct doc_timer){.used_ms = choice_int(m->c) & INT32_MAX,
	                .planned_s = (int)choice_below(m->c, 4000),
	                .running = choice_below(m->c, 2),
	                .caption = text(m)});
}

static struct doc_node *(*const makers[DOC_KINDS])(struct maker *, struct doc_node *, enum doc_kind) = {
        [DOC_SECTION] = make_section,
        [DOC_COLUMNS] = make_plain,
        [DOC_HEADING] = make_heading,
        [DOC_PARA] = make_plain,
        [DOC_SPAN] = make_plain,
        [DOC_QUOTE] = make_plain,
        [DOC_LIST] = make_list,
        [DOC_ITEM] = make_plain,
        [DOC_TABLE] = make_table,
        [DOC_ROW] = NULL, /* only within its table */
        [DOC_CELL] = NULL,
        [DOC_FIELD] = make_field,
        [DOC_SCORE] = make_score,
        [DOC_CHART] = make_chart,
        [DOC_GAUGE] = make_gauge,
        [DOC_TIMER] = make_timer,
        [DOC_STATUS] = make_plain,
        [DOC_INPUT] = make_plain,
        [DOC_HINT] = make_plain,
        [DOC_RULE] = make_plain,
};

/* What may hang below what. */
static bool fits(const struct doc_node *parent, enum doc_kind kind)
{
	if (kind == DOC_SPAN)
		return parent->kind == DOC_PARA || parent->kind == DOC_ITEM;
	if (parent->kind == DOC_PARA)
		return false;
	if (kind == DOC_ITEM || parent->kind == DOC_LIST)
		return kind == DOC_ITEM && parent->kind == DOC_LIST;
	if (parent->kind == DOC_ITEM)
		return kind == DOC_PARA || kind == DOC_FIELD || kind == DOC_LIST;
	return parent->kind == DOC_SECTION || parent->kind == DOC_COLUMNS;
}

static bool has_children(const struct doc_node *node)
{
	return node->kind == DOC_SECTION || node->kind == DOC_COLUMNS || node->kind == DOC_PARA ||
	       node->kind == DOC_ITEM || node->kind == DOC_LIST;
}

static void make_children(struct maker *m, struct doc_node *parent, int depth)
{
	for (uint32_t i = 1 + choice_below(m->c, CHILDREN_MAX); i > 0 && choices_left(m->c); i--) {
		enum doc_kind kind = (enum doc_kind)choice_below(m->c, DOC_KINDS);
		if (!makers[kind] || !fits(parent, kind) || ++m->nodes > NODES_MAX)
			continue;
		struct doc_node *node = makers[kind](m, parent, kind);
		node->mark = choice_below(m->c, 2);
		node->strong = choice_below(m->c, 2);
		node->focusable = choice_below(m->c, 2);
		if (choice_below(m->c, 4) == 0)
			node->level = (int)choice_below(m->c, 4);
		if (has_children(node) && depth < DEPTH_MAX)
			make_children(m, node, depth + 1);
	}
}

struct doc random_doc(struct arena *arena, struct choices *c)
{
	struct maker m = {.doc = doc_new(arena), .c = c};
	while (choices_left(c) && m.nodes < NODES_MAX)
		make_children(&m, m.doc.root, 1);
	return m.doc;
}
