/* What every renderer shares: where it writes, how deep it is, and the rule of the white space between two
 * blocks. A page lives for one call of render(); its arena is thrown away after it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/text.h>
#include <dagstart/doc/doc.h>
#include <dagstart/render/render.h>

struct page;
typedef void page_draw_fn(struct page *page, const struct doc_node *node);

struct page {
	struct arena *arena;
	struct str *out;
	page_draw_fn *const *draw; /* by doc_kind; NULL: nothing to show */
	const char *title, *language;
	const struct render_options *options;
	int width;
	bool ascii;
	int depth; /* titled sections around this place */
	int indent; /* columns */
	int items; /* list items around this place: no blank lines inside */
	bool began; /* something was written */
	bool close; /* what comes next follows without a blank line */
	int flow; /* of the block before, see page_gap() */
};

/* Lines that stand together without a blank line between them, when both sides are of the same flow. */
enum { FLOW_NONE, FLOW_LINES, FLOW_ITEMS };

/* The rows of a table alone, see render_rows(). */
void json_rows(struct page *page, const struct doc_node *table, bool first);
void csv_rows(struct page *page, const struct doc_node *table);

/* A format from beginning to end. */
void text_render(struct page *page, const struct doc_node *node);
void markdown_render(struct page *page, const struct doc_node *node);
void html_render(struct page *page, const struct doc_node *node);
void json_render(struct page *page, const struct doc_node *node);
void csv_render(struct page *page, const struct doc_node *node);
void tree_render(struct page *page, const struct doc_node *node);

void page_draw(struct page *page, const struct doc_node *node);
void page_children(struct page *page, const struct doc_node *node);
/* The children that are blocks of their own: all but spans. */
void page_blocks(struct page *page, const struct doc_node *node);

/* Whether the title of the page has to be written: it was asked for and the document does not begin with it.
 */
bool page_needs_title(const struct page *page, const struct doc_node *node);

/* Ends the block before and opens one of this flow: a blank line unless both flow together. */
void page_gap(struct page *page, int flow);

/* The one gate: data as it may be shown on this page; NULL is "". */
const char *page_clean(struct page *page, const char *text, enum text_keep keep);
