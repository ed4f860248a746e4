#include "source.h"

#include <dagstart/base/arena.h>
#include <dagstart/base/err.h>
#include <dagstart/base/i18n.h>
#include <dagstart/config/embedded.h>
#include <dagstart/config/paths.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/yaml.h>

const struct yaml *source_embedded(struct arena *arena, const char *name, struct problems *problems)
{
	const struct yaml *tree = embedded_tree(arena, name);
	if (!tree) {
		struct err err;
		err_set(&err, ERR_MISSING, N_("there is no file %s"), "%s", name);
		problems_add(problems, name, 0, 0, "", "%s", err_text(arena, &err));
	}
	return tree;
}

const struct yaml *source_file(struct arena *arena, const char *path, bool must, struct problems *problems)
{
	struct err err = {0};
	struct yaml *tree = NULL;
	char *bytes;
	size_t len;
	if (!paths_read(arena, path, YAML_MAX_BYTES, &bytes, &len, &err)) {
		if (must || err.code != ERR_MISSING)
			problems_add(problems, path, 0, 0, "", "%s", err_text(arena, &err));
		return NULL;
	}
	return yaml_parse(arena, path, bytes, len, problems, &tree) ? tree : NULL;
}
