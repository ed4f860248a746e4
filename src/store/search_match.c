/* A search as the engine understands it: entries of the index between quotation marks, and nothing else of
 * what was typed. */
#include "search.h"

#include <string.h>

#include <dagstart/base/arena.h>

#include "internal.h"

enum { BEGINNINGS_MAX = 128 };

struct matching {
	struct store *store;
	struct arena *arena;
	struct str text;
	bool narrow;
};

static void add_entry(struct matching *m, const char *entry, size_t *count)
{
	str_add(&m->text, *count > 0 ? " OR \"" : "(\"");
	for (const char *c = entry; *c; c++) {
		if (*c == '"')
			str_add_char(&m->text, '"');
		str_add_char(&m->text, *c);
	}
	str_add_char(&m->text, '"');
	++*count;
}

static bool next_word(struct matching *m, const char *from, const char **ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(m->store->driver, SQL_SEARCH_WORD);
	bind_text(&q, "$from", from);
	*ret = query_next(&q) ? get_text(&q, m->arena, "term") : "";
	return query_end(&q, err);
}

/* The words of the index that begin so, one after another: each costs a step down a tree, however often it
 * occurs. */
static bool add_beginnings(struct matching *m, const char *beginning, size_t *count, struct err *err)
{
	const char *word = "", *from = beginning;
	for (int left = BEGINNINGS_MAX;; left--) {
		if (!next_word(m, from, &word, err))
			return false;
		if (!str_starts(word, beginning))
			return true;
		if (left == 0) {
			m->narrow = true;
			return true;
		}
		add_entry(m, word, count);
		from = arena_printf(m->arena, "%s\x01", word);
	}
}

/* One word of a term; true without anything added where it narrows nothing down. */
static bool add_word(struct matching *m, const char *word, bool open, const char *between, struct err *err)
{
	const char *stems[SEARCH_STEMS_MAX] = {0};
	size_t count = 0, stem_count = 1;
	if (m->text.len > 0)
		str_add(&m->text, between);
	if (open)
		stem_count = search_stems(m->arena, word, stems);
	else
		stems[0] = search_stem(m->arena, word);
	for (size_t i = 0; i < stem_count; i++)
		add_entry(m, stems[i], &count);
	if (open && !add_beginnings(m, search_beginning(m->arena, word), &count, err))
		return false;
	str_add_char(&m->text, ')');
	return true;
}

static bool add_term(struct matching *m, const struct search_term *term, struct err *err)
{
	for (size_t i = 0; i < term->count; i++) {
		bool open = term->open && i + 1 == term->count;
		if (search_is_indexed(term->words[i]) &&
		        !add_word(m, term->words[i], open, term->without ? " OR " : " AND ", err))
			return false;
	}
	return true;
}

/* An exact phrase to be left out is for the rows alone: they may well have its words. */
static bool add_terms(struct matching *m, const struct search_query *query, bool without, struct err *err)
{
	for (size_t i = 0; i < query->count; i++) {
		const struct search_term *term = &query->terms[i];
		if (term->without == without && !(without && term->exact) && !add_term(m, term, err))
			return false;
	}
	return true;
}

bool search_match(struct store *store, struct arena *arena, const struct search_query *query,
        const char **ret, bool *ret_narrow, struct err *err)
{
	struct matching with = {.store = store, .arena = arena, .text = str_new(arena)};
	struct matching without = {.store = store, .arena = arena, .text = str_new(arena)};
	if (!add_terms(&with, query, false, err) || !add_terms(&without, query, true, err))
		return false;
	if (with.text.len > 0 && without.text.len > 0)
		*ret = arena_printf(arena, "(%s) NOT (%s)", with.text.text, without.text.text);
	else
		*ret = with.text.text;
	*ret_narrow = with.narrow || without.narrow;
	return true;
}
