/* What goes through the pipe between the reader of foreign bytes and the program: rows in blocks, each block
 * behind a head. Whoever receives it takes nothing on trust. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

#include "record.h"
#include "source.h"

struct arena;

enum {
	FRAME_BYTES = 128 << 10, /* of rows, before a block is sent */
	FRAME_MAX = 16 << 20,
};

enum frame_kind {
	FRAME_STARTED,
	FRAME_ROWS,
	FRAME_END, /* no more rows */
	FRAME_FAILED,
};

struct frame_order { /* to the reader */
	uint32_t serial;
	uint32_t pass;
};

struct frame_head {
	uint32_t kind;
	uint32_t serial; /* of the order that it answers */
	uint64_t len; /* of what follows */
	struct source_about about;
};

/* Bytes that grow, for one side or the other. */
struct frame {
	struct arena *arena;
	char *bytes;
	size_t len, room, at;
};

/* False where the pipe breaks. */
bool frame_send(int fd, struct frame *frame, const struct frame_head *head);
/* ERR_* is not its business: false is all that can be said of a broken pipe or a head that lies. */
bool frame_receive(int fd, struct frame *frame, struct frame_head *ret);

void frame_add_row(struct frame *frame, const struct record *record);
/* The next row of a block; *ret_row false at its end; returns false where it is not sound. It is good as long
 * as the block. */
bool frame_next_row(struct frame *frame, struct record *ret, bool *ret_row);

void frame_set_err(struct frame *frame, const struct err *err);
/* The error in a block, its message in `arena`; false where it is not sound. */
bool frame_get_err(const struct frame *frame, struct arena *arena, struct err *ret);
