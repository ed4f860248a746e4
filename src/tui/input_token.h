/* Where one key ends and the next begins. Terminals send letters, control bytes and escape sequences in one
 * stream; this cuts it, so that what is unknown, overlong or malformed can be dropped as a whole and never
 * turns into the letters it is made of. Pure, and knows no names of keys. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum token_kind {
	TOKEN_MORE, /* incomplete: wait for more bytes */
	TOKEN_TEXT, /* one printable code point */
	TOKEN_BAD, /* a byte that is no UTF-8 */
	TOKEN_CONTROL, /* C0 or DEL */
	TOKEN_META, /* Esc and a code point */
	TOKEN_SEQUENCE, /* CSI or SS3, of a shape that keys have */
	TOKEN_PASTE, /* the mark that begins a paste */
	TOKEN_UNKNOWN, /* any other sequence: to be dropped */
	TOKEN_STRING, /* the start of a string (OSC, DCS …): drop all until its end */
	TOKEN_OVERLONG, /* a control sequence that goes on and on: likewise */
};
struct token {
	enum token_kind kind;
	size_t len;
};

/* The first token of at least one byte. `last`: nothing comes behind them, what is incomplete is settled. */
struct token token_of(const char *bytes, size_t len, bool last);
/* How many bytes belong to a string or overlong sequence that has begun; `*ret_ended` when that is all. */
size_t token_rest(enum token_kind kind, const char *bytes, size_t len, bool *ret_ended);
