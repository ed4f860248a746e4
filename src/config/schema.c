#include <dagstart/config/schema.h>

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/nearest.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/yaml.h>

#include "schema_load.h"

const char *bilingual_in(const struct bilingual *text, const char *language)
{
	bool dutch = streq(language, "nl");
	return str_or(dutch ? text->nl : text->en, str_or(dutch ? text->en : text->nl, ""));
}

static char *schema_path_of(struct load *load, const struct yaml *node)
{
	if (!load->path)
		return yaml_path(load->arena, NULL, node);
	const char *below = yaml_path(load->arena, load->base, node);
	const char *dot = *load->path && *below && *below != '[' ? "." : "";
	return arena_printf(load->arena, "%s%s%s", load->path, dot, below);
}

void schema_expect(struct load *load, const struct yaml *node, const char *format, ...)
        __attribute__((format(printf, 3, 4)));

void schema_expect(struct load *load, const struct yaml *node, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	problems_vadd(load->problems, node->file, node->line, node->column, schema_path_of(load, node),
	        format, args);
	va_end(args);
}

static bool load_nested(
        struct load *load, const struct schema_field *field, const struct yaml *node, char *at)
{
	size_t before = problems_total(load->problems);
	schema_load_map(load, field->fields, node, at);
	return problems_total(load->problems) == before;
}

static void load_item(
        struct load *load, const struct schema_field *field, const struct yaml *node, char *item)
{
	size_t before = problems_total(load->problems);
	if (field->item_preset)
		memcpy(item, field->item_preset, field->item_size);
	else
		schema_blank(field->fields, item);
	schema_load_map(load, field->fields, node, item);
	if (field->verify_item && problems_total(load->problems) == before)
		field->verify_item(node, item, load->problems);
}

static bool load_list(struct load *load, const struct schema_field *field, const struct yaml *node, char *at)
{
	size_t before = problems_total(load->problems);
	if (node->kind != YAML_LIST && !yaml_is_null(node)) {
		schema_expect(load, node, _("a list: lines that start with '- '"));
		return false;
	}
	struct schema_list list = {.count = node->count};
	char *items = arena_alloc_array(load->arena, node->count + 1, field->item_size);
	for (const struct yaml *child = node->first; child; child = child->next)
		load_item(load, field, child, items + child->index * field->item_size);
	list.items = items;
	*(struct schema_list *)(void *)at = list;
	if (field->verify)
		field->verify(node, at, load->problems);
	return schema_count_fits(load, field, node, list.count) && problems_total(load->problems) == before;
}

static bool load_tree(struct load *load, const struct schema_field *field, const struct yaml *node, char *at)
{
	(void)load;
	(void)field;
	*(const struct yaml **)(void *)at = node;
	return true;
}

static const struct {
	bool (*load)(struct load *, const struct schema_field *, const struct yaml *, char *);
	bool takes_null;
	bool verifies; /* calls `verify` itself */
} types[] = {
        [SCHEMA_TEXT] = {.load = schema_load_text, .takes_null = true},
        [SCHEMA_BILINGUAL] = {.load = schema_load_bilingual, .takes_null = true},
        [SCHEMA_BOOL] = {.load = schema_load_bool},
        [SCHEMA_INT] = {.load = schema_load_int},
        [SCHEMA_NUMBER] = {.load = schema_load_number, .takes_null = true},
        [SCHEMA_CHOICE] = {.load = schema_load_choice},
        [SCHEMA_DAY] = {.load = schema_load_day},
        [SCHEMA_TEXTS] = {.load = schema_load_texts, .takes_null = true},
        [SCHEMA_MAP] = {.load = load_nested},
        [SCHEMA_LIST] = {.load = load_list, .takes_null = true, .verifies = true},
        [SCHEMA_TREE] = {.load = load_tree, .takes_null = true},
};

static const struct schema_field *field_named(const struct schema_field *fields, const char *name)
{
	for (; fields->name; fields++)
		if (streq(fields->name, name))
			return fields;
	return NULL;
}

static void report_unknown(struct load *load, const struct schema_field *fields, const struct yaml *child)
{
	size_t n = 0;
	while (fields[n].name)
		n++;
	const char **names = arena_array_of(load->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++)
		names[i] = fields[i].name;
	const char *near = nearest_word(child->key, names);
	const char *path = schema_path_of(load, child);
	if (near)
		problems_add(load->problems, child->file, child->key_line, child->key_column, path,
		        _("a known key. Did you mean '%s'?"), near);
	else
		problems_add(load->problems, child->file, child->key_line, child->key_column, path,
		        _("one of these keys: %s"), schema_join(load->arena, names));
}

static void load_child(
        struct load *load, const struct schema_field *fields, const struct yaml *child, char *target)
{
	const struct schema_field *field = field_named(fields, child->key);
	if (!field) {
		/* Past the list of problems nobody reads on, and a hostile file may hold 100,000 such keys.
		 */
		if (load->problems->dropped)
			load->problems->dropped++;
		else
			report_unknown(load, fields, child);
		return;
	}
	if (yaml_is_null(child) && (field->required || !types[field->type].takes_null)) {
		if (field->required)
			schema_expect(load, child, _("a value"));
		return;
	}
	char *at = target + field->offset;
	bool good = types[field->type].load(load, field, child, at);
	if (good && field->verify && !types[field->type].verifies)
		field->verify(child, at, load->problems);
}

void schema_load_map(
        struct load *load, const struct schema_field *fields, const struct yaml *map, char *target)
{
	if (map->kind != YAML_MAP) {
		schema_expect(load, map, _("keys with a value: lines such as 'name: text'"));
		return;
	}
	for (const struct yaml *child = map->first; child; child = child->next)
		load_child(load, fields, child, target);
	for (; fields->name; fields++)
		if (fields->required && !yaml_get(map, fields->name))
			schema_expect(load, map, _("the key '%s', which is missing"), fields->name);
}

bool schema_load(struct arena *arena, const struct schema_field *fields, const struct yaml *node,
        void *target, const char *path, struct problems *problems)
{
	struct load load = {.arena = arena, .problems = problems, .base = node, .path = path};
	size_t before = problems_total(problems);
	schema_load_map(&load, fields, node, target);
	return problems_total(problems) == before;
}

void schema_blank(const struct schema_field *fields, void *target)
{
	for (; fields->name; fields++) {
		char *at = (char *)target + fields->offset;
		if (fields->type == SCHEMA_TEXT)
			*(const char **)(void *)at = "";
		else if (fields->type == SCHEMA_BILINGUAL)
			*(struct bilingual *)(void *)at = (struct bilingual){.en = "", .nl = ""};
		else if (fields->type == SCHEMA_MAP)
			schema_blank(fields->fields, at);
	}
}
