#include "shown.h"

#include <stdint.h>
#include <string.h>

struct range {
	uint32_t first, last;
	const char *why;
};

/* Never, wherever they stand. */
static const struct range refused[] = {
        {0x00, 0x09, "a C0 control"},
        {0x0B, 0x1F, "a C0 control"},
        {0x7F, 0x7F, "DEL"},
        {0x80, 0x9F, "a C1 control"},
        {0xAD, 0xAD, "a soft hyphen"},
        {0x61C, 0x61C, "a bidi control"},
        {0x180E, 0x180E, "an invisible code point"},
        {0x200B, 0x200C, "an invisible code point"},
        {0x200E, 0x200F, "a bidi control"},
        {0x2028, 0x2029, "a separator of lines"},
        {0x202A, 0x202E, "a bidi control"},
        {0x2060, 0x2064, "an invisible code point"},
        {0x2066, 0x2069, "a bidi control"},
        {0x206A, 0x206F, "an invisible code point"},
        {0xFEFF, 0xFEFF, "an invisible code point"},
        {0xFFF9, 0xFFFB, "an annotation control"},
        {0xE0000, 0xE007F, "a tag"},
};

/* One code point, strictly: no overlong form, no surrogate, nothing past U+10FFFF. 0 for bad bytes. */
static size_t decode(const unsigned char *s, size_t len, uint32_t *ret)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t n = s[0] < 0x80 ? 1 : s[0] >= 0xF0 && s[0] < 0xF8 ? 4 : s[0] >= 0xE0 ? 3 : 2;
	if (s[0] >= 0xF8 || (s[0] >= 0x80 && s[0] < 0xC0) || n > len)
		return 0;
	uint32_t code = n == 1 ? s[0] : s[0] & (0x7FU >> n);
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		code = code << 6 | (s[i] & 0x3FU);
	}
	if (code < least[n] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		return 0;
	*ret = code;
	return n;
}

/* What may stand at both sides of a joiner: pictures, and what hangs on them. */
static bool is_picture(uint32_t code)
{
	return code == 0xA9 || code == 0xAE || (code >= 0x203C && code <= 0x3299) || code == 0xFE0F ||
	       (code >= 0x1F000 && code <= 0x1FAFF) || (code >= 0x1FC00 && code <= 0x1FFFD) ||
	       (code >= 0x300 && code <= 0x36F);
}

static const char *why_refused(uint32_t code, uint32_t before, uint32_t after, enum shown_keep keep)
{
	if (code == '\n')
		return keep == SHOWN_LINES ? NULL : "a line break";
	if (code == 0x200D)
		return is_picture(before) && is_picture(after) ? NULL : "a joiner outside emoji";
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		if (code >= refused[i].first && code <= refused[i].last)
			return refused[i].why;
	return NULL;
}

size_t shown_bad(const char *bytes, size_t len, enum shown_keep keep, const char **ret_why)
{
	const unsigned char *s = (const unsigned char *)bytes;
	uint32_t before = 0;
	for (size_t at = 0; at < len;) {
		uint32_t code = 0, after = 0;
		size_t n = decode(s + at, len - at, &code);
		if (n > 0 && at + n < len)
			decode(s + at + n, len - at - n, &after);
		const char *why = n == 0 ? "bad UTF-8" : why_refused(code, before, after, keep);
		if (why) {
			if (ret_why)
				*ret_why = why;
			return at;
		}
		before = code;
		at += n;
	}
	return len;
}

bool shown_is_safe(const char *text, enum shown_keep keep)
{
	size_t len = strlen(text);
	return shown_bad(text, len, keep, NULL) == len;
}
