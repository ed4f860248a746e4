/* Answers in words, and on which scales each word stands. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "value.h"

struct arena;
struct words;
struct words_scale;

enum { WORD_SCALES_MAX = 28, NO_SCALE = -1 };

/* A word; for each scale its step from 1, 0 where it is none of the scale's words. */
struct word_entry {
	const char *word;
	unsigned char step[WORD_SCALES_MAX];
};

struct word_scales {
	const struct words_scale *scales;
	size_t count; /* at most WORD_SCALES_MAX */
	struct word_entry **set; /* open hashing; room is a power of two */
	size_t room, longest;
};

struct word_scales word_scales_ready(struct arena *arena, const struct words *words);
/* NULL where the cell is no word of any scale. "Very satisfied!", "😊 Very satisfied" and "very_satisfied" are
 * one word. `scratch` is used for what is not plain ASCII. */
const struct word_entry *word_scales_find(
        const struct word_scales *scales, struct arena *scratch, struct piece piece);
/* Whether its words answer any question, or say what kind of a thing something is ("yes", "partly", "A",
 * "green", "very"): they are scores only where something else says so. */
bool word_scale_is_loose(const struct words_scale *scale);
/* The value on that scale; false where the cell is none of its words. */
bool word_scales_value(
        const struct word_scales *scales, int scale, struct arena *scratch, struct piece piece, double *ret);
