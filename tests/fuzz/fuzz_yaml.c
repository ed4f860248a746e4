/* Any bytes as a configuration: read, walked, laid over a struct; every complaint has its place. */
#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/text.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/schema.h>
#include <dagstart/config/settings.h>
#include <dagstart/config/yaml.h>

#include "fuzz.h"

static size_t walk(struct arena *arena, const struct yaml *node, int depth)
{
	MUST(depth <= YAML_MAX_DEPTH);
	MUST(node->line >= 1 && node->column >= 1);
	MUST((node->kind == YAML_SCALAR) == (node->text != NULL));
	MUST(node->kind != YAML_SCALAR || (!node->first && node->count == 0));
	const char *path = yaml_path(arena, NULL, node);
	MUST(text_is_utf8(path, strlen(path)));
	size_t nodes = 1, count = 0;
	for (const struct yaml *child = node->first; child; child = child->next, count++) {
		MUST(child->parent == node && child->index == count);
		MUST((child->key != NULL) == (node->kind == YAML_MAP));
		MUST(!child->key || yaml_get(node, child->key) == child);
		nodes += walk(arena, child, depth + 1);
	}
	MUST(count == node->count);
	return nodes;
}

static void check_problems(struct arena *arena, const struct problems *problems)
{
	MUST(problems->count <= PROBLEMS_KEPT);
	MUST(problems_total(problems) == problems->count + problems->dropped);
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *problem = &problems->items[i];
		MUST(problem->line >= 0 && problem->column >= 0);
		MUST(problem->expected && problem->expected[0]);
		fuzz_must_show(problem_text(arena, problem), false);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct problems problems = problems_new(arena);
	struct yaml *root = NULL;
	bool read = yaml_parse(arena, "team.yaml", (const char *)data, size, &problems, &root);
	MUST(read == (problems_total(&problems) == 0));
	if (read) {
		MUST(root && walk(arena, root, 1) <= YAML_MAX_NODES);
		struct settings settings = {0};
		schema_blank(settings_schema, &settings);
		bool fits = schema_load(arena, settings_schema, root, &settings, "", &problems);
		MUST(fits == (problems_total(&problems) == 0));
	}
	check_problems(arena, &problems);
	return 0;
}
