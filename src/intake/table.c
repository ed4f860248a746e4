#include "table.h"

#include <dagstart/base/arena.h>

#include "source.h"

static void table_add(struct arena *arena, struct table *table, const struct record *row)
{
	table->rows[table->count++] = (struct record){
	        .bytes = arena_memdup(arena, row->bytes, row->len),
	        .len = row->len,
	        .starts = arena_memdup(arena, row->starts, (row->count + 1) * sizeof(*row->starts)),
	        .count = row->count,
	        .line = row->line,
	};
	if (table->count <= TABLE_HEAD && row->count > table->columns)
		table->columns = row->count;
}

bool table_read(struct source *source, struct arena *arena, struct table *ret, struct err *err)
{
	struct table table = {.rows = arena_array_of(arena, struct record, TABLE_ROWS)};
	struct record row;
	bool more = true;
	if (!source_start(source, SOURCE_LOOK, err))
		return false;
	for (size_t bytes = 0; table.count < TABLE_ROWS && bytes < TABLE_BYTES; bytes += row.len) {
		if (!source_next(source, &row, &more, err))
			return false;
		if (!more)
			break;
		table_add(arena, &table, &row);
	}
	table.complete = !more && !source_about(source)->cut;
	*ret = table;
	return true;
}

struct piece table_cell(const struct table *table, size_t row, size_t column)
{
	return record_piece(&table->rows[row], column);
}

static void add_rows(
        struct facts *facts, const struct table *table, size_t from, size_t to, struct facts_reader *reader)
{
	for (size_t row = from; row < to; row++)
		for (size_t column = 0; column < table->columns && column < table->rows[row].count; column++)
			facts_add(&facts[column], reader, table_cell(table, row, column));
}

/* In what order the rows came makes no difference to the facts, so those further down are not read again. */
struct facts *table_facts(const struct table *table, size_t from, struct facts_reader *reader)
{
	bool again = reader->below && reader->below_from >= from;
	size_t to = again ? reader->below_from : table->count;
	if (!again)
		reader->below = arena_array_of(reader->arena, struct facts, table->columns + 1);
	reader->below_from = from;
	add_rows(reader->below, table, from, to, reader);
	return reader->below;
}
