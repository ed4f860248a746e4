/* What the engine is told before it wakes up, once a process. */
#include <dagstart/base/cleanup.h>

#include "slab.h"
#include "sqlite.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LOOKED_AT_BY_MALLOC
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define LOOKED_AT_BY_MALLOC
#endif

#ifndef LOOKED_AT_BY_MALLOC
static int begin(void *none)
{
	UNUSED(none);
	return SQLITE_OK;
}

static void end(void *none)
{
	UNUSED(none);
}
#endif

void sqlite_configure(void)
{
#ifndef LOOKED_AT_BY_MALLOC
	static const sqlite3_mem_methods memory = {.xMalloc = slab_take,
	        .xFree = slab_give,
	        .xRealloc = slab_resize,
	        .xSize = slab_size,
	        .xRoundup = slab_round,
	        .xInit = begin,
	        .xShutdown = end};
	sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
#endif
	/* one thread at a time uses a store, but that of a pour is another one (sqlite_later.c) */
	sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
