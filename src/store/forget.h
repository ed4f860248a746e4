/* What the files of forgetting share. */
#pragma once

#include <dagstart/store/forget.h>

struct forget_words;

struct forgotten {
	int64_t id;
	const char *customer, *comment;
};

/* One search for a customer. */
struct forgetting {
	struct arena *arena;
	const struct forget_who *who;
	struct forget_words *asked; /* what the responses are found by */
	struct forget_words *words; /* what goes from all other texts too */
	struct forgotten *found; /* in the store itself */
	size_t count;
};

/* forget_rows.c: one file. */
bool forget_find(struct store *store, struct forgetting *forgetting, struct err *err) MUST_CHECK;
/* Inside a transaction: all of the store, found there before. */
bool forget_rows(struct store *store, const struct forgetting *forgetting, struct forget_counts *ret,
        struct err *err) MUST_CHECK;
/* The same in a copy, which may be of another day: there what was found is looked up again. */
bool forget_rows_of_copy(struct store *copy, const struct forgetting *forgetting, struct forget_counts *ret,
        struct err *err) MUST_CHECK;

/* A response without its words and its customer, in the index neither. */
bool forget_response(struct store *store, int64_t id, struct err *err) MUST_CHECK;

/* Of the tables that erasing looks into, the version of the store that they came with. */
enum {
	VERSION_WITH_REPLACED = 3,
	VERSION_WITH_FINDINGS = 4,
	VERSION_WITH_LOOPS = 5,
	VERSION_WITH_LEDGER = 6
};

/* forget_file.c: no byte is left of what was taken out. *ret_blocked: but in the log, which others read. */
bool forget_scrub(struct store *store, bool *ret_blocked, struct err *err) MUST_CHECK;
/* The same without writing the whole file anew: remains of rows that were moved may be left. */
bool forget_scrub_index(struct store *store, bool *ret_blocked, struct err *err) MUST_CHECK;
/* forget.c: which other programs have the store open. */
void forget_name_holders(struct store *store, struct forget_report *report);

/* A copy as it is, to be closed with store_close(); *copy comes as {.watch_fd = -1}. */
bool forget_copy_open(
        const struct store *store, const char *path, struct store *copy, struct err *err) MUST_CHECK;
/* forget_scrub() of a copy: when another program reads it, that is an error. */
bool forget_copy_scrub(struct store *copy, struct err *err) MUST_CHECK;

/* forget_copies.c: those that the store knows of, named; then erased in each, or why not. */
bool forget_copies_list(
        struct store *store, struct arena *arena, struct forget_report *report, struct err *err) MUST_CHECK;
void forget_in_copies(struct store *store, const struct forgetting *forgetting, struct forget_report *report);
/* After the store itself: those that were begun before it was erased, and waited for. */
bool forget_in_late_copies(struct store *store, const struct forgetting *forgetting,
        struct forget_report *report, struct err *err) MUST_CHECK;

/* forget_elsewhere.c: files outside the store. They are only looked at without `erase`. */
void forget_elsewhere(const struct forgetting *forgetting, bool erase, struct forget_report *report);
/* own.c: the notes of a person's own store, and no byte of them left in its file. */
bool own_forget(struct arena *arena, const char *path, const struct forget_words *words, bool erase,
        int64_t *ret_notes, struct err *err) MUST_CHECK;
