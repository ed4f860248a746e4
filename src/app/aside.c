#include "aside.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <dagstart/store/store.h>

#include "app.h"

enum { NICE = 10 };

bool aside_leave_terminal(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (int fd = 0; fd <= 2; fd++)
		if (null < 0 || dup2(null, fd) < 0)
			return false;
	return setsid() >= 0;
}

static void out_of_memory(void *user)
{
	UNUSED(user);
	_exit(EXIT_FAILED);
}

void aside_work(
        const struct app *app, bool (*work)(const struct app *app, struct store *store, struct arena *arena))
{
	static const struct arena_oom oom = {.fail = out_of_memory};
	struct arena *arena = arena_new(&oom);
	struct store_options options = {.path = app->place.store, .clock = &app->clock};
	struct store *store = NULL;
	struct err err = {0};
	setpriority(PRIO_PROCESS, 0, NICE);
	bool done = store_open(arena, &options, &store, &err) && work(app, store, arena);
	store_close(store);
	arena_free(arena);
	_exit(done ? EXIT_DONE : EXIT_FAILED);
}
