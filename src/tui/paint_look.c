#include "paint_look.h"

#include "palette256.h"

enum {
	COLOURS_INDEXED = 256, /* above it, colours are given as red, green and blue */
	NCV_UNDERLINE = 2,
	NCV_REVERSE = 4,
	NCV_DIM = 16,
	NCV_BOLD = 32,
};

const struct paint_look paint_look_none = {.ink = -1, .paper = -1};

/* What a role has where its colours cannot be had. */
static void without_colours(struct paint_look *look, uint8_t role)
{
	static const struct {
		bool bold, dim, underline, reverse;
	} instead[ROLE_COUNT] = {
	        [ROLE_TITLE] = {.bold = true},
	        [ROLE_QUIET] = {.dim = true},
	        [ROLE_ACCENT] = {.bold = true},
	        [ROLE_BAD] = {.bold = true},
	        [ROLE_SELECTED] = {.reverse = true},
	        [ROLE_INPUT] = {.underline = true},
	};
	bool coloured = look->ink >= 0 || look->paper >= 0;
	look->ink = look->paper = -1;
	if (!coloured || role >= ROLE_COUNT)
		return;
	look->bold |= instead[role].bold;
	look->dim |= instead[role].dim;
	look->underline |= instead[role].underline;
	look->reverse |= instead[role].reverse;
}

static int16_t colour_here(const struct paint *p, int16_t colour)
{
	if (colour < 0 || p->caps.colours >= COLOURS_INDEXED)
		return colour;
	return (int16_t)palette256_nearest(colour, p->caps.colours >= 16 ? 16 : 8);
}

/* Attributes that spoil colours on this terminal. */
static void keep_colours_clean(const struct paint *p, struct paint_look *look)
{
	int bits = p->caps.no_colour_attributes;
	if (look->ink < 0 && look->paper < 0)
		return;
	look->underline = look->underline && !(bits & NCV_UNDERLINE);
	look->reverse = look->reverse && !(bits & NCV_REVERSE);
	look->dim = look->dim && !(bits & NCV_DIM);
	look->bold = look->bold && !(bits & NCV_BOLD);
}

struct paint_look paint_look_resolve(const struct paint *p, struct look look)
{
	struct paint_look out = paint_look_none;
	if (p->has_theme && look.role < ROLE_COUNT) {
		const struct theme_look *role = &p->theme.looks[look.role];
		out = (struct paint_look){
		        role->fg, role->bg, role->bold, role->dim, role->underline, role->reverse};
	}
	if (!p->colour || p->caps.colours < 8 || !p->caps.ink || !p->caps.paper)
		without_colours(&out, look.role);
	out.ink = colour_here(p, out.ink);
	out.paper = colour_here(p, out.paper);
	/* A ground that became the screen's own no longer shows a field. */
	if (look.role == ROLE_INPUT && p->caps.colours < 16 && out.paper == 0)
		out.underline = true;
	out.bold |= look.strong;
	out.dim |= look.faint;
	out.underline |= look.underline;
	out.reverse ^= look.reverse;
	keep_colours_clean(p, &out);
	return out;
}

int paint_look_colour(const struct paint *p, int colour)
{
	return p->caps.colours > COLOURS_INDEXED && colour >= 16 ? (int)palette256_rgb(colour) : colour;
}

bool paint_look_only_adds(const struct paint_look *from, const struct paint_look *to)
{
	return (!from->bold || to->bold) && (!from->dim || to->dim) && (!from->underline || to->underline) &&
	       (!from->reverse || to->reverse);
}
