#include "vtkeys.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VTKEYS_WORD_MAX = 256 };

static const struct {
	const char *name;
	VTermKey key;
	VTermModifier mod;
} vtkeys_names[] = {
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

static void vtkeys_output(const char *data, size_t len, void *user)
{
	struct vtkeys *k = user;
	if (k->listening)
		bytes_add(&k->typed, data, len);
}

void vtkeys_init(struct vtkeys *k, VTerm *vt)
{
	*k = (struct vtkeys){.vt = vt};
	vterm_output_set_callback(vt, vtkeys_output, k);
}

void vtkeys_done(struct vtkeys *k)
{
	bytes_done(&k->typed);
}

static bool vtkeys_find(const char *word, VTermKey *ret_key, VTermModifier *ret_mod)
{
	char *end = NULL;
	for (size_t i = 0; i < sizeof(vtkeys_names) / sizeof(vtkeys_names[0]); i++)
		if (strcmp(word, vtkeys_names[i].name) == 0) {
			*ret_key = vtkeys_names[i].key;
			*ret_mod = vtkeys_names[i].mod;
			return true;
		}
	long n = word[0] == 'F' && isdigit((unsigned char)word[1]) ? strtol(word + 1, &end, 10) : 0;
	if (n < 1 || n > 12 || *end)
		return false;
	*ret_key = (VTermKey)VTERM_KEY_FUNCTION((int)n);
	*ret_mod = VTERM_MOD_NONE;
	return true;
}

static bool vtkeys_is_character(const char *word)
{
	if ((unsigned char)word[0] < 0x80)
		return word[0] && !word[1];
	for (const char *c = word + 1; *c; c++)
		if (((unsigned char)*c & 0xc0) != 0x80)
			return false;
	return true;
}

/* A character with Ctrl or Alt, in the bytes that every terminal agrees on. */
static bool vtkeys_character(struct vtkeys *k, const char *word, int mods)
{
	bool ctrl = mods & VTERM_MOD_CTRL;
	char control = (char)(word[0] & 0x1f);
	if (!vtkeys_is_character(word) || (mods & VTERM_MOD_SHIFT) ||
	        (ctrl && (word[0] < '@' || word[0] > '~')))
		return false;
	if (mods & VTERM_MOD_ALT)
		bytes_puts(&k->typed, "\033");
	if (ctrl)
		bytes_add(&k->typed, &control, 1);
	else
		bytes_puts(&k->typed, word);
	return true;
}

static bool vtkeys_encode(struct vtkeys *k, const char *word)
{
	static const char marks[] = "SMC";
	const char *name = word;
	VTermKey key = VTERM_KEY_NONE;
	VTermModifier own = VTERM_MOD_NONE;
	int mods = 0;
	bytes_clear(&k->typed);
	if (strncmp(word, "text:", 5) == 0) {
		bytes_puts(&k->typed, word + 5);
		return true;
	}
	for (const char *mark; name[0] && name[1] == '-' && name[2] && (mark = strchr(marks, name[0]));
	        name += 2)
		mods |= 1 << (mark - marks);
	if (!vtkeys_find(name, &key, &own))
		return vtkeys_character(k, strcmp(name, "Space") == 0 ? " " : name, mods);
	k->listening = true;
	vterm_keyboard_key(k->vt, key, (VTermModifier)(mods | (int)own));
	k->listening = false;
	return true;
}

/* Cuts "*N" off; "*" alone and "text:..." stand as they are. */
static long vtkeys_times(char *word)
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

const char *vtkeys_each(struct vtkeys *k, const char *keys,
        void (*send)(void *user, const char *data, size_t len), void *user)
{
	static const char blanks[] = " \t\n";
	for (keys += strspn(keys, blanks); *keys; keys += strspn(keys, blanks)) {
		size_t len = strcspn(keys, blanks);
		char word[VTKEYS_WORD_MAX];
		if (len >= sizeof(word))
			return keys;
		memcpy(word, keys, len);
		word[len] = '\0';
		for (long times = vtkeys_times(word); times > 0; times--) {
			if (!vtkeys_encode(k, word))
				return keys;
			send(user, k->typed.data, k->typed.len);
		}
		keys += len;
	}
	return NULL;
}
