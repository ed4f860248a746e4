#include "term_private.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mono.h"

/* The program tells Esc from the start of a key by waiting so long (ESCDELAY of others is 25), and a little
 * later it is sure to have looked again. */
enum { TERM_ESC_MS = 40, TERM_AGAIN_MS = 25, TERM_LOOK_MS = 10, TERM_STUCK_MS = 20000 };

/* Until an Esc that was the last we sent can't be taken for the start of a key any more. */
static void term_esc_alone(struct term *t, int64_t stuck)
{
	do {
		int64_t look = mono_now() + TERM_LOOK_MS * MONO_MS;
		while (term_read(t, look) == PTYPROC_DATA)
			continue;
	} while (!t->ended && ptyproc_unread(&t->pty) && mono_left(stuck) > 0);
	int64_t taken = term_deadline(TERM_AGAIN_MS) + TERM_ESC_MS * MONO_MS;
	while (term_read(t, taken) == PTYPROC_DATA)
		continue;
	t->esc_sent = false;
}

void term_send_bytes(struct term *t, const void *data, size_t len)
{
	const char *at = data;
	int64_t deadline = term_deadline(TERM_STUCK_MS);
	if (t->esc_sent)
		term_esc_alone(t, deadline);
	while (len > 0) {
		ssize_t n = ptyproc_write(&t->pty, at, len);
		if (n < 0 || mono_left(deadline) == 0)
			term_fail_at(t, n < 0 ? "nobody takes the keys any more" : "the keys are not taken",
			        __FILE__, __LINE__);
		at += n;
		len -= (size_t)n;
		if (n > 0)
			continue;
		/* Full: the program may be waiting for us to read first. */
		struct pollfd want = {.fd = t->pty.master, .events = POLLIN | POLLOUT};
		if (poll(&want, 1, mono_left(deadline)) > 0 && (want.revents & POLLIN))
			term_read(t, 0);
	}
	t->esc_sent = at != data && at[-1] == '\033';
}

void term_send(struct term *t, const char *text)
{
	term_send_bytes(t, text, strlen(text));
}

static void term_send_key(void *user, const char *data, size_t len)
{
	term_send_bytes(user, data, len);
}

void term_keys(struct term *t, const char *keys)
{
	const char *bad = vtkeys_each(&t->keys, keys, term_send_key, t);
	if (bad)
		fail_msg("no such key: %.*s", (int)strcspn(bad, " \t\n"), bad);
}

/* Between these two the emulator's output is what a person does. */
static void term_hand_start(struct term *t)
{
	bytes_clear(&t->keys.typed);
	t->keys.listening = true;
}

static void term_hand_send(struct term *t)
{
	t->keys.listening = false;
	if (t->keys.typed.len > 0)
		term_send_bytes(t, t->keys.typed.data, t->keys.typed.len);
}

void term_paste(struct term *t, const char *text)
{
	term_hand_start(t);
	vterm_keyboard_start_paste(t->vt);
	for (const char *c = text; *c; c++)
		bytes_add(&t->keys.typed, *c == '\n' ? "\r" : c, 1);
	vterm_keyboard_end_paste(t->vt);
	term_hand_send(t);
}

static void term_mouse(struct term *t, int row, int col, int button, bool release)
{
	/* libvterm would send a button that nobody asked for. */
	if (!t->mouse)
		return;
	term_hand_start(t);
	vterm_mouse_move(t->vt, row, col, VTERM_MOD_NONE);
	vterm_mouse_button(t->vt, button, true, VTERM_MOD_NONE);
	if (release)
		vterm_mouse_button(t->vt, button, false, VTERM_MOD_NONE);
	term_hand_send(t);
}

void term_click(struct term *t, int row, int col)
{
	term_mouse(t, row, col, 1, true);
}

void term_wheel(struct term *t, int row, int col, int steps)
{
	for (int i = 0; i < abs(steps); i++)
		term_mouse(t, row, col, steps < 0 ? 4 : 5, false);
}

void term_click_text(struct term *t, const char *text)
{
	struct term_pos at = {0};
	if (!term_find(t, text, &at))
		term_fail_at(t, "the text to click is not there", __FILE__, __LINE__);
	term_click(t, at.row, at.col);
}

bool term_paste_wanted(struct term *t)
{
	term_hand_start(t);
	vterm_keyboard_start_paste(t->vt);
	t->keys.listening = false;
	return t->keys.typed.len > 0;
}
