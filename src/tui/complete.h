/* What a half-typed word was going to be, of the choices that a field has. Pure; compares without case and
 * diacritics. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/doc/form.h>

struct arena;

/* The whole choice: the one that begins with `text`, else one with a word that does; NULL none, or empty. */
const char *complete_whole(struct arena *arena, const struct form_field *field, const char *text);
/* What is missing behind `text`; "" nothing. */
const char *complete_ghost(struct arena *arena, const struct form_field *field, const char *text);
/* Whether `text` is one of the choices. */
bool complete_is_whole(const struct form_field *field, const char *text);
/* The choice behind (or before) the one that is there, or the first (last) of an empty field; NULL when
 * something else was typed. */
const char *complete_next(const struct form_field *field, const char *text, int direction);
/* The choices that fit, all of them where nothing or a whole one is typed. */
const char **complete_list(
        struct arena *arena, const struct form_field *field, const char *text, size_t *ret_count);
