/* Lines of RENDER_TEXT: wrapped to the page, behind the indent of the place. */
#pragma once

#include "page.h"

/* Writes clean text: `first` before the first line, `rest` before the others. */
void text_put(struct page *page, const char *first, const char *rest, const char *text);
/* Columns that are left for text here. */
int text_room(const struct page *page);
void text_indent(struct page *page);
/* DOC_TABLE: aligned columns where they fit, else one labelled block a row. */
void text_table(struct page *page, const struct doc_node *node);
