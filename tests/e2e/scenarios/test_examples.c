/* What the README and the help show is carried out as it stands there, in a shell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "scene.h"

enum { LINE_MAX_BYTES = 512 };

/* What examples speak of. Tools that not every machine has only pass on what they read. */
static void furnish(struct scratch *s)
{
	static const char pass_on[] = "#!/bin/sh\nexec cat >/dev/null\n";
	static const char *const tools[] = {"bin/jq", "bin/less"};
	scratch_write(s, "home/answers.csv",
	        "date,Remark,csat\n2026-02-27,Quick and kind,5\n2026-02-28,Still waiting,2\n"
	        "2026-03-01,All good,4\n2026-03-02,The box was open,1\n2026-03-02,Fine,3\n");
	scratch_write(s, "home/walk.script", ":size 80x24\nstep.next\n:expect Voice\n:screen walk.txt\n");
	scratch_write(s, "home/.local/share/bash-completion/completions/.keep", "");
	scratch_write(s, "home/.config/fish/completions/.keep", "");
	scratch_write(s, "home/.zfunc/.keep", "");
	for (size_t i = 0; i < sizeof(tools) / sizeof(*tools); i++)
		assert_int_equal(chmod(scratch_write(s, tools[i], pass_on), 0700), 0);
	unlink(scratch_path(s, "bin/dagstart"));
	assert_int_equal(symlink(run_dagstart_path(), scratch_path(s, "bin/dagstart")), 0);
}

static struct run shell(struct scratch *s, const char *line, const char *language)
{
	char command[2 * LINE_MAX_BYTES];
	snprintf(command, sizeof(command), "set -o pipefail; PATH='%s':$PATH; %s", scratch_path(s, "bin"),
	        line);
	const char *const argv[] = {"bash", "-c", command, NULL};
	const char *const env[] = {"DAGSTART_NOW=" SCENE_NOW, "LOGNAME=anna", language, NULL};
	return run_program(&(struct run_options){.argv = argv, .scratch = s, .env = env});
}

static void works(struct scratch *s, const char *line, const char *language)
{
	struct run r = shell(s, line, language);
	if (r.code != 0)
		fail_msg("“%s” ends with %d: %s", line, r.code, r.err);
	run_done(&r);
}

/* Some examples need what others left. */
static void prepare(struct scratch *s, const char *line, const char *language)
{
	static const struct {
		const char *example, *before;
	} rows[] = {
	        {"dagstart restore copy.db", "rm -f copy.db; dagstart backup copy.db"},
	        {"dagstart backup copy.db", "rm -f copy.db"},
	        {"dagstart undo", "dagstart note add Once"},
	        {"dagstart redo", "dagstart note add Once && dagstart undo"},
	        {"dagstart init --team Harbour", "rm -rf .local/share/dagstart"},
	        {"dagstart init --demo", "rm -f demo.db"},
	        {"dagstart forget \"Els Visser\" --yes",
	                "dagstart log 'I was never called' --score 2 --customer 'Els Visser'"},
	        {"dagstart demo --keep", "rm -f demo.db"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (strncmp(line, rows[i].example, strlen(rows[i].example)) == 0)
			works(s, rows[i].before, language);
}

/* A screen of its own, which other scenarios look at. */
static bool needs_screen(const char *line)
{
	return strcmp(line, "dagstart init") == 0;
}

static int carry_out(struct scratch *s, const char *line, const char *language)
{
	if (needs_screen(line))
		return 0;
	prepare(s, line, language);
	works(s, line, language);
	return 1;
}

/* The lines behind the heading of examples. */
static int examples_of(struct scratch *s, const char *command, const char *heading, const char *language)
{
	char line[LINE_MAX_BYTES];
	/* the sample team speaks English, whatever the machine does */
	snprintf(line, sizeof(line), "dagstart %s%s --help", strstr(language, "nl") ? "--lang nl " : "",
	        command);
	struct run r = shell(s, line, language);
	run_expect(&r, 0);
	const char *at = strstr(r.out, heading);
	int count = 0;
	if (!at)
		fail_msg("%s --help has no examples:\n%s", command, r.out);
	at += strlen(heading);
	while (at && strncmp(at, "  dagstart ", 11) == 0) {
		const char *end = strchr(at, '\n');
		snprintf(line, sizeof(line), "%.*s", end ? (int)(end - at - 2) : 0, at + 2);
		count += carry_out(s, line, language);
		at = end ? end + 1 : NULL;
	}
	run_done(&r);
	return count;
}

static void help_in(void **state, const char *heading, const char *language)
{
	static const char *const commands[] = {"action", "backup", "check", "completion", "decision", "demo",
	        "doctor", "export", "feedback", "forget", "goal", "history", "import", "init", "kudos", "log",
	        "me", "meet", "member", "minutes", "note", "redo", "restore", "scores", "undo"};
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		struct scratch *s = scene_team(state);
		furnish(s);
		if (examples_of(s, commands[i], heading, language) == 0)
			fail_msg("%s --help has no examples", commands[i]);
		scratch_free(s);
	}
}

static void test_help(void **state)
{
	help_in(state, "\nexamples:\n", "LANG=C.UTF-8");
}

static void test_help_in_dutch(void **state)
{
	help_in(state, "\nvoorbeelden:\n", "LC_ALL=nl_NL.UTF-8");
}

static char *read_file(const char *path)
{
	enum { MOST = 65536 };
	FILE *file = fopen(path, "re");
	char *text = calloc(MOST, 1);
	if (!file || !text)
		fail_msg("cannot read %s", path);
	else
		assert_true(fread(text, 1, MOST - 1, file) > 0);
	fclose(file);
	return text;
}

/* "dagstart log …      # why": without the remark, which stands behind a run of blanks. */
static bool readme_line(const char *at, char *line)
{
	size_t len = strcspn(at, "\n");
	if (strncmp(at, "dagstart", 8) != 0 || len >= LINE_MAX_BYTES)
		return false;
	memcpy(line, at, len);
	line[len] = '\0';
	char *remark = strstr(line, "  #");
	if (remark)
		*remark = '\0';
	for (len = strlen(line); len && line[len - 1] == ' ';)
		line[--len] = '\0';
	return true;
}

static void test_readme(void **state)
{
	const char *path = getenv("DAGSTART_README");
	if (!path)
		skip();
	struct scratch *s = scene_team(state);
	char *text = read_file(path);
	char line[LINE_MAX_BYTES];
	bool inside = false;
	int count = 0;
	furnish(s);
	for (const char *at = text; at && *at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL) {
		if (strncmp(at, "```", 3) == 0)
			inside = !inside;
		else if (inside && readme_line(at, line))
			count += carry_out(s, line, "LANG=C.UTF-8");
	}
	assert_true(count >= 8);
	free(text);
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_help),
	        cmocka_unit_test(test_help_in_dutch),
	        cmocka_unit_test(test_readme),
	};
	return cmocka_run_group_tests(tests, scene_set_up, scene_tear_down);
}
