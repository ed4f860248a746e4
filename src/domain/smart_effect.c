#include <stddef.h>
#include <string.h>

#include <dagstart/base/str.h>

#include "smart_rules.h"

enum { SUBJECT_WORDS = 4 };

static bool ends_like(const struct smart_text *text, const char *word, enum smart_list list)
{
	for (size_t l = 0; l < text->language_count; l++) {
		const char *end = text->languages[l]->lists[list];
		for (size_t len; *end; end += len + (end[len] == ' ')) {
			len = strcspn(end, " ");
			size_t word_len = strlen(word);
			if (word_len > len && strncmp(word + word_len - len, end, len) == 0)
				return true;
		}
	}
	return false;
}

/* A customer of any kind; "the customer's number" too. */
static bool is_customer(const struct smart_text *text, size_t at)
{
	char word[SMART_TOKEN_BYTES];
	const char *full = smart_word_at(text, at);
	size_t len = strcspn(full, "'");
	memcpy(word, full, len);
	word[len] = '\0';
	return smart_is(text, word, SMART_CUSTOMERS) || ends_like(text, word, SMART_CUSTOMER_ENDS);
}

/* Somebody who is only met: "agreements with customers", "customer relations". */
static bool is_only_met(const struct smart_text *text, size_t at)
{
	if (smart_is_at(text, at + 1, SMART_EFFORT))
		return true;
	for (size_t back = 1; back <= 2 && back <= at && !text->tokens[at + 1 - back].opens; back++)
		if (smart_is_at(text, at - back, SMART_WITH))
			return true;
	return false;
}

/* The customer does something: opens the clause, and no "of" or "who" makes it the object of another verb. */
static bool is_subject(const struct smart_text *text, size_t at)
{
	size_t from = smart_clause_subject(text, smart_clause_start(text, at));
	size_t end = smart_clause_end(text, at);
	if (at + 1 >= end || smart_is_at(text, at + 1, SMART_BEHIND_OBJECT))
		return false;
	bool acts = smart_is_at(text, at + 1, SMART_MODALS) || smart_is_at(text, at + 1, SMART_FELT);
	if (acts)
		return true;
	if (at > from + SUBJECT_WORDS - 1)
		return false;
	for (size_t i = from; i < at; i++)
		if (smart_is_at(text, i, SMART_PREPOSITIONS) || smart_is_at(text, i, SMART_MODALS) ||
		        smart_verb_at(text, i, SMART_VERBS) || smart_verb_at(text, i, SMART_VAGUE_VERBS))
			return false;
	if (from > 0 || !text->tokens[from].sentence)
		return true;
	for (size_t i = at + 1; i < end; i++)
		if (smart_is_at(text, i, SMART_FELT) || smart_is_at(text, i, SMART_BETTER))
			return true;
	return false;
}

/* "kan de klant", "krijgt elke gast". */
static bool is_behind_verb(const struct smart_text *text, size_t at)
{
	size_t verb = at > 0 && smart_is_at(text, at - 1, SMART_DETERMINERS) ? at - 2 : at - 1;
	return verb < at && !text->tokens[at].opens && smart_is_at(text, verb, SMART_FELT);
}

static void mark(struct smart_text *text, size_t from)
{
	size_t end = smart_clause_end(text, from);
	for (size_t i = from; i < end; i++)
		text->tokens[i].effect = true;
}

/* "so that they know": by the customer, by who stands for it, or by what is felt, and not about us. */
static bool tells_result(const struct smart_text *text, size_t from, size_t words)
{
	size_t end = smart_clause_end(text, from);
	bool felt = false, us = false;
	if (words == 1 && end == from + 1)
		end = smart_clause_end(text, end);
	for (size_t i = from + words; i < end; i++) {
		if (is_customer(text, i))
			return true;
		if (i < from + words + SUBJECT_WORDS && smart_is_at(text, i, SMART_THEY))
			return true;
		us |= smart_is_at(text, i, SMART_US);
		felt |= smart_is_at(text, i, SMART_FELT);
	}
	return felt && !us;
}

static bool has_result(struct smart_text *text)
{
	bool found = false;
	for (size_t at = 0; at < text->count; at++) {
		size_t words = smart_phrase_at(text, at, SMART_RESULTS);
		if (!words)
			continue;
		text->tokens[at].opens = true;
		found |= tells_result(text, at, words);
		mark(text, at);
	}
	return found;
}

/* Scores and waiting times of customers, and fewer complaints. */
static bool has_metric(const struct smart_text *text)
{
	bool better = false, complaints = false;
	for (size_t at = 0; at < text->count; at++) {
		if (smart_phrase_at(text, at, SMART_METRICS) || smart_phrase_at(text, at, SMART_WAITS))
			return true;
		better |= smart_is_at(text, at, SMART_BETTER);
		complaints |= smart_is_at(text, at, SMART_COMPLAINTS);
	}
	return better && complaints;
}

/* What a customer may notice; "more attention" is what we put in. */
static bool is_noticed(const struct smart_text *text, size_t at)
{
	if (smart_is_at(text, at, SMART_BETTER))
		return !smart_is_at(text, at + 1, SMART_EFFORT) && !smart_is_at(text, at + 2, SMART_EFFORT);
	return smart_is_at(text, at, SMART_FELT);
}

bool smart_says_effect(struct smart_text *text)
{
	bool found = has_result(text), customer = false, noticed = false;
	for (size_t at = 0; at < text->count; at++) {
		noticed |= is_noticed(text, at);
		if (!is_customer(text, at) || is_only_met(text, at))
			continue;
		customer = true;
		if (is_subject(text, at))
			mark(text, at);
		else if (!is_behind_verb(text, at))
			continue;
		found = true;
	}
	return found || (customer && noticed) || has_metric(text);
}
