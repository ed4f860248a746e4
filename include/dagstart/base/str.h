/* A string that grows in an arena, and small helpers on plain ones. */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct arena;

struct str {
	struct arena *arena;
	char *text; /* always NUL-terminated, also when empty */
	size_t len;
	size_t room;
};

struct str str_new(struct arena *arena);
void str_add(struct str *s, const char *text);
void str_add_bytes(struct str *s, const char *bytes, size_t len);
void str_add_char(struct str *s, char c);
void str_addf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* n times `text`. */
void str_repeat(struct str *s, const char *text, size_t n);
/* `part` behind what stands there, with `gap` between the two; a first part stands alone. */
void str_add_part(struct str *s, const char *gap, const char *part);
void str_clear(struct str *s);
/* The items with `gap` between them; "" of none. */
char *str_join(struct arena *arena, const char *gap, const char *const *items, size_t count);

/* NULL equals only NULL. Most texts that are compared differ in their first letter. */
static inline bool streq(const char *a, const char *b)
{
	return a == b || (a && b && *a == *b && strcmp(a, b) == 0);
}
bool strempty(const char *s); /* NULL, "" */
bool str_starts(const char *s, const char *prefix);
const char *str_or(const char *s, const char *fallback); /* `s` unless empty */
/* A copy without white space (Unicode's too) at both ends. */
char *str_trim(struct arena *arena, const char *s);
/* The same, with one blank in the place of each run of white space inside. */
char *str_squeeze(struct arena *arena, const char *s);
/* A whole decimal number that fills `s`, in fewer than 64 characters as below; false leaves *ret alone. */
bool str_to_long(const char *s, long *ret);
/* A number with point or comma as decimal sign that fills `s`; false leaves *ret alone. Not locale bound. */
bool str_to_double(const char *s, double *ret);
