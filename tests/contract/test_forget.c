/* Forgetting a customer: nothing of it is left in any byte of any file, and the totals stay. */
#include <dagstart/store/forget.h>

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dagstart/base/str.h>
#include <dagstart/store/backup.h>
#include <dagstart/store/search.h>

#include "contract.h"

static const char words_of_els[] =
        "Al drie weken \"wacht\" ik op mijn zeegroene kastdeurtjes, mail els@voorbeeld.nl";
static const char name_of_els[] = "Els Oudkerkdam";
/* What must not be found in any file. */
static const char *const traces[] = {"Oudkerkdam", "oudkerkdam", "zeegroene", "zegroen", "kastdeurtjes",
        "kastdeur", "els@voorbeeld", "drie weken", "R-4711-els", NULL};

struct person {
	const char *customer, *comment, *id;
	double score;
};
struct people {
	int64_t metric_id;
	const struct person *items;
	const char *const *bytes; /* of the rows; NULL: all that is in them */
};

static void person_row(struct arena *arena, size_t i, struct import_row *row, const void *user)
{
	const struct people *people = user;
	const struct person *p = &people->items[i];
	row->row_bytes = people->bytes ? people->bytes[i]
	                               : arena_printf(arena, "%s;%s;%g", p->customer, p->comment, p->score);
	row->row_len = strlen(row->row_bytes);
	row->external_id = p->id;
	row->feedback.day = TODAY - 3;
	row->feedback.customer = p->customer;
	row->feedback.comment = p->comment;
	row->feedback.answers[0] = (struct answer){people->metric_id, p->score};
	row->feedback.answer_count = 1;
}

static const struct person persons[] = {
        {"Els Oudkerkdam", words_of_els, "R-4711-els", 2},
        {"Piet Bakker", "De bezorger wachtte netjes op mij", "R-2", 9},
        {"", "Groeten van Els OUDKERKDAM, nu is alles goed", "R-3", 8},
};
enum { PERSONS = 3, ELS = 1, PIET = 2 };

static struct import_result take_persons(struct world *w, int64_t metric_id)
{
	const struct people people = {metric_id, persons, NULL};
	return import_rows(w, &(struct import_plan){.name = "f.csv",
	                              .shape = "csv",
	                              .rows = PERSONS,
	                              .fill = person_row,
	                              .user = &people});
}

static int64_t act(struct world *w)
{
	struct action action = {.text = "Els Oudkerkdam terugbellen",
	        .created_day = TODAY,
	        .due_day = TODAY + 7,
	        .blocked_by = "",
	        .source = {'F', ELS},
	        .source_text = words_of_els,
	        .effect = "zij weet van de zeegroene kastdeurtjes, mail els@voorbeeld.nl",
	        .forecast_metric = "",
	        .forecast_theme = "",
	        .forecast_step = "",
	        .forecast_change = (double)NAN};
	return add_moved_action(w, action);
}

static void note_it(struct world *w)
{
	struct note note = {.text = "Zei ook: drie weken \"wacht\" ik op mijn zeegroene kastdeurtjes",
	        .day = TODAY,
	        .source_text = ""};
	begin(w, &anna, "note.add");
	OK(w, store_put_note(w->store, &note, &w->err));
	commit(w);
	OK(w, store_put_draft(w->store, "anna@room", "form", "text=bel Els Oudkerkdam", &w->err));
}

/* A store in which much speaks of her, and a copy of each kind. */
static int64_t furnish(struct world *w)
{
	int64_t metric_id = add_nps(w).id;
	bool made = false;
	take_persons(w, metric_id);
	act(w);
	note_it(w);
	OK(w, store_backup_daily(w->store, TODAY, &made, &w->err));
	assert_true(made);
	OK(w, store_backup(w->store, world_path(w, "team.dagstart.before-restore"), false, NULL, &w->err));
	return metric_id;
}

static struct forget_report forget(struct world *w, const char *words, int64_t id)
{
	struct forget_report report;
	const struct forget_who who = {.words = words, .feedback_id = id};
	struct change change = anna;
	change.verb = "forget";
	OK(w, store_forget(w->store, w->arena, &who, &change, &report, &w->err));
	return report;
}

static double total(struct world *w, int64_t metric_id, int64_t *ret_n)
{
	struct tally tally;
	const struct tally_query query = {.metric_id = metric_id};
	OK(w, store_tally(w->store, &query, &tally, &w->err));
	*ret_n = tally.n;
	return tally.sum;
}

static void no_byte_is_left_in_any_file(void **state)
{
	struct world *w = *state;
	int64_t before = 0, after = 0, metric_id = furnish(w);
	double sum = total(w, metric_id, &before);
	assert_true(world_holds(w, w->folder, traces) > 0);
	struct forget_report report = forget(w, name_of_els, 0);
	assert_int_equal(report.counts.responses, 2);
	assert_int_equal(report.name_count, 1);
	assert_string_equal(report.names[0], name_of_els);
	assert_true(report.counts.texts >= 2);
	assert_true(report.counts.entries >= 4);
	assert_int_equal(report.counts.drafts, 1);
	assert_int_equal(report.copy_count, 2);
	assert_int_equal(report.failed_copies, 0);
	assert_false(report.is_blocked);
	/* while it is open, with its log */
	assert_int_equal(world_holds(w, w->folder, traces), 0);
	world_reopen(w);
	assert_int_equal(world_holds(w, w->folder, traces), 0);
	assert_true(total(w, metric_id, &after) == sum);
	assert_int_equal(after, before);
	OK(w, store_verify(w->store, &w->err));
	struct feedback piet;
	OK(w, store_feedback_by_id(w->store, w->arena, PIET, &piet, &w->err));
	assert_string_equal(piet.customer, "Piet Bakker");
	assert_string_equal(piet.comment, persons[1].comment);
}

static void looking_erases_nothing_and_counts_the_same(void **state)
{
	struct world *w = *state;
	struct forget_report seen;
	furnish(w);
	int hits = world_holds(w, w->folder, traces);
	const struct forget_who who = {.words = name_of_els};
	OK(w, store_forget_look(w->store, w->arena, &who, &seen, &w->err));
	assert_int_equal(world_holds(w, w->folder, traces), hits);
	struct forget_report done = forget(w, name_of_els, 0);
	assert_memory_equal(&seen.counts, &done.counts, sizeof(done.counts));
	assert_int_equal(seen.copy_count, done.copy_count);
}

static void an_id_means_all_under_its_name(void **state)
{
	struct world *w = *state;
	furnish(w);
	struct forget_report report = forget(w, "", ELS);
	assert_int_equal(report.counts.responses, 1);
	assert_int_equal(report.copies[0].counts.responses, 1);
	struct feedback third;
	OK(w, store_feedback_by_id(w->store, w->arena, 3, &third, &w->err));
	assert_string_equal(third.comment, persons[2].comment);
	const struct forget_who who = {.feedback_id = 999};
	REFUSED(w, store_forget_look(w->store, w->arena, &who, &report, &w->err), ERR_MISSING);
}

static void an_address_finds_the_customer(void **state)
{
	struct world *w = *state;
	furnish(w);
	assert_int_equal(forget(w, "ELS@voorbeeld.nl", 0).counts.responses, 1);
	assert_int_equal(forget(w, "ELS@voorbeeld.nl", 0).counts.responses, 0);
}

static void too_few_words_are_refused(void **state)
{
	struct world *w = *state;
	struct forget_report report;
	const struct forget_who little = {.words = "el"}, nobody = {.words = ""};
	REFUSED(w, store_forget_look(w->store, w->arena, &little, &report, &w->err), ERR_USAGE);
	REFUSED(w, store_forget_look(w->store, w->arena, &nobody, &report, &w->err), ERR_USAGE);
}

static void the_same_file_again_brings_nobody_back(void **state)
{
	struct world *w = *state;
	int64_t metric_id = furnish(w);
	forget(w, name_of_els, 0);
	struct import_result again = take_persons(w, metric_id);
	assert_int_equal(again.added, 0);
	assert_int_equal(again.duplicates, PERSONS);
	assert_int_equal(world_holds(w, w->folder, traces), 0);
}

/* It can't be taken back itself, and what is taken back before it says no word. */
static void undo_brings_nothing_back(void **state)
{
	struct world *w = *state;
	struct journal_entry entry;
	furnish(w);
	forget(w, name_of_els, 0);
	struct journal_entry *entries;
	size_t count;
	const struct journal_query newest = {.limit = 1};
	OK(w, store_history(w->store, w->arena, &newest, &entries, &count, &w->err));
	assert_string_equal(entries[0].verb, "forget");
	assert_string_equal(entries[0].origin, anna.origin);
	assert_string_equal(entries[0].before, "{}");
	assert_string_equal(entries[0].after, "{}");
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	assert_string_equal(entry.verb, "note.add");
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	assert_string_equal(entry.verb, "action.move");
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	OK(w, store_redo(w->store, w->arena, &anna, &entry, &w->err));
	world_reopen(w);
	assert_int_equal(world_holds(w, w->folder, traces), 0);
}

static void the_index_finds_it_no_more(void **state)
{
	struct world *w = *state;
	struct search_query query;
	struct search_found found;
	furnish(w);
	forget(w, name_of_els, 0);
	search_parse(w->arena, "zeegroene", TODAY, &query);
	OK(w, store_search(w->store, w->arena, &query, &(struct search_limits){0}, &found, &w->err));
	assert_int_equal(found.count, 0);
	search_parse(w->arena, "bezorger", TODAY, &query);
	OK(w, store_search(w->store, w->arena, &query, &(struct search_limits){0}, &found, &w->err));
	assert_int_equal(found.count, 1);
}

static void a_reader_holds_the_log_and_is_waited_for(void **state)
{
	struct world *w = *state;
	bool is_open = true;
	furnish(w);
	struct store *reader = world_open(w, w->path);
	struct feedback seen;
	store_read_begin(reader);
	OK(w, store_feedback_by_id(reader, w->arena, ELS, &seen, &w->err));
	struct forget_report report = forget(w, name_of_els, 0);
	assert_true(report.is_blocked);
	assert_int_equal(report.failed_copies, 0);
	OK(w, store_forget_is_open(w->store, &is_open, &w->err));
	assert_true(is_open);
	store_read_end(reader);
	store_close(reader);
	OK(w, store_forget_finish(w->store, &report, &w->err));
	assert_false(report.is_blocked);
	OK(w, store_forget_is_open(w->store, &is_open, &w->err));
	assert_false(is_open);
	assert_int_equal(world_holds(w, w->folder, traces), 0);
}

/* A copy of the day that another program makes meanwhile gets its name only after the store was erased. */
static void a_copy_in_the_making_is_waited_for(void **state)
{
	struct world *w = *state;
	furnish(w);
	const char *folder = world_path(w, "team.dagstart.backups");
	const char *temp = arena_printf(w->arena, "%s/.2026-03-01.dagstart.0123456789abcdef.tmp", folder);
	OK(w, store_backup(w->store, temp, false, NULL, &w->err));
	pid_t child = fork();
	if (child == 0) {
		usleep(1000000);
		_exit(rename(temp, arena_printf(w->arena, "%s/2026-03-01.dagstart", folder)) != 0);
	}
	struct forget_report report = forget(w, name_of_els, 0);
	int status = -1;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(report.copy_count, 3);
	assert_int_equal(world_holds(w, w->folder, traces), 0);
}

/* What a kill left of a copy goes. */
static void an_unfinished_copy_goes(void **state)
{
	struct world *w = *state;
	furnish(w);
	const char *temp = world_path(w, "team.dagstart.backups/.2026-03-01.dagstart.0123456789abcdef.tmp");
	OK(w, store_backup(w->store, temp, false, NULL, &w->err));
	assert_int_equal(forget(w, name_of_els, 0).copy_count, 2);
	assert_int_not_equal(access(temp, F_OK), 0);
	assert_int_equal(world_holds(w, w->folder, traces), 0);
}

static void a_damaged_copy_is_named_and_the_rest_erased(void **state)
{
	struct world *w = *state;
	furnish(w);
	world_write(w, world_path(w, "team.dagstart.before-restore"), "no store", 8);
	struct forget_report report = forget(w, name_of_els, 0);
	assert_int_equal(report.copy_count, 2);
	assert_int_equal(report.failed_copies, 1);
	assert_int_equal(report.copies[1].problem.code, ERR_DAMAGED);
	assert_int_equal(world_holds(w, w->folder, traces), 0);
}

static void reading_only_forgets_nothing(void **state)
{
	struct world *w = *state;
	struct forget_report report;
	furnish(w);
	CLEANUP(store_cleanup) struct store *reader = NULL;
	const struct store_options options = {.path = w->path, .read_only = true, .clock = &w->clock};
	OK(w, store_open(w->arena, &options, &reader, &w->err));
	const struct forget_who who = {.words = name_of_els};
	int hits = world_holds(w, world_path(w, "team.dagstart.backups"), traces);
	REFUSED(w, store_forget(reader, w->arena, &who, &anna, &report, &w->err), ERR_READONLY);
	assert_int_equal(world_holds(w, world_path(w, "team.dagstart.backups"), traces), hits);
}

/* Many rows, so that the engine moves what stands between them. */
static void a_full_file_keeps_no_remains(void **state)
{
	struct world *w = *state;
	enum { MANY = 600 };
	struct person *many = arena_array_of(w->arena, struct person, MANY);
	const struct people people = {add_nps(w).id, many, NULL};
	for (size_t i = 0; i < MANY; i++)
		many[i] = (struct person){i % 3 ? "Iemand" : name_of_els,
		        arena_printf(
		                w->arena, "%zu %s", i, i % 3 ? "gewone woorden van een ander" : words_of_els),
		        arena_printf(w->arena, "R%zu", i), 5};
	import_rows(w,
	        &(struct import_plan){
	                .name = "f.csv", .shape = "csv", .rows = MANY, .fill = person_row, .user = &people});
	for (int i = 0; i < 40; i++)
		act(w);
	assert_int_equal(forget(w, name_of_els, 0).counts.responses, MANY / 3);
	assert_int_equal(world_holds(w, w->folder, traces), 0);
}

/* A file that came in with names, and again without; and the other way round. */
/* Rows go first, remains after them: on a disk that fills up in between it is told what was done. */
static void a_full_disk_is_told_and_the_rest_comes_later(void **state)
{
	struct world *w = *state;
	struct rlimit old;
	size_t len = 0;
	furnish(w);
	world_reopen(w);
	world_bytes(w, w->path, &len);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	void (*was)(int) = signal(SIGXFSZ, SIG_IGN);
	struct rlimit small = {.rlim_cur = (rlim_t)len - 1, .rlim_max = old.rlim_max};
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	struct forget_report report = forget(w, name_of_els, 0);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	signal(SIGXFSZ, was);
	assert_int_equal(report.counts.responses, 2);
	assert_int_not_equal(report.unfinished.code, ERR_NONE);
	bool open = false;
	OK(w, store_forget_is_open(w->store, &open, &w->err));
	assert_true(open);
	OK(w, store_forget_finish(w->store, &report, &w->err));
	assert_int_equal(forget(w, name_of_els, 0).counts.responses, 0);
	assert_int_equal(world_holds(w, w->folder, traces), 0);
}

static void names_that_are_not_kept_make_no_new_rows(void **state)
{
	struct world *w = *state;
	int64_t metric_id = add_nps(w).id;
	static const struct person with[] = {{"Els Oudkerkdam", "Ik ben Els Oudkerkdam", "", 3},
	        {"", "Groet, ▒▒▒▒▒▒", "", 4}},
	                           without[] = {
	                                   {"", "Ik ben ▒▒▒▒▒▒", "", 3}, {"Bo Bos", "Groet, Bo Bos", "", 4}};
	static const char *const bytes[] = {"row one", "row two"};
	struct people people = {metric_id, with, bytes};
	struct import_plan plan = {
	        .name = "f.csv", .shape = "csv", .rows = 2, .fill = person_row, .user = &people};
	assert_int_equal(import_rows(w, &plan).added, 2);
	people.items = without;
	assert_int_equal(import_rows(w, &plan).duplicates, 2);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
	        CASE(no_byte_is_left_in_any_file),
	        CASE(looking_erases_nothing_and_counts_the_same),
	        CASE(an_id_means_all_under_its_name),
	        CASE(an_address_finds_the_customer),
	        CASE(too_few_words_are_refused),
	        CASE(the_same_file_again_brings_nobody_back),
	        CASE(undo_brings_nothing_back),
	        CASE(the_index_finds_it_no_more),
	        CASE(a_reader_holds_the_log_and_is_waited_for),
	        CASE(a_copy_in_the_making_is_waited_for),
	        CASE(an_unfinished_copy_goes),
	        CASE(a_damaged_copy_is_named_and_the_rest_erased),
	        CASE(reading_only_forgets_nothing),
	        CASE(a_full_file_keeps_no_remains),
	        CASE(a_full_disk_is_told_and_the_rest_comes_later),
	        CASE(names_that_are_not_kept_make_no_new_rows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
