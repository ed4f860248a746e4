/* What a column's cells look like, whatever its name says. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dates.h"
#include "value.h"
#include "word_scales.h"

struct arena;

enum { FACTS_WHOLES = 11, FACTS_CODES = 11, LABEL_MIXED = 255 };

/* What surveys write for "no answer" where a scale ends below. */
extern const double facts_codes[FACTS_CODES];

struct facts {
	int64_t cells;
	int64_t filled; /* neither empty nor a word for nothing */
	int64_t scores; /* of any form, from 0 to 100, and whole ones from -5 */
	int64_t in_scale[WORD_SCALES_MAX]; /* words that stand on each scale */
	uint16_t steps[WORD_SCALES_MAX]; /* a bit for each of its steps that was met */
	int64_t noes; /* of them, those that are words for nothing elsewhere, and not among the filled */
	int64_t numbers; /* nothing but a number, of any size */
	int64_t whole[FACTS_WHOLES]; /* how often each of 0 to 10 */
	int64_t parts; /* 4.5 and its like */
	int64_t minus; /* -1 */
	int64_t below; /* -2 to -5: a scale that is as long below 0 as above */
	int lowest; /* of those */
	int64_t outside; /* below -1 or above 10 */
	int64_t codes[FACTS_CODES]; /* how often each of facts_codes */
	double max; /* of the scores */
	double max_ten; /* of those up to 10 */
	double of; /* "4/5": what most are out of; 0 none */
	int64_t of_count;
	int64_t stars; /* "4 stars", "***" */
	struct date_tally dates;
	int64_t bytes; /* in all filled cells */
	int64_t spaced; /* cells with a blank inside */
	int64_t links; /* addresses of pages and of people */
	int64_t mails; /* of them, those of people */
	/* The words beside each number: their step from 1 on each scale, 0 unknown, LABEL_MIXED where it
	 * differs. */
	unsigned char labels[WORD_SCALES_MAX][FACTS_WHOLES];
	int64_t distinct;
	uint64_t *set; /* hashes of the cells; NULL: not counted */
	size_t set_room;
};

struct facts_reader {
	struct arena *arena; /* of the sets; NULL: distinct cells are not counted */
	struct arena *scratch;
	const struct missing *missing;
	const struct word_scales *scales;
	struct date_reader dates;
	int32_t today;
	struct facts *below; /* of the lowest rows of a table, see table_facts() */
	size_t below_from;
};
void facts_add(struct facts *facts, struct facts_reader *reader, struct piece cell);

/* Whether at least `percent` of the filled cells are so. */
bool facts_share(const struct facts *facts, int64_t count, int percent);
bool facts_is_date(const struct facts *facts);
bool facts_is_score(const struct facts *facts);
/* The scale in words that most of the cells are on, the first of several; NO_SCALE where they are not. */
int facts_scale(const struct facts *facts);
/* Whole values from `low` to `high`, both included. */
int64_t facts_between(const struct facts *facts, int low, int high);
/* Mean length of the filled cells in bytes. */
double facts_length(const struct facts *facts);
