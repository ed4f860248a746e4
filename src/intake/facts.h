/* What a column's cells look like, whatever its name says. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dates.h"
#include "value.h"

struct arena;

enum { FACTS_WHOLES = 11 };

struct facts {
	int64_t cells;
	int64_t filled; /* neither empty nor a word for nothing */
	int64_t scores; /* of any form, from 0 to 100 */
	int64_t score_words, moods;
	int64_t numbers; /* nothing but a number, of any size */
	int64_t whole[FACTS_WHOLES]; /* how often each of 0 to 10 */
	int64_t parts; /* 4.5 and its like */
	int64_t outside; /* below 0 or above 10 */
	double max; /* of the scores */
	double of; /* "4/5": what most are out of; 0 none */
	struct date_tally dates;
	int64_t bytes; /* in all filled cells */
	int64_t spaced; /* cells with a blank inside */
	int64_t distinct;
	uint64_t *set; /* hashes of the cells; NULL: not counted */
	size_t set_room;
};

struct facts_reader {
	struct arena *arena; /* of the sets; NULL: distinct cells are not counted */
	struct arena *scratch;
	const struct missing *missing;
	struct date_reader dates;
	int32_t today;
};
void facts_add(struct facts *facts, struct facts_reader *reader, struct piece cell);

/* Whether at least `percent` of the filled cells are so. */
bool facts_share(const struct facts *facts, int64_t count, int percent);
bool facts_is_date(const struct facts *facts);
bool facts_is_score(const struct facts *facts);
/* Whole values from `low` to `high`, both included. */
int64_t facts_between(const struct facts *facts, int low, int high);
/* Mean length of the filled cells in bytes. */
double facts_length(const struct facts *facts);
