#include <dagstart/render/render.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "page.h"

enum { WIDTH_USUAL = 80, WIDTH_LEAST = 20 };

static page_draw_fn *const formats[] = {
        [RENDER_TEXT] = text_render,
        [RENDER_MARKDOWN] = markdown_render,
        [RENDER_HTML] = html_render,
        [RENDER_JSON] = json_render,
        [RENDER_CSV] = csv_render,
        [RENDER_TREE] = tree_render,
};

void render(enum render_format format, const struct doc_node *node, const struct render_options *options,
        struct str *out)
{
	static const struct render_options usual = {0};
	if (!options)
		options = &usual;
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(out->arena);
	int width = options->width > 0 ? options->width : WIDTH_USUAL;
	struct page page = {
	        .arena = arena,
	        .out = out,
	        .title = str_or(options->title, ""),
	        .language = str_or(options->language, i18n_language()),
	        .options = options,
	        .width = width < WIDTH_LEAST ? WIDTH_LEAST : width,
	        .ascii = options->ascii && format == RENDER_TEXT,
	};
	formats[format](&page, node);
}

static const struct doc_node *first_table(const struct doc_node *node)
{
	if (node->kind == DOC_TABLE)
		return node;
	const struct doc_node *found = NULL;
	DOC_EACH(child, node)
		if (!found)
			found = first_table(child);
	return found;
}

void render_rows(enum render_format format, const struct doc_node *node, bool first, struct str *out)
{
	static const struct render_options usual = {0};
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(out->arena);
	struct page page = {.arena = arena, .out = out, .options = &usual, .title = ""};
	const struct doc_node *table = first_table(node);
	if (!table)
		return;
	if (format == RENDER_JSON)
		json_rows(&page, table, first);
	else
		csv_rows(&page, table);
}
