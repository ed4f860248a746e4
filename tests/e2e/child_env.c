#include "child_env.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"

static const char *const child_env_passed[] = {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS",
        "TSAN_OPTIONS", "LLVM_PROFILE_FILE", "GCOV_PREFIX", "GCOV_PREFIX_STRIP"};

static const struct {
	const char *name;
	const char *below;
} child_env_folders[] = {
        {"HOME", "home"},
        {"XDG_CONFIG_HOME", "home/.config"},
        {"XDG_DATA_HOME", "home/.local/share"},
        {"XDG_STATE_HOME", "home/.local/state"},
        {"XDG_CACHE_HOME", "home/.cache"},
        {"XDG_RUNTIME_DIR", "home/run"},
        {"TMPDIR", "tmp"},
};

struct env_list {
	char **items;
	size_t n;
};

static void env_list_drop(struct env_list *l, const char *name, size_t len)
{
	for (size_t i = 0; i < l->n; i++)
		if (strncmp(l->items[i], name, len) == 0 && l->items[i][len] == '=') {
			free(l->items[i]);
			l->items[i] = l->items[--l->n];
			l->items[l->n] = NULL;
			return;
		}
}

static void env_list_set(struct env_list *l, const char *name, const char *value)
{
	char *item = NULL;
	if (asprintf(&item, "%s=%s", name, value) < 0)
		abort();
	env_list_drop(l, name, strlen(name));
	l->items = reallocarray(l->items, l->n + 2, sizeof(*l->items));
	if (!l->items)
		abort();
	l->items[l->n++] = item;
	l->items[l->n] = NULL;
}

static void env_list_apply(struct env_list *l, const char *wish)
{
	const char *equals = strchr(wish, '=');
	if (!equals) {
		env_list_drop(l, wish, strlen(wish));
		return;
	}
	char *name = strndup(wish, (size_t)(equals - wish));
	if (!name)
		abort();
	env_list_set(l, name, equals + 1);
	free(name);
}

char **child_env_new(const struct scratch *s, const struct child_env *wanted)
{
	struct env_list l = {0};
	for (size_t i = 0; i < sizeof(child_env_passed) / sizeof(child_env_passed[0]); i++) {
		const char *value = getenv(child_env_passed[i]);
		if (value)
			env_list_set(&l, child_env_passed[i], value);
	}
	for (size_t i = 0; i < sizeof(child_env_folders) / sizeof(child_env_folders[0]); i++) {
		struct bytes path = {0};
		bytes_puts(&path, scratch_dir(s));
		bytes_puts(&path, "/");
		bytes_puts(&path, child_env_folders[i].below);
		env_list_set(&l, child_env_folders[i].name, path.data);
		bytes_done(&path);
	}
	env_list_set(&l, "TERM", wanted->term ? wanted->term : "xterm-256color");
	env_list_set(&l, "LC_ALL", wanted->locale ? wanted->locale : "C.UTF-8");
	env_list_set(&l, "TZ", wanted->tz ? wanted->tz : "Europe/Amsterdam");
	env_list_set(&l, "ESCDELAY", "25");
	env_list_set(&l, "SHELL", "/bin/sh");
	env_list_set(&l, "USER", "tester");
	env_list_set(&l, "LOGNAME", "tester");
	for (size_t i = 0; wanted->extra && wanted->extra[i]; i++)
		env_list_apply(&l, wanted->extra[i]);
	return l.items;
}

void child_env_free(char **env)
{
	for (size_t i = 0; env && env[i]; i++)
		free(env[i]);
	free(env);
}
