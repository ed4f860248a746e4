#include "refused.h"

#include <string.h>

#include <dagstart/base/str.h>

/* A delimiter, a quote or a break within it, or blanks that a spreadsheet would take off. */
static bool needs_quotes(const char *text, size_t len, char delimiter)
{
	if (len > 0 && (text[0] == ' ' || text[len - 1] == ' '))
		return true;
	for (size_t i = 0; i < len; i++)
		if (text[i] == delimiter || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
			return true;
	return false;
}

static void add_cell(struct str *s, const char *text, size_t len, char delimiter)
{
	if (!needs_quotes(text, len, delimiter)) {
		str_add_bytes(s, text, len);
		return;
	}
	str_add_char(s, '"');
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"')
			str_add_char(s, '"');
		str_add_char(s, text[i]);
	}
	str_add_char(s, '"');
}

void refused_add(struct str *s, char delimiter, const char *note, const struct record *record)
{
	const char between = delimiter ? delimiter : ',';
	/* A file may be called what a spreadsheet takes for a formula. */
	if (*note && strchr("=+-@", *note))
		str_add_char(s, '\'');
	add_cell(s, note, strlen(note), between);
	for (size_t i = 0; i < record->count; i++) {
		str_add_char(s, between);
		add_cell(s, record_cell(record, i), record_len(record, i), between);
	}
	str_add_char(s, '\n');
}

bool refused_is_head(const struct record *record)
{
	return streq(record_cell(record, 0), REFUSED_COLUMN);
}
