#include <dagstart/base/figure.h>

#include <stdio.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

enum { GROUP = 3, DIGITS = 24 };

void figure_add(struct str *out, const char *digits, size_t len)
{
	const char *between = streq(i18n_language(), "nl") ? "." : ",";
	for (size_t i = 0; i < len; i++) {
		if (i && (len - i) % GROUP == 0)
			str_add(out, between);
		str_add_char(out, digits[i]);
	}
}

const char *figure_count(struct arena *arena, int64_t n)
{
	char digits[DIGITS];
	uint64_t magnitude = n < 0 ? -(uint64_t)n : (uint64_t)n;
	int len = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)magnitude);
	struct str out = str_new(arena);
	str_add(&out, n < 0 ? "\u2212" : "");
	figure_add(&out, digits, (size_t)len);
	return out.text;
}
