/* Decisions: what, why, at what short-term cost, with which effect on the customer, and when we look again.
 */
#pragma once

#include <stdint.h>

#include <dagstart/base/ref.h>

enum decision_status {
	DECISION_STANDS,
	DECISION_REVIEWED, /* looked at on its day and kept */
	DECISION_REPLACED,
	DECISION_REVOKED,
};

struct decision {
	int64_t id;
	const char *text;
	int64_t owner_id;
	const char *reason;
	const char *alternatives;
	const char *effect; /* on the customer */
	const char *evidence; /* refs and names, as typed: "F-1031, theme invoice address" */
	const char *cost; /* in the short term */
	int32_t day, review_day; /* 0: no review */
	enum decision_status status;
	int64_t replaces_id; /* 0: none */
	struct ref source;
	const char *outcome; /* what was found at the review */
};
