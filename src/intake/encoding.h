/* From bytes of any encoding that exports come in to valid UTF-8 without NULs, block by block. What can't be
 * decoded becomes U+FFFD and is counted, never dropped in silence. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

#include "code_pages.h"
#include "page_guess.h"
#include "value.h"

struct arena;

enum encoding {
	ENCODING_ASCII, /* nothing else seen yet: the first other byte settles it */
	ENCODING_UTF8,
	ENCODING_ONE_BYTE, /* a code page */
	ENCODING_UTF16_LE,
	ENCODING_UTF16_BE,
};

enum { ENCODING_CARRY = 8, ENCODING_BLOCK = 256 * 1024 };

/* What somebody said that a file is written in. */
struct encoding_told {
	bool is_told; /* somebody said it at all */
	enum encoding encoding; /* ENCODING_UTF8, or ENCODING_ONE_BYTE and its page */
	enum code_page page;
};
/* "utf-8", or a code page by any of its names. */
bool encoding_find(const char *name, struct encoding_told *ret);

struct decoder {
	struct arena *arena;
	enum encoding first; /* what the head of the file showed; a second pass starts from it */
	enum encoding now;
	bool has_bom;
	bool at_start; /* the mark, if any, is still to be skipped */
	int64_t replaced; /* characters that became U+FFFD */
	int64_t replaced_line; /* of the first one, from 1; 0 none */
	int64_t nuls; /* among them: NUL bytes */
	int64_t line;
	enum code_page page; /* of ENCODING_ONE_BYTE */
	bool is_paged; /* it is known */
	bool is_told; /* by somebody */
	struct page_guess guess; /* what was seen in this pass */
	uint32_t high; /* a surrogate that waits for its other half */
	char *out; /* three times what one call may decode: the worst that can come of it */
};

struct decoder_options {
	const char *name; /* for messages */
	size_t room; /* no more than these bytes and ENCODING_CARRY are decoded at once */
	const struct encoding_told *told; /* NULL found */
};
/* Looks at the head of the file: a block, or all of it where it is shorter. ERR_INPUT for what is not text: a
 * spreadsheet, an archive, a picture, UTF-32. What a file says of itself by its first bytes goes before what
 * it was told to be. */
bool decoder_init(struct decoder *decoder, struct arena *arena, const struct decoder_options *options,
        struct piece head, struct err *err) MUST_CHECK;
/* Starts again from the first byte. */
void decoder_reset(struct decoder *decoder);
/* *ret points into `bytes` or the decoder's own room
 * and is good until the next call. *ret_used is less than `len` where a character is cut by the block's end:
 * the rest comes again in front of the next bytes (never more than ENCODING_CARRY); `last` says that nothing
 * follows. */
size_t decoder_run(struct decoder *decoder, const char *bytes, size_t len, bool last, const char **ret,
        size_t *ret_used);
/* "UTF-8", "UTF-8 BOM", "UTF-16LE", "UTF-16BE", "Windows-1252" and other code pages. */
const char *decoder_name(const struct decoder *decoder);
/* Whether what was seen in this pass speaks against how it was read. */
struct encoding_doubt {
	const char *other; /* the encoding that would read better; "" none */
	bool is_strange; /* it makes sense in none that is known here */
};
struct encoding_doubt decoder_doubt(const struct decoder *decoder);
