/* From a YAML tree to a struct, by a table. Each row names a key, its type and where it goes; unknown keys
 * (with the nearest known one), wrong types and values out of range are all reported, and none of the rest is
 * skipped. A key that is absent leaves the struct as it was, so that a second file can be laid over a first;
 * a list takes the place of the one before it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct problems;
struct yaml;

/* A text that may be given in both languages ({en: …, nl: …}) or once for both. */
struct bilingual {
	const char *en;
	const char *nl;
};
/* In `language` ("nl", else English); the other one where that is empty, "" when both are. */
const char *bilingual_in(const struct bilingual *text, const char *language);

/* What a null (or an empty value) does stands after the colon; with the others it leaves the struct as it
 * was. */
enum schema_type {
	SCHEMA_TEXT, /* const char *, min..max characters: "" */
	SCHEMA_BILINGUAL, /* struct bilingual, min..max characters: both "" */
	SCHEMA_BOOL, /* bool; true false yes no on off */
	SCHEMA_INT, /* int, min..max */
	SCHEMA_NUMBER, /* double, min..max; decimal point or comma: NAN */
	SCHEMA_CHOICE, /* int: the index in `choices` */
	SCHEMA_DAY, /* int32_t, "2026-03-02" */
	SCHEMA_TEXTS, /* struct schema_list of const char *, min..max of them: none */
	SCHEMA_MAP, /* a nested struct at the offset, by `fields` */
	SCHEMA_LIST, /* struct schema_list of structs of `item_size`, by `fields`, min..max of them: none */
	SCHEMA_TREE, /* const struct yaml *: left to the caller */
};

struct schema_list {
	void *items;
	size_t count;
};

struct schema_field {
	const char *name; /* NULL ends the table */
	enum schema_type type;
	size_t offset;
	bool required; /* the key is there and not null */
	double min, max; /* both 0: no range */
	const char *const *choices; /* NULL-terminated */
	const struct schema_field *fields;
	size_t item_size;
	const void *item_preset; /* what an item of a list starts as; NULL: schema_blank() */
	const char *help; /* msgid: what it is for; `check` and the manual show it */
	/* A further check of the loaded value (for a list: after all of its items, good or bad); NULL none.
	 * Adds to `problems` itself, with yaml_problem(). */
	void (*verify)(const struct yaml *node, const void *value, struct problems *problems);
	/* The same for each item of a list that loaded without a problem. */
	void (*verify_item)(const struct yaml *node, const void *item, struct problems *problems);
};

/* Loads `node` into `target`. Returns whether it added no problem. Texts are copied to `arena`. `path` is ""
 * at the root; NULL stands for the node's own path from the root of its file. */
bool schema_load(struct arena *arena, const struct schema_field *fields, const struct yaml *node,
        void *target, const char *path, struct problems *problems);
/* Sets every text of a zeroed struct to "", so that none is NULL. */
void schema_blank(const struct schema_field *fields, void *target);
/* The i-th item of a list of `type`. */
#define SCHEMA_ITEM(list, type, i) (&((type *)(list)->items)[i])
/* The same of a list of texts. */
static inline const char *schema_text_at(const struct schema_list *list, size_t i)
{
	return *SCHEMA_ITEM(list, const char *, i);
}
