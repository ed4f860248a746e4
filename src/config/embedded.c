#include <dagstart/config/embedded.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/config/yaml.h>

#include "packed.h"

const struct embedded *embedded_find(const char *name)
{
	for (const struct embedded *file = config_embedded; file->name; file++)
		if (streq(file->name, name))
			return file;
	return NULL;
}

static const struct packed *packed_find(const char *name)
{
	for (const struct packed *file = config_packed; file->name; file++)
		if (streq(file->name, name))
			return file;
	return NULL;
}

static void unpack_node(const struct packed *file, const struct packed_node *from, struct yaml *to)
{
	*to = (struct yaml){
	        .kind = (enum yaml_kind)from->kind,
	        .file = file->name,
	        .line = from->line,
	        .column = from->column,
	        .key = from->key ? file->texts + from->key : NULL,
	        .key_line = from->key_line,
	        .key_column = from->key_column,
	        .text = from->kind == YAML_SCALAR ? file->texts + from->text : NULL,
	        .plain = from->plain,
	        .count = from->count,
	};
}

/* Behind its parent, or behind the sibling before it. */
static void join(struct yaml *parent, struct yaml *before, struct yaml *node)
{
	node->parent = parent;
	node->index = before ? before->index + 1 : 0;
	*(before ? &before->next : &parent->first) = node;
}

static struct yaml *unpack(struct arena *arena, const struct packed *file)
{
	struct level {
		struct yaml *node, *last;
	} levels[YAML_MAX_DEPTH + 1];
	size_t depth = 0;
	struct yaml *nodes = arena_array_of(arena, struct yaml, file->count);
	for (size_t i = 0; i < file->count; i++) {
		struct yaml *node = &nodes[i];
		unpack_node(file, &file->nodes[i], node);
		while (depth > 0 && levels[depth - 1].last &&
		        levels[depth - 1].last->index + 1 == levels[depth - 1].node->count)
			depth--;
		if (depth > 0) {
			join(levels[depth - 1].node, levels[depth - 1].last, node);
			levels[depth - 1].last = node;
		}
		if (node->count > 0)
			levels[depth++] = (struct level){.node = node};
	}
	return nodes;
}

const struct yaml *embedded_tree(struct arena *arena, const char *name)
{
	const struct packed *file = packed_find(name);
	return file ? unpack(arena, file) : NULL;
}
