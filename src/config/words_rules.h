/* The theme rules that the word lists bear. */
#pragma once

#include <dagstart/config/schema.h>

struct arena;
struct problems;

/* Both languages in one rule a key, as a list of struct settings_rule. */
struct schema_list words_rules(struct arena *arena, struct problems *problems);
