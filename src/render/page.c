#include "page.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

#include "facts.h"

void page_draw(struct page *page, const struct doc_node *node)
{
	if (page->draw[node->kind])
		page->draw[node->kind](page, node);
}

void page_children(struct page *page, const struct doc_node *node)
{
	DOC_EACH(child, node)
		page_draw(page, child);
}

void page_blocks(struct page *page, const struct doc_node *node)
{
	DOC_EACH(child, node)
		if (child->kind != DOC_SPAN)
			page_draw(page, child);
}

bool page_needs_title(const struct page *page, const struct doc_node *node)
{
	const char *own = node->kind == DOC_SECTION ? fact_title(node) : "";
	return *page->title && !streq(page->title, own);
}

void page_gap(struct page *page, int flow)
{
	bool together = page->items > 0 || page->close || (flow != FLOW_NONE && flow == page->flow);
	if (page->began && !together)
		str_add_char(page->out, '\n');
	page->began = true;
	page->close = false;
	page->flow = flow;
}

/* text_ascii() gives every character a twin of one column; here there is room for one that is true. */
static const char *ascii_of(struct page *page, const char *clean)
{
	static const char margin[] = "±";
	struct str out = str_new(page->arena);
	for (const char *at; (at = strstr(clean, margin)); clean = at + strlen(margin)) {
		str_add_bytes(&out, clean, (size_t)(at - clean));
		str_add(&out, "+/-");
	}
	str_add(&out, clean);
	return text_ascii(page->arena, out.text);
}

const char *page_clean(struct page *page, const char *text, enum text_keep keep)
{
	if (!text)
		return "";
	const char *clean = text_clean(page->arena, text, keep);
	return page->ascii ? ascii_of(page, clean) : clean;
}
