#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/path.h>
#include <dagstart/base/str.h>

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The path of "file:///srv/team%20one.dagstart"; a plain path as it is; NULL for any other address. */
static const char *path_of_address(struct arena *arena, const char *given)
{
	if (!strstr(given, "://"))
		return given;
	if (!str_starts(given, "file:///"))
		return NULL;
	struct str path = str_new(arena);
	for (const char *p = given + strlen("file://"); *p; p++) {
		if (*p != '%') {
			str_add_char(&path, *p);
			continue;
		}
		if (hex(p[1]) < 0 || hex(p[2]) < 0 || (p[1] == '0' && p[2] == '0'))
			return NULL;
		str_add_char(&path, (char)(hex(p[1]) * 16 + hex(p[2])));
		p += 2;
	}
	return path.text;
}

static bool folder_share(const char *folder, const char *group, struct err *err)
{
	gid_t gid = 0;
	if (!group)
		return chmod(folder, 0700) == 0 ||
		       err_errno(err, N_("can't set the rights of %s"), "%s", folder);
	if (!file_group(group, &gid, err))
		return false;
	if (chown(folder, (uid_t)-1, gid) != 0 || chmod(folder, 02770) != 0)
		return err_errno(err, N_("can't share the folder with the group: %s"), "%s", folder);
	return true;
}

/* Makes what is missing of the path to `folder`; what is there keeps its rights. */
static bool folder_make(struct arena *arena, const char *folder, const char *group, struct err *err)
{
	struct stat st;
	if (stat(folder, &st) == 0)
		return S_ISDIR(st.st_mode) || err_set(err, ERR_INPUT, N_("%s is not a folder"), "%s", folder);
	if (!folder_make(arena, path_folder(arena, folder), NULL, err))
		return false;
	if (mkdir(folder, 0700) != 0)
		return err_errno(err, N_("can't make the folder %s"), "%s", folder);
	return folder_share(folder, group, err);
}

static bool folder_is_shared(const char *folder, const char *group, struct err *err)
{
	gid_t gid = 0;
	struct stat st;
	if (!file_group(group, &gid, err))
		return false;
	if (stat(folder, &st) != 0)
		return err_errno(err, N_("can't look at the folder %s"), "%s", folder);
	if (st.st_gid == gid && (st.st_mode & 02070) == 02070)
		return true;
	return err_set(err, ERR_REFUSED,
	        N_("the folder is not shared with that group; make it so with: chmod 2770 %s"), "%s", folder);
}

bool file_place(struct arena *arena, const struct file_place *place, char **ret, struct err *err)
{
	const char *path = strempty(place->given) ? NULL : path_of_address(arena, place->given);
	if (!path || strlen(path) >= PATH_MAX - 64)
		return err_set(
		        err, ERR_USAGE, N_("expected a file, not %s"), "%s", str_or(place->given, "\"\""));
	const char *name = path_name(path);
	if (strempty(name) || streq(name, ".") || streq(name, ".."))
		return err_set(err, ERR_DAMAGED, N_("%s is a folder; expected a file"), "%s", path);
	char *folder = path_folder(arena, path);
	if (place->make_folder && !folder_make(arena, folder, place->group, err))
		return false;
	if (place->make_folder && place->group && !folder_is_shared(folder, place->group, err))
		return false;
	char real[PATH_MAX];
	if (!realpath(folder, real)) {
		if (errno == ENOENT)
			return err_set(err, ERR_MISSING,
			        N_("there is no folder %s: make it first, or name another place"), "%s",
			        folder);
		return err_errno(err, N_("can't open the folder %s"), "%s", folder);
	}
	*ret = arena_printf(arena, "%s/%s", streq(real, "/") ? "" : real, name);
	return true;
}

bool file_look(const char *path, struct file_facts *ret, struct err *err)
{
	struct stat st;
	if (lstat(path, &st) != 0) {
		*ret = (struct file_facts){0};
		return errno == ENOENT || err_errno(err, N_("can't look at %s"), "%s", path);
	}
	if (S_ISLNK(st.st_mode))
		return err_set(
		        err, ERR_DAMAGED, N_("%s is a symbolic link; name the store itself"), "%s", path);
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_DAMAGED, N_("%s is not a plain file, so it is no store"), "%s", path);
	if (st.st_nlink != 1)
		return err_set(err, ERR_DAMAGED,
		        N_("%s has a second name (a hard link), and each would get its own log"), "%s", path);
	if (st.st_mode & S_IWOTH)
		return err_set(err, ERR_DAMAGED,
		        N_("everybody may write in %s; take that right away with: chmod o-w"), "%s", path);
	*ret = (struct file_facts){.exists = true,
	        .mode = st.st_mode & 07777,
	        .owner = st.st_uid,
	        .group = st.st_gid,
	        .device = st.st_dev,
	        .inode = st.st_ino,
	        .size = st.st_size};
	return true;
}

bool file_look_beside(struct arena *arena, const char *path, struct err *err)
{
	static const char *const tails[] = {"-wal", "-shm", "-journal"};
	struct file_facts facts;
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
		if (!file_look(arena_printf(arena, "%s%s", path, tails[i]), &facts, err))
			return false;
	return true;
}

bool file_system_is_network(int64_t type)
{
	/* statfs(2): NFS, SMB, CIFS, SMB2, Coda, NCP, AFS (two), OCFS2, GFS2, Ceph, Lustre */
	static const int64_t types[] = {0x6969, 0x517B, 0xFF534D42, 0xFE534D42, 0x73757245, 0x564C,
	        0x5346414F, 0x6B414653, 0x7461636F, 0x01161970, 0x00C36400, 0x0BD00BD0};
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if ((type & 0xFFFFFFFF) == types[i])
			return true;
	}
	return false;
}

bool file_refuse_network(const char *path, struct err *err)
{
	struct statfs fs;
	if (statfs(path, &fs) != 0)
		return err_errno(err, N_("can't look at the file system of %s"), "%s", path);
	if (!file_system_is_network((int64_t)fs.f_type))
		return true;
	return err_set(err, ERR_IO,
	        N_("%s lies on a network drive, where a store would break; put it on a disk of this machine"),
	        "%s", path);
}

/* From the kernel's list, since opening and closing the file would drop this process's own locks on it. */
/* The next line of /proc/locks about the file. */
static bool next_lock(FILE *locks, const struct file_facts *facts, char *line, int size)
{
	char wanted[64];
	snprintf(wanted, sizeof(wanted), " %02x:%02x:%" PRIu64 " ", major(facts->device),
	        minor(facts->device), (uint64_t)facts->inode);
	while (fgets(line, size, locks))
		if (strstr(line, wanted))
			return true;
	return false;
}

static void file_close(FILE **file)
{
	if (*file)
		fclose(*file);
}

bool file_is_held(const struct file_facts *facts)
{
	char line[256];
	CLEANUP(file_close) FILE *locks = fopen("/proc/locks", "re");
	return locks && next_lock(locks, facts, line, sizeof(line));
}

/* "1: POSIX  ADVISORY  READ 1234 08:01:5678 0 EOF" */
static pid_t holder_of(const char *line)
{
	for (int word = 0; word < 4; word++) {
		line += strcspn(line, " ");
		line += strspn(line, " ");
	}
	return (pid_t)strtol(line, NULL, 10);
}

size_t file_holders(const struct file_facts *facts, pid_t *ret, size_t max)
{
	char line[256];
	size_t count = 0;
	CLEANUP(file_close) FILE *locks = fopen("/proc/locks", "re");
	while (locks && count < max && next_lock(locks, facts, line, sizeof(line))) {
		pid_t pid = holder_of(line);
		bool is_new = pid > 0 && pid != getpid();
		for (size_t i = 0; i < count; i++)
			is_new = is_new && ret[i] != pid;
		if (is_new)
			ret[count++] = pid;
	}
	return count;
}

enum { WRITE_LOCK = 120 };

/* The engine's lock of whoever writes is one byte of the index (SQLite, "WAL-Index Format", section 2.3). */
static bool is_write_lock(const char *line)
{
	const char *inode = strrchr(line, ':');
	const char *first = inode ? strchr(inode, ' ') : NULL;
	return first && strtol(first, NULL, 10) == WRITE_LOCK && strstr(line, " WRITE ") &&
	       !strstr(line, "->");
}

pid_t file_log_writer(const struct file_facts *index)
{
	char line[256];
	CLEANUP(file_close) FILE *locks = fopen("/proc/locks", "re");
	while (locks && next_lock(locks, index, line, sizeof(line)))
		if (is_write_lock(line) && holder_of(line) != getpid())
			return holder_of(line);
	return 0;
}

bool file_group(const char *name, gid_t *ret, struct err *err)
{
	const struct group *group = getgrnam(name);
	if (!group)
		return err_set(err, ERR_MISSING, N_("this machine has no group %s"), "%s", name);
	*ret = group->gr_gid;
	return true;
}

enum { TEMP_DIGITS = 8, PID_LARGEST = 4194304 }; /* pid_max_limit of Linux */

/* The number of the process in ".NAME.PPPPPPPPRRRRRRRR.tmp", of any name when it is NULL; -1: it is no such
 * file. */
static long temp_writer(const char *entry, const char *name)
{
	const size_t tail = sizeof(".0123456789abcdef.tmp") - 1;
	char pid[TEMP_DIGITS + 1];
	size_t len = strlen(entry);
	if (entry[0] != '.' || len <= tail + 1)
		return -1;
	size_t name_len = len - tail - 1;
	const char *digits = entry + 1 + name_len + 1;
	if (digits[-1] != '.' || strspn(digits, "0123456789abcdef") != 2 * (size_t)TEMP_DIGITS ||
	        strcmp(digits + 2 * (size_t)TEMP_DIGITS, ".tmp") != 0 ||
	        (name && (strlen(name) != name_len || strncmp(entry + 1, name, name_len) != 0)))
		return -1;
	memcpy(pid, digits, TEMP_DIGITS);
	pid[TEMP_DIGITS] = '\0';
	return strtol(pid, NULL, 16);
}

static bool is_running(long pid)
{
	return pid > 0 && pid <= PID_LARGEST && (kill((pid_t)pid, 0) == 0 || errno == EPERM);
}

static void temp_sweep(const char *path, const char *name)
{
	CLEANUP(folder_cleanup) DIR *folder = opendir(path);
	for (const struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder)) {
		long writer = temp_writer(entry->d_name, name);
		if (writer >= 0 && !is_running(writer))
			unlinkat(dirfd(folder), entry->d_name, 0);
	}
}

void file_sweep_folder(const char *folder)
{
	temp_sweep(folder, NULL);
}

bool file_temp(struct arena *arena, const char *path, gid_t group, char **ret, struct err *err)
{
	/* what a writer that was killed left of the same file: nobody else ever would take it away */
	temp_sweep(path_folder(arena, path), path_name(path));
	for (int tries = 0; tries < 16; tries++) {
		uint32_t dice = 0;
		if (getrandom(&dice, sizeof(dice), 0) != (ssize_t)sizeof(dice))
			return err_errno(err, N_("can't make a file beside %s"), "%s", path);
		char *temp = arena_printf(arena, "%s/.%s.%08x%08" PRIx32 ".tmp", path_folder(arena, path),
		        path_name(path), (unsigned)getpid(), dice);
		CLEANUP(fd_cleanup)
		int fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd < 0 && errno == EEXIST)
			continue;
		bool is_made = fd >= 0 && (group == (gid_t)-1 || fchown(fd, (uid_t)-1, group) == 0) &&
		               fchmod(fd, group == (gid_t)-1 ? 0600 : 0660) == 0;
		if (!is_made) {
			err_errno(err, N_("can't make a file beside %s"), "%s", path);
			if (fd >= 0)
				unlink(temp);
			return false;
		}
		*ret = temp;
		return true;
	}
	return err_set(err, ERR_IO, N_("can't make a file beside %s"), "%s", path);
}

void file_temp_cleanup(char **path)
{
	if (*path)
		unlink(*path);
}

static bool sync_open(const char *path, int flags, struct err *err)
{
	CLEANUP(fd_cleanup) int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
	if (fd < 0 || fsync(fd) != 0)
		return err_errno(err, N_("can't bring it to the disk: %s"), "%s", path);
	return true;
}

bool file_sync(const char *path, struct err *err)
{
	return sync_open(path, O_NOFOLLOW, err);
}

bool file_sync_folder(const char *path, struct err *err)
{
	char folder[PATH_MAX];
	int len = snprintf(folder, sizeof(folder), "%.*s", (int)(path_name(path) - path), path);
	return sync_open(len > 0 ? folder : ".", O_DIRECTORY, err);
}

bool file_land(const char *temp, const char *path, bool replace, struct err *err)
{
	if (!file_sync(temp, err))
		return false;
	if (renameat2(AT_FDCWD, temp, AT_FDCWD, path, replace ? 0 : RENAME_NOREPLACE) != 0) {
		if (errno == EEXIST)
			return err_set(err, ERR_REFUSED, N_("%s is there already"), "%s", path);
		return err_errno(err, N_("can't write %s"), "%s", path);
	}
	return file_sync_folder(path, err);
}
