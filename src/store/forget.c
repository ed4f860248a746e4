#include "forget.h"

#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/domain/entity.h>
#include <dagstart/domain/forget.h>
#include <dagstart/store/store.h>

#include "file.h"
#include "internal.h"
#include "journal.h"

static const char open_key[] = "forget_open";

static bool is_enough(const struct forget_who *who, struct err *err)
{
	if (!strempty(who->words) && !forget_is_enough(who->words))
		return err_set(err, ERR_USAGE,
		        N_("%s is too little to look for: three letters or figures at least"), "“%s”",
		        who->words);
	return !strempty(who->words) || who->feedback_id ||
	       err_say(err, ERR_USAGE, N_("nobody was named who should be forgotten"));
}

static void list_names(const struct forgetting *f, struct forget_report *report)
{
	VEC(const char *) names = {0};
	for (size_t i = 0; i < f->count; i++) {
		bool is_new = !strempty(f->found[i].customer);
		for (size_t k = 0; k < names.count; k++)
			is_new = is_new && !streq(names.items[k], f->found[i].customer);
		if (is_new)
			*vec_add(f->arena, &names) = f->found[i].customer;
	}
	report->names = names.items;
	report->name_count = names.count;
}

/* What is to be forgotten, found; the copies are named. */
static bool look(struct store *store, struct forgetting *f, struct forget_report *report, struct err *err)
{
	*report = (struct forget_report){0};
	if (!is_enough(f->who, err))
		return false;
	if (!strempty(f->who->words))
		forget_name(f->asked, f->who->words);
	if (!forget_find(store, f, err) || !forget_copies_list(store, f->arena, report, err))
		return false;
	list_names(f, report);
	return true;
}

bool store_forget_look(struct store *store, struct arena *arena, const struct forget_who *who,
        struct forget_report *ret, struct err *err)
{
	CLEANUP(forget_words_cleanup) struct forget_words *asked = forget_words_new(arena);
	CLEANUP(forget_words_cleanup) struct forget_words *words = forget_words_new(arena);
	struct forgetting f = {.arena = arena, .who = who, .asked = asked, .words = words};
	struct forget_report report;
	if (!look(store, &f, &report, err) || !tx_begin_quiet(store, err))
		return false;
	/* what it would do is found by doing it, and taken back */
	bool ok = tx_leave(store, forget_rows(store, &f, &report.counts, err), err);
	store_rollback(store);
	if (ok)
		forget_elsewhere(&f, false, &report);
	if (ok)
		*ret = report;
	return ok;
}

/* The journal tells nothing but that it was done. */
static bool note_in_journal(struct store *store, struct err *err)
{
	const struct journal_row row = {entity_ref(ENTITY_TEAM, 1), "{}", "{}", 0};
	store->change_is_final = true;
	return journal_append(store, &row, err) && meta_put_int(store, open_key, 1, err);
}

static bool erase(struct store *store, const struct forgetting *f, const struct change *change,
        struct forget_report *report, struct err *err)
{
	if (!store_begin(store, change, err))
		return false;
	if (tx_leave(
	            store, forget_rows(store, f, &report->counts, err) && note_in_journal(store, err), err) &&
	        store_commit(store, err))
		return true;
	store_rollback(store);
	return false;
}

void forget_name_holders(struct store *store, struct forget_report *report)
{
	struct file_facts facts;
	struct err ignored = {0};
	if (file_look(store->path, &facts, &ignored))
		report->holder_count = file_holders(&facts, report->holders, FORGET_HOLDERS_MAX);
}

static bool close_it(struct store *store, struct err *err)
{
	if (!tx_begin_quiet(store, err))
		return false;
	if (tx_leave(store, meta_put_int(store, open_key, 0, err), err) && store_commit(store, err))
		return true;
	store_rollback(store);
	return false;
}

bool store_forget_finish(struct store *store, struct forget_report *ret, struct err *err)
{
	struct forget_report report = *ret;
	if (!forget_scrub(store, &report.is_blocked, err))
		return false;
	if (report.is_blocked)
		forget_name_holders(store, &report);
	else if (!close_it(store, err))
		return false;
	*ret = report;
	return true;
}

bool store_forget_is_open(struct store *store, bool *ret, struct err *err)
{
	return meta_is_set(store, open_key, ret, err);
}

/* The copies come before the store, so one or the other of them may have lost the words already. */
static bool tell_stopped(const struct forget_report *report, struct err *err)
{
	if (err && err->code == ERR_CANCELLED && report->copy_count + report->file_count > 0)
		return err_say(err, ERR_CANCELLED,
		        N_("stopped: the team's store is as it was, but its copies may be erased already; "
		           "do it again to erase all of it"));
	return false;
}

bool store_forget(struct store *store, struct arena *arena, const struct forget_who *who,
        const struct change *change, struct forget_report *ret, struct err *err)
{
	CLEANUP(forget_words_cleanup) struct forget_words *asked = forget_words_new(arena);
	CLEANUP(forget_words_cleanup) struct forget_words *words = forget_words_new(arena);
	struct forgetting f = {.arena = arena, .who = who, .asked = asked, .words = words};
	struct forget_report report;
	if (!look(store, &f, &report, err))
		return false;
	if (store->read_only)
		return err_set(err, ERR_READONLY, N_("%s was opened for reading only"), "%s", store->path);
	forget_in_copies(store, &f, &report);
	if (!driver_is_stopped(store->driver))
		forget_elsewhere(&f, true, &report);
	if (!erase(store, &f, change, &report, err))
		return tell_stopped(&report, err);
	/* From here on the words are gone: what fails now is told beside that. */
	(void)!store_forget_finish(store, &report, &report.unfinished);
	if (!forget_in_late_copies(store, &f, &report, err))
		return false;
	*ret = report;
	return true;
}
