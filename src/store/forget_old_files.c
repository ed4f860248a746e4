/* Retention in the files: the store and its copies without a byte of what was erased. */
#include <sys/stat.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>

#include "file.h"
#include "forget_old.h"
#include "internal.h"

enum { ERASE_ROWS = 2000, COMPACT_EACH_DAYS = 7 };
static const int64_t large_bytes = INT64_C(1) << 30;

static const char compact_key[] = "forget_old_compact_day";

static bool sweep_all(struct store *store, int32_t before, const struct change *change, struct err *err)
{
	bool more = true;
	while (more)
		if (!store_forget_old(store, before, ERASE_ROWS, change, &more, err))
			return false;
	return true;
}

static bool note_compact_day(struct store *store, int64_t day, struct err *err)
{
	bool ok = tx_begin_quiet(store, err) &&
	          tx_leave(store, meta_put_int(store, compact_key, day, err), err) &&
	          store_commit(store, err);
	if (!ok)
		store_rollback(store);
	return ok;
}

/* What an erased row leaves is wiped at once; only of rows that the engine once moved something may stand
 * between the others. Writing a large file anew for that each day would cost more than it is worth. */
static bool wants_compact(struct store *store, bool *ret, struct err *err)
{
	int64_t last = 0, today = clock_day(clock_now_ms(store->clock));
	struct file_facts facts;
	if (!file_look(store->path, &facts, err) || !meta_int(store, compact_key, &last, err))
		return false;
	*ret = facts.size < large_bytes || today - last >= COMPACT_EACH_DAYS || today < last;
	return !*ret || note_compact_day(store, today, err);
}

static bool scrub(struct store *store, bool thorough, bool *ret_blocked, struct err *err)
{
	bool compact = true;
	if (!thorough && !wants_compact(store, &compact, err))
		return false;
	return compact ? forget_scrub(store, ret_blocked, err) : forget_scrub_index(store, ret_blocked, err);
}

static bool settle(struct store *store, bool thorough, struct forget_report *report, struct err *err)
{
	bool has_remains = false;
	if (!forget_old_has_remains(store, &has_remains, err) ||
	        ((has_remains || thorough) && !scrub(store, thorough, &report->is_blocked, err)))
		return false;
	if (report->is_blocked)
		forget_name_holders(store, report);
	return report->is_blocked || forget_old_settled(store, err);
}

static void close_copy(struct store *copy)
{
	store_close(copy);
}

static bool erase_in(struct store *copy, int32_t before, const struct change *change, struct err *err)
{
	bool is_due = false, has_remains = false;
	if (!store_forget_old_is_due(copy, before, &is_due, err) ||
	        (is_due && !sweep_all(copy, before, change, err)) ||
	        !forget_old_has_remains(copy, &has_remains, err))
		return false;
	return !has_remains || (forget_copy_scrub(copy, err) && forget_old_settled(copy, err));
}

static void erase_copy(
        struct store *store, int32_t before, const struct change *change, struct forget_copy *copy)
{
	CLEANUP(close_copy) struct store open = {.watch_fd = -1};
	struct err err = {0};
	if (!forget_copy_open(store, copy->path, &open, &err) || !erase_in(&open, before, change, &err))
		copy->problem = err;
}

bool store_forget_old_finish(struct store *store, struct arena *arena, const struct forget_old *old,
        struct forget_report *ret, struct err *err)
{
	struct forget_report report = {0};
	if (!sweep_all(store, old->before, old->change, err) ||
	        !forget_copies_list(store, arena, &report, err))
		return false;
	for (size_t i = 0; i < report.copy_count; i++) {
		erase_copy(store, old->before, old->change, &report.copies[i]);
		report.failed_copies += report.copies[i].problem.code != ERR_NONE;
		if (report.copies[i].problem.code == ERR_CANCELLED) {
			*err = report.copies[i].problem;
			return false;
		}
	}
	if (!settle(store, old->thorough, &report, err))
		return false;
	*ret = report;
	return true;
}
