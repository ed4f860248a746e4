/* What was worked out from what customers said: small, dear to work out, and asked for at each start. It is
 * kept with the store for as long as it is true.
 *
 * What is found here always equals what working it out anew would give: a transaction that writes a table
 * that a kind comes from, see kept.c, takes that kind away in the same commit (the driver sees that from the
 * statements themselves). All else that it depends on, such as the day and the settings, stands in `under`,
 * and only the same finds it.
 *
 * Whoever looks writes nothing for its sake: it goes along with the next transaction, if nobody has committed
 * since it was read. A store that is only read keeps nothing new. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct arena;
struct store;
struct str;

enum kept_kind {
	KEPT_HEARING, /* the quotes of the day, and who was heard */
	KEPT_FIGURES, /* what the themes of a quote cost */
	KEPT_LOOPS, /* how many low scores are news */
	KEPT_SCORES, /* all scores of a day with verdicts and trend */
	KEPT_CHANGES, /* the step of the journey that changed most, of each score: of a week */
	KEPT_KINDS,
};

/* *ret is NULL when there is nothing, or it was worked out under other circumstances. */
bool store_kept(struct store *store, struct arena *arena, enum kept_kind kind, const char *under,
        const char **ret, struct err *err) MUST_CHECK;
/* In the place of what was kept of that kind. Only what was read in one moment is kept: it is called between
 * store_read_begin() and store_read_end(), and does nothing elsewhere. `under` has no line breaks. */
void store_keep(struct store *store, enum kept_kind kind, const char *under, const char *text);

/* Writes what waits for the next transaction at once, for whoever has just changed what it comes from and
 * will not write again. Where others are writing it goes on waiting. A power cut may take it, and nothing
 * else. */
bool store_keep_now(struct store *store, struct err *err) MUST_CHECK;

/* Numbers and words as one text, and back; false where there is no such next one. */
void kept_add_int(struct str *s, int64_t number);
void kept_add_real(struct str *s, double number);
void kept_add_text(struct str *s, const char *text);
bool kept_next_int(const char **at, int64_t *ret) MUST_CHECK;
bool kept_next_real(const char **at, double *ret) MUST_CHECK;
bool kept_next_text(const char **at, struct arena *arena, const char **ret) MUST_CHECK;
