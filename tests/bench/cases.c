#include "cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char blanks[] = " \t\r\n";

static char *trim(char *text)
{
	text += strspn(text, blanks);
	for (char *end = text + strlen(text); end > text && strchr(blanks, end[-1]); end--)
		end[-1] = '\0';
	return text;
}

/* Cuts the text off at the next bar and returns what follows it; NULL without a bar. */
static char *cut(char *text)
{
	char *bar = strchr(text, '|');
	if (!bar)
		return NULL;
	*bar = '\0';
	return bar + 1;
}

static bool is_setting(const char *word)
{
	size_t name = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
	return name > 0 && word[name] == '=';
}

static bool case_command(struct bench_case *b, char *command)
{
	char *rest = NULL;
	size_t settings = 0;
	size_t words = 0;
	for (char *word = strtok_r(command, blanks, &rest); word; word = strtok_r(NULL, blanks, &rest)) {
		if (settings == CASE_WORDS || words == CASE_WORDS)
			return false;
		if (words == 0 && is_setting(word))
			b->env[settings++] = word;
		else
			b->argv[words++] = word;
	}
	return words > 0;
}

bool cases_add(struct cases *c, const char *line)
{
	struct bench_case b = {.line = strdup(line)};
	if (!b.line)
		abort();
	char *ready = cut(b.line);
	char *keys = ready ? cut(ready) : NULL;
	char *command = keys ? cut(keys) : NULL;
	if (!command || c->n == CASES_MAX || !case_command(&b, command)) {
		free(b.line);
		return false;
	}
	b.name = trim(b.line);
	b.ready = trim(ready);
	b.keys = trim(keys);
	c->items[c->n++] = b;
	return true;
}

bool cases_load(struct cases *c, const char *path)
{
	char *line = NULL;
	size_t cap = 0;
	bool good = true;
	FILE *file = fopen(path, "re");
	if (!file) {
		perror(path);
		return false;
	}
	while (good && getline(&line, &cap, file) >= 0) {
		const char *text = line + strspn(line, blanks);
		good = !*text || *text == '#' || cases_add(c, text);
		if (!good)
			fprintf(stderr, "%s: not `name | ready text | keys | command`: %s", path, line);
	}
	free(line);
	(void)fclose(file);
	return good;
}

int cases_find(const struct cases *c, const char *name)
{
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->items[i].name, name) == 0)
			return (int)i;
	return -1;
}

void cases_done(struct cases *c)
{
	for (size_t i = 0; i < c->n; i++)
		free(c->items[i].line);
	c->n = 0;
}
