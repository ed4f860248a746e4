#include <stddef.h>
#include <string.h>

#include <dagstart/base/str.h>
#include <dagstart/domain/due.h>

#include "smart_rules.h"

enum { DATE_TOKENS_MAX = 4, ANY_DAY = 20000 };

static size_t typed_date(const struct smart_text *text, size_t at, size_t most)
{
	char typed[DATE_TOKENS_MAX * (SMART_TOKEN_BYTES + 1)];
	for (size_t count = most; count > 0; count--) {
		char *end = typed;
		int32_t day;
		for (size_t i = 0; i < count; i++) {
			if (i > 0)
				*end++ = ' ';
			end = stpcpy(end, text->tokens[at + i].text);
		}
		if (due_parse(typed, ANY_DAY, &day))
			return count;
	}
	return 0;
}

/* "do", "za", "sat" and "wed" are other words too: a sentence must open with them, or a lead stand before. */
static bool is_short_day(const struct smart_text *text, size_t at)
{
	const struct smart_token *next = smart_token_at(text, at + 1);
	if (at > 0 && smart_is_at(text, at - 1, SMART_DAY_LEADS))
		return true;
	if (!text->tokens[at].opens || !next)
		return false;
	bool often_else = streq(smart_word_at(text, at), "do") || streq(smart_word_at(text, at), "zo");
	if (next->colon || next->opens || next->capital)
		return true;
	if (often_else)
		return smart_has_digit(next->text) && text->language_count == 1;
	return !smart_is(text, next->text, SMART_MODALS);
}

static bool is_slip_of(const char *word, const char *right, size_t len)
{
	size_t word_len = strlen(word), same = 0, tail = 0;
	if (word_len + 1 < len || word_len > len + 1)
		return false;
	while (same < len && same < word_len && word[same] == right[same])
		same++;
	while (tail + same < len && tail + same < word_len &&
	        word[word_len - 1 - tail] == right[len - 1 - tail])
		tail++;
	size_t longer = len > word_len ? len : word_len;
	return same + tail + 1 >= longer;
}

/* A long name of a day with one letter wrong, left out or too many. */
static bool is_long_day(const struct smart_text *text, const char *word)
{
	for (size_t l = 0; l < text->language_count; l++) {
		const char *day = text->languages[l]->lists[SMART_LONG_DAYS];
		for (size_t len; *day; day += len + (day[len] == ' ')) {
			len = strcspn(day, " ");
			if (is_slip_of(word, day, len))
				return true;
		}
	}
	return false;
}

/* "4.3" is a score, unless a lead makes it the fourth of March. */
static bool is_score(const struct smart_text *text, size_t at)
{
	const char *word = text->tokens[at].text;
	size_t whole = strspn(word, "0123456789"), rest = whole;
	if (word[whole] == '.')
		rest += 1 + strspn(word + whole + 1, "0123456789");
	return rest > whole && !word[rest] && (at == 0 || !smart_is_at(text, at - 1, SMART_DAY_LEADS));
}

static size_t date_at(const struct smart_text *text, size_t at)
{
	size_t left = text->count - at;
	size_t count = typed_date(text, at, left < DATE_TOKENS_MAX ? left : DATE_TOKENS_MAX);
	if (count == 1 && is_score(text, at))
		return 0;
	if (count == 1 && smart_is_at(text, at, SMART_SHORT_DAYS) && !is_short_day(text, at))
		return 0;
	return count ? count : is_long_day(text, text->tokens[at].text);
}

static bool is_quarter(const char *word)
{
	return word[0] == 'q' && word[1] >= '1' && word[1] <= '4' && !word[2];
}

static size_t skip_joins(const struct smart_text *text, size_t at)
{
	while (smart_is_at(text, at, SMART_JOINS) || smart_is_at(text, at, SMART_THIS))
		at++;
	return at;
}

static bool is_period(const struct smart_text *text, size_t at)
{
	return smart_is_at(text, at, SMART_UNITS) || smart_is_at(text, at, SMART_SEASONS) ||
	       is_quarter(smart_word_at(text, at));
}

/* "week 12", "wk 12"; "this sprint", "every second Friday"; "end of Q2"; "before the summer"; "Q3". */
static size_t period_at(const struct smart_text *text, size_t at)
{
	const char *word = text->tokens[at].text;
	size_t next = skip_joins(text, at + 1);
	if ((streq(word, "wk") || streq(word, "week")) && smart_has_digit(smart_word_at(text, at + 1)))
		return 2;
	if (is_quarter(word))
		return 1;
	if (smart_is_at(text, at, SMART_THIS) && smart_is_at(text, next, SMART_UNITS))
		return next + 1 - at;
	if (smart_is_at(text, at, SMART_ENDS_OF) && is_period(text, next))
		return next + 1 - at;
	bool seasonal = smart_is_at(text, at, SMART_SEASON_LEADS) && smart_is_at(text, next, SMART_SEASONS);
	return seasonal ? next + 1 - at : 0;
}

/* "within two weeks" is a deadline, "within 2 hours" what the customer may count on. */
static size_t term_at(const struct smart_text *text, size_t at)
{
	if (!smart_is_at(text, at, SMART_WITHIN))
		return 0;
	bool a = smart_is_at(text, at + 1, SMART_DETERMINERS) || smart_is_number(text, at + 1);
	bool days = smart_is_at(text, at + 2, SMART_DAYS) && text->tokens[at].sentence;
	return a && (days || smart_is_at(text, at + 2, SMART_LONG_UNITS)) ? 3 : 0;
}

static bool has_passed(const struct smart_text *text, size_t at)
{
	while (smart_goes_on(text, at) && smart_is_at(text, at - 1, SMART_JOINS) &&
	        !smart_is_at(text, at - 1, SMART_PAST))
		at--;
	const struct smart_token *token = smart_token_at(text, at);
	return at > 0 && token && !token->sentence && smart_is_at(text, at - 1, SMART_PAST);
}

bool smart_says_when(struct smart_text *text)
{
	bool found = false;
	for (size_t at = 0, count; at < text->count; at += count ? count : 1) {
		count = smart_phrase_at(text, at, SMART_WHENS);
		count = count ? count : period_at(text, at);
		count = count ? count : term_at(text, at);
		count = count ? count : date_at(text, at);
		for (size_t i = 0; i < count; i++)
			text->tokens[at + i].dated = true;
		found |= count > 0 && !has_passed(text, at);
	}
	return found;
}
