/* Any bytes as a file of separated values: decoded to UTF-8 and cut into rows, and in whatever blocks they
 * come, the same. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "intake/csv.h"
#include "intake/encoding.h"

#include "fuzz.h"

enum { HEAD = 4096, COLUMNS_SEEN = 64 };

/* The file as UTF-8, decoded in portions as a reader of blocks would. */
static bool decode(struct arena *arena, struct piece file, size_t portion, struct str *ret, int64_t *ret_bad)
{
	struct decoder decoder;
	struct err err = {0};
	struct piece head = {file.text, file.len < HEAD ? file.len : HEAD};
	*ret = str_new(arena);
	const struct decoder_options options = {.name = "a.csv", .room = file.len};
	if (!decoder_init(&decoder, arena, &options, head, &err)) {
		MUST(err.code != ERR_NONE);
		return false;
	}
	size_t at = 0;
	for (size_t give = 0; at < file.len;) {
		give = give + portion < file.len - at ? give + portion : file.len - at;
		const char *out;
		size_t used = 0;
		size_t len = decoder_run(&decoder, file.text + at, give, at + give == file.len, &out, &used);
		MUST(used <= give && give - used <= ENCODING_CARRY);
		MUST(at + give < file.len || used == give);
		MUST(text_is_utf8(out, len) && !memchr(out, '\0', len));
		str_add_bytes(ret, out, len);
		at += used;
		give -= used;
	}
	*ret_bad = decoder.replaced;
	return true;
}

static void write_row(struct str *out, const struct csv *csv, struct arena *arena)
{
	MUST(csv->count >= 1 && csv->count <= CSV_COLUMNS_MAX && csv->row_line >= 1);
	struct record record = csv_record(csv);
	const char *shown = record_text(&record, csv->delimiter, arena);
	MUST(strlen(shown) <= RECORD_SHOWN && text_is_utf8(shown, strlen(shown)));
	str_addf(out, "%lld %zu %s", (long long)csv->row_line, csv->count, shown);
	for (size_t i = 0; i < csv->count && i < COLUMNS_SEEN; i++) {
		const char *cell = csv_cell(csv, i);
		size_t len = csv_cell_len(csv, i);
		MUST(len <= CSV_CELL_MAX && strlen(cell) == len && text_is_utf8(cell, len));
		str_addf(out, "|%zu:%s", len, cell);
	}
	MUST(csv_cell(csv, csv->count)[0] == '\0' && csv_cell_len(csv, csv->count) == 0);
	str_add(out, "\n");
}

static const char *rows(
        struct arena *arena, const struct str *text, char delimiter, size_t portion, bool gaps)
{
	struct blocks blocks = {text->text, text->len, 0, portion};
	struct csv csv;
	csv_init(&csv, arena, "a.csv", delimiter, (struct csv_input){blocks_next, &blocks});
	csv.gaps = gaps;
	struct str out = str_new(arena);
	struct err err = {0};
	bool row = true;
	int64_t line = 0;
	while (row) {
		if (!csv_next(&csv, &row, &err)) {
			MUST(err.code == ERR_INPUT);
			str_add(&out, err.detail);
			break;
		}
		if (!row)
			break;
		MUST(csv.row_line > line || line == 0);
		line = csv.row_line;
		write_row(&out, &csv, arena);
	}
	return out.text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct choices c = choices_of(data, size);
	static const char delimiters[] = {',', ';', '\t', '|'};
	char delimiter = delimiters[choice_below(&c, 4)];
	size_t portion = 4 + choice_below(&c, 37); /* the mark of the encoding comes whole */
	struct piece file = {(const char *)data + c.at, size - c.at};
	struct str whole, parts;
	int64_t bad = 0, bad_parts = 0;
	if (!decode(arena, file, file.len, &whole, &bad))
		return 0;
	MUST(decode(arena, file, portion, &parts, &bad_parts));
	MUST(strcmp(whole.text, parts.text) == 0 && bad == bad_parts);
	for (int gaps = 0; gaps <= 1; gaps++) {
		const char *at_once = rows(arena, &whole, delimiter, whole.len, gaps);
		MUST(strcmp(at_once, rows(arena, &whole, delimiter, portion, gaps)) == 0);
	}
	return 0;
}
