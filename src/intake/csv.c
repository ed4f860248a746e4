#include "csv.h"

#include <stdint.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>

void csv_init(struct csv *csv, struct arena *arena, const char *name, char delimiter, struct csv_input input)
{
	*csv = (struct csv){.arena = arena, .name = name, .room = 4096, .starts_room = 64};
	csv->bytes = arena_alloc(arena, csv->room);
	csv->starts = arena_array_of(arena, uint32_t, csv->starts_room);
	csv_again(csv, delimiter, input);
}

void csv_again(struct csv *csv, char delimiter, struct csv_input input)
{
	*csv = (struct csv){
	        .input = input,
	        .arena = csv->arena,
	        .name = csv->name,
	        .delimiter = delimiter,
	        .line = 1,
	        .bytes = csv->bytes,
	        .room = csv->room,
	        .starts = csv->starts,
	        .starts_room = csv->starts_room,
	};
	csv->ends[(unsigned char)delimiter] = true;
	csv->ends['\n'] = true;
	csv->ends['\r'] = true;
}

static bool broken(const struct csv *csv, int64_t line, const char *message, struct err *err)
{
	return err_set(err, ERR_INPUT, message, "%s:%lld", csv->name, (long long)line);
}

static bool add_bytes(struct csv *csv, const char *bytes, size_t len, struct err *err)
{
	if (csv->len - csv->starts[csv->count] + len > CSV_CELL_MAX)
		return csv->state == CSV_QUOTED
		               ? broken(csv, csv->quote_line,
		                         N_("%s: the quote that opens here is not closed within 1 MB"), err)
		               : broken(csv, csv->row_line, N_("%s: a cell of more than 1 MB"), err);
	size_t need = csv->len + len + 1;
	if (need > CSV_ROW_MAX)
		return broken(csv, csv->row_line, N_("%s: a row of more than 8 MB"), err);
	if (need > csv->room) {
		size_t room = csv->room * 2 > need ? csv->room * 2 : need;
		csv->bytes = arena_grow(csv->arena, csv->bytes, csv->room, room);
		csv->room = room;
	}
	memcpy(csv->bytes + csv->len, bytes, len);
	csv->len += len;
	return true;
}

static bool end_cell(struct csv *csv, struct err *err)
{
	/* add_bytes always leaves room for the NUL; the first cell of a row has it from the start. */
	if (csv->len >= csv->room && !add_bytes(csv, "", 0, err))
		return false;
	csv->bytes[csv->len++] = '\0';
	csv->count++;
	if (csv->count > CSV_COLUMNS_MAX)
		return broken(csv, csv->row_line, N_("%s: more than 4096 columns"), err);
	if (csv->count == csv->starts_room) {
		csv->starts = arena_grow(csv->arena, csv->starts, csv->starts_room * sizeof(uint32_t),
		        csv->starts_room * 2 * sizeof(uint32_t));
		csv->starts_room *= 2;
	}
	csv->starts[csv->count] = (uint32_t)csv->len;
	return true;
}

static bool next_block(struct csv *csv, struct err *err)
{
	const char *block = "";
	size_t len = 0;
	if (!csv->input.next(csv->input.user, &block, &len, err))
		return false;
	csv->no_more = len == 0;
	csv->at = block;
	csv->end = block + len;
	return true;
}

static int64_t breaks_in(const char *s, const char *end)
{
	int64_t lines = 0;
	if (!memchr(s, '\r', (size_t)(end - s))) {
		for (; (s = memchr(s, '\n', (size_t)(end - s))); s++)
			lines++;
		return lines;
	}
	for (; s < end; s++) {
		if (*s == '\n')
			lines++;
		else if (*s == '\r' && !(s + 1 < end && s[1] == '\n'))
			lines++;
	}
	return lines;
}

static void begin_row(struct csv *csv)
{
	if (csv->skip_lf && *csv->at == '\n')
		csv->at++;
	csv->skip_lf = false;
	csv->len = csv->count = 0;
	csv->starts[0] = 0;
	csv->quoted = false;
	csv->row_line = csv->line;
	csv->state = CSV_CELL;
}

static void begin_cell(struct csv *csv)
{
	if (*csv->at == ' ' && csv->gaps) {
		csv->state = CSV_GAP;
		return;
	}
	csv->state = *csv->at == '"' ? CSV_QUOTED : CSV_PLAIN;
	if (csv->state == CSV_QUOTED) {
		csv->at++;
		csv->escaping = csv->escapes;
		csv->quoted = true;
		csv->quote_line = csv->line;
	}
}

static void skip_gap(struct csv *csv)
{
	while (csv->at < csv->end && *csv->at == ' ')
		csv->at++;
	if (csv->at == csv->end)
		return;
	begin_cell(csv);
	csv->behind_gap = csv->state == CSV_QUOTED;
	csv->gapped += csv->behind_gap;
}

/* To the end of an unquoted cell, or of the block; *ret_row where it ends the row. */
static bool run_plain(struct csv *csv, bool *ret_row, struct err *err)
{
	const char *s = csv->at;
	while (s < csv->end && !csv->ends[(unsigned char)*s])
		s++;
	if (!add_bytes(csv, csv->at, (size_t)(s - csv->at), err))
		return false;
	csv->at = s;
	if (s == csv->end)
		return true;
	csv->at++;
	if (!end_cell(csv, err))
		return false;
	csv->state = CSV_CELL;
	if (*s == csv->delimiter)
		return true;
	csv->skip_lf = *s == '\r';
	csv->line++;
	csv->state = CSV_ROW;
	*ret_row = true;
	return true;
}

static bool run_quoted(struct csv *csv, struct err *err)
{
	const char *quote = memchr(csv->at, '"', (size_t)(csv->end - csv->at));
	const char *stop = quote ? quote : csv->end;
	const char *slash = csv->escaping ? memchr(csv->at, '\\', (size_t)(stop - csv->at)) : NULL;
	stop = slash ? slash : stop;
	if (!add_bytes(csv, csv->at, (size_t)(stop - csv->at), err))
		return false;
	csv->line += breaks_in(csv->at, stop);
	/* CR LF cut by the block's end was counted with its CR. */
	if (csv->skip_lf && *csv->at == '\n')
		csv->line--;
	csv->skip_lf = stop > csv->at && stop[-1] == '\r' && stop == csv->end;
	csv->at = stop;
	if (stop < csv->end) {
		csv->at++;
		csv->state = slash ? CSV_ESCAPED : CSV_QUOTE;
	}
	return true;
}

static bool after_quote(struct csv *csv, struct err *err)
{
	if (*csv->at != '"') {
		bool slash = csv->len > csv->starts[csv->count] && csv->bytes[csv->len - 1] == '\\';
		bool slips = slash && !csv->ends[(unsigned char)*csv->at];
		csv->slipped += slips;
		csv->torn += csv->behind_gap && *csv->at != ' ' && !csv->ends[(unsigned char)*csv->at];
		csv->behind_gap = false;
		csv->escaping = slips && csv->late;
		csv->state = csv->escaping ? CSV_QUOTED : CSV_PLAIN;
		if (csv->escaping)
			csv->bytes[csv->len - 1] = '"';
		return true;
	}
	csv->at++;
	csv->state = CSV_QUOTED;
	return add_bytes(csv, "\"", 1, err);
}

/* Before anything else it is a backslash like others. */
static bool after_slash(struct csv *csv, struct err *err)
{
	bool means = *csv->at == '"' || *csv->at == '\\';
	csv->state = CSV_QUOTED;
	return add_bytes(csv, means ? csv->at++ : "\\", 1, err);
}

static bool is_blank_line(const struct csv *csv)
{
	return csv->count == 1 && csv->len == 1 && !csv->quoted;
}

static bool step(struct csv *csv, bool *ret_row, struct err *err)
{
	switch (csv->state) {
	case CSV_ROW:
		begin_row(csv);
		return true;
	case CSV_CELL:
		begin_cell(csv);
		return true;
	case CSV_GAP:
		skip_gap(csv);
		return true;
	case CSV_PLAIN:
		return run_plain(csv, ret_row, err);
	case CSV_QUOTED:
		return run_quoted(csv, err);
	case CSV_QUOTE:
		return after_quote(csv, err);
	case CSV_ESCAPED:
		return after_slash(csv, err);
	}
	return true;
}

static bool finish(struct csv *csv, bool *ret_row, struct err *err)
{
	if (csv->state == CSV_QUOTED || csv->state == CSV_ESCAPED)
		return broken(csv, csv->quote_line, N_("%s: the quote that opens here is never closed"), err);
	*ret_row = csv->state != CSV_ROW && !(csv->state == CSV_CELL && csv->count == 0);
	csv->state = CSV_ROW;
	return !*ret_row || end_cell(csv, err);
}

void csv_drop_first(struct csv *csv)
{
	const uint32_t first = csv->starts[1];
	csv->count--;
	csv->len -= first;
	memmove(csv->bytes, csv->bytes + first, csv->len);
	for (size_t i = 0; i <= csv->count; i++)
		csv->starts[i] = csv->starts[i + 1] - first;
}

bool csv_next(struct csv *csv, bool *ret_row, struct err *err)
{
	*ret_row = false;
	for (;;) {
		if (csv->at == csv->end) {
			if (!csv->no_more && !next_block(csv, err))
				return false;
			if (csv->no_more)
				return finish(csv, ret_row, err);
		}
		bool row = false;
		if (!step(csv, &row, err))
			return false;
		if (row && !is_blank_line(csv)) {
			*ret_row = true;
			return true;
		}
	}
}
