/* In which code page a text was written, by what its bytes would then say: letters of one language on a line
 * are likely, a sign within a word is not. Windows-1252 stands unless another page reads clearly better.
 * Evidence is kept per page and grows with every block that is looked at. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "code_pages.h"

struct arena;

enum { PAGE_LANGUAGES = 12 };

struct page_guess {
	struct page_costs *costs; /* of each byte in each language of each page */
	int64_t gain[CODE_PAGES]; /* quarters of a bit by which a page reads better than Windows-1252; of a
	                             line no more than some */
	int64_t whole[CODE_PAGES]; /* the same, however much a line gains */
	int64_t counted[CODE_PAGES]; /* bytes on the lines of that: those that the two read differently */
	int64_t fit[CODE_PAGES],
	        seen[CODE_PAGES]; /* bytes on those lines, and those that a language has there */
	int64_t high; /* bytes above 0x7F */
	int32_t lines[CODE_PAGES][PAGE_LANGUAGES]; /* that were in a language of the page */
	int32_t line_count;
};

enum page_certainty {
	PAGE_SURE,
	PAGE_UNSURE, /* another page reads better, but not by much */
	PAGE_STRANGE, /* no page makes sense of it */
};

void page_guess_start(struct page_guess *guess, struct arena *arena);
/* Looks at a block; what goes over its end counts as two. */
void page_guess_look(struct page_guess *guess, const char *bytes, size_t len);
/* The page that reads best, and the page to read with: they differ where it is not sure enough to leave
 * Windows-1252. */
struct page_guessed {
	enum page_certainty certainty;
	enum code_page page, best;
};
struct page_guessed page_guess_end(const struct page_guess *guess);
/* Whether what was seen speaks for another page than the one that is read with. */
struct page_guessed page_guess_doubt(const struct page_guess *guess, enum code_page page);
