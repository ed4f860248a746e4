/* A page to be read from top to bottom, by eyes or by a voice: no boxes, no colours, nothing side by side but
 * the columns of a table. */
#include "text.h"

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/say.h>

#include "facts.h"

enum { ROOM_LEAST = 16, ITEM_INDENT = 2 };

int text_room(const struct page *page)
{
	int room = page->width - page->indent;
	return room < ROOM_LEAST ? ROOM_LEAST : room;
}

void text_indent(struct page *page)
{
	str_repeat(page->out, " ", (size_t)page->indent);
}

void text_put(struct page *page, const char *first, const char *rest, const char *text)
{
	struct text_line *lines;
	int room = text_room(page) - text_width(rest);
	size_t count = text_wrap(page->arena, text, room, &lines);
	for (size_t i = 0; i < count; i++) {
		if (lines[i].len > 0) {
			text_indent(page);
			str_add(page->out, i ? rest : first);
			str_add_bytes(page->out, lines[i].start, lines[i].len);
		}
		str_add_char(page->out, '\n');
	}
}

/* Short lines stand close together; what fills more than a line gets air. */
static int flow_of(struct page *page, const char *text)
{
	struct text_line *lines;
	return text_wrap(page->arena, text, text_room(page), &lines) <= 1 ? FLOW_LINES : FLOW_NONE;
}

static void put_block(struct page *page, const char *text, enum text_keep keep)
{
	const char *clean = page_clean(page, text, keep);
	if (!*clean)
		return;
	page_gap(page, flow_of(page, clean));
	text_put(page, "", "", clean);
}

static void underline(struct page *page, int width, const char *with)
{
	text_indent(page);
	str_repeat(page->out, with, (size_t)(width < text_room(page) ? width : text_room(page)));
	str_add_char(page->out, '\n');
}

/* Level 0 is the page, 1 its parts: these two are underlined; deeper ones stand close above what follows. */
static void put_title(struct page *page, int level, const char *title)
{
	const char *clean = page_clean(page, title, TEXT_ONE_LINE);
	if (!*clean)
		return;
	page_gap(page, FLOW_NONE);
	text_put(page, "", "", clean);
	if (level <= 1)
		underline(page, text_width(clean), level == 0 ? "=" : "-");
	else
		page->close = true;
}

static const char *with_aside(struct page *page, const char *title, const char *aside)
{
	if (strempty(title) || strempty(aside))
		return str_or(title, str_or(aside, ""));
	return arena_printf(page->arena, "%s · %s", title, aside);
}

static void draw_section(struct page *page, const struct doc_node *node)
{
	const char *title = fact_title(node);
	if (!*title) {
		put_block(page, node->aside, TEXT_ONE_LINE);
		page_children(page, node);
		return;
	}
	put_title(page, page->depth, with_aside(page, title, node->aside));
	page->depth++;
	page_children(page, node);
	page->depth--;
	page->close = false;
}

static void draw_heading(struct page *page, const struct doc_node *node)
{
	const char *title = arena_printf(page->arena, "%s%s", fact_mark(node->role, node->mark, page->ascii),
	        with_aside(page, fact_title(node), node->aside));
	put_title(page, page->depth + node->level - 1, title);
}

static void draw_line(struct page *page, const struct doc_node *node)
{
	const char *line = fact_line(page->arena, node, page->ascii);
	const char *mark = fact_mark(node->role, node->mark, page->ascii);
	if (*line)
		put_block(page, arena_printf(page->arena, "%s%s", mark, line), TEXT_LINES);
	page_blocks(page, node);
}

static void draw_quote(struct page *page, const struct doc_node *node)
{
	const char *words = page_clean(page, doc_plain(page->arena, node), TEXT_LINES);
	const char *source = page_clean(page, node->aside, TEXT_ONE_LINE);
	page_gap(page, FLOW_NONE);
	if (*words) {
		const char *mark = fact_mark(node->role, node->mark, page->ascii);
		text_put(page, arena_printf(page->arena, "  %s", mark), *mark ? "     " : "   ",
		        page_clean(page, fact_quoted(page->arena, words), TEXT_LINES));
	}
	if (*source)
		text_put(page, page->ascii ? "  -- " : "  — ", page->ascii ? "     " : "    ", source);
	page_blocks(page, node);
}

/* The mark of an item takes the place of its bullet. */
static void draw_item(struct page *page, const struct doc_node *node)
{
	const char *mark = fact_mark(node->role, node->mark, page->ascii);
	const char *bullet = *mark ? mark : page->ascii ? "* " : "• ";
	page_gap(page, FLOW_ITEMS);
	const char *line = page_clean(page, fact_line(page->arena, node, page->ascii), TEXT_LINES);
	text_put(page, bullet, "  ", *line ? line : page_clean(page, say_dash(), TEXT_ONE_LINE));
	page->indent += ITEM_INDENT;
	page->items++;
	page_blocks(page, node);
	page->items--;
	page->indent -= ITEM_INDENT;
	page->flow = FLOW_ITEMS;
}

static void draw_list(struct page *page, const struct doc_node *node)
{
	put_block(page, node->title, TEXT_ONE_LINE);
	page_children(page, node);
}

static void draw_score(struct page *page, const struct doc_node *node)
{
	const struct doc_score *score = node->score;
	const char *const below[] = {
	        fact_score_parts(page->arena, score),
	        fact_score_verdict(page->arena, score, page->ascii),
	};
	const char *name = fact_score_name(page->arena, score);
	const char *value = fact_score_value(page->arena, score);
	const char *head = arena_printf(page->arena, "%s%s%s", name, *name ? ": " : "", value);
	page_gap(page, FLOW_NONE);
	text_put(page, "", "  ", page_clean(page, head, TEXT_ONE_LINE));
	for (size_t i = 0; i < sizeof(below) / sizeof(below[0]); i++) {
		const char *line = page_clean(page, below[i], TEXT_ONE_LINE);
		if (*line)
			text_put(page, "  ", "  ", line);
	}
	page_blocks(page, node);
}

static void put_below(struct page *page, const char *text)
{
	if (*text)
		text_put(page, "  ", "  ", page_clean(page, text, TEXT_ONE_LINE));
}

static void draw_chart(struct page *page, const struct doc_node *node)
{
	const struct doc_chart *chart = node->chart;
	page_gap(page, FLOW_NONE);
	const char *summary = page_clean(page, chart->summary, TEXT_LINES);
	if (*summary)
		text_put(page, "", "", summary);
	put_below(page, fact_chart_lines(page->arena, chart));
	put_below(page, fact_chart_points(page->arena, chart));
	put_below(page, fact_chart_marks(page->arena, chart));
}

static void draw_gauge(struct page *page, const struct doc_node *node)
{
	put_block(page,
	        arena_printf(page->arena, "%s%s", fact_mark(node->role, node->mark, page->ascii),
	                fact_gauge(page->arena, node->gauge)),
	        TEXT_ONE_LINE);
}

static void draw_timer(struct page *page, const struct doc_node *node)
{
	put_block(page,
	        arena_printf(page->arena, "%s%s", fact_mark(node->role, node->mark, page->ascii),
	                fact_timer(page->arena, node->timer)),
	        TEXT_ONE_LINE);
}

static void draw_hint(struct page *page, const struct doc_node *node)
{
	const struct render_options *options = page->options;
	const char *hint = str_or(node->text, "");
	const char *words = options->command_words
	                            ? doc_hint_where(page->arena, hint, options->command_words, options->user)
	                            : doc_hint_words(page->arena, hint, NULL, NULL);
	if (*words)
		put_block(page, words, TEXT_LINES);
}

static void draw_rule(struct page *page, const struct doc_node *node)
{
	UNUSED(node);
	page_gap(page, FLOW_NONE);
	text_put(page, "", "", "* * *");
}

static page_draw_fn *const text_draw[DOC_KINDS] = {
        [DOC_SECTION] = draw_section,
        [DOC_COLUMNS] = page_children,
        [DOC_HEADING] = draw_heading,
        [DOC_PARA] = draw_line,
        [DOC_SPAN] = draw_line,
        [DOC_QUOTE] = draw_quote,
        [DOC_LIST] = draw_list,
        [DOC_ITEM] = draw_item,
        [DOC_TABLE] = text_table,
        [DOC_ROW] = page_children,
        [DOC_CELL] = draw_line,
        [DOC_FIELD] = draw_line,
        [DOC_SCORE] = draw_score,
        [DOC_CHART] = draw_chart,
        [DOC_GAUGE] = draw_gauge,
        [DOC_TIMER] = draw_timer,
        [DOC_STATUS] = draw_line,
        [DOC_INPUT] = draw_line,
        [DOC_HINT] = draw_hint,
        [DOC_RULE] = draw_rule,
};

void text_render(struct page *page, const struct doc_node *node)
{
	page->draw = text_draw;
	if (page_needs_title(page, node)) {
		put_title(page, 0, page->title);
		page->depth = 1;
	}
	page_draw(page, node);
}
