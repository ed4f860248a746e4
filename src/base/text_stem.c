/* The two languages are named one by one, past libstemmer's table of all: the others' tables would be joined
 * to the program, and relocating them at each start costs as much as opening the store. */
#include <dagstart/base/text_stem.h>

#include <limits.h>

#include <dagstart/base/arena.h>

/* What libstemmer's archive offers and its header does not tell. */
struct SN_env { /* the head of it, the same in all its versions */
	unsigned char *text;
	int cursor;
	int len;
};
int SN_set_current(struct SN_env *env, int len, const unsigned char *text);
struct SN_env *dutch_UTF_8_create_env(void);
struct SN_env *english_UTF_8_create_env(void);
void dutch_UTF_8_close_env(struct SN_env *env);
void english_UTF_8_close_env(struct SN_env *env);
int dutch_UTF_8_stem(struct SN_env *env);
int english_UTF_8_stem(struct SN_env *env);

static const struct {
	struct SN_env *(*open)(void);
	void (*close)(struct SN_env *env);
	int (*stem)(struct SN_env *env);
} languages[TEXT_LANGUAGES] = {
        {dutch_UTF_8_create_env, dutch_UTF_8_close_env, dutch_UTF_8_stem},
        {english_UTF_8_create_env, english_UTF_8_close_env, english_UTF_8_stem},
};

struct text_stemmer {
	struct SN_env *languages[TEXT_LANGUAGES];
};

struct text_stemmer *text_stemmer_new(struct arena *arena)
{
	struct text_stemmer *stemmer = arena_new_of(arena, struct text_stemmer);
	for (size_t i = 0; i < TEXT_LANGUAGES; i++)
		stemmer->languages[i] = languages[i].open();
	return stemmer;
}

void text_stemmer_cleanup(struct text_stemmer **stemmer)
{
	for (size_t i = 0; *stemmer && i < TEXT_LANGUAGES; i++) {
		if ((*stemmer)->languages[i])
			languages[i].close((*stemmer)->languages[i]);
		(*stemmer)->languages[i] = NULL;
	}
}

const char *text_stem(struct text_stemmer *stemmer, enum text_language language, const char *word, size_t len,
        size_t *ret_len)
{
	struct SN_env *snowball = stemmer->languages[language];
	*ret_len = len;
	if (!snowball || len > INT_MAX)
		return word;
	if (SN_set_current(snowball, (int)len, (const unsigned char *)word) != 0 ||
	        languages[language].stem(snowball) < 0)
		return word;
	snowball->text[snowball->len] = '\0'; /* its buffer has room for one more */
	*ret_len = (size_t)snowball->len;
	return (const char *)snowball->text;
}
