/* What the words of a header say of a column's scale, in many languages. */
#pragma once

enum hint {
	HINT_NPS = 1, /* the name itself */
	HINT_RECOMMEND = 2, /* the question, which some ask on five or seven points */
	HINT_CSAT = 4,
	HINT_CES = 8,
	HINT_RATING = 16, /* stars and their like: more is better */
	HINT_GRADE = 32, /* as Dutch schools give them: 1 to 10 */
	HINT_FFT = 64, /* Friends and Family Test: 1 is the best, 6 is no answer */
	HINT_THUMB = 128, /* up or down */
	HINT_MARK = 256, /* as German schools give them: 1 is the best, 6 the worst */
	HINT_BURDEN = 512, /* "how much effort": more may be the worse, and numbers do not say so */
};

/* The hints in the words of a name, see name_words(). */
unsigned hints_in(const char *words);
