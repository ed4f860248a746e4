/* From bytes of any encoding that exports come in to valid UTF-8 without NULs, block by block. What can't be
 * decoded becomes U+FFFD and is counted, never dropped in silence. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

#include "value.h"

struct arena;

enum encoding {
	ENCODING_ASCII, /* nothing else seen yet: the first other byte settles it */
	ENCODING_UTF8,
	ENCODING_WINDOWS_1252,
	ENCODING_UTF16_LE,
	ENCODING_UTF16_BE,
};

enum { ENCODING_CARRY = 8, ENCODING_BLOCK = 256 * 1024 };

struct decoder {
	enum encoding first; /* what the head of the file showed; a second pass starts from it */
	enum encoding now;
	bool has_bom;
	bool at_start; /* the mark, if any, is still to be skipped */
	int64_t replaced; /* characters that became U+FFFD */
	int64_t replaced_line; /* of the first one, from 1; 0 none */
	int64_t nuls; /* among them: NUL bytes */
	int64_t line;
	uint32_t high; /* a surrogate that waits for its other half */
	char *out; /* three times what one call may decode: the worst that can come of it */
};

/* Looks at the head of the file: a block, or all of it where it is shorter. ERR_INPUT for what is not text: a
 * spreadsheet, an archive, a picture, UTF-32. `name` is for the message. No more than `room` bytes and
 * ENCODING_CARRY are decoded at once. */
bool decoder_init(struct decoder *decoder, struct arena *arena, const char *name, struct piece head,
        size_t room, struct err *err) MUST_CHECK;
/* Starts again from the first byte. */
void decoder_reset(struct decoder *decoder);
/* *ret points into `bytes` or the decoder's own room
 * and is good until the next call. *ret_used is less than `len` where a character is cut by the block's end:
 * the rest comes again in front of the next bytes (never more than ENCODING_CARRY); `last` says that nothing
 * follows. */
size_t decoder_run(struct decoder *decoder, const char *bytes, size_t len, bool last, const char **ret,
        size_t *ret_used);
/* What a byte from 0x80 to 0x9F means in Windows-1252; 0 nothing. */
uint32_t encoding_windows_1252(unsigned byte);
/* "UTF-8", "UTF-8 BOM", "Windows-1252", "UTF-16LE", "UTF-16BE". */
const char *decoder_name(const struct decoder *decoder);
