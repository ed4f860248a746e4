#include "word_scales.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/random.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/config/words.h>

enum { WORD_MAX = 64 };

static struct word_entry **slot_of(const struct word_scales *scales, const char *word)
{
	size_t at = hash_text(0, word) & (scales->room - 1);
	while (scales->set[at] && !streq(scales->set[at]->word, word))
		at = (at + 1) & (scales->room - 1);
	return &scales->set[at];
}

static void add_step(struct word_scales *scales, struct arena *arena, size_t scale, size_t step)
{
	const struct words_same *same = &scales->scales[scale].steps[step];
	for (size_t i = 0; i < same->count; i++) {
		const char *word = same->items[i];
		struct word_entry **slot = slot_of(scales, word);
		if (!*slot) {
			*slot = arena_new_of(arena, struct word_entry);
			(*slot)->word = word;
		}
		if (!(*slot)->step[scale])
			(*slot)->step[scale] = (unsigned char)(step + 1);
		scales->longest = strlen(word) > scales->longest ? strlen(word) : scales->longest;
	}
}

static size_t words_in(const struct words *words)
{
	size_t count = 0;
	for (size_t i = 0; i < words->scale_count; i++)
		for (size_t k = 0; k < words->scales[i].step_count; k++)
			count += words->scales[i].steps[k].count;
	return count;
}

struct word_scales word_scales_ready(struct arena *arena, const struct words *words)
{
	struct word_scales scales = {.scales = words->scales, .room = 64};
	scales.count = words->scale_count < WORD_SCALES_MAX ? words->scale_count : WORD_SCALES_MAX;
	while (scales.room < words_in(words) * 2)
		scales.room *= 2;
	scales.set = arena_array_of(arena, struct word_entry *, scales.room);
	for (size_t i = 0; i < scales.count; i++)
		for (size_t k = 0; k < scales.scales[i].step_count; k++)
			add_step(&scales, arena, i, k);
	return scales;
}

/* Without the marks that ask for a coloured or a plain sign. */
static size_t without_selectors(char *text, size_t len)
{
	size_t end = 0;
	for (size_t i = 0; i < len;) {
		if (len - i >= 3 && memcmp(text + i, "\xEF\xB8", 2) == 0) {
			i += 3;
			continue;
		}
		text[end++] = text[i++];
	}
	return end;
}

/* "satisfait(e)", "satisfecho/a": the letters of the other gender, which say nothing of the mood. */
static size_t gender_at(struct piece piece, size_t i)
{
	const char *at = piece.text + i, *end = piece.text + piece.len;
	bool behind = i > 2 && ((unsigned char)at[-1] | 0x20) >= 'a';
	size_t len = 1;
	if (!behind || (*at != '(' && *at != '/'))
		return 0;
	while (at + len < end && len < 3 && (at[len] | 0x20) >= 'a' && (at[len] | 0x20) <= 'z')
		len++;
	if (len == 1)
		return 0;
	if (*at == '(')
		return at + len < end && at[len] == ')' ? len + 1 : 0;
	return at + len == end || at[len] == ' ' ? len : 0;
}

/* Lower case, single blanks, nothing at the end that only adds weight. */
static bool normal(struct arena *scratch, struct piece piece, char *out)
{
	size_t end = 0;
	bool plain = true;
	for (size_t i = 0; i < piece.len; i++) {
		i += gender_at(piece, i);
		if (i == piece.len)
			break;
		char c = piece.text[i];
		plain = plain && (unsigned char)c < 0x80;
		bool blank = c == ' ' || c == '_' || (c >= '\t' && c <= '\r');
		if (blank && (end == 0 || out[end - 1] == ' '))
			continue;
		out[end++] = blank ? ' ' : c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
	}
	while (end > 1 && strchr(" !.", out[end - 1]))
		end--;
	end = plain ? end : without_selectors(out, end);
	out[end] = '\0';
	if (plain)
		return end > 0;
	const char *folded = text_fold(scratch, out);
	size_t len = strlen(folded);
	if (len == 0 || len > WORD_MAX)
		return false;
	memcpy(out, folded, len + 1);
	return true;
}

static bool is_sign(char c)
{
	return (unsigned char)c >= 0xE2;
}

/* A face or a star beside its words: the words count. */
static char *words_beside_sign(char *text)
{
	char *blank = strchr(text, ' ');
	if (!blank)
		return text;
	if (is_sign(text[0]))
		return blank + 1;
	char *last = strrchr(text, ' ');
	if (is_sign(last[1]))
		*last = '\0';
	return text;
}

const struct word_entry *word_scales_find(
        const struct word_scales *scales, struct arena *scratch, struct piece piece)
{
	char word[WORD_MAX * 2];
	if (piece.len == 0 || piece.len > WORD_MAX || (*piece.text >= '0' && *piece.text <= '9') ||
	        !normal(scratch, piece, word))
		return NULL;
	const struct word_entry *entry = *slot_of(scales, word);
	return entry ? entry : *slot_of(scales, words_beside_sign(word));
}

bool word_scale_is_loose(const struct words_scale *scale)
{
	static const char *const loose[] = {"letters", "lights", "partly", "degree"};
	for (size_t i = 0; i < sizeof(loose) / sizeof(loose[0]); i++)
		if (streq(scale->key, loose[i]))
			return true;
	return scale->step_count == 2;
}

bool word_scales_value(
        const struct word_scales *scales, int scale, struct arena *scratch, struct piece piece, double *ret)
{
	const struct word_entry *entry = word_scales_find(scales, scratch, piece);
	if (!entry || !entry->step[scale])
		return false;
	*ret = scales->scales[scale].first + entry->step[scale] - 1;
	return true;
}
