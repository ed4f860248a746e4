#include "table.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/vec.h>

#include "csv.h"
#include "feed.h"

bool sample_read(
        struct feed *feed, struct arena *arena, const char *name, struct sample *ret, struct err *err)
{
	size_t room = 4096, len = 0;
	char *text = arena_alloc(arena, room);
	bool complete = false;
	if (!feed_start(feed, FEED_LOOK, err))
		return false;
	while (len < SAMPLE_BYTES && !complete) {
		const char *block = "";
		size_t n;
		if (!feed_next(feed, &block, &n, err))
			return false;
		complete = n == 0;
		size_t take = n < SAMPLE_BYTES - len ? n : SAMPLE_BYTES - len;
		while (len + take > room) {
			text = arena_grow(arena, text, room, room * 2);
			room *= 2;
		}
		memcpy(text + len, block, take);
		len += take;
	}
	*ret = (struct sample){.name = name, .text = text, .len = len, .complete = complete};
	return true;
}

struct sample_input {
	const struct sample *sample;
	bool given;
};

static bool sample_next(void *user, const char **ret, size_t *ret_len, struct err *err)
{
	UNUSED(err);
	struct sample_input *input = user;
	*ret = input->sample->text;
	*ret_len = input->given ? 0 : input->sample->len;
	input->given = true;
	return true;
}

static void table_add(struct arena *arena, struct table *table, const struct csv *csv)
{
	struct table_row *row = &table->rows[table->count++];
	row->bytes = arena_memdup(arena, csv->bytes, csv->len);
	row->starts = arena_memdup(arena, csv->starts, (csv->count + 1) * sizeof(size_t));
	row->count = csv->count;
	row->line = csv->row_line;
	if (table->count <= 3 && csv->count > table->columns)
		table->columns = csv->count;
}

bool table_read(
        const struct sample *sample, struct arena *arena, char delimiter, struct table *ret, struct err *err)
{
	struct table table = {.rows = arena_array_of(arena, struct table_row, SAMPLE_ROWS)};
	struct sample_input input = {.sample = sample};
	struct csv csv;
	csv_init(&csv, arena, sample->name, delimiter, (struct csv_input){sample_next, &input});
	while (table.count < SAMPLE_ROWS) {
		bool row;
		if (!csv_next(&csv, &row, err)) {
			if (sample->complete || table.count == 0)
				return false;
			break;
		}
		table.complete = !row;
		if (!row)
			break;
		/* The last row of a cut sample looks whole, but is not. */
		if (!sample->complete && csv.no_more)
			break;
		table_add(arena, &table, &csv);
	}
	table.complete = table.complete && sample->complete;
	*ret = table;
	return true;
}

struct piece table_cell(const struct table *table, size_t row, size_t column)
{
	const struct table_row *r = &table->rows[row];
	if (column >= r->count)
		return (struct piece){"", 0};
	return piece_trim(r->bytes + r->starts[column], r->starts[column + 1] - r->starts[column] - 1);
}
