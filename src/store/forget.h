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

/* forget_file.c: no byte is left of what was taken out. *ret_blocked: but in the log, which others read. */
bool forget_scrub(struct store *store, bool *ret_blocked, struct err *err) MUST_CHECK;

/* forget_copies.c: those that the store knows of, named; then erased in each, or why not. */
bool forget_copies(struct store *store, const struct forgetting *forgetting, struct forget_report *report,
        struct err *err) MUST_CHECK;
void forget_in_copies(struct store *store, const struct forgetting *forgetting, struct forget_report *report);
/* After the store itself: those that were begun before it was erased, and waited for. */
bool forget_in_late_copies(struct store *store, const struct forgetting *forgetting,
        struct forget_report *report, struct err *err) MUST_CHECK;
