/* Pouring in a thread of its own: while the engine takes some hundred rows, the next ones are made ready. The
 * connection is still used by one thread at a time: whatever else is asked of it waits for the rows first. */
#include <pthread.h>
#include <signal.h>

#include <dagstart/base/arena.h>

#include "sqlite.h"

struct later {
	pthread_t thread;
	bool has_thread;
	/* Between the two. */
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool is_given, ends;
	int rc;
	/* Of what is given; the giver's again once it is done. */
	struct driver *driver;
	const struct pour *pours[POURS_AT_ONCE];
	struct query queries[POURS_AT_ONCE];
	size_t count;
};

static int pour_all(struct later *later)
{
	int rc = SQLITE_DONE;
	for (size_t i = 0; i < later->count && rc == SQLITE_DONE; i++) {
		later->driver->pour = later->pours[i];
		do
			rc = sqlite3_step(later->queries[i].statement->stmt);
		while (rc == SQLITE_ROW);
	}
	return rc;
}

static void *run(void *user)
{
	struct later *later = user;
	pthread_mutex_lock(&later->lock);
	for (;;) {
		while (!later->is_given && !later->ends)
			pthread_cond_wait(&later->changed, &later->lock);
		if (!later->is_given)
			break;
		pthread_mutex_unlock(&later->lock);
		int rc = pour_all(later);
		pthread_mutex_lock(&later->lock);
		later->rc = rc;
		later->is_given = false;
		pthread_cond_signal(&later->changed);
	}
	pthread_mutex_unlock(&later->lock);
	return NULL;
}

/* Signals are the others' business. False: there is no thread to be had. */
static bool start(struct driver *driver)
{
	sigset_t all, before;
	struct later *later = driver->later;
	if (!later) {
		later = driver->later = arena_new_of(driver->arena, struct later);
		later->driver = driver;
		pthread_mutex_init(&later->lock, NULL);
		pthread_cond_init(&later->changed, NULL);
	}
	if (later->has_thread)
		return true;
	later->ends = false;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	later->has_thread = pthread_create(&later->thread, NULL, run, later) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return later->has_thread;
}

void sqlite_settle(struct driver *driver)
{
	struct later *later = driver->later;
	if (!driver->is_pouring)
		return;
	pthread_mutex_lock(&later->lock);
	while (later->is_given)
		pthread_cond_wait(&later->changed, &later->lock);
	pthread_mutex_unlock(&later->lock);
	driver->is_pouring = false;
	driver->pour = NULL;
	if (later->rc == SQLITE_DONE) {
		sqlite_waited(driver);
	} else {
		driver->poured_rc = later->rc;
		sqlite_error(driver, later->rc, &driver->poured_err);
	}
	for (size_t i = 0; i < later->count; i++)
		query_cleanup(&later->queries[i]);
}

bool driver_settle(struct driver *driver, struct err *err)
{
	sqlite_settle(driver);
	if (driver->poured_rc != SQLITE_OK && err)
		*err = driver->poured_err;
	return driver->poured_rc == SQLITE_OK;
}

void sqlite_later_end(struct driver *driver)
{
	struct later *later = driver->later;
	sqlite_settle(driver);
	if (!later || !later->has_thread)
		return;
	pthread_mutex_lock(&later->lock);
	later->ends = true;
	pthread_cond_signal(&later->changed);
	pthread_mutex_unlock(&later->lock);
	pthread_join(later->thread, NULL);
	later->has_thread = false;
}

static bool pour_now(struct driver *driver, const struct pour *pours, size_t count, struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (!driver_pour(driver, &pours[i], err))
			return false;
	return true;
}

/* Statements are made ready here, so that the thread does nothing but run them. */
static bool open_all(
        struct driver *driver, struct later *later, const struct pour *pours, size_t count, struct err *err)
{
	later->count = 0;
	for (size_t i = 0; i < count; i++) {
		if (pours[i].rows == 0)
			continue;
		later->pours[later->count] = &pours[i];
		later->queries[later->count] = query_open(driver, pours[i].sql);
		if (!query_error(&later->queries[later->count++], err))
			return false;
	}
	return true;
}

bool driver_pour_later(struct driver *driver, const struct pour *pours, size_t count, struct err *err)
{
	if (!driver_settle(driver, err))
		return false;
	if (count > POURS_AT_ONCE || !start(driver))
		return pour_now(driver, pours, count, err);
	struct later *later = driver->later;
	if (!sqlite_know_poured(driver, err))
		return false;
	bool ok = open_all(driver, later, pours, count, err);
	if (!ok || later->count == 0) {
		for (size_t i = 0; i < later->count; i++)
			query_cleanup(&later->queries[i]);
		return ok;
	}
	driver->is_pouring = true;
	pthread_mutex_lock(&later->lock);
	later->is_given = true;
	pthread_cond_signal(&later->changed);
	pthread_mutex_unlock(&later->lock);
	return true;
}
