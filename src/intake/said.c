#include "said.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

#include "record.h"
#include "row.h"

/* What stands in the comment column, with its title where the tool keeps it apart. */
static const char *read_main(struct row_reader *reader, const struct record *record)
{
	const struct plan *plan = reader->plan;
	const int column = plan->columns.of[COLUMN_COMMENT];
	struct piece body = {"", 0}, title = {"", 0};
	if (column != NO_COLUMN)
		body = record_piece(record, (size_t)column);
	bool has_body = !row_is_missing(reader, body);
	if (plan->joined != NO_COLUMN)
		title = record_piece(record, (size_t)plan->joined);
	if (row_is_missing(reader, title)) {
		const char *cell = has_body ? record_cell(record, (size_t)column) : "";
		return *cell == '=' ? arena_strndup(reader->scratch, body.text, body.len) : cell;
	}
	bool same = has_body && title.len <= body.len && memcmp(title.text, body.text, title.len) == 0;
	if (same)
		return arena_strndup(reader->scratch, body.text, body.len);
	return arena_printf(reader->scratch, "%.*s%s%.*s", (int)title.len, title.text, has_body ? "\n" : "",
	        has_body ? (int)body.len : 0, body.text);
}

static void add_answer(struct str *s, struct piece text)
{
	if (s->len > 0 && text.len > 0)
		str_add_char(s, '\n');
	str_add_bytes(s, text.text, text.len);
}

struct said said_read(struct row_reader *reader, const struct record *record)
{
	const struct plan *plan = reader->plan;
	const struct columns *columns = &plan->columns;
	struct said said = {.comment = read_main(reader, record)};
	struct str s = str_new(reader->scratch);
	size_t more = 0;
	/* In the order of the questions, whichever of them is the comment column in this file. */
	for (size_t i = 0; i < columns->asked_count; i++) {
		size_t column = columns->asked[i];
		struct piece cell = record_piece(record, column);
		if ((int)column == columns->of[COLUMN_COMMENT]) {
			add_answer(&s, piece_trim(said.comment, strlen(said.comment)));
		} else if (!row_is_missing(reader, cell)) {
			more++;
			add_answer(&s, cell);
		}
	}
	if (more > 0) {
		said.former = said.comment;
		said.comment = s.text;
	}
	return said;
}
