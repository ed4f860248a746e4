/* The words of a comment as an index keeps them. */
#include "search.h"

#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "ascii.h"
#include "stem.h"

/* sorted */
static const char *const common[] = {"aan", "als", "and", "at", "bij", "dat", "de", "die", "dit", "een", "en",
        "er", "for", "het", "ik", "in", "is", "it", "maar", "met", "mijn", "my", "naar", "of", "om", "on",
        "ook", "op", "te", "that", "the", "this", "to", "van", "voor", "was", "we", "were", "with", "you"};

static int compare_common(const void *key, const void *row)
{
	const struct word *word = key;
	const char *text = *(const char *const *)row;
	int order = strncmp(word->start, text, word->len);
	return order ? order : text[word->len] ? -1 : 0;
}

bool search_is_common(const struct word *word)
{
	return word->len <= 4 &&
	       bsearch(word, common, sizeof(common) / sizeof(common[0]), sizeof(common[0]), compare_common);
}

bool search_is_letter(const struct word *word)
{
	return word->len == 1 && is_letter(*word->start);
}

/* Entries of words met before: most words of a comment stood in one before it. */
enum { KNOWN_WORDS = 1 << 13, KNOWN_BYTES = 20 };
struct known {
	char word[KNOWN_BYTES], entry[KNOWN_BYTES];
	uint8_t len, entry_len; /* `len` 0: free; an entry of 0 bytes: not indexed */
};

struct search_indexer {
	struct arena *arena; /* of one comment */
	struct str words;
	struct known *known;
};

struct search_indexer *search_indexer_new(struct arena *arena)
{
	struct search_indexer *indexer = arena_new_of(arena, struct search_indexer);
	*indexer = (struct search_indexer){.arena = arena_new_like(arena),
	        .words = str_new(arena),
	        .known = arena_array_of(arena, struct known, KNOWN_WORDS)};
	return indexer;
}

void search_indexer_cleanup(struct search_indexer **indexer)
{
	if (*indexer)
		(*indexer)->arena = arena_free((*indexer)->arena);
}

bool search_is_indexed(const char *word)
{
	const struct word whole = {word, strlen(word)};
	return whole.len > 0 && !search_is_common(&whole) && !search_is_letter(&whole);
}

static size_t entry_of(const struct word *word, char out[static STEM_MAX])
{
	return search_is_common(word) || search_is_letter(word) ? 0 : stem_of(word->start, word->len, out);
}

static inline size_t step(const char *s)
{
	return (unsigned char)*s < 0x80 ? is_alnum(*s) : word_step(s);
}

/* As word_next(), for texts that are plain for the most part; with a number made of its bytes. */
static inline bool next_word(const char **at, struct word *ret, uint32_t *ret_hash)
{
	const uint32_t seed = 2166136261U, prime = 16777619U; /* FNV-1a */
	const char *s = *at;
	uint32_t hash = seed;
	while (*s && step(s) == 0)
		s++;
	ret->start = s;
	for (size_t n; (n = step(s)) > 0; s += n)
		for (size_t i = 0; i < n; i++)
			hash = (hash ^ (unsigned char)s[i]) * prime;
	ret->len = (size_t)(s - ret->start);
	*ret_hash = hash ^ hash >> 15;
	*at = s;
	return ret->len > 0;
}

/* The place where a short word is known, filled if it was not. */
static const struct known *know(struct search_indexer *indexer, const struct word *word, uint32_t hash)
{
	struct known *known = &indexer->known[hash & (KNOWN_WORDS - 1)];
	if (known->len == word->len && memcmp(known->word, word->start, word->len) == 0)
		return known;
	char entry[STEM_MAX];
	known->entry_len = (uint8_t)entry_of(word, entry);
	known->len = (uint8_t)word->len;
	memcpy(known->word, word->start, word->len);
	memcpy(known->entry, entry, known->entry_len);
	return known;
}

static void add_entry(struct str *words, const char *entry, size_t len)
{
	if (len == 0)
		return;
	if (words->len > 0)
		str_add_char(words, ' ');
	str_add_bytes(words, entry, len);
}

const char *search_index_words(struct search_indexer *indexer, const char *comment)
{
	struct word word;
	uint32_t hash = 0;
	arena_reset(indexer->arena);
	str_clear(&indexer->words);
	for (const char *at = text_fold(indexer->arena, comment); next_word(&at, &word, &hash);) {
		if (word.len <= KNOWN_BYTES) {
			const struct known *known = know(indexer, &word, hash);
			add_entry(&indexer->words, known->entry, known->entry_len);
			continue;
		}
		char entry[STEM_MAX];
		add_entry(&indexer->words, entry, entry_of(&word, entry));
	}
	return indexer->words.text;
}

const char *search_stem(struct arena *arena, const char *word)
{
	char stem[STEM_MAX];
	return arena_strndup(arena, stem, stem_of(word, strlen(word), stem));
}

const char *search_beginning(struct arena *arena, const char *word)
{
	char spell[STEM_MAX];
	return arena_strndup(arena, spell, stem_spell(word, strlen(word), spell));
}

size_t search_stems(struct arena *arena, const char *word, const char *ret[static SEARCH_STEMS_MAX])
{
	struct stem more[STEM_UNFINISHED_MAX];
	size_t count = 0, len = strlen(word);
	ret[count++] = search_stem(arena, word);
	for (size_t i = 0, n = stem_unfinished(word, len, more); i < n && count < SEARCH_STEMS_MAX; i++)
		ret[count++] = arena_strndup(arena, more[i].text, more[i].len);
	return count;
}
