/* What schema.c (maps, lists, keys) and schema_value.c (single values) share. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/config/schema.h>

struct arena;
struct problems;
struct yaml;

struct load {
	struct arena *arena;
	struct problems *problems;
	const struct yaml *base; /* the node that schema_load() was given */
	const char *path; /* of the base */
};

/* A loader puts the value of `node` at `at` and returns true, or adds a problem. */
bool schema_load_text(struct load *load, const struct schema_field *field, const struct yaml *node, char *at);
bool schema_load_bilingual(
        struct load *load, const struct schema_field *field, const struct yaml *node, char *at);
bool schema_load_bool(struct load *load, const struct schema_field *field, const struct yaml *node, char *at);
bool schema_load_int(struct load *load, const struct schema_field *field, const struct yaml *node, char *at);
bool schema_load_number(
        struct load *load, const struct schema_field *field, const struct yaml *node, char *at);
bool schema_load_choice(
        struct load *load, const struct schema_field *field, const struct yaml *node, char *at);
bool schema_load_day(struct load *load, const struct schema_field *field, const struct yaml *node, char *at);
bool schema_load_texts(
        struct load *load, const struct schema_field *field, const struct yaml *node, char *at);
/* Adds a problem at `node`. */
void schema_expect(struct load *load, const struct yaml *node, const char *format, ...)
        __attribute__((format(printf, 3, 4)));
void schema_load_map(
        struct load *load, const struct schema_field *fields, const struct yaml *map, char *target);
bool schema_count_fits(
        struct load *load, const struct schema_field *field, const struct yaml *node, size_t count);
/* "dark, light, mono" */
char *schema_join(struct arena *arena, const char *const *names);
