/* What is kept between starts equals what is worked out anew, whatever happened to the store in between. */
#include "desk.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/random.h>
#include <dagstart/store/backup.h>
#include <dagstart/store/forget.h>
#include <dagstart/store/journal.h>
#include <dagstart/store/loops.h>
#include <dagstart/store/themes.h>

#include "internal.h"

enum { ROUNDS = 120, ROWS = 6, DAYS = 5 };

struct play {
	struct desk *desk;
	struct random dice;
	struct store *store; /* another program's */
	int row, day, found;
	bool is_looking; /* then nobody can put a copy back */
	const char *copy; /* of an earlier moment */
};

static const struct change change = {.origin = "other", .verb = "play"};

static void must(struct play *play, bool ok)
{
	if (!ok)
		fail_msg("%s", err_text(play->desk->arena, &play->desk->err));
}

static int64_t any_response(struct play *play)
{
	int64_t count = 0;
	int32_t day = 0;
	must(play, store_feedback_extent(play->store, &day, &count, &play->desk->err));
	return count ? 1 + random_below(&play->dice, (uint32_t)count) : 0;
}

static struct feedback words(struct play *play)
{
	static const char *const channels[] = {"chat", "mail", "winkel\nop zolder"},
	                         *const steps[] = {"delivery", "order"},
	                         *const themes[] = {"prijs", "levering", "app", "balie"};
	struct desk *desk = play->desk;
	double score = random_below(&play->dice, 11);
	return (struct feedback){.day = MONDAY - (int32_t)random_below(&play->dice, 40),
	        .mood = score <= 6   ? MOOD_PAIN
	                : score >= 9 ? MOOD_PRAISE
	                             : MOOD_NEUTRAL,
	        .comment = arena_printf(desk->arena, "woorden %d van iemand", ++play->row),
	        .customer = arena_printf(desk->arena, "Klant%d Achternaam%d", play->row, play->row),
	        .channel = channels[random_below(&play->dice, 3)],
	        .step = steps[random_below(&play->dice, 2)],
	        .answers = {{1, score}},
	        .answer_count = 1,
	        .themes = {themes[random_below(&play->dice, 4)]},
	        .theme_count = 1};
}

static void take_in(struct play *play)
{
	struct err *err = &play->desk->err;
	struct arena *arena = play->desk->arena;
	struct import *import = NULL;
	const struct import_source source = {
	        .name = arena_printf(arena, "f%d", play->row), .shape = "csv", .change = &change};
	int64_t batch = 0;
	must(play, store_import_begin(play->store, arena, &source, &import, err));
	for (int i = 0; i < ROWS; i++) {
		struct import_row row = {.feedback = words(play)};
		enum import_added added;
		row.row_bytes = arena_printf(arena, "row %d", play->row);
		row.row_len = strlen(row.row_bytes);
		must(play, store_import_add(import, &row, &added, err));
	}
	must(play, store_import_commit(import, 0, &batch, err));
}

/* Weeks enough for a verdict, and one step that the gate lets through. */
static void take_in_weeks(struct play *play)
{
	enum { WEEKS = 24, BAD_WEEKS = 9 };
	struct err *err = &play->desk->err;
	must(play, store_begin(play->store, &change, err));
	for (int i = 0; i < 4 * WEEKS; i++) {
		bool is_delivery = i % 2;
		double score = is_delivery && i / 4 >= WEEKS - BAD_WEEKS ? 2 : 9 + i / 2 % 2;
		struct feedback feedback = {.day = MONDAY - 7 * (WEEKS - i / 4) + i % 4,
		        .mood = MOOD_NEUTRAL,
		        .comment = "",
		        .customer = "",
		        .channel = "",
		        .step = is_delivery ? "delivery" : "order",
		        .answers = {{1, score}},
		        .answer_count = 1};
		must(play, store_put_feedback(play->store, &feedback, err));
	}
	must(play, store_commit(play->store, err));
}

/* Each within a transaction of the other program. */

static bool log_words(struct play *play)
{
	struct feedback feedback = words(play);
	return store_put_feedback(play->store, &feedback, &play->desk->err);
}

static bool withdraw(struct play *play)
{
	struct batch *batches = NULL;
	size_t count = 0;
	must(play, store_batches(play->store, play->desk->arena, &batches, &count, &play->desk->err));
	if (!count)
		return true;
	const struct batch *batch = &batches[random_below(&play->dice, (uint32_t)count)];
	return store_withdraw_batch(play->store, batch->id, !batch->withdrawn, &play->desk->err);
}

static bool hear(struct play *play)
{
	int64_t id = any_response(play);
	int32_t day = MONDAY - (int32_t)random_below(&play->dice, 40);
	return !id || store_put_heard(play->store, id, 1, day, &play->desk->err);
}

static bool take_on(struct play *play)
{
	struct loop loop = {.id = any_response(play),
	        .owner_id = 1,
	        .status = random_below(&play->dice, 2) ? LOOP_OWNED : LOOP_NOT_NEEDED,
	        .day = MONDAY,
	        .due_day = MONDAY + 2,
	        .said = "",
	        .reason = "al gebeld"};
	return !loop.id || store_put_loop(play->store, &loop, &play->desk->err);
}

static struct theme any_theme(struct play *play)
{
	struct theme *themes = NULL;
	size_t count = 0;
	must(play, store_themes(play->store, play->desk->arena, &themes, &count, &play->desk->err));
	return count ? themes[random_below(&play->dice, (uint32_t)count)] : (struct theme){0};
}

static bool rename_theme(struct play *play)
{
	struct theme theme = any_theme(play);
	const char *name = arena_printf(play->desk->arena, "%s %d", theme.name, play->row);
	return !theme.id || store_rename_theme(play->store, theme.id, name, &play->desk->err);
}

static bool merge_themes(struct play *play)
{
	struct theme from = any_theme(play), into = any_theme(play);
	int64_t answers = 0;
	return from.id == into.id ||
	       store_merge_themes(play->store, from.id, into.id, &answers, &play->desk->err);
}

static bool promise(struct play *play)
{
	struct action action = {
	        .text = "bel terug", .owner_id = 1, .created_day = MONDAY, .due_day = MONDAY + 3};
	return store_put_action(play->store, &action, &play->desk->err);
}

static bool finish(struct play *play)
{
	struct action action = {.text = "gebeld",
	        .owner_id = 1,
	        .created_day = MONDAY - 40,
	        .due_day = MONDAY,
	        .done_day = MONDAY - (int32_t)random_below(&play->dice, 40),
	        .status = ACTION_DONE};
	return store_put_action(play->store, &action, &play->desk->err);
}

/* One in two begins a new baseline. */
static bool decide(struct play *play)
{
	struct decision decision = {.text = "voortaan bellen",
	        .owner_id = 1,
	        .day = MONDAY - (int32_t)random_below(&play->dice, 60),
	        .rebase_metric = random_below(&play->dice, 2) ? "nps" : ""};
	return store_put_decision(play->store, &decision, &play->desk->err);
}

static void undo(struct play *play)
{
	struct err none = {0};
	struct journal_entry entry;
	bool undone = store_undo(play->store, play->desk->arena, &change, &entry, &none);
	bool redone = !random_below(&play->dice, 2) &&
	              store_redo(play->store, play->desk->arena, &change, &entry, &none);
	UNUSED(undone); /* there may be nothing to take back */
	UNUSED(redone);
}

static void forget(struct play *play)
{
	struct forget_report report;
	const struct forget_who who = {.feedback_id = any_response(play)};
	if (who.feedback_id)
		must(play, store_forget(
		                   play->store, play->desk->arena, &who, &change, &report, &play->desk->err));
}

static void open_other(struct play *play)
{
	const struct store_options options = {.path = play->desk->path, .clock = &play->desk->clock};
	must(play, store_open(play->desk->arena, &options, &play->store, &play->desk->err));
}

static void go_back(struct play *play)
{
	struct desk *desk = play->desk;
	bool has_copy = play->copy != NULL;
	if (play->is_looking)
		return;
	play->copy = arena_printf(desk->arena, "%s/copy", desk->folder);
	if (!has_copy) {
		must(play, store_backup(play->store, play->copy, true, NULL, &desk->err));
		return;
	}
	store_close(play->store);
	must(play, store_restore(desk->arena, play->copy, desk->path, NULL, NULL, &desk->err));
	open_other(play);
}

/* What changes nothing that is kept, but with the day and the settings other things are asked for. */
static void turn_a_knob(struct play *play)
{
	struct desk *desk = play->desk;
	play->day = (play->day + 1) % DAYS;
	desk->settings.voice.quiet_days = 20 + 10 * (int)random_below(&play->dice, 3);
	desk->settings.voice.window_days = 14 + 16 * (int)random_below(&play->dice, 2);
	must(play, clock_init(&desk->clock, arena_printf(desk->arena, "2026-03-%02dT09:00:00", 2 + play->day),
	                   &desk->err));
}

static void happen(struct play *play)
{
	static bool (*const puts[])(struct play *) = {
	        log_words, withdraw, hear, take_on, rename_theme, merge_themes, promise, finish, decide};
	static void (*const others[])(struct play *) = {take_in, undo, forget, go_back, turn_a_knob};
	size_t put_count = sizeof(puts) / sizeof(*puts), other_count = sizeof(others) / sizeof(*others);
	size_t which = random_below(&play->dice, (uint32_t)(put_count + other_count));
	if (which >= put_count) {
		others[which - put_count](play);
		return;
	}
	struct err *err = &play->desk->err;
	must(play, store_begin(play->store, &change, err));
	bool done = puts[which](play);
	/* what was withdrawn or merged away can't be spoken of */
	must(play, done || err->code == ERR_MISSING || err->code == ERR_REFUSED);
	if (done && random_below(&play->dice, 8))
		must(play, store_commit(play->store, err));
	else
		store_rollback(play->store);
}

static const char *steps(struct play *play, struct store *store)
{
	struct desk *desk = play->desk;
	CLEANUP(session_cleanup) struct session *session = NULL;
	struct problems problems = problems_new(desk->arena);
	const struct session_options options = {.store = store,
	        .settings = &desk->settings,
	        .clock = &desk->clock,
	        .seat = "here",
	        .holder = "here:1",
	        .language = "en"};
	must(play, session_open(desk->arena, &options, &session, &desk->err));
	assert_true(session_load_agenda(session, "daily", NULL, 0, &problems));
	must(play, session_preview(session, &desk->err));
	const char *opening = desk_sees(desk, session);
	desk_run(desk, session, "step.next", NULL);
	const char *voice = desk_sees(desk, session);
	desk_run(desk, session, "step.next", NULL);
	return arena_printf(desk->arena, "%s%s%s%s", opening, voice, desk_sees(desk, session),
	        desk_page(desk, session, "score", "metric", "nps", NULL));
}

/* A store from which all that was kept was taken away, for as long as it is looked at. */
static const char *worked_out(struct play *play, struct store *store)
{
	struct err *err = &play->desk->err;
	must(play, driver_begin(store->driver, err) && driver_script(store->driver, SQL_KEPT_DROP, err));
	const char *seen = steps(play, store);
	driver_rollback(store->driver);
	return seen;
}

static void look(struct play *play)
{
	struct desk *desk = play->desk;
	const struct store_options options = {
	        .path = desk->path, .clock = &desk->clock, .read_only = !random_below(&play->dice, 4)};
	CLEANUP(store_cleanup) struct store *store = NULL, *anew = NULL;
	const struct store_options writing = {.path = desk->path, .clock = &desk->clock};
	const char *kept = NULL;
	must(play, store_open(desk->arena, &options, &store, &desk->err) &&
	                   store_open(desk->arena, &writing, &anew, &desk->err) &&
	                   meta_text(store, desk->arena, "kept hearing", &kept, &desk->err));
	play->found += kept != NULL;
	assert_string_equal(steps(play, store), worked_out(play, anew));
	/* What it worked out goes along with something else, unless others were first. */
	play->is_looking = true;
	if (!random_below(&play->dice, 4))
		happen(play);
	play->is_looking = false;
	if (!options.read_only && random_below(&play->dice, 4))
		must(play, store_put_draft(store, "here", "screen", play->row % 2 ? "a" : "b", &desk->err));
}

static void kept_is_as_anew(void **state)
{
	struct desk *desk = *state;
	struct play play = {.desk = desk, .dice = random_seeded(11)};
	open_other(&play);
	take_in_weeks(&play);
	take_in(&play);
	assert_in(steps(&play, play.store), "most changed step: delivery");
	for (int i = 0; i < ROUNDS; i++) {
		look(&play);
		if (!random_below(&play.dice, 3))
			happen(&play);
	}
	assert_in_range(play.found, ROUNDS / 4, ROUNDS - 10);
	store_close(play.store);
	(void)unlink(arena_printf(desk->arena, "%s/copy", desk->folder));
	(void)unlink(arena_printf(desk->arena, "%s.before-restore", desk->path));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(kept_is_as_anew, desk_setup, desk_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
