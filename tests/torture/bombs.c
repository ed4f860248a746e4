#include "bombs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

enum { MB = 1 << 20, LONG = 20 * MB, BLOCK = 64 * 1024 };

static void put(FILE *f, const char *text)
{
	fputs(text, f);
}

static void fill(FILE *f, const char *text, size_t bytes)
{
	static char block[BLOCK];
	size_t len = strlen(text), whole = sizeof(block) / len * len;
	for (size_t i = 0; i < whole; i += len)
		memcpy(block + i, text, len);
	for (size_t n = whole; bytes > 0; bytes -= n) {
		n = bytes < whole ? bytes : whole;
		fwrite(block, 1, n, f);
	}
}

static void around(FILE *f, const char *before, const char *text, size_t bytes, const char *after)
{
	put(f, before);
	fill(f, text, bytes);
	put(f, after);
}

static void nothing(FILE *f)
{
	(void)f;
}

static void bom(FILE *f)
{
	put(f, "\xEF\xBB\xBF");
}

static void blanks(FILE *f)
{
	put(f, "\n\n  \n");
}

static void open_quote(FILE *f)
{
	put(f, "nps,comment\n9,good\n3,\"never closed\n5,more\n");
}

static void open_quote_long(FILE *f)
{
	around(f, "nps,comment\n9,\"", "wait and see ", LONG, "");
}

static void open_quote_late(FILE *f)
{
	around(f, "nps,comment\n", "9,good\n", LONG, "3,\"never closed");
}

static void field_bare(FILE *f)
{
	around(f, "nps,comment\n9,", "x", LONG, "\n3,bad\n");
}

static void field_quoted(FILE *f)
{
	around(f, "nps,comment\n9,\"", "x", LONG, "\"\n3,bad\n");
}

static void columns(FILE *f)
{
	put(f, "nps");
	for (int i = 0; i < 100000; i++)
		fprintf(f, ",q%d", i);
	put(f, "\n9\n");
}

static void delimiters(FILE *f)
{
	around(f, "nps,comment\n9,good", ",", LONG, "\n");
}

static void quotes(FILE *f)
{
	fill(f, "\"", LONG - 1);
}

static void line_ends(FILE *f)
{
	fill(f, "\r", LONG / 2);
}

static void zeroes(FILE *f)
{
	for (int i = 0; i < MB; i++)
		fputc(0, f);
}

static void high_bytes(FILE *f)
{
	fill(f, "\xFF", MB);
}

static void noise(FILE *f)
{
	uint32_t x = 7;
	for (int i = 0; i < MB; i++) {
		x = x * 1664525U + 1013904223U;
		fputc((int)(x >> 24), f);
	}
}

static void picture(FILE *f)
{
	fwrite("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", 1, 20, f);
	fill(f, "\x01\x02\x03", 3000);
}

static void workbook(FILE *f)
{
	fwrite("PK\x03\x04\x14\0\x06\0", 1, 8, f);
	fill(f, "\x01\x02\x03", 3000);
}

static void page(FILE *f)
{
	put(f, "<!DOCTYPE html>\n<html><body><table><tr><td>9</td></tr></table></body></html>\n");
}

static void document(FILE *f)
{
	put(f, "%PDF-1.4\n1 0 obj\n");
}

static void database(FILE *f)
{
	fwrite("SQLite format 3\0\x10\0\1\1\0", 1, 21, f);
	for (int i = 0; i < 4096; i++)
		fputc(0, f);
}

static void days(FILE *f)
{
	put(f, "date,nps,comment\n2026-02-30,9,a\n2026-02-31,8,b\n2026-02-31,3,c\n2026-01-05,3,d\n2026-01-06,"
	       "3,d\n");
}

/* -- JSON -- */

static void lists(FILE *f)
{
	fill(f, "[", 200000);
}

static void objects(FILE *f)
{
	fill(f, "{\"a\":", 200000 * 5);
}

static void text_long(FILE *f)
{
	around(f, "[{\"nps\":9,\n\"comment\":\"", "x", LONG, "\"}]");
}

static void number_long(FILE *f)
{
	around(f, "[{\"nps\":", "9", LONG, "}]");
}

static void names(FILE *f)
{
	put(f, "[{\"nps\":9");
	for (int i = 0; i < 100000; i++)
		fprintf(f, ",\"q%d\":1", i);
	put(f, "}]");
}

static void cut(FILE *f)
{
	put(f, "[{\"nps\":9,\"comment\":\"a\"},\n{\"nps\":");
}

static void comma(FILE *f)
{
	put(f, "[{\"nps\":9,\"comment\":\"a\"},\n]");
}

static void no_number(FILE *f)
{
	put(f, "[\n{\"nps\":NaN,\"comment\":\"a\"}]");
}

static void third_line(FILE *f)
{
	put(f, "{\"nps\":9,\"comment\":\"a\"}\n{\"nps\":3,\"comment\":\"b\"}\n{\"nps\":5,\"comment\" "
	       "\"c\"}\n");
}

static void late_line(FILE *f)
{
	around(f, "", "{\"nps\":9,\"comment\":\"a\"}\n", 24 * 200000, "oops\n");
}

static void list_empty(FILE *f)
{
	put(f, "[]");
}

static void only_number(FILE *f)
{
	put(f, "42\n");
}

static void nul_inside(FILE *f)
{
	fwrite("[{\"nps\":9,\n\"c\":\"a\0b\"}]", 1, 23, f);
}

/* -- packed -- */

/* Packed once, and written `times` times without its last `less` bytes. */
static void pack_again(FILE *f, void (*what)(FILE *out), size_t less, int times)
{
	size_t len = 0;
	char *bytes = NULL;
	FILE *plain = open_memstream(&bytes, &len);
	assert_non_null(plain);
	what(plain);
	fclose(plain);
	z_stream z = {.next_in = (Bytef *)bytes, .avail_in = (unsigned)len};
	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
	size_t room = deflateBound(&z, len);
	Bytef *out = malloc(room);
	assert_non_null(out);
	z.next_out = out;
	z.avail_out = (unsigned)room;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	for (int i = 0; i < times; i++)
		fwrite(out, 1, z.total_out - less, f);
	deflateEnd(&z);
	free(out);
	free(bytes);
}

static void pack(FILE *f, void (*what)(FILE *out), size_t less)
{
	pack_again(f, what, less, 1);
}

static void answers(FILE *f)
{
	put(f, "nps,comment\n");
	for (int i = 0; i < 20000; i++)
		fprintf(f, "%d,answer %d\n", i % 11, i * 7919 % 10007);
}

static void packed_cut(FILE *f)
{
	pack(f, answers, 10);
}

static void packed_damaged(FILE *f)
{
	pack(f, answers, 4);
	put(f, "oops");
}

static void packed_more(FILE *f)
{
	pack(f, answers, 0);
	put(f, "and more\n");
}

static void packed_nothing(FILE *f)
{
	pack(f, nothing, 0);
}

static void half_bomb(FILE *f)
{
	around(f, "nps,comment\n", "9,good\n", 4 * MB, "");
}

static void bomb(FILE *f)
{
	/* Members one behind the other: 800 MB in all, and never so much in memory. */
	pack_again(f, half_bomb, 0, 200);
}

static void members(FILE *f)
{
	pack(f, days, 0);
	pack_again(f, nothing, 0, 20000);
}

const struct bomb bombs[] = {
        {"empty.csv", nothing, "", "is empty"},
        {"bom.csv", bom, "", "no rows|is empty"},
        {"blanks.csv", blanks, "", "no rows|is empty"},
        {"open-quote.csv", open_quote, "3", "never closed"},
        {"open-quote-long.csv", open_quote_long, "2", "not closed within 1 MB"},
        {"open-quote-late.csv", open_quote_late, "[0-9]+", "never closed"},
        {"field-bare.csv", field_bare, "2", "more than"},
        {"field-quoted.csv", field_quoted, "2", "not closed within 1 MB"},
        {"columns.csv", columns, "1", "more than"},
        {"delimiters.csv", delimiters, "2", "more than"},
        {"quotes.csv", quotes, "1", "not closed within 1 MB|never closed"},
        {"line-ends.csv", line_ends, "", "no rows|is empty"},
        {"zeroes.csv", zeroes, "", ""},
        {"high-bytes.csv", high_bytes, "", ""},
        {"noise.csv", noise, "", ""},
        {"picture.csv", picture, "", ""},
        {"workbook.csv", workbook, "", "Excel"},
        {"page.csv", page, "", "web page"},
        {"document.csv", document, "", "PDF"},
        {"database.csv", database, "", ""},
        {"days.csv", days, "2", "does not exist"},
        {"lists.json", lists, "1", "names the columns"},
        {"objects.json", objects, "1", "nested deeper"},
        {"text-long.json", text_long, "2", "more than 1 MB"},
        {"number-long.json", number_long, "1", "more than|number"},
        {"names.json", names, "1", "more than 4096 columns"},
        {"cut.json", cut, "2", "the file ends"},
        {"comma.json", comma, "2", "expected here"},
        {"no-number.json", no_number, "2", "expected here|number"},
        {"third-line.json", third_line, "3", "colon"},
        {"late-line.ndjson", late_line, "200001", "expected here"},
        {"list-empty.json", list_empty, "", "no records"},
        {"only-number.json", only_number, "1?", "record"},
        {"nul-inside.json", nul_inside, "2", "NUL"},
        {"cut.csv.gz", packed_cut, "[0-9]+", "ends too early"},
        {"damaged.csv.gz", packed_damaged, "20002", "damaged"},
        {"more.csv.gz", packed_more, "20002", "something follows"},
        {"nothing.csv.gz", packed_nothing, "", "is empty"},
        {"bomb.csv.gz", bomb, "[0-9]+", "grows more than 200 times"},
        {"members.csv.gz", members, "2", "does not exist"},
};

const size_t bomb_count = sizeof(bombs) / sizeof(bombs[0]);
