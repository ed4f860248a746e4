/* Real comments and the words of languages, for the evaluations. */
#pragma once

#include <dagstart/domain/pain.h>

struct arena;

/* A file of real feedback: which columns, and from which score on an answer is pain or praise. */
struct source {
	const char *file, *comment, *score;
	double pain_below, praise_from;
};
extern const struct source sources[];
extern const size_t source_count;

/* Whether the files are there. */
bool comments_there(void);
/* Record i of the file (from 0, the header not counted) is comment i. Scores in words are 1, 3 and 5. */
size_t comments_read(struct arena *arena, const struct source *source, struct pain_comment **ret);
const struct pain_language *languages_read(struct arena *arena);
/* The whole file with a NUL behind it; NULL when it is not there. */
char *file_read(struct arena *arena, const char *path, size_t *ret_len);
