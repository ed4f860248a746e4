#include "big_digits.h"

#include <stddef.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

struct form {
	const char *sign;
	const char *rows[BIG_DIGIT_ROWS];
};

static const struct form forms[] = {
        {"0", {"█▀█", "█ █", "▀▀▀"}},
        {"1", {"▀█ ", " █ ", "▀▀▀"}},
        {"2", {"▀▀█", "█▀▀", "▀▀▀"}},
        {"3", {"▀▀█", " ▀█", "▀▀▀"}},
        {"4", {"█ █", "▀▀█", "  ▀"}},
        {"5", {"█▀▀", "▀▀█", "▀▀▀"}},
        {"6", {"█▀▀", "█▀█", "▀▀▀"}},
        {"7", {"▀▀█", "  █", "  ▀"}},
        {"8", {"█▀█", "█▀█", "▀▀▀"}},
        {"9", {"█▀█", "▀▀█", "▀▀▀"}},
        {"-", {"   ", "▀▀▀", "   "}},
        {"−", {"   ", "▀▀▀", "   "}},
        {"–", {"   ", "▀▀▀", "   "}},
        {"+", {" ▄ ", "▀█▀", "   "}},
        {".", {" ", " ", "▀"}},
        {",", {" ", " ", "█"}},
        {":", {"▄", "▄", " "}},
        {"%", {"▀ █", "▄▀ ", "▀ ▀"}},
        {" ", {" ", " ", " "}},
};

/* The form at the start of `text`, and how many bytes it stands for. */
static const struct form *form_at(const char *text, size_t *ret_len)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (str_starts(text, forms[i].sign)) {
			*ret_len = strlen(forms[i].sign);
			return &forms[i];
		}
	return NULL;
}

int big_digits_width(const char *text)
{
	int width = 0;
	size_t len = 0;
	for (const char *at = text; *at; at += len) {
		const struct form *form = form_at(at, &len);
		if (!form)
			return 0;
		width += text_width(form->rows[0]) + (at > text);
	}
	return width;
}

const char *big_digits_row(struct arena *arena, const char *text, int row)
{
	struct str line = str_new(arena);
	size_t len = 0;
	for (const char *at = text; *at; at += len) {
		const struct form *form = form_at(at, &len);
		if (!form)
			return "";
		str_addf(&line, "%s%s", at > text ? " " : "", form->rows[row]);
	}
	return line.text;
}
