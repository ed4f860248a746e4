#include <dagstart/domain/smart.h>

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include <dagstart/base/str.h>
#include <dagstart/domain/due.h>
#include <dagstart/domain/member.h>

#include "smart_verbs.h"
#include "word.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { TOKENS_MAX = 96, TOKEN_BYTES = 24, DATE_TOKENS_MAX = 4, EFFECT_LETTERS_MIN = 3, ANY_DAY = 20000 };

static const char *const number_words[] = {"dozen", "eight", "five", "four", "half", "nine", "ten", "three",
        "twice", "two", "acht", "drie", "eenmaal", "helft", "negen", "tien", "twee", "tweemaal", "vier",
        "vijf", "zes", "zeven", "zero"};

/* Times that are no day on the calendar, but that one can hold each other to. */
static const char *const time_words[] = {"asap", "tonight", "daily", "weekly", "monthly", "vanmiddag",
        "vanavond", "vanochtend", "dagelijks", "wekelijks", "maandelijks", "every day", "every week",
        "every month", "each day", "each week", "elke dag", "elke week", "elke maand", "iedere dag",
        "iedere week", "iedere maand", "this week", "this month", "deze week", "deze maand", "next month",
        "volgende maand", "end of week", "eind van de week", "einde van de week", "end of the week",
        "end of day", "eind van de dag"};

/* Short names of days are also other words ("do", "di", "sat"): they count after one of these only. */
static const char *const day_leads[] = {
        "before", "by", "due", "next", "on", "op", "de", "tot", "uiterlijk", "until", "voor", "vóór"};

static const char *const short_days[] = {"di", "do", "fri", "ma", "mon", "sat", "sun", "thu", "thur", "thurs",
        "tue", "tues", "vr", "vrij", "wed", "wo", "za", "zo"};

static const char *const effect_leads[] = {
        "zodat", "opdat", "waardoor", "so that", "so customers", "in order that", "which lets"};

struct tokens {
	char text[TOKENS_MAX][TOKEN_BYTES]; /* in lower case; what is longer is cut */
	bool dated[TOKENS_MAX]; /* it is part of a date, so its figures say nothing about how much */
	size_t count;
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Marks that hold a date or an amount together: 31-3, 2027-03-31, +7, 4.5. */
static bool joins(const char *s)
{
	bool between = s[0] && strchr("-/.", s[0]) && s[1] >= '0' && s[1] <= '9';
	return between || s[0] == '+';
}

static void cut_tokens(const char *s, struct tokens *tokens)
{
	while (tokens->count < TOKENS_MAX) {
		while (*s && word_step(s) == 0 && *s != '+')
			s++;
		if (!*s)
			return;
		char *token = tokens->text[tokens->count++];
		size_t len = 0;
		for (size_t step; *s && (step = joins(s) ? 1 : word_step(s)) > 0; s += step) {
			if (len + step >= TOKEN_BYTES)
				continue;
			for (size_t i = 0; i < step; i++)
				token[len++] = lower(s[i]);
		}
	}
}

/* Whether the words of `phrase` stand at token `at`. */
static bool phrase_at(const struct tokens *tokens, size_t at, const char *phrase)
{
	for (; at < tokens->count; at++) {
		size_t len = strlen(tokens->text[at]);
		if (strncmp(phrase, tokens->text[at], len) != 0)
			return false;
		phrase += len;
		if (!*phrase)
			return true;
		if (*phrase++ != ' ')
			return false;
	}
	return false;
}

static bool any_phrase_at(const struct tokens *tokens, size_t at, const char *const *phrases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (phrase_at(tokens, at, phrases[i]))
			return true;
	return false;
}

static bool any_phrase(const struct tokens *tokens, const char *const *phrases, size_t count)
{
	for (size_t at = 0; at < tokens->count; at++)
		if (any_phrase_at(tokens, at, phrases, count))
			return true;
	return false;
}

/* Whether the `count` tokens from `at` on are a date as people type one. */
static bool is_date(const struct tokens *tokens, size_t at, size_t count)
{
	char typed[DATE_TOKENS_MAX * (TOKEN_BYTES + 1)] = "";
	char *end = typed;
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			*end++ = ' ';
		end = stpcpy(end, tokens->text[at + i]);
	}
	int32_t day;
	if (!due_parse(typed, ANY_DAY, &day))
		return false;
	bool is_short = count == 1 && any_phrase_at(tokens, at, short_days, COUNT(short_days));
	return !is_short || (at > 0 && any_phrase_at(tokens, at - 1, day_leads, COUNT(day_leads)));
}

static bool mark_dates(struct tokens *tokens)
{
	bool found = false;
	for (size_t at = 0; at < tokens->count; at++) {
		size_t most = tokens->count - at < DATE_TOKENS_MAX ? tokens->count - at : DATE_TOKENS_MAX;
		for (size_t count = most; count > 0; count--) {
			if (!is_date(tokens, at, count))
				continue;
			for (size_t i = 0; i < count; i++)
				tokens->dated[at + i] = true;
			found = true;
			break;
		}
	}
	return found;
}

static bool has_digit(const char *token)
{
	return token[strcspn(token, "0123456789")] != '\0';
}

static bool says_what(const struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->count; i++) {
		const char *token = tokens->text[i];
		if (!tokens->dated[i] && has_digit(token))
			return true;
		if (is_verb_of_doing(token))
			return true;
	}
	return any_phrase(tokens, number_words, COUNT(number_words));
}

/* By the first name: that is what colleagues write. */
static bool names_member(const struct tokens *tokens, const struct members *members)
{
	for (size_t m = 0; members && m < members->count; m++) {
		const char *name = str_or(members->items[m].name, "");
		size_t len = word_length(name);
		if (!members->items[m].active || len == 0 || len >= TOKEN_BYTES)
			continue;
		for (size_t i = 0; i < tokens->count; i++)
			if (strlen(tokens->text[i]) == len && strncasecmp(tokens->text[i], name, len) == 0)
				return true;
	}
	return false;
}

static bool says_something(const char *s)
{
	struct word word;
	size_t letters = 0;
	while (word_next(&s, &word))
		letters += word.len;
	return letters >= EFFECT_LETTERS_MIN;
}

struct smart smart_check(const struct smart_input *input)
{
	struct tokens tokens = {0};
	cut_tokens(str_or(input->text, ""), &tokens);
	bool dated = mark_dates(&tokens);
	return (struct smart){
	        .who = input->has_owner || names_member(&tokens, input->members),
	        .what = says_what(&tokens),
	        .when = input->has_day || dated || any_phrase(&tokens, time_words, COUNT(time_words)),
	        .effect = says_something(str_or(input->effect, "")) ||
	                  any_phrase(&tokens, effect_leads, COUNT(effect_leads)),
	};
}
