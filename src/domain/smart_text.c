#include "smart_text.h"

#include <stdint.h>
#include <string.h>

#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "ascii.h"
#include "word.h"

/* Latin letters with marks, from U+00C0 on, as the letters that people without such keys type. */
static const char plain_letters[] = "aaaaaaaceeeeiiiidnooooo oouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

enum { LATIN_FIRST = 0xC0, APOSTROPHE = 0x2019 };

/* Marks that hold a word together: 31-3, 2027-03-31, +7, 4.5, Bart-Jan, needn't. */
static bool joins(const char *s, bool inside)
{
	if (s[0] == '+')
		return true;
	if (!s[0] || !inside)
		return false;
	return (strchr("-/.", s[0]) && is_digit(s[1])) || (strchr("-'", s[0]) && is_letter(s[1]));
}

static size_t apostrophe_at(const char *s)
{
	uint32_t code = 0;
	if ((unsigned char)*s < 0x80)
		return 0;
	size_t len = text_decode(s, strnlen(s, 4), &code);
	return code == APOSTROPHE && is_letter(s[len]) ? len : 0;
}

static void put(struct smart_token *token, size_t *len, char c)
{
	if (*len + 1 < SMART_TOKEN_BYTES)
		token->text[(*len)++] = c;
}

static void put_letter(struct smart_token *token, size_t *len, const char *s, size_t step)
{
	uint32_t code = 0;
	bool first = *len == 0;
	if (step == 1) {
		bool big = *s >= 'A' && *s <= 'Z';
		token->capitals |= big && token->capital && !first;
		token->capital |= big && first;
		token->small |= *s >= 'a' && *s <= 'z';
		put(token, len, big ? (char)(*s - 'A' + 'a') : *s);
		return;
	}
	text_decode(s, step, &code);
	bool latin = code >= LATIN_FIRST && code - LATIN_FIRST < sizeof(plain_letters) - 1;
	token->small |= true;
	token->capital |= first && latin && code < 0xDF;
	for (size_t i = 0; i < step && !latin; i++)
		put(token, len, s[i]);
	if (latin)
		put(token, len, plain_letters[code - LATIN_FIRST]);
}

static void mark_before(struct smart_token *token, const char *from, const char *to)
{
	for (; from < to; from++) {
		bool dash = *from == '-' || (unsigned char)*from >= 0x80;
		token->sentence |= strchr(".!?\n", *from) != NULL;
		token->colon |= strchr(":([", *from) != NULL || dash;
		token->opens |= strchr(".!?\n:;,([", *from) != NULL || dash;
		token->at |= *from == '@';
	}
}

static const char *read_token(const char *s, struct smart_token *token)
{
	size_t len = 0, step;
	for (; *s; s += step) {
		size_t mark = len ? apostrophe_at(s) : 0;
		step = mark ? mark : joins(s, len > 0) ? 1 : word_step(s);
		if (step == 0)
			return s;
		if (mark)
			put(token, &len, '\'');
		else
			put_letter(token, &len, s, step);
	}
	return s;
}

static void cut(const char *s, struct smart_text *text)
{
	while (text->count < SMART_TOKENS_MAX) {
		const char *from = s;
		while (*s && word_step(s) == 0 && *s != '+')
			s++;
		if (!*s)
			return;
		struct smart_token *token = &text->tokens[text->count];
		*token = (struct smart_token){.opens = text->count == 0, .sentence = text->count == 0};
		mark_before(token, from, s);
		s = read_token(s, token);
		text->count++;
	}
}

/* Whether `word` stands in a list whose entries are parted by `between`. */
static bool stands_in(const char *list, const char *word, char between)
{
	size_t len = strlen(word);
	for (const char *at = len ? strstr(list, word) : NULL; at; at = strstr(at + 1, word))
		if ((at == list || at[-1] == between) && (at[len] == between || !at[len]))
			return true;
	return false;
}

static void guess_language(struct smart_text *text)
{
	static const struct smart_words *const all[] = {&smart_words_nl, &smart_words_en};
	static const enum smart_list telling[] = {SMART_COMMON, SMART_CUSTOMERS, SMART_MODALS};
	size_t found[2] = {0};
	for (size_t l = 0; l < 2; l++)
		for (size_t i = 0; i < text->count; i++)
			for (size_t k = 0; k < sizeof(telling) / sizeof(telling[0]); k++)
				found[l] += stands_in(all[l]->lists[telling[k]], text->tokens[i].text, ' ');
	for (size_t l = 0; l < 2; l++)
		if (found[l] >= found[1 - l])
			text->languages[text->language_count++] = all[l];
}

void smart_text_read(const char *s, struct smart_text *ret)
{
	ret->count = 0;
	ret->language_count = 0;
	cut(s, ret);
	guess_language(ret);
}

const struct smart_token *smart_token_at(const struct smart_text *text, size_t at)
{
	return at < text->count ? &text->tokens[at] : NULL;
}

const char *smart_word_at(const struct smart_text *text, size_t at)
{
	return at < text->count ? text->tokens[at].text : "";
}

bool smart_is(const struct smart_text *text, const char *word, enum smart_list list)
{
	for (size_t l = 0; l < text->language_count; l++)
		if (stands_in(text->languages[l]->lists[list], word, ' '))
			return true;
	return false;
}

bool smart_is_at(const struct smart_text *text, size_t at, enum smart_list list)
{
	return at < text->count && smart_is(text, text->tokens[at].text, list);
}

/* How many words the phrase of `len` bytes covers from `at` on; 0 when it does not stand there. */
static size_t phrase_words(const struct smart_text *text, size_t at, const char *phrase, size_t len)
{
	for (size_t i = at; i < text->count; i++) {
		const char *word = text->tokens[i].text;
		size_t word_len = strlen(word);
		if (word_len > len || strncmp(phrase, word, word_len) != 0)
			return 0;
		phrase += word_len;
		len -= word_len;
		if (!len)
			return i + 1 - at;
		if (*phrase != ' ')
			return 0;
		phrase++;
		len--;
	}
	return 0;
}

size_t smart_phrase_at(const struct smart_text *text, size_t at, enum smart_list list)
{
	size_t longest = 0;
	for (size_t l = 0; l < text->language_count; l++) {
		const char *phrase = text->languages[l]->lists[list];
		for (size_t len; *phrase; phrase += len + (phrase[len] == '|')) {
			len = strcspn(phrase, "|");
			size_t words = phrase_words(text, at, phrase, len);
			longest = words > longest ? words : longest;
		}
	}
	return longest;
}

/* Forms that are made by rule: belt, gebeld; calls, copies, called. The tables hold what is left: the stem
 * and the plain form of Dutch verbs, the plain form of English ones and what is irregular. */
static bool verb_is(const struct smart_words *words, const char *verbs, const char *word)
{
	char stem[SMART_TOKEN_BYTES];
	size_t len = strlen(word);
	bool is_dutch = words == &smart_words_nl;
	if (stands_in(verbs, word, ' '))
		return true;
	if (len < 3)
		return false;
	stpcpy(stem, word);
	stem[len - 1] = '\0';
	if (is_dutch) {
		bool part = len > 5 && strncmp(word, "ge", 2) == 0 && strchr("td", word[len - 1]);
		return (word[len - 1] == 't' && stands_in(verbs, stem, ' ')) ||
		       (part && stands_in(verbs, stem + 2, ' '));
	}
	if (strchr("sd", word[len - 1]) && stands_in(verbs, stem, ' '))
		return true;
	if (len > 4 && (streq(word + len - 2, "es") || streq(word + len - 2, "ed"))) {
		stem[len - 2] = '\0';
		if (stands_in(verbs, stem, ' '))
			return true;
		stem[len - 3] = stem[len - 3] == 'i' ? 'y' : '\0';
		return stands_in(verbs, stem, ' ');
	}
	return false;
}

bool smart_verb_at(const struct smart_text *text, size_t at, enum smart_list list)
{
	const char *word = smart_word_at(text, at);
	for (size_t l = 0; *word && l < text->language_count; l++) {
		const struct smart_words *words = text->languages[l];
		const char *verbs = words->lists[list];
		if (verb_is(words, verbs, word))
			return true;
		const char *prefix = words->lists[SMART_PREFIXES];
		for (size_t len; *prefix; prefix += len + (prefix[len] == ' ')) {
			len = strcspn(prefix, " ");
			if (strlen(word) > len + 2 && strncmp(word, prefix, len) == 0 &&
			        verb_is(words, verbs, word + len))
				return true;
		}
	}
	return false;
}

bool smart_goes_on(const struct smart_text *text, size_t at)
{
	const struct smart_token *token = smart_token_at(text, at);
	return at > 0 && token && !token->opens;
}

size_t smart_clause_start(const struct smart_text *text, size_t at)
{
	while (smart_goes_on(text, at))
		at--;
	return at;
}

size_t smart_clause_end(const struct smart_text *text, size_t at)
{
	for (at++; at < text->count && !text->tokens[at].opens; at++)
		;
	return at;
}

size_t smart_clause_subject(const struct smart_text *text, size_t start)
{
	size_t end = smart_clause_end(text, start);
	size_t at = start;
	for (size_t i = start; i < end && i < start + 2; i++)
		if (text->tokens[i].dated)
			at = i;
	while (at < end && text->tokens[at].dated)
		at++;
	return at < end ? at : start;
}

bool smart_has_digit(const char *word)
{
	return word[strcspn(word, "0123456789")] != '\0';
}

bool smart_is_number(const struct smart_text *text, size_t at)
{
	return smart_has_digit(smart_word_at(text, at)) || smart_is_at(text, at, SMART_NUMBERS);
}
