/* Scales in words and tools, of the word lists. */
#pragma once

struct arena;
struct problems;
struct words;

/* What the columns of exports are called, a row each of the two tables that name them. */
#define COLUMN_FIELDS(column) \
	column("score", COLUMN_SCORE), column("comment", COLUMN_COMMENT), column("date", COLUMN_DATE), \
	        column("id", COLUMN_ID), column("channel", COLUMN_CHANNEL), \
	        column("customer", COLUMN_CUSTOMER), column("theme", COLUMN_THEME), \
	        column("step", COLUMN_STEP), column("metric", COLUMN_METRIC)

/* Fills in both from the built-in files. */
void words_tables_load(struct arena *arena, struct words *words, struct problems *problems);
