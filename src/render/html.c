/* A whole page that can be mailed or put on an intranet: no script, no remote address, nothing to load. */
#include "html.h"

#include <math.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/say.h>

#include "facts.h"

static const char style[] =
        ":root{color-scheme:light "
        "dark;--ink:#1d2329;--paper:#fff;--quiet:#5d6772;--line:#d5dae0;--good:#1a7f4b;"
        "--watch:#8a6100;--bad:#b3261e;--accent:#1f5fa8}\n"
        "@media "
        "(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--paper:#15191d;--quiet:#9aa5b1;--line:#3a424b;"
        "--good:#5cc98b;--watch:#e0b04a;--bad:#ff8a80;--accent:#7fb4f0}}\n"
        "body{margin:0;background:var(--paper);color:var(--ink);font:1.05rem/1.55 system-ui,sans-serif}\n"
        "main{max-width:46rem;margin:2rem auto;padding:0 1.25rem}\n"
        "h1,h2,h3,h4,h5,h6{line-height:1.25;margin:2rem 0 .5rem}\n"
        "small,footer,figcaption,.quiet{color:var(--quiet);font-weight:normal}\n"
        "blockquote{margin:1.25rem 0;padding:0 0 0 1rem;border-left:.25rem solid var(--accent)}\n"
        "blockquote p{font-size:1.3rem;margin:.25rem 0}\n"
        "p{margin:.5rem 0}.field{margin:.15rem 0}.label{color:var(--quiet)}\n"
        ".good{color:var(--good)}.watch{color:var(--watch)}.bad{color:var(--bad)}.accent{color:var(--accent)}"
        "\n"
        ".score{margin:1rem 0;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.4rem}\n"
        ".score p{margin:.25rem 0}.figure strong{font-size:1.7rem}\n"
        ".bar{display:inline-block;height:.6em;min-width:1px;background:currentColor;margin-right:.5em}\n"
        ".parts{list-style:none;margin:.25rem 0;padding:0}\n"
        "table{border-collapse:collapse;width:100%;margin:.75rem 0}caption{text-align:left}\n"
        "th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid "
        "var(--line)}\n"
        ".right{text-align:right}.centre{text-align:center}\n"
        "figure{margin:1rem 0}svg{width:100%;height:auto}svg.cell{width:10rem}svg "
        "text{font-size:11px;fill:var(--quiet)}\n"
        ".data{fill:none;stroke:var(--accent);stroke-width:2}.dot{fill:var(--accent)}.signal{fill:var(--"
        "watch)}"
        "\n"
        ".limit{fill:none;stroke:var(--quiet);stroke-dasharray:4 4}.mean{stroke:var(--quiet)}\n"
        ".deed{fill:var(--quiet)}hr{border:0;border-top:1px solid var(--line);margin:1.5rem 0}\n"
        "@media print{main{max-width:none;margin:0}.score,blockquote,figure,tr{break-inside:avoid}}\n";

void html_text(struct page *page, const char *text, enum text_keep keep)
{
	for (const char *c = page_clean(page, text, keep); *c; c++) {
		const char *named = *c == '&'    ? "&amp;"
		                    : *c == '<'  ? "&lt;"
		                    : *c == '>'  ? "&gt;"
		                    : *c == '"'  ? "&quot;"
		                    : *c == '\'' ? "&#39;"
		                    : *c == '\n' ? "<br>"
		                                 : NULL;
		if (named)
			str_add(page->out, named);
		else
			str_add_char(page->out, *c);
	}
}

static const char *role_class(enum doc_role role)
{
	static const char *const names[ROLE_COUNT] = {
	        [ROLE_QUIET] = "quiet",
	        [ROLE_ACCENT] = "accent",
	        [ROLE_GOOD] = "good",
	        [ROLE_WATCH] = "watch",
	        [ROLE_BAD] = "bad",
	};
	return str_or(names[role], "");
}

/* <tag class="kind role"> */
static void open_tag(struct page *page, const char *tag, const char *kind, enum doc_role role)
{
	const char *name = role_class(role);
	str_addf(page->out, "<%s", tag);
	if (*kind || *name)
		str_addf(page->out, " class=\"%s%s%s\"", kind, *kind && *name ? " " : "", name);
	str_add_char(page->out, '>');
}

static void close_tag(struct page *page, const char *tag)
{
	str_addf(page->out, "</%s>\n", tag);
}

static void put_element(struct page *page, const char *tag, const char *kind, enum doc_role role,
        const char *text, enum text_keep keep)
{
	if (strempty(text))
		return;
	open_tag(page, tag, kind, role);
	html_text(page, text, keep);
	close_tag(page, tag);
}

/* Mark, text and spans of a node. */
static void put_runs(struct page *page, const struct doc_node *node)
{
	str_add(page->out, fact_mark(node->role, node->mark, false));
	html_text(page, node->text, TEXT_LINES);
	DOC_EACH(span, node) {
		if (span->kind != DOC_SPAN)
			continue;
		const char *tag = span->strong ? "strong" : "span";
		open_tag(page, tag, "", span->role);
		str_add(page->out, fact_mark(span->role, span->mark, false));
		html_text(page, span->text, TEXT_LINES);
		str_addf(page->out, "</%s>", tag);
	}
}

static void put_aside(struct page *page, const char *aside)
{
	if (strempty(aside))
		return;
	str_add(page->out, " <small>");
	html_text(page, aside, TEXT_ONE_LINE);
	str_add(page->out, "</small>");
}

static void put_title(struct page *page, int level, const char *mark, const char *title, const char *aside)
{
	if (strempty(title) && strempty(aside))
		return;
	level = level < 1 ? 1 : level > 6 ? 6 : level;
	str_addf(page->out, "<h%d>%s", level, mark);
	html_text(page, title, TEXT_ONE_LINE);
	put_aside(page, aside);
	str_addf(page->out, "</h%d>\n", level);
}

static void draw_section(struct page *page, const struct doc_node *node)
{
	const char *title = fact_title(node);
	str_add(page->out, "<section>\n");
	put_title(page, page->depth + 1, "", title, node->aside);
	page->depth += *title != '\0';
	page_children(page, node);
	page->depth -= *title != '\0';
	str_add(page->out, "</section>\n");
}

static void draw_heading(struct page *page, const struct doc_node *node)
{
	put_title(page, page->depth + node->level, fact_mark(node->role, node->mark, false), fact_title(node),
	        node->aside);
}

static void put_para(struct page *page, const struct doc_node *node, const char *kind)
{
	open_tag(page, "p", kind, node->role);
	if (!strempty(node->title)) {
		str_add(page->out, "<span class=\"label\">");
		html_text(page, node->title, TEXT_ONE_LINE);
		str_add(page->out, ":</span> ");
	}
	put_runs(page, node);
	put_aside(page, node->aside);
	close_tag(page, "p");
	page_blocks(page, node);
}

static void draw_para(struct page *page, const struct doc_node *node)
{
	put_para(page, node, "");
}

static void draw_field(struct page *page, const struct doc_node *node)
{
	put_para(page, node, "field");
}

static void draw_quote(struct page *page, const struct doc_node *node)
{
	str_add(page->out, "<blockquote>\n<p dir=\"auto\">");
	str_add(page->out, fact_mark(node->role, node->mark, false));
	const char *words = doc_plain(page->arena, node);
	html_text(page, *words ? fact_quoted(page->arena, words) : "", TEXT_LINES);
	str_add(page->out, "</p>\n");
	if (!strempty(node->aside)) {
		str_add(page->out, "<footer>— ");
		html_text(page, node->aside, TEXT_ONE_LINE);
		close_tag(page, "footer");
	}
	page_blocks(page, node);
	close_tag(page, "blockquote");
}

static void draw_list(struct page *page, const struct doc_node *node)
{
	put_element(page, "p", "", ROLE_TEXT, node->title, TEXT_ONE_LINE);
	str_add(page->out, "<ul>\n");
	page_children(page, node);
	close_tag(page, "ul");
}

static void draw_item(struct page *page, const struct doc_node *node)
{
	open_tag(page, "li", "", node->role);
	if (!strempty(node->title)) {
		html_text(page, node->title, TEXT_ONE_LINE);
		str_add(page->out, ": ");
	}
	put_runs(page, node);
	put_aside(page, node->aside);
	page_blocks(page, node);
	close_tag(page, "li");
}

static const char *align_class(const struct doc_column *column)
{
	static const char *const names[] = {
	        [ALIGN_LEFT] = "", [ALIGN_RIGHT] = "right", [ALIGN_CENTRE] = "centre"};
	return names[column->align];
}

static void put_heads(struct page *page, const struct doc_table *table, const bool *shown)
{
	str_add(page->out, "<thead><tr>");
	for (size_t i = 0; i < table->count; i++) {
		const char *align = align_class(&table->columns[i]);
		if (!shown[i])
			continue;
		str_addf(page->out, *align ? "<th scope=\"col\" class=\"%s\">" : "<th scope=\"col\">%s",
		        align);
		html_text(page, table->columns[i].title, TEXT_ONE_LINE);
		str_add(page->out, "</th>");
	}
	str_add(page->out, "</tr></thead>\n");
}

static void put_row(
        struct page *page, const struct doc_table *table, const bool *shown, const struct doc_node *row)
{
	const char *mark = fact_mark(row->role, row->mark, false);
	str_add(page->out, "<tr>");
	for (size_t i = 0; i < table->count; i++) {
		const struct doc_node *cell = doc_row_cell(row, i);
		if (!shown[i])
			continue;
		open_tag(page, "td", align_class(&table->columns[i]), cell ? cell->role : ROLE_TEXT);
		put_element(page, "span", "", row->role, mark, TEXT_ONE_LINE);
		mark = "";
		if (cell && cell->bar)
			html_bar(page, cell->bar, doc_plain(page->arena, cell));
		else if (cell)
			put_runs(page, cell);
		str_add(page->out, "</td>");
	}
	close_tag(page, "tr");
}

static void draw_table(struct page *page, const struct doc_node *node)
{
	const bool *shown = fact_columns(page->arena, node, true);
	if (!shown)
		return;
	str_add(page->out, "<table>\n");
	put_element(page, "caption", "", ROLE_TEXT, node->title, TEXT_ONE_LINE);
	if (fact_columns_have_heads(node->table, shown))
		put_heads(page, node->table, shown);
	str_add(page->out, "<tbody>\n");
	DOC_EACH_SHOWN(row, node)
		put_row(page, node->table, shown, row);
	str_add(page->out, "</tbody>\n</table>\n");
}

static void put_parts(struct page *page, const struct doc_score *score)
{
	if (score->part_count == 0)
		return;
	str_add(page->out, "<ul class=\"parts\">\n");
	for (size_t i = 0; i < score->part_count; i++) {
		const struct doc_part *part = &score->parts[i];
		int percent = part->percent < 0 ? 0 : part->percent > 100 ? 100 : part->percent;
		open_tag(page, "li", "", part->role);
		str_addf(page->out, "<span class=\"bar\" style=\"width:%d%%\" aria-hidden=\"true\"></span>",
		        percent / 2);
		html_text(page, fact_score_part(page->arena, part), TEXT_ONE_LINE);
		close_tag(page, "li");
	}
	str_add(page->out, "</ul>\n");
}

static void draw_score(struct page *page, const struct doc_node *node)
{
	const struct doc_score *score = node->score;
	str_add(page->out, "<div class=\"score\">\n<p class=\"figure\">");
	html_text(page, fact_score_name(page->arena, score), TEXT_ONE_LINE);
	str_add(page->out, ": <strong>");
	html_text(page, str_or(score->value, say_dash()), TEXT_ONE_LINE);
	str_add(page->out, "</strong>");
	html_text(page, fact_score_rest(page->arena, score), TEXT_ONE_LINE);
	close_tag(page, "p");
	put_parts(page, score);
	put_element(page, "p", "", score->verdict_role, fact_score_verdict(page->arena, score, false),
	        TEXT_ONE_LINE);
	page_blocks(page, node);
	close_tag(page, "div");
}

static void draw_gauge(struct page *page, const struct doc_node *node)
{
	double part = node->gauge->part;
	open_tag(page, "p", "", node->role);
	if (isfinite(part))
		str_addf(page->out,
		        "<meter min=\"0\" max=\"100\" value=\"%d\" aria-hidden=\"true\"></meter> ",
		        (int)lround(fmin(fmax(part, 0), 1) * 100));
	str_add(page->out, fact_mark(node->role, node->mark, false));
	html_text(page, fact_gauge(page->arena, node->gauge), TEXT_ONE_LINE);
	close_tag(page, "p");
}

static void draw_timer(struct page *page, const struct doc_node *node)
{
	open_tag(page, "p", "", node->role);
	str_add(page->out, fact_mark(node->role, node->mark, false));
	html_text(page, fact_timer(page->arena, node->timer), TEXT_ONE_LINE);
	close_tag(page, "p");
}

static void draw_rule(struct page *page, const struct doc_node *node)
{
	UNUSED(node);
	str_add(page->out, "<hr>\n");
}

static page_draw_fn *const html_draw[DOC_KINDS] = {
        [DOC_SECTION] = draw_section,
        [DOC_COLUMNS] = page_children,
        [DOC_HEADING] = draw_heading,
        [DOC_PARA] = draw_para,
        [DOC_SPAN] = draw_para,
        [DOC_QUOTE] = draw_quote,
        [DOC_LIST] = draw_list,
        [DOC_ITEM] = draw_item,
        [DOC_TABLE] = draw_table,
        [DOC_FIELD] = draw_field,
        [DOC_SCORE] = draw_score,
        [DOC_CHART] = html_chart,
        [DOC_GAUGE] = draw_gauge,
        [DOC_TIMER] = draw_timer,
        [DOC_STATUS] = draw_para,
        [DOC_INPUT] = draw_field,
        [DOC_RULE] = draw_rule,
};

static void put_head(struct page *page, const struct doc_node *node)
{
	str_add(page->out, "<!DOCTYPE html>\n<html lang=\"");
	html_text(page, page->language, TEXT_ONE_LINE);
	str_add(page->out,
	        "\">\n<head>\n<meta charset=\"utf-8\">\n"
	        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
	        "'unsafe-inline'\">\n"
	        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
	html_text(page, str_or(page->title, str_or(fact_title(node), "Dagstart")), TEXT_ONE_LINE);
	str_addf(page->out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
}

void html_render(struct page *page, const struct doc_node *node)
{
	page->draw = html_draw;
	put_head(page, node);
	if (page_needs_title(page, node)) {
		put_title(page, 1, "", page->title, "");
		page->depth = 1;
	}
	page_draw(page, node);
	str_add(page->out, "</main>\n</body>\n</html>\n");
}
