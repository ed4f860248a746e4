/* Whole numbers as people read them in the language of the program: in groups of three. For the layers below
 * the documents, whose messages count things; say.h has all the rest. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;
struct str;

/* Adds `len` digits in groups. */
void figure_add(struct str *out, const char *digits, size_t len);
const char *figure_count(struct arena *arena, int64_t n); /* 12.345 / 12,345; a real minus sign */
