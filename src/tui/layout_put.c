#include "layout.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>

enum { NEAR_GAP = 3 };
static const double LITTLE = 0.01;

static void add_stroke(struct layout *l, const struct stroke *stroke)
{
	struct strokes *portion = l->last;
	if (!portion || portion->count == STROKES_A_PORTION) {
		portion = arena_new_of(l->arena, struct strokes);
		*(l->last ? &l->last->next : &l->strokes) = portion;
		l->last = portion;
		portion->top = portion->bottom = stroke->row;
	}
	portion->top = stroke->row < portion->top ? stroke->row : portion->top;
	portion->bottom = stroke->row >= portion->bottom ? stroke->row + 1 : portion->bottom;
	portion->items[portion->count++] = *stroke;
}

int lay_put(struct layout *l, int row, int column, int width, struct look look, const char *text)
{
	int right = l->left + l->width;
	if (width > right - column)
		width = right - column;
	if (!l->measuring && width > 0 && *text)
		add_stroke(l, &(struct stroke){.text = l->ascii ? text_ascii(l->arena, text) : text,
		                      .row = row,
		                      .column = column,
		                      .width = width,
		                      .look = look});
	int used = text_width(text);
	return used < width ? used : width;
}

int lay_put_right(struct layout *l, int row, int column, int width, struct look look, const char *text)
{
	int used = text_width(text);
	int at = used < width ? column + width - used : column;
	lay_put(l, row, at, width, look, text);
	return used < width ? used : width;
}

void lay_fill(struct layout *l, int row, int column, int width, struct look look, const char *sign,
        const char *ascii)
{
	int right = l->left + l->width;
	if (width > right - column)
		width = right - column;
	if (!l->measuring && width > 0)
		add_stroke(l, &(struct stroke){.text = l->ascii ? ascii : sign,
		                      .row = row,
		                      .column = column,
		                      .width = width,
		                      .look = look,
		                      .fill = true});
}

const char *lay_clean(struct layout *l, const char *text, enum text_keep keep)
{
	if (strempty(text))
		return "";
	char *clean = text_clean(l->arena, text, keep);
	return l->ascii ? glyph_ascii(l->arena, clean) : clean;
}

const char *glyph_ascii(struct arena *arena, const char *text)
{
	struct str out = str_new(arena);
	for (const char *at; (at = strstr(text, "±")); text = at + strlen("±")) {
		str_add_bytes(&out, text, (size_t)(at - text));
		str_add(&out, "+/-");
	}
	str_add(&out, text);
	return text_ascii(arena, out.text);
}

const char *glyph_role(enum doc_role role, bool ascii)
{
	static const char *const glyphs[ROLE_COUNT][2] = {
	        [ROLE_GOOD] = {"▲", "+"},
	        [ROLE_WATCH] = {"●", "o"},
	        [ROLE_BAD] = {"▼", "-"},
	};
	const char *glyph = role < ROLE_COUNT ? glyphs[role][ascii] : NULL;
	return glyph ? glyph : "";
}

const char *glyph_bar(struct arena *arena, double part, int width, const char *empty)
{
	struct str bar = str_new(arena);
	double filled = isnan(part) || part < 0 ? 0 : part > 1 ? 1 : part;
	if (width <= 0)
		return "";
	/* Whole cells: a part of one would leave a gap before the rest. A little is not drawn as nothing. */
	int cells = (int)lround(filled * width);
	if (cells == 0 && filled >= LITTLE)
		cells = 1;
	str_repeat(&bar, "█", (size_t)cells);
	str_repeat(&bar, empty, (size_t)(width - cells));
	return bar.text;
}

int lay_prose(const struct layout *l, const struct area *area)
{
	return area->width < l->text_width ? area->width : l->text_width;
}

/* -- rich text -- */

struct rich_builder {
	struct str text;
	VEC(struct rich_run) runs;
};

static void add_run(struct layout *l, struct rich_builder *b, struct look look, const char *text)
{
	size_t start = b->text.len;
	str_add(&b->text, text);
	if (b->text.len > start)
		*vec_add(l->arena, &b->runs) =
		        (struct rich_run){.start = start, .end = b->text.len, .look = look};
}

static void add_mark(struct layout *l, struct rich_builder *b, const struct doc_node *node)
{
	const char *glyph = node->mark ? glyph_role(node->role, l->ascii) : "";
	if (!*glyph)
		return;
	add_run(l, b, (struct look){.role = (uint8_t)node->role, .strong = true}, glyph);
	add_run(l, b, (struct look){.role = ROLE_TEXT}, " ");
}

struct rich rich_of(struct layout *l, const struct doc_node *node, struct look look, enum text_keep keep)
{
	struct rich_builder b = {.text = str_new(l->arena)};
	look.strong |= node->strong;
	add_mark(l, &b, node);
	add_run(l, &b, look, lay_clean(l, node->text, keep));
	DOC_EACH(span, node) {
		if (span->kind != DOC_SPAN)
			continue;
		struct look own = look;
		if (span->role != ROLE_TEXT)
			own.role = (uint8_t)span->role;
		own.strong |= span->strong;
		add_mark(l, &b, span);
		add_run(l, &b, own, lay_clean(l, span->text, keep));
	}
	return (struct rich){.text = b.text.text, .runs = b.runs.items, .count = b.runs.count};
}

/* The bytes from `start` to `end`, each part in its look. */
static int draw_part(
        struct layout *l, const struct rich *rich, size_t start, size_t end, int row, int column, int width)
{
	int used = 0;
	for (size_t i = 0; i < rich->count; i++) {
		size_t from = rich->runs[i].start > start ? rich->runs[i].start : start;
		size_t to = rich->runs[i].end < end ? rich->runs[i].end : end;
		if (from >= to)
			continue;
		used += lay_put(l, row, column + used, width - used, rich->runs[i].look,
		        arena_strndup(l->arena, rich->text + from, to - from));
	}
	return used;
}

int rich_draw(struct layout *l, const struct rich *rich, int row, int column, int width, int hang)
{
	struct text_line *lines;
	if (width - hang < 1)
		hang = 0;
	size_t count = text_wrap(l->arena, rich->text, width - hang > 1 ? width - hang : 1, &lines);
	for (size_t i = 0; i < count; i++) {
		size_t start = (size_t)(lines[i].start - rich->text);
		int indent = i ? hang : 0;
		draw_part(
		        l, rich, start, start + lines[i].len, row + (int)i, column + indent, width - indent);
	}
	return (int)count;
}

int rich_draw_line(
        struct layout *l, const struct rich *rich, int row, int column, int width, enum doc_align align)
{
	int wanted = text_width(rich->text);
	size_t end = strlen(rich->text);
	if (wanted > width) {
		const char *cut = text_cut(l->arena, rich->text, width, l->ascii);
		const char *dots = l->ascii ? "..." : "…";
		size_t len = strlen(cut), tail = strlen(dots);
		end = len >= tail && strcmp(cut + len - tail, dots) == 0 ? len - tail : len;
		int used = draw_part(l, rich, 0, end, row, column, width);
		struct look look = rich->count ? rich->runs[rich->count - 1].look : (struct look){0};
		return used + (end < len ? lay_put(l, row, column + used, width - used, look, dots) : 0);
	}
	int before = align == ALIGN_RIGHT ? width - wanted : align == ALIGN_CENTRE ? (width - wanted) / 2 : 0;
	draw_part(l, rich, 0, end, row, column + before, width - before);
	return before + wanted;
}

void lay_sides(struct layout *l, const struct rich *left, const char *right, struct area *area, int width)
{
	static const struct look quiet = {.role = ROLE_QUIET};
	const char *clean = lay_clean(l, right, TEXT_ONE_LINE);
	int left_width = text_width(left->text), right_width = text_width(clean);
	if (left_width > 0 && right_width > 0 && left_width + 3 + right_width <= width) {
		rich_draw_line(l, left, area->row, area->column, width, ALIGN_LEFT);
		lay_put_right(l, area->row++, area->column, width, quiet, clean);
		return;
	}
	if (left_width > 0)
		area->row += rich_draw(l, left, area->row, area->column, width, 0);
	if (right_width > 0) {
		struct rich_run run = {.start = 0, .end = strlen(clean), .look = quiet};
		struct rich aside = {.text = arena_strdup(l->arena, clean), .runs = &run, .count = 1};
		area->row += rich_draw(l, &aside, area->row, area->column, width, 0);
	}
}

void lay_near(struct layout *l, const struct rich *left, const char *behind, struct area *area, int width)
{
	const char *clean = lay_clean(l, behind, TEXT_ONE_LINE);
	int used = text_width(left->text) + NEAR_GAP;
	if (used == NEAR_GAP || used + text_width(clean) > width) {
		lay_sides(l, left, behind, area, width);
		return;
	}
	rich_draw_line(l, left, area->row, area->column, width, ALIGN_LEFT);
	lay_put(l, area->row++, area->column + used, width - used, (struct look){.role = ROLE_QUIET}, clean);
}
