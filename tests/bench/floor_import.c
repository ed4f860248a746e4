/* Floor of an import, and the maker of the floor's database: feedback CSV
 * (date,channel,customer,score,comment) into one STRICT table with two indexes, in one transaction, with WAL
 * and synchronous=FULL. It recognises nothing and keeps no totals. The CSV is read by libcsv where it is
 * there (FLOOR_CSV), else by a loop of its own. Usage: floor_import DB < CSV */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef FLOOR_CSV
#include <csv.h>
#endif
#include <sqlite3.h>

enum { FIELDS = 5, FIELD_MAX = 1 << 16, BLOCK = 1 << 18 };
enum { DATE, CHANNEL, CUSTOMER, SCORE, COMMENT };

static const char schema[] =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; BEGIN;"
        "CREATE TABLE feedback(id INTEGER PRIMARY KEY,"
        " day INTEGER NOT NULL CHECK(day BETWEEN 19000101 AND 99991231),"
        " channel TEXT NOT NULL CHECK(length(channel) > 0), customer TEXT NOT NULL,"
        " score INTEGER NOT NULL CHECK(score BETWEEN 0 AND 10),"
        " comment TEXT NOT NULL, theme INTEGER NOT NULL) STRICT;"
        "CREATE INDEX feedback_day ON feedback(day); CREATE INDEX feedback_theme ON feedback(theme, day);";

static const char insert[] =
        "INSERT INTO feedback(day, channel, customer, score, comment, theme) VALUES(?1, ?2, ?3, ?4, ?5, ?6)";

struct importer {
	sqlite3 *db;
	sqlite3_stmt *put;
	char *text; /* the fields of this row, one after the other */
	size_t len;
	size_t end[FIELDS];
	int field;
#ifndef FLOOR_CSV
	bool quoted;
	bool quote_seen; /* within quotes: the last byte was a quote, the end or the first of two */
#endif
	long rows;
};

static _Noreturn void die(const struct importer *im, const char *what)
{
	fprintf(stderr, "floor_import: row %ld: %s: %s\n", im->rows, what,
	        im->db ? sqlite3_errmsg(im->db) : "");
	exit(1);
}

static const char *field_text(const struct importer *im, int which, int *ret_len)
{
	size_t from = which ? im->end[which - 1] : 0;
	*ret_len = (int)(im->end[which] - from);
	return im->text + from;
}

/* The digits of a field, dashes left out: 2026-11-20 is 20261120. */
static int field_number(const struct importer *im, int which)
{
	int len, n = 0;
	const char *text = field_text(im, which, &len);
	for (int i = 0; i < len; i++)
		if (text[i] >= '0' && text[i] <= '9')
			n = n * 10 + (text[i] - '0');
	return n;
}

static void row_store(struct importer *im)
{
	static const int texts[] = {CHANNEL, CUSTOMER, COMMENT};
	static const int places[] = {2, 3, 5};
	int len;
	for (size_t i = 0; i < 3; i++) {
		const char *text = field_text(im, texts[i], &len);
		sqlite3_bind_text(im->put, places[i], text, len, SQLITE_STATIC);
	}
	(void)field_text(im, COMMENT, &len);
	sqlite3_bind_int(im->put, 1, field_number(im, DATE));
	sqlite3_bind_int(im->put, 4, field_number(im, SCORE));
	sqlite3_bind_int(im->put, 6, len % 8);
	if (sqlite3_step(im->put) != SQLITE_DONE)
		die(im, "insert");
	sqlite3_reset(im->put);
}

static void field_end(struct importer *im)
{
	if (im->field < FIELDS)
		im->end[im->field] = im->len;
	im->field++;
}

static void row_end(struct importer *im)
{
	if (im->field != FIELDS)
		die(im, "not five fields");
	if (im->rows++ > 0)
		row_store(im);
	im->field = 0;
	im->len = 0;
}

#ifdef FLOOR_CSV

static void on_field(void *text, size_t len, void *user)
{
	struct importer *im = user;
	if (len > FIELD_MAX - im->len)
		die(im, "too long");
	if (len > 0)
		memcpy(im->text + im->len, text, len);
	im->len += len;
	field_end(im);
}

static void on_row(int last, void *user)
{
	(void)last;
	row_end(user);
}

static void read_rows(struct importer *im, char *block)
{
	struct csv_parser parser;
	size_t n;
	if (csv_init(&parser, 0) != 0)
		die(im, "no parser");
	while ((n = fread(block, 1, BLOCK, stdin)) > 0)
		if (csv_parse(&parser, block, n, on_field, on_row, im) != n)
			die(im, csv_strerror(csv_error(&parser)));
	csv_fini(&parser, on_field, on_row, im);
	csv_free(&parser);
}

#else

static void byte_add(struct importer *im, char c)
{
	if (im->len == FIELD_MAX)
		die(im, "too long");
	im->text[im->len++] = c;
}

static void byte_take(struct importer *im, char c)
{
	if (im->quoted && c == '"') {
		if (im->quote_seen)
			byte_add(im, c);
		im->quote_seen = !im->quote_seen;
		return;
	}
	if (im->quote_seen)
		im->quoted = im->quote_seen = false;
	if (im->quoted || (c != '"' && c != ',' && c != '\n'))
		byte_add(im, c);
	else if (c == '"')
		im->quoted = true;
	else if (c == ',') {
		field_end(im);
	} else {
		field_end(im);
		row_end(im);
	}
}

static void read_rows(struct importer *im, char *block)
{
	size_t n;
	while ((n = fread(block, 1, BLOCK, stdin)) > 0)
		for (size_t i = 0; i < n; i++)
			byte_take(im, block[i]);
}

#endif

static void run_sql(struct importer *im, const char *sql)
{
	if (sqlite3_exec(im->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		die(im, sql);
}

static double seconds(void)
{
	struct timespec ts;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	struct importer im = {.text = malloc(FIELD_MAX)};
	char *block = malloc(BLOCK);
	double from = seconds();
	if (argc != 2 || !im.text || !block) {
		(void)fputs("usage: floor_import DB < CSV\n", stderr);
		return 2;
	}
	if (sqlite3_open(argv[1], &im.db) != SQLITE_OK)
		die(&im, argv[1]);
	run_sql(&im, schema);
	if (sqlite3_prepare_v3(im.db, insert, -1, SQLITE_PREPARE_PERSISTENT, &im.put, NULL) != SQLITE_OK)
		die(&im, insert);
	read_rows(&im, block);
	sqlite3_finalize(im.put);
	run_sql(&im, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE);");
	sqlite3_close(im.db);
	double took = seconds() - from;
	long rows = im.rows > 0 ? im.rows - 1 : 0;
#ifdef FLOOR_CSV
	static const char *const reader = "libcsv";
#else
	static const char *const reader = "its own loop";
#endif
	printf("%ld rows\t%.3f s\t%.0f rows/s\t%s\n", rows, took, (double)rows / took, reader);
	free(im.text);
	free(block);
	return 0;
}
