#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/doc.h>

#include <string.h>

const char *doc_hint_words(struct arena *arena, const char *hint,
        const char *(*key_of)(const void *user, const char *command), const void *user)
{
	struct str words = str_new(arena);
	for (const char *open; (open = strchr(hint, '{'));) {
		const char *close = strchr(open, '}');
		if (!close)
			break;
		const char *command = arena_strndup(arena, open + 1, (size_t)(close - open - 1));
		const char *key = key_of ? key_of(user, command) : NULL;
		str_add_bytes(&words, hint, (size_t)(open - hint));
		if (key)
			str_add(&words, key);
		else
			str_addf(&words, ":%s", command);
		hint = close + 1;
	}
	str_add(&words, hint);
	return words.text;
}
