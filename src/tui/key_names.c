#include "key_names.h"

#include <stddef.h>
#include <string.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

static const char *const named[] = {
        "Enter",
        "Esc",
        "Tab",
        "BTab",
        "Backspace",
        "Delete",
        "Insert",
        "Up",
        "Down",
        "Left",
        "Right",
        "Home",
        "End",
        "PgUp",
        "PgDn",
        "Space",
        "F1",
        "F2",
        "F3",
        "F4",
        "F5",
        "F6",
        "F7",
        "F8",
        "F9",
        "F10",
        "F11",
        "F12",
};

static bool is_grapheme(const char *name)
{
	int width;
	size_t len = strlen(name);
	return len > 0 && text_is_clean(name) && !streq(name, " ") &&
	       text_grapheme(name, len, &width) == len && width > 0;
}

bool key_name_is_valid(const char *name)
{
	if (name[0] > ' ' && name[0] < 0x7F && !name[1])
		return true;
	static const char *const modifiers[] = {"C-", "M-", "S-"};
	for (size_t i = 0; i < sizeof(modifiers) / sizeof(modifiers[0]); i++)
		if (str_starts(name, modifiers[i]) && name[2])
			name += 2;
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (streq(name, named[i]))
			return true;
	return is_grapheme(name);
}

static const struct {
	const char *name, *words;
} said[] = {
        {"Up", "↑"},
        {"Down", "↓"},
        {"Left", "←"},
        {"Right", "→"},
        {"BTab", "S-Tab"},
        {"Space", N_("Space")},
        {"C-Space", "C-Space"},
};

const char *key_name_say(const char *name, bool ascii)
{
	/* The twin of an arrow is a letter, and that is another key. */
	bool arrow = streq(name, "Up") || streq(name, "Down") || streq(name, "Left") || streq(name, "Right");
	if (ascii && arrow)
		return name;
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++)
		if (streq(name, said[i].name))
			return _(said[i].words);
	return name;
}
