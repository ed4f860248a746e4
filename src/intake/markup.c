#include "markup.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

enum {
	TAG_BYTES = 2000, /* the longest that is looked for: word processors write styles into them */
	ENTITY_BYTES = 10,
};

struct named {
	const char *name, *text;
};

/* What stands in the place of a tag. */
static const struct named tags[] = {{"a", ""}, {"b", ""}, {"blockquote", "\n"}, {"body", "\n"}, {"br", "\n"},
        {"center", "\n"}, {"code", ""}, {"del", ""}, {"div", "\n"}, {"em", ""}, {"font", ""}, {"h1", "\n"},
        {"h2", "\n"}, {"h3", "\n"}, {"h4", "\n"}, {"h5", "\n"}, {"h6", "\n"}, {"hr", "\n"}, {"html", "\n"},
        {"i", ""}, {"img", ""}, {"ins", ""}, {"li", "\n"}, {"o:p", ""}, {"ol", "\n"}, {"p", "\n"},
        {"pre", "\n"}, {"s", ""}, {"small", ""}, {"span", ""}, {"strike", ""}, {"strong", ""}, {"sub", ""},
        {"sup", ""}, {"table", "\n"}, {"tbody", ""}, {"td", " "}, {"th", " "}, {"thead", ""}, {"tr", "\n"},
        {"u", ""}, {"ul", "\n"}};

static const struct named entities[] = {{"Auml", "Ä"}, {"Eacute", "É"}, {"Ouml", "Ö"}, {"Uuml", "Ü"},
        {"aacute", "á"}, {"acirc", "â"}, {"agrave", "à"}, {"amp", "&"}, {"apos", "'"}, {"auml", "ä"},
        {"bull", "•"}, {"ccedil", "ç"}, {"copy", "©"}, {"deg", "°"}, {"eacute", "é"}, {"ecirc", "ê"},
        {"egrave", "è"}, {"euml", "ë"}, {"euro", "€"}, {"gt", ">"}, {"hellip", "…"}, {"iacute", "í"},
        {"icirc", "î"}, {"iuml", "ï"}, {"laquo", "«"}, {"ldquo", "“"}, {"lsquo", "‘"}, {"lt", "<"},
        {"mdash", "—"}, {"middot", "·"}, {"nbsp", " "}, {"ndash", "–"}, {"ntilde", "ñ"}, {"oacute", "ó"},
        {"ocirc", "ô"}, {"ouml", "ö"}, {"pound", "£"}, {"quot", "\""}, {"raquo", "»"}, {"rdquo", "”"},
        {"reg", "®"}, {"rsquo", "’"}, {"szlig", "ß"}, {"times", "×"}, {"trade", "™"}, {"uacute", "ú"},
        {"ucirc", "û"}, {"ugrave", "ù"}, {"uuml", "ü"}};

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':';
}

/* Bytes of the tag at `s`, 0 for none; *ret stands in its place. */
static size_t tag_at(const char *s, const char **ret)
{
	size_t from = s[1] == '/' ? 2 : 1, len = 0;
	if (str_starts(s, "<!--")) {
		const char *end = strstr(s, "-->");
		*ret = "";
		return end ? (size_t)(end - s) + 3 : 0;
	}
	while (is_name(s[from + len]))
		len++;
	size_t rest = strcspn(s + from + len, "<>"), end = from + len + rest;
	if (end > TAG_BYTES || s[end] != '>' || (rest && !strchr(" /\t\n", s[from + len])))
		return 0;
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
		if (strlen(tags[i].name) == len && strncasecmp(tags[i].name, s + from, len) == 0) {
			*ret = tags[i].text;
			return end + 1;
		}
	return 0;
}

/* The character that a number stands for; NULL where it is none that may be shown. */
static const char *numbered(const char *digits, size_t len, char out[5])
{
	uint32_t code = 0, base = *digits == 'x' || *digits == 'X' ? 16 : 10;
	size_t at = base == 16;
	if (at == len)
		return NULL;
	for (; at < len; at++) {
		const char *digit = strchr("0123456789abcdef", digits[at] | 0x20);
		uint32_t value = digit ? (uint32_t)(digit - "0123456789abcdef") : base;
		if (value >= base || code > 0x10FFFF)
			return NULL;
		code = code * base + value;
	}
	if (code == '\n' || code == '\r')
		return "\n";
	if (code == 0xA0 || code == '\t')
		return " ";
	if (code < ' ' || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		return NULL;
	out[text_encode(code, out)] = '\0';
	return text_is_clean(out) ? out : NULL;
}

/* Bytes of the entity at `s`, 0 for none; *ret stands in its place. */
static size_t entity_at(const char *s, char out[5], const char **ret)
{
	size_t len = strcspn(s + 1, "; \n&<");
	*ret = NULL;
	if (len == 0 || len > ENTITY_BYTES || s[1 + len] != ';')
		return 0;
	if (s[1] == '#')
		*ret = len > 1 ? numbered(s + 2, len - 1, out) : NULL;
	for (size_t i = 0; s[1] != '#' && i < sizeof(entities) / sizeof(entities[0]); i++)
		if (strlen(entities[i].name) == len && memcmp(entities[i].name, s + 1, len) == 0)
			*ret = entities[i].text;
	return *ret ? len + 2 : 0;
}

/* A break is one however many tags make it, and there is none at the start. */
static void put(struct str *out, const char *text)
{
	if (*text != '\n') {
		str_add(out, text);
		return;
	}
	while (out->len > 0 && out->text[out->len - 1] == ' ')
		out->text[--out->len] = '\0';
	if (out->len > 0 && out->text[out->len - 1] != '\n')
		str_add_char(out, '\n');
}

const char *markup_text(struct arena *arena, const char *s)
{
	struct str out = {0};
	const char *plain = s;
	for (const char *at = s + strcspn(s, "<&"); *at; at += strcspn(at, "<&")) {
		const char *text = NULL;
		char one[5];
		size_t len = *at == '<' ? tag_at(at, &text) : entity_at(at, one, &text);
		if (len == 0) {
			at++;
			continue;
		}
		if (!out.text)
			out = str_new(arena);
		str_add_bytes(&out, plain, (size_t)(at - plain));
		put(&out, text);
		at += len;
		plain = at;
	}
	if (!out.text)
		return s;
	str_add(&out, plain);
	return str_trim(arena, out.text);
}
