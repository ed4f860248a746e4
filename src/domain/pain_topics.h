/* Terms that stand together more often than chance, as topics. */
#pragma once

#include "pain_terms.h"

enum { PAIN_NODES_MAX = 800 };

/* A node is a term that is said often enough. */
struct pain_topics {
	const struct pain_terms *terms;
	uint32_t *node_of; /* term, or term that is denied -> node + 1; 0 none */
	uint32_t term_of[PAIN_NODES_MAX];
	uint32_t clauses[PAIN_NODES_MAX]; /* that hold it */
	uint32_t topic_of[PAIN_NODES_MAX]; /* numbers with gaps, below PAIN_NODES_MAX */
	double weight[PAIN_NODES_MAX]; /* how much a node tells */
	size_t node_count;
};

/* Learned from the complaints among the comments. */
struct pain_topics *pain_topics_make(
        struct arena *arena, const struct pain_terms *terms, const struct pain_input *input);
/* The topics of a clause that carry it, each once. */
size_t pain_topics_of(
        const struct pain_topics *topics, const struct pain_clause *clause, uint32_t ret[static CLAUSE_MAX]);
