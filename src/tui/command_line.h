/* A command as people type it: a name, words, and arguments by name.
 *
 *   action.add Call them back owner=Anna due=fri
 *   action.add text="a=b" owner=Anna de Vries
 *
 * A value goes on until the next name= that stands after a space; quotation marks keep it together. */
#pragma once

#include <stdbool.h>

#include <dagstart/doc/form.h>

struct arena;

/* False when there is no name. Texts live in `arena`. */
bool command_line_parse(struct arena *arena, const char *line, const char **ret_command, struct args *ret);
