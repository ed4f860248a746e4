#include <stddef.h>
#include <string.h>

#include <dagstart/base/str.h>

#include "smart_rules.h"

enum { STATE_WORDS = 3 };

static bool is_year(const char *word)
{
	return strlen(word) == 4 && (strncmp(word, "19", 2) == 0 || strncmp(word, "20", 2) == 0) &&
	       strspn(word, "0123456789") == 4;
}

/* Numbers that are names ("route 66", "A4", "the 2019 archive"), or tell how it is now. */
static bool is_name_or_state(const struct smart_text *text, size_t at)
{
	const struct smart_token *token = &text->tokens[at];
	bool letter_first = token->text[0] >= 'a' && token->text[0] <= 'z' && smart_has_digit(token->text);
	if (token->dated || letter_first || is_year(token->text))
		return true;
	if (at > 0 && !token->opens && smart_is_at(text, at - 1, SMART_NUMBERED))
		return true;
	for (size_t back = 1; back <= STATE_WORDS && back <= at; back++)
		if (smart_phrase_at(text, at - back, SMART_STATE))
			return true;
	return smart_is_at(text, smart_clause_start(text, at), SMART_BECAUSE);
}

static bool counts_something(const struct smart_text *text)
{
	for (size_t at = 0; at < text->count; at++)
		if (smart_is_number(text, at) && !is_name_or_state(text, at))
			return true;
	return false;
}

static bool clause_has(const struct smart_text *text, size_t at, enum smart_list list)
{
	size_t end = smart_clause_end(text, at);
	for (size_t i = smart_clause_start(text, at); i < end; i++)
		if (smart_is_at(text, i, list))
			return true;
	return false;
}

/* Behind "try to" and "think about" nothing is done yet. */
static bool is_only_tried(const struct smart_text *text, size_t at)
{
	for (size_t i = smart_clause_start(text, at); i < at; i++)
		if (smart_verb_at(text, i, SMART_VAGUE_VERBS) && !smart_is_at(text, i, SMART_VERBS))
			return true;
	return false;
}

static bool is_thing(const struct smart_text *text, size_t at)
{
	return smart_goes_on(text, at) && smart_is_at(text, at - 1, SMART_DETERMINERS);
}

static bool is_done(const struct smart_text *text, size_t at)
{
	const struct smart_token *token = &text->tokens[at];
	bool proper = token->capital && !token->opens;
	if (token->effect || token->dated || proper || is_thing(text, at) ||
	        smart_is_at(text, smart_clause_start(text, at), SMART_BECAUSE))
		return false;
	if (smart_verb_at(text, at, SMART_VERBS))
		return !is_only_tried(text, at);
	size_t len = strlen(smart_word_at(text, at + 1));
	bool goes_on = len > 4 && streq(smart_word_at(text, at + 1) + len - 3, "ing"); /* "keep working" */
	return smart_verb_at(text, at, SMART_WEAK_VERBS) && !goes_on && !is_only_tried(text, at) &&
	       !clause_has(text, at, SMART_BETTER) && !clause_has(text, at, SMART_EFFORT);
}

bool smart_says_what(const struct smart_text *text)
{
	if (counts_something(text))
		return true;
	for (size_t at = 0; at < text->count; at++)
		if (is_done(text, at))
			return true;
	return false;
}
