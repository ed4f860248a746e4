/* CommonMark with the tables of GFM. Every character of data that could be markup has a backslash before it;
 * nothing is wrapped, so that no word of data comes to stand at the start of a line by accident. Hints are
 * left out: on paper nothing can be done next. */
#include <ctype.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/say.h>

#include "facts.h"
#include "page.h"

enum { LEVEL_DEEPEST = 6, ITEM_INDENT = 2 };

/* Bytes at the start of a line that would open a block: a bullet, a number, a heading's underline. */
static size_t block_start(const char *s)
{
	size_t digits = strspn(s, "0123456789");
	if (digits > 0)
		return s[digits] == '.' || s[digits] == ')' ? digits : SIZE_MAX;
	return *s && strchr("+-=:", *s) ? 0 : SIZE_MAX;
}

/* Bare addresses become links in many readers: "https\://" and "www\." do not. */
static bool links(const char *line, const char *at)
{
	if (*at == ':')
		return at[1] == '/' && at[2] == '/';
	return *at == '.' && at - line >= 3 && strncasecmp(at - 3, "www", 3) == 0;
}

static void add_escaped(struct str *out, const char *line, size_t len, bool at_start)
{
	size_t opens = at_start ? block_start(line) : SIZE_MAX;
	for (size_t i = 0; i < len; i++) {
		bool markup = strchr("\\`*_{}[]<>#!|~&", line[i]) != NULL;
		if (markup || i == opens || links(line, line + i))
			str_add_char(out, '\\');
		str_add_char(out, line[i]);
	}
}

/* One line of data, safe in the middle of a line of markup. */
static const char *inline_of(struct page *page, const char *text)
{
	struct str out = str_new(page->arena);
	const char *clean = str_trim(page->arena, page_clean(page, text, TEXT_ONE_LINE));
	add_escaped(&out, clean, strlen(clean), false);
	return out.text;
}

/* Data that may have line breaks; each becomes a hard break, and empty lines, which would end the block, go.
 * `rest` stands before all lines but the first, which stands behind a label where it is `labelled`. */
static const char *broken_lines(struct page *page, const char *text, const char *rest, bool labelled)
{
	struct str out = str_new(page->arena);
	const char *line = page_clean(page, text, TEXT_LINES);
	while (*line) {
		line += strspn(line, " ");
		size_t len = strcspn(line, "\n");
		if (len > 0) {
			if (out.len > 0)
				str_addf(&out, "\\\n%*s%s", page->indent, "", rest);
			add_escaped(&out, line, len, !labelled || out.len > 0);
		}
		line += len + (line[len] == '\n');
	}
	return out.text;
}

static const char *lines_of(struct page *page, const char *text, const char *rest)
{
	return broken_lines(page, text, rest, false);
}

/* Written as it is: `markup` is escaped already. */
static void put(struct page *page, int flow, const char *markup)
{
	if (!*markup)
		return;
	page_gap(page, flow);
	str_addf(page->out, "%*s%s\n", page->indent, "", markup);
}

static void put_title(struct page *page, int level, const char *title, const char *aside)
{
	const char *text = inline_of(page, title), *beside = inline_of(page, aside);
	struct str heading = str_new(page->arena);
	str_repeat(&heading, "#", (size_t)(level < 1 ? 1 : level > LEVEL_DEEPEST ? LEVEL_DEEPEST : level));
	str_addf(&heading, " %s", text);
	put(page, FLOW_NONE, *text ? heading.text : "");
	put(page, FLOW_NONE, *beside ? arena_printf(page->arena, "*%s*", beside) : "");
}

static void draw_section(struct page *page, const struct doc_node *node)
{
	const char *title = fact_title(node);
	put_title(page, page->depth + 1, title, node->aside);
	page->depth += *title != '\0';
	page_children(page, node);
	page->depth -= *title != '\0';
}

static void draw_heading(struct page *page, const struct doc_node *node)
{
	const char *mark = fact_mark(node->role, node->mark, false);
	put_title(page, page->depth + node->level, arena_printf(page->arena, "%s%s", mark, fact_title(node)),
	        node->aside);
}

static const char *marked_line(struct page *page, const struct doc_node *node)
{
	return arena_printf(page->arena, "%s%s", fact_mark(node->role, node->mark, false),
	        fact_line(page->arena, node, false));
}

static void draw_line(struct page *page, const struct doc_node *node)
{
	put(page, FLOW_NONE, lines_of(page, marked_line(page, node), ""));
	page_blocks(page, node);
}

static void draw_quote(struct page *page, const struct doc_node *node)
{
	const char *words = str_trim(page->arena, page_clean(page, doc_plain(page->arena, node), TEXT_LINES));
	const char *source = inline_of(page, node->aside);
	struct str quote = str_new(page->arena);
	if (*words)
		str_addf(&quote, "> %s",
		        lines_of(page,
		                arena_printf(page->arena, "%s%s", fact_mark(node->role, node->mark, false),
		                        fact_quoted(page->arena, words)),
		                "> "));
	if (*words && *source)
		str_addf(&quote, "\n%*s>\n%*s", page->indent, "", page->indent, "");
	if (*source)
		str_addf(&quote, "> — %s", source);
	put(page, FLOW_NONE, quote.text);
	page_blocks(page, node);
}

static void draw_list(struct page *page, const struct doc_node *node)
{
	put(page, FLOW_NONE, lines_of(page, node->title, ""));
	page_children(page, node);
}

static void draw_item(struct page *page, const struct doc_node *node)
{
	const char *text = lines_of(page, marked_line(page, node), "  ");
	put(page, FLOW_ITEMS, arena_printf(page->arena, "- %s", *text ? text : say_dash()));
	page->indent += ITEM_INDENT;
	page_blocks(page, node);
	page->indent -= ITEM_INDENT;
}

static void draw_field(struct page *page, const struct doc_node *node)
{
	const char *label = inline_of(page, node->title);
	struct doc_node bare = *node; /* the label is told apart from the value by being bold */
	bare.title = "";
	const char *value = broken_lines(page, marked_line(page, &bare), "  ", *label);
	if (!*label && !*value)
		return;
	put(page, FLOW_ITEMS,
	        *label ? arena_printf(page->arena, "- **%s:** %s", label, value)
	               : arena_printf(page->arena, "- %s", value));
	page->indent += ITEM_INDENT;
	page_blocks(page, node);
	page->indent -= ITEM_INDENT;
}

struct shown_table {
	const struct doc_table *table;
	const bool *shown; /* of its columns */
};

static void add_table_line(
        struct page *page, struct str *out, const struct doc_node *row, const struct shown_table *t)
{
	const struct doc_table *table = t->table;
	const char *mark = row ? fact_mark(row->role, row->mark, false) : "";
	str_addf(out, "%s%*s|", out->len ? "\n" : "", out->len ? page->indent : 0, "");
	for (size_t i = 0; i < table->count; i++) {
		if (!t->shown[i])
			continue;
		const char *text = row ? fact_cell_text(page->arena, doc_row_cell(row, i), false)
		                       : table->columns[i].title;
		str_addf(out, " %s%s |", mark, inline_of(page, text));
		mark = "";
	}
}

static void draw_table(struct page *page, const struct doc_node *node)
{
	static const char *const rules[] = {
	        [ALIGN_LEFT] = " --- |", [ALIGN_RIGHT] = " ---: |", [ALIGN_CENTRE] = " :---: |"};
	const struct doc_table *table = node->table;
	const struct shown_table shown = {table, fact_columns(page->arena, node, false)};
	struct str out = str_new(page->arena);
	if (!shown.shown)
		return;
	put(page, FLOW_NONE, lines_of(page, node->title, ""));
	add_table_line(page, &out, NULL, &shown);
	str_addf(&out, "\n%*s|", page->indent, "");
	for (size_t i = 0; i < table->count; i++)
		if (shown.shown[i])
			str_add(&out, rules[table->columns[i].align]);
	DOC_EACH_SHOWN(row, node)
		add_table_line(page, &out, row, &shown);
	put(page, FLOW_NONE, out.text);
}

/* Lines of one paragraph, with a hard break before each but the first. */
static void add_broken(struct page *page, struct str *out, const char *text)
{
	const char *escaped = lines_of(page, text, "");
	if (!*escaped)
		return;
	if (out->len)
		str_addf(out, "\\\n%*s", page->indent, "");
	str_add(out, escaped);
}

static void draw_score(struct page *page, const struct doc_node *node)
{
	const struct doc_score *score = node->score;
	const char *name = inline_of(page, fact_score_name(page->arena, score));
	struct str out = str_new(page->arena);
	str_addf(&out, *name ? "**%s:** " : "%s", name);
	str_add(&out, inline_of(page, fact_score_value(page->arena, score)));
	add_broken(page, &out, fact_score_parts(page->arena, score));
	add_broken(page, &out, fact_score_verdict(page->arena, score, false));
	put(page, FLOW_NONE, out.text);
	page_blocks(page, node);
}

static void draw_chart(struct page *page, const struct doc_node *node)
{
	struct str out = str_new(page->arena);
	add_broken(page, &out, node->chart->summary);
	add_broken(page, &out, fact_chart_lines(page->arena, node->chart));
	add_broken(page, &out, fact_chart_points(page->arena, node->chart));
	add_broken(page, &out, fact_chart_marks(page->arena, node->chart));
	put(page, FLOW_NONE, out.text);
}

static void put_figure(struct page *page, const struct doc_node *node, const char *text)
{
	const char *mark = fact_mark(node->role, node->mark, false);
	put(page, FLOW_NONE, lines_of(page, arena_printf(page->arena, "%s%s", mark, text), ""));
}

static void draw_gauge(struct page *page, const struct doc_node *node)
{
	put_figure(page, node, fact_gauge(page->arena, node->gauge));
}

static void draw_timer(struct page *page, const struct doc_node *node)
{
	put_figure(page, node, fact_timer(page->arena, node->timer));
}

static void draw_rule(struct page *page, const struct doc_node *node)
{
	UNUSED(node);
	put(page, FLOW_NONE, "***");
}

static page_draw_fn *const markdown_draw[DOC_KINDS] = {
        [DOC_SECTION] = draw_section,
        [DOC_COLUMNS] = page_children,
        [DOC_HEADING] = draw_heading,
        [DOC_PARA] = draw_line,
        [DOC_SPAN] = draw_line,
        [DOC_QUOTE] = draw_quote,
        [DOC_LIST] = draw_list,
        [DOC_ITEM] = draw_item,
        [DOC_TABLE] = draw_table,
        [DOC_FIELD] = draw_field,
        [DOC_SCORE] = draw_score,
        [DOC_CHART] = draw_chart,
        [DOC_GAUGE] = draw_gauge,
        [DOC_TIMER] = draw_timer,
        [DOC_STATUS] = draw_line,
        [DOC_INPUT] = draw_field,
        [DOC_RULE] = draw_rule,
};

void markdown_render(struct page *page, const struct doc_node *node)
{
	page->draw = markdown_draw;
	if (page_needs_title(page, node)) {
		put_title(page, 1, page->title, "");
		page->depth = 1;
	}
	page_draw(page, node);
}
