#include "sources.h"

#include <dagstart/base/arena.h>
#include <dagstart/base/err.h>
#include <dagstart/base/i18n.h>
#include <dagstart/config/embedded.h>
#include <dagstart/config/paths.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/yaml.h>

const struct yaml *sources_embedded(struct arena *arena, const char *name, struct problems *problems)
{
	const struct yaml *tree = embedded_tree(arena, name);
	if (!tree)
		problems_add(problems, name, 0, 0, "", "%s", _("a file that is built into the program"));
	return tree;
}

const struct yaml *sources_file(struct arena *arena, const char *path, struct problems *problems)
{
	struct err err = {0};
	struct yaml *tree = NULL;
	char *bytes = NULL;
	size_t len = 0;
	if (!paths_read(arena, path, YAML_MAX_BYTES, &bytes, &len, &err)) {
		problems_add(problems, path, 0, 0, "", "%s", err_text(arena, &err));
		return NULL;
	}
	return yaml_parse(arena, path, bytes, len, problems, &tree) ? tree : NULL;
}
