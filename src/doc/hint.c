#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/doc.h>

#include <string.h>

typedef const char *hint_name_fn(const void *user, const char *command);

const char *doc_hint_words(struct arena *arena, const char *hint, hint_name_fn *key_of, const void *user)
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
			str_addf(&words, ":%.*s",
			        (int)(strchr(command, '=') ? strcspn(command, " ") : strlen(command)),
			        command);
		hint = close + 1;
	}
	str_add(&words, hint);
	return words.text;
}

/* Where a clause ends: behind the mark that ends it, before the blank that follows. */
static const char *clause_end(const char *text)
{
	static const char *const ends[] = {". ", ", ", " · "};
	for (bool inside = false; *text; text++) {
		inside = *text == '{' || (inside && *text != '}');
		for (size_t i = 0; !inside && i < sizeof(ends) / sizeof(*ends); i++)
			if (strncmp(text, ends[i], strlen(ends[i])) == 0)
				return text + strlen(ends[i]) - 1;
	}
	return text;
}

static bool all_known(struct arena *arena, const char *clause, hint_name_fn *words_of, const void *user)
{
	for (const char *open; (open = strchr(clause, '{'));) {
		const char *close = strchr(open, '}');
		if (!close)
			return true;
		if (!words_of(user, arena_strndup(arena, open + 1, (size_t)(close - open - 1))))
			return false;
		clause = close + 1;
	}
	return true;
}

/* What stood between two clauses makes no sense at the end. */
static void trim_end(struct str *s, bool sentence)
{
	static const char dot[] = " ·";
	while (s->len && strchr(" ,", s->text[s->len - 1]))
		s->text[--s->len] = '\0';
	size_t len = sizeof(dot) - 1;
	if (s->len >= len && strcmp(s->text + s->len - len, dot) == 0)
		s->text[s->len -= len] = '\0';
	if (sentence && s->len && !strchr(".!?", s->text[s->len - 1]))
		str_add_char(s, '.');
}

const char *doc_hint_where(struct arena *arena, const char *hint, hint_name_fn *words_of, const void *user)
{
	struct str kept = str_new(arena);
	bool left_out = false;
	while (*hint) {
		const char *end = clause_end(hint);
		const char *clause = arena_strndup(arena, hint, (size_t)(end - hint));
		bool known = all_known(arena, clause, words_of, user);
		left_out |= !known;
		if (known)
			str_add_part(&kept, " ", clause);
		hint = *end == ' ' ? end + 1 : end;
	}
	if (left_out)
		trim_end(&kept, true);
	return doc_hint_words(arena, kept.text, words_of, user);
}
