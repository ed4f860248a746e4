#include "fixture.h"

#include <dagstart/base/path.h>

static void a_path_has_a_folder_and_a_name(void **state)
{
	static const struct {
		const char *path, *folder, *name;
	} rows[] = {
	        {"a/b.csv", "a", "b.csv"},
	        {"a/b/c", "a/b", "c"},
	        {"b.csv", ".", "b.csv"},
	        {"/b.csv", "/", "b.csv"},
	        {"/", "/", ""},
	        {"a//b", "a", "b"},
	        {"a/", ".", ""},
	        {"", ".", ""},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_string_equal(path_folder(*state, rows[i].path), rows[i].folder);
		assert_string_equal(path_name(rows[i].path), rows[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(a_path_has_a_folder_and_a_name)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
