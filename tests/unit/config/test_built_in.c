/* The files that are compiled into the program. */
#include "fixture.h"

#include <dagstart/base/err.h>
#include <dagstart/config/embedded.h>
#include <dagstart/config/settings.h>

static void all_built_in_yaml_is_good(void **state)
{
	struct fixture *f = *state;
	size_t seen = 0;
	for (const struct embedded *file = config_embedded; file->name; file++) {
		struct yaml *tree;
		size_t len = strlen(file->name);
		assert_ptr_equal(embedded_find(file->name), file);
		assert_null(strstr(file->name, "config/"));
		if (len < 5 || strcmp(file->name + len - 5, ".yaml") != 0)
			continue;
		assert_true(yaml_parse(f->arena, file->name, file->bytes, file->size, &f->problems, &tree));
		assert_true(tree->count > 0);
		seen++;
	}
	assert_none(f);
	assert_true(seen >= 7);
	assert_null(embedded_find("none.yaml"));
}

/* What was read at build time is what the parser makes of the bytes now. */
static void assert_same_tree(const struct yaml *a, const struct yaml *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_string_equal(a->file, b->file);
	assert_int_equal(a->line, b->line);
	assert_int_equal(a->column, b->column);
	assert_int_equal(a->key_line, b->key_line);
	assert_int_equal(a->key_column, b->key_column);
	assert_int_equal(a->plain, b->plain);
	assert_int_equal(a->count, b->count);
	assert_int_equal(a->index, b->index);
	assert_string_equal(a->key ? a->key : "(none)", b->key ? b->key : "(none)");
	assert_string_equal(a->text ? a->text : "(none)", b->text ? b->text : "(none)");
	assert_int_equal(!a->next, !b->next);
	const struct yaml *other = b->first;
	for (const struct yaml *child = a->first; child; child = child->next, other = other->next) {
		assert_ptr_equal(child->parent, a);
		assert_non_null(other);
		assert_same_tree(child, other);
	}
	assert_null(other);
}

static void built_in_trees_are_as_parsed(void **state)
{
	struct fixture *f = *state;
	size_t seen = 0;
	for (const struct embedded *file = config_embedded; file->name; file++) {
		const struct yaml *packed = embedded_tree(f->arena, file->name);
		struct yaml *parsed;
		if (!strstr(file->name, ".yaml")) {
			assert_null(packed);
			continue;
		}
		assert_true(yaml_parse(f->arena, file->name, file->bytes, file->size, &f->problems, &parsed));
		assert_non_null(packed);
		assert_null(packed->parent);
		assert_same_tree(packed, parsed);
		seen++;
	}
	assert_true(seen >= 7);
	assert_null(embedded_tree(f->arena, "none.yaml"));
}

static void agendas_add_up(void **state)
{
	struct fixture *f = *state;
	static const char *const names[] = {"agendas/daily.yaml", "agendas/weekly.yaml"};
	static const size_t counts[] = {8, 14};
	for (size_t i = 0; i < 2; i++) {
		const struct yaml *agenda = embedded_tree(f->arena, names[i]);
		double sum = 0;
		double planned = 0;
		bool voice = false;
		const struct yaml *steps = yaml_get(agenda, "steps");
		for (const struct yaml *step = steps->first; step; step = step->next) {
			double minutes;
			assert_true(str_to_double(yaml_get(step, "minutes")->text, &minutes));
			voice = voice || streq(yaml_get(step, "step")->text, "voice");
			sum += minutes;
		}
		assert_int_equal(steps->count, counts[i]);
		assert_true(voice);
		assert_true(str_to_double(yaml_get(agenda, "minutes")->text, &planned));
		assert_true(sum == planned);
	}
}

static void themes_name_every_role(void **state)
{
	struct fixture *f = *state;
	static const char *const names[] = {
	        "themes/dark.yaml", "themes/light.yaml", "themes/mono.yaml", "themes/colour-blind.yaml"};
	static const char *const roles[] = {
	        "title", "text", "quiet", "accent", "good", "watch", "bad", "selected", "input"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct yaml *looks = yaml_get(embedded_tree(f->arena, names[i]), "roles");
		assert_int_equal(looks->count, 9);
		for (size_t r = 0; r < 9; r++)
			assert_non_null(yaml_get(yaml_get(looks, roles[r]), "fg"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(all_built_in_yaml_is_good),
	        TEST(built_in_trees_are_as_parsed),
	        TEST(agendas_add_up),
	        TEST(themes_name_every_role),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
