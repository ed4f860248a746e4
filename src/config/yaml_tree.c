#include <dagstart/config/yaml.h>

#include <stdarg.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/config/problems.h>

const struct yaml *yaml_get(const struct yaml *map, const char *key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (const struct yaml *child = map->first; child; child = child->next)
		if (streq(child->key, key))
			return child;
	return NULL;
}

bool yaml_is_null(const struct yaml *node)
{
	if (!node)
		return true;
	if (node->kind != YAML_SCALAR || !node->plain)
		return false;
	return *node->text == '\0' || streq(node->text, "~") || streq(node->text, "null");
}

/* A caller may have taken a map apart and load copies of it: they stand where the first one stood. */
static bool is_same(const struct yaml *a, const struct yaml *b)
{
	return a == b || (b && a->kind == b->kind && a->kind != YAML_SCALAR && a->line == b->line &&
	                         a->column == b->column && streq(a->file, b->file));
}

char *yaml_path(struct arena *arena, const struct yaml *base, const struct yaml *node)
{
	const struct yaml *chain[YAML_MAX_DEPTH + 2];
	size_t n = 0;
	for (; node && !is_same(node, base) && node->parent && n < YAML_MAX_DEPTH + 2; node = node->parent)
		chain[n++] = node;
	struct str path = str_new(arena);
	while (n > 0) {
		node = chain[--n];
		if (node->key)
			str_add_part(&path, ".", node->key);
		else
			str_addf(&path, "[%zu]", node->index);
	}
	return path.text;
}

void yaml_problem(struct problems *problems, const struct yaml *node, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	problems_vadd(problems, node->file, node->line, node->column, yaml_path(problems->arena, NULL, node),
	        format, args);
	va_end(args);
}
