#include <dagstart/domain/redact.h>

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>

#include "phrase.h"
#include "redact_scan.h"
#include "word.h"

enum { PART_LETTERS_MIN = 3 };

/* Parts of names that stand in every sentence; masking them would eat the text and tell nothing. Folded. */
static const char *const common[] = {"aan", "and", "bij", "das", "dem", "den", "der", "des", "dhr", "die",
        "dos", "familie", "heer", "het", "las", "los", "meneer", "mevr", "mevrouw", "miss", "mrs", "ten",
        "ter", "the", "uit", "van", "von", "voor", "zum", "zur"};

static bool tells(const char *part)
{
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (streq(common[i], part))
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

static struct hit find_hit(const struct phrase *name, const struct place *place)
{
	bool starts_word = !place->in_word && word_step(place->s) > 0;
	struct hit hit = redact_scan(place);
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
static char *mask_once(struct arena *arena, const struct phrase *name, const char *text, size_t *ret_count)
{
	struct str out = str_new(arena);
	struct place place = {.s = text};
	size_t count = 0;
	while (*place.s) {
		struct hit hit = find_hit(name, &place);
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
	size_t total = 0, found;
	char *masked = mask_once(arena, &name, text, &found);
	/* A mask ends a number that went on before it, and what is left may be one of its own. */
	for (; found > 0; masked = mask_once(arena, &name, masked, &found))
		total += found;
	if (ret_count)
		*ret_count = total;
	return masked;
}

/* What the words of a name begin with, seen from the first byte: most words of a text begin with something
 * else, and folding each of them is dear. */
struct starts {
	bool at[256];
};

static struct starts starts_of(const struct phrase *name)
{
	struct starts starts = {0};
	/* Folding may turn these into anything. */
	memset(starts.at + 0x80, name->count > 0, 0x80);
	for (size_t i = 0; i < name->count; i++) {
		unsigned char first = (unsigned char)*name->parts[i];
		starts.at[first] = true;
		if (first >= 'a' && first <= 'z')
			starts.at[first - ('a' - 'A')] = true;
	}
	return starts;
}

char *redact_name(struct arena *arena, const char *text, const char *customer, size_t *ret_count)
{
	const struct phrase name = phrase_of(arena, str_or(customer, ""));
	const struct starts starts = starts_of(&name);
	struct str out = {0};
	const char *kept = text, *at = text;
	size_t count = 0;
	for (struct word word; word_next(&at, &word);) {
		size_t len = starts.at[(unsigned char)*word.start] ? name_length(&name, word.start) : 0;
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
