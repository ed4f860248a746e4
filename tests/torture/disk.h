/* A disk that loses power. What a program writes into one folder is recorded (strace), and the folder is
 * built again as it could be after a power cut at any point: of what was not synced anything may be missing.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "run.h"
#include "scratch.h"

enum disk_model {
	DISK_NONE, /* only what was synced: data by its file, names by the folder */
	DISK_ALL, /* everything, as after a kill */
	DISK_NAMES, /* all names, but only synced data: new files are empty */
	DISK_DATA, /* all data, but only synced names */
	DISK_TORN, /* any of both, in sectors of 512 bytes */
	DISK_MODELS,
};

struct disk;

/* Runs the program (argv as in struct run_options) while it is recorded; *ret is its outcome. The folder is
 * as full before as after a sync. Free with disk_free(). */
struct disk *disk_record(
        struct scratch *s, const char *folder, const struct run_options *options, struct run *ret);
void disk_free(struct disk *disk);

/* Events: calls that changed the folder, and lines shown. */
size_t disk_events(const struct disk *disk);
/* Forgets all and plays the first `count` events; forward is cheap. */
void disk_play(struct disk *disk, size_t count);
/* What stood on standard output until there, of this and all earlier lines. */
const char *disk_shown(const struct disk *disk);
/* Writes what the disk holds into the empty folder `into`. Seed: for DISK_TORN. */
void disk_image(const struct disk *disk, enum disk_model model, uint64_t seed, const char *into);
