/* The language of a search. */
#include "search.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/domain/due.h>

#include "ascii.h"

struct parse {
	struct arena *arena;
	int32_t today;
	struct search_query *query;
	struct str common;
};

/* One piece of the text between spaces. */
struct piece {
	const char *key; /* folded; NULL: words */
	const char *text; /* the words, or the value behind the key */
	bool without, quoted;
	bool open; /* the text ends here: more of it may come */
};

/* -- pieces -- */

static size_t quote_length(const char *s)
{
	static const char *const quotes[] = {"\"", "“", "”", "„", "«", "»"};
	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++)
		if (str_starts(s, quotes[i]))
			return strlen(quotes[i]);
	return 0;
}

static size_t space_length(const char *s)
{
	if (str_starts(s, "\u00a0"))
		return strlen("\u00a0");
	return *s && strchr(" \t\r\n", *s) ? 1 : 0;
}

/* Up to a quotation mark or the end; `quoted` and `open` of the piece say which. */
static const char *take_quoted(struct parse *parse, const char *s, struct piece *piece)
{
	const char *end = s;
	while (*end && !quote_length(end))
		end++;
	piece->quoted = true;
	piece->open = *end == '\0';
	piece->text = arena_strndup(parse->arena, s, (size_t)(end - s));
	return end + quote_length(end);
}

static const char *take_plain(struct parse *parse, const char *s, struct piece *piece)
{
	const char *end = s;
	while (*end && !space_length(end) && !quote_length(end))
		end++;
	piece->open = *end == '\0';
	piece->text = arena_strndup(parse->arena, s, (size_t)(end - s));
	return end;
}

/* The letters before a colon; "12:30" and "http://" are words. */
static size_t key_length(const char *s)
{
	size_t len = 0;
	while (is_letter(s[len]))
		len++;
	return len > 0 && s[len] == ':' && !str_starts(s + len, "://") ? len : 0;
}

static const char *take_piece(struct parse *parse, const char *s, struct piece *piece)
{
	*piece = (struct piece){0};
	if (*s == '-' && s[1] && !space_length(s + 1)) {
		piece->without = true;
		s++;
	}
	size_t key = key_length(s);
	if (key) {
		piece->key = text_fold(parse->arena, arena_strndup(parse->arena, s, key));
		s += key + 1;
	}
	size_t quote = quote_length(s);
	return quote ? take_quoted(parse, s + quote, piece) : take_plain(parse, s, piece);
}

/* -- values -- */

static bool wrong(struct parse *parse, const char *message, const char *detail)
{
	if (parse->query->wrong.code == ERR_NONE)
		err_set(&parse->query->wrong, ERR_USAGE, message, "%s", detail);
	return false;
}

static bool is_score(const char *text, double *ret)
{
	return str_to_double(text, ret) && isfinite(*ret);
}

/* "0-6", "0..6" */
static bool score_span(struct parse *parse, const char *text, double *ret_from, double *ret_to)
{
	const char *dots = strstr(text, ".."), *dash = *text ? strchr(text + 1, '-') : NULL;
	const char *at = dots ? dots : dash;
	return at && is_score(arena_strndup(parse->arena, text, (size_t)(at - text)), ret_from) &&
	       is_score(at + (dots ? 2 : 1), ret_to) && *ret_from <= *ret_to;
}

static bool set_score(struct parse *parse, const struct piece *piece)
{
	static const struct {
		const char *sign;
		bool from, to, beyond;
	} signs[] = {{"<=", false, true, false}, {"≤", false, true, false}, {"<", false, true, true},
	        {">=", true, false, false}, {"≥", true, false, false}, {">", true, false, true},
	        {"=", true, true, false}, {"", true, true, false}};
	double from = 0, to = 0;
	size_t i = 0;
	while (!str_starts(piece->text, signs[i].sign))
		i++;
	const char *figure = piece->text + strlen(signs[i].sign);
	bool is_single = is_score(figure, &from);
	if (!is_single && (*signs[i].sign || !score_span(parse, piece->text, &from, &to)))
		return wrong(parse, N_("“%s” is no score: expected such as score:<=6, score:9 or score:0-6"),
		        piece->text);
	if (is_single)
		to = from;
	if (signs[i].beyond) {
		from = nextafter(from, HUGE_VAL);
		to = nextafter(to, -HUGE_VAL);
	}
	if (signs[i].from && !(from <= parse->query->score_from))
		parse->query->score_from = from;
	if (signs[i].to && !(to >= parse->query->score_to))
		parse->query->score_to = to;
	return true;
}

static int number_of(const char *digits, size_t count)
{
	int number = 0;
	for (size_t i = 0; i < count; i++)
		number = number * 10 + (digits[i] - '0');
	return number;
}

/* "2026", "2026-03": all of it. */
static bool whole_period(const char *text, bool to, int32_t *ret)
{
	struct date date = {.month = to ? 12 : 1, .mday = 1};
	size_t digits = digits_at(text);
	if (digits != 4)
		return false;
	date.year = number_of(text, digits);
	bool has_month = text[4] == '-' && (digits_at(text + 5) == 1 || digits_at(text + 5) == 2);
	if (has_month)
		date.month = number_of(text + 5, digits_at(text + 5));
	const char *rest = has_month ? text + 5 + digits_at(text + 5) : text + 4;
	if (*rest || date.year < 1 || !date_is_valid(date))
		return false;
	if (to) {
		date.year += date.month == 12;
		date.month = date.month == 12 ? 1 : date.month + 1;
	}
	*ret = day_from_date(date) - to;
	return true;
}

/* "30d", "4w", "6m", "1j" and "1y": so long ago. */
static bool days_ago(const char *text, int32_t today, int32_t *ret)
{
	static const struct {
		char unit;
		int32_t days;
	} units[] = {{'d', 1}, {'w', 7}, {'m', 30}, {'j', 365}, {'y', 365}};
	size_t digits = digits_at(text);
	if (digits < 1 || digits > 4 || !text[digits] || text[digits + 1])
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (units[i].unit == text[digits]) {
			*ret = today - (int32_t)number_of(text, digits) * units[i].days;
			return true;
		}
	return false;
}

/* What a due date would mean ahead is meant as the last such day here. */
static bool past_day(const char *text, int32_t today, int32_t *ret)
{
	enum { WEEK = 7, YEAR = 366 };
	if (streq(text, "gisteren") || streq(text, "yesterday")) {
		*ret = today - 1;
		return true;
	}
	int32_t day = 0;
	if (*text == '+' || !due_parse(text, today, &day))
		return false;
	if (day > today && (!due_parse(text, today - WEEK, &day) || day > today))
		(void)due_parse(text, today - YEAR, &day);
	*ret = day;
	return true;
}

static bool read_day(struct parse *parse, const struct piece *piece, bool to, int32_t *ret)
{
	const char *text = text_fold_name(parse->arena, piece->text);
	int32_t day = 0;
	bool is_day = whole_period(text, to, &day) || days_ago(text, parse->today, &day) ||
	              past_day(text, parse->today, &day);
	if (!is_day)
		return wrong(parse,
		        N_("“%s” is no day: expected such as since:2026-03-01, since:2026-03, since:30d or "
		           "since:yesterday"),
		        piece->text);
	*ret = day > 0 ? day : 1;
	return true;
}

static bool set_since(struct parse *parse, const struct piece *piece)
{
	return read_day(parse, piece, false, &parse->query->from_day);
}

static bool set_until(struct parse *parse, const struct piece *piece)
{
	return read_day(parse, piece, true, &parse->query->to_day);
}

static bool set_name(struct parse *parse, const struct piece *piece, const char **ret)
{
	const char *name = str_trim(parse->arena, piece->text);
	if (!strempty(name))
		*ret = name;
	return true;
}

static bool set_channel(struct parse *parse, const struct piece *piece)
{
	return set_name(parse, piece, &parse->query->channel);
}

static bool set_theme(struct parse *parse, const struct piece *piece)
{
	return set_name(parse, piece, &parse->query->theme);
}

static bool set_metric(struct parse *parse, const struct piece *piece)
{
	return set_name(parse, piece, &parse->query->metric);
}

static bool set_step(struct parse *parse, const struct piece *piece)
{
	return set_name(parse, piece, &parse->query->step);
}

/* -- filters and words -- */

static const struct {
	const char *key;
	bool (*set)(struct parse *parse, const struct piece *piece);
} filters[] = {
        {"score", set_score},
        {"cijfer", set_score},
        {"channel", set_channel},
        {"kanaal", set_channel},
        {"theme", set_theme},
        {"thema", set_theme},
        {"metric", set_metric},
        {"maat", set_metric},
        {"step", set_step},
        {"stap", set_step},
        {"since", set_since},
        {"sinds", set_since},
        {"vanaf", set_since},
        {"until", set_until},
        {"tot", set_until},
};

static void add_filter(struct parse *parse, const struct piece *piece)
{
	for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++) {
		if (!streq(filters[i].key, piece->key))
			continue;
		if (piece->without)
			wrong(parse, N_("-%s: words can be left out with a -, filters cannot"), piece->key);
		else if (*piece->text)
			filters[i].set(parse, piece);
		return;
	}
	wrong(parse,
	        N_("there is no filter %s: expected score, channel, theme, metric, step, since or until; "
	           "words with "
	           "a colon go between quotation marks"),
	        piece->key);
}

static struct search_term *new_term(struct parse *parse, const struct piece *piece)
{
	struct search_query *query = parse->query;
	if (query->count == SEARCH_TERMS_MAX)
		return NULL;
	struct search_term *term = &query->terms[query->count];
	*term = (struct search_term){.exact = piece->quoted, .without = piece->without};
	return term;
}

static const char *word_text(struct parse *parse, const struct word *word)
{
	size_t len = word->len;
	if (len > SEARCH_WORD_MAX)
		for (len = SEARCH_WORD_MAX; len > 0 && ((unsigned char)word->start[len] & 0xC0) == 0x80;)
			len--;
	return arena_strndup(parse->arena, word->start, len);
}

static void note_common(struct parse *parse, const char *word)
{
	str_add_part(&parse->common, ", ", word);
}

static void add_phrase(struct parse *parse, const struct piece *piece, const char *folded)
{
	struct search_term *term = new_term(parse, piece);
	struct word word = {0};
	if (!term)
		return;
	for (const char *at = folded; term->count < SEARCH_PHRASE_MAX && word_next(&at, &word);)
		term->words[term->count++] = word_text(parse, &word);
	term->open = piece->open && term->count > 0 && word.start && word.start[word.len] == '\0';
	parse->query->count += term->count > 0;
}

static void add_words(struct parse *parse, const struct piece *piece, const char *folded)
{
	struct word word;
	for (const char *at = folded; word_next(&at, &word);) {
		const char *text = word_text(parse, &word);
		if (search_is_letter(&word))
			continue;
		if (search_is_common(&word)) {
			note_common(parse, text);
			continue;
		}
		struct search_term *term = new_term(parse, piece);
		if (!term)
			return;
		term->words[term->count++] = text;
		term->open = piece->open && *at == '\0';
		parse->query->count++;
	}
}

void search_parse(struct arena *arena, const char *text, int32_t today, struct search_query *ret)
{
	struct parse parse = {.arena = arena, .today = today, .query = ret, .common = str_new(arena)};
	struct piece piece;
	*ret = (struct search_query){.score_from = (double)NAN, .score_to = (double)NAN};
	for (const char *at = text; *at;) {
		if (space_length(at)) {
			at += space_length(at);
			continue;
		}
		at = take_piece(&parse, at, &piece);
		if (piece.key)
			add_filter(&parse, &piece);
		else if (piece.quoted)
			add_phrase(&parse, &piece, text_fold(arena, piece.text));
		else
			add_words(&parse, &piece, text_fold(arena, piece.text));
	}
	ret->common = parse.common.text;
}
