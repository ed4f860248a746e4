#include "busy.h"

#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/path.h>
#include <dagstart/base/str.h>

#include "file.h"
#include "internal.h"

enum { COMMAND_BYTES = 4096, NAME_BYTES = 80, PROC_BYTES = 64 };

/* "import" and its first file of a command line; "" for anything else, whose words are nobody's business. */
static void read_import(pid_t pid, char *ret, size_t room)
{
	char path[PROC_BYTES], words[COMMAND_BYTES + 1];
	*ret = '\0';
	snprintf(path, sizeof(path), "/proc/%d/cmdline", (int)pid);
	FILE *file = fopen(path, "re");
	if (!file)
		return;
	size_t len = fread(words, 1, COMMAND_BYTES, file);
	fclose(file);
	words[len] = '\0';
	const char *word = words, *end = words + len;
	while (word < end && !streq(word, "import"))
		word += strlen(word) + 1;
	for (word += word < end ? strlen(word) + 1 : 0; word < end; word += strlen(word) + 1)
		if (*word && (*word != '-' || streq(word, "-"))) {
			snprintf(ret, room, "import %s", path_name(word));
			return;
		}
}

static void read_program(pid_t pid, char *ret, size_t room)
{
	char path[PROC_BYTES];
	*ret = '\0';
	snprintf(path, sizeof(path), "/proc/%d/comm", (int)pid);
	FILE *file = fopen(path, "re");
	if (!file)
		return;
	if (!fgets(ret, (int)room, file))
		*ret = '\0';
	fclose(file);
	ret[strcspn(ret, "\n")] = '\0';
}

static void read_owner(pid_t pid, char *ret, size_t room)
{
	char path[PROC_BYTES];
	struct stat st;
	*ret = '\0';
	snprintf(path, sizeof(path), "/proc/%d", (int)pid);
	const struct passwd *owner = stat(path, &st) == 0 ? getpwuid(st.st_uid) : NULL;
	if (owner)
		snprintf(ret, room, ", %s", owner->pw_name);
}

void busy_tell(const struct store *store, struct err *err)
{
	char shm[PATH_MAX], program[NAME_BYTES], import[NAME_BYTES * 2], owner[NAME_BYTES];
	struct file_facts facts;
	struct err ignored = {0};
	if (!err || err->code != ERR_BUSY ||
	        (size_t)snprintf(shm, sizeof(shm), "%s-shm", store->path) >= sizeof(shm) ||
	        !file_look(shm, &facts, &ignored) || !facts.exists)
		return;
	pid_t pid = file_log_writer(&facts);
	if (pid <= 0)
		return;
	read_program(pid, program, sizeof(program));
	read_import(pid, import, sizeof(import));
	read_owner(pid, owner, sizeof(owner));
	if (*program)
		err_set(err, ERR_BUSY,
		        N_("another program is writing in the team's store (%s); try again in a moment"),
		        "%s%s%s%s", program, *import ? " " : "", import, owner);
}
