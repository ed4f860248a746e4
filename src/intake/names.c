#include "names.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

enum { NAME_MAX_BYTES = 400 }; /* the longest question that a tool puts in a header, and some */

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* "responseId" and "CSATScore" are two words each. */
static char *split_humps(struct arena *arena, const char *name)
{
	struct str s = str_new(arena);
	for (size_t i = 0; i < NAME_MAX_BYTES && name[i]; i++) {
		bool hump = i > 0 && is_upper(name[i]) &&
		            (is_lower(name[i - 1]) || (is_upper(name[i - 1]) && is_lower(name[i + 1])));
		if (hump)
			str_add_char(&s, ' ');
		str_add_char(&s, name[i]);
	}
	return s.text;
}

static bool is_word_byte(char c)
{
	return (unsigned char)c >= 0x80 || is_lower(c) || (c >= '0' && c <= '9');
}

static char *words_of(struct arena *arena, const char *text)
{
	const char *folded = text_fold(arena, text);
	struct str s = str_new(arena);
	str_add_char(&s, ' ');
	for (; *folded; folded++) {
		if (is_word_byte(*folded) || (*folded == '#' && s.len == 1))
			str_add_char(&s, *folded);
		else if (*folded != '\'' && s.text[s.len - 1] != ' ')
			str_add_char(&s, ' ');
	}
	if (s.text[s.len - 1] != ' ')
		str_add_char(&s, ' ');
	return s.text;
}

char *name_words(struct arena *arena, const char *name)
{
	return words_of(arena, split_humps(arena, name));
}

bool name_has_word(const char *words, const char *start)
{
	char needle[32] = " ";
	size_t len = strlen(start);
	if (len + 2 > sizeof(needle))
		return false;
	memcpy(needle + 1, start, len + 1);
	return strstr(words, needle) != NULL;
}

/* "RecordedDate", "recorded date" and "recordeddate" are one name. */
static bool same_squeezed(const char *a, const char *b)
{
	for (;;) {
		while (*a == ' ')
			a++;
		while (*b == ' ')
			b++;
		if (*a != *b)
			return false;
		if (!*a)
			return true;
		a++;
		b++;
	}
}

static int surer(size_t index)
{
	return index < 99 ? 99 - (int)index : 0;
}

/* "2. Why?" and "7 - Why?": tools number their questions. */
static const char *without_number(const char *header)
{
	size_t digits = strspn(header, "0123456789");
	size_t gap = digits ? strspn(header + digits, " .-:)") : 0;
	return gap ? header + digits + gap : header;
}

struct name name_of(struct arena *arena, const char *header)
{
	header = without_number(header);
	return (struct name){
	        .words = name_words(arena, header),
	        .plain = words_of(arena, arena_strndup(arena, header, strnlen(header, NAME_MAX_BYTES))),
	};
}

enum { COMMON_LEAST = 3 };

const char *name_own_part(struct arena *arena, const char *const *headers, size_t count, size_t i)
{
	const char *end = strrchr(headers[i], '.');
	size_t same = 0;
	if (!end || end == headers[i] || !end[1])
		return headers[i];
	for (size_t k = 0; k < count; k++) {
		const char *other = strrchr(headers[k], '.');
		same += other && streq(other, end);
	}
	return same >= COMMON_LEAST ? arena_strndup(arena, headers[i], (size_t)(end - headers[i]))
	                            : headers[i];
}

/* "why*" is the beginning of a question, "*cijfer" the end of a word, "*zufrieden*" any part of one. */
static const char *known_of(struct arena *arena, const char *text)
{
	size_t len = strlen(text);
	char *known = words_of(arena, text);
	if (len > 1 && *text == '*')
		known[0] = '*';
	if (len > 1 && text[len - 1] == '*')
		known[strlen(known) - 1] = '*';
	return known;
}

struct names names_ready(struct arena *arena, const struct words *words)
{
	struct names names = {0};
	for (size_t role = 0; role < COLUMN_ROLES; role++) {
		size_t count = words->column_counts[role];
		names.known[role] = arena_array_of(arena, const char *, count + 1);
		for (size_t i = 0; i < count; i++)
			names.known[role][i] = known_of(arena, words->columns[role][i]);
		names.counts[role] = count;
	}
	return names;
}

static int rank_against(const char *known, const struct name *name)
{
	size_t len = strlen(known);
	if (len <= 1)
		return NAME_NONE;
	if (*known == '*' && known[len - 1] == '*')
		return memmem(name->words, strlen(name->words), known + 1, len - 2) ? NAME_WORDS : NAME_NONE;
	if (known[len - 1] == '*')
		return strncmp(known, name->plain, len - 1) == 0 ? NAME_EXACT : NAME_NONE;
	if (*known == '*')
		return strstr(name->words, known + 1) ? NAME_WORDS : NAME_NONE;
	if (same_squeezed(known, name->plain))
		return NAME_EXACT;
	return strstr(name->words, known) || strstr(name->plain, known) ? NAME_WORDS : NAME_NONE;
}

int name_rank(const struct names *names, enum column_role role, const struct name *name)
{
	int best = NAME_NONE;
	if (strlen(name->words) <= 1)
		return NAME_NONE;
	for (size_t i = 0; i < names->counts[role] && best < NAME_EXACT; i++) {
		int rank = rank_against(names->known[role][i], name);
		if (rank > NAME_NONE && (best == NAME_NONE || rank >= NAME_EXACT))
			best = rank + surer(i);
	}
	return best;
}
