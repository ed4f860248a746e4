#include <dagstart/base/str.h>

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/text.h>

enum {
	STR_FIRST = 64,
	STR_NUMBER = 64, /* longer spellings of a number are no number that a person wrote */
};

struct str str_new(struct arena *arena)
{
	return (struct str){.arena = arena, .text = arena_alloc(arena, STR_FIRST), .room = STR_FIRST};
}

/* Room for `more` bytes and the NUL. */
static void str_reserve(struct str *s, size_t more)
{
	if (more < s->room - s->len)
		return;
	size_t room = more > SIZE_MAX / 4 - s->room ? SIZE_MAX : (s->room + more) * 2;
	s->text = arena_grow(s->arena, s->text, s->room, room);
	s->room = room;
}

void str_add(struct str *s, const char *text)
{
	str_add_bytes(s, text, strlen(text));
}

void str_add_bytes(struct str *s, const char *bytes, size_t len)
{
	if (len == 0)
		return;
	str_reserve(s, len);
	memcpy(s->text + s->len, bytes, len);
	s->len += len;
	s->text[s->len] = '\0';
}

void str_add_char(struct str *s, char c)
{
	str_add_bytes(s, &c, 1);
}

__attribute__((format(printf, 2, 0))) static void add_list(struct str *s, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int len = vsnprintf(s->text + s->len, s->room - s->len, format, args);
	if (len > 0 && (size_t)len >= s->room - s->len) {
		str_reserve(s, (size_t)len);
		vsnprintf(s->text + s->len, s->room - s->len, format, again);
	}
	va_end(again);
	if (len > 0)
		s->len += (size_t)len;
	s->text[s->len] = '\0';
}

void str_addf(struct str *s, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add_list(s, format, args);
	va_end(args);
}

void str_repeat(struct str *s, const char *text, size_t n)
{
	size_t len = strlen(text);
	for (size_t i = 0; i < n && len > 0; i++)
		str_add_bytes(s, text, len);
}

void str_add_part(struct str *s, const char *gap, const char *part)
{
	if (s->len)
		str_add(s, gap);
	str_add(s, part);
}

void str_clear(struct str *s)
{
	s->len = 0;
	s->text[0] = '\0';
}

char *str_join(struct arena *arena, const char *gap, const char *const *items, size_t count)
{
	struct str s = str_new(arena);
	for (size_t i = 0; i < count; i++) {
		str_add(&s, i ? gap : "");
		str_add(&s, items[i]);
	}
	return s.text;
}

bool strempty(const char *s)
{
	return !s || !*s;
}

bool str_starts(const char *s, const char *prefix)
{
	return s && strncmp(s, prefix, strlen(prefix)) == 0;
}

const char *str_or(const char *s, const char *fallback)
{
	return strempty(s) ? fallback : s;
}

/* The start of the code point that ends before `end`. */
static size_t str_back(const char *s, size_t start, size_t end)
{
	size_t at = end - 1;
	while (at > start && ((unsigned char)s[at] & 0xC0) == 0x80)
		at--;
	return at;
}

char *str_trim(struct arena *arena, const char *s)
{
	size_t start = 0;
	size_t end = strlen(s);
	uint32_t code;
	while (start < end) {
		size_t n = text_decode(s + start, end - start, &code);
		if (!uc_is_property_white_space(code))
			break;
		start += n;
	}
	while (end > start) {
		size_t at = str_back(s, start, end);
		if (text_decode(s + at, end - at, &code) != end - at || !uc_is_property_white_space(code))
			break;
		end = at;
	}
	return arena_strndup(arena, s + start, end - start);
}

char *str_squeeze(struct arena *arena, const char *s)
{
	const char *trimmed = str_trim(arena, s);
	size_t len = strlen(trimmed);
	struct str once = str_new(arena);
	bool blank = false;
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t n = text_decode(trimmed + at, len - at, &code);
		bool is_space = uc_is_property_white_space(code);
		if (is_space && !blank)
			str_add_char(&once, ' ');
		else if (!is_space)
			str_add_bytes(&once, trimmed + at, n);
		blank = is_space;
		at += n;
	}
	return once.text;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool str_to_long(const char *s, long *ret)
{
	if (!s || strlen(s) >= STR_NUMBER || !is_digit(s[*s == '-' || *s == '+']))
		return false;
	char *end;
	errno = 0;
	long value = strtol(s, &end, 10);
	if (errno || *end)
		return false;
	*ret = value;
	return true;
}

static const char *skip_digits(const char *s)
{
	while (is_digit(*s))
		s++;
	return s;
}

/* Whether `s` is [sign] digits [point digits] [e [sign] digits], with digits on at least one side of the
 * point. */
static bool is_number(const char *s)
{
	const char *at = s + (*s == '-' || *s == '+');
	const char *fraction = skip_digits(at);
	size_t digits = (size_t)(fraction - at);
	at = fraction;
	if (*at == '.' || *at == ',') {
		fraction = skip_digits(at + 1);
		digits += (size_t)(fraction - at - 1);
		at = fraction;
	}
	if (digits == 0)
		return false;
	if (*at == 'e' || *at == 'E') {
		at += 1 + (at[1] == '-' || at[1] == '+');
		if (!is_digit(*at))
			return false;
		at = skip_digits(at);
	}
	return *at == '\0';
}

bool str_to_double(const char *s, double *ret)
{
	char plain[STR_NUMBER];
	if (!s || strlen(s) >= sizeof(plain) || !is_number(s))
		return false;
	memcpy(plain, s, strlen(s) + 1);
	char *comma = strchr(plain, ',');
	if (comma)
		*comma = '.';
	/* glibc hands out its built-in C locale here; nothing is read or allocated. */
	locale_t c = newlocale(LC_ALL_MASK, "C", NULL);
	if (!c)
		return false;
	double value = strtod_l(plain, NULL, c);
	freelocale(c);
	if (!isfinite(value))
		return false;
	*ret = value;
	return true;
}
