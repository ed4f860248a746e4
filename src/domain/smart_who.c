#include <stddef.h>
#include <string.h>

#include <dagstart/base/str.h>
#include <dagstart/domain/member.h>

#include "smart_rules.h"

enum { ROLE_WORDS = 3, INITIALS_MAX = 5 };

static bool is_verb(const struct smart_text *text, size_t at)
{
	return smart_is_at(text, at, SMART_MODALS) || smart_verb_at(text, at, SMART_VERBS) ||
	       smart_verb_at(text, at, SMART_WEAK_VERBS) || smart_verb_at(text, at, SMART_VAGUE_VERBS);
}

static bool is_english(const struct smart_text *text)
{
	return text->language_count == 1 && text->languages[0] == &smart_words_en;
}

/* A finite verb, as far as its end tells. */
static bool looks_like_verb(const struct smart_text *text, size_t at)
{
	const struct smart_token *token = smart_token_at(text, at);
	if (!token || token->opens)
		return false;
	size_t len = strlen(token->text);
	char last = len > 2 ? token->text[len - 1] : ' ';
	bool ends = is_english(text) ? last == 's' : last == 't';
	bool plain = !is_english(text) && len > 3 && streq(token->text + len - 2, "en") &&
	             smart_clause_end(text, at) == at + 1;
	if (plain) /* "poster ophangen": somebody should */
		return false;
	return is_verb(text, at) || (ends && !smart_is(text, token->text, SMART_COMMON) &&
	                                    !smart_is(text, token->text, SMART_PREPOSITIONS));
}

/* The name, its surname and its bits ("van der") end before this. */
static size_t name_end(const struct smart_text *text, size_t at)
{
	size_t end = at + 1;
	for (size_t i = at + 1; i < text->count && i < at + 5 && !text->tokens[i].opens; i++) {
		if (text->tokens[i].capital)
			end = i + 1;
		else if (!smart_is_at(text, i, SMART_FROM) && !smart_is_at(text, i, SMART_DETERMINERS))
			break;
	}
	return end;
}

static bool is_role(const struct smart_text *text, size_t at);

/* At the start of a sentence every word has a capital: what follows tells whether it is a name. */
static bool opens_like_name(const struct smart_text *text, size_t at)
{
	size_t end = name_end(text, at);
	const struct smart_token *next = smart_token_at(text, end);
	if (!next || next->colon)
		return end > at + 1 || at > 0 || (next && next->colon);
	if (smart_is_at(text, end, SMART_FROM)) {
		size_t place = end + 1 + smart_is_at(text, end + 1, SMART_DETERMINERS);
		return is_role(text, place);
	}
	bool and_another = (smart_is_at(text, end, SMART_JOINS) || streq(next->text, "en") ||
	                           streq(next->text, "and") || next->opens) &&
	                   next + 1 < text->tokens + text->count && (next->capital || next[1].capital);
	return looks_like_verb(text, end) || streq(next->text, "to") || and_another;
}

static bool is_initials(const struct smart_token *token)
{
	return token->capitals && token->small && strlen(token->text) <= INITIALS_MAX;
}

static bool could_be_name(const struct smart_text *text, size_t at)
{
	const struct smart_token *token = &text->tokens[at];
	static const enum smart_list others[] = {SMART_COMMON, SMART_NO_NAMES, SMART_CUSTOMERS, SMART_NOBODY,
	        SMART_PREPOSITIONS, SMART_DETERMINERS, SMART_MODALS, SMART_BETTER, SMART_UNITS, SMART_THIS,
	        SMART_SEASONS, SMART_ENDS_OF, SMART_TITLES, SMART_US, SMART_NUMBERED, SMART_METRICS,
	        SMART_TEAM, SMART_ROLES};
	if (!token->capital || !token->small || token->dated || strchr(token->text, '\'') ||
	        smart_has_digit(token->text))
		return false;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (smart_is(text, token->text, others[i]))
			return false;
	return !smart_phrase_at(text, at, SMART_WHENS);
}

/* Somebody who is asked, talked about or served does not do it. */
static bool is_no_doer(const struct smart_text *text, size_t at)
{
	if (smart_is_at(text, at + 1, SMART_OWNS) && !text->tokens[at + 1].opens)
		return true;
	if (at == 0 || text->tokens[at].opens)
		return false;
	for (size_t back = 1; back <= 2 && back <= at; back++)
		if (smart_phrase_at(text, at - back, SMART_DOERS) == back)
			return false;
	bool parted = at > 1 && text->tokens[at - 2].dated; /* "from Monday on" */
	if (smart_is_at(text, at - 1, SMART_TITLES) ||
	        (smart_is_at(text, at - 1, SMART_PREPOSITIONS) && !parted))
		return true;
	/* the one whom we call or ask; in Dutch the doer follows the verb when something else opens */
	return is_verb(text, at - 1) && !smart_is_at(text, at - 1, SMART_MODALS) &&
	       (is_english(text) || text->tokens[at - 1].opens);
}

static bool is_name(const struct smart_text *text, size_t at)
{
	const struct smart_token *token = &text->tokens[at];
	if (token->at)
		return true;
	if (!could_be_name(text, at) || is_no_doer(text, at))
		return false;
	bool surname = at > 1 && text->tokens[at - 1].capital && !text->tokens[at - 1].dated && !token->opens;
	if (surname && smart_is_at(text, at - 2, SMART_PREPOSITIONS))
		return false;
	if (is_initials(token))
		return true;
	if (token->sentence && is_verb(text, at) && !looks_like_verb(text, at + 1))
		return false;
	return token->sentence ? opens_like_name(text, at) : true;
}

static bool ends_like_role(const struct smart_text *text, const char *word)
{
	size_t word_len = strlen(word);
	for (size_t l = 0; l < text->language_count; l++) {
		const char *end = text->languages[l]->lists[SMART_ROLE_ENDS];
		for (size_t len; *end; end += len + (end[len] == ' ')) {
			len = strcspn(end, " ");
			if (word_len > len && strncmp(word + word_len - len, end, len) == 0)
				return true;
		}
	}
	return false;
}

/* "the team" is nobody; "the platform team" and "Team Data" are. */
static bool is_role(const struct smart_text *text, size_t at)
{
	if (smart_is_at(text, at, SMART_TEAM)) {
		const struct smart_token *next = smart_token_at(text, at + 1);
		bool named = next && next->capital && !next->opens;
		bool which = smart_goes_on(text, at) && !smart_is_at(text, at - 1, SMART_DETERMINERS) &&
		             !smart_is_at(text, at - 1, SMART_PREPOSITIONS) && !is_verb(text, at - 1);
		return named || which;
	}
	return smart_is_at(text, at, SMART_ROLES) || ends_like_role(text, smart_word_at(text, at));
}

/* The role is what the clause is about: nothing but its own words stands before it. */
static bool is_subject(const struct smart_text *text, size_t at)
{
	for (size_t back = 1; back <= ROLE_WORDS + 1; back++) {
		size_t i = at - back + 1;
		if (text->tokens[i].opens)
			return true;
		i--;
		if (text->tokens[i].dated)
			return true;
		for (size_t words = 1; words <= 2 && words <= i + 1; words++)
			if (smart_phrase_at(text, i + 1 - words, SMART_DOERS) == words)
				return true;
		bool verb_first = !is_english(text) && !text->tokens[i].opens &&
		                  smart_is_at(text, at - 1, SMART_DETERMINERS) && i + 2 == at;
		if (smart_is_at(text, i, SMART_PREPOSITIONS) || smart_is_at(text, i, SMART_NOBODY))
			return false;
		if (is_verb(text, i) && !text->tokens[i].colon)
			return verb_first;
	}
	return false;
}

static bool role_does(const struct smart_text *text, size_t at)
{
	if (text->tokens[at].effect || !is_role(text, at) || !is_subject(text, at))
		return false;
	size_t next = at + 1;
	if (smart_is_at(text, at, SMART_TEAM))
		while (next < text->count && text->tokens[next].capital && !text->tokens[next].opens)
			next++;
	const struct smart_token *token = smart_token_at(text, next);
	if (!token || token->opens)
		return text->tokens[smart_clause_start(text, at)].colon || (token && token->colon);
	bool behind = at > 1 && is_verb(text, at - 2);
	bool dative = smart_is_at(text, at - 1, SMART_DETERMINERS) && at > 0;
	for (size_t words = 1; words <= 3 && words <= at; words++)
		if (smart_phrase_at(text, at - words, SMART_DOERS))
			return true;
	return looks_like_verb(text, next) || streq(token->text, "to") || (behind && dative);
}

/* By the first name: that is what colleagues write. */
static bool names_member(const struct smart_text *text, const struct members *members)
{
	for (size_t m = 0; members && m < members->count; m++) {
		struct smart_text name;
		if (!members->items[m].active)
			continue;
		smart_text_read(str_or(members->items[m].name, ""), &name);
		for (size_t at = 0; name.count && at < text->count; at++)
			if (streq(name.tokens[0].text, text->tokens[at].text) && !is_no_doer(text, at))
				return true;
	}
	return false;
}

bool smart_says_who(const struct smart_text *text, const struct members *members)
{
	for (size_t at = 0; at < text->count; at++)
		if (is_name(text, at) || role_does(text, at))
			return true;
	return names_member(text, members);
}
