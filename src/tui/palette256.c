#include "palette256.h"

static const uint32_t named[16] = {0x1D1F21, 0xCC5C5C, 0x6FA86F, 0xC9A94E, 0x5C8FCC, 0xA878B8, 0x56A8AE,
        0xC8CBD0, 0x6B7078, 0xE57F7F, 0x90CC90, 0xE8CC72, 0x82B1EA, 0xC79AD8, 0x7CCBD1, 0xF2F4F6};
/* As most terminals have them: what the nearest colour is reckoned with. */
static const uint32_t plain[16] = {0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD,
        0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF};

static uint32_t cube_level(int step)
{
	return step ? (uint32_t)(55 + 40 * step) : 0;
}

uint32_t palette256_rgb(int colour)
{
	if (colour < 0 || colour > 255)
		return 0;
	if (colour < 16)
		return named[colour];
	if (colour >= 232) {
		uint32_t grey = (uint32_t)(8 + 10 * (colour - 232));
		return grey << 16 | grey << 8 | grey;
	}
	int index = colour - 16;
	return cube_level(index / 36) << 16 | cube_level(index / 6 % 6) << 8 | cube_level(index % 6);
}

static int part(uint32_t rgb, int shift)
{
	return (int)(rgb >> shift & 0xFF);
}

static int largest(int a, int b, int c)
{
	int ab = a > b ? a : b;
	return ab > c ? ab : c;
}

static int nearest_grey(int value, int count)
{
	if (count < 16)
		return value < 110 ? 0 : 7;
	return value < 50 ? 0 : value < 150 ? 8 : value < 225 ? 7 : 15;
}

/* 0 to 359 degrees: red 0, green 120, blue 240. */
static int hue_of(int red, int green, int blue, int most, int span)
{
	int hue = most == red     ? 60 * (green - blue) / span
	          : most == green ? 120 + 60 * (blue - red) / span
	                          : 240 + 60 * (red - green) / span;
	return (hue + 360) % 360;
}

/* By hue and not by distance: pale green should become green and not white. */
int palette256_nearest(int colour, int count)
{
	/* Up to which hue; cyan is narrow, since steel blue should become blue. */
	static const struct {
		int hue, index;
	} sectors[] = {{25, 1}, {80, 3}, {160, 2}, {190, 6}, {265, 4}, {330, 5}, {360, 1}};
	if (colour < count)
		return colour;
	uint32_t rgb = colour < 16 ? plain[colour] : palette256_rgb(colour);
	int red = part(rgb, 16), green = part(rgb, 8), blue = part(rgb, 0);
	int most = largest(red, green, blue), span = most + largest(-red, -green, -blue);
	if (span * 100 < most * 35 || most == 0)
		return nearest_grey(most, count);
	int hue = hue_of(red, green, blue, most, span), at = 0;
	while (hue >= sectors[at].hue)
		at++;
	return sectors[at].index + (count >= 16 && most >= 215 ? 8 : 0);
}
