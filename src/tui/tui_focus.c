/* Which thing the selection rests on, and what part of the body is seen. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

#include "tui_state.h"

enum {
	SCROLL_STEP = 3,
	BIG_ROWS = 32, /* from this size on there is room for large type */
	BIG_COLUMNS = 110,
	WALL_ROWS = 50, /* and from this one on it is wanted, unless it was turned off */
	WALL_COLUMNS = 180,
	WORDS_MOST = 600, /* bytes of what is drawn huge: longer words fit no wall */
	NAMES_MOST = 48, /* and where not all words fit */
	DEPTH_MOST = 3, /* of blocks whose blank lines are left out one depth after the other */
};

struct place *tui_place(struct tui *tui)
{
	return &tui->places.items[tui->place];
}

static void keep_name(char name[NAME_BYTES], const char *text)
{
	size_t len = strlen(text);
	if (len >= NAME_BYTES)
		len = NAME_BYTES - 1;
	memcpy(name, text, len);
	name[len] = '\0';
}

static struct place *find_place(struct tui *tui, const char *context)
{
	VEC_EACH(place, &tui->places)
		if (strncmp(place->context, context, NAME_BYTES - 1) == 0)
			return place;
	return NULL;
}

/* Of too many the one that was left longest ago is forgotten. */
static struct place *new_place(struct tui *tui)
{
	if (tui->places.count < PLACES_MAX)
		return vec_add(tui->arena, &tui->places);
	struct place *oldest = tui->places.items;
	VEC_EACH(place, &tui->places)
		oldest = place->entered < oldest->entered ? place : oldest;
	*oldest = (struct place){0};
	return oldest;
}

void tui_enter_place(struct tui *tui, const char *context)
{
	struct place *place = find_place(tui, context);
	if (!place) {
		place = new_place(tui);
		keep_name(place->context, context);
	}
	place->entered = ++tui->entries;
	tui->place = (size_t)(place - tui->places.items);
}

/* -- layout -- */

static void lay_out(struct tui *tui, enum density density, struct air air, size_t huge_most)
{
	struct body *body = &tui->body;
	arena_reset(tui->layout);
	struct layout l = {
	        .arena = tui->layout,
	        .left = body->left,
	        .width = body->width,
	        .room = body->room,
	        .key_of = key_of_command,
	        .user = tui,
	        .text_width = tui->options.text_width,
	        .ascii = tui->options.ascii,
	        .density = density,
	        .air = air,
	        .huge_most = huge_most,
	};
	layout_body(&l, tui->view->body.root);
	body->spots = l.spots;
	body->count = l.spot_count;
	body->strokes = l.strokes;
	body->rows = l.rows;
}

/* The blank lines that there is room for, those between the outer blocks first. */
static void tighten(struct tui *tui)
{
	struct body *body = &tui->body;
	struct air air = {0};
	for (air.depth = DEPTH_MOST; air.depth >= 0; air.depth--) {
		lay_out(tui, DENSITY_TIGHT, air, 0);
		if (body->rows <= body->height || air.depth == 0)
			break;
	}
	air.lines = body->height - body->rows;
	if (air.lines > 0)
		lay_out(tui, DENSITY_TIGHT, air, 0);
}

/* As much air as there is room for. */
static void choose_density(struct tui *tui)
{
	struct body *body = &tui->body;
	int rows = tui->grid->rows, columns = tui->grid->columns;
	bool big = tui->options.big && rows >= BIG_ROWS && columns >= BIG_COLUMNS;
	bool wall = tui->options.big_on_wall && rows >= WALL_ROWS && columns >= WALL_COLUMNS;
	static const struct {
		enum density density;
		size_t huge_most;
	} roomy[] = {
	        {DENSITY_HUGE, WORDS_MOST}, {DENSITY_HUGE, NAMES_MOST}, {DENSITY_WALL, 0}, {DENSITY_AIRY, 0}};
	for (size_t i = wall ? 0 : 3; (big || wall) && i < sizeof(roomy) / sizeof(*roomy); i++) {
		lay_out(tui, roomy[i].density, (struct air){0}, roomy[i].huge_most);
		if (body->rows <= body->height)
			return;
	}
	lay_out(tui, DENSITY_NORMAL, (struct air){0}, 0);
	if (body->rows > body->height)
		tighten(tui);
}

static bool is_chosen(const struct place *place, const struct doc_node *node)
{
	if (ref_is(place->ref) || ref_is(node->ref))
		return ref_equal(place->ref, node->ref);
	return *place->key && strncmp(place->key, str_or(node->key, ""), NAME_BYTES - 1) == 0;
}

static void choose(struct tui *tui, size_t index)
{
	struct place *place = tui_place(tui);
	const struct body *body = &tui->body;
	const struct doc_node *node = body->spots[index].node;
	bool same = place->index < body->count && body->spots[place->index].node->without == node->without;
	/* another line of keys below */
	tui->patch.whole = tui->patch.whole && same;
	place->chosen = true;
	place->ref = node->ref;
	place->index = index;
	keep_name(place->key, str_or(node->key, ""));
}

static int clamped(const struct tui *tui, int scroll)
{
	int most = tui->body.rows - tui->body.height;
	if (scroll > most)
		scroll = most;
	return scroll > 0 ? scroll : 0;
}

static void set_scroll(struct tui *tui, int scroll)
{
	int clamp = clamped(tui, scroll);
	tui->patch.whole = tui->patch.whole && tui->body.scroll == clamp;
	tui->body.scroll = tui_place(tui)->scroll = clamp;
}

/* The scroll nearest to `scroll` at which the selection is seen. */
static int scroll_to_focus(struct tui *tui, int scroll)
{
	const struct place *place = tui_place(tui);
	if (place->chosen && tui->body.count > 0) {
		const struct spot *spot = &tui->body.spots[place->index];
		int height = tui->body.height;
		/* What stands above the first one belongs to it. */
		int top = place->index == 0 && spot->bottom <= height ? 0 : spot->top;
		if (spot->bottom > scroll + height)
			scroll = spot->bottom - height;
		if (top < scroll)
			scroll = top;
	}
	return clamped(tui, scroll);
}

static void show_focus(struct tui *tui)
{
	set_scroll(tui, scroll_to_focus(tui, tui_place(tui)->scroll));
}

/* The same thing again; where it is gone, what stands in its place. True when it is the same. */
static bool find_again(struct tui *tui)
{
	struct place *place = tui_place(tui);
	struct body *body = &tui->body;
	if (body->count == 0) {
		place->index = 0;
		return true;
	}
	if (place->chosen && place->index < body->count && is_chosen(place, body->spots[place->index].node))
		return true;
	for (size_t i = 0; place->chosen && i < body->count; i++)
		if (is_chosen(place, body->spots[i].node)) {
			place->index = i;
			return true;
		}
	choose(tui, place->index < body->count ? place->index : body->count - 1);
	return false;
}

void tui_measure(struct tui *tui)
{
	struct body *body = &tui->body;
	if (body->measured || !tui->view || !tui->grid)
		return;
	struct frame frame = {.arena = tui->frame, .grid = tui->grid, .view = tui->view};
	struct frame_box box = frame_body(&frame);
	int sheet = overlay_rows(tui, box.width, box.height);
	int height = box.height - sheet;
	bool resized = body->room != box.height || body->width != box.width;
	body->top = box.top;
	body->left = box.left;
	body->width = box.width;
	/* The sheet covers a part of it, but moves nothing about. */
	body->height = body->room = box.height;
	choose_density(tui);
	body->height = height > 0 ? height : 0;
	body->measured = true;
	tui->patch.whole = false;
	bool same = find_again(tui);
	/* Below a sheet the place keeps its own scroll, for when the sheet is gone. */
	if (sheet > 0)
		body->scroll = scroll_to_focus(tui, tui_place(tui)->scroll);
	else if (!same || resized)
		show_focus(tui);
	else
		set_scroll(tui, tui_place(tui)->scroll);
}

void tui_select(struct tui *tui, struct ref ref)
{
	tui_measure(tui);
	for (size_t i = 0; tui->body.measured && i < tui->body.count; i++)
		if (ref_equal(tui->body.spots[i].node->ref, ref)) {
			choose(tui, i);
			show_focus(tui);
			return;
		}
}

const struct spot *tui_focus(struct tui *tui)
{
	tui_measure(tui);
	if (!tui->view || !tui->body.measured || tui->body.count == 0)
		return NULL;
	return &tui->body.spots[tui_place(tui)->index];
}

/* -- moving -- */

void tui_scroll(struct tui *tui, int rows)
{
	tui_measure(tui);
	if (!tui->body.measured)
		return;
	set_scroll(tui, tui_place(tui)->scroll + rows);
}

/* What lies between two selections is read, not jumped over. */
static bool is_far(const struct tui *tui, const struct place *place, const struct spot *to)
{
	int height = tui->body.height;
	return to->top >= place->scroll + height + height / 2 || to->bottom <= place->scroll - height / 2;
}

void tui_focus_move(struct tui *tui, int by)
{
	const struct spot *now = tui_focus(tui);
	struct place *place = tui_place(tui);
	size_t count = tui->body.count;
	bool ends = !now || (by > 0 ? place->index + 1 >= count : place->index == 0);
	if (ends) {
		tui_scroll(tui, by * SCROLL_STEP);
		return;
	}
	size_t next = by > 0 ? place->index + 1 : place->index - 1;
	if (is_far(tui, place, &tui->body.spots[next])) {
		tui_scroll(tui, by * (tui->body.height / 2));
		return;
	}
	choose(tui, next);
	show_focus(tui);
}

void tui_focus_side(struct tui *tui, int direction)
{
	const struct spot *now = tui_focus(tui), *best = NULL;
	for (size_t i = 0; now && i < tui->body.count; i++) {
		const struct spot *spot = &tui->body.spots[i];
		bool beside = direction > 0 ? spot->left >= now->right : spot->right <= now->left;
		bool level = spot->top < now->bottom && spot->bottom > now->top;
		if (beside && level && (!best || spot->top < best->top))
			best = spot;
	}
	if (!best)
		return;
	choose(tui, (size_t)(best - tui->body.spots));
	show_focus(tui);
}

void tui_focus_end(struct tui *tui, bool last)
{
	if (tui_focus(tui))
		choose(tui, last ? tui->body.count - 1 : 0);
	tui_scroll(tui, last ? tui->body.rows : -tui->body.rows);
}

static bool is_seen(const struct tui *tui, const struct spot *spot, int scroll)
{
	return spot->top >= scroll && spot->top < scroll + tui->body.height;
}

/* The selection comes along when it would be left behind. */
void tui_scroll_page(struct tui *tui, int direction)
{
	const struct spot *now = tui_focus(tui);
	struct place *place = tui_place(tui);
	int before = place->scroll;
	tui_scroll(tui, direction * (tui->body.height > 2 ? tui->body.height - 1 : 1));
	if (!now)
		return;
	if (place->scroll == before) {
		choose(tui, direction > 0 ? tui->body.count - 1 : 0);
		return;
	}
	if (is_seen(tui, now, place->scroll))
		return;
	for (size_t i = 0; i < tui->body.count; i++) {
		size_t at = direction > 0 ? i : tui->body.count - 1 - i;
		if (is_seen(tui, &tui->body.spots[at], place->scroll)) {
			choose(tui, at);
			return;
		}
	}
}

void tui_focus_click(struct tui *tui, int row, int column, bool *ret_again)
{
	const struct spot *now = tui_focus(tui);
	struct body *body = &tui->body;
	*ret_again = false;
	if (!now || row < body->top || row >= body->top + body->height)
		return;
	int at = row - body->top + body->scroll;
	/* The innermost one: spots of children come behind their parent's. */
	for (size_t i = body->count; i > 0; i--) {
		const struct spot *spot = &body->spots[i - 1];
		if (at < spot->top || at >= spot->bottom || column < spot->left - 2 ||
		        column >= spot->right + 2)
			continue;
		*ret_again = spot == now;
		choose(tui, i - 1);
		return;
	}
}
