/* A tool of the build: reads the built-in YAML files once and for all, and writes them as tables in C.
 *
 *   pack OUT.c FILE...     names are paths below config/ */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/yaml.h>

struct packer {
	FILE *out;
	struct str texts; /* one after the other, each with a NUL; the empty one is first */
	bool too_large;
};

static size_t place_of(struct packer *p, const char *text)
{
	size_t place = p->texts.len;
	if (strempty(text))
		return 0;
	str_add_bytes(&p->texts, text, strlen(text) + 1);
	return place;
}

static void pack_node(struct packer *p, const struct yaml *node)
{
	const int small[] = {node->line, node->column, node->key_line, node->key_column, (int)node->count};
	for (size_t i = 0; i < sizeof(small) / sizeof(*small); i++)
		p->too_large = p->too_large || small[i] > UINT16_MAX;
	size_t key = place_of(p, node->key), text = place_of(p, node->text);
	fprintf(p->out, "\t{%zu, %zu, %d, %d, %d, %d, %zu, %d, %d},\n", key, text, node->line, node->column,
	        node->key_line, node->key_column, node->count, (int)node->kind, node->plain);
	for (const struct yaml *child = node->first; child; child = child->next)
		pack_node(p, child);
}

static size_t count_of(const struct yaml *node)
{
	size_t count = 1;
	for (const struct yaml *child = node->first; child; child = child->next)
		count += count_of(child);
	return count;
}

static void pack_texts(struct packer *p, size_t file)
{
	fprintf(p->out, "static const char texts_%zu[] = {", file);
	for (size_t i = 0; i < p->texts.len; i++)
		fprintf(p->out, "%s%d,", i % 24 ? "" : "\n\t", p->texts.text[i]);
	fprintf(p->out, "\n};\n");
}

static const char *name_of(const char *path)
{
	const char *name = path;
	for (const char *at = path; (at = strstr(at, "config/")); at++)
		if (at == path || at[-1] == '/')
			name = at + strlen("config/");
	return name;
}

static bool read_tree(struct arena *arena, const char *path, struct yaml **ret)
{
	struct problems problems = problems_new(arena);
	char *bytes = arena_alloc(arena, YAML_MAX_BYTES);
	FILE *file = fopen(path, "re");
	size_t len = file ? fread(bytes, 1, YAML_MAX_BYTES, file) : 0;
	if (!file || ferror(file) || fclose(file) != 0) {
		perror(path);
		return false;
	}
	if (yaml_parse(arena, name_of(path), bytes, len, &problems, ret))
		return true;
	for (size_t i = 0; i < problems.count; i++)
		fprintf(stderr, "%s\n", problem_text(arena, &problems.items[i]));
	return false;
}

static bool pack_file(struct arena *arena, FILE *out, size_t file, const char *path, size_t *ret_count)
{
	struct packer p = {.out = out, .texts = str_new(arena)};
	struct yaml *root = NULL;
	if (!read_tree(arena, path, &root))
		return false;
	str_add_bytes(&p.texts, "", 1);
	fprintf(out, "static const struct packed_node nodes_%zu[] = {\n", file);
	pack_node(&p, root);
	fprintf(out, "};\n");
	pack_texts(&p, file);
	*ret_count = count_of(root);
	if (p.too_large)
		fprintf(stderr, "%s: too large for its table\n", path);
	return !p.too_large;
}

static bool pack_all(struct arena *arena, FILE *out, char *const *paths, size_t count)
{
	size_t *nodes = arena_array_of(arena, size_t, count + 1);
	fprintf(out, "#include <config/packed.h>\n\n");
	for (size_t i = 0; i < count; i++)
		if (!pack_file(arena, out, i, paths[i], &nodes[i]))
			return false;
	fprintf(out, "const struct packed config_packed[] = {\n");
	for (size_t i = 0; i < count; i++)
		fprintf(out, "\t{\"%s\", nodes_%zu, texts_%zu, %zu},\n", name_of(paths[i]), i, i, nodes[i]);
	fprintf(out, "\t{0}\n};\n");
	return true;
}

int main(int argc, char **argv)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	FILE *out = argc > 2 ? fopen(argv[1], "we") : NULL;
	if (!out) {
		fprintf(stderr, "usage: pack OUT.c FILE...\n");
		return 2;
	}
	bool good = pack_all(arena, out, argv + 2, (size_t)argc - 2);
	if (fclose(out) != 0 || !good) {
		(void)remove(argv[1]);
		return 1;
	}
	return 0;
}
