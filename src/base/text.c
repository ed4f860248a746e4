#include <dagstart/base/text.h>

#include <limits.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#include <dagstart/base/str.h>

#include "text_code.h"

bool code_is_hidden(uint32_t code)
{
	if (code < 0x300)
		return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD;
	const uint32_t never = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Cs |
	                       UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;
	if (uc_is_general_category_withtable(code, never) ||
	        uc_is_property_default_ignorable_code_point(code))
		return true;
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Cn) &&
	       !uc_is_property_extended_pictographic(code);
}

bool code_is_mark(uint32_t code)
{
	return code >= 0x300 && uc_width(code, "UTF-8") == 0;
}

bool code_is_space(uint32_t code)
{
	return code == ' ' || (code > 0x7E && uc_is_property_white_space(code)) ||
	       (code >= '\t' && code <= '\r');
}

/* Columns of one code point on its own. */
static int code_width(uint32_t code)
{
	if (code < 0x300)
		return !code_is_hidden(code);
	int width = uc_width(code, "UTF-8");
	/* Pictographs that are newer than the library's tables are as wide as those it knows. */
	if (width == 1 && code >= 0x1F000 && uc_is_property_extended_pictographic(code) &&
	        uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Cn))
		return 2;
	return width < 0 ? 0 : width;
}

static bool byte_is_plain(char c)
{
	return c >= 0x20 && c < 0x7F;
}

/* Whether each of eight bytes is plain, seen at once: none below a blank, none above a tilde. */
static bool eight_are_plain(const char *s)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
	uint64_t eight;
	memcpy(&eight, s, sizeof(eight));
	return ((eight | (eight + ones) | (((eight | high) - ones * ' ') ^ high)) & high) == 0;
}

size_t bytes_plain(const char *s, size_t len)
{
	size_t n = 0;
	while (len - n >= sizeof(uint64_t) && eight_are_plain(s + n))
		n += sizeof(uint64_t);
	while (n < len && byte_is_plain(s[n]))
		n++;
	return n;
}

bool bytes_are_plain(const char *s, size_t len)
{
	return bytes_plain(s, len) == len;
}

size_t text_decode(const char *s, size_t len, uint32_t *ret)
{
	if (len == 0)
		return 0;
	unsigned char first = (unsigned char)*s;
	if (first < 0x80) {
		*ret = first;
		return 1;
	}
	ucs4_t code;
	int n = u8_mbtoucr(&code, (const uint8_t *)s, len);
	*ret = n > 0 ? code : CODE_BAD;
	return n > 0 ? (size_t)n : 1;
}

size_t text_encode(uint32_t code, char out[static 5])
{
	int n = u8_uctomb((uint8_t *)out, code, 4);
	if (n <= 0)
		n = u8_uctomb((uint8_t *)out, CODE_BAD, 4);
	out[n] = '\0';
	return (size_t)n;
}

bool text_is_utf8(const char *bytes, size_t len)
{
	return u8_check((const uint8_t *)bytes, len) == NULL;
}

/* A grapheme cluster while it is read. The library's own u8_grapheme_next() looks at pairs of code points
 * only and so parts families and flags; the properties are its, the rules are those of UAX 29, table 1c. */
struct cluster {
	uint32_t last;
	int kind; /* GBP_* of `last` */
	bool pictured; /* a pictograph, perhaps with marks behind it, is the end of what was read */
	bool joined; /* ... and a joiner behind that */
	int flags; /* regional indicators in a row at the end */
	int width; /* the sum of all */
	bool presented; /* emoji by selector, joiner, skin tone or pair: two columns whatever the sum */
};

static void cluster_add(struct cluster *c, uint32_t code)
{
	int kind = uc_graphemeclusterbreak_property(code);
	bool picture = code > 0xA8 && uc_is_property_extended_pictographic(code);
	if (code == CODE_AS_EMOJI && c->last && uc_is_property_emoji(c->last))
		c->presented = true;
	if (picture && c->joined)
		c->presented = true;
	if (c->pictured && uc_is_property_emoji_modifier(code))
		c->presented = true;
	c->joined = kind == GBP_ZWJ && c->pictured;
	c->pictured = picture || (kind == GBP_EXTEND && c->pictured);
	c->flags = kind == GBP_RI ? c->flags + 1 : 0;
	if (c->flags == 2)
		c->presented = true;
	c->width += code_width(code);
	c->kind = kind;
	c->last = code;
}

static bool kind_is_control(int kind)
{
	return kind == GBP_CONTROL || kind == GBP_CR || kind == GBP_LF;
}

/* GB6 to GB8: the parts of a Korean syllable. */
static bool syllable_goes_on(int kind, int next)
{
	switch (kind) {
	case GBP_L:
		return next == GBP_L || next == GBP_V || next == GBP_LV || next == GBP_LVT;
	case GBP_LV:
	case GBP_V:
		return next == GBP_V || next == GBP_T;
	case GBP_LVT:
	case GBP_T:
		return next == GBP_T;
	default: /* the library's kinds are plain numbers */
		return false;
	}
}

static bool cluster_goes_on(const struct cluster *c, uint32_t code)
{
	int next = uc_graphemeclusterbreak_property(code);
	if (c->kind == GBP_CR && next == GBP_LF)
		return true;
	if (kind_is_control(c->kind) || kind_is_control(next))
		return false;
	if (next == GBP_EXTEND || next == GBP_ZWJ || next == GBP_SPACINGMARK || c->kind == GBP_PREPEND)
		return true;
	if (c->joined && uc_is_property_extended_pictographic(code))
		return true;
	if (next == GBP_RI && c->flags == 1)
		return true;
	return syllable_goes_on(c->kind, next);
}

size_t text_grapheme(const char *s, size_t len, int *ret_width)
{
	if (len == 0) {
		*ret_width = 0;
		return 0;
	}
	unsigned char first = (unsigned char)s[0];
	if (first >= 0x20 && first < 0x7F && (len == 1 || (unsigned char)s[1] < 0x80)) {
		*ret_width = 1;
		return 1;
	}
	struct cluster c = {0};
	uint32_t code;
	size_t at = text_decode(s, len, &code);
	/* A western letter before ASCII: no rule can join them. */
	if (code >= 0xA0 && code < 0x300 && code != 0xAD && (at == len || (unsigned char)s[at] < 0x80)) {
		*ret_width = 1;
		return at;
	}
	cluster_add(&c, code);
	while (at < len) {
		size_t n = text_decode(s + at, len - at, &code);
		if (!cluster_goes_on(&c, code))
			break;
		cluster_add(&c, code);
		at += n;
	}
	*ret_width = c.presented || c.width > 2 ? 2 : c.width;
	return at;
}

/* Plain bytes that surely are clusters of their own: the last one may be joined to what follows it. */
static size_t plain_clusters(const char *s, size_t len)
{
	size_t plain = bytes_plain(s, len);
	return plain < len && plain > 0 ? plain - 1 : plain;
}

size_t text_fit(const char *s, size_t len, int width, int *ret_width)
{
	size_t at = 0;
	int used = 0;
	while (at < len) {
		size_t plain = plain_clusters(s + at, len - at), room = (size_t)(width - used);
		size_t taken = plain < room ? plain : room;
		at += taken;
		used += (int)taken;
		if (at == len || taken < plain)
			break;
		int columns;
		size_t n = text_grapheme(s + at, len - at, &columns);
		if (used + columns > width)
			break;
		used += columns;
		at += n;
	}
	*ret_width = used;
	return at;
}

int text_width(const char *s)
{
	int width;
	text_fit(s, strlen(s), INT_MAX, &width);
	return width;
}

/* Blanks that a spreadsheet may take off, and the quote of a cell. */
static bool stands_before_formula(uint32_t code)
{
	return code == ' ' || code == '"' || code == 0xA0 || (code >= 0x2000 && code <= 0x200A) ||
	       code == 0x202F || code == 0x205F || code == 0x3000;
}

bool text_is_formula(const char *s)
{
	static const char *const starts[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
	uint32_t code = 0;
	for (size_t n = text_decode(s, strlen(s), &code); n && stands_before_formula(code);
	        n = text_decode(s, strlen(s), &code))
		s += n;
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (str_starts(s, starts[i]))
			return true;
	return false;
}
