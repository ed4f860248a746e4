/* Floor of a terminal program with a database: opens it, asks for the newest 20 rows through an index, and
 * paints them. Usage: floor_sqlite DB, as floor_import makes it. */
#include <stdio.h>
#include <string.h>

#include <sqlite3.h>

#include "floor_list.h"

static const char floor_query[] =
        "SELECT day, score, comment FROM feedback ORDER BY day DESC, id DESC LIMIT 20";

static bool floor_load(sqlite3 *db, struct floor_list *list)
{
	sqlite3_stmt *st = NULL;
	int row = 0;
	if (sqlite3_prepare_v2(db, floor_query, -1, &st, NULL) != SQLITE_OK)
		return false;
	for (; row < FLOOR_ROWS && sqlite3_step(st) == SQLITE_ROW; row++) {
		snprintf(list->text[row], FLOOR_TEXT, "%d %d %s", sqlite3_column_int(st, 0),
		        sqlite3_column_int(st, 1), (const char *)sqlite3_column_text(st, 2));
		for (char *c = strpbrk(list->text[row], "\r\n"); c; c = strpbrk(c, "\r\n"))
			*c = ' ';
	}
	sqlite3_finalize(st);
	return row > 0;
}

int main(int argc, char **argv)
{
	struct floor_list list = {.at = 0};
	sqlite3 *db = NULL;
	if (argc != 2) {
		(void)fputs("usage: floor_sqlite DB\n", stderr);
		return 2;
	}
	bool good = sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
	            floor_load(db, &list);
	if (good) {
		floor_list_open(&list);
		while (floor_list_key(&list, -1))
			continue;
		floor_list_close();
	} else {
		fprintf(stderr, "floor_sqlite: %s: %s\n", argv[1], sqlite3_errmsg(db));
	}
	/* Only now: a program with data keeps its database open. */
	sqlite3_close(db);
	return good ? 0 : 1;
}
