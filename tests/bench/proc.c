#include "proc.h"

#include <dirent.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

double proc_cpu_ms(pid_t pid)
{
	clockid_t clock;
	struct timespec ts;
	if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &ts) != 0)
		return NAN;
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

/* The number behind a name in a file of /proc such as `status`. */
static double proc_number(const char *path, const char *name)
{
	char line[256];
	double value = NAN;
	size_t len = strlen(name);
	FILE *file = fopen(path, "re");
	while (file && fgets(line, sizeof(line), file))
		if (strncmp(line, name, len) == 0 && line[len] == ':')
			value = strtod(line + len + 1, NULL);
	if (file)
		(void)fclose(file);
	return value;
}

double proc_wakes(pid_t pid)
{
	char path[320];
	double sum = 0;
	snprintf(path, sizeof(path), "/proc/%d/task", pid);
	DIR *tasks = opendir(path);
	if (!tasks)
		return NAN;
	for (struct dirent *e = readdir(tasks); e; e = readdir(tasks)) {
		snprintf(path, sizeof(path), "/proc/%d/task/%s/status", pid, e->d_name);
		double n = e->d_name[0] == '.' ? NAN : proc_number(path, "voluntary_ctxt_switches");
		sum += isnan(n) ? 0 : n;
	}
	closedir(tasks);
	return sum;
}

double proc_peak_kb(pid_t pid)
{
	char path[64];
	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	return proc_number(path, "VmHWM");
}

/* True when an entry of `extra` names the same variable. */
static bool overridden(const char *entry, const char *const *extra)
{
	size_t name = strcspn(entry, "=");
	for (; *extra; extra++)
		if (strncmp(*extra, entry, name + 1) == 0)
			return true;
	return false;
}

char **proc_env(const char *const *extra)
{
	size_t n = 0;
	size_t more = 0;
	while (environ[n])
		n++;
	while (extra[more])
		more++;
	char **env = calloc(n + more + 1, sizeof(*env));
	if (!env)
		abort();
	size_t at = 0;
	for (size_t i = 0; i < n; i++)
		if (!overridden(environ[i], extra))
			env[at++] = environ[i];
	for (size_t i = 0; i < more; i++)
		env[at++] = (char *)(uintptr_t)extra[i];
	return env;
}
