/* The machine's reading. An object; what has a key stands under it, sections with a key are objects of their
 * own, words without a key are gathered in arrays by kind, so that nothing that was said is lost. The only
 * file that knows jansson. */
#include <jansson.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/say.h>

#include "facts.h"
#include "page.h"

typedef void json_put_fn(struct page *page, json_t *into, const struct doc_node *node);
static void put_node(struct page *page, json_t *into, const struct doc_node *node);

/* Out of memory is answered in one place: the arena's. */
static json_t *made(struct page *page, json_t *json)
{
	if (!json)
		arena_alloc(page->arena, PTRDIFF_MAX);
	return json;
}

static void sure(struct page *page, int result)
{
	if (result)
		arena_alloc(page->arena, PTRDIFF_MAX);
}

/* Only what is not UTF-8 can't be said in JSON; it becomes U+FFFD. */
static const char *as_utf8(struct page *page, const char *text)
{
	size_t len = strlen(text);
	if (text_is_utf8(text, len))
		return text;
	struct str clean = str_new(page->arena);
	for (size_t at = 0; at < len;) {
		uint32_t code;
		char bytes[5];
		at += text_decode(text + at, len - at, &code);
		str_add_bytes(&clean, bytes, text_encode(code, bytes));
	}
	return clean.text;
}

/* Text as it was stored, control characters too: JSON has an escape for each. */
static json_t *json_text(struct page *page, const char *text)
{
	return made(page, json_string(as_utf8(page, str_or(text, ""))));
}

static json_t *json_number(struct page *page, double number)
{
	if (!isfinite(number))
		return json_null();
	number = fact_rounded(number);
	if (fabs(number) < 1e15 && floor(number) == number) /* 31 and not 31.0 */
		return made(page, json_integer((json_int_t)number));
	return made(page, json_real(number));
}

/* A dash is for eyes: here it is null. */
static json_t *json_shown(struct page *page, const char *text)
{
	return streq(text, say_dash()) ? json_null() : json_text(page, text);
}

static json_t *json_value(struct page *page, const struct doc_value *value, const char *text)
{
	switch (value ? value->kind : VALUE_NONE) {
	case VALUE_NONE:
		break;
	case VALUE_INTEGER:
		return made(page, json_integer(value->integer));
	case VALUE_NUMBER:
		return json_number(page, value->number);
	case VALUE_BOOL:
		return json_boolean(value->truth);
	case VALUE_TEXT:
		return json_text(page, value->text);
	}
	return json_shown(page, text);
}

/* A second thing under the same key gets "_2" behind it: better twice than lost. */
static void put(struct page *page, json_t *into, const char *key, json_t *value)
{
	key = as_utf8(page, key);
	const char *name = key;
	for (int i = 2; json_object_get(into, name); i++)
		name = arena_printf(page->arena, "%s_%d", key, i);
	sure(page, json_object_set_new(into, name, value));
}

static void put_text(struct page *page, json_t *into, const char *key, const char *text)
{
	put(page, into, key, json_text(page, text));
}

static void put_unless_empty(struct page *page, json_t *into, const char *key, const char *text)
{
	if (!strempty(text))
		put_text(page, into, key, text);
}

static void put_ref(struct page *page, json_t *into, struct ref ref)
{
	if (ref_is(ref) && !json_object_get(into, "ref") && !json_object_get(into, "id"))
		put_text(page, into, "ref", ref_text(page->arena, ref));
}

static void put_day(struct page *page, json_t *into, int32_t day)
{
	put(page, into, "day", day ? json_text(page, day_iso(page->arena, day)) : json_null());
}

/* At the end of the array `name`, which begins with its first value. */
static void gather(struct page *page, json_t *into, const char *name, json_t *value)
{
	json_t *array = json_object_get(into, name);
	if (!json_is_array(array)) {
		array = made(page, json_array());
		put(page, into, name, array);
	}
	sure(page, json_array_append_new(array, value));
}

static void put_keyed(
        struct page *page, json_t *into, const struct doc_node *node, const char *without, json_t *value)
{
	if (strempty(node->key))
		gather(page, into, without, value);
	else
		put(page, into, node->key, value);
}

static void put_children(struct page *page, json_t *into, const struct doc_node *node)
{
	DOC_EACH(child, node)
		put_node(page, into, child);
}

static void put_section(struct page *page, json_t *into, const struct doc_node *node)
{
	if (!strempty(node->key)) {
		json_t *object = made(page, json_object());
		put(page, into, node->key, object);
		into = object;
	} else if (ref_is(node->ref)) { /* a card of one thing, mostly one of several */
		json_t *object = made(page, json_object());
		gather(page, into, "items", object);
		into = object;
		put_ref(page, into, node->ref);
		put_unless_empty(page, into, "title", fact_title(node));
		put_unless_empty(page, into, "aside", node->aside);
	}
	put_children(page, into, node);
}

static void put_heading(struct page *page, json_t *into, const struct doc_node *node)
{
	json_t *heading = made(page, json_object());
	gather(page, into, "headings", heading);
	put_text(page, heading, "text", fact_title(node));
	put_unless_empty(page, heading, "aside", node->aside);
}

static void put_line(struct page *page, json_t *into, const struct doc_node *node)
{
	const char *text = doc_plain(page->arena, node);
	if (*text)
		put_keyed(page, into, node, "lines", json_text(page, text));
	DOC_EACH(child, node)
		if (child->kind != DOC_SPAN)
			put_node(page, into, child);
}

static void put_field(struct page *page, json_t *into, const struct doc_node *node)
{
	const char *text = doc_plain(page->arena, node);
	if (!strempty(node->key))
		put(page, into, node->key, json_value(page, node->value, text));
	else
		gather(page, into, "lines", json_text(page, fact_line(page->arena, node, false)));
}

static void put_input(struct page *page, json_t *into, const struct doc_node *node)
{
	if (!strempty(node->key))
		put_text(page, into, node->key, node->text);
}

static void put_quote(struct page *page, json_t *into, const struct doc_node *node)
{
	json_t *quote = made(page, json_object());
	put_keyed(page, into, node, "quotes", quote);
	put_text(page, quote, "text", doc_plain(page->arena, node));
	put_unless_empty(page, quote, "source", node->aside);
	put_ref(page, quote, node->ref);
	DOC_EACH(child, node)
		if (child->kind != DOC_SPAN)
			put_node(page, quote, child);
}

static void put_item(struct page *page, json_t *array, const struct doc_node *node)
{
	json_t *item = made(page, json_object());
	sure(page, json_array_append_new(array, item));
	put_text(page, item, "text", doc_plain(page->arena, node));
	put_unless_empty(page, item, "title", node->title);
	put_unless_empty(page, item, "aside", node->aside);
	put_unless_empty(page, item, "key", node->key);
	put_ref(page, item, node->ref);
	DOC_EACH(child, node)
		if (child->kind != DOC_SPAN)
			put_node(page, item, child);
}

static void put_list(struct page *page, json_t *into, const struct doc_node *node)
{
	json_t *array = made(page, json_array());
	put(page, into, str_or(node->key, "items"), array);
	DOC_EACH(child, node)
		put_item(page, array, child);
}

/* A cell that holds a list or a section is an array of texts or an object. */
static json_t *json_cell(struct page *page, const struct doc_node *cell)
{
	const struct doc_node *inner = cell->first;
	if (inner && inner->kind == DOC_LIST) {
		json_t *array = made(page, json_array());
		DOC_EACH(item, inner)
			sure(page,
			        json_array_append_new(array, json_text(page, doc_plain(page->arena, item))));
		return array;
	}
	if (inner && inner->kind == DOC_SECTION) {
		json_t *object = made(page, json_object());
		put_children(page, object, inner);
		return object;
	}
	return json_value(page, cell->value, doc_plain(page->arena, cell));
}

static void put_row(struct page *page, json_t *object, const struct doc_table *table, struct doc_node *row)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct doc_node *cell = doc_row_cell(row, i);
		if (!strempty(table->columns[i].key))
			put(page, object, table->columns[i].key, cell ? json_cell(page, cell) : json_null());
	}
	put_ref(page, object, row->ref);
}

static void put_table(struct page *page, json_t *into, const struct doc_node *node)
{
	json_t *array = made(page, json_array());
	put(page, into, str_or(node->key, "rows"), array);
	DOC_EACH(row, node) {
		json_t *object = made(page, json_object());
		sure(page, json_array_append_new(array, object));
		put_row(page, object, node->table, row);
	}
}

static const char *role_name(enum doc_role role)
{
	static const char *const names[ROLE_COUNT] = {
	        [ROLE_GOOD] = "good", [ROLE_WATCH] = "watch", [ROLE_BAD] = "bad"};
	return names[role];
}

static void put_target(struct page *page, json_t *object, const struct doc_score *score)
{
	bool wanted = !strempty(score->target);
	bool dated = wanted && score->target_day;
	put(page, object, "target", wanted ? json_number(page, score->target_number) : json_null());
	put(page, object, "target_by",
	        dated ? json_text(page, day_iso(page->arena, score->target_day)) : json_null());
	put_text(page, object, "better", fact_better(score));
}

static void put_score(struct page *page, json_t *into, const struct doc_node *node)
{
	const struct doc_score *score = node->score;
	json_t *object = made(page, json_object());
	put(page, into, str_or(node->key, "score"), object);
	put_text(page, object, "title", score->title);
	put_unless_empty(page, object, "window", score->window);
	put(page, object, "value", json_value(page, &score->number, score->value));
	put(page, object, "low", json_number(page, score->low));
	put(page, object, "high", json_number(page, score->high));
	put(page, object, "n", made(page, json_integer(score->n)));
	put_target(page, object, score);
	put_text(page, object, "verdict", score->verdict);
	put_unless_empty(page, object, "verdict_role", role_name(score->verdict_role));
	json_t *parts = made(page, json_array());
	put(page, object, "parts", parts);
	for (size_t i = 0; i < score->part_count; i++) {
		json_t *part = made(page, json_object());
		sure(page, json_array_append_new(parts, part));
		put_text(page, part, "label", score->parts[i].label);
		put(page, part, "count", made(page, json_integer(score->parts[i].count)));
		put(page, part, "percent", made(page, json_integer(score->parts[i].percent)));
	}
	put_children(page, object, node);
}

static void put_point(struct page *page, json_t *points, const struct doc_point *point)
{
	json_t *object = made(page, json_object());
	sure(page, json_array_append_new(points, object));
	put_day(page, object, point->day);
	put(page, object, "value", json_number(page, point->value));
	put(page, object, "lower", json_number(page, point->lower));
	put(page, object, "upper", json_number(page, point->upper));
	put(page, object, "signal", json_boolean(point->signal));
}

static void put_chart(struct page *page, json_t *into, const struct doc_node *node)
{
	const struct doc_chart *chart = node->chart;
	json_t *object = made(page, json_object());
	put(page, into, str_or(node->key, "chart"), object);
	put_unless_empty(page, object, "summary", chart->summary);
	put(page, object, "centre", json_number(page, chart->centre));
	json_t *points = made(page, json_array());
	put(page, object, "points", points);
	for (size_t i = 0; i < chart->count; i++)
		put_point(page, points, &chart->points[i]);
	json_t *marks = made(page, json_array());
	put(page, object, "marks", marks);
	for (size_t i = 0; i < chart->mark_count; i++) {
		json_t *mark = made(page, json_object());
		sure(page, json_array_append_new(marks, mark));
		put_day(page, mark, chart->marks[i].day);
		put_ref(page, mark, chart->marks[i].ref);
	}
}

static void put_gauge(struct page *page, json_t *into, const struct doc_node *node)
{
	put(page, into, str_or(node->key, "progress"), json_number(page, node->gauge->part));
	if (strempty(node->key))
		put_unless_empty(page, into, "caption", node->gauge->caption);
}

static void put_timer(struct page *page, json_t *into, const struct doc_node *node)
{
	json_t *object = made(page, json_object());
	put(page, into, str_or(node->key, "timer"), object);
	put(page, object, "used_ms", made(page, json_integer(node->timer->used_ms)));
	put(page, object, "planned_s",
	        node->timer->planned_s ? made(page, json_integer(node->timer->planned_s)) : json_null());
	put_unless_empty(page, object, "caption", node->timer->caption);
}

static json_put_fn *const json_puts[DOC_KINDS] = {
        [DOC_SECTION] = put_section,
        [DOC_COLUMNS] = put_children,
        [DOC_HEADING] = put_heading,
        [DOC_PARA] = put_line,
        [DOC_QUOTE] = put_quote,
        [DOC_LIST] = put_list,
        [DOC_TABLE] = put_table,
        [DOC_FIELD] = put_field,
        [DOC_SCORE] = put_score,
        [DOC_CHART] = put_chart,
        [DOC_GAUGE] = put_gauge,
        [DOC_TIMER] = put_timer,
        [DOC_STATUS] = put_line,
        [DOC_INPUT] = put_input,
};

static void put_node(struct page *page, json_t *into, const struct doc_node *node)
{
	if (json_puts[node->kind])
		json_puts[node->kind](page, into, node);
}

/* Jansson escapes the C0 controls; DEL, C1, bidi and hidden characters would reach a terminal as they are.
 * Outside strings JSON is plain ASCII, so whatever the gate would not pass is replaced by its own escape. */
static void put_escaped(struct page *page, const char *json, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		char bytes[5];
		size_t taken = text_decode(json + at, len - at, &code);
		text_encode(code, bytes);
		bool plain = code < 0x7f || (code > 0x9f && text_is_clean(bytes));
		if (plain)
			str_add_bytes(page->out, json + at, taken);
		else if (code < 0x10000)
			str_addf(page->out, "\\u%04X", code);
		else
			str_addf(page->out, "\\u%04X\\u%04X", 0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff));
		at += taken;
	}
}

static int add_bytes(const char *bytes, size_t len, void *out)
{
	str_add_bytes(out, bytes, len);
	return 0;
}

static void json_cleanup(json_t **json)
{
	json_decref(*json);
}

static void dump(struct page *page, const json_t *json)
{
	struct str text = str_new(page->arena);
	sure(page, json_dump_callback(json, add_bytes, &text, JSON_INDENT(2) | JSON_REAL_PRECISION(15)));
	put_escaped(page, text.text, text.len);
}

void json_render(struct page *page, const struct doc_node *node)
{
	CLEANUP(json_cleanup) json_t *root = made(page, json_object());
	struct doc_node named = *node;
	if (named.kind == DOC_SECTION)
		named.key = ""; /* the outermost object is the section itself */
	put_node(page, root, &named);
	dump(page, root);
	str_add_char(page->out, '\n');
}

void json_rows(struct page *page, const struct doc_node *table, bool first)
{
	DOC_EACH(row, table) {
		CLEANUP(json_cleanup) json_t *object = made(page, json_object());
		put_row(page, object, table->table, row);
		str_add(page->out, first ? "\n" : ",\n");
		dump(page, object);
		first = false;
	}
}
