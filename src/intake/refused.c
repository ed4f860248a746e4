#include "refused.h"

#include <string.h>

#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "csv.h"

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

/* A person opens the file in a spreadsheet, which may not know its delimiter. */
static bool may_begin_cell(char before)
{
	return before == ';' || before == '|' || before == '\n' || before == ',';
}

/* Apostrophes that stand before what would be a formula: one more was ours. */
static bool is_formula_behind(const char *text)
{
	return text_is_formula(text + strspn(text, "'"));
}

static bool is_number(const char *text)
{
	text += *text == '-';
	return *text && text[strspn(text, "0123456789.,")] == '\0';
}

static void add_cell(struct str *s, const char *text, size_t len, char delimiter)
{
	const bool quotes = needs_quotes(text, len, delimiter);
	str_add(s, quotes ? "\"" : "");
	for (size_t i = 0; i < len; i++) {
		const bool begins = i == 0 ? !is_number(text) : may_begin_cell(text[i - 1]);
		if (begins && is_formula_behind(text + i))
			str_add_char(s, '\'');
		str_add(s, quotes && text[i] == '"' ? "\"" : "");
		str_add_char(s, text[i]);
	}
	str_add(s, quotes ? "\"" : "");
}

void refused_add(struct str *s, char delimiter, const char *note, const struct record *record)
{
	const char between = delimiter ? delimiter : ',';
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

void refused_take_back(struct csv *csv)
{
	csv_drop_first(csv);
	char *to = csv->bytes;
	for (size_t i = 0; i < csv->count; i++) {
		const char *cell = csv->bytes + csv->starts[i], *at = cell;
		csv->starts[i] = (uint32_t)(to - csv->bytes);
		for (; *at; at++) {
			const bool begins = at == cell || may_begin_cell(at[-1]);
			if (begins && *at == '\'' && is_formula_behind(at))
				at++;
			*to++ = *at;
		}
		*to++ = '\0';
	}
	csv->len = (size_t)(to - csv->bytes);
	csv->starts[csv->count] = (uint32_t)csv->len;
}
