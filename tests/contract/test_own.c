/* A person's own store. */
#include <dagstart/store/own.h>

#include <string.h>
#include <sys/stat.h>

#include "contract.h"

static void notes_are_kept_changed_and_deleted(void **state)
{
	struct world *w = *state;
	struct own_store *own = NULL;
	struct own_note *list;
	size_t count;
	const char *path = world_path(w, "eigen/notes.dagstart");
	OK(w, own_store_open(w->arena, path, &own, &w->err));
	struct own_note first = {.goal_id = 3, .day = TODAY - 1, .text = "gesprek"};
	struct own_note second = {.day = TODAY, .text = "later"};
	OK(w, own_put_note(own, &first, &w->err));
	OK(w, own_put_note(own, &second, &w->err));
	own_store_close(own);
	OK(w, own_store_open(w->arena, path, &own, &w->err));
	OK(w, own_notes(own, w->arena, &list, &count, &w->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].text, "later");
	assert_int_equal(list[1].goal_id, 3);
	first.text = "gesprek, vervolg";
	OK(w, own_put_note(own, &first, &w->err));
	struct own_note gone = {.id = second.id + 1, .text = "x"}, empty = {.text = ""};
	REFUSED(w, own_put_note(own, &gone, &w->err), ERR_MISSING);
	REFUSED(w, own_put_note(own, &empty, &w->err), ERR_REFUSED);
	OK(w, own_notes(own, w->arena, &list, &count, &w->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[1].text, "gesprek, vervolg");
	own_store_close(own);
	own_store_close(NULL);
}

static void nobody_else_reads_it_and_it_is_no_team_store(void **state)
{
	struct world *w = *state;
	struct own_store *own = NULL;
	struct stat st;
	const char *path = world_path(w, "notes.dagstart");
	OK(w, own_store_open(w->arena, path, &own, &w->err));
	own_store_close(own);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	REFUSED(w, own_store_open(w->arena, w->path, &own, &w->err), ERR_DAMAGED);
	struct store *store = NULL;
	REFUSED(w, store_open(w->arena, &(struct store_options){.path = path}, &store, &w->err), ERR_DAMAGED);
	assert_int_equal(chmod(path, 0640), 0);
	REFUSED(w, own_store_open(w->arena, path, &own, &w->err), ERR_DAMAGED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(notes_are_kept_changed_and_deleted),
	        TEST(nobody_else_reads_it_and_it_is_no_team_store),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
