/* YAML as a small tree with marks. Safe on hostile files: depth at most 64, 1 MB, 100,000 nodes, aliases,
 * anchors and tags refused, a key twice in one map refused, and so are hidden and control characters. Only
 * scalars, lists and maps with scalar keys. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct problems;

enum {
	YAML_MAX_BYTES = 1000000,
	YAML_MAX_NODES = 100000,
	YAML_MAX_DEPTH = 64,
};

enum yaml_kind {
	YAML_SCALAR,
	YAML_LIST,
	YAML_MAP,
};

struct yaml {
	enum yaml_kind kind;
	const char *file;
	int line, column; /* from 1 */
	const char *key; /* in a map, else NULL */
	int key_line, key_column;
	const char *text; /* of a scalar */
	bool plain; /* a scalar without quotes: may be null, a number or a truth value */
	struct yaml *first, *next; /* children; siblings */
	size_t count; /* of children */
	const struct yaml *parent; /* NULL at the root */
	size_t index; /* among its siblings, from 0 */
};

/* Parses one document (an empty one is an empty map). False after adding to `problems`. */
bool yaml_parse(struct arena *arena, const char *file, const char *bytes, size_t len,
        struct problems *problems, struct yaml **ret);
/* The child with that key, NULL when it is not there. */
const struct yaml *yaml_get(const struct yaml *map, const char *key);
/* True for a missing node and for a plain ~, null or empty scalar. */
bool yaml_is_null(const struct yaml *node);
/* Where `node` stands below `base` (NULL: the root): "steps[2].minutes"; "" for the base itself. */
char *yaml_path(struct arena *arena, const struct yaml *base, const struct yaml *node);
/* Adds a problem at `node`, with its path from the root. */
void yaml_problem(struct problems *problems, const struct yaml *node, const char *format, ...)
        __attribute__((format(printf, 3, 4)));
