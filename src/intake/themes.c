#include "themes.h"

#include <stdbool.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/text.h>

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The first bytes of a run as one number, the same whichever way round the machine holds it. */
static uint32_t head_of(const char *s, size_t len)
{
	uint32_t head = 0;
	for (size_t i = 0; i < len && i < THEME_KEY_MAX; i++)
		head = head << 8 | (unsigned char)s[i];
	return head;
}

static uint32_t mix(uint32_t head)
{
	return head * UINT32_C(0x9E3779B1);
}

static uint32_t key_of(uint32_t head)
{
	return mix(head) >> 20;
}

static bool is_marked(const struct theme_index *index, uint32_t head)
{
	uint32_t mark = mix(head) >> 17;
	return (index->marks[mark / 64] >> mark % 64 & 1) != 0;
}

static size_t run_length(const char *s)
{
	size_t len = 0;
	while (is_plain(s[len]))
		len++;
	return len;
}

/* To what may start a word: a letter, a digit, or a byte beyond ASCII. */
static const char *skip_signs(const char *s)
{
	while (*s && !is_plain(*s) && (unsigned char)*s < 0x80)
		s++;
	return s;
}

static void add_phrase(struct theme_index *index, uint32_t at, const char *text, size_t rule, bool excluded)
{
	const char *s = text;
	/* A form of a word need not have its letters: such a phrase is asked each time. */
	bool has_stem = strchr(text, THEME_STEM) != NULL;
	while (*s && *s != '*' && !is_plain(*s) && (unsigned char)*s < 0x80)
		s++;
	size_t len = has_stem ? 0 : run_length(s);
	uint32_t head = head_of(s, len), key = len > 1 ? key_of(head) : THEME_KEYS;
	const char *second = s + len + (s[len] == '*');
	bool parted = *second && !is_plain(*second) && (unsigned char)*second < 0x80;
	const char *next_start = parted ? skip_signs(second) : second;
	/* A star before the second word means any beginning. */
	size_t next_len =
	        parted && !memchr(second, '*', (size_t)(next_start - second)) ? run_length(next_start) : 0;
	index->phrases[at] = (struct theme_phrase){
	        .text = text,
	        .start = s,
	        .len = (uint32_t)len,
	        .rule = (uint32_t)rule,
	        .next_start = next_start,
	        .next_len = (uint32_t)next_len,
	        .open = s[len] == '*' || (unsigned char)s[len] >= 0x80,
	        .whole = key < THEME_KEYS && (s[len] == '\0' || (s[len] == '*' && s[len + 1] == '\0')),
	        .not = excluded,
	        .head = head,
	        .next = index->keys[key],
	};
	index->keys[key] = at;
	index->marks[(mix(head) >> 17) / 64] |= UINT64_C(1) << (mix(head) >> 17) % 64;
}

struct theme_index *theme_index_new(struct arena *arena, const struct theme_rule *rules, size_t count)
{
	struct theme_index *index = arena_new_of(arena, struct theme_index);
	size_t phrases = 0;
	for (int c = 0; c < 0x80; c++)
		index->plain[c] = is_plain((char)c);
	index->rules = rules;
	index->rule_count = count;
	index->found = arena_array_of(arena, struct theme_rule, count + 1);
	index->folded = arena_array_of(arena, const char *, count + 1);
	index->sure = arena_array_of(arena, uint64_t, count + 1);
	for (size_t i = 0; i < count; i++) {
		phrases += rules[i].word_count + rules[i].not_count;
		index->folded[i] = text_fold(arena, rules[i].name);
		index->found[i].words = arena_array_of(arena, const char *, rules[i].word_count + 1);
		index->found[i].not = arena_array_of(arena, const char *, rules[i].not_count + 1);
	}
	index->phrases = arena_array_of(arena, struct theme_phrase, phrases + 1);
	uint32_t at = 1;
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < rules[i].word_count; k++)
			add_phrase(index, at++, rules[i].words[k], i, false);
		for (size_t k = 0; k < rules[i].not_count; k++)
			add_phrase(index, at++, rules[i].not [k], i, true);
	}
	return index;
}

static void note(struct theme_index *index, struct theme_phrase *phrase)
{
	if (phrase->seen == index->comment)
		return;
	phrase->seen = index->comment;
	struct theme_rule *found = &index->found[phrase->rule];
	/* The lists were made by theme_index_new() and are only const for theme_matches(). */
	const char **list = (const char **)(uintptr_t)(phrase->not ? found->not : found->words);
	list[phrase->not ? found->not_count++ : found->word_count++] = phrase->text;
}

static void note_all(struct theme_index *index)
{
	for (uint32_t at = index->keys[THEME_KEYS]; at; at = index->phrases[at].next)
		note(index, &index->phrases[at]);
}

/* Whether `next`, what follows the run, could be the phrase's second word. */
static bool goes_on(const struct theme_phrase *phrase, const char *next)
{
	if (phrase->next_len == 0 || (unsigned char)*next >= 0x80)
		return true;
	return *next == *phrase->next_start && strncmp(next, phrase->next_start, phrase->next_len) == 0;
}

/* Whether the run `s` begins as the phrase does, whose head it has: that is the first letters of both. */
static bool begins(const struct theme_phrase *phrase, const char *s, size_t len)
{
	if (phrase->len > len || (phrase->len < len && !phrase->open))
		return false;
	return phrase->len <= THEME_KEY_MAX ||
	       (phrase->start[THEME_KEY_MAX] == s[THEME_KEY_MAX] &&
	               memcmp(phrase->start + THEME_KEY_MAX, s + THEME_KEY_MAX,
	                       phrase->len - THEME_KEY_MAX) == 0);
}

/* `s` is a run of `len` ASCII letters and digits. Beside letters beyond ASCII it may be a part of a word. */
static void note_run(struct theme_index *index, const char *s, size_t len, uint32_t head, bool part)
{
	const char *next = NULL;
	for (uint32_t at = index->keys[key_of(head)]; at; at = index->phrases[at].next) {
		struct theme_phrase *phrase = &index->phrases[at];
		if (phrase->head != head || !begins(phrase, s, len))
			continue;
		next = next ? next : skip_signs(s + len);
		if (!goes_on(phrase, next))
			continue;
		note(index, phrase);
		if (phrase->whole && !phrase->not &&!part)
			index->sure[phrase->rule] = index->comment;
	}
}

/* Shorter phrases are under their own few letters, all others under the first THEME_KEY_MAX. */
static void note_heads(struct theme_index *index, const char *s, size_t len, bool part)
{
	uint32_t head = (unsigned char)*s;
	for (size_t i = 1; i < len && i < THEME_KEY_MAX; i++) {
		head = head << 8 | (unsigned char)s[i];
		if (is_marked(index, head))
			note_run(index, s, len, head, part);
	}
}

static bool is_met(struct theme_index *index, size_t rule, const char *folded)
{
	const struct theme_rule *found = &index->found[rule];
	if (found->word_count == 0)
		return false;
	return (index->sure[rule] == index->comment && found->not_count == 0) || theme_matches(found, folded);
}

size_t theme_index_match(struct theme_index *index, const char *folded, size_t *ret, size_t room)
{
	index->comment++;
	for (size_t i = 0; i < index->rule_count; i++)
		index->found[i].word_count = index->found[i].not_count = 0;
	note_all(index);
	/* A word may start after any byte that is no letter or digit, and so after any beyond ASCII. */
	for (const char *s = folded; *s;) {
		size_t len = 0;
		while (index->plain[(unsigned char)s[len]])
			len++;
		if (len > 1)
			note_heads(index, s, len,
			        (s > folded && (unsigned char)s[-1] >= 0x80) ||
			                (unsigned char)s[len] >= 0x80);
		s += len ? len : 1;
	}
	size_t count = 0;
	for (size_t i = 0; i < index->rule_count && count < room; i++)
		if (is_met(index, i, folded))
			ret[count++] = i;
	return count;
}
