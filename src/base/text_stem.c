#include <dagstart/base/text_stem.h>

#include <libstemmer.h>
#include <limits.h>

#include <dagstart/base/arena.h>

struct text_stemmer {
	struct sb_stemmer *languages[TEXT_LANGUAGES];
};

struct text_stemmer *text_stemmer_new(struct arena *arena)
{
	static const char *const names[TEXT_LANGUAGES] = {"dutch", "english"};
	struct text_stemmer *stemmer = arena_new_of(arena, struct text_stemmer);
	for (size_t i = 0; i < TEXT_LANGUAGES; i++)
		stemmer->languages[i] = sb_stemmer_new(names[i], "UTF_8");
	return stemmer;
}

void text_stemmer_cleanup(struct text_stemmer **stemmer)
{
	for (size_t i = 0; *stemmer && i < TEXT_LANGUAGES; i++) {
		sb_stemmer_delete((*stemmer)->languages[i]);
		(*stemmer)->languages[i] = NULL;
	}
}

const char *text_stem(struct text_stemmer *stemmer, enum text_language language, const char *word, size_t len,
        size_t *ret_len)
{
	struct sb_stemmer *snowball = stemmer->languages[language];
	*ret_len = len;
	if (!snowball || len > INT_MAX)
		return word;
	const sb_symbol *stem = sb_stemmer_stem(snowball, (const sb_symbol *)word, (int)len);
	if (!stem)
		return word;
	*ret_len = (size_t)sb_stemmer_length(snowball);
	return (const char *)stem;
}
