/* Words for people. Msgids are English; N_() marks one in a table, _() translates at the moment of showing.
 * Only functions that build documents, and `app`, translate. */
#pragma once

#include <stdbool.h>

#define N_(msgid) (msgid)
#define _(msgid) i18n_text(msgid)
#define P_(one, many, n) i18n_plural((one), (many), (unsigned long)(n))
/* The same word in two meanings: C_("verb", "open"). */
#define C_(context, msgid) i18n_context(context "\004" msgid, msgid)

/* Chooses the language of the program: "nl" or "en". Works without an installed locale: finds the catalogue
 * beside the build or below the prefix. False when no catalogue for it was found; English then stays. */
bool i18n_init(const char *language);

/* What text is written in where the environment names this locale (""; none): "UTF-8", or another as
 * nl_langinfo() calls it. One that is named as of UTF-8 is taken at its word, also where it is not installed:
 * nothing else of it is ever asked for. */
const char *i18n_codeset(const char *locale);

/* "nl" or "en". */
const char *i18n_language(void);

const char *i18n_text(const char *msgid) __attribute__((format_arg(1)));
const char *i18n_plural(const char *one, const char *many, unsigned long n)
        __attribute__((format_arg(1), format_arg(2)));
const char *i18n_context(const char *key, const char *msgid) __attribute__((format_arg(2)));
