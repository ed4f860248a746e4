#include "keymap_check.h"

#include <ctype.h>
#include <string.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/problems.h>
#include <dagstart/tui/keymap.h>

/* The last word of the names of commands after which something is gone, though undo brings it back. */
static const char *const destructive[] = {"drop", "forget", "leave", "remove", "stop", "withdraw"};

static bool is_destructive(const char *command)
{
	size_t len = strcspn(command, " ");
	for (size_t i = 0; i < sizeof(destructive) / sizeof(destructive[0]); i++) {
		size_t word = strlen(destructive[i]);
		if (len > word && command[len - word - 1] == '.' &&
		        strncmp(command + len - word, destructive[i], word) == 0)
			return true;
	}
	return false;
}

static bool side_by_side(char a, char b)
{
	static const char *const keyboard[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
	for (size_t i = 0; i < sizeof(keyboard) / sizeof(keyboard[0]); i++) {
		const char *at = strchr(keyboard[i], a);
		if (at && ((at > keyboard[i] && at[-1] == b) || at[1] == b))
			return true;
	}
	return false;
}

static bool is_one_slip(const char *a, const char *b)
{
	if (!isalpha((unsigned char)a[0]) || a[1] || !isalpha((unsigned char)b[0]) || b[1])
		return false;
	if (tolower((unsigned char)a[0]) == tolower((unsigned char)b[0]))
		return true;
	bool same_case = !isupper((unsigned char)a[0]) == !isupper((unsigned char)b[0]);
	return same_case &&
	       side_by_side((char)tolower((unsigned char)a[0]), (char)tolower((unsigned char)b[0]));
}

void keymap_check_neighbours(
        const struct key_binding *bindings, size_t count, const char *file, struct problems *problems)
{
	for (size_t i = 0; i < count; i++) {
		if (!is_destructive(bindings[i].command))
			continue;
		for (size_t j = 0; j < count; j++)
			if (!is_destructive(bindings[j].command) &&
			        is_one_slip(bindings[i].key, bindings[j].key))
				problems_add(problems, file, 0, 0, bindings[i].context,
				        _("another key for %s: %s lies next to %s (%s)"), bindings[i].command,
				        bindings[i].key, bindings[j].key, bindings[j].command);
	}
}
