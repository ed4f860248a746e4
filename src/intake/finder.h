/* What finding the columns passes around. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "columns.h"

struct finder {
	struct arena *arena;
	const struct columns_input *input;
	const struct name *names, *labels;
	struct columns *columns;
	bool *taken;
};

/* How surely its name or its label says the role, see name_rank. */
int finder_rank(const struct finder *finder, enum column_role role, size_t column);
/* Whether the cells are words. */
bool finder_is_text(const struct facts *f);
/* Whether the name says outright that it is something else than an answer. */
bool finder_is_other(const struct finder *finder, size_t column);
/* Whether the name says that it is a theme or a step of the journey. */
bool finder_is_group(const struct finder *finder, size_t column);
