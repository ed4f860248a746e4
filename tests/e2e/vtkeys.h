/* Keys by name, encoded by libvterm as a terminal would in the modes that the program has set. Shared by the
 * tests and the measuring programs. Words are parted by blanks: one character; Enter Esc Tab BTab Space BS
 * Ins Del Home End PgUp PgDn Up Down Left Right F1..F12; C-c, M-x, S-Up before a name or a character;
 * text:word as one write; WORD*N repeats. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <vterm.h>

#include "bytes.h"

struct vtkeys {
	VTerm *vt;
	struct bytes typed; /* what libvterm made of the key or click, until it is taken */
	bool listening; /* else its bytes are answers to the program, which nobody gets */
};

/* Takes over the output of `vt`; `k` must stay where it is as long as `vt` lives. */
void vtkeys_init(struct vtkeys *k, VTerm *vt);
void vtkeys_done(struct vtkeys *k);

/* Calls `send` for each key in turn, encoding it just before, as the last one may have changed the modes.
 * Returns NULL, or the first word that is no key; it lies within `keys` and ends at a blank. */
const char *vtkeys_each(struct vtkeys *k, const char *keys,
        void (*send)(void *user, const char *data, size_t len), void *user);
