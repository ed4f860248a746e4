/* The debug dump: every node on a line of its own, with all that it carries. Tests compare it. */
#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

#include "page.h"

static const char *const kind_names[DOC_KINDS] = {
        [DOC_SECTION] = "section",
        [DOC_COLUMNS] = "columns",
        [DOC_HEADING] = "heading",
        [DOC_PARA] = "para",
        [DOC_SPAN] = "span",
        [DOC_QUOTE] = "quote",
        [DOC_LIST] = "list",
        [DOC_ITEM] = "item",
        [DOC_TABLE] = "table",
        [DOC_ROW] = "row",
        [DOC_CELL] = "cell",
        [DOC_FIELD] = "field",
        [DOC_SCORE] = "score",
        [DOC_CHART] = "chart",
        [DOC_GAUGE] = "gauge",
        [DOC_TIMER] = "timer",
        [DOC_STATUS] = "status",
        [DOC_INPUT] = "input",
        [DOC_HINT] = "hint",
        [DOC_RULE] = "rule",
};

static const char *const role_names[ROLE_COUNT] = {
        [ROLE_TEXT] = "",
        [ROLE_TITLE] = "title",
        [ROLE_QUIET] = "quiet",
        [ROLE_ACCENT] = "accent",
        [ROLE_GOOD] = "good",
        [ROLE_WATCH] = "watch",
        [ROLE_BAD] = "bad",
        [ROLE_SELECTED] = "selected",
        [ROLE_INPUT] = "input",
};

static void put_word(struct page *page, const char *word)
{
	if (*word)
		str_addf(page->out, " %s", word);
}

static void put_text(struct page *page, const char *name, const char *text)
{
	if (strempty(text))
		return;
	str_addf(page->out, " %s=\"", name);
	for (const char *c = page_clean(page, text, TEXT_LINES); *c; c++) {
		if (*c == '"' || *c == '\\')
			str_add_char(page->out, '\\');
		if (*c == '\n')
			str_add(page->out, "\\n");
		else
			str_add_char(page->out, *c);
	}
	str_add_char(page->out, '"');
}

static void put_line_start(struct page *page, int more)
{
	str_add_char(page->out, '\n');
	str_repeat(page->out, "  ", (size_t)page->depth + (size_t)more);
}

static void put_number(struct page *page, const char *name, double number)
{
	str_addf(page->out, " %s=%.10g", name, number);
}

static void put_value(struct page *page, const struct doc_value *value)
{
	switch (value ? value->kind : VALUE_NONE) {
	case VALUE_NONE:
		return;
	case VALUE_INTEGER:
		str_addf(page->out, " value=%lld", (long long)value->integer);
		return;
	case VALUE_NUMBER:
		put_number(page, "value", value->number);
		return;
	case VALUE_BOOL:
		str_addf(page->out, " value=%s", value->truth ? "true" : "false");
		return;
	case VALUE_TEXT:
		put_text(page, "value", str_or(value->text, ""));
		return;
	}
}

static void put_bar(struct page *page, const struct doc_bar *bar)
{
	put_number(page, "low", bar->low);
	put_number(page, "high", bar->high);
	put_number(page, "from", bar->from);
	put_number(page, "to", bar->to);
	put_number(page, "least", bar->least);
	put_number(page, "most", bar->most);
	put_number(page, "centre", bar->centre);
	if (bar->count)
		str_addf(page->out, " points=%zu", bar->count);
}

static void draw_valued(struct page *page, const struct doc_node *node)
{
	if (node->bar)
		put_bar(page, node->bar);
	put_value(page, node->value);
}

static void draw_table(struct page *page, const struct doc_node *node)
{
	static const char *const aligns[] = {
	        [ALIGN_LEFT] = "", [ALIGN_RIGHT] = "right", [ALIGN_CENTRE] = "centre"};
	for (size_t i = 0; i < node->table->count; i++) {
		const struct doc_column *column = &node->table->columns[i];
		put_line_start(page, 1);
		str_add(page->out, "column");
		put_text(page, "key", column->key);
		put_text(page, "title", column->title);
		put_word(page, aligns[column->align]);
		put_word(page, column->wrap ? "wrap" : "");
		put_word(page, column->hidden ? "hidden" : "");
	}
}

static void draw_score(struct page *page, const struct doc_node *node)
{
	const struct doc_score *score = node->score;
	put_text(page, "title", score->title);
	put_text(page, "window", score->window);
	put_text(page, "shown", score->value);
	put_text(page, "margin", score->margin);
	str_addf(page->out, " n=%lld", (long long)score->n);
	put_value(page, &score->number);
	put_number(page, "low", score->low);
	put_number(page, "high", score->high);
	put_text(page, "target", score->target);
	put_text(page, "verdict", score->verdict);
	put_word(page, role_names[score->verdict_role]);
	for (size_t i = 0; i < score->part_count; i++) {
		const struct doc_part *part = &score->parts[i];
		put_line_start(page, 1);
		str_add(page->out, "part");
		put_word(page, role_names[part->role]);
		put_text(page, "label", part->label);
		str_addf(page->out, " count=%lld percent=%d", (long long)part->count, part->percent);
	}
}

static void draw_chart(struct page *page, const struct doc_node *node)
{
	const struct doc_chart *chart = node->chart;
	put_number(page, "low", chart->low);
	put_number(page, "high", chart->high);
	put_number(page, "centre", chart->centre);
	put_text(page, "upper_label", chart->upper_label);
	put_text(page, "centre_label", chart->centre_label);
	put_text(page, "lower_label", chart->lower_label);
	put_text(page, "summary", chart->summary);
	for (size_t i = 0; i < chart->count; i++) {
		const struct doc_point *point = &chart->points[i];
		put_line_start(page, 1);
		str_addf(page->out, "point day=%d", point->day);
		put_number(page, "value", point->value);
		put_number(page, "lower", point->lower);
		put_number(page, "upper", point->upper);
		put_word(page, point->signal ? "signal" : "");
		put_text(page, "label", point->label);
	}
	for (size_t i = 0; i < chart->mark_count; i++) {
		put_line_start(page, 1);
		str_addf(page->out, "mark day=%d %s", chart->marks[i].day,
		        ref_text(page->arena, chart->marks[i].ref));
	}
}

static void draw_gauge(struct page *page, const struct doc_node *node)
{
	put_number(page, "part", node->gauge->part);
	put_text(page, "caption", node->gauge->caption);
}

static void draw_timer(struct page *page, const struct doc_node *node)
{
	str_addf(page->out, " used_ms=%lld planned_s=%d", (long long)node->timer->used_ms,
	        node->timer->planned_s);
	put_word(page, node->timer->running ? "running" : "");
	put_text(page, "caption", node->timer->caption);
}

/* What a kind carries beside the texts that all have. */
static page_draw_fn *const tree_draw[DOC_KINDS] = {
        [DOC_TABLE] = draw_table,
        [DOC_CELL] = draw_valued,
        [DOC_FIELD] = draw_valued,
        [DOC_SCORE] = draw_score,
        [DOC_CHART] = draw_chart,
        [DOC_GAUGE] = draw_gauge,
        [DOC_TIMER] = draw_timer,
};

static void put_node(struct page *page, const struct doc_node *node)
{
	str_repeat(page->out, "  ", (size_t)page->depth);
	str_add(page->out, kind_names[node->kind]);
	put_word(page, role_names[node->role]);
	put_word(page, node->mark ? "mark" : "");
	put_word(page, node->strong ? "strong" : "");
	put_word(page, node->focusable ? "focusable" : "");
	put_word(page, node->selected ? "selected" : "");
	if (node->level)
		str_addf(page->out, " level=%d", node->level);
	put_word(page, ref_text(page->arena, node->ref));
	put_text(page, "key", node->key);
	if (!streq(node->title, node->text)) /* a section has its title in both */
		put_text(page, "title", node->title);
	put_text(page, "text", node->text);
	put_text(page, "aside", node->aside);
	page_draw(page, node);
	str_add_char(page->out, '\n');
	page->depth++;
	DOC_EACH(child, node)
		put_node(page, child);
	page->depth--;
}

void tree_render(struct page *page, const struct doc_node *node)
{
	page->draw = tree_draw;
	put_node(page, node);
}
