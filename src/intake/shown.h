/* What messages and questions show of a file: they stand on screens that others see. */
#pragma once

#include <stddef.h>

struct arena;

/* The start of `text` (UTF-8) in one line, clean, with personal data masked before anything is cut, at most
 * `width` columns; `customer` ("" none) is masked too. */
char *shown_text(struct arena *arena, const char *text, size_t len, const char *customer, int width);
