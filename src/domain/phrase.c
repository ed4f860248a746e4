#include "phrase.h"

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/base/vec.h>

#include "ascii.h"
#include "word.h"

enum { BETWEEN_MAX = 4 };

const char *phrase_fold_word(struct arena *arena, const char *s, size_t len)
{
	char *folded = arena_alloc(arena, len + 1);
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)s[i] >= 0x80)
			return text_fold(arena, arena_strndup(arena, s, len));
		folded[i] = is_letter(s[i]) ? (char)(s[i] | 0x20) : s[i];
	}
	return folded;
}

struct phrase phrase_of(struct arena *arena, const char *text)
{
	VEC(const char *) parts = {0};
	struct word word;
	while (word_next(&text, &word))
		*vec_add(arena, &parts) = phrase_fold_word(arena, word.start, word.len);
	return (struct phrase){parts.items, parts.count, arena};
}

/* Whether the word can't be this one, seen from its first letter: folding each word of a long text is dear.
 */
static bool is_other(const char *s, const char *folded)
{
	if (!is_alnum(*s) || !is_alnum(*folded))
		return false;
	return ((unsigned char)*s | 0x20) != ((unsigned char)*folded | 0x20);
}

size_t phrase_length(const struct phrase *phrase, const char *s)
{
	const char *at = s;
	struct word word = {.start = s};
	if (phrase->count == 0 || is_other(s, phrase->parts[0]))
		return 0;
	for (size_t i = 0; i < phrase->count; i++) {
		const char *end = word.start + word.len;
		if (!word_next(&at, &word) || word.start - end > BETWEEN_MAX ||
		        !streq(phrase_fold_word(phrase->arena, word.start, word.len), phrase->parts[i]))
			return 0;
	}
	return (size_t)(word.start + word.len - s);
}
