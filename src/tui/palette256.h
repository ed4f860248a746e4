/* The 256 colours of xterm, for pictures and for terminals that know fewer. */
#pragma once

#include <stdint.h>

/* 0xRRGGBB. The first sixteen are a calm reading of the names: terminals differ there. */
uint32_t palette256_rgb(int colour);
/* The nearest of the first `count` (8 or 16) colours. */
int palette256_nearest(int colour, int count);
