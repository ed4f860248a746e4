#include <dagstart/domain/forget.h>

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/domain/redact.h>

#include "phrase.h"
#include "redact_scan.h"
#include "word.h"

enum { RUN_MIN = 24, ENOUGH_LETTERS = 3, SINGLE_NAME_MIN = 5, PIECE_MIN = 5 };

struct comment {
	const char *text, *end;
	VEC(const char *) starts; /* of its words */
};

struct forget_words {
	struct arena *arena;
	struct arena *scratch; /* of folding; emptied with each text */
	VEC(struct phrase) phrases;
	VEC(struct comment) comments;
};

struct forget_words *forget_words_new(struct arena *arena)
{
	struct forget_words *words = arena_new_of(arena, struct forget_words);
	*words = (struct forget_words){.arena = arena, .scratch = arena_new_like(arena)};
	return words;
}

void forget_words_cleanup(struct forget_words **words)
{
	if (*words)
		(*words)->scratch = arena_free((*words)->scratch);
	*words = NULL;
}

static size_t letters_in(const char *text)
{
	size_t letters = 0;
	struct word word;
	while (word_next(&text, &word))
		for (size_t i = 0; i < word.len; i++)
			letters += ((unsigned char)word.start[i] & 0xC0) != 0x80;
	return letters;
}

bool forget_is_enough(const char *name)
{
	return letters_in(name) >= ENOUGH_LETTERS;
}

void forget_name(struct forget_words *words, const char *name)
{
	struct phrase phrase = phrase_of(words->arena, name);
	phrase.arena = words->scratch;
	if (phrase.count > 0 && forget_is_enough(name))
		*vec_add(words->arena, &words->phrases) = phrase;
}

void forget_customer(struct forget_words *words, const char *customer)
{
	if (phrase_of(words->arena, customer).count > 1 || letters_in(customer) >= SINGLE_NAME_MIN)
		forget_name(words, customer);
}

/* Goes to the next character of the text. */
static void step(struct place *place)
{
	size_t len = word_step(place->s);
	place->in_word = len > 0;
	if (len == 0)
		len = 1;
	while (((unsigned char)place->s[len] & 0xC0) == 0x80)
		len++;
	place->s += len;
	place->before = place->s[-1];
}

static void add_personal(struct forget_words *words, const char *text)
{
	for (struct place place = {.s = text}; *place.s;) {
		struct hit hit = redact_scan(&place);
		if (hit.skip + hit.len == 0)
			hit = redact_sign(&place);
		if (hit.len >= PIECE_MIN)
			forget_name(words, arena_strndup(words->arena, place.s + hit.skip, hit.len));
		if (hit.skip + hit.len == 0) {
			step(&place);
			continue;
		}
		place.s += hit.skip + hit.len;
		place.before = place.s[-1];
		place.in_word = hit.len == 0;
	}
}

void forget_comment(struct forget_words *words, const char *comment)
{
	struct comment *added;
	struct word word;
	const char *text = arena_strdup(words->arena, comment), *at = text;
	add_personal(words, text);
	if (strlen(text) < RUN_MIN)
		return;
	added = vec_add(words->arena, &words->comments);
	*added = (struct comment){.text = text, .end = text + strlen(text)};
	while (word_next(&at, &word))
		*vec_add(words->arena, &added->starts) = word.start;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* A mark that has a backslash before it, as in Markdown and JSON. */
static bool is_escaped(const char *s)
{
	return s[0] == '\\' && s[1] && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[1]);
}

struct run {
	size_t said, copied; /* bytes of the comment, and of the text that repeats it */
};

/* How far the text goes on as the comment does; blanks are blanks, wherever lines were broken. */
static struct run run_at(const char *comment, const char *s)
{
	struct run run = {0};
	for (;;) {
		const char *from = comment + run.said, *to = s + run.copied;
		size_t skip = *from != '\\' && is_escaped(to);
		size_t blanks_from = 0, blanks_to = 0;
		while (is_blank(from[blanks_from]))
			blanks_from++;
		while (is_blank(to[blanks_to]))
			blanks_to++;
		if (blanks_from && blanks_to) {
			run.said += blanks_from;
			run.copied += blanks_to;
		} else if (*from && *from == to[skip]) {
			run.said++;
			run.copied += 1 + skip;
		} else
			break;
	}
	while (run.copied > 0 && ((unsigned char)s[run.copied] & 0xC0) == 0x80)
		run.copied--;
	return run;
}

/* Bytes that `s` has in common with the comment from one of its words on, whole characters. */
static size_t run_length(const struct comment *comment, const char *s)
{
	struct run longest = {0};
	for (size_t i = 0; i < comment->starts.count; i++) {
		struct run run = run_at(comment->starts.items[i], s);
		if (run.said > longest.said)
			longest = run;
	}
	return longest.said >= RUN_MIN ? longest.copied : 0;
}

/* Bytes from the start of a word on that have to go. */
static size_t length_at(const struct forget_words *words, const char *s)
{
	size_t longest = 0;
	for (size_t i = 0; i < words->phrases.count; i++) {
		size_t len = phrase_length(&words->phrases.items[i], s);
		longest = len > longest ? len : longest;
	}
	for (size_t i = 0; i < words->comments.count; i++) {
		size_t len = run_length(&words->comments.items[i], s);
		longest = len > longest ? len : longest;
	}
	return longest;
}

/* The next place to mask at or after *at; 0 at the end of the text. */
static size_t find_next(const struct forget_words *words, const char **at)
{
	struct word word;
	const char *next = *at;
	while (word_next(&next, &word)) {
		size_t len = length_at(words, word.start);
		*at = word.start;
		if (len)
			return len;
	}
	return 0;
}

bool forget_holds(const struct forget_words *words, const char *text)
{
	arena_reset(words->scratch);
	return find_next(words, &text) > 0;
}

char *forget_text(struct arena *arena, const struct forget_words *words, const char *text, size_t *ret_count)
{
	struct str out = str_new(arena);
	const char *at = text;
	size_t count = 0, len;
	arena_reset(words->scratch);
	for (; (len = find_next(words, &at)) > 0; count++, text = at) {
		str_add_bytes(&out, text, (size_t)(at - text));
		str_add(&out, REDACT_MASK);
		at += len;
	}
	str_add(&out, text);
	if (ret_count)
		*ret_count = count;
	return out.text;
}
