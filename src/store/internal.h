/* What the files of this layer share: the open store and its transaction. */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include <dagstart/base/err.h>
#include <dagstart/store/journal.h>
#include <dagstart/store/store.h>

#include "driver.h"
#include "kept.h"

struct arena;

enum tx {
	TX_NONE,
	TX_OPEN,
	TX_FAILED, /* rolled back; `tx_err` says why until commit or rollback is called */
};

struct store {
	struct driver *driver;
	struct arena *arena; /* where it lives */
	struct arena *scratch; /* of the running transaction */
	char *path;
	const struct clock *clock;
	bool read_only;
	bool was_unclean;
	int64_t size; /* of the file, when it was opened */
	bool is_sound; /* its pages have been looked at */
	gid_t group; /* (gid_t)-1 when it is private */
	struct reading reading; /* see store_read_begin() */
	int readings; /* of these that have not ended */
	enum tx tx;
	struct err tx_err;
	struct change change; /* who does it; its strings live in `scratch` */
	int64_t change_group; /* 0 until the first entry of this transaction */
	struct journal_entry overtaken; /* what stood in this one's way; none while its id is 0 */
	bool change_is_final; /* nobody undoes this transaction: a meeting was started in it */
	struct kept_waiting keeping; /* what goes along with the next transaction, see kept.h */
	int64_t data_version;
	int watch_fd; /* -1 until it is asked for */
};

/* The first half of store_verify(). */
bool store_pages_are_sound(struct store *store, struct err *err) MUST_CHECK;

/* Every put stands between these two. tx_leave() rolls back and remembers why when `ok` is false. */
bool tx_enter(struct store *store, struct err *err) MUST_CHECK;
bool tx_leave(struct store *store, bool ok, struct err *err) MUST_CHECK;
/* A transaction of its own that is not journalled. */
bool tx_begin_quiet(struct store *store, struct err *err) MUST_CHECK;
/* The same for what is written between two keys, drafts and signs of life: it hardly waits for others. */
bool tx_begin_brief(struct store *store, struct err *err) MUST_CHECK;

/* A value of the table of facts about the store itself. *ret is NULL when there is none. */
bool meta_text(struct store *store, struct arena *arena, const char *key, const char **ret,
        struct err *err) MUST_CHECK;
bool meta_int(struct store *store, const char *key, int64_t *ret, struct err *err) MUST_CHECK;
/* Whether it is there and not 0. */
bool meta_is_set(struct store *store, const char *key, bool *ret, struct err *err) MUST_CHECK;
bool meta_put_int(struct store *store, const char *key, int64_t value, struct err *err) MUST_CHECK;
