/* Notes: the parking lot, and what the team learned. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <dagstart/base/ref.h>

enum note_kind {
	NOTE_LEARNING,
	NOTE_PARKED, /* for after the meeting or a later one */
	NOTE_AGREEMENT, /* a working agreement */
};

struct note {
	int64_t id;
	enum note_kind kind;
	const char *text;
	int64_t by_id;
	int32_t day;
	struct ref source;
	const char *source_text;
	bool closed; /* a parked item that was dealt with */
};
