/* Any bytes as a JSON file: what is read of it is sound, and in whatever blocks it comes, the same. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "intake/json.h"
#include "intake/json_row.h"
#include "intake/source.h"

#include "fuzz.h"

/* All events in words, up to the end or the error. */
static const char *events(struct arena *arena, const char *bytes, size_t len, size_t portion)
{
	struct blocks blocks = {bytes, len, 0, portion};
	struct json json;
	struct str s = str_new(arena);
	struct err err = {0};
	json_init(&json, arena, "a.json", (struct csv_input){blocks_next, &blocks});
	for (enum json_event event = JSON_NULL; event != JSON_END;) {
		if (!json_next(&json, &event, &err)) {
			MUST(err.code == ERR_INPUT);
			str_addf(&s, "%s %s", err.message, err.detail);
			break;
		}
		MUST(json.depth <= JSON_DEPTH_MAX && json.len <= JSON_TEXT_MAX);
		MUST(json.len == 0 || (strlen(json.text) == json.len && text_is_utf8(json.text, json.len)));
		str_addf(&s, "%d:%u:%lld:%s\n", (int)event, json.depth, (long long)json.line,
		        json.len ? json.text : "");
	}
	return s.text;
}

static void check_row(const struct record *record)
{
	MUST(record->count > 0 && record->count <= CSV_COLUMNS_MAX && record->line >= 1);
	MUST(record->starts[0] == 0 && record->starts[record->count] == record->len);
	for (size_t i = 0; i < record->count; i++) {
		const char *cell = record_cell(record, i);
		MUST(strlen(cell) == record_len(record, i) && text_is_utf8(cell, record_len(record, i)));
	}
}

/* As the importer reads it, packed or not. */
static void rows(struct arena *arena, const char *bytes, size_t len)
{
	const struct source_options options = {0};
	struct source source = source_of_bytes(arena, "a.json", bytes, len, &options);
	struct record record = {0};
	struct err err = {0};
	bool row = true;
	size_t columns = 0;
	for (int pass = SOURCE_LOOK; pass <= SOURCE_TAKE; pass++) {
		bool more = source_start(&source, (enum source_pass)pass, &err);
		for (size_t n = 0; more && (more = source_next(&source, &record, &row, &err)) && row; n++) {
			check_row(&record);
			columns = n == 0 ? record.count : columns;
			MUST(record.count == columns);
		}
		MUST(more || err.code == ERR_INPUT);
		if (!more)
			break;
	}
	source_close(&source);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct choices c = choices_of(data, size);
	size_t portion = 1 + choice_below(&c, 37);
	const char *bytes = (const char *)data + c.at;
	size_t len = size - c.at;
	rows(arena, bytes, len);
	/* Who decodes sees to it that it is UTF-8 without NULs. */
	if (!text_is_utf8(bytes, len) || memchr(bytes, '\0', len))
		return 0;
	const char *at_once = events(arena, bytes, len, len);
	MUST(strcmp(at_once, events(arena, bytes, len, portion)) == 0);
	return 0;
}
