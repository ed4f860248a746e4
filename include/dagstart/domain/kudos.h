/* Thanks: a behaviour, its effect on the customer, the value it shows. Never counted per person. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <dagstart/base/ref.h>

struct kudos {
	int64_t id;
	int64_t from_id; /* 0: unknown */
	int64_t to_id;
	const char *behaviour;
	const char *effect;
	const char *value; /* one of the team's values, "" when none was named */
	struct ref source; /* the quote it grew from */
	const char *source_text;
	bool is_private; /* the receiver's wish when it was given */
	int32_t day;
};
