/* A disk and a memory that give out on purpose, between SQLite and the real ones. */
#pragma once

#include <stdbool.h>

enum fault {
	FAULT_NONE,
	FAULT_FULL, /* writing, making larger and opening fail for want of room */
	FAULT_IO, /* those, reading, syncing and cutting fail */
	FAULT_SYNC, /* only syncing fails */
	FAULT_MEMORY,
};

/* Before the first store is opened. */
void shim_install(void);
/* The n-th call that `fault` can fail does so (from 1), and with `stays` all after it. */
void shim_plan(enum fault fault, int n, bool stays);
/* How many calls failed since the plan was made. */
int shim_failed(void);
