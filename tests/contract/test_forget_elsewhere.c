/* Forgetting a customer beyond the answers: in the names of themes, channels and steps, in minutes that the
 * program wrote, and in the notes of whoever sits at the keyboard. */
#include <dagstart/store/forget.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/base/str.h>
#include <dagstart/store/own.h>
#include <dagstart/store/themes.h>

#include "contract.h"

static const char els[] = "Els Oudkerkdam";
static const char words[] = "Al drie weken wacht ik op mijn *zeegroene* kastdeurtjes";
static const char *const traces[] = {"Oudkerkdam", "oudkerkdam", "zeegroene", NULL};

static void row(struct arena *arena, size_t i, struct import_row *ret, const void *user)
{
	UNUSED(arena);
	UNUSED(i);
	UNUSED(user);
	ret->feedback.day = TODAY - 3;
	ret->feedback.customer = els;
	ret->feedback.comment = words;
	ret->feedback.channel = "Balie Els Oudkerkdam";
	ret->feedback.step = "Bezoek aan Els Oudkerkdam";
	ret->feedback.theme_count = 1;
	ret->feedback.themes[0] = "Zaak van Els Oudkerkdam";
}

static void take(struct world *w)
{
	import_rows(w, &(struct import_plan){.name = "f.csv", .rows = 1, .fill = row});
}

static struct forget_report forget(struct world *w, const struct forget_who *who)
{
	struct forget_report report;
	struct change change = anna;
	change.verb = "forget";
	OK(w, store_forget(w->store, w->arena, who, &change, &report, &w->err));
	return report;
}

static void names_of_lists_lose_it(void **state)
{
	struct world *w = *state;
	struct theme_entry theme;
	take(w);
	begin(w, &anna, "theme.rename");
	OK(w, store_rename_theme(w->store, 1, "Kastdeuren van Els Oudkerkdam", &w->err));
	commit(w);
	const struct forget_who who = {.words = els};
	forget(w, &who);
	world_reopen(w);
	assert_int_equal(world_holds(w, w->folder, traces), 0);
	OK(w, store_theme_by_id(w->store, w->arena, 1, &theme, &w->err));
	assert_string_equal(theme.name, "Kastdeuren van ▒▒▒▒▒▒ 1");
	OK(w, store_theme_by_name(w->store, w->arena, "KASTDEUREN van ▒▒▒▒▒▒ 1", &theme, &w->err));
	assert_int_equal(theme.id, 1);
	OK(w, store_verify(w->store, &w->err));
}

/* As Markdown writes them: marks behind backslashes, lines broken. */
static void minutes_lose_it(void **state)
{
	static const char before[] = "# Notulen\n\n- Els **Oudkerkdam** belt terug\n"
	                             "> Al drie weken wacht ik\n> op mijn \\*zeegroene\\* kastdeurtjes\n"
	                             "- Anna bakt taart\n";
	static const char quote[] = "Zij zei: al wat minder, maar\nAl drie weken wacht ik op\n"
	                            "mijn \\*zeegroene\\* kastdeurtjes\n- Anna bakt taart\n";
	struct world *w = *state;
	size_t len = 0;
	const char *named = world_path(w, "2026-03-02.md"), *quoted = world_path(w, "2026-03-01.md"),
	           *other = world_path(w, "2026-02-01.md");
	const char *texts[] = {named, quoted, other, world_path(w, "2020-01-01.md")};
	take(w);
	world_write(w, named, before, strlen(before));
	world_write(w, quoted, quote, strlen(quote));
	world_write(w, other, "Anna\n", 5);
	struct forget_report seen;
	const struct forget_who who = {.words = els, .texts = texts, .text_count = 4};
	OK(w, store_forget_look(w->store, w->arena, &who, &seen, &w->err));
	assert_int_equal(seen.file_count, 2);
	assert_memory_equal(world_bytes(w, named, &len), before, strlen(before));
	struct forget_report report = forget(w, &who);
	assert_int_equal(report.file_count, 2);
	assert_int_equal(report.failed_files, 0);
	assert_string_equal(report.files[0].path, named);
	assert_non_null(strstr(world_bytes(w, quoted, &len), "- Anna bakt taart\n"));
	assert_null(strstr(world_bytes(w, quoted, &len), "zeegroene"));
	assert_null(strstr(world_bytes(w, named, &len), "Oudkerkdam"));
	assert_string_equal(world_bytes(w, other, &len), "Anna\n");
	struct stat st;
	assert_int_equal(stat(named, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void a_link_in_the_place_of_minutes_is_not_followed(void **state)
{
	struct world *w = *state;
	size_t len = 0;
	const char *real = world_path(w, "real.txt"), *link = world_path(w, "2026-03-02.md");
	const char *texts[] = {link};
	take(w);
	world_write(w, real, els, strlen(els));
	assert_int_equal(symlink(real, link), 0);
	const struct forget_who who = {.words = els, .texts = texts, .text_count = 1};
	struct forget_report report = forget(w, &who);
	assert_int_equal(report.failed_files, 1);
	assert_int_not_equal(report.files[0].problem.code, ERR_NONE);
	assert_string_equal(world_bytes(w, real, &len), els);
}

static void own_notes_lose_it(void **state)
{
	struct world *w = *state;
	struct own_store *own = NULL;
	struct own_note *list;
	size_t count;
	const char *path = world_path(w, "eigen.dagstart");
	take(w);
	OK(w, own_store_open(w->arena, path, &own, &w->err));
	struct own_note mine = {.day = TODAY, .text = "Vraag Els Oudkerkdam hoe het ging"},
	                other = {.day = TODAY, .text = "Taart"};
	OK(w, own_put_note(own, &mine, &w->err));
	OK(w, own_put_note(own, &other, &w->err));
	own_store_close(own);
	struct forget_report seen;
	const struct forget_who who = {.words = els, .own_path = path};
	OK(w, store_forget_look(w->store, w->arena, &who, &seen, &w->err));
	assert_int_equal(seen.file_count, 1);
	assert_int_equal(seen.files[0].counts.texts, 1);
	struct forget_report report = forget(w, &who);
	assert_int_equal(report.file_count, 1);
	assert_int_equal(report.failed_files, 0);
	assert_int_equal(world_holds(w, w->folder, traces), 0);
	OK(w, own_store_open(w->arena, path, &own, &w->err));
	OK(w, own_notes(own, w->arena, &list, &count, &w->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[1].text, "Vraag ▒▒▒▒▒▒ hoe het ging");
	own_store_close(own);
}

/* None is made where there was none. */
static void no_own_store_is_made_for_it(void **state)
{
	struct world *w = *state;
	const char *path = world_path(w, "eigen.dagstart");
	take(w);
	const struct forget_who who = {.words = els, .own_path = path};
	assert_int_equal(forget(w, &who).file_count, 0);
	assert_int_not_equal(access(path, F_OK), 0);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
	        CASE(names_of_lists_lose_it),
	        CASE(minutes_lose_it),
	        CASE(a_link_in_the_place_of_minutes_is_not_followed),
	        CASE(own_notes_lose_it),
	        CASE(no_own_store_is_made_for_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
