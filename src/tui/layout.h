/* From a document to a grid, in two steps. A layout says what stands where, as strokes; rows count from the
 * top of the body, however tall it is. A window on the grid shows those that fall into it, so that a body is
 * laid out once and drawn as often as it is scrolled. Each kind of node has a function in a table; what they
 * share is below. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/text.h>
#include <dagstart/doc/doc.h>
#include <dagstart/tui/grid.h>

/* How much air there is. */
enum density {
	DENSITY_TIGHT, /* blank lines are left out as far as room is short: see struct air */
	DENSITY_NORMAL,
	DENSITY_AIRY, /* large type: more around quotes, the figures of scores in big digits */
	DENSITY_WALL, /* the same with room to spare: rows and blocks stand apart, to be read from afar */
	DENSITY_HUGE, /* the same with so much of it that words are drawn as large as figures */
};

/* Where a node is that the selection can rest on: rows of the body, columns of the grid. */
struct spot {
	const struct doc_node *node;
	int top, bottom; /* the first row, and the one behind the last */
	int left, right;
};

/* Where room is short the blank lines go from the inside out: between the outer blocks they stay longest. */
struct air {
	int depth; /* blocks nested less deep keep theirs */
	int lines; /* what those of that depth may have, from the top */
};

/* A piece of text, or one sign over `width` columns. The text lives as long as the layout's arena. */
struct stroke {
	const char *text;
	int row, column, width; /* of the body; of the grid */
	struct look look;
	bool fill;
};

/* In the order in which they are drawn, in portions. */
enum { STROKES_A_PORTION = 64 };
struct strokes {
	struct strokes *next;
	size_t count;
	int top, bottom; /* the rows that they touch, the last one excluded */
	struct stroke items[STROKES_A_PORTION];
};

/* What is seen of a body. */
struct window {
	struct grid *grid;
	int top, left, height, width;
	int scroll; /* the first row of the body that is seen */
	bool ascii;
};

struct layout {
	struct arena *arena;
	int left, width; /* columns of the grid */
	bool measuring; /* only the rows are wanted */
	int room; /* rows of the whole place, of which a sheet may cover some; charts go by it */
	int text_width; /* columns of running text at most */
	bool ascii;
	enum density density;
	struct air air; /* of DENSITY_TIGHT */
	size_t huge_most; /* of DENSITY_HUGE: bytes of words that are drawn so large */
	int depth; /* of the block that is drawn now */
	const char *(*key_of)(
	        const void *user, const char *command); /* for hints that name commands; NULL none */
	const void *user; /* of key_of */
	struct spot *spots; /* of all focusable nodes, in reading order */
	size_t spot_count, spot_room;
	struct strokes *strokes, *last; /* the first portion; NULL: nothing is drawn */
	int rows; /* of the whole body */
	bool lost; /* a table had to leave a column out or cut one */
};

/* What is left for a node: draws move `row` down. */
struct area {
	int row;
	int column; /* of the grid */
	int width;
};

/* Lays out the whole body: fills in spots, strokes and rows. */
void layout_body(struct layout *l, const struct doc_node *root);
/* Draws what falls into the window. */
void layout_show(const struct strokes *strokes, const struct window *window);

typedef void layout_draw_fn(struct layout *l, const struct doc_node *node, struct area *area);
/* All children that stand as blocks, with air between them. */
void layout_children(struct layout *l, const struct doc_node *node, struct area *area);
/* The same for `from` and what follows it, up to `end` (NULL: all). */
void layout_run(struct layout *l, const struct doc_node *from, const struct doc_node *end, struct area *area);

/* Notes where a focusable node stands. For nodes that their parent draws. */
void layout_spot(struct layout *l, const struct spot *spot);
/* Shows the selection there, over what is drawn: on the spot's rows, from LAYOUT_MARK_LEFT columns left of it
 * to LAYOUT_MARK_RIGHT right of it. */
enum { LAYOUT_MARK_LEFT = 2, LAYOUT_MARK_RIGHT = 1 };
void layout_mark(const struct window *window, const struct spot *spot);

/* -- layout_put.c -- */
/* Clean text of one line at a row of the body, kept until the layout is shown. Returns the columns used. */
int lay_put(struct layout *l, int row, int column, int width, struct look look, const char *text);
int lay_put_right(struct layout *l, int row, int column, int width, struct look look, const char *text);
/* The same sign over `width` columns; `ascii` is its twin. */
void lay_fill(struct layout *l, int row, int column, int width, struct look look, const char *sign,
        const char *ascii);
/* The gate, and ASCII where that is all there is. NULL counts as "". */
const char *lay_clean(struct layout *l, const char *text, enum text_keep keep);
/* ASCII before it is measured: twins of one column, but for a margin, which must not read as a plus. */
const char *glyph_ascii(struct arena *arena, const char *text);
/* The glyph of a role, "" for those that carry no judgement. */
const char *glyph_role(enum doc_role role, bool ascii);
/* `part` (0 to 1) of `width` columns as a bar of blocks; the rest is `empty`. */
const char *glyph_bar(struct arena *arena, double part, int width, const char *empty);

/* Text whose parts look different. */
struct rich_run {
	size_t start, end;
	struct look look;
};
struct rich {
	char *text;
	struct rich_run *runs;
	size_t count;
};
/* Mark, text and spans of a node; roles of spans go over `look`. */
struct rich rich_of(struct layout *l, const struct doc_node *node, struct look look, enum text_keep keep);
/* Wraps to `width` and draws; returns the lines. `hang` columns stand before all lines but the first. */
int rich_draw(struct layout *l, const struct rich *rich, int row, int column, int width, int hang);
/* One line, cut where it is too long. Returns the columns used. */
int rich_draw_line(
        struct layout *l, const struct rich *rich, int row, int column, int width, enum doc_align align);

/* Columns of running text here. */
int lay_prose(const struct layout *l, const struct area *area);
/* Words at the left and quiet ones at the right of one line; two lines where they do not fit. */
void lay_sides(struct layout *l, const struct rich *left, const char *right, struct area *area, int width);
/* The same with the quiet words right behind the others. */
void lay_near(struct layout *l, const struct rich *left, const char *behind, struct area *area, int width);

/* -- layout_flow.c -- */
/* The whole body in two columns, where there is room for them and they are clearly lower; else false. */
bool layout_flow(struct layout *l, const struct doc_node *root, struct area *area);

/* -- layout_text.c -- */
layout_draw_fn layout_heading, layout_para, layout_quote, layout_list, layout_item, layout_field,
        layout_status, layout_input, layout_hint, layout_rule;
/* Whether a paragraph takes one line. */
bool layout_is_short(struct layout *l, const struct doc_node *node, const struct area *area);
/* -- layout_table.c, layout_score.c, layout_chart.c -- */
layout_draw_fn layout_table, layout_score, layout_gauge, layout_timer, layout_chart;
/* -- layout_bar.c -- */
/* A bar or a small line, one row high. */
void layout_bar(struct layout *l, const struct doc_bar *bar, int row, int column, int width);
