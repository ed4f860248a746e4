#include "pain_terms.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/random.h>
#include <dagstart/base/str.h>

enum {
	STEM_MAX = 48,
	SHORT = 4, /* letters of a stem that another may be brought back to */
	PART_MIN = 4, /* letters of a part of a compound */
	COMPOUND_MIN = 9,
	DENIAL_REACH = 3, /* words of meaning after "not" */
};

/* Stems by their text. */
struct stems {
	struct arena *arena;
	const char **texts;
	uint32_t *comments;
	size_t count, room;
	uint32_t *slots;
	size_t slot_room;
	const struct pain_text *text;
	uint32_t *of_word; /* the stem of each word; 0 none */
};

static uint32_t *stem_slot(const struct stems *stems, const char *text)
{
	size_t at = (size_t)hash_text(1, text) & (stems->slot_room - 1);
	while (stems->slots[at] && !streq(stems->texts[stems->slots[at] - 1], text))
		at = (at + 1) & (stems->slot_room - 1);
	return &stems->slots[at];
}

static uint32_t stem_find(const struct stems *stems, const char *text)
{
	return *stem_slot(stems, text);
}

static uint32_t stem_add(struct stems *stems, const char *text, uint32_t comments)
{
	uint32_t *slot = stem_slot(stems, text);
	if (!*slot) {
		stems->texts[stems->count] = arena_strdup(stems->arena, text);
		*slot = (uint32_t)++stems->count;
	}
	stems->comments[*slot - 1] += comments;
	return *slot;
}

static bool is_vowel(char c)
{
	return c && strchr("aeiou", c) != NULL;
}

/* What Snowball leaves apart in Dutch: prijz-prijs, briev-brief, bestell-bestel, reacties-reactie. */
static void mend_dutch(char *stem)
{
	size_t len = strlen(stem);
	if (len > 5 && strcmp(stem + len - 3, "ies") == 0)
		stem[--len] = '\0';
	if (len > 2 && stem[len - 1] == 'z')
		stem[len - 1] = 's';
	if (len > 2 && stem[len - 1] == 'v')
		stem[len - 1] = 'f';
	if (len > SHORT && stem[len - 1] == stem[len - 2] && !is_vowel(stem[len - 1]))
		stem[len - 1] = '\0';
}

static void stem_word(struct text_stemmer *stemmer, const struct pain_text *text,
        const struct pain_word *word, char ret[static STEM_MAX])
{
	const struct pain_word *is = word->same ? &text->words[word->same - 1] : word;
	enum text_language language =
	        word->in[TEXT_ENGLISH] > word->in[TEXT_DUTCH] ? TEXT_ENGLISH : TEXT_DUTCH;
	size_t len;
	const char *stem = text_stem(stemmer, language, is->text, is->len, &len);
	len = len < STEM_MAX - 1 ? len : STEM_MAX - 1;
	memcpy(ret, stem, len);
	ret[len] = '\0';
	if (language == TEXT_DUTCH)
		mend_dutch(ret);
}

/* The stem that a past participle or another form goes back to, where the comments have that one too:
 * geleverd-lever, besteld-bestel, pizzas-pizza; 0 none. */
static uint32_t root_of(const struct stems *stems, const char *stem)
{
	char root[STEM_MAX];
	size_t len = strlen(stem);
	if (len <= SHORT)
		return 0;
	bool ge = len > SHORT + 2 && str_starts(stem, "ge");
	for (size_t from = ge ? 2 : 0;; from = 0) {
		size_t rest = len - from;
		memcpy(root, stem + from, rest + 1);
		bool is_past = root[rest - 1] && strchr("dts", root[rest - 1]);
		uint32_t found = from ? stem_find(stems, root) : 0;
		if (!found && is_past && rest > SHORT) {
			root[rest - 1] = '\0';
			found = stem_find(stems, root);
		}
		if (found || from == 0)
			return found;
	}
}

/* A part of a compound is a stem, or a word as it is written: "telefoon" is no stem. */
static uint32_t part_find(const struct stems *stems, const char *part)
{
	uint32_t stem = stem_find(stems, part);
	uint32_t word = stem ? UINT32_MAX : pain_word_find(stems->text, part, strlen(part));
	return word == UINT32_MAX ? stem : stems->of_word[word];
}

static uint32_t head_find(const struct stems *stems, const char *stem, size_t cut)
{
	char part[STEM_MAX];
	memcpy(part, stem, cut);
	part[cut] = '\0';
	uint32_t head = part_find(stems, part);
	if (head || cut <= PART_MIN || part[cut - 1] != 's')
		return head;
	part[cut - 1] = '\0';
	return part_find(stems, part);
}

/* The two stems that a word is made of, with "s" between them or none, both in more comments than itself: the
 * surest are those of which the rarer is in most. */
static void split(const struct stems *stems, uint32_t word, uint32_t ret[static PAIN_PARTS])
{
	const char *stem = stems->texts[word];
	size_t len = strlen(stem);
	uint32_t best = stems->comments[word];
	for (size_t cut = PART_MIN; len >= COMPOUND_MIN && cut + PART_MIN <= len; cut++) {
		uint32_t head = head_find(stems, stem, cut);
		uint32_t tail = head ? part_find(stems, stem + cut) : 0;
		if (!tail)
			continue;
		uint32_t a = stems->comments[head - 1], b = stems->comments[tail - 1];
		if ((a < b ? a : b) <= best)
			continue;
		best = a < b ? a : b;
		ret[0] = head;
		ret[1] = tail;
	}
}

static bool has_meaning(const struct pain_word *word)
{
	return !(word->marks & (PAIN_STOP | PAIN_PLAIN | PAIN_NEGATION | PAIN_JOINT)) && word->len > 1 &&
	       word->comments > 0;
}

static struct stems stems_new(struct arena *arena, size_t words)
{
	struct stems stems = {.arena = arena, .room = words + 1, .slot_room = 64};
	while (stems.slot_room < 2 * stems.room)
		stems.slot_room *= 2;
	stems.texts = arena_array_of(arena, const char *, stems.room);
	stems.comments = arena_array_of(arena, uint32_t, stems.room);
	stems.slots = arena_array_of(arena, uint32_t, stems.slot_room);
	return stems;
}

static void find_parts(struct pain_terms *terms, const struct stems *stems)
{
	uint32_t *roots = arena_array_of(stems->arena, uint32_t, stems->count + 1);
	uint32_t(*compounds)[PAIN_PARTS] =
	        arena_alloc_array(stems->arena, stems->count + 1, sizeof(*compounds));
	for (size_t i = 0; i < stems->count; i++) {
		uint32_t root = root_of(stems, stems->texts[i]);
		roots[i] = root ? root : (uint32_t)i + 1;
		split(stems, (uint32_t)i, compounds[i]);
	}
	for (size_t i = 0; i < terms->text->word_count; i++) {
		uint32_t stem = stems->of_word[i];
		if (!stem)
			continue;
		const uint32_t *compound = compounds[stem - 1];
		terms->parts[i][0] = roots[(compound[0] ? compound[0] : stem) - 1];
		if (compound[0])
			terms->parts[i][1] = roots[compound[1] - 1];
	}
}

struct pain_terms *pain_terms_make(struct arena *arena, struct pain_text *text)
{
	struct pain_terms *terms = arena_new_of(arena, struct pain_terms);
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(arena);
	CLEANUP(text_stemmer_cleanup) struct text_stemmer *stemmer = text_stemmer_new(scratch);
	struct stems stems = stems_new(scratch, text->word_count);
	stems.text = text;
	stems.of_word = arena_array_of(scratch, uint32_t, text->word_count + 1);
	terms->text = text;
	terms->parts = arena_alloc_array(arena, text->word_count + 1, sizeof(*terms->parts));
	for (size_t i = 0; i < text->word_count; i++) {
		char stem[STEM_MAX];
		if (!has_meaning(&text->words[i]))
			continue;
		stem_word(stemmer, text, &text->words[i], stem);
		stems.of_word[i] = stem_add(&stems, stem, text->words[i].comments);
	}
	find_parts(terms, &stems);
	terms->count = stems.count;
	terms->shown = arena_array_of(arena, uint32_t, stems.count + 1);
	for (size_t i = 0; i < text->word_count; i++) {
		uint32_t term = terms->parts[i][0];
		if (!term || terms->parts[i][1])
			continue;
		uint32_t *shown = &terms->shown[term - 1];
		if (!*shown || text->words[i].comments > text->words[*shown - 1].comments)
			*shown = (uint32_t)i + 1;
	}
	return terms;
}

static void add_term(struct pain_clause *clause, uint32_t term)
{
	for (size_t i = 0; i < clause->count; i++)
		if (clause->terms[i] == term)
			return;
	if (clause->count < CLAUSE_MAX)
		clause->terms[clause->count++] = term;
}

bool pain_clause_next(
        const struct pain_terms *terms, size_t comments, struct pain_walk *walk, struct pain_clause *ret)
{
	const struct pain_text *text = terms->text;
	while (walk->comment < comments && walk->token >= text->starts[walk->comment + 1])
		walk->comment++;
	if (walk->comment >= comments)
		return false;
	*ret = (struct pain_clause){.comment = walk->comment};
	uint32_t end = text->starts[walk->comment + 1], first = walk->token;
	int denied = 0;
	for (; walk->token < end; walk->token++) {
		uint32_t token = text->tokens[walk->token], word = token & ~PAIN_CLAUSE;
		if (walk->token > first && token & PAIN_CLAUSE)
			break;
		if (text->words[word].marks & PAIN_NEGATION) {
			denied = DENIAL_REACH;
			continue;
		}
		bool heard = false;
		for (size_t i = 0; i < PAIN_PARTS && terms->parts[word][i]; i++) {
			uint32_t term = terms->parts[word][i] - 1;
			add_term(ret, denied ? (uint32_t)terms->count + term : term);
			heard = true;
		}
		if (denied && (heard || text->words[word].marks & PAIN_PLAIN))
			denied--;
	}
	/* "it does not work" denies what comes after, "dat smaakt niet" what came before */
	if (denied == DENIAL_REACH && ret->count && ret->terms[ret->count - 1] < terms->count)
		ret->terms[ret->count - 1] += (uint32_t)terms->count;
	return true;
}
