#include "term_private.h"

#include <ctype.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mono.h"

/* Longer than the program waits to tell Esc from the start of a key (ESCDELAY is 25). */
enum { TERM_ESC_MS = 100, TERM_STUCK_MS = 20000 };

static const struct {
	const char *name;
	VTermKey key;
	VTermModifier mod;
} term_key_names[] = {
        {"BS", VTERM_KEY_BACKSPACE, VTERM_MOD_NONE},
        {"BTab", VTERM_KEY_TAB, VTERM_MOD_SHIFT},
        {"Del", VTERM_KEY_DEL, VTERM_MOD_NONE},
        {"Down", VTERM_KEY_DOWN, VTERM_MOD_NONE},
        {"End", VTERM_KEY_END, VTERM_MOD_NONE},
        {"Enter", VTERM_KEY_ENTER, VTERM_MOD_NONE},
        {"Esc", VTERM_KEY_ESCAPE, VTERM_MOD_NONE},
        {"Home", VTERM_KEY_HOME, VTERM_MOD_NONE},
        {"Ins", VTERM_KEY_INS, VTERM_MOD_NONE},
        {"Left", VTERM_KEY_LEFT, VTERM_MOD_NONE},
        {"PgDn", VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE},
        {"PgUp", VTERM_KEY_PAGEUP, VTERM_MOD_NONE},
        {"Right", VTERM_KEY_RIGHT, VTERM_MOD_NONE},
        {"Tab", VTERM_KEY_TAB, VTERM_MOD_NONE},
        {"Up", VTERM_KEY_UP, VTERM_MOD_NONE},
};

void term_send_bytes(struct term *t, const void *data, size_t len)
{
	const char *at = data;
	int64_t deadline = term_deadline(TERM_STUCK_MS);
	while (t->esc_until && mono_left(t->esc_until) > 0 && term_read(t, t->esc_until) == PTYPROC_DATA)
		continue;
	t->esc_until = 0;
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
	if (at != data && at[-1] == '\033')
		t->esc_until = term_deadline(TERM_ESC_MS);
}

void term_send(struct term *t, const char *text)
{
	term_send_bytes(t, text, strlen(text));
}

/* Sends what the emulator made of a key or a click. */
static void term_send_typed(struct term *t, struct bytes *typed)
{
	t->typed = NULL;
	if (typed->len > 0)
		term_send_bytes(t, typed->data, typed->len);
	bytes_done(typed);
}

static void term_key_named(struct term *t, VTermKey key, VTermModifier mod)
{
	struct bytes typed = {0};
	t->typed = &typed;
	vterm_keyboard_key(t->vt, key, mod);
	term_send_typed(t, &typed);
}

static bool term_key_find(const char *word, VTermKey *ret_key, VTermModifier *ret_mod)
{
	char *end = NULL;
	for (size_t i = 0; i < sizeof(term_key_names) / sizeof(term_key_names[0]); i++)
		if (strcmp(word, term_key_names[i].name) == 0) {
			*ret_key = term_key_names[i].key;
			*ret_mod = term_key_names[i].mod;
			return true;
		}
	long n = word[0] == 'F' && isdigit((unsigned char)word[1]) ? strtol(word + 1, &end, 10) : 0;
	if (n < 1 || n > 12 || *end)
		return false;
	*ret_key = (VTermKey)VTERM_KEY_FUNCTION((int)n);
	*ret_mod = VTERM_MOD_NONE;
	return true;
}

static bool term_is_character(const char *word)
{
	if ((unsigned char)word[0] < 0x80)
		return word[0] && !word[1];
	for (const char *c = word + 1; *c; c++)
		if (((unsigned char)*c & 0xc0) != 0x80)
			return false;
	return true;
}

/* A character with Ctrl or Alt, in the bytes that every terminal agrees on. */
static bool term_key_character(struct term *t, const char *word, int mods)
{
	char ctrl[2] = {(char)(word[0] & 0x1f), '\0'};
	bool with_ctrl = mods & VTERM_MOD_CTRL;
	if (!term_is_character(word) || (with_ctrl && (word[0] < '@' || word[0] > '~')) ||
	        (mods & VTERM_MOD_SHIFT))
		return false;
	char alt[16];
	snprintf(alt, sizeof(alt), "%s%s", mods & VTERM_MOD_ALT ? "\033" : "", with_ctrl ? ctrl : word);
	term_send_bytes(t, alt, strlen(alt) + (with_ctrl && ctrl[0] == '\0'));
	return true;
}

static void term_key(struct term *t, const char *word)
{
	static const char marks[] = "SMC";
	const char *name = word;
	VTermKey key = VTERM_KEY_NONE;
	VTermModifier own = VTERM_MOD_NONE;
	int mods = 0;
	if (strncmp(word, "text:", 5) == 0) {
		term_send(t, word + 5);
		return;
	}
	for (const char *mark; name[0] && name[1] == '-' && name[2] && (mark = strchr(marks, name[0]));
	        name += 2)
		mods |= 1 << (mark - marks);
	if (term_key_find(name, &key, &own))
		term_key_named(t, key, (VTermModifier)(mods | (int)own));
	else if (!term_key_character(t, strcmp(name, "Space") == 0 ? " " : name, mods))
		fail_msg("no such key: %s", word);
}

/* Cuts "*N" off; "*" alone and "text:..." stand as they are. */
static long term_key_times(char *word)
{
	char *star = strrchr(word, '*');
	char *end = NULL;
	if (!star || star == word || !star[1] || strncmp(word, "text:", 5) == 0)
		return 1;
	long times = strtol(star + 1, &end, 10);
	if (*end || times < 0)
		return 1;
	*star = '\0';
	return times;
}

void term_keys(struct term *t, const char *keys)
{
	char *copy = strdup(keys);
	char *rest = NULL;
	if (!copy)
		abort();
	for (char *word = strtok_r(copy, " \n\t", &rest); word; word = strtok_r(NULL, " \n\t", &rest))
		for (long times = term_key_times(word); times > 0; times--)
			term_key(t, word);
	free(copy);
}

void term_paste(struct term *t, const char *text)
{
	struct bytes typed = {0};
	t->typed = &typed;
	vterm_keyboard_start_paste(t->vt);
	for (const char *c = text; *c; c++)
		bytes_add(&typed, *c == '\n' ? "\r" : c, 1);
	vterm_keyboard_end_paste(t->vt);
	term_send_typed(t, &typed);
}

static void term_mouse(struct term *t, int row, int col, int button, bool release)
{
	struct bytes typed = {0};
	/* libvterm would send a button that nobody asked for. */
	if (!t->mouse)
		return;
	t->typed = &typed;
	vterm_mouse_move(t->vt, row, col, VTERM_MOD_NONE);
	vterm_mouse_button(t->vt, button, true, VTERM_MOD_NONE);
	if (release)
		vterm_mouse_button(t->vt, button, false, VTERM_MOD_NONE);
	term_send_typed(t, &typed);
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
	struct bytes typed = {0};
	t->typed = &typed;
	vterm_keyboard_start_paste(t->vt);
	t->typed = NULL;
	bool wanted = typed.len > 0;
	bytes_done(&typed);
	return wanted;
}
