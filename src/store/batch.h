/* Batches of feedback: withdrawing and taking back in, with what is rolled up. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct store;

/* Makes the batch's answers count or not. Taking back in is ERR_REFUSED when the same answers were imported
 * again since. Inside a transaction, not journalled here. */
bool batch_set(struct store *store, int64_t id, bool is_there, struct err *err) MUST_CHECK;
/* The same for the batch of a response that was typed in by hand. */
bool batch_set_of_feedback(
        struct store *store, int64_t feedback_id, bool is_there, struct err *err) MUST_CHECK;
