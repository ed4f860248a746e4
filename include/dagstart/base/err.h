/* How a function says that it failed: it returns false and fills the `struct err *` that is its last
 * parameter. No allocation, no printing, no exit: `app` alone turns an error into a line on the status bar
 * or stderr. `message` is an English msgid with at most one %s, which stands for `detail`. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/cleanup.h>

struct arena;

enum err_code {
	ERR_NONE = 0,
	ERR_USAGE, /* wrong use: exit 2 */
	ERR_QUESTION, /* an open question that a flag settles: exit 2 */
	ERR_INPUT, /* bad data or configuration */
	ERR_REFUSED, /* a rule of the domain says no */
	ERR_MISSING, /* no such row, file or command */
	ERR_CHANGED, /* the row was changed by someone else meanwhile */
	ERR_BUSY, /* another program holds the store */
	ERR_FULL, /* the disk is full */
	ERR_IO,
	ERR_DAMAGED, /* the store is damaged, foreign or newer than this program */
	ERR_READONLY,
	ERR_CANCELLED,
	ERR_INTERNAL,
};

struct err {
	enum err_code code;
	const char *message; /* a msgid marked with N_(), static */
	char detail[320]; /* what the %s in `message` stands for; may hold hostile text, cleaned when shown */
	int number; /* the errno behind it, or 0; err_text() says it in words after the detail */
	const char *field; /* of a form, whose value is wrong; static; NULL none */
};

/* Fills `err` (NULL is allowed) and returns false, so that `return err_set(...)` reads well. */
bool err_set(struct err *err, enum err_code code, const char *message, const char *detail, ...)
        __attribute__((format(printf, 4, 5)));

/* The same without a detail. */
bool err_say(struct err *err, enum err_code code, const char *message);

/* The same with errno, whose meaning err_text() adds after the detail as ": no such file or folder";
 * ENOSPC and EDQUOT become ERR_FULL, EROFS ERR_READONLY, all else ERR_IO. */
bool err_errno(struct err *err, const char *message, const char *detail, ...)
        __attribute__((format(printf, 3, 4)));

/* The whole sentence, translated and cleaned for the terminal, in `arena`. */
char *err_text(struct arena *arena, const struct err *err);

void err_clear(struct err *err);

/* Names the field whose value is wrong, after the error was set; returns false. */
bool err_at(struct err *err, const char *field);

#ifdef __clang_analyzer__
/* An analyser does not look into another file: it is told that these always say no. */
#define err_set(...) ((err_set)(__VA_ARGS__), false)
#define err_say(...) ((err_say)(__VA_ARGS__), false)
#define err_errno(...) ((err_errno)(__VA_ARGS__), false)
#define err_at(...) ((err_at)(__VA_ARGS__), false)
#endif
