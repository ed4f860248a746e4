/* Every sample in every format, compared with the file of the same stem beside this one. UPDATE_GOLDEN=1
 * writes the files instead; look at the difference before you commit it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/render/render.h>

#include "samples.h"

static const struct variant {
	const char *extension;
	enum render_format format;
	bool ascii;
} variants[] = {
        {"txt", RENDER_TEXT, false},
        {"ascii", RENDER_TEXT, true},
        {"md", RENDER_MARKDOWN, false},
        {"html", RENDER_HTML, false},
        {"json", RENDER_JSON, false},
        {"csv", RENDER_CSV, false},
        {"tree", RENDER_TREE, false},
};

static void write_file(const char *path, const struct str *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(text->text, 1, text->len, file), text->len);
	assert_int_equal(fclose(file), 0);
}

static const char *read_file(struct arena *arena, const char *path)
{
	struct str text = str_new(arena);
	FILE *file = fopen(path, "r");
	if (!file)
		fail_msg("%s is missing", path);
	char block[4096];
	for (size_t n = 0; (n = fread(block, 1, sizeof(block), file)) > 0;)
		str_add_bytes(&text, block, n);
	fclose(file);
	return text.text;
}

/* The first line that differs says more than two whole pages. */
static void assert_same(const char *path, const char *expected, const char *actual)
{
	for (int line = 1; strcmp(expected, actual) != 0; line++) {
		size_t a = strcspn(expected, "\n"), b = strcspn(actual, "\n");
		if (a != b || strncmp(expected, actual, a) != 0 || !expected[a])
			fail_msg("%s:%d:\n  expected: %.*s\n  actual:   %.*s", path, line, (int)a, expected,
			        (int)b, actual);
		expected += a + 1;
		actual += b + 1;
	}
}

static void compare(struct arena *arena, const struct sample *sample, const struct variant *variant)
{
	struct doc doc = sample->build(arena);
	struct str out = str_new(arena);
	const struct render_options options = {.ascii = variant->ascii, .language = "en"};
	render(variant->format, doc.root, &options, &out);
	const char *path = arena_printf(arena, "%s/%s.%s", GOLDEN_FOLDER, sample->name, variant->extension);
	if (getenv("UPDATE_GOLDEN"))
		write_file(path, &out);
	else
		assert_same(path, read_file(arena, path), out.text);
}

static void test_sample(void **state)
{
	struct arena *arena = arena_new(NULL);
	for (size_t i = 0; i < sizeof(variants) / sizeof(variants[0]); i++)
		compare(arena, *state, &variants[i]);
	arena_free(arena);
}

int main(void)
{
	struct CMUnitTest tests[8] = {0};
	assert_true(sample_count <= sizeof(tests) / sizeof(tests[0]));
	for (size_t i = 0; i < sample_count; i++)
		tests[i] = (struct CMUnitTest){.name = samples[i].name,
		        .test_func = test_sample,
		        .initial_state = (void *)(uintptr_t)&samples[i]};
	return _cmocka_run_group_tests("golden", tests, sample_count, NULL, NULL);
}
