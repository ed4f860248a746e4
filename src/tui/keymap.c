#include <dagstart/tui/keymap.h>

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/config/nearest.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/schema.h>
#include <dagstart/config/yaml.h>

#include "key_names.h"
#include "keymap_check.h"
#include "keys_builtin.h"
#include "sources.h"

enum { KEYS_PER_ROW_MAX = 16, RANK_MAX = 999 };

/* A context with keys of people's own; all others stand in keys_builtin. */
struct keymap_context {
	const char *name;
	VEC(struct key_binding) bindings;
};

struct keymap {
	VEC(struct keymap_context) contexts;
};

/* What loading a file of people's own needs to know. */
struct loader {
	struct arena *arena;
	struct keymap *keymap;
	const struct tui_command *commands;
	size_t command_count;
	struct problems *problems;
};

/* A row of the file. */
struct row {
	const struct yaml *key; /* one, or a list of them */
	const char *command;
	struct bilingual hint;
	int rank;
};

static const struct schema_field row_fields[] = {
        {.name = "key",
                .type = SCHEMA_TREE,
                .offset = offsetof(struct row, key),
                .required = true,
                .help = N_("a key, or a list of keys: a, C-r, F1, Enter")},
        {.name = "command",
                .type = SCHEMA_TEXT,
                .offset = offsetof(struct row, command),
                .required = true,
                .help = N_("what it does; none takes the key away")},
        {.name = "hint",
                .type = SCHEMA_BILINGUAL,
                .offset = offsetof(struct row, hint),
                .help = N_("a word for the line below")},
        {.name = "rank",
                .type = SCHEMA_INT,
                .offset = offsetof(struct row, rank),
                .min = 0,
                .max = RANK_MAX,
                .help = N_("place in the line below; 0 not there")},
        {0},
};

/* -- finding -- */

static struct keymap_context *context_own(const struct keymap *keymap, const char *name)
{
	for (size_t i = 0; i < keymap->contexts.count; i++)
		if (streq(keymap->contexts.items[i].name, name))
			return &keymap->contexts.items[i];
	return NULL;
}

static const struct keys_builtin *context_builtin(const char *name)
{
	for (const struct keys_builtin *builtin = keys_builtin; builtin->context; builtin++)
		if (streq(builtin->context, name))
			return builtin;
	return NULL;
}

static const struct key_binding *binding_find(const struct key_binding *list, size_t count, const char *key)
{
	for (size_t i = 0; i < count; i++)
		if (*list[i].key == *key && streq(list[i].key, key))
			return &list[i];
	return NULL;
}

/* -- loading -- */

static const struct tui_command *command_of(const struct loader *loader, const char *line)
{
	size_t len = strcspn(line, " ");
	for (size_t i = 0; i < loader->command_count; i++)
		if (*loader->commands[i].name == *line && strncmp(loader->commands[i].name, line, len) == 0 &&
		        !loader->commands[i].name[len])
			return &loader->commands[i];
	return NULL;
}

static void say_unknown_command(struct loader *loader, const struct yaml *node, const char *line)
{
	const char **names = arena_array_of(loader->arena, const char *, loader->command_count + 1);
	for (size_t i = 0; i < loader->command_count; i++)
		names[i] = loader->commands[i].name;
	const char *near = nearest_word(arena_strndup(loader->arena, line, strcspn(line, " ")), names);
	if (near)
		yaml_problem(loader->problems, node, _("the name of a command; did you mean %s?"), near);
	else
		yaml_problem(loader->problems, node, "%s", _("the name of a command"));
}

static bool check_command(
        struct loader *loader, const struct yaml *row_node, const struct row *row, const char *context)
{
	const struct yaml *node = yaml_get(row_node, "command");
	if (streq(row->command, "none"))
		return true;
	const struct tui_command *command = command_of(loader, row->command);
	if (!command) {
		say_unknown_command(loader, node, row->command);
		return false;
	}
	if (!command->context || streq(command->context, context))
		return true;
	yaml_problem(loader->problems, node, _("a command that works here: this one works only in %s"),
	        command->context);
	return false;
}

static void put_binding(
        struct loader *loader, struct keymap_context *fresh, const struct yaml *node, const struct row *row)
{
	const char *key = node->text;
	if (!key_name_is_valid(key)) {
		yaml_problem(loader->problems, node, "%s",
		        _("the name of a key: a letter or sign, Enter, Esc, Tab, F1, C-r, M-x and so on"));
		return;
	}
	const struct key_binding *old = binding_find(fresh->bindings.items, fresh->bindings.count, key);
	if (old) {
		yaml_problem(
		        loader->problems, node, _("each key once: this one is %s already"), old->command);
		return;
	}
	*vec_add(loader->arena, &fresh->bindings) = (struct key_binding){
	        .context = fresh->name,
	        .key = key,
	        .command = row->command,
	        .hint = row->hint,
	        .rank = row->rank,
	};
}

static void load_keys(struct loader *loader, struct keymap_context *fresh, const struct row *row)
{
	struct row further = *row;
	if (row->key->kind == YAML_SCALAR) {
		put_binding(loader, fresh, row->key, row);
		return;
	}
	if (row->key->kind == YAML_MAP || row->key->count == 0 || row->key->count > KEYS_PER_ROW_MAX) {
		yaml_problem(loader->problems, row->key, "%s", _("a key, or a list of keys"));
		return;
	}
	for (const struct yaml *key = row->key->first; key; key = key->next) {
		if (key->kind != YAML_SCALAR) {
			yaml_problem(loader->problems, key, "%s", _("a key"));
			continue;
		}
		put_binding(loader, fresh, key, &further);
		/* The line below names one key. */
		further.rank = 0;
	}
}

static void lay_over(struct loader *loader, struct keymap_context *context, const struct key_binding *fresh)
{
	for (size_t i = 0; i < context->bindings.count; i++)
		if (streq(context->bindings.items[i].key, fresh->key)) {
			context->bindings.items[i] = *fresh;
			return;
		}
	*vec_add(loader->arena, &context->bindings) = *fresh;
}

static void load_rows(struct loader *loader, struct keymap_context *context, const struct yaml *list)
{
	struct keymap_context fresh = {.name = context->name};
	for (const struct yaml *node = list->first; node; node = node->next) {
		struct row row = {.command = "", .hint = {.en = "", .nl = ""}};
		if (schema_load(loader->arena, row_fields, node, &row, NULL, loader->problems) &&
		        check_command(loader, node, &row, context->name))
			load_keys(loader, &fresh, &row);
	}
	VEC_EACH(binding, &fresh.bindings)
		lay_over(loader, context, binding);
}

static bool context_is_known(const struct loader *loader, const char *name)
{
	for (size_t i = 0; i < loader->command_count; i++)
		if (streq(loader->commands[i].context, name))
			return true;
	return false;
}

static void load_context(struct loader *loader, const struct yaml *node)
{
	const struct keys_builtin *builtin = context_builtin(node->key);
	if (!builtin && !context_is_known(loader, node->key)) {
		yaml_problem(loader->problems, node, "%s", _("global, form, list, or the name of a step"));
		return;
	}
	if (node->kind != YAML_LIST && !yaml_is_null(node)) {
		yaml_problem(loader->problems, node, "%s", _("a list of keys"));
		return;
	}
	struct keymap_context *context = vec_add(loader->arena, &loader->keymap->contexts);
	context->name = node->key;
	for (size_t i = 0; builtin && i < builtin->count; i++)
		*vec_add(loader->arena, &context->bindings) = builtin->bindings[i];
	load_rows(loader, context, node);
}

static void load_file(struct loader *loader, const struct yaml *tree)
{
	if (tree->kind != YAML_MAP) {
		yaml_problem(loader->problems, tree, "%s", _("names of contexts, each with its keys"));
		return;
	}
	for (const struct yaml *node = tree->first; node; node = node->next)
		load_context(loader, node);
}

/* Keys that were taken away leave no trace. */
static void drop_none(struct keymap *keymap)
{
	VEC_EACH(context, &keymap->contexts) {
		size_t kept = 0;
		VEC_EACH(binding, &context->bindings)
			if (!streq(binding->command, "none"))
				context->bindings.items[kept++] = *binding;
		context->bindings.count = kept;
	}
}

bool keymap_load(struct arena *arena, const char *own, const struct tui_command *commands, size_t count,
        struct keymap **ret, struct problems *problems)
{
	size_t before = problems_total(problems);
	struct loader loader = {
	        .arena = arena,
	        .keymap = arena_new_of(arena, struct keymap),
	        .commands = commands,
	        .command_count = count,
	        .problems = problems,
	};
	const struct yaml *tree = own ? sources_file(arena, own, problems) : NULL;
	if (tree)
		load_file(&loader, tree);
	drop_none(loader.keymap);
	VEC_EACH(context, &loader.keymap->contexts)
		keymap_check_neighbours(context->bindings.items, context->bindings.count, own, problems);
	if (problems_total(problems) != before)
		return false;
	*ret = loader.keymap;
	return true;
}

/* -- asking -- */

const struct key_binding *keymap_bindings(const struct keymap *keymap, const char *context, size_t *ret_count)
{
	const struct keymap_context *own = context ? context_own(keymap, context) : NULL;
	const struct keys_builtin *builtin = context && !own ? context_builtin(context) : NULL;
	*ret_count = own ? own->bindings.count : builtin ? builtin->count : 0;
	return own ? own->bindings.items : builtin ? builtin->bindings : NULL;
}

const struct key_binding *keymap_find(const struct keymap *keymap, const char *context, const char *key)
{
	size_t count;
	const struct key_binding *list = keymap_bindings(keymap, context, &count);
	return binding_find(list, count, key);
}

const char *keymap_key(const struct keymap *keymap, const char *context, const char *command)
{
	size_t count, len = strlen(command);
	const struct key_binding *list = keymap_bindings(keymap, context, &count);
	for (size_t i = 0; i < count; i++)
		if (strncmp(list[i].command, command, len) == 0 &&
		        (!list[i].command[len] || list[i].command[len] == ' '))
			return list[i].key;
	return NULL;
}

const char *key_binding_hint(const struct key_binding *binding)
{
	return bilingual_in(&binding->hint, i18n_language());
}
