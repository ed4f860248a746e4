#include "unwrap.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>

void unwrap_init(
        struct unwrap *unwrap, struct arena *arena, const char *name, char delimiter, struct csv_input input)
{
	*unwrap = (struct unwrap){.input = input,
	        .name = name,
	        .delimiter = delimiter,
	        .row = str_new(arena),
	        .out = str_new(arena)};
}

static bool is_sign(char c)
{
	return c == ';' || c == ',' || c == '\t' || c == '|';
}

/* Where the quote that the row begins with is closed; NULL where it is not, or other text follows. */
static const char *closing_quote(const char *s, const char *end)
{
	for (s++; s < end; s++) {
		if (*s != '"')
			continue;
		if (s + 1 < end && s[1] == '"') {
			s++;
			continue;
		}
		const char *close = s++;
		while (s < end && is_sign(*s))
			s++;
		return s == end ? close : NULL;
	}
	return NULL;
}

static void put_unquoted(struct str *out, const char *s, const char *end)
{
	for (; s < end; s++) {
		str_add_char(out, *s);
		if (*s == '"' && s + 1 < end && s[1] == '"')
			s++;
	}
}

/* The row without its end. */
static void put_row(struct unwrap *unwrap)
{
	const char *s = unwrap->row.text, *end = s + unwrap->row.len;
	const char *close = s < end && *s == '"' ? closing_quote(s, end) : NULL;
	/* The rest of a cell that was cut at its line break holds no delimiter, but a quote. */
	if (close && (memchr(s, unwrap->delimiter, (size_t)(close - s)) ||
	                     memmem(s + 1, (size_t)(close - s - 1), "\"\"", 2))) {
		put_unquoted(&unwrap->out, s + 1, close);
		unwrap->found++;
		return;
	}
	while (end > s && is_sign(end[-1]) && end[-1] != unwrap->delimiter)
		end--;
	str_add_bytes(&unwrap->out, s, (size_t)(end - s));
}

static void cut_back(struct str *s)
{
	s->len = 0;
	if (s->text)
		s->text[0] = '\0';
}

static void end_row(struct unwrap *unwrap, const char *end, size_t len)
{
	put_row(unwrap);
	str_add_bytes(&unwrap->out, end, len);
	cut_back(&unwrap->row);
}

/* Rows are cut where a line ends outside of quotes. */
static void take_block(struct unwrap *unwrap, const char *block, size_t len)
{
	size_t from = 0;
	for (size_t i = 0; i < len; i++) {
		unwrap->in_quotes ^= block[i] == '"';
		if (unwrap->in_quotes || (block[i] != '\n' && block[i] != '\r'))
			continue;
		str_add_bytes(&unwrap->row, block + from, i - from);
		end_row(unwrap, block + i, 1);
		from = i + 1;
	}
	str_add_bytes(&unwrap->row, block + from, len - from);
}

bool unwrap_next(void *user, const char **ret, size_t *ret_len, struct err *err)
{
	struct unwrap *unwrap = user;
	cut_back(&unwrap->out);
	while (unwrap->out.len == 0 && !unwrap->no_more) {
		const char *block = "";
		size_t len = 0;
		if (!unwrap->input.next(unwrap->input.user, &block, &len, err))
			return false;
		unwrap->no_more = len == 0;
		take_block(unwrap, block, len);
		if (unwrap->no_more)
			end_row(unwrap, "", 0);
		if (unwrap->row.len > CSV_ROW_MAX)
			return err_set(err, ERR_INPUT, N_("%s: a row of more than 8 MB"), "%s", unwrap->name);
	}
	*ret = unwrap->out.text;
	*ret_len = unwrap->out.len;
	return true;
}
