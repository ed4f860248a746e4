#include <dagstart/doc/doc.h>

#include <stdarg.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/say.h>

/* A copy of `count` items; builders often hand over arrays that live on their stack. */
static void *copy_items(struct doc *doc, const void *items, size_t count, size_t size)
{
	return count ? arena_memdup(doc->arena, items, count * size) : NULL;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static struct doc_node *node_new(struct arena *arena, enum doc_kind kind)
{
	struct doc_node *node = arena_new_of(arena, struct doc_node);
	node->kind = kind;
	node->key = node->title = node->text = node->aside = "";
	return node;
}

struct doc doc_new(struct arena *arena)
{
	return (struct doc){.arena = arena, .root = node_new(arena, DOC_SECTION)};
}

struct doc_node *doc_add(
        struct doc *doc, struct doc_node *parent, enum doc_kind kind, enum doc_role role, const char *text)
{
	struct doc_node *node = node_new(doc->arena, kind);
	node->role = role;
	node->text = or_empty(text);
	node->parent = parent;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	return node;
}

static struct doc_node *add_titled(struct doc *doc, struct doc_node *parent, enum doc_kind kind,
        const char *key, const char *title, const char *text)
{
	struct doc_node *node = doc_add(doc, parent, kind, ROLE_TEXT, text);
	node->key = or_empty(key);
	node->title = or_empty(title);
	return node;
}

struct doc_node *doc_section(struct doc *doc, struct doc_node *parent, const char *title, const char *aside)
{
	struct doc_node *node = add_titled(doc, parent, DOC_SECTION, NULL, title, title);
	node->aside = or_empty(aside);
	return node;
}

struct doc_node *doc_heading(
        struct doc *doc, struct doc_node *parent, int level, const char *text, const char *aside)
{
	struct doc_node *node = doc_add(doc, parent, DOC_HEADING, ROLE_TITLE, text);
	node->level = level;
	node->aside = or_empty(aside);
	return node;
}

struct doc_node *doc_para(struct doc *doc, struct doc_node *parent, enum doc_role role, const char *text)
{
	return doc_add(doc, parent, DOC_PARA, role, text);
}

struct doc_node *doc_paraf(
        struct doc *doc, struct doc_node *parent, enum doc_role role, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *text = arena_vprintf(doc->arena, format, args);
	va_end(args);
	return doc_para(doc, parent, role, text);
}

struct doc_node *doc_span(struct doc *doc, struct doc_node *parent, enum doc_role role, const char *text)
{
	return doc_add(doc, parent, DOC_SPAN, role, text);
}

struct doc_node *doc_spanf(
        struct doc *doc, struct doc_node *parent, enum doc_role role, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *text = arena_vprintf(doc->arena, format, args);
	va_end(args);
	return doc_span(doc, parent, role, text);
}

struct doc_node *doc_item(struct doc *doc, struct doc_node *list, struct ref ref, const char *text)
{
	struct doc_node *node = doc_add(doc, list, DOC_ITEM, ROLE_TEXT, text);
	node->ref = ref;
	node->focusable = ref_is(ref);
	return node;
}

static struct doc_value *value_new(struct doc *doc, struct doc_value value)
{
	struct doc_value *node = arena_new_of(doc->arena, struct doc_value);
	*node = value;
	return node;
}

struct doc_node *doc_field(
        struct doc *doc, struct doc_node *parent, const char *key, const char *label, const char *value)
{
	return add_titled(doc, parent, DOC_FIELD, key, label, value);
}

void doc_field_given(
        struct doc *doc, struct doc_node *parent, const char *key, const char *label, const char *value)
{
	if (!strempty(value))
		doc_field(doc, parent, key, label, value);
}

struct doc_node *doc_field_number(struct doc *doc, struct doc_node *parent, const char *key,
        const char *label, const char *value, double number)
{
	struct doc_node *node = doc_field(doc, parent, key, label, value);
	node->value = value_new(doc, (struct doc_value){.kind = VALUE_NUMBER, .number = number});
	return node;
}

struct doc_node *doc_field_int(
        struct doc *doc, struct doc_node *parent, const char *key, const char *label, int64_t number)
{
	struct doc_node *node = doc_field(doc, parent, key, label, say_count(doc->arena, number));
	node->value = value_new(doc, (struct doc_value){.kind = VALUE_INTEGER, .integer = number});
	return node;
}

struct doc_node *doc_field_value(struct doc *doc, struct doc_node *parent, const char *key, const char *label,
        const char *text, const char *value)
{
	struct doc_node *node = doc_field(doc, parent, key, label, text);
	node->value = value_new(doc, (struct doc_value){.kind = VALUE_TEXT, .text = value});
	return node;
}

struct doc_node *doc_table(struct doc *doc, struct doc_node *parent, const char *key,
        const struct doc_column *columns, size_t count)
{
	struct doc_node *node = add_titled(doc, parent, DOC_TABLE, key, NULL, NULL);
	node->table = arena_new_of(doc->arena, struct doc_table);
	*node->table = (struct doc_table){.columns = columns, .count = count};
	return node;
}

struct doc_node *doc_row(struct doc *doc, struct doc_node *table, struct ref ref)
{
	struct doc_node *node = doc_add(doc, table, DOC_ROW, ROLE_TEXT, NULL);
	node->ref = ref;
	node->focusable = ref_is(ref);
	return node;
}

struct doc_node *doc_cell(struct doc *doc, struct doc_node *row, const char *text)
{
	return doc_add(doc, row, DOC_CELL, ROLE_TEXT, text);
}

struct doc_node *doc_cell_role(struct doc *doc, struct doc_node *row, enum doc_role role, const char *text)
{
	return doc_add(doc, row, DOC_CELL, role, text);
}

static struct doc_node *cell_valued(
        struct doc *doc, struct doc_node *row, const char *text, struct doc_value value)
{
	struct doc_node *node = doc_cell(doc, row, text);
	node->value = value_new(doc, value);
	return node;
}

struct doc_node *doc_cell_int(struct doc *doc, struct doc_node *row, const char *text, int64_t number)
{
	return cell_valued(doc, row, text, (struct doc_value){.kind = VALUE_INTEGER, .integer = number});
}

struct doc_node *doc_cell_number(struct doc *doc, struct doc_node *row, const char *text, double number)
{
	return cell_valued(doc, row, text, (struct doc_value){.kind = VALUE_NUMBER, .number = number});
}

struct doc_node *doc_cell_bool(struct doc *doc, struct doc_node *row, const char *text, bool truth)
{
	return cell_valued(doc, row, text, (struct doc_value){.kind = VALUE_BOOL, .truth = truth});
}

struct doc_node *doc_cell_value(struct doc *doc, struct doc_node *row, const char *text, const char *value)
{
	return cell_valued(doc, row, text, (struct doc_value){.kind = VALUE_TEXT, .text = or_empty(value)});
}

struct doc_node *doc_cell_bar(
        struct doc *doc, struct doc_node *row, const char *text, const struct doc_bar *bar)
{
	struct doc_node *node = doc_cell(doc, row, text);
	node->bar = arena_memdup(doc->arena, bar, sizeof(*bar));
	node->bar->points = copy_items(doc, bar->points, bar->count, sizeof(*bar->points));
	return node;
}

struct doc_node *doc_score(
        struct doc *doc, struct doc_node *parent, const char *key, const struct doc_score *score)
{
	struct doc_node *node = add_titled(doc, parent, DOC_SCORE, key, NULL, NULL);
	struct doc_score *copy = arena_memdup(doc->arena, score, sizeof(*score));
	const char **texts[] = {
	        &copy->title, &copy->window, &copy->value, &copy->margin, &copy->target, &copy->verdict};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = or_empty(*texts[i]);
	copy->parts = copy_items(doc, score->parts, score->part_count, sizeof(*score->parts));
	node->score = copy;
	return node;
}

struct doc_node *doc_chart(struct doc *doc, struct doc_node *parent, const struct doc_chart *chart)
{
	struct doc_node *node = doc_add(doc, parent, DOC_CHART, ROLE_TEXT, NULL);
	struct doc_chart *copy = arena_memdup(doc->arena, chart, sizeof(*chart));
	const char **texts[] = {&copy->centre_label, &copy->lower_label, &copy->upper_label, &copy->summary};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = or_empty(*texts[i]);
	copy->points = copy_items(doc, chart->points, chart->count, sizeof(*chart->points));
	copy->marks = copy_items(doc, chart->marks, chart->mark_count, sizeof(*chart->marks));
	node->chart = copy;
	return node;
}

struct doc_node *doc_gauge(
        struct doc *doc, struct doc_node *parent, enum doc_role role, const struct doc_gauge *gauge)
{
	struct doc_node *node = doc_add(doc, parent, DOC_GAUGE, role, NULL);
	node->gauge = arena_memdup(doc->arena, gauge, sizeof(*gauge));
	node->gauge->caption = or_empty(gauge->caption);
	return node;
}

struct doc_node *doc_timer(
        struct doc *doc, struct doc_node *parent, enum doc_role role, const struct doc_timer *timer)
{
	struct doc_node *node = doc_add(doc, parent, DOC_TIMER, role, NULL);
	node->timer = arena_memdup(doc->arena, timer, sizeof(*timer));
	node->timer->caption = or_empty(timer->caption);
	return node;
}

struct doc_node *doc_hint(struct doc *doc, struct doc_node *parent, const char *text)
{
	return doc_add(doc, parent, DOC_HINT, ROLE_QUIET, text);
}

struct doc_node *doc_rule(struct doc *doc, struct doc_node *parent)
{
	return doc_add(doc, parent, DOC_RULE, ROLE_QUIET, NULL);
}

const struct doc_node *doc_row_cell(const struct doc_node *row, size_t index)
{
	DOC_EACH(cell, row)
		if (cell->kind == DOC_CELL && index-- == 0)
			return cell;
	return NULL;
}

static bool cell_says(const struct doc_node *cell, bool pictures)
{
	if (!strempty(cell->text) || (pictures && cell->bar))
		return true;
	DOC_EACH(child, cell)
		if (child->kind != DOC_SPAN || !strempty(child->text))
			return true;
	return false;
}

bool doc_column_shown(const struct doc_node *table, size_t index, bool pictures)
{
	if (table->table->columns[index].hidden)
		return false;
	DOC_EACH_SHOWN(row, table) {
		const struct doc_node *cell = doc_row_cell(row, index);
		if (cell && cell_says(cell, pictures))
			return true;
	}
	return false;
}

struct doc_node *doc_next(const struct doc_node *top, struct doc_node *node)
{
	if (node->first)
		return node->first;
	while (node && node != top && !node->next)
		node = node->parent;
	return node && node != top ? node->next : NULL;
}

struct doc_node *doc_find_key(const struct doc *doc, const char *key)
{
	if (strempty(key))
		return NULL;
	for (struct doc_node *node = doc->root; node; node = doc_next(doc->root, node))
		if (streq(node->key, key))
			return node;
	return NULL;
}

const char *doc_plain(struct arena *arena, const struct doc_node *node)
{
	struct str text = str_new(arena);
	str_add(&text, or_empty(node->text));
	DOC_EACH(span, node)
		if (span->kind == DOC_SPAN)
			str_add(&text, or_empty(span->text));
	return text.text;
}
