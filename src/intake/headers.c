#include "headers.h"

#include <string.h>

#include <dagstart/base/arena.h>

#include "names.h"

enum { HEADERS_MAX = 3, HEADER_CELL_MAX = 2000, LEAD_MAX = 20, WIDE_ROWS = 50 };

static bool is_value(struct facts_reader *reader, struct piece cell)
{
	double value;
	struct date_read read = date_read(&reader->dates, cell);
	return value_number(cell, &value) || read.form == DATE_SURE || read.form == DATE_EITHER;
}

static int best_rank(struct arena *arena, const struct names *names, struct piece cell)
{
	int best = NAME_NONE;
	size_t len = cell.len < HEADER_CELL_MAX ? cell.len : HEADER_CELL_MAX;
	struct name name = name_of(arena, arena_strndup(arena, cell.text, len));
	for (int role = COLUMN_OTHER + 1; role < COLUMN_ROLES; role++) {
		int rank = name_rank(names, (enum column_role)role, &name);
		best = rank > best ? rank : best;
	}
	return best;
}

struct row_look {
	size_t filled, exact, values;
	bool known; /* a name of ours stands in a cell */
};

static struct row_look row_look(
        const struct table *table, size_t row, const struct names *names, struct facts_reader *reader)
{
	struct row_look look = {0};
	for (size_t column = 0; column < table->rows[row].count && column < 64; column++) {
		struct piece cell = table_cell(table, row, column);
		if (cell.len == 0)
			continue;
		int rank = best_rank(reader->arena, names, cell);
		look.filled++;
		look.exact += rank >= NAME_EXACT;
		look.known |= rank > NAME_NONE && cell.len < 200;
		look.values += is_value(reader, cell);
	}
	return look;
}

static bool has_values_below(const struct table *table, size_t row, struct facts_reader *reader)
{
	struct facts *facts = table_facts(table, row + 1, reader);
	for (size_t column = 0; column < table->columns; column++)
		if (facts_share(&facts[column], facts[column].numbers, 80) || facts_is_date(&facts[column]) ||
		        facts_scale(&facts[column]) != NO_SCALE)
			return true;
	return false;
}

/* Of a single column: its name is shorter than what stands below. */
static bool is_shorter(const struct table *table, size_t row)
{
	size_t below = 0, rows = table->count - row - 1;
	for (size_t i = row + 1; i < table->count; i++)
		below += table_cell(table, i, 0).len;
	return rows == 0 || table_cell(table, row, 0).len * rows * 3 < below * 2;
}

/* How many rows it takes to the first that is names: ones that we know, or none that is a value above columns
 * that are. "email" may be a name or an answer, so beside values one name is not enough. */
static size_t first_headers(
        const struct table *table, size_t from, const struct names *names, struct facts_reader *reader)
{
	struct row_look first = row_look(table, from, names, reader);
	if (first.values > 0)
		return first.exact * 2 > first.filled ? 1 : 0;
	if (first.exact > 0)
		return 1;
	if (table->count > from + 2) {
		struct row_look second = row_look(table, from + 1, names, reader);
		if (second.values == 0 && second.exact >= 2)
			return 2;
	}
	if (table->columns == 1 && !is_shorter(table, from))
		return 0;
	return first.known || has_values_below(table, from, reader) ? 1 : 0;
}

static size_t filled_cells(const struct table *table, size_t row)
{
	size_t filled = 0;
	for (size_t i = 0; i < table->rows[row].count; i++)
		filled += table_cell(table, row, i).len > 0;
	return filled;
}

/* Lines above the names: a title, a period, who made it. */
static size_t lead_rows(const struct table *table)
{
	size_t wide = 0, lead = 0;
	for (size_t row = 0; row < table->count && row < WIDE_ROWS; row++) {
		size_t filled = filled_cells(table, row);
		wide = filled > wide ? filled : wide;
	}
	while (wide >= 3 && lead < LEAD_MAX && lead + 1 < table->count) {
		size_t filled = filled_cells(table, lead);
		if (filled > 2 || filled * 2 >= wide)
			break;
		lead++;
	}
	return lead;
}

/* A further row of labels or codes: no value at least twice where all the rows below have one, and nowhere a
 * value. */
static bool is_second_header(
        const struct table *table, size_t row, const struct facts *below, struct facts_reader *reader)
{
	struct piece first = table_cell(table, row, 0);
	if (first.len > 12 && memcmp(first.text, "{\"ImportId\"", 11) == 0)
		return true;
	size_t labels = 0, values = 0;
	for (size_t column = 0; column < table->columns; column++) {
		const struct facts *f = &below[column];
		struct piece cell = table_cell(table, row, column);
		bool valued = f->filled > 0 && (facts_share(f, f->numbers, 90) || facts_is_date(f));
		if (!valued || value_is_missing(reader->missing, reader->scratch, cell))
			continue;
		if (is_value(reader, cell))
			values++;
		else
			labels++;
	}
	return labels >= 2 && values == 0;
}

/* SurveyMonkey: nothing below the fixed columns, then what kind of answer each column holds. */
static bool is_kinds_row(const struct table *table, size_t row)
{
	static const char *const kinds[] = {
	        "response", "open-ended response", "respons", "open antwoord", "antwoord"};
	char plain[32];
	if (table_cell(table, row, 0).len > 0)
		return false;
	for (size_t column = 1; column < table->columns; column++)
		for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
			if (piece_plain(table_cell(table, row, column), plain, sizeof(plain)) &&
			        strcmp(plain, kinds[i]) == 0)
				return true;
	return false;
}

/* In any language: nothing where every row below has a number or a date, and a few words elsewhere. */
static bool is_row_of_kinds(const struct table *table, size_t row, const struct facts *below)
{
	size_t open = 0, words = 0;
	if (table_cell(table, row, 0).len > 0)
		return false;
	for (size_t column = 0; column < table->columns; column++) {
		const struct facts *f = &below[column];
		struct piece cell = table_cell(table, row, column);
		bool always = f->filled >= 2 && f->filled == f->cells;
		if (always && (facts_share(f, f->numbers, 90) || facts_is_date(f)) && cell.len == 0)
			open++;
		words += cell.len > 0 && cell.len < 100;
	}
	return open >= 2 && words > 0 && table_cell(table, row - 1, 0).len > 0;
}

static size_t count_from(
        const struct table *table, size_t from, const struct names *names, struct facts_reader *reader)
{
	size_t headers = table->count > from ? first_headers(table, from, names, reader) : 0;
	if (headers == 0)
		return 0;
	if (table->count > from + 1 && is_kinds_row(table, from + 1))
		return 2;
	if (headers == 1 && table->count > from + 2 &&
	        is_row_of_kinds(table, from + 1, table_facts(table, from + 2, reader)))
		return 2;
	/* The lowest row that is a header makes those above it headers too. */
	for (size_t n = HEADERS_MAX; n > headers; n--)
		if (from + n <= table->count &&
		        is_second_header(table, from + n - 1, table_facts(table, from + n, reader), reader))
			return n;
	return headers;
}

size_t headers_count(
        const struct table *table, const struct names *names, struct facts_reader *reader, size_t *ret_lead)
{
	size_t lead = lead_rows(table), headers = lead > 0 ? count_from(table, lead, names, reader) : 0;
	*ret_lead = headers > 0 ? lead : 0;
	return headers > 0 ? lead + headers : count_from(table, 0, names, reader);
}
