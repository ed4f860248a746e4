#include "stream.h"

#include <string.h>

#include <dagstart/agenda/session.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/doc.h>

#include "out.h"
#include "say.h"

/* Rows of one piece: some hundreds of kilobytes. */
#define PIECE_ROWS "500"

const struct stream stream_feedback = {.page = "feedback", .behind = "before", .first = "", .column = "id"};
const struct stream stream_history = {
        .page = "history", .behind = "after", .first = "0", .column = "transaction"};

struct flow {
	struct app *app;
	const struct stream *stream;
	const struct args *args;
	enum render_format format;
	struct arena *arena; /* of one piece */
	struct str behind; /* lives on */
	bool began; /* a row was written */
	bool done;
};

static const char *value_in(struct arena *arena, const struct doc_node *row, size_t column)
{
	const struct doc_node *cell = row->first;
	for (; cell && column > 0; column--)
		cell = cell->next;
	if (!cell)
		return "";
	if (cell->value && cell->value->kind == VALUE_INTEGER)
		return arena_printf(arena, "%lld", (long long)cell->value->integer);
	return cell->text;
}

static const char *cursor_of(const struct flow *flow, const struct doc_node *table)
{
	for (size_t i = 0; table->last && i < table->table->count; i++)
		if (streq(table->table->columns[i].key, flow->stream->column))
			return value_in(flow->arena, table->last, i);
	return "";
}

static bool read_piece(struct flow *flow, struct doc *ret, struct err *err)
{
	size_t count = 0;
	struct arg *items = arena_array_of(flow->arena, struct arg, flow->args->count + 2);
	for (; count < flow->args->count; count++)
		items[count] = flow->args->items[count];
	items[count++] = (struct arg){"limit", PIECE_ROWS};
	items[count++] = (struct arg){flow->stream->behind, flow->behind.text};
	const struct args args = {.items = items, .count = count, .text = flow->args->text};
	return session_page(flow->app->session, flow->stream->page, &args, flow->arena, ret, err);
}

static bool mark(const struct flow *flow, const char *text, struct err *err)
{
	return flow->format != RENDER_JSON || out_bytes(text, strlen(text), err);
}

static bool write_piece(struct flow *flow, const struct doc *doc, struct err *err)
{
	struct str s = str_new(flow->arena);
	const struct doc_node *table = doc_find_key(doc, flow->stream->page);
	const struct render_options options = {.language = flow->app->language};
	if (!flow->began && flow->format == RENDER_CSV)
		render(RENDER_CSV, doc->root, &options, &s);
	else
		render_rows(flow->format, doc->root, !flow->began, &s);
	flow->done = !table || !table->last;
	if (flow->done && flow->began)
		return true;
	/* Only now: what is asked wrongly is said before anything was written. */
	const char *head = arena_printf(flow->arena, "{\n\"%s\": [", flow->stream->page);
	if (!flow->began && !mark(flow, head, err))
		return false;
	flow->began = true;
	flow->behind.len = 0;
	str_add(&flow->behind, flow->done ? "" : cursor_of(flow, table));
	return out_bytes(s.text, s.len, err);
}

static bool pour(struct flow *flow, struct err *err)
{
	while (!flow->done) {
		struct doc doc;
		arena_reset(flow->arena);
		if (!read_piece(flow, &doc, err) || !write_piece(flow, &doc, err))
			return false;
	}
	return true;
}

int stream_out(
        struct app *app, const struct stream *stream, const struct args *args, enum render_format format)
{
	struct flow flow = {.app = app,
	        .stream = stream,
	        .args = args,
	        .format = format,
	        .arena = arena_new_like(app->arena),
	        .behind = str_new(app->arena)};
	struct err err = {0};
	str_add(&flow.behind, stream->first);
	bool written = pour(&flow, &err) && mark(&flow, "\n]\n}\n", &err);
	arena_free(flow.arena);
	return written ? EXIT_DONE : say_failed(app, &err);
}
