/* Taking in feedback: bytes -> encoding -> rows -> recognised columns -> feedback in the store. Everything
 * that a file leaves open is either settled by its content, or asked (ERR_QUESTION names the flag that
 * settles it). One transaction a file: good rows land, bad ones are reported by line; broken structure, or
 * more than half refused, and nothing lands. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/config/words.h>
#include <dagstart/domain/metric.h>
#include <dagstart/domain/theme.h>

struct arena;
struct change;
struct store;

struct intake_progress {
	/* Called about ten times a second with bytes read and in all (0 unknown: a pipe); false stops the
	 * import (ERR_CANCELLED). */
	bool (*step)(void *user, int64_t done, int64_t total, int64_t rows);
	void *user;
};

struct intake_options {
	const char *path; /* "-" is standard input (descriptor 0) */
	/* Named by the user: a header's text or a number from 1; "-" none; NULL found. */
	const char *columns[COLUMN_ROLES];
	const char *metric; /* key of the metric of the score column; NULL found */
	bool has_scale;
	double scale_min, scale_max; /* the worst and the best answer: 5 and 1 where 1 is the best */
	const char *date_order; /* "dmy", "mdy", "ymd"; NULL found */
	char delimiter; /* 0 found */
	const char *encoding; /* see intake_knows_encoding(); NULL found */
	bool repair; /* text that was encoded twice is mended */
	bool id_updates; /* a known id with other content takes the place of what it said before */
	int32_t undated_day; /* the day of rows without a date; 0 unknown */
	bool drop_names; /* names of customers are not kept: neither beside the comment nor in it */
	int32_t today; /* later days are refused as impossible */
	bool dry_run; /* everything but the commit */
	bool keep_refused; /* see `refused_file` of the report */
	const struct words *words;
	const struct metric *metrics; /* the configured ones */
	size_t metric_count;
	const struct theme_rule *rules;
	size_t rule_count;
	int64_t now_ms;
	const struct change *change; /* who imports, for the journal; NULL nobody */
	struct intake_progress progress;
};

struct intake_refused {
	int64_t line; /* where the row starts, from 1 */
	const char *reason; /* a translated sentence */
	const char *row; /* its cells, cut after 200 bytes; hostile */
};

struct intake_column {
	const char *header;
	enum column_role role;
	bool further; /* words beside those of the comment column, which are joined with them */
	const char *metric; /* of a score column */
	double worst, best; /* of its scale */
	bool in_words; /* it is written in words */
};

enum { INTAKE_READINGS = 6, INTAKE_SHOWN = 5 };

struct intake_reading { /* one way to understand the file */
	const char *text; /* translated: "1 to 5, 5 is the best" */
	const char *value; /* of the flag: "1-5" */
	const char *rows[INTAKE_SHOWN]; /* how the first rows read then; hostile */
	size_t row_count;
};

/* What only a person can say; with ERR_QUESTION. */
struct intake_question {
	const char
	        *flag; /* of the command line, without dashes: "scale"; of `options` the field that it sets */
	const char *text; /* translated */
	struct intake_reading readings[INTAKE_READINGS]; /* the likeliest first */
	size_t count;
	const struct intake_question *next; /* what is open besides; NULL nothing */
};

struct intake_report {
	const char *file;
	const char *tool; /* its key: "qualtrics"; "" unknown */
	const char *tool_name; /* for people: "Qualtrics"; "" unknown */
	const char *encoding; /* "UTF-8", "UTF-8 BOM", "Windows-1252", … */
	const char *delimiter; /* ",", ";", "\t", "|"; "" where the rows are not separated values */
	int header_rows;
	const struct intake_column *columns;
	size_t column_count;
	const char *metric; /* key */
	double scale_min, scale_max;
	const char *scale; /* the worst and the best: "1-5", "5-1"; "" none */
	const char *date_order; /* "iso", "dmy", "mdy", "ymd", "none" */
	int64_t records, imported, duplicates, refused, empty;
	int64_t dated; /* of the duplicates: known without a date before, and with one now */
	const struct intake_refused *refused_rows; /* at most 1000 */
	size_t refused_count;
	/* With `keep_refused`: the refused rows as separated values, the header above them and why before
	 * each, as an import takes them when they were mended; "" none. Some megabytes of them. */
	const char *refused_file;
	int64_t refused_left; /* that had no room in it */
	const char *const *warnings; /* translated */
	size_t warning_count;
	int64_t batch_id; /* 0: nothing new */
	const struct intake_question *question; /* NULL none */
	const char *failed; /* why nothing was imported, for who reads the report alone; NULL: it was */
};

/* Whether a file can be told to be in an encoding of this name: "utf-8", "windows-1250", "cp850", … */
bool intake_knows_encoding(const char *name);

/* Imports one file. The report is filled in as far as it came also when it returns false. */
bool intake_import(struct store *store, struct arena *arena, const struct intake_options *options,
        struct intake_report *report, struct err *err) MUST_CHECK;
/* The same from bytes in memory (the sample team); `options->path` is only its name. */
bool intake_import_bytes(struct store *store, struct arena *arena, const char *bytes, size_t len,
        const struct intake_options *options, struct intake_report *report, struct err *err) MUST_CHECK;
