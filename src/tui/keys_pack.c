/* A tool of the build: writes the built-in keys as tables in C.
 *
 *   keys_pack OUT.c */
#include <stdio.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/config/embedded.h>
#include <dagstart/config/yaml.h>

static const char *text_of(const struct yaml *map, const char *key)
{
	const struct yaml *node = map ? yaml_get(map, key) : NULL;
	return node && node->kind == YAML_SCALAR ? node->text : "";
}

/* Octal: a key may be a quote or a backslash. */
static void write_text(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text; text++)
		fprintf(out, "\\%03o", (unsigned char)*text);
	fputs("\", ", out);
}

static void write_binding(
        FILE *out, const char *context, const char *key, const struct yaml *row, bool ranked)
{
	const struct yaml *hint = yaml_get(row, "hint");
	bool both = hint && hint->kind == YAML_SCALAR;
	const char *rank = ranked ? text_of(row, "rank") : "";
	fputs("\t{", out);
	write_text(out, context);
	write_text(out, key);
	write_text(out, text_of(row, "command"));
	fputs("{", out);
	write_text(out, both ? hint->text : text_of(hint, "en"));
	write_text(out, both ? hint->text : text_of(hint, "nl"));
	fprintf(out, "}, %s},\n", *rank ? rank : "0");
}

/* The line below names the first of several keys. */
static void write_row(FILE *out, const char *context, const struct yaml *row)
{
	const struct yaml *key = yaml_get(row, "key");
	if (key && key->kind == YAML_SCALAR)
		write_binding(out, context, key->text, row, true);
	else
		for (const struct yaml *one = key ? key->first : NULL; one; one = one->next)
			write_binding(out, context, one->text, row, one->index == 0);
}

static void write_context(FILE *out, const struct yaml *context)
{
	fprintf(out, "static const struct key_binding bindings_%zu[] = {\n", context->index);
	for (const struct yaml *row = context->first; row; row = row->next)
		write_row(out, context->key, row);
	fputs("};\n", out);
}

static void write_all(FILE *out, const struct yaml *keys)
{
	fputs("#include <tui/keys_builtin.h>\n\n", out);
	for (const struct yaml *context = keys->first; context; context = context->next)
		write_context(out, context);
	fputs("const struct keys_builtin keys_builtin[] = {\n", out);
	for (const struct yaml *context = keys->first; context; context = context->next)
		fprintf(out, "\t{\"%s\", bindings_%zu, sizeof(bindings_%zu) / sizeof(*bindings_%zu)},\n",
		        context->key, context->index, context->index, context->index);
	fputs("\t{0}\n};\n", out);
}

int main(int argc, char **argv)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	const struct yaml *keys = embedded_tree(arena, "keys.yaml");
	FILE *out = argc == 2 ? fopen(argv[1], "we") : NULL;
	if (!keys || !out) {
		fprintf(stderr, "usage: keys_pack OUT.c\n");
		return 2;
	}
	write_all(out, keys);
	return fclose(out) == 0 ? 0 : 1;
}
