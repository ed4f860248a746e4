/* Finding a customer again in texts that the team wrote, and taking the customer out of them: the name, what
 * he or she said as far as it was copied, and the e-mail addresses, numbers and the like that stood in it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct forget_words;

/* Nothing yet; lives in `arena`, but has to be closed. */
struct forget_words *forget_words_new(struct arena *arena);
void forget_words_cleanup(struct forget_words **words); /* for CLEANUP() */
/* Whether these words say enough to look for: three letters or figures at least. */
bool forget_is_enough(const char *name);
/* Looks for a name, an address or other few words: whole, but without regard to case, diacritics, and spaces
 * or marks between them. */
void forget_name(struct forget_words *words, const char *name);
/* The name under which a comment came in. Names as short as a colleague's first name are not looked for. */
void forget_customer(struct forget_words *words, const char *customer);
/* Looks for what was copied from a comment, 24 bytes in a row at least, also with other line ends and with
 * backslashes before its marks, and for the personal data in it. */
void forget_comment(struct forget_words *words, const char *comment);

bool forget_holds(const struct forget_words *words, const char *text);
/* A copy of the text with REDACT_MASK in the place of all that is found; *ret_count (may be NULL) how often.
 */
char *forget_text(struct arena *arena, const struct forget_words *words, const char *text, size_t *ret_count);
