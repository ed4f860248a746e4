#include <dagstart/domain/redact.h>

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>

#include "ascii.h"
#include "phrase.h"
#include "redact_scan.h"
#include "word.h"

enum { PART_LETTERS_MIN = 3, COMMON_BYTES = 8, RAW_WORDS = 8 };

/* Parts of names that stand in every sentence; masking them would eat the text and tell nothing. Folded. */
static const char *const common[] = {"aan", "and", "bij", "das", "dem", "den", "der", "des", "dhr", "die",
        "dos", "familie", "heer", "het", "las", "los", "meneer", "mevr", "mevrouw", "miss", "mrs", "ten",
        "ter", "the", "uit", "van", "von", "voor", "zum", "zur"};

static bool is_common(const char *part)
{
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (*common[i] == *part && streq(common[i], part))
			return true;
	return false;
}

static bool tells(const char *part)
{
	if (is_common(part))
		return false;
	size_t letters = 0;
	for (const char *s = part; *s; s++)
		letters += ((unsigned char)*s & 0xC0) != 0x80;
	return letters >= PART_LETTERS_MIN;
}

/* Bytes from the start of a word on that name the customer. */
static size_t name_length(const struct phrase *name, const char *s)
{
	if (name->count == 0)
		return 0;
	size_t whole = phrase_length(name, s), len = word_length(s);
	if (whole)
		return whole;
	const char *folded = phrase_fold_word(name->arena, s, len);
	for (size_t i = 0; i < name->count; i++)
		if (streq(folded, name->parts[i]) && tells(folded))
			return len;
	return 0;
}

/* What there may be to find in a text. */
struct looked_for {
	bool scans, signs;
};

static struct looked_for look_for(const char *text)
{
	return (struct looked_for){.scans = redact_may_scan(text), .signs = redact_may_sign(text)};
}

static struct hit find_hit(
        const struct phrase *name, const struct place *place, const struct looked_for *looked_for)
{
	bool starts_word = !place->in_word && word_step(place->s) > 0;
	struct hit hit = looked_for->scans ? redact_scan(place) : (struct hit){0};
	if (looked_for->signs && starts_word && hit.skip + hit.len == 0)
		hit = redact_sign(place);
	/* A name keeps its right even where a word such as "order" begins something longer. */
	if (hit.len && !hit.skip)
		return hit;
	size_t len = starts_word ? name_length(name, place->s) : 0;
	return len ? (struct hit){.len = len} : hit;
}

/* The next character as it stands: words by the letter, marks with all their bytes. */
static size_t character_at(const char *s, bool *ret_in_word)
{
	size_t len = word_step(s);
	*ret_in_word = len > 0;
	if (len == 0)
		len = 1;
	while (((unsigned char)s[len] & 0xC0) == 0x80)
		len++;
	return len;
}

/* One reading of the text from its start to its end. */
static char *mask_once(struct arena *arena, const struct phrase *name, const char *text,
        struct looked_for looked_for, size_t *ret_count)
{
	struct str out = str_new(arena);
	struct place place = {.s = text};
	size_t count = 0;
	while (*place.s) {
		struct hit hit = find_hit(name, &place, &looked_for);
		size_t keep = hit.skip;
		if (hit.skip || hit.len)
			place.in_word = hit.len == 0; /* behind a mask all begins anew */
		else
			keep = character_at(place.s, &place.in_word);
		str_add_bytes(&out, place.s, keep);
		if (hit.len)
			str_add(&out, REDACT_MASK);
		count += hit.len > 0;
		place.s += keep + hit.len;
		place.before = place.s[-1];
	}
	*ret_count = count;
	return out.text;
}

char *redact_text(struct arena *arena, const char *text, const char *customer, size_t *ret_count)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(arena);
	const struct phrase name = phrase_of(scratch, str_or(customer, ""));
	size_t total = 0, found = 0;
	if (ret_count)
		*ret_count = 0;
	struct looked_for looked_for = look_for(text);
	if (name.count == 0 && !looked_for.scans && !looked_for.signs)
		return arena_strdup(arena, text);
	char *masked = mask_once(arena, &name, text, looked_for, &found);
	/* A mask ends a number that went on before it, and what is left may be one of its own. */
	for (; found > 0; masked = mask_once(arena, &name, masked, look_for(masked), &found))
		total += found;
	if (ret_count)
		*ret_count = total;
	return masked;
}

/* A name to look for, as it stands: it is folded only once a word of the text looks like one of its own,
 * which is rare, and folding is dear. */
struct raw_name {
	struct arena *arena;
	const char *text;
	struct word words[RAW_WORDS];
	size_t count; /* more than RAW_WORDS: not all of them stand there */
	bool starts[256]; /* what its words may begin with, seen from the first byte */
	bool is_folded;
	struct phrase phrase;
};

static bool is_ascii(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] >= 0x80)
			return false;
	return true;
}

/* Whether the two are one word, or can't be told from each other without folding them. What stands before the
 * first letter beyond ASCII is folded for itself. */
static bool may_be(const struct word *a, const char *b, size_t len)
{
	size_t i = 0;
	for (; i < a->len && i < len; i++) {
		unsigned char left = (unsigned char)a->start[i], right = (unsigned char)b[i];
		if (left >= 0x80 || right >= 0x80)
			return true;
		if ((left | 0x20) != (right | 0x20))
			return false;
	}
	/* Of the longer one nothing may be left but what folding takes away. */
	return (i == a->len || (unsigned char)a->start[i] >= 0x80) &&
	       (i == len || (unsigned char)b[i] >= 0x80);
}

/* Whether the word, as it stands, surely tells nothing. */
static bool tells_nothing(const struct word *word)
{
	char folded[COMMON_BYTES];
	if (word->len >= sizeof(folded) || !is_ascii(word->start, word->len))
		return false;
	for (size_t i = 0; i < word->len; i++)
		folded[i] = (char)(is_letter(word->start[i]) ? word->start[i] | 0x20 : word->start[i]);
	folded[word->len] = '\0';
	return !tells(folded);
}

static void may_start(struct raw_name *name, const char *s)
{
	unsigned char first = (unsigned char)*s;
	if (first >= 0x80)
		memset(name->starts, true, 0x80);
	name->starts[first] = true;
	if (is_letter(*s))
		name->starts[first ^ 0x20] = true;
}

static void name_init(struct raw_name *name, struct arena *arena, const char *text)
{
	*name = (struct raw_name){.arena = arena, .text = text};
	struct word word;
	for (const char *at = text; word_next(&at, &word); name->count++) {
		if (name->count < RAW_WORDS)
			name->words[name->count] = word;
		may_start(name, word.start);
	}
	/* Folding may turn these into anything. */
	memset(name->starts + 0x80, name->count > 0, 0x80);
}

/* Bytes of the text from the start of its word `s` on that name the customer. */
static size_t raw_name_length(struct raw_name *name, const char *s, size_t len)
{
	bool may = name->count > RAW_WORDS;
	/* Where the whole name stands its first word does, and no other part counts that tells nothing. */
	for (size_t i = 0; !may && i < name->count; i++)
		may = may_be(&name->words[i], s, len) && (i == 0 || !tells_nothing(&name->words[i]));
	if (!may)
		return 0;
	if (!name->is_folded)
		name->phrase = phrase_of(name->arena, name->text);
	name->is_folded = true;
	return name_length(&name->phrase, s);
}

/* Whether the character before `s` is one of a word, in a text that is looked at from `from` on. */
static bool is_in_word(const char *from, const char *s)
{
	const char *before = s - 1;
	if (s == from)
		return false;
	while (before > from && ((unsigned char)*before & 0xC0) == 0x80)
		before--;
	size_t step = word_bytes[(unsigned char)*before] == WORD_PLAIN ? 1 : word_step(before);
	return step > 0 && before + step == s;
}

/* The next word that begins as one of the name does; words are found by their first letter, since most begin
 * with none of those. */
static bool next_alike(const struct raw_name *name, const char *from, const char **at, struct word *ret)
{
	for (const char *s = *at; *s; s++) {
		if (!name->starts[(unsigned char)*s] || is_in_word(from, s))
			continue;
		*ret = (struct word){.start = s, .len = word_length(s)};
		*at = s + ret->len;
		if (ret->len > 0)
			return true;
	}
	return false;
}

char *redact_name(struct arena *arena, const char *text, const char *customer, size_t *ret_count)
{
	struct raw_name name;
	name_init(&name, arena, str_or(customer, ""));
	struct str out = {0};
	const char *kept = text, *at = text;
	size_t count = 0;
	for (struct word word; next_alike(&name, kept, &at, &word);) {
		size_t len = raw_name_length(&name, word.start, word.len);
		if (len == 0)
			continue;
		if (count++ == 0)
			out = str_new(arena);
		str_add_bytes(&out, kept, (size_t)(word.start - kept));
		str_add(&out, REDACT_MASK);
		kept = at = word.start + len;
	}
	if (ret_count)
		*ret_count = count;
	if (count == 0)
		return arena_strdup(arena, text);
	str_add(&out, kept);
	return out.text;
}
