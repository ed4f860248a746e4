/* A group made ready for people: its name, its words, and the quotes that say it best. */
#pragma once

#include "pain_terms.h"

struct pain_draft {
	const uint32_t *terms; /* most telling first */
	const double *weights; /* of each term */
	size_t term_count;
	const uint32_t *members;
	size_t member_count;
	size_t comments; /* in all, of any mood */
};

/* Fills in name, words, members and quotes. */
void pain_group_tell(struct arena *arena, const struct pain_terms *terms, const struct pain_draft *draft,
        struct pain_group *ret);
