/* Code points as a guess of the code page sees them: which are letters, and how likely a sign is where it
 * stands. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct around {
	uint32_t left, code, right; /* code points; a blank at the ends */
};

bool signs_is_letter(uint32_t code);
bool signs_is_capital(uint32_t code); /* of a letter */
bool signs_is_digit(uint32_t code);
/* The capital of a small letter; the letter itself where there is none. */
uint32_t signs_capital(uint32_t code);
/* Bits that a sign costs between its neighbours: 1 where it is usual, more where nobody writes it. */
int signs_cost(const struct around *around);
