/* What the parts of the terminal share: term.c (life and waiting), term_keys.c (what goes in), term_view.c
 * (what is seen), term_vt.c (the emulator). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <vterm.h>

#include "bytes.h"
#include "ptyproc.h"
#include "term.h"
#include "vtkeys.h"

struct term {
	struct ptyproc pty;
	struct scratch *scratch;
	bool own_scratch;
	bool ended; /* no byte can come any more */
	VTerm *vt;
	VTerm *asks; /* parses the same bytes for questions to the terminal */
	VTermScreen *screen;
	struct bytes log;
	struct bytes text; /* of term_screen() */
	struct bytes *lines; /* of term_line(), as many as rows_kept */
	struct vtkeys keys;
	struct bytes title;
	int rows_kept;
	int bells;
	int queries;
	bool alt_screen;
	bool cursor_hidden;
	bool mouse;
	bool esc_sent; /* last, so that it could still be taken for the start of a key */
};

/* Makes and frees the emulator, and gives it bytes from the program. */
void term_vt_start(struct term *t, int rows, int cols, bool utf8);
void term_vt_done(struct term *t);
void term_vt_feed(struct term *t, const char *data, size_t len);

/* Reads one block at most, waiting until `deadline`. */
enum ptyproc_io term_read(struct term *t, int64_t deadline);

/* mono_now() + ms, slowed down as the machine is. */
int64_t term_deadline(int ms);

/* One line as text; `cols`, when not NULL, gets the column of each byte of it. */
void term_line_text(struct term *t, int row, struct bytes *into, struct bytes *cols);
