/* Words: headings, paragraphs, quotes, lists, fields. */
#include "layout.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>

#include "big_letters.h"

enum {
	LABEL_MAX = 26, /* columns of a field's label */
	VALUE_LEAST = 14, /* narrower values stand below their label */
	ITEM_INDENT = 2,
	AIRY_INDENT = 3, /* of a quote in large type */
};

static struct look look_of(const struct doc_node *node)
{
	return (struct look){.role = (uint8_t)node->role};
}

/* Text that stands where it stands: no node of its own. */
static struct rich rich_plain(struct layout *l, const char *clean, struct look look)
{
	struct rich_run *run = arena_new_of(l->arena, struct rich_run);
	*run = (struct rich_run){.start = 0, .end = strlen(clean), .look = look};
	return (struct rich){.text = arena_strdup(l->arena, clean), .runs = run, .count = 1};
}

static void draw_further_blocks(struct layout *l, const struct doc_node *node, struct area *area, int indent)
{
	struct area below = {
	        .row = area->row, .column = area->column + indent, .width = area->width - indent};
	layout_children(l, node, &below);
	area->row = below.row;
}

void layout_heading(struct layout *l, const struct doc_node *node, struct area *area)
{
	struct look look = {.role = node->role == ROLE_TEXT ? ROLE_TITLE : (uint8_t)node->role,
	        .strong = node->level <= 1};
	struct doc_node copy = *node;
	copy.text = str_or(node->text, node->title);
	struct rich title = rich_of(l, &copy, look, TEXT_ONE_LINE);
	lay_near(l, &title, node->aside, area, lay_prose(l, area));
}

bool layout_is_short(struct layout *l, const struct doc_node *node, const struct area *area)
{
	int width = 0;
	const struct doc_node *part = node;
	do {
		if (part == node || part->kind == DOC_SPAN)
			width += text_width(lay_clean(l, part->text, TEXT_ONE_LINE)) + 2 * part->mark;
		part = part == node ? node->first : part->next;
	} while (part);
	return width <= lay_prose(l, area) && !strchr(str_or(node->text, ""), '\n');
}

/* Words that the whole room is to read, where there is room for them; else nothing is drawn. */
static bool draw_huge(struct layout *l, const struct doc_node *node, const struct look *look,
        const struct area *area, int *ret_rows)
{
	*ret_rows = 0;
	if (l->density < DENSITY_HUGE || !strempty(node->aside))
		return false;
	struct rich words = rich_of(l, node, *look, TEXT_ONE_LINE);
	*ret_rows = big_letters_draw(l, words.text, area->row, area->column, area->width, *look);
	return *ret_rows > 0;
}

void layout_para(struct layout *l, const struct doc_node *node, struct area *area)
{
	struct look strong = {.role = (uint8_t)node->role, .strong = true};
	int rows;
	bool is_loud = node->strong &&
	               (node->role == ROLE_TITLE || node->role == ROLE_ACCENT || node->role == ROLE_BAD);
	if (is_loud && draw_huge(l, node, &strong, area, &rows)) {
		area->row += rows;
		draw_further_blocks(l, node, area, 0);
		return;
	}
	struct rich text = rich_of(l, node, look_of(node), TEXT_LINES);
	int hang = node->mark && *glyph_role(node->role, l->ascii) ? 2 : 0;
	int width = lay_prose(l, area);
	if (!strempty(node->aside))
		lay_sides(l, &text, node->aside, area, width);
	else if (*text.text)
		area->row += rich_draw(l, &text, area->row, area->column, width, hang);
	draw_further_blocks(l, node, area, hang);
}

/* The first line begins with the opening mark; the others stand below its first letter. */
static int quote_hang(const char *text)
{
	return str_starts(text, "“") || str_starts(text, "„") || *text == '"' ? 1 : 0;
}

void layout_quote(struct layout *l, const struct doc_node *node, struct area *area)
{
	struct look look = {
	        .role = node->role == ROLE_TEXT ? ROLE_TITLE : (uint8_t)node->role, .strong = true};
	int rows;
	if (draw_huge(l, node, &look, area, &rows)) {
		area->row += rows;
		draw_further_blocks(l, node, area, 0);
		return;
	}
	struct rich words = rich_of(l, node, look, TEXT_LINES);
	int indent = l->density >= DENSITY_AIRY && area->width > 60 ? AIRY_INDENT : 0;
	int width = lay_prose(l, area) - indent;
	if (*words.text) {
		area->row += l->density >= DENSITY_AIRY;
		area->row +=
		        rich_draw(l, &words, area->row, area->column + indent, width, quote_hang(words.text));
		area->row += l->density >= DENSITY_AIRY;
	}
	const char *source = lay_clean(l, node->aside, TEXT_ONE_LINE);
	if (*source) {
		struct rich from = rich_plain(
		        l, arena_printf(l->arena, "— %s", source), (struct look){.role = ROLE_QUIET});
		area->row += rich_draw(
		        l, &from, area->row, area->column + indent + quote_hang(words.text), width, 2);
	}
	draw_further_blocks(l, node, area, indent);
}

void layout_list(struct layout *l, const struct doc_node *node, struct area *area)
{
	const char *title = lay_clean(l, str_or(node->title, node->text), TEXT_ONE_LINE);
	if (*title) {
		struct rich rich = rich_plain(l, title, (struct look){.role = ROLE_QUIET});
		area->row += rich_draw(l, &rich, area->row, area->column, lay_prose(l, area), 0);
	}
	layout_children(l, node, area);
}

/* The mark of an item takes the place of its bullet. */
void layout_item(struct layout *l, const struct doc_node *node, struct area *area)
{
	const char *glyph = node->mark ? glyph_role(node->role, l->ascii) : "";
	struct look bullet = {.role = ROLE_QUIET};
	if (*glyph)
		bullet = (struct look){.role = (uint8_t)node->role, .strong = true};
	struct doc_node copy = *node;
	copy.mark = false;
	struct look look = {.role = node->role == ROLE_QUIET ? ROLE_QUIET : ROLE_TEXT};
	struct rich text = rich_of(l, &copy, look, TEXT_LINES);
	/* The selection fills the running text: none of it stands outside. */
	struct area whole = {.row = area->row, .column = area->column, .width = lay_prose(l, area)};
	struct area inner = {
	        .row = area->row,
	        .column = area->column + ITEM_INDENT,
	        .width = whole.width - ITEM_INDENT,
	};
	lay_put(l, area->row, area->column, 1, bullet, *glyph ? glyph : "•");
	lay_sides(l, &text, node->aside, &inner, lay_prose(l, &inner));
	whole.row = inner.row > area->row ? inner.row : area->row + 1;
	draw_further_blocks(l, node, &whole, ITEM_INDENT);
	area->row = whole.row;
}

/* Labels of neighbouring fields are equally wide. */
static int label_width(struct layout *l, const struct doc_node *node)
{
	int widest = 0;
	DOC_EACH(field, node->parent) {
		if (field->kind != DOC_FIELD && field->kind != DOC_INPUT)
			continue;
		int width = text_width(lay_clean(l, field->title, TEXT_ONE_LINE));
		widest = width > widest ? width : widest;
	}
	return widest < LABEL_MAX ? widest : LABEL_MAX;
}

/* Draws the label; what is left of `area` is for the value. */
static struct area draw_label(struct layout *l, const struct doc_node *node, const struct area *area)
{
	const char *label = lay_clean(l, node->title, TEXT_ONE_LINE);
	int width = label_width(l, node), value = lay_prose(l, area) - width - 2;
	struct area rest = {.row = area->row, .column = area->column + width + 2, .width = value};
	if (width > 0)
		lay_put(l, area->row, area->column, area->width, (struct look){.role = ROLE_QUIET},
		        text_cut(l->arena, label, value < VALUE_LEAST ? area->width : width, l->ascii));
	if (value < VALUE_LEAST)
		rest = (struct area){
		        .row = area->row + 1, .column = area->column + 2, .width = area->width - 2};
	return rest;
}

void layout_field(struct layout *l, const struct doc_node *node, struct area *area)
{
	struct area value = draw_label(l, node, area);
	struct look look = look_of(node);
	int rows;
	value.width = l->density < DENSITY_HUGE ? value.width : area->column + area->width - value.column;
	if (node->strong && draw_huge(l, node, &look, &value, &rows)) {
		value.row += rows;
		layout_children(l, node, &value);
		area->row = value.row;
		return;
	}
	struct rich text = rich_of(l, node, look, TEXT_LINES);
	int lines = rich_draw(l, &text, value.row, value.column, value.width, 0);
	value.row += lines > 0 ? lines : 1;
	layout_children(l, node, &value);
	/* letters of a wall have no room above them */
	area->row = value.row + (l->density >= DENSITY_HUGE && node->next && node->next->strong);
}

void layout_input(struct layout *l, const struct doc_node *node, struct area *area)
{
	struct area value = draw_label(l, node, area);
	const char *text = lay_clean(l, node->text, TEXT_ONE_LINE);
	const char *hint = lay_clean(l, node->aside, TEXT_ONE_LINE);
	int width = value.width < 40 ? value.width : 40;
	struct look input = {.role = ROLE_INPUT};
	lay_put(l, value.row, value.column, width, input, text_pad(l->arena, text, width));
	int at = value.column + width + 2;
	lay_put(l, value.row, at, area->column + area->width - at, (struct look){.role = ROLE_QUIET}, hint);
	area->row = value.row + 1;
}

void layout_status(struct layout *l, const struct doc_node *node, struct area *area)
{
	struct doc_node copy = *node;
	copy.mark = true;
	struct rich text = rich_of(l, &copy, look_of(node), TEXT_LINES);
	int hang = *glyph_role(node->role, l->ascii) ? 2 : 0;
	area->row += rich_draw(l, &text, area->row, area->column, lay_prose(l, area), hang);
}

/* Where not all fits in a line, each line begins with one of the things between the dots. */
static const char *hint_lines(struct arena *arena, const char *text, int width)
{
	static const char dot[] = " · ";
	if (text_width(text) <= width)
		return text;
	struct str out = str_new(arena);
	int used = 0;
	for (const char *next; *text; text = next) {
		const char *end = strstr(text, dot);
		size_t len = end ? (size_t)(end - text) : strlen(text);
		const char *thing = arena_strndup(arena, text, len);
		int columns = text_width(thing);
		bool fits = used > 0 && used + 3 + columns <= width;
		str_addf(&out, "%s%s", fits ? dot : used > 0 ? "\n" : "", thing);
		used = fits ? used + 3 + columns : columns;
		next = text + len + (end ? strlen(dot) : 0);
	}
	return out.text;
}

void layout_hint(struct layout *l, const struct doc_node *node, struct area *area)
{
	struct look look = {.role = node->role == ROLE_TEXT ? ROLE_QUIET : (uint8_t)node->role};
	struct doc_node copy = *node;
	const char *words = doc_hint_words(l->arena, str_or(node->text, ""), l->key_of, l->user);
	copy.text = hint_lines(l->arena, words, lay_prose(l, area));
	struct rich text = rich_of(l, &copy, look, TEXT_LINES);
	area->row += rich_draw(l, &text, area->row, area->column, lay_prose(l, area), 0);
}

void layout_rule(struct layout *l, const struct doc_node *node, struct area *area)
{
	UNUSED(node);
	int width = l->density < DENSITY_HUGE ? lay_prose(l, area) : area->width;
	lay_fill(l, area->row++, area->column, width, (struct look){.role = ROLE_QUIET}, "─", "-");
}
