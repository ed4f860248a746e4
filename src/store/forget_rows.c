/* Taking a customer out of the rows of one file. */
#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/domain/forget.h>
#include <dagstart/store/search.h>

#include "forget.h"
#include "internal.h"
#include "row.h"

enum { VERSION_WITH_INDEX = 2 };

/* A statement, of stores from which version on, and where its rows are counted (NULL: nowhere). */
struct step {
	enum sql sql;
	int version;
	int64_t *count;
};

typedef VEC(struct forgotten) forgotten_list;

static void add(struct arena *arena, forgotten_list *list, struct query *q)
{
	int64_t id = get_int(q, "id");
	VEC_EACH(found, list) {
		if (found->id == id)
			return;
	}
	*vec_add(arena, list) =
	        (struct forgotten){id, get_text(q, arena, "customer"), get_text(q, arena, "comment")};
}

static bool find_words(struct store *store, const struct forgetting *f, forgotten_list *list, struct err *err)
{
	if (strempty(f->who->words))
		return true;
	driver_forget(store->driver, f->asked);
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_FORGET_FIND);
	while (query_next(&q))
		add(f->arena, list, &q);
	return query_end(&q, err);
}

static bool find_customer(struct store *store, const struct forgetting *f, const char *customer,
        forgotten_list *list, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_FORGET_FIND_CUSTOMER);
	bind_text(&q, "$customer", customer);
	while (query_next(&q))
		add(f->arena, list, &q);
	return query_end(&q, err);
}

static bool find_one(struct store *store, const struct forgetting *f, forgotten_list *list, struct err *err)
{
	int64_t id = f->who->feedback_id;
	if (!id)
		return true;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_FORGET_FIND_ID);
	bind_int(&q, "$id", id);
	bool is_there = query_next(&q);
	if (is_there)
		add(f->arena, list, &q);
	if (!query_end(&q, err) || !row_is_there(is_there, ENTITY_FEEDBACK, id, err))
		return false;
	const char *customer = list->items[list->count - 1].customer;
	return strempty(customer) || find_customer(store, f, customer, list, err);
}

bool forget_find(struct store *store, struct forgetting *f, struct err *err)
{
	forgotten_list list = {0};
	if (!strempty(f->who->words))
		forget_name(f->words, f->who->words);
	if (!find_words(store, f, &list, err) || !find_one(store, f, &list, err))
		return false;
	VEC_EACH(found, &list) {
		forget_customer(f->words, found->customer);
		forget_comment(f->words, found->comment);
	}
	f->found = list.items;
	f->count = list.count;
	return true;
}

/* -- erasing -- */

static bool run_steps(
        struct store *store, const struct step *steps, size_t count, const int64_t *id, struct err *err)
{
	int version = store_schema_version(store);
	for (size_t i = 0; i < count; i++) {
		int64_t rows = 0;
		if (version < steps[i].version)
			continue;
		CLEANUP(query_cleanup) struct query q = query_open(store->driver, steps[i].sql);
		if (id)
			bind_int(&q, "$id", *id);
		while (query_next(&q))
			rows++;
		if (!query_end(&q, err))
			return false;
		if (steps[i].count)
			*steps[i].count += rows;
	}
	return true;
}

static bool unlink_quotes(struct store *store, int64_t id, struct forget_counts *counts, struct err *err)
{
	const struct step steps[] = {
	        {SQL_FORGET_LINK_ACTION, 0, &counts->texts},
	        {SQL_FORGET_LINK_DECISION, VERSION_WITH_LEDGER, &counts->texts},
	        {SQL_FORGET_LINK_KUDOS, 0, &counts->texts},
	        {SQL_FORGET_LINK_NOTE, 0, &counts->texts},
	        {SQL_FORGET_LINK_BEFORE, 0, &counts->entries},
	        {SQL_FORGET_LINK_AFTER, 0, &counts->entries},
	        {SQL_FORGET_LINK_TURN, VERSION_WITH_LOOPS, NULL},
	        {SQL_FORGET_LINK_LOOP, VERSION_WITH_LOOPS, &counts->texts},
	        {SQL_FORGET_LINK_LOOP_BEFORE, VERSION_WITH_LOOPS, &counts->entries},
	        {SQL_FORGET_LINK_LOOP_AFTER, VERSION_WITH_LOOPS, &counts->entries},
	};
	return run_steps(store, steps, sizeof(steps) / sizeof(*steps), &id, err);
}

bool forget_response(struct store *store, int64_t id, struct err *err)
{
	bool has_index = store_schema_version(store) >= VERSION_WITH_INDEX;
	if (has_index && !store_search_forget(store, id, err))
		return false;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_FORGET_RESPONSE);
	bind_int(&q, "$id", id);
	return query_run(&q, err);
}

static bool erase_texts(
        struct store *store, const struct forgetting *f, struct forget_counts *counts, struct err *err)
{
	const struct step steps[] = {
	        {SQL_FORGET_ACTION, 0, &counts->texts},
	        {SQL_FORGET_DECISION, 0, &counts->texts},
	        {SQL_FORGET_KUDOS, 0, &counts->texts},
	        {SQL_FORGET_NOTE, 0, &counts->texts},
	        {SQL_FORGET_GOAL, 0, &counts->texts},
	        {SQL_FORGET_CHECKIN, 0, &counts->texts},
	        {SQL_FORGET_ABSENCE, 0, &counts->texts},
	        {SQL_FORGET_ROUND, 0, &counts->texts},
	        {SQL_FORGET_BATCH, 0, &counts->texts},
	        {SQL_FORGET_LOOP, VERSION_WITH_LOOPS, &counts->texts},
	        {SQL_FORGET_ANSWER, VERSION_WITH_LEDGER, &counts->texts},
	        {SQL_FORGET_GROUND, VERSION_WITH_LEDGER, &counts->texts},
	        {SQL_FORGET_VERDICT, VERSION_WITH_LEDGER, &counts->texts},
	        {SQL_FORGET_KPI_VALUE, VERSION_WITH_LEDGER, &counts->texts},
	        {SQL_FORGET_FINDINGS, VERSION_WITH_FINDINGS, NULL},
	        {SQL_FORGET_THEME, VERSION_WITH_FINDINGS, &counts->texts},
	        {SQL_FORGET_THEME_NAME, 0, &counts->texts},
	        {SQL_FORGET_CHANNEL_NAME, 0, &counts->texts},
	        {SQL_FORGET_STEP_NAME, 0, &counts->texts},
	        {SQL_FORGET_BEFORE, 0, &counts->entries},
	        {SQL_FORGET_AFTER, 0, &counts->entries},
	        {SQL_FORGET_DRAFT, 0, &counts->drafts},
	};
	driver_forget(store->driver, f->words);
	return run_steps(store, steps, sizeof(steps) / sizeof(*steps), NULL, err);
}

static bool erase(struct store *store, const struct forgetting *f, const struct forgotten *list, size_t count,
        struct forget_counts *ret, struct err *err)
{
	struct forget_counts counts = {.responses = (int64_t)count};
	for (size_t i = 0; i < count; i++)
		if (!forget_response(store, list[i].id, err) ||
		        !unlink_quotes(store, list[i].id, &counts, err))
			return false;
	if (!erase_texts(store, f, &counts, err))
		return false;
	*ret = counts;
	return true;
}

bool forget_rows(struct store *store, const struct forgetting *f, struct forget_counts *ret, struct err *err)
{
	return erase(store, f, f->found, f->count, ret, err);
}

/* Ids are used again after a restore: only a row that says the same is the same. */
static bool find_again(struct store *copy, const struct forgetting *f, const struct forgotten *wanted,
        forgotten_list *list, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(copy->driver, SQL_FORGET_FIND_ID);
	bind_int(&q, "$id", wanted->id);
	if (query_next(&q) && streq(peek_text(&q, "customer"), wanted->customer) &&
	        streq(peek_text(&q, "comment"), wanted->comment))
		add(f->arena, list, &q);
	return query_end(&q, err);
}

bool forget_rows_of_copy(
        struct store *copy, const struct forgetting *f, struct forget_counts *ret, struct err *err)
{
	forgotten_list list = {0};
	if (!find_words(copy, f, &list, err))
		return false;
	for (size_t i = 0; i < f->count; i++) {
		bool by_name = f->who->feedback_id && !strempty(f->found[i].customer);
		if (!find_again(copy, f, &f->found[i], &list, err) ||
		        (by_name && !find_customer(copy, f, f->found[i].customer, &list, err)))
			return false;
	}
	return erase(copy, f, list.items, list.count, ret, err);
}
