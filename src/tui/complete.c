#include "complete.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

/* 3 the same, 2 begins so, 1 has a word that begins so, 0 no match. */
static int fit(struct arena *arena, const char *choice, const char *text)
{
	const char *hay = text_fold(arena, choice), *needle = text_fold(arena, str_trim(arena, text));
	size_t len = strlen(needle);
	if (len == 0)
		return 0;
	if (streq(hay, needle))
		return 3;
	if (strncmp(hay, needle, len) == 0)
		return 2;
	for (const char *at = strchr(hay, ' '); at; at = strchr(at + 1, ' '))
		if (strncmp(at + 1, needle, len) == 0)
			return 1;
	return 0;
}

const char *complete_whole(struct arena *arena, const struct form_field *field, const char *text)
{
	const char *found = NULL;
	int best = 0;
	for (size_t i = 0; i < field->choice_count; i++) {
		int how = fit(arena, field->choices[i], text);
		if (how > best) {
			best = how;
			found = field->choices[i];
		}
	}
	return found;
}

static size_t clusters(const char *text)
{
	size_t count = 0, len = strlen(text);
	int width;
	for (size_t at = 0; at < len; at += text_grapheme(text + at, len - at, &width))
		count++;
	return count;
}

static const char *skip_clusters(const char *text, size_t count)
{
	int width;
	for (; count > 0 && *text; count--)
		text += text_grapheme(text, strlen(text), &width);
	return text;
}

const char *complete_ghost(struct arena *arena, const struct form_field *field, const char *text)
{
	const char *whole = complete_whole(arena, field, text);
	if (!whole)
		return "";
	if (fit(arena, whole, text) == 1)
		return arena_printf(arena, "  → %s", whole);
	return skip_clusters(whole, clusters(text));
}

/* The place of the choice that is typed in full; the count when it is none. */
static size_t place_of(const struct form_field *field, const char *text)
{
	size_t i = 0;
	while (i < field->choice_count && !streq(field->choices[i], text))
		i++;
	return i;
}

bool complete_is_whole(const struct form_field *field, const char *text)
{
	return place_of(field, text) < field->choice_count;
}

const char *complete_next(const struct form_field *field, const char *text, int direction)
{
	size_t count = field->choice_count, at = place_of(field, text);
	if (count == 0 || (at == count && *text))
		return NULL;
	if (at == count)
		return field->choices[direction > 0 ? 0 : count - 1];
	return field->choices[(at + count + (direction > 0 ? 1 : count - 1)) % count];
}

const char **complete_list(
        struct arena *arena, const struct form_field *field, const char *text, size_t *ret_count)
{
	const char **list = arena_array_of(arena, const char *, field->choice_count + 1);
	bool all = strempty(str_trim(arena, text)) || place_of(field, text) < field->choice_count;
	*ret_count = 0;
	for (size_t i = 0; i < field->choice_count; i++)
		if (all || fit(arena, field->choices[i], text))
			list[(*ret_count)++] = field->choices[i];
	return list;
}
