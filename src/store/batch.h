/* Batches of feedback: withdrawing and taking back in, with what is rolled up. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct query;
struct store;

/* Makes the batch's answers count or not. Taking back in is ERR_REFUSED when the same answers were imported
 * again since. Inside a transaction, not journalled here. */
bool batch_set(struct store *store, int64_t id, bool is_there, struct err *err) MUST_CHECK;
/* The same for the batch of a response that was typed in by hand. */
bool batch_set_of_feedback(
        struct store *store, int64_t feedback_id, bool is_there, struct err *err) MUST_CHECK;

/* Adds the responses that a query gives (the columns of batch_responses) to the roll-ups, or takes them away.
 */
bool batch_count(
        struct store *store, struct query *q, bool is_there, int64_t *ret_count, struct err *err) MUST_CHECK;
/* How many responses there are in all, more or fewer. */
bool batch_add_responses(struct store *store, int64_t more, struct err *err) MUST_CHECK;
