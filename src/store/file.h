/* The store as a file: where it lies, what it is allowed to be, and writing so that a kill leaves the old or
 * the new. Knows nothing of what is in it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include <dagstart/base/err.h>

struct arena;

/* The absolute path of a store given as a path or as "file:///...". With `make_folder` its folder is made
 * (0700, or 2770 for `group`); otherwise a missing folder is ERR_MISSING. */
struct file_place {
	const char *given;
	bool make_folder;
	const char *group; /* NULL private */
};
bool file_place(struct arena *arena, const struct file_place *place, char **ret, struct err *err) MUST_CHECK;

struct file_facts {
	bool exists;
	mode_t mode;
	uid_t owner;
	gid_t group;
	dev_t device;
	ino_t inode;
	int64_t size;
};
/* Looks without opening. Refuses (ERR_DAMAGED) what is no plain file of one name, or is writable by
 * everybody. A file that is not there is no error. */
bool file_look(const char *path, struct file_facts *ret, struct err *err) MUST_CHECK;
/* The same for the log and journal that the engine writes beside it: whoever may write in a shared folder
 * could lead it elsewhere. */
bool file_look_beside(struct arena *arena, const char *path, struct err *err) MUST_CHECK;
/* Refuses (ERR_IO) a file system on which programs of two machines could write at once. */
bool file_refuse_network(const char *path, struct err *err) MUST_CHECK;
/* `type` as in statfs(2). */
bool file_system_is_network(int64_t type);
/* Whether any process has a lock on the file: a program has the store open. */
bool file_is_held(const struct file_facts *facts);
/* The other processes of this machine that have a lock on the file, `max` at most, each once; how many. */
size_t file_holders(const struct file_facts *facts, pid_t *ret, size_t max);
/* The other process that writes in the log, whose index (the -shm file) the facts are of; 0 none is known. */
pid_t file_log_writer(const struct file_facts *index);
/* The group's number; ERR_MISSING when there is no such group. */
bool file_group(const char *name, gid_t *ret, struct err *err) MUST_CHECK;

/* A new empty file of a random name beside `path`, 0600 or shared with `group` (-1 none). */
bool file_temp(struct arena *arena, const char *path, gid_t group, char **ret, struct err *err) MUST_CHECK;
/* Removes from a folder of ours what writers that were killed left of such files. */
void file_sweep_folder(const char *folder);
/* Removes *path unless NULL; for CLEANUP(). */
void file_temp_cleanup(char **path);
bool file_sync(const char *path, struct err *err) MUST_CHECK;
/* Puts `temp` in the place of `path`, both on the disk when it returns. Without `replace` an existing file is
 * ERR_REFUSED. */
bool file_land(const char *temp, const char *path, bool replace, struct err *err) MUST_CHECK;
/* Syncs the folder that `path` lies in. */
bool file_sync_folder(const char *path, struct err *err) MUST_CHECK;
