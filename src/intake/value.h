/* What stands in a cell: nothing, a number, a score as tools write it. No allocation, no
 * locale: this runs for every row. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct words;

struct piece { /* of a cell, not ended by a NUL */
	const char *text;
	size_t len;
};

/* Without white space (no-break spaces too) at both ends. */
struct piece piece_trim(const char *text, size_t len);
/* ="007": some programs guard against what spreadsheets make of numbers. What is within. */
static inline struct piece piece_unguarded(struct piece piece)
{
	bool guarded = piece.len > 3 && *piece.text == '=' && piece.text[1] == '"' &&
	               piece.text[piece.len - 1] == '"';
	return guarded ? (struct piece){piece.text + 2, piece.len - 3} : piece;
}
static inline bool piece_is_empty(struct piece piece)
{
	return piece.len == 0;
}

/* The words for nothing, ready to look up: most cells are told apart by their first byte. */
struct missing {
	const char **set; /* open hashing; room is a power of two */
	size_t room;
	size_t longest;
	unsigned char longest_of[256]; /* by the first byte; 0: none starts so */
	uint32_t second_of[256]; /* by first byte, the letters and digits that may follow, in their low five
	                            bits */
};
struct missing missing_ready(struct arena *arena, const struct words *words);
/* Nothing, or one of the words for it. `scratch` is used for the rare cell that is not plain ASCII. */
bool value_is_missing(const struct missing *missing, struct arena *scratch, struct piece piece);

/* A whole plain number of at most 15 digits before the sign, which is a point or a comma. */
bool value_number(struct piece piece, double *ret);

enum score_form {
	SCORE_NONE, /* not a score */
	SCORE_NUMBER,
	SCORE_LABELLED, /* "10 - Extremely likely", "Very good (5)", "4 stars" */
	SCORE_OF, /* "4/5", "4 out of 5", "80 %", stars with empty ones: *ret_of is what it is out of */
};
/* A score as survey tools write it. */
enum score_form value_score(struct piece piece, double *ret, double *ret_of);
/* Whether stars are what it counts: "4 stars", "***", "2 étoiles". */
bool value_is_stars(struct arena *scratch, struct piece piece);

/* The words beside the number of a labelled score, without what parts them; empty where there are none. */
struct piece value_label(struct piece piece);

/* Lower case ASCII of at most room - 1 bytes; false where it is longer or not ASCII. White space and
 * punctuation at the ends go, runs of white space become one space. */
bool piece_plain(struct piece piece, char *out, size_t room);
