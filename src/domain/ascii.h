/* Characters of ASCII, whatever the locale says. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool is_alnum(char c)
{
	return is_digit(c) || is_letter(c);
}

static inline size_t digits_at(const char *s)
{
	size_t len = 0;
	while (is_digit(s[len]))
		len++;
	return len;
}
