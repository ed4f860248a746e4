/* Pieces of RENDER_HTML. Data goes out through these functions alone, so that it is never more than a text
 * node. */
#pragma once

#include "page.h"

void html_text(struct page *page, const char *text, enum text_keep keep);
/* <figure> with an inline SVG and the same in words. */
void html_chart(struct page *page, const struct doc_node *node);
/* What a cell draws, as inline SVG; `text` says it. */
void html_bar(struct page *page, const struct doc_bar *bar, const char *text);
