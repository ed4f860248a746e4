/* An arena for each test, and a document in the bytes of a format. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/render/render.h>

static inline int setup(void **state)
{
	*state = arena_new(NULL);
	return 0;
}

static inline int teardown(void **state)
{
	*state = arena_free(*state);
	return 0;
}

static inline const char *rendered(
        struct arena *arena, enum render_format format, const struct doc_node *node)
{
	struct str out = str_new(arena);
	render(format, node, NULL, &out);
	assert_int_equal(strlen(out.text), out.len);
	return out.text;
}

static const struct doc_column two_columns[] = {
        {.key = "a", .title = "A"}, {.key = "b", .title = "B", .weight = 1, .wrap = true}};

static inline struct doc doc_with_cell(struct arena *arena, const char *text)
{
	struct doc doc = doc_new(arena);
	struct doc_node *table = doc_table(&doc, doc.root, "t", two_columns, 2);
	doc_cell(&doc, doc_row(&doc, table, (struct ref){0}), text);
	return doc;
}

static inline json_t *json_of(struct arena *arena, const struct doc *doc)
{
	json_error_t error;
	const char *text = rendered(arena, RENDER_JSON, doc->root);
	json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	if (!json)
		fail_msg("%s in %s", error.text, text);
	return json;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
