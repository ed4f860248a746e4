/* From a document to bytes: one table of renderers, each of which knows only the tree and a buffer.
 * Everything passes the gate for hostile text; what goes into a file format is escaped for that format. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/doc/doc.h>

struct arena;
struct str;

enum render_format {
	RENDER_TEXT, /* linear, for pipes and screen readers: every fact of the screen, no boxes, no colours
	              */
	RENDER_MARKDOWN, /* CommonMark; hostile text cannot become markup */
	RENDER_HTML, /* a whole page: no script, no remote address, CSP meta, charts as inline SVG with a text
	                equivalent */
	RENDER_JSON, /* {"key": value of each field, "table key": [{column key: value}], scores and charts as
	                objects} */
	RENDER_CSV, /* the first table: header of column keys, all cells quoted, formula injection defused
	               (CWE-1236) */
	RENDER_TREE, /* every node with kind, role, ref and texts, for tests */
};

struct render_options {
	int width; /* of running text; 0 means 80 */
	bool ascii; /* only for RENDER_TEXT */
	const char *title; /* of the page */
	const char *language; /* "nl", "en": for HTML */
	/* What a {command} in a hint is called by who reads RENDER_TEXT; NULL for one that he or she can't
	 * give. Without this function it is ":command". */
	const char *(*command_words)(const void *user, const char *command);
	const void *user;
};

/* For lists that are read in pieces: the rows of the document's first table alone, as they stand inside what
 * render() makes of it. Only RENDER_JSON and RENDER_CSV. `first`: nothing was written before them. */
void render_rows(enum render_format format, const struct doc_node *node, bool first, struct str *out);

void render(enum render_format format, const struct doc_node *node, const struct render_options *options,
        struct str *out);
