/* Text as people see it: UTF-8, grapheme clusters, columns, lines, and the one gate that every string from
 * data passes before it is shown anywhere. All widths are terminal columns. Invalid UTF-8 never gets out. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum text_keep {
	TEXT_ONE_LINE, /* line breaks and tabs become a space */
	TEXT_LINES, /* LF stays (CR LF and CR become LF), tabs become a space */
};

/* The gate: C0, C1, DEL, bidi controls, invisible and tag characters become a visible substitute, bad bytes
 * U+FFFD, long runs of combining marks are cut. C0 and DEL show as their pictures (U+2400 on), a soft hyphen
 * as "-", all else as U+FFFD; joiners and selectors stay inside real emoji. The result is valid UTF-8, safe
 * on any terminal. */
char *text_clean(struct arena *arena, const char *s, enum text_keep keep);
char *text_clean_bytes(struct arena *arena, const char *bytes, size_t len, enum text_keep keep);
/* Whether the gate would change nothing; names of people and teams must pass. */
bool text_is_clean(const char *s);
/* Whether a spreadsheet takes a cell that begins here for a formula (CWE-1236): = + - @ or their full-width
 * forms, behind blanks and quotes too; or a tab or CR. */
bool text_is_formula(const char *s);

/* One code point; returns its length in bytes (1 with *ret = 0xFFFD for a bad byte, 0 at the end). */
size_t text_decode(const char *s, size_t len, uint32_t *ret);
size_t text_encode(uint32_t code, char out[static 5]);
bool text_is_utf8(const char *bytes, size_t len);

/* Bytes of the grapheme cluster that starts at `s` (0 at the end), and its columns (0, 1 or 2). */
size_t text_grapheme(const char *s, size_t len, int *ret_width);
/* Columns of the whole string; it must be clean and of one line. */
int text_width(const char *s);

/* `s` shortened to `width` columns with an ellipsis ("…", or "..." where ascii); never splits a cluster. */
char *text_cut(struct arena *arena, const char *s, int width, bool ascii);
/* `s` cut or filled with spaces to exactly `width` columns. */
char *text_pad(struct arena *arena, const char *s, int width);

struct text_line {
	const char *start;
	size_t len; /* bytes, without the white space that was broken at */
	int width;
};
/* Breaks clean text into lines of at most `width` columns (at least 1) by the Unicode line breaking rules,
 * and where there is another place not between a figure and what it counts ("3 March", "82 %", "n 412"); LF
 * breaks always, a word longer than a line is split. Empty text has no line, and an LF at the end adds none.
 * Returns the count; *ret lives in `arena`, its lines point into `s`. Only a wide character where `width` is
 * 1 makes a line wider. */
size_t text_wrap(struct arena *arena, const char *s, int width, struct text_line **ret);

/* For comparing and searching: lower case, without diacritics, runs of white space as one space. */
char *text_fold(struct arena *arena, const char *s);
/* The same without white space at both ends, as names are kept and found; "" of NULL. */
char *text_fold_name(struct arena *arena, const char *name);
/* Whether the folded `needle` stands in the folded `hay`; both are given unfolded. */
bool text_contains(struct arena *arena, const char *hay, const char *needle);
/* Fuzzy match: letters of `needle` in order in `hay`. Higher is better, -1 no match, 0 an empty needle. */
int text_fuzzy(struct arena *arena, const char *hay, const char *needle);

/* The plainest spelling of text that is about to be drawn where UTF-8 is not to be had: quotes, dashes,
 * bullets and arrows get their ASCII twin, letters lose their marks, what is left becomes '?'. Takes as many
 * columns as before, so what was laid out keeps its shape; LF stays. */
char *text_ascii(struct arena *arena, const char *s);
