/* The name of a token. libtermkey knows them, and is known here only. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/tui/input.h>

struct decoder;

/* Never NULL unless memory is out: an unknown name of a terminal is taken for xterm. */
struct decoder *decoder_new(const char *term);
void decoder_free(struct decoder *decoder);
/* The key of one whole token, a control byte or a sequence; false when it is none that has a name. */
bool decoder_key(struct decoder *decoder, const char *bytes, size_t len, struct key *ret);
