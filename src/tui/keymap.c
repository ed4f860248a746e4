#include <dagstart/tui/keymap.h>

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/config/embedded.h>
#include <dagstart/config/nearest.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/schema.h>
#include <dagstart/config/yaml.h>

#include "key_names.h"
#include "keymap_check.h"
#include "sources.h"

enum { KEYS_PER_ROW_MAX = 16, RANK_MAX = 999 };

static const char builtin_file[] = "keys.yaml";

struct keymap_context {
	const char *name;
	VEC(struct key_binding) bindings;
};

struct keymap {
	VEC(struct keymap_context) contexts;
	struct loader *builtin; /* reads a context when it is first asked for; NULL: all are there */
};

/* What loading needs to know about the file at hand. */
struct loader {
	struct arena *arena;
	struct keymap *keymap;
	const struct tui_command *commands;
	size_t command_count;
	struct problems *problems;
	bool own; /* laid over the built-in file */
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

static void load_rows(struct loader *loader, struct keymap_context *context, const struct yaml *list);

/* Also one without a key is remembered. */
static struct keymap_context *context_read(struct loader *loader, const char *name)
{
	struct keymap_context *context = vec_add(loader->arena, &loader->keymap->contexts);
	const struct yaml *rows = embedded_branch(loader->arena, builtin_file, name);
	*context = (struct keymap_context){.name = arena_strdup(loader->arena, name)};
	if (rows)
		load_rows(loader, context, rows);
	return context;
}

static struct keymap_context *context_find(const struct keymap *keymap, const char *name)
{
	for (size_t i = 0; i < keymap->contexts.count; i++)
		if (streq(keymap->contexts.items[i].name, name))
			return &keymap->contexts.items[i];
	return keymap->builtin ? context_read(keymap->builtin, name) : NULL;
}

static struct key_binding *binding_find(const struct keymap_context *context, const char *key)
{
	for (size_t i = 0; i < context->bindings.count; i++)
		if (*context->bindings.items[i].key == *key && streq(context->bindings.items[i].key, key))
			return &context->bindings.items[i];
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
	if (streq(row->command, "none") && loader->own)
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

static void put_binding(struct loader *loader, struct keymap_context *context, const struct yaml *node,
        const struct row *row, size_t first_new)
{
	const char *key = node->text;
	if (!key_name_is_valid(key)) {
		yaml_problem(loader->problems, node, "%s",
		        _("the name of a key: a letter or sign, Enter, Esc, Tab, F1, C-r, M-x and so on"));
		return;
	}
	struct key_binding *old = binding_find(context, key);
	if (old && old >= context->bindings.items + first_new) {
		yaml_problem(
		        loader->problems, node, _("each key once: this one is %s already"), old->command);
		return;
	}
	if (!old)
		old = vec_add(loader->arena, &context->bindings);
	*old = (struct key_binding){
	        .context = context->name,
	        .key = key,
	        .command = row->command,
	        .line_hint = str_or(bilingual_in(&row->hint, i18n_language()), NULL),
	        .rank = row->rank,
	};
}

static void load_keys(
        struct loader *loader, struct keymap_context *context, const struct row *row, size_t first_new)
{
	struct row further = *row;
	if (row->key->kind == YAML_SCALAR) {
		put_binding(loader, context, row->key, row, first_new);
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
		put_binding(loader, context, key, &further, first_new);
		/* The line below names one key. */
		further.rank = 0;
	}
}

static void load_rows(struct loader *loader, struct keymap_context *context, const struct yaml *list)
{
	/* Bindings of an earlier file may be replaced, those of this one not. */
	size_t first_new = context->bindings.count;
	for (const struct yaml *node = list->first; node; node = node->next) {
		struct row row = {.command = ""};
		if (schema_load(loader->arena, row_fields, node, &row, NULL, loader->problems) &&
		        check_command(loader, node, &row, context->name))
			load_keys(loader, context, &row, first_new);
	}
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
	struct keymap_context *context = context_find(loader->keymap, node->key);
	if (!context && loader->own && !context_is_known(loader, node->key)) {
		yaml_problem(loader->problems, node, "%s", _("global, form, list, or the name of a step"));
		return;
	}
	if (node->kind != YAML_LIST && !yaml_is_null(node)) {
		yaml_problem(loader->problems, node, "%s", _("a list of keys"));
		return;
	}
	if (!context) {
		context = vec_add(loader->arena, &loader->keymap->contexts);
		context->name = node->key;
	}
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
	const struct yaml *tree = sources_embedded(arena, builtin_file, problems);
	if (tree)
		load_file(&loader, tree);
	loader.own = true;
	tree = own ? sources_file(arena, own, problems) : NULL;
	if (tree)
		load_file(&loader, tree);
	drop_none(loader.keymap);
	VEC_EACH(context, &loader.keymap->contexts)
		keymap_check_neighbours(
		        context->bindings.items, context->bindings.count, own ? own : "keys.yaml", problems);
	if (problems_total(problems) != before)
		return false;
	*ret = loader.keymap;
	return true;
}

struct keymap *keymap_builtin(struct arena *arena, const struct tui_command *commands, size_t count)
{
	struct keymap *keymap = arena_new_of(arena, struct keymap);
	struct problems *none = arena_new_of(arena, struct problems);
	*none = problems_new(arena);
	keymap->builtin = arena_new_of(arena, struct loader);
	*keymap->builtin = (struct loader){
	        .arena = arena,
	        .keymap = keymap,
	        .commands = commands,
	        .command_count = count,
	        .problems = none,
	};
	return keymap;
}

/* -- asking -- */

const struct key_binding *keymap_find(const struct keymap *keymap, const char *context, const char *key)
{
	const struct keymap_context *found = context ? context_find(keymap, context) : NULL;
	return found ? binding_find(found, key) : NULL;
}

const char *keymap_command(const struct keymap *keymap, const char *context, const char *key)
{
	const struct key_binding *binding = keymap_find(keymap, context, key);
	if (!binding)
		binding = keymap_find(keymap, "global", key);
	return binding ? binding->command : NULL;
}

const char *keymap_key(const struct keymap *keymap, const char *context, const char *command)
{
	const struct keymap_context *found = context ? context_find(keymap, context) : NULL;
	size_t len = strlen(command);
	if (!found)
		return NULL;
	for (size_t i = 0; i < found->bindings.count; i++) {
		const char *bound = found->bindings.items[i].command;
		if (strncmp(bound, command, len) == 0 && (!bound[len] || bound[len] == ' '))
			return found->bindings.items[i].key;
	}
	return NULL;
}

const struct key_binding *keymap_bindings(const struct keymap *keymap, const char *context, size_t *ret_count)
{
	const struct keymap_context *found = context ? context_find(keymap, context) : NULL;
	*ret_count = found ? found->bindings.count : 0;
	return found ? found->bindings.items : NULL;
}
