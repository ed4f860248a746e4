#include "input_key.h"

#include <string.h>
#include <termkey.h>

#include <dagstart/base/cleanup.h>
#include <dagstart/base/text.h>

enum { TERM_NAME_MAX = 64 };

/* `struct decoder` is libtermkey's own, under a name that others may know. */
static TermKey *termkey_of(struct decoder *decoder)
{
	return (TermKey *)(void *)decoder;
}

/* terminfo's key_mouse is "CSI <" for many terminals now, which libtermkey takes for the start of three raw
 * bytes; it knows SGR reports by itself. */
static const char *without_mouse(const char *name, const char *value, void *data)
{
	UNUSED(data);
	return strcmp(name, "key_mouse") == 0 ? NULL : value;
}

static TermKey *termkey_for(const char *term)
{
	const int flags = TERMKEY_FLAG_UTF8 | TERMKEY_FLAG_SPACESYMBOL | TERMKEY_FLAG_NOTERMIOS |
	                  TERMKEY_FLAG_CONVERTKP | TERMKEY_FLAG_NOSTART;
	TermKey *termkey = termkey_new_abstract(term, flags);
	if (!termkey)
		return NULL;
	termkey_hook_terminfo_getstr(termkey, without_mouse, NULL);
	termkey_set_canonflags(termkey, TERMKEY_CANON_SPACESYMBOL | TERMKEY_CANON_DELBS);
	if (termkey_start(termkey))
		return termkey;
	termkey_destroy(termkey);
	return NULL;
}

struct decoder *decoder_new(const char *term)
{
	bool sane = term && *term && strlen(term) <= TERM_NAME_MAX && !strchr(term, '/');
	TermKey *termkey = sane ? termkey_for(term) : NULL;
	if (!termkey)
		termkey = termkey_for("xterm");
	return (struct decoder *)(void *)termkey;
}

void decoder_free(struct decoder *decoder)
{
	if (decoder)
		termkey_destroy(termkey_of(decoder));
}

static const char *const sym_names[] = {
        [TERMKEY_SYM_BACKSPACE] = "Backspace",
        [TERMKEY_SYM_TAB] = "Tab",
        [TERMKEY_SYM_ENTER] = "Enter",
        [TERMKEY_SYM_ESCAPE] = "Esc",
        [TERMKEY_SYM_SPACE] = "Space",
        [TERMKEY_SYM_DEL] = "Backspace",
        [TERMKEY_SYM_UP] = "Up",
        [TERMKEY_SYM_DOWN] = "Down",
        [TERMKEY_SYM_LEFT] = "Left",
        [TERMKEY_SYM_RIGHT] = "Right",
        [TERMKEY_SYM_FIND] = "Home",
        [TERMKEY_SYM_INSERT] = "Insert",
        [TERMKEY_SYM_DELETE] = "Delete",
        [TERMKEY_SYM_SELECT] = "End",
        [TERMKEY_SYM_PAGEUP] = "PgUp",
        [TERMKEY_SYM_PAGEDOWN] = "PgDn",
        [TERMKEY_SYM_HOME] = "Home",
        [TERMKEY_SYM_END] = "End",
        [TERMKEY_SYM_KPENTER] = "Enter",
};

static void name_key(struct key *key, const char *name, int modifiers)
{
	static const struct {
		int bit;
		const char *prefix;
	} prefixes[] = {
	        {TERMKEY_KEYMOD_CTRL, "C-"},
	        {TERMKEY_KEYMOD_ALT, "M-"},
	        {TERMKEY_KEYMOD_SHIFT, "S-"},
	};
	size_t at = 0, len = strlen(name);
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (modifiers & prefixes[i].bit) {
			memcpy(key->name + at, prefixes[i].prefix, 2);
			at += 2;
		}
	memcpy(key->name + at, name, len + 1);
}

static bool name_sym(const TermKeyKey *raw, struct key *ret)
{
	size_t sym = raw->code.sym > 0 ? (size_t)raw->code.sym : 0;
	const char *name = sym < sizeof(sym_names) / sizeof(sym_names[0]) ? sym_names[sym] : NULL;
	if (!name)
		return false;
	if (raw->code.sym == TERMKEY_SYM_TAB && raw->modifiers == TERMKEY_KEYMOD_SHIFT)
		name_key(ret, "BTab", 0);
	else
		name_key(ret, name, raw->modifiers);
	return true;
}

static bool name_function(const TermKeyKey *raw, struct key *ret)
{
	static const char *const names[] = {
	        "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12"};
	int number = raw->code.number;
	if (number < 1 || number > 12)
		return false;
	name_key(ret, names[number - 1], raw->modifiers);
	return true;
}

static bool name_letter(const TermKeyKey *raw, struct key *ret)
{
	/* A line feed is what "Enter" becomes on its way through some programs. */
	if (raw->modifiers == TERMKEY_KEYMOD_CTRL && raw->code.codepoint == 'j') {
		name_key(ret, "Enter", 0);
		return true;
	}
	if (raw->code.codepoint < ' ' || raw->code.codepoint > 0x10FFFF)
		return false;
	char letter[5];
	text_encode((uint32_t)raw->code.codepoint, letter);
	name_key(ret, letter, raw->modifiers & ~TERMKEY_KEYMOD_SHIFT);
	return true;
}

static bool name_mouse(TermKey *termkey, const TermKeyKey *raw, struct key *ret)
{
	TermKeyMouseEvent event = TERMKEY_MOUSE_UNKNOWN;
	int button = 0, line = 0, column = 0;
	if (termkey_interpret_mouse(termkey, raw, &event, &button, &line, &column) != TERMKEY_RES_KEY ||
	        event == TERMKEY_MOUSE_UNKNOWN || button > 5)
		return false;
	*ret = (struct key){
	        .kind = KEY_MOUSE,
	        .mouse = event == TERMKEY_MOUSE_DRAG ? MOUSE_DRAG : MOUSE_RELEASE,
	        .row = line > 0 ? line - 1 : 0,
	        .column = column > 0 ? column - 1 : 0,
	        .button = button,
	};
	if (event == TERMKEY_MOUSE_PRESS)
		ret->mouse = button == 4 ? MOUSE_WHEEL_UP : button == 5 ? MOUSE_WHEEL_DOWN : MOUSE_PRESS;
	return true;
}

static bool name_of(TermKey *termkey, const TermKeyKey *raw, struct key *ret)
{
	switch (raw->type) {
	case TERMKEY_TYPE_UNICODE:
		return name_letter(raw, ret);
	case TERMKEY_TYPE_FUNCTION:
		return name_function(raw, ret);
	case TERMKEY_TYPE_KEYSYM:
		return name_sym(raw, ret);
	case TERMKEY_TYPE_MOUSE:
		return name_mouse(termkey, raw, ret);
	case TERMKEY_TYPE_POSITION:
	case TERMKEY_TYPE_MODEREPORT:
	case TERMKEY_TYPE_DCS:
	case TERMKEY_TYPE_OSC:
	case TERMKEY_TYPE_UNKNOWN_CSI:
		return false;
	}
	return false;
}

bool decoder_key(struct decoder *decoder, const char *bytes, size_t len, struct key *ret)
{
	TermKey *termkey = termkey_of(decoder);
	TermKeyKey raw, rest;
	*ret = (struct key){.kind = KEY_NAMED};
	termkey_push_bytes(termkey, bytes, len);
	bool known = termkey_getkey_force(termkey, &raw) == TERMKEY_RES_KEY && name_of(termkey, &raw, ret);
	/* A token that it takes for more than one key is none that we know. */
	while (termkey_getkey_force(termkey, &rest) == TERMKEY_RES_KEY)
		known = false;
	return known;
}
