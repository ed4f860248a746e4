/* The exports in the inbox folders, and which of them are new. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/err.h>
#include <dagstart/store/inbox.h>

struct app;

struct inbox_item {
	const char *path, *name;
	struct inbox_file file; /* what is to be remembered of it */
	bool is_known; /* and what was: */
	bool was_failed;
	int64_t failed_at; /* the newest batch then */
};

struct inbox_items {
	struct inbox_item *items;
	size_t count;
	const char *const *unread; /* folders that can't be read */
	size_t unread_count;
};

/* All exports in the folders of the settings that nobody is writing, sorted, so that every machine takes them
 * in the same order. Those that changed a moment ago are waited for a little. */
bool inbox_find(struct app *app, struct inbox_items *ret, struct err *err) MUST_CHECK;
bool inbox_remember(struct app *app, const struct inbox_file *file, struct err *err) MUST_CHECK;
