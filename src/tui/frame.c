#include "frame.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "layout.h"

enum {
	RAIL_FROM = 90, /* columns: below it the rail folds into the line above */
	RAIL_TITLE_MAX = 16,
	RAIL_INDENT = 2,
	ROOMY_ROWS = 18, /* a blank line above the body */
	BAR_WIDEST = 15,
	BAR_NARROWEST = 5,
	TITLE_NARROWEST = 8,
	KEY_GAP = 3,
};

static const struct look plain = {.role = ROLE_TEXT};
static const struct look quiet = {.role = ROLE_QUIET};

static const char *clean(const struct frame *f, const char *text)
{
	char *line = strempty(text) ? arena_strdup(f->arena, "") : text_clean(f->arena, text, TEXT_ONE_LINE);
	return f->ascii ? glyph_ascii(f->arena, line) : line;
}

static int put(const struct frame *f, int row, int column, int width, struct look look, const char *text)
{
	return grid_put(f->grid, row, column, width, look, clean(f, text));
}

static bool has_rail(const struct frame *f)
{
	return f->view->rail_count > 0 && f->grid->columns >= RAIL_FROM;
}

/* -- the rail -- */

struct rail_size {
	int title, time;
};

static struct rail_size rail_size(const struct frame *f)
{
	struct rail_size size = {0};
	for (size_t i = 0; i < f->view->rail_count; i++) {
		const struct rail_item *item = &f->view->rail[i];
		int title = text_width(clean(f, item->title)), time = text_width(clean(f, item->time));
		if (item->state == RAIL_NOW && text_width(clean(f, f->view->clock)) > time)
			time = text_width(clean(f, f->view->clock));
		int planned = text_width(clean(f, item->planned));
		time = planned > time ? planned : time;
		size.title = title > size.title ? title : size.title;
		size.time = time > size.time ? time : size.time;
	}
	size.title = size.title < RAIL_TITLE_MAX ? size.title : RAIL_TITLE_MAX;
	size.time = size.time < 7 ? size.time : 7;
	return size;
}

/* With the line at its right. */
static int rail_width(struct rail_size size)
{
	return RAIL_INDENT + 2 + size.title + 2 + size.time + 2 + 1;
}

static const char *rail_glyph(enum rail_state state)
{
	switch (state) {
	case RAIL_WAITING:
		return "";
	case RAIL_NOW:
		return "▶";
	case RAIL_DONE:
		return "✓";
	case RAIL_SKIPPED:
		return "–";
	}
	return "";
}

static void draw_rail_item(
        const struct frame *f, struct rail_size size, const struct rail_item *item, int row)
{
	bool now = item->state == RAIL_NOW;
	struct look look = now ? (struct look){.role = ROLE_TITLE, .strong = true} : quiet;
	struct look glyph = now ? (struct look){.role = ROLE_ACCENT, .strong = true} : quiet;
	struct look time = item->role == ROLE_TEXT ? look : (struct look){.role = (uint8_t)item->role};
	const char *shown = now && !strempty(f->view->clock) ? f->view->clock : item->time;
	if (now && !strempty(f->view->clock) && f->view->clock_role != ROLE_TEXT)
		time = (struct look){.role = (uint8_t)f->view->clock_role, .strong = true};
	int column = RAIL_INDENT;
	put(f, row, column, 1, glyph, rail_glyph(item->state));
	column += 2;
	put(f, row, column, size.title, look,
	        text_cut(f->arena, clean(f, item->title), size.title, f->ascii));
	column += size.title + 2;
	int width = text_width(clean(f, shown));
	put(f, row, column + (width < size.time ? size.time - width : 0), size.time, time, shown);
}

/* The items around the running one where not all fit. */
static size_t rail_first(const struct frame *f, int rows)
{
	size_t count = f->view->rail_count, now = 0, fit = rows > 0 ? (size_t)rows : 0;
	for (size_t i = 0; i < count; i++)
		if (f->view->rail[i].state == RAIL_NOW)
			now = i;
	if (count <= fit)
		return 0;
	size_t first = now > fit / 2 ? now - fit / 2 : 0;
	return first + fit > count ? count - fit : first;
}

static int body_top(const struct frame *f)
{
	return f->grid->rows >= ROOMY_ROWS ? 3 : 2;
}

/* Returns the row below them. */
static int draw_rail_items(const struct frame *f, struct rail_size size)
{
	int row = body_top(f), bottom = f->grid->rows - 2;
	for (size_t i = rail_first(f, bottom - row); i < f->view->rail_count && row < bottom; i++)
		draw_rail_item(f, size, &f->view->rail[i], row++);
	return row;
}

static void draw_rail(const struct frame *f)
{
	struct rail_size size = rail_size(f);
	int right = rail_width(size) - 1, bottom = f->grid->rows - 2;
	put(f, 1, right, 1, quiet, "┬");
	grid_fill(f->grid, 2, right, bottom - 2, 1, quiet, f->ascii ? "|" : "│");
	put(f, bottom, right, 1, quiet, "┴");
	draw_rail_items(f, size);
}

/* -- the line above -- */

enum piece_place { PIECE_LEFT, PIECE_MIDDLE, PIECE_RIGHT };
struct piece {
	enum piece_place place;
	int keep; /* the lowest goes first where room is short */
	struct look look;
	const char *text;
	int width;
	bool joined; /* belongs to the piece before: no dot between */
	int least; /* columns that still say something when it is cut; 0: whole or not at all */
};

enum { PIECES_MAX = 12 };
struct header {
	const struct frame *f;
	struct piece pieces[PIECES_MAX];
	size_t count;
};

static void add_piece(struct header *h, enum piece_place place, int keep, struct look look, const char *text)
{
	const char *shown = clean(h->f, text);
	if (!*shown || h->count == PIECES_MAX)
		return;
	h->pieces[h->count++] = (struct piece){
	        .place = place,
	        .keep = keep,
	        .look = look,
	        .text = shown,
	        .width = text_width(shown),
	};
}

static int gap_before(const struct header *h, size_t i)
{
	for (size_t before = i; before > 0; before--)
		if (h->pieces[before - 1].width > 0 && h->pieces[before - 1].place == h->pieces[i].place)
			return h->pieces[i].place == PIECE_LEFT && !h->pieces[i].joined ? 3 : 2;
	return 0;
}

static int place_width(const struct header *h, enum piece_place place)
{
	int width = 0;
	for (size_t i = 0; i < h->count; i++)
		if (h->pieces[i].place == place && h->pieces[i].width > 0)
			width += gap_before(h, i) + h->pieces[i].width;
	return width;
}

static int header_width(const struct header *h)
{
	int left = place_width(h, PIECE_LEFT), middle = place_width(h, PIECE_MIDDLE);
	int right = place_width(h, PIECE_RIGHT);
	return left + (middle ? middle + 3 : 0) + (right ? right + 3 : 0);
}

static void cut_piece(const struct header *h, struct piece *piece, int width)
{
	if (piece->least == 0 || width < piece->least) {
		piece->width = 0;
		return;
	}
	piece->text = text_cut(h->f->arena, piece->text, width, h->f->ascii);
	piece->width = text_width(piece->text);
}

static void drop_pieces(struct header *h, int room)
{
	while (header_width(h) > room) {
		struct piece *least = NULL;
		for (size_t i = 0; i < h->count; i++)
			if (h->pieces[i].width > 0 && (!least || h->pieces[i].keep < least->keep))
				least = &h->pieces[i];
		if (!least || least->keep >= 100)
			return;
		cut_piece(h, least, least->width - (header_width(h) - room));
	}
}

static void draw_place(const struct header *h, enum piece_place place, int column)
{
	int right = h->f->grid->columns - 1;
	for (size_t i = 0; i < h->count; i++) {
		const struct piece *piece = &h->pieces[i];
		if (piece->place != place || piece->width == 0)
			continue;
		int gap = gap_before(h, i);
		if (place == PIECE_LEFT && gap == 3)
			put(h->f, 0, column + 1, 1, quiet, "·");
		column += gap;
		column += grid_put(h->f->grid, 0, column, right - column, piece->look, piece->text);
	}
}

/* "2/8 Voice 2:08" */
static void add_folded_rail(struct header *h)
{
	const struct view *view = h->f->view;
	for (size_t i = 0; i < view->rail_count; i++) {
		const struct rail_item *item = &view->rail[i];
		if (item->state != RAIL_NOW)
			continue;
		const char *time = str_or(view->clock, item->time);
		add_piece(h, PIECE_LEFT, 100, (struct look){.role = ROLE_ACCENT, .strong = true},
		        arena_printf(h->f->arena, "%zu/%zu %s", i + 1, view->rail_count, item->title));
		add_piece(h, PIECE_LEFT, 70,
		        (struct look){.role = strempty(view->clock) ? ROLE_QUIET : (uint8_t)view->clock_role},
		        time);
		if (h->count && !strempty(time))
			h->pieces[h->count - 1].joined = true;
	}
}

static void add_bar(struct header *h)
{
	const struct view *view = h->f->view;
	int room = h->f->grid->columns - 2 - header_width(h) - 4;
	int width = room < BAR_WIDEST ? room : BAR_WIDEST;
	bool late = view->time_role == ROLE_WATCH || view->time_role == ROLE_BAD;
	struct look look = {.role = late ? (uint8_t)view->time_role : ROLE_QUIET};
	if (isnan(view->progress))
		return;
	add_piece(h, PIECE_RIGHT, 35, look,
	        glyph_bar(h->f->arena, view->progress, width < BAR_NARROWEST ? BAR_NARROWEST : width, "░"));
}

static const char *marked(const struct frame *f, enum doc_role role, const char *text)
{
	const char *glyph = glyph_role(role, f->ascii);
	return *glyph && !strempty(text) ? arena_printf(f->arena, "%s %s", glyph, text) : text;
}

static void draw_header(const struct frame *f)
{
	const struct view *view = f->view;
	struct header h = {.f = f};
	struct look time = {.role = (uint8_t)view->time_role};
	add_piece(&h, PIECE_LEFT, 60, (struct look){.role = ROLE_TITLE, .strong = true}, view->team);
	add_piece(&h, PIECE_LEFT, 40, plain, view->title);
	if (h.count && !strempty(view->title))
		h.pieces[h.count - 1].least = TITLE_NARROWEST;
	if (!has_rail(f))
		add_folded_rail(&h);
	if (f->read_only || view->following)
		add_piece(&h, PIECE_LEFT, 90, (struct look){.role = ROLE_WATCH, .strong = true},
		        !view->following         ? _("read-only")
		        : strempty(view->leader) ? _("following")
		                                 : arena_printf(f->arena, _("following %s"), view->leader));
	add_piece(&h, PIECE_MIDDLE, 30, quiet, view->date);
	add_piece(&h, PIECE_RIGHT, 80, time, marked(f, view->time_role, view->time));
	size_t bar = h.count;
	add_piece(&h, PIECE_RIGHT, 50, time, view->until);
	/* The bar takes what is left, and stands before the last piece. */
	struct piece until = bar < h.count ? h.pieces[bar] : (struct piece){0};
	add_bar(&h);
	if (h.count == bar + 2) {
		h.pieces[bar] = h.pieces[bar + 1];
		h.pieces[bar + 1] = until;
	}
	int room = f->grid->columns - 2;
	drop_pieces(&h, room);
	int left = place_width(&h, PIECE_LEFT), right = place_width(&h, PIECE_RIGHT);
	int middle = place_width(&h, PIECE_MIDDLE);
	int centre = 1 + (room - middle) / 2;
	int least = 1 + left + 3, most = 1 + room - right - 3 - middle;
	draw_place(&h, PIECE_LEFT, 1);
	draw_place(&h, PIECE_MIDDLE, centre < least ? least : centre > most ? most : centre);
	draw_place(&h, PIECE_RIGHT, 1 + room - right);
}

/* -- rules -- */

static void draw_rule(const struct frame *f, int row, const char *more)
{
	int width = f->grid->columns - 2;
	grid_fill(f->grid, row, 1, 1, width, quiet, f->ascii ? "-" : "─");
	if (*more) {
		const char *words = arena_printf(f->arena, " %s ", more);
		put(f, row, f->grid->columns - 3 - text_width(clean(f, words)), width,
		        (struct look){.role = ROLE_ACCENT}, words);
	}
}

/* -- the line below -- */

static int draw_status(const struct frame *f, int row)
{
	bool notice = !strempty(f->notice);
	enum doc_role role = notice ? f->notice_role : f->view->status_role;
	const char *status = f->covered && role == ROLE_GOOD ? "" : f->view->status;
	/* A question has the line to itself. */
	const char *text = f->asks ? "" : clean(f, marked(f, role, notice ? f->notice : status));
	int room = f->grid->columns - 2, width = text_width(text);
	if (width > room) {
		text = text_cut(f->arena, text, room, f->ascii);
		width = text_width(text);
	}
	put(f, row, 1 + room - width, width, (struct look){.role = (uint8_t)role}, text);
	return width;
}

static int key_width(const struct frame *f, size_t i)
{
	return text_width(clean(f, f->keys[i].key)) + 1 + text_width(clean(f, f->keys[i].title));
}

static int draw_key(const struct frame *f, size_t i, int row, int column)
{
	int used = put(f, row, column, f->grid->columns, (struct look){.role = ROLE_TEXT, .strong = true},
	        f->keys[i].key);
	return used + 1 + put(f, row, column + used + 1, f->grid->columns, quiet, f->keys[i].title);
}

/* What the keys from `i` on take that are kept at least so much. */
static int kept_width(const struct frame *f, size_t i, int least)
{
	int width = 0;
	for (; i < f->key_count; i++)
		if (f->keys[i].keep >= least)
			width += key_width(f, i) + KEY_GAP;
	return width;
}

/* The ways to help and on have their place, help alone where both are too much; the others come as far as
 * there is room. */
static void draw_footer(const struct frame *f)
{
	int row = f->grid->rows - 1, column = 2;
	int status = draw_status(f, row), right = f->grid->columns - 1 - (status ? status + 2 : 0);
	int least = column + kept_width(f, 0, 1) - KEY_GAP <= right ? 1 : 2;
	for (size_t i = 0; i < f->key_count; i++) {
		int room = right - column - kept_width(f, i + 1, least);
		if (key_width(f, i) > room)
			continue;
		column += draw_key(f, i, row, column) + KEY_GAP;
	}
}

/* -- all -- */

struct frame_box frame_body(const struct frame *f)
{
	struct frame_box box = {.top = body_top(f), .left = 2};
	if (has_rail(f))
		box.left = rail_width(rail_size(f)) + 3;
	box.height = f->grid->rows - 2 - box.top;
	box.width = f->grid->columns - box.left - 2;
	return box;
}

int frame_rail_at(const struct frame *f, int row, int column)
{
	int top = frame_body(f).top, bottom = f->grid->rows - 2;
	if (!has_rail(f) || column >= rail_width(rail_size(f)) - 1 || row < top || row >= bottom)
		return -1;
	size_t item = rail_first(f, bottom - top) + (size_t)(row - top);
	return item < f->view->rail_count ? (int)item : -1;
}

void frame_draw(const struct frame *f)
{
	draw_header(f);
	draw_rule(f, 1, f->more_above ? _("more ↑") : "");
	draw_rule(f, f->grid->rows - 2, f->more_below ? _("more ↓") : "");
	if (has_rail(f))
		draw_rail(f);
	draw_footer(f);
}

int frame_draw_clock(const struct frame *f)
{
	static const struct look nothing = {0};
	grid_fill(f->grid, 0, 0, 1, f->grid->columns, nothing, "");
	draw_header(f);
	if (!has_rail(f))
		return 1;
	struct rail_size size = rail_size(f);
	int top = body_top(f), rows = f->grid->rows - 2 - top, items = (int)f->view->rail_count;
	grid_fill(f->grid, top, 0, items < rows ? items : rows, rail_width(size) - 1, nothing, "");
	return draw_rail_items(f, size);
}

void frame_too_small(const struct frame *f)
{
	struct grid *grid = f->grid;
	if (grid->rows < 1)
		return;
	int columns = FRAME_COLUMNS_LEAST, rows = FRAME_ROWS_LEAST;
	/* The longest that fits; of the last, as much as there is room for. */
	const char *const lines[] = {
	        arena_printf(f->arena, _("Please make the window larger: %d x %d or more."), columns, rows),
	        arena_printf(f->arena, _("Please make it larger: %d x %d."), columns, rows),
	        arena_printf(f->arena, _("Larger, please: %d x %d"), columns, rows),
	        arena_printf(f->arena, "%d x %d", columns, rows),
	};
	size_t which = 0, last = sizeof(lines) / sizeof(*lines) - 1;
	while (which < last && text_width(clean(f, lines[which])) > grid->columns)
		which++;
	int width = text_width(clean(f, lines[which]));
	int column = width < grid->columns ? (grid->columns - width) / 2 : 0;
	put(f, (grid->rows - 1) / 2, column, grid->columns, plain, lines[which]);
}
