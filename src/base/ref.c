#include <dagstart/base/ref.h>

#include <inttypes.h>

#include <dagstart/base/arena.h>

bool ref_equal(struct ref a, struct ref b)
{
	return a.letter == b.letter && (a.id == b.id || a.letter == 0);
}

char *ref_text(struct arena *arena, struct ref ref)
{
	return ref_is(ref) ? arena_printf(arena, "%c-%" PRId64, ref.letter, ref.id) : arena_strdup(arena, "");
}

static char letter_of(char c)
{
	if (c >= 'a' && c <= 'z')
		return (char)(c - 'a' + 'A');
	return c >= 'A' && c <= 'Z' ? c : '\0';
}

bool ref_parse(const char *s, struct ref *ret)
{
	struct ref ref = {.letter = s ? letter_of(*s) : '\0'};
	if (!ref_is(ref))
		return false;
	s += s[1] == '-' ? 2 : 1;
	const char *first = s;
	for (; *s >= '0' && *s <= '9'; s++)
		if (__builtin_mul_overflow(ref.id, 10, &ref.id) ||
		        __builtin_add_overflow(ref.id, *s - '0', &ref.id))
			return false;
	if (s == first || *s || ref.id == 0)
		return false;
	*ret = ref;
	return true;
}
