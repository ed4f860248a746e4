#include "lines.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <dagstart/base/str.h>

void lines_row(struct arena *arena, size_t i, struct import_row *row, const void *user)
{
	const struct lines *lines = user;
	const struct line *line = &lines->items[i % lines->count];
	row->row_bytes = arena_printf(arena, "%zu %s", i, line->comment);
	row->row_len = strlen(row->row_bytes);
	row->external_id = "";
	row->feedback = (struct feedback){
	        .day = line->day, .comment = line->comment, .channel = line->channel, .customer = ""};
	if (line->theme)
		row->feedback.themes[row->feedback.theme_count++] = line->theme;
	if (!isnan(line->score))
		row->feedback.answers[row->feedback.answer_count++] =
		        (struct answer){lines->metric_id, line->score};
	if (lines->other_metric_id)
		row->feedback.answers[row->feedback.answer_count++] =
		        (struct answer){lines->other_metric_id, 2};
}

const struct line lines_some[LINES_SOME] = {
        {"De bezorging was veel te traag", "chat", "levering", 3, TODAY - 3},
        {"Snel bezorgd, top!", "e-mail", "levering", 9, TODAY - 1},
        {"Niet goed: de app is traag", "app", "app", 2, TODAY - 2},
        {"The delivery took weeks", "e-mail", NULL, 4, TODAY - 9},
        {"Goed, niet duur", "chat", NULL, 8, TODAY},
        {"", "chat", NULL, 1, TODAY},
        {"Geen dag bekend, traag", "chat", NULL, NAN, 0},
};

struct import_result lines_put(struct world *w, const struct line *items, size_t count, size_t rows)
{
	const struct lines lines = {.metric_id = add_nps(w).id, .items = items, .count = count};
	return import_rows(
	        w, &(struct import_plan){
	                   .name = "f.csv", .shape = "csv", .rows = rows, .fill = lines_row, .user = &lines});
}

void lines_index(struct world *w)
{
	int64_t left = 1;
	while (left > 0)
		OK(w, store_search_index(w->store, 1000, &left, &w->err));
}

void lines_put_some(struct world *w)
{
	lines_put(w, lines_some, LINES_SOME, LINES_SOME);
}

struct search_found lines_look(struct world *w, const char *text, const struct search_limits *limits)
{
	struct search_query query;
	struct search_found found;
	search_parse(w->arena, text, TODAY, &query);
	OK(w, store_search(w->store, w->arena, &query, limits, &found, &w->err));
	return found;
}

struct search_found lines_search(struct world *w, const char *text)
{
	return lines_look(w, text, &(struct search_limits){0});
}

void lines_check(struct world *w, const char *text, const char *letters)
{
	struct search_found found = lines_search(w, text);
	struct str s = str_new(w->arena);
	for (size_t i = 0; i < found.count; i++)
		str_add_char(&s, *found.items[i].comment ? *found.items[i].comment : '-');
	if (!streq(s.text, letters))
		fail_msg("“%s” found %s, not %s", text, s.text, letters);
	assert_int_equal(found.matches, found.count);
	assert_false(found.more || found.back_to);
}

int64_t lines_log(struct world *w, const char *comment)
{
	struct feedback feedback = {.day = TODAY, .comment = comment, .customer = ""};
	begin(w, &anna, "feedback.log");
	OK(w, store_put_feedback(w->store, &feedback, &w->err));
	commit(w);
	return feedback.id;
}
