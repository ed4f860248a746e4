/* Answers that later ones took the place of: the same id of the tool, with other content. They stay in the
 * store and count no more, until the batch that replaced them is withdrawn. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct arena;
struct replacing;
struct store;

/* To be told of single responses only. */
struct replacing *replacing_new(struct store *store, struct arena *arena);
/* Reads which ids are there. Inside a transaction. */
bool replacing_begin(
        struct store *store, struct arena *arena, struct replacing **ret, struct err *err) MUST_CHECK;
/* A new answer came under that id: those before it are replaced when the batch is finished. */
void replacing_take(struct replacing *replacing, const char *external_id);
/* That response is replaced. */
void replacing_take_one(struct replacing *replacing, int64_t response_id);
bool replacing_finish(struct replacing *replacing, int64_t batch_id, struct err *err) MUST_CHECK;

/* Lets what the batch replaced count again (the batch was withdrawn) or no more (it is back). */
bool replaced_set(struct store *store, int64_t batch_id, bool is_there, struct err *err) MUST_CHECK;
