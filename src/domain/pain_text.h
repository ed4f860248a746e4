/* Comments as clauses of words: which words there are, how often, and in which comments. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/domain/pain.h>

struct arena;

enum pain_mark {
	PAIN_STOP = 1,
	PAIN_PLAIN = 2,
	PAIN_NEGATION = 4,
	PAIN_JOINT = 8,
};

/* A word as it was written, folded. */
struct pain_word {
	const char *text;
	uint32_t len;
	uint32_t marks; /* enum pain_mark */
	uint32_t same; /* the word that stands for it, + 1; 0 none */
	uint32_t comments; /* that hold it */
	uint32_t in[TEXT_LANGUAGES]; /* comments of each language that hold it */
	uint32_t last; /* the comment that held it last, + 1 */
};

static const uint32_t PAIN_CLAUSE = UINT32_C(1) << 31; /* this token begins a clause */

struct pain_text {
	struct arena *arena;
	struct pain_word *words;
	size_t word_count, word_room;
	uint32_t *slots; /* open addressing: word + 1 */
	size_t slot_room; /* a power of two */
	uint32_t *tokens; /* words, with PAIN_CLAUSE */
	size_t token_count, token_room;
	uint32_t *starts; /* of each comment in tokens; one more than there are */
	enum text_language *languages; /* of each comment */
};

struct pain_text *pain_text_read(struct arena *arena, const struct pain_input *input);
/* The word, or UINT32_MAX. */
uint32_t pain_word_find(const struct pain_text *text, const char *word, size_t len);
