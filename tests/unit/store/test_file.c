#include "file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>

struct room {
	struct arena *arena;
	char folder[64];
};

static int setup(void **state)
{
	struct arena *arena = arena_new(NULL);
	struct room *room = arena_new_of(arena, struct room);
	room->arena = arena;
	snprintf(room->folder, sizeof(room->folder), "/tmp/dagstart-file-XXXXXX");
	*state = room;
	return mkdtemp(room->folder) ? 0 : -1;
}

static int teardown(void **state)
{
	struct room *room = *state;
	char command[] = "abc";
	for (size_t i = 0; i < strlen(command); i++)
		unlink(arena_printf(room->arena, "%s/%c", room->folder, command[i]));
	rmdir(room->folder);
	arena_free(room->arena);
	return 0;
}

static void network_drives_are_told_by_their_type(void **state)
{
	(void)state;
	assert_true(file_system_is_network(0x6969)); /* NFS */
	assert_true(file_system_is_network((int32_t)0xFF534D42)); /* CIFS, where the type is signed */
	assert_true(file_system_is_network(0xFE534D42));
	assert_false(file_system_is_network(0xEF53)); /* ext4 */
	assert_false(file_system_is_network(0x01021994)); /* tmpfs */
	assert_false(file_system_is_network(0x65735546)); /* FUSE may be a disk of this machine */
	assert_false(file_system_is_network(0x01021997)); /* 9p */
	assert_false(file_system_is_network(0));
}

static void write_text(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void landing_replaces_only_when_told(void **state)
{
	struct room *room = *state;
	struct err err = {0};
	char *temp = NULL, text[8] = "";
	const char *path = arena_printf(room->arena, "%s/a", room->folder);
	assert_true(file_temp(room->arena, path, (gid_t)-1, &temp, &err));
	write_text(temp, "een");
	assert_true(file_land(temp, path, false, &err));
	assert_int_not_equal(access(temp, F_OK), 0);
	assert_true(file_temp(room->arena, path, (gid_t)-1, &temp, &err));
	write_text(temp, "twee");
	assert_false(file_land(temp, path, false, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_true(file_land(temp, path, true, &err));
	FILE *file = fopen(path, "re");
	assert_non_null(file);
	assert_non_null(fgets(text, sizeof(text), file));
	fclose(file);
	assert_string_equal(text, "twee");
}

static void temporary_files_are_private_whatever_the_umask(void **state)
{
	struct room *room = *state;
	struct err err = {0};
	struct stat st;
	char *temp = NULL, *other = NULL;
	const char *path = arena_printf(room->arena, "%s/a", room->folder);
	mode_t old = umask(0);
	assert_true(file_temp(room->arena, path, (gid_t)-1, &temp, &err));
	umask(0777);
	assert_true(file_temp(room->arena, path, (gid_t)-1, &other, &err));
	umask(old);
	assert_string_not_equal(temp, other);
	assert_int_equal(stat(temp, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(stat(other, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	file_temp_cleanup(&temp);
	file_temp_cleanup(&other);
	assert_int_not_equal(access(temp, F_OK), 0);
}

static void a_file_that_nobody_opened_is_not_held(void **state)
{
	struct room *room = *state;
	struct err err = {0};
	struct file_facts facts;
	const char *path = arena_printf(room->arena, "%s/b", room->folder);
	assert_true(file_look(path, &facts, &err));
	assert_false(facts.exists);
	write_text(path, "x");
	assert_true(file_look(path, &facts, &err));
	assert_true(facts.exists);
	assert_int_equal(facts.size, 1);
	assert_false(file_is_held(&facts));
	FILE *file = fopen(path, "r+e");
	assert_non_null(file);
	assert_int_equal(lockf(fileno(file), F_LOCK, 0), 0);
	assert_true(file_is_held(&facts));
	fclose(file);
	assert_false(file_is_held(&facts));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(network_drives_are_told_by_their_type),
	        cmocka_unit_test_setup_teardown(landing_replaces_only_when_told, setup, teardown),
	        cmocka_unit_test_setup_teardown(
	                temporary_files_are_private_whatever_the_umask, setup, teardown),
	        cmocka_unit_test_setup_teardown(a_file_that_nobody_opened_is_not_held, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
