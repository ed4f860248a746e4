#include "pain_text.h"

#include <assert.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/random.h>
#include <dagstart/base/text.h>

#include "word.h"

enum {
	SLOTS = 4096,
	WORD_MAX = 40, /* bytes; longer ones are links and laughter */
	TOKENS_MAX = 400, /* of one comment */
};

static uint32_t *slot_of(const struct pain_text *text, const char *word, size_t len)
{
	size_t at = (size_t)hash_bytes(0, word, len) & (text->slot_room - 1);
	for (;; at = (at + 1) & (text->slot_room - 1)) {
		uint32_t id = text->slots[at];
		assert(!id || text->words);
		if (!id ||
		        (text->words[id - 1].len == len && memcmp(text->words[id - 1].text, word, len) == 0))
			return &text->slots[at];
	}
}

static void grow_slots(struct pain_text *text)
{
	text->slot_room *= 2;
	text->slots = arena_array_of(text->arena, uint32_t, text->slot_room);
	for (size_t i = 0; i < text->word_count; i++)
		*slot_of(text, text->words[i].text, text->words[i].len) = (uint32_t)i + 1;
}

static struct pain_word *add_word(struct pain_text *text, const char *word, size_t len)
{
	uint32_t *slot = slot_of(text, word, len);
	if (*slot)
		return &text->words[*slot - 1];
	if (2 * (text->word_count + 1) > text->slot_room) {
		grow_slots(text);
		slot = slot_of(text, word, len);
	}
	if (text->word_count == text->word_room) {
		size_t room = text->word_room ? 2 * text->word_room : SLOTS / 2;
		text->words = arena_grow(text->arena, text->words, text->word_room * sizeof(*text->words),
		        room * sizeof(*text->words));
		text->word_room = room;
	}
	struct pain_word *made = &text->words[text->word_count++];
	*made = (struct pain_word){.text = arena_strndup(text->arena, word, len), .len = (uint32_t)len};
	*slot = (uint32_t)text->word_count;
	return made;
}

uint32_t pain_word_find(const struct pain_text *text, const char *word, size_t len)
{
	return *slot_of(text, word, len) - 1;
}

/* A word with its apostrophes taken out ("can't" is "cant"); false at the end. `ret_gap` is where it was
 * looked for, so that what stands before it can be seen. */
struct spelled {
	char text[WORD_MAX + 1];
	size_t len;
	const char *start, *end;
};

static bool next_spelled(const char **at, struct spelled *ret)
{
	struct word word;
	if (!word_next(at, &word))
		return false;
	ret->start = word.start;
	ret->len = 0;
	for (;;) {
		size_t room = sizeof(ret->text) - 1 - ret->len;
		size_t len = word.len < room ? word.len : room;
		memcpy(ret->text + ret->len, word.start, len);
		ret->len += len;
		if (**at != '\'' || word_step(*at + 1) == 0)
			break;
		++*at;
		if (!word_next(at, &word))
			break;
	}
	ret->text[ret->len] = '\0';
	ret->end = *at;
	return true;
}

static void mark_list(struct pain_text *text, const struct pain_list *list, uint32_t mark)
{
	for (size_t i = 0; i < list->count; i++) {
		const char *at = text_fold(text->arena, list->words[i]);
		struct spelled word;
		if (next_spelled(&at, &word))
			add_word(text, word.text, word.len)->marks |= mark;
	}
}

static void mark_same(struct pain_text *text, const struct pain_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const char *at = text_fold(text->arena, list->words[i]);
		struct spelled word;
		uint32_t first = 0;
		while (next_spelled(&at, &word)) {
			struct pain_word *made = add_word(text, word.text, word.len);
			if (!first)
				first = (uint32_t)(made - text->words) + 1;
			if (!made->same)
				made->same = first;
		}
	}
}

static bool is_number(const struct spelled *word)
{
	return strcspn(word->text, "0123456789") < word->len;
}

/* Punctuation that ends a clause between two words; a hyphen does with space around it. */
static bool parts(const char *from, const char *to)
{
	for (; from < to; from++) {
		if (strchr(".,;:!?()[]\"/\n", *from) || (*from == '-' && (from[1] == ' ' || from[-1] == ' ')))
			return true;
		if ((unsigned char)*from >= 0xE2)
			return true;
	}
	return false;
}

static void push(struct pain_text *text, uint32_t token)
{
	if (text->token_count == text->token_room) {
		size_t room = text->token_room ? 2 * text->token_room : SLOTS;
		text->tokens = arena_grow(text->arena, text->tokens, text->token_room * sizeof(uint32_t),
		        room * sizeof(uint32_t));
		text->token_room = room;
	}
	text->tokens[text->token_count++] = token;
}

static bool is_address(const char *folded, const struct spelled *word)
{
	char before = word->start > folded ? word->start[-1] : ' ';
	return before == '@' || *word->end == '@' ||
	       (strncmp(word->text, "http", 4) == 0 && *word->end == ':');
}

static const char *skip_address(const char *at)
{
	return at + strcspn(at, " \n");
}

static void read_comment(struct pain_text *text, struct arena *scratch, const char *comment)
{
	const char *folded = text_fold(scratch, comment), *at = folded, *gap = folded;
	size_t first = text->token_count;
	bool begins = true;
	struct spelled word;
	while (text->token_count - first < TOKENS_MAX && next_spelled(&at, &word)) {
		begins = begins || parts(gap, word.start);
		gap = word.end;
		if (is_address(folded, &word)) {
			gap = at = skip_address(word.end);
			begins = true;
			continue;
		}
		if (is_number(&word) || word.len >= WORD_MAX)
			continue;
		struct pain_word *made = add_word(text, word.text, word.len);
		begins = begins || (made->marks & PAIN_JOINT);
		push(text, (uint32_t)(made - text->words) | (begins ? PAIN_CLAUSE : 0u));
		begins = false;
	}
}

/* By the function words: a language has most of its own. */
static enum text_language language_of(
        const struct pain_text *text, const bool *dutch, size_t marked, uint32_t from, uint32_t to)
{
	int balance = 0;
	for (uint32_t i = from; i < to; i++) {
		uint32_t word = text->tokens[i] & ~PAIN_CLAUSE;
		if (word < marked && text->words[word].marks & (PAIN_STOP | PAIN_NEGATION))
			balance += dutch[word] ? 1 : -1;
	}
	return balance < 0 ? TEXT_ENGLISH : TEXT_DUTCH;
}

static void count_comment(struct pain_text *text, uint32_t comment, enum text_language language)
{
	for (uint32_t i = text->starts[comment]; i < text->starts[comment + 1]; i++) {
		struct pain_word *word = &text->words[text->tokens[i] & ~PAIN_CLAUSE];
		assert(word);
		if (word->last == comment + 1)
			continue;
		word->last = comment + 1;
		word->comments++;
		word->in[language]++;
	}
}

static size_t mark_language(struct pain_text *text, const struct pain_language *language)
{
	mark_list(text, &language->stop, PAIN_STOP);
	mark_list(text, &language->plain, PAIN_PLAIN);
	mark_list(text, &language->negations, PAIN_NEGATION);
	mark_list(text, &language->joints, PAIN_JOINT);
	mark_same(text, &language->same);
	return text->word_count;
}

struct pain_text *pain_text_read(struct arena *arena, const struct pain_input *input)
{
	struct pain_text *text = arena_new_of(arena, struct pain_text);
	*text = (struct pain_text){.arena = arena,
	        .slots = arena_array_of(arena, uint32_t, SLOTS),
	        .slot_room = SLOTS,
	        .starts = arena_array_of(arena, uint32_t, input->count + 1),
	        .languages = arena_array_of(arena, enum text_language, input->count + 1)};
	size_t dutch = mark_language(text, &input->languages[TEXT_DUTCH]);
	size_t marked = mark_language(text, &input->languages[TEXT_ENGLISH]);
	bool *is_dutch = arena_array_of(arena, bool, marked + 1);
	memset(is_dutch, 1, dutch * sizeof(bool));
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(arena);
	for (size_t i = 0; i < input->count; i++) {
		read_comment(text, scratch, input->comments[i].text);
		text->starts[i + 1] = (uint32_t)text->token_count;
		arena_reset(scratch);
	}
	for (uint32_t i = 0; i < input->count; i++) {
		text->languages[i] =
		        language_of(text, is_dutch, marked, text->starts[i], text->starts[i + 1]);
		count_comment(text, i, text->languages[i]);
	}
	return text;
}
