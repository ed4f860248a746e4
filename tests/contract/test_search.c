/* Searching: what is found, in which order, what it costs, and an index that is never wrong for long. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/str.h>
#include <dagstart/store/backup.h>
#include <dagstart/store/search.h>
#include <dagstart/store/themes.h>

#include "contract.h"

struct line {
	const char *comment, *channel, *theme;
	double score; /* NAN none */
	int32_t day;
};

struct lines {
	int64_t metric_id, other_metric_id;
	const struct line *items;
	size_t count; /* they repeat from here on */
};

static void line_row(struct arena *arena, size_t i, struct import_row *row, const void *user)
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

static const struct line some[] = {
        {"De bezorging was veel te traag", "chat", "levering", 3, TODAY - 3},
        {"Snel bezorgd, top!", "e-mail", "levering", 9, TODAY - 1},
        {"Niet goed: de app is traag", "app", "app", 2, TODAY - 2},
        {"The delivery took weeks", "e-mail", NULL, 4, TODAY - 9},
        {"Goed, niet duur", "chat", NULL, 8, TODAY},
        {"", "chat", NULL, 1, TODAY},
        {"Geen dag bekend, traag", "chat", NULL, NAN, 0},
};

static struct import_result put(struct world *w, const struct line *items, size_t count, size_t rows)
{
	const struct lines lines = {.metric_id = add_nps(w).id, .items = items, .count = count};
	return import_rows(
	        w, &(struct import_plan){
	                   .name = "f.csv", .shape = "csv", .rows = rows, .fill = line_row, .user = &lines});
}

static void index_all(struct world *w)
{
	int64_t left = 1;
	while (left > 0)
		OK(w, store_search_index(w->store, 1000, &left, &w->err));
}

static void put_some(struct world *w)
{
	put(w, some, sizeof(some) / sizeof(some[0]), sizeof(some) / sizeof(some[0]));
}

static struct search_found look(struct world *w, const char *text, const struct search_limits *limits)
{
	struct search_query query;
	struct search_found found;
	search_parse(w->arena, text, TODAY, &query);
	OK(w, store_search(w->store, w->arena, &query, limits, &found, &w->err));
	return found;
}

static struct search_found search(struct world *w, const char *text)
{
	return look(w, text, &(struct search_limits){0});
}

/* The first letters of what was found. */
static void check(struct world *w, const char *text, const char *letters)
{
	struct search_found found = search(w, text);
	struct str s = str_new(w->arena);
	for (size_t i = 0; i < found.count; i++)
		str_add_char(&s, *found.items[i].comment ? *found.items[i].comment : '-');
	if (!streq(s.text, letters))
		fail_msg("“%s” found %s, not %s", text, s.text, letters);
	assert_int_equal(found.matches, found.count);
	assert_false(found.more || found.back_to);
}

static void words_are_found_in_all_their_forms(void **state)
{
	struct world *w = *state;
	put_some(w);
	check(w, "bezorging", "SD");
	check(w, "traag", "NDG");
	check(w, "BEZORGERS", "SD");
	check(w, "deliveries", "T");
	check(w, "bezor", "SD");
	check(w, "bezor ", "");
	check(w, "trág", "NDG");
	check(w, "traag bezorgd", "D");
	check(w, "traag -app", "DG");
	check(w, "-app -bezorging", "-GTG");
	check(w, "\"niet goed\"", "N");
	check(w, "-\"niet goed\" traag", "DG");
	check(w, "\"bezorging\"", "D");
	check(w, "\"niet go", "N");
	check(w, "\"de app\"", "N");
	check(w, "onzin", "");
}

static void filters_narrow_it_down(void **state)
{
	struct world *w = *state;
	put_some(w);
	check(w, "score:<=3", "-ND");
	check(w, "traag score:<=3", "ND");
	check(w, "channel:chat", "-GDG");
	check(w, "channel:e", "ST");
	check(w, "theme:lev", "SD");
	check(w, "theme:levering score:9", "S");
	check(w, "metric:nps traag", "ND");
	check(w, "since:2d", "-GSN");
	check(w, "until:2026-02-22 ", "T");
	check(w, "traag until:2026-02-28", "ND");
	check(w, "traag since:2026-02-28 until:2026-02-28", "N");
	check(w, "", "-GSNDTG");
}

static void what_filters_do_not_know_is_said(void **state)
{
	struct world *w = *state;
	put_some(w);
	struct search_found found = search(w, "traag channel:fax");
	assert_int_equal(found.count, 0);
	assert_int_equal(found.unknown.code, ERR_MISSING);
	assert_non_null(strstr(err_text(w->arena, &found.unknown), "fax"));
	assert_int_equal(search(w, "theme:x").unknown.code, ERR_MISSING);
	assert_int_equal(search(w, "metric:x").unknown.code, ERR_MISSING);
	assert_int_equal(search(w, "step:x").unknown.code, ERR_MISSING);
	assert_int_equal(search(w, "traag").unknown.code, ERR_NONE);
}

/* Whatever is typed is text: nothing of it means anything to the engine. */
static void hostile_words_are_words(void **state)
{
	struct world *w = *state;
	static const char *const typed[] = {"\"", "\"\"\"", "traag\" OR \"app", "NEAR(traag app)",
	        "words:traag", "traag*", "^traag", "traag AND", "NOT", "(", "')",
	        "'; DROP TABLE response; --", "traag + app", "{words}:traag", "-", "--", "- -", "\xff\xfe",
	        "\x01", "traag\x01", "“„”", "%", "_", "\\", "$match", "?", "a\tb", "-\"", "score:<=1e999",
	        "since:99999999999d", "score:nan", "channel:%", "channel:\"", "é́"};
	put_some(w);
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++)
		search(w, typed[i]);
	char long_text[10000];
	for (size_t i = 0; i + 1 < sizeof(long_text); i++)
		long_text[i] = i % 7 == 6 ? ' ' : (char)('a' + (int)(i * 7 % 26));
	long_text[sizeof(long_text) - 1] = '\0';
	search(w, long_text);
	check(w, "traag", "NDG");
}

static void the_newest_come_first_and_are_counted_so_far(void **state)
{
	struct world *w = *state;
	static const struct line lines[] = {{"een traag antwoord", "chat", NULL, 3, TODAY - 40},
	        {"traag", "chat", NULL, 3, TODAY - 2}, {"traag en duur", "chat", NULL, 3, TODAY - 20}};
	put(w, lines, 3, 3000);
	index_all(w);
	const struct search_limits limits = {.rows = 10, .count = 100};
	struct search_found found = look(w, "traag", &limits);
	assert_int_equal(found.count, 10);
	assert_int_equal(found.matches, 100);
	assert_true(found.more);
	int64_t last = INT64_MAX;
	for (size_t i = 0; i < found.count; i++) {
		assert_int_equal(found.items[i].day, TODAY - 2);
		assert_true(found.items[i].id < last);
		last = found.items[i].id;
	}
	/* and on behind the last one */
	const int64_t end = found.items[9].id;
	found = look(w, "traag", &(struct search_limits){.rows = 10, .before_id = end});
	assert_true(found.items[0].day == TODAY - 2 && found.items[0].id < end);
	found = look(w, "channel:chat", &(struct search_limits){.rows = 10, .before_id = end});
	assert_true(found.items[0].day == TODAY - 2 && found.items[0].id < end);
	found = look(w, "traag", &(struct search_limits){.rows = 10, .before_id = 2});
	assert_true(found.count == 10 && found.items[0].day == TODAY - 20);
	found = look(w, "duur", &(struct search_limits){.rows = 10, .count = 5000});
	assert_int_equal(found.matches, 1000);
	assert_false(found.more);
}

static void effort_has_an_end_and_says_so(void **state)
{
	struct world *w = *state;
	static const struct line lines[] = {{"traag een", "chat", NULL, 3, TODAY - 40},
	        {"traag twee", "chat", NULL, 9, TODAY - 2}, {"traag drie", "chat", NULL, 9, TODAY - 20}};
	put(w, lines, 3, 1500);
	struct search_found found =
	        look(w, "traag score:3", &(struct search_limits){.rows = 10, .count = 10, .effort = 700});
	assert_int_equal(found.count, 0);
	assert_true(found.more);
	assert_int_equal(found.back_to, TODAY - 19);
	found = look(w, "traag score:3", &(struct search_limits){.rows = 10, .count = 10, .effort = 7000});
	assert_int_equal(found.count, 10);
	assert_int_equal(found.back_to, 0);
	/* without words too */
	found = look(w, "score:3", &(struct search_limits){.rows = 10, .count = 10, .effort = 700});
	assert_int_equal(found.back_to, TODAY - 19);
}

static void withdrawn_answers_are_not_found(void **state)
{
	struct world *w = *state;
	struct import_result done = put(w, some, 2, 2);
	check(w, "bezorging", "SD");
	begin(w, &anna, "undo");
	OK(w, store_withdraw_batch(w->store, done.batch_id, true, &w->err));
	commit(w);
	check(w, "bezorging", "");
	check(w, "channel:chat", "");
	begin(w, &anna, "redo");
	OK(w, store_withdraw_batch(w->store, done.batch_id, false, &w->err));
	commit(w);
	check(w, "bezorging", "SD");
}

static int64_t log_one(struct world *w, const char *comment)
{
	struct feedback feedback = {.day = TODAY, .comment = comment, .customer = ""};
	begin(w, &anna, "feedback.log");
	OK(w, store_put_feedback(w->store, &feedback, &w->err));
	commit(w);
	return feedback.id;
}

static void what_is_logged_is_found_at_once(void **state)
{
	struct world *w = *state;
	log_one(w, "De koffie was koud");
	check(w, "koffie", "D");
	struct search_state now;
	OK(w, store_search_state(w->store, &now, &w->err));
	assert_int_equal(now.indexed, now.total);
}

static void a_metric_is_found_in_any_answer(void **state)
{
	struct world *w = *state;
	const struct lines lines = {.metric_id = add_nps(w).id,
	        .other_metric_id = add_metric(w, "csat", METRIC_CSAT, 1, 5).id,
	        .items = some,
	        .count = 1};
	import_rows(w, &(struct import_plan){
	                       .name = "f.csv", .shape = "csv", .rows = 1, .fill = line_row, .user = &lines});
	check(w, "metric:csat", "D");
	check(w, "metric:csat score:2", "D");
	check(w, "metric:csat score:3", "");
	check(w, "metric:nps score:3", "D");
	check(w, "score:2", "D");
	check(w, "score:4", "");
}

/* A large import comes into the index afterwards, in slices; meanwhile a search says what it cannot see. */
static void a_large_import_is_indexed_in_slices(void **state)
{
	struct world *w = *state;
	enum { ROWS = 5000 };
	static const struct line lines[] = {
	        {"oudste traag", "chat", NULL, 3, TODAY - 2}, {"traag", "chat", NULL, 3, TODAY}};
	put(w, lines, 2, ROWS);
	struct search_found found = search(w, "oudste");
	assert_int_equal(found.count, 0);
	assert_int_equal(found.unindexed, ROWS);
	int64_t left = 0;
	OK(w, store_search_index(w->store, 1000, &left, &w->err));
	assert_int_equal(left, ROWS - 1000);
	found = look(w, "oudste", &(struct search_limits){.rows = 10, .count = ROWS});
	assert_int_equal(found.matches, 500);
	assert_int_equal(found.unindexed, ROWS - 1000);
	/* what is logged meanwhile waits its turn, and is not left out */
	log_one(w, "koffie");
	assert_int_equal(search(w, "koffie").count, 0);
	world_reopen(w);
	for (int i = 0; left > 0; i++) {
		assert_in_range(i, 0, 10);
		OK(w, store_search_index(w->store, 1000, &left, &w->err));
	}
	OK(w, store_search_index(w->store, 1000, &left, &w->err));
	assert_int_equal(left, 0);
	assert_int_equal(search(w, "koffie").count, 1);
	found = look(w, "oudste", &(struct search_limits){.rows = 10, .count = 2 * ROWS});
	assert_int_equal(found.matches, ROWS / 2);
	assert_int_equal(found.unindexed, 0);
}

static bool file_holds(struct world *w, const char *needle)
{
	world_reopen(w); /* the log goes into the file */
	size_t len = 0;
	const char *bytes = world_bytes(w, w->path, &len);
	return memmem(bytes, len, needle, strlen(needle)) != NULL;
}

static void what_is_forgotten_leaves_the_index(void **state)
{
	struct world *w = *state;
	put_some(w);
	int64_t id = log_one(w, "qwertyuiop traag");
	check(w, "qwertyuiop", "q");
	begin(w, &anna, "forget");
	OK(w, store_search_forget(w->store, id, &w->err));
	commit(w);
	check(w, "qwertyuiop", "");
	check(w, "traag", "NDG");
	bool done = false;
	for (int i = 0; !done; i++) {
		assert_in_range(i, 0, 1000);
		OK(w, store_search_scrub(w->store, 16, &done, &w->err));
	}
	check(w, "traag", "NDG");
	/* the row itself still has it, and is not ours to empty: of the index nothing is left beside it */
	size_t len = 0, found = 0;
	world_reopen(w);
	const char *bytes = world_bytes(w, w->path, &len);
	for (const char *at = bytes; (at = memmem(at, len - (size_t)(at - bytes), "qwert", 5)) != NULL; at++)
		found++;
	assert_int_equal(found, 1);
	assert_true(file_holds(w, "traag"));
	begin(w, &anna, "forget");
	REFUSED(w, store_search_forget(w->store, 9999, &w->err), ERR_MISSING);
	store_rollback(w->store);
}

static void an_old_store_is_indexed_later(void **state)
{
	struct world *w = *state;
	put_some(w);
	OK(w, store_backup(w->store, world_path(w, "copy.db"), false, NULL, &w->err));
	CLEANUP(store_cleanup) struct store *copy = world_open(w, world_path(w, "copy.db"));
	struct search_query query;
	struct search_found found;
	search_parse(w->arena, "traag", TODAY, &query);
	OK(w, store_search(copy, w->arena, &query, &(struct search_limits){0}, &found, &w->err));
	assert_int_equal(found.count, 3);
}

static void reading_only_searches_too(void **state)
{
	struct world *w = *state;
	put_some(w);
	CLEANUP(store_cleanup) struct store *reader = NULL;
	const struct store_options options = {.path = w->path, .read_only = true, .clock = &w->clock};
	OK(w, store_open(w->arena, &options, &reader, &w->err));
	struct search_query query;
	struct search_found found;
	search_parse(w->arena, "bezo", TODAY, &query);
	OK(w, store_search(reader, w->arena, &query, &(struct search_limits){0}, &found, &w->err));
	assert_int_equal(found.count, 2);
	int64_t left = 0;
	OK(w, store_search_index(reader, 10, &left, &w->err)); /* nothing to do is no writing */
	bool done = false;
	REFUSED(w, store_search_scrub(reader, 10, &done, &w->err), ERR_READONLY);
}

static void many_beginnings_are_cut_short(void **state)
{
	struct world *w = *state;
	struct line lines[300];
	for (size_t i = 0; i < 300; i++)
		lines[i] = (struct line){
		        .comment = arena_printf(w->arena, "qua%zu", 1000 + i), .score = 3, .day = TODAY};
	put(w, lines, 300, 300);
	struct search_found found = look(w, "qua", &(struct search_limits){.rows = 500});
	assert_true(found.narrow);
	assert_in_range(found.count, 100, 299);
	found = look(w, "qua10", &(struct search_limits){.rows = 500});
	assert_false(found.narrow);
	assert_int_equal(found.count, 100);
	assert_int_equal(search(w, "qua1007").count, 1);
}

static void rename_theme(struct world *w, int64_t id, const char *name)
{
	begin(w, &anna, "theme.rename");
	OK(w, store_rename_theme(w->store, id, name, &w->err));
	commit(w);
}

static void merge_themes(struct world *w, int64_t id, int64_t into_id)
{
	int64_t answers = 0;
	begin(w, &anna, "theme.merge");
	OK(w, store_merge_themes(w->store, id, into_id, &answers, &w->err));
	commit(w);
}

/* By the name it had, and by that of a theme that went up in it; what is called so now comes first. */
static void a_theme_is_found_by_its_former_names(void **state)
{
	struct world *w = *state;
	struct theme_entry delivery, app;
	put_some(w);
	index_all(w);
	OK(w, store_theme_by_name(w->store, w->arena, "levering", &delivery, &w->err));
	OK(w, store_theme_by_name(w->store, w->arena, "app", &app, &w->err));
	check(w, "theme:levering", "SD");
	rename_theme(w, delivery.id, "Bezorging");
	check(w, "theme:bezorging", "SD");
	check(w, "theme:LEVERING", "SD");
	check(w, "theme:lev traag", "D");
	rename_theme(w, delivery.id, "Aan de deur");
	check(w, "theme:levering", "SD");
	check(w, "theme:bez", "SD");
	merge_themes(w, app.id, delivery.id);
	check(w, "theme:app", "SND");
	check(w, "theme:levering", "SND");
	assert_int_equal(search(w, "theme:xyz").unknown.code, ERR_MISSING);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
	        CASE(a_theme_is_found_by_its_former_names),
	        CASE(words_are_found_in_all_their_forms),
	        CASE(filters_narrow_it_down),
	        CASE(what_filters_do_not_know_is_said),
	        CASE(hostile_words_are_words),
	        CASE(the_newest_come_first_and_are_counted_so_far),
	        CASE(effort_has_an_end_and_says_so),
	        CASE(withdrawn_answers_are_not_found),
	        CASE(what_is_logged_is_found_at_once),
	        CASE(a_metric_is_found_in_any_answer),
	        CASE(a_large_import_is_indexed_in_slices),
	        CASE(what_is_forgotten_leaves_the_index),
	        CASE(an_old_store_is_indexed_later),
	        CASE(reading_only_searches_too),
	        CASE(many_beginnings_are_cut_short),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
