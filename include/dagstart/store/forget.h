/* Erasing what a customer said and who it was. Scores stay in the totals, without a name; all else goes from
 * the responses, the index of words, every copy in the team's own texts, the journal, drafts, and the copies
 * of the store that it knows of, and the files are written so that no byte of it is left. It can't be undone.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <dagstart/base/err.h>

struct arena;
struct change;
struct store;

struct forget_who {
	const char *words; /* a name, an e-mail address or other words; "" or NULL none */
	int64_t feedback_id; /* one response, and all others under the same name; 0 none */
	/* Files outside the store that it is to go from as well: texts that the program wrote for people, and
	 * the own store of whoever sits here (NULL none). */
	const char *const *texts;
	size_t text_count;
	const char *own_path;
};

/* What was (or would be) erased in one file. */
struct forget_counts {
	int64_t responses;
	int64_t texts; /* actions, decisions, thanks, notes, goals and the like that held copies */
	int64_t entries; /* of the journal */
	int64_t drafts;
};

/* A copy of the store, or a file outside it. */
struct forget_copy {
	const char *path;
	struct forget_counts counts;
	struct err problem; /* why it could not be erased there; ERR_NONE */
};

enum { FORGET_HOLDERS_MAX = 8 };

struct forget_report {
	struct forget_counts counts; /* of the store itself */
	const char *const *names; /* under which the responses came in, each once */
	size_t name_count;
	struct forget_copy *copies;
	size_t copy_count, failed_copies;
	struct forget_copy *files; /* outside the store: those that hold something of it, or can't be read */
	size_t file_count, failed_files;
	/* Somebody reads the store, so its log can't be emptied: the words are erased, but stand in
	 * there until store_forget_finish() succeeds. */
	bool is_blocked;
	/* Why the file could not be written so that no byte is left, though the words are erased: a full
	 * disk. store_forget_finish() does it later. ERR_NONE */
	struct err unfinished;
	pid_t holders[FORGET_HOLDERS_MAX]; /* other programs that have the store open */
	size_t holder_count;
};

/* What store_forget() would erase; nothing is. ERR_USAGE when the words are too few to look for; ERR_MISSING
 * when there is no such response. */
bool store_forget_look(struct store *store, struct arena *arena, const struct forget_who *who,
        struct forget_report *ret, struct err *err) MUST_CHECK;
/* Erases. A copy that can't be opened is no failure: the report tells. Cut short at any moment it may be done
 * again: the copies come first, then the store. The journal keeps that something was forgotten, when and by
 * whom. */
bool store_forget(struct store *store, struct arena *arena, const struct forget_who *who,
        const struct change *change, struct forget_report *ret, struct err *err) MUST_CHECK;
/* Whether an earlier one still has to empty the log; and to do so. */
bool store_forget_is_open(struct store *store, bool *ret, struct err *err) MUST_CHECK;
bool store_forget_finish(struct store *store, struct forget_report *ret, struct err *err) MUST_CHECK;

/* -- retention: answers of before a day, those without a day by the day they came in -- */

/* How many of them still have words, a name or an id, counted up to `most`; reads all rows. */
bool store_forget_old_count(
        struct store *store, int32_t before, int64_t most, int64_t *ret, struct err *err) MUST_CHECK;
/* Whether there may be any; quick. */
bool store_forget_old_is_due(struct store *store, int32_t before, bool *ret, struct err *err) MUST_CHECK;
/* Erases words, names and ids of up to `rows` of them, those of withdrawn imports too, in a transaction of
 * its own; scores stay in the totals. The first of a day stands in the journal. *ret_more: it is not at its
 * end; at its end what cites them, and what those customers were told, has lost its words too. */
bool store_forget_old(struct store *store, int32_t before, size_t rows, const struct change *change,
        bool *ret_more, struct err *err) MUST_CHECK;
/* Whether words were erased that may still stand in the file between its rows, or in copies of it. */
bool store_forget_old_is_open(struct store *store, bool *ret, struct err *err) MUST_CHECK;

struct forget_old {
	int32_t before;
	const struct change *change;
	/* Writes the whole file anew, however large it is; else a file of more than a gigabyte each week. */
	bool thorough;
};
/* All that is left of it, here and in the copies, and then the files without a byte of it: takes a while, and
 * others can't write meanwhile. The report's counts are of no use. */
bool store_forget_old_finish(struct store *store, struct arena *arena, const struct forget_old *old,
        struct forget_report *ret, struct err *err) MUST_CHECK;
