/* Answers that later ones took the place of: the same id of the tool, with other content. They stay in the
 * store and count no more, until the batch that replaced them is withdrawn. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct arena;
struct replacing;
struct store;

/* Reads which ids are there. Inside a transaction. */
bool replacing_begin(
        struct store *store, struct arena *arena, struct replacing **ret, struct err *err) MUST_CHECK;
/* A new answer came under that id: those before it are replaced when the batch is finished. */
void replacing_take(struct replacing *replacing, const char *external_id);
bool replacing_finish(struct replacing *replacing, int64_t batch_id, struct err *err) MUST_CHECK;

/* Lets what the batch replaced count again (the batch was withdrawn) or no more (it is back). */
bool replaced_set(struct store *store, int64_t batch_id, bool is_there, struct err *err) MUST_CHECK;
