#include "svg_glyph.h"

#include <stddef.h>

#include <dagstart/base/str.h>

enum {
	LEFT = 1,
	RIGHT = 2,
	UP = 4,
	DOWN = 8,
	BROKEN = 16, /* dashed or dotted */
	HEAVY = 32,
};

static const double W = SVG_CELL_WIDTH, H = SVG_CELL_HEIGHT;

/* The line drawing that we use; others stay letters. */
static const struct {
	uint32_t code;
	unsigned arms;
} lines[] = {
        {0x2500, LEFT | RIGHT},
        {0x2501, LEFT | RIGHT | HEAVY},
        {0x2502, UP | DOWN},
        {0x2503, UP | DOWN | HEAVY},
        {0x2504, LEFT | RIGHT | BROKEN},
        {0x2506, UP | DOWN | BROKEN},
        {0x2508, LEFT | RIGHT | BROKEN},
        {0x250A, UP | DOWN | BROKEN},
        {0x250C, RIGHT | DOWN},
        {0x2510, LEFT | DOWN},
        {0x2514, RIGHT | UP},
        {0x2518, LEFT | UP},
        {0x251C, RIGHT | UP | DOWN},
        {0x2524, LEFT | UP | DOWN},
        {0x252C, LEFT | RIGHT | DOWN},
        {0x2534, LEFT | RIGHT | UP},
        {0x253C, LEFT | RIGHT | UP | DOWN},
        {0x254C, LEFT | RIGHT | BROKEN},
        {0x254E, UP | DOWN | BROKEN},
};

static unsigned arms_of(uint32_t code)
{
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (lines[i].code == code)
			return lines[i].arms;
	return 0;
}

static bool is_block(uint32_t code)
{
	return (code >= 0x2580 && code <= 0x2590) || code == 0x2594 || code == 0x2595;
}

static bool is_braille(uint32_t code)
{
	return code >= 0x2800 && code <= 0x28FF;
}

bool svg_glyph_is_shape(uint32_t code)
{
	return is_block(code) || is_braille(code) || arms_of(code);
}

/* Tenths of a pixel, no exponent, no locale. */
static void add_number(struct str *path, double number)
{
	long tenths = (long)(number * 10 + 0.5);
	str_addf(path, tenths % 10 ? "%ld.%ld" : "%ld", tenths / 10, tenths % 10);
}

static void add_box(struct str *path, double x, double y, double width, double height)
{
	str_add_char(path, 'M');
	add_number(path, x);
	str_add_char(path, ' ');
	add_number(path, y);
	str_add_char(path, 'h');
	add_number(path, width);
	str_add_char(path, 'v');
	add_number(path, height);
	str_add(path, "h-");
	add_number(path, width);
	str_add_char(path, 'z');
}

static void add_dot(struct str *path, double x, double y, double radius)
{
	str_add_char(path, 'M');
	add_number(path, x - radius);
	str_add_char(path, ' ');
	add_number(path, y);
	for (int half = 0; half < 2; half++) {
		str_add_char(path, 'a');
		add_number(path, radius);
		str_add_char(path, ' ');
		add_number(path, radius);
		str_add(path, half ? " 0 1 0 -" : " 0 1 0 ");
		add_number(path, 2 * radius);
		str_add(path, " 0");
	}
	str_add_char(path, 'z');
}

static void add_line(struct str *path, unsigned arms, double x, double y)
{
	double thick = arms & HEAVY ? 2 : 1, across = (W - thick) / 2, down = (H - thick) / 2;
	if (arms & BROKEN) {
		for (int i = 0; i < 2 && arms & LEFT; i++)
			add_box(path, x + 1 + 4.5 * i, y + down, 2.5, thick);
		for (int i = 0; i < 3 && arms & UP; i++)
			add_box(path, x + across, y + 1.5 + 6.3 * i, thick, 3.5);
		return;
	}
	if (arms & LEFT)
		add_box(path, x, y + down, across + thick, thick);
	if (arms & RIGHT)
		add_box(path, x + across, y + down, W - across, thick);
	if (arms & UP)
		add_box(path, x + across, y, thick, down + thick);
	if (arms & DOWN)
		add_box(path, x + across, y + down, thick, H - down);
}

static void add_block(struct str *path, uint32_t code, double x, double y)
{
	if (code == 0x2580)
		add_box(path, x, y, W, H / 2);
	else if (code <= 0x2588)
		add_box(path, x, y + H - H * (double)(code - 0x2580) / 8, W, H * (double)(code - 0x2580) / 8);
	else if (code <= 0x258F)
		add_box(path, x, y, W * (double)(0x2590 - code) / 8, H);
	else if (code == 0x2590)
		add_box(path, x + W / 2, y, W / 2, H);
	else if (code == 0x2594)
		add_box(path, x, y, W, H / 8);
	else
		add_box(path, x + W * 7 / 8, y, W / 8, H);
}

static void add_braille(struct str *path, uint32_t bits, double x, double y)
{
	/* Bit by bit: column, row. */
	static const struct {
		int column, row;
	} dots[8] = {{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 3}};
	for (size_t i = 0; i < 8; i++)
		if (bits >> i & 1)
			add_dot(path, x + W * (0.25 + 0.5 * dots[i].column),
			        y + H * (0.125 + 0.25 * dots[i].row), 1.3);
}

void svg_glyph_add(struct str *path, uint32_t code, int x, int y)
{
	if (is_braille(code))
		add_braille(path, code - 0x2800, x, y);
	else if (is_block(code))
		add_block(path, code, x, y);
	else
		add_line(path, arms_of(code), x, y);
}
