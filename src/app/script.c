#include "script.h"

#include <errno.h>
#include <regex.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/config/paths.h>
#include <dagstart/tui/grid.h>

#include "out.h"
#include "say.h"
#include "script_line.h"

enum { SCRIPT_BYTES = 1024 * 1024, ROWS_USUAL = 24, COLUMNS_USUAL = 80 };

struct script {
	struct app *app;
	struct desk desk;
	struct arena *arena; /* of one line */
};

static bool read_input(struct arena *arena, char **ret, struct err *err)
{
	struct str s = str_new(arena);
	char bytes[4096];
	for (;;) {
		ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(err, N_("can't read standard input: %s"), NULL);
		if (n == 0)
			break;
		str_add_bytes(&s, bytes, (size_t)n);
		if (s.len > SCRIPT_BYTES)
			return err_say(err, ERR_INPUT, N_("the script is longer than 1 MB"));
	}
	*ret = s.text;
	return true;
}

static const char *screen_text(struct script *script)
{
	struct str s = str_new(script->arena);
	grid_text(tui_draw(script->desk.tui), &s);
	return s.text;
}

static bool do_screen(struct script *script, const char *rest, struct err *err)
{
	struct str s = str_new(script->arena);
	size_t len = strlen(rest);
	const struct grid *grid = tui_draw(script->desk.tui);
	if (!len)
		return err_say(err, ERR_INPUT, N_(":screen: expected a file"));
	if (len > 4 && streq(rest + len - 4, ".svg"))
		grid_svg(grid, &script->desk.theme, "Dagstart", &s);
	else
		grid_text(grid, &s);
	if (streq(rest, "-"))
		return out_bytes(s.text, s.len, err);
	return paths_write(rest, s.text, s.len, true, err);
}

static bool do_size(struct script *script, const char *rest, struct err *err)
{
	int rows = 0, columns = 0;
	if (!script_size(rest, &columns, &rows))
		return err_set(err, ERR_INPUT, N_(":size %s: expected columns and rows, such as 120x40"),
		        "%s", rest);
	tui_resize(script->desk.tui, rows, columns);
	return true;
}

static bool do_wait(struct script *script, const char *rest, struct err *err)
{
	struct app *app = script->app;
	int64_t ms = 0;
	struct err ticked = {0};
	if (!script_duration(rest, &ms))
		return err_set(err, ERR_INPUT, N_(":wait %s: expected a time such as 90s or 2m"), "%s", rest);
	if (!app->clock.fixed)
		return err_say(err, ERR_INPUT,
		        N_(":wait moves a clock that stands still: set DAGSTART_NOW, such as "
		           "2026-03-02T09:00:00"));
	clock_advance(&app->clock, ms);
	if (app->session)
		session_tick(app->session, &ticked);
	desk_refresh(&script->desk);
	if (ticked.code == ERR_NONE)
		return true;
	*err = ticked;
	return false;
}

static void press(struct script *script, const char *name, size_t len)
{
	struct key key = {.kind = KEY_NAMED};
	size_t most = sizeof(key.name) - 1;
	memcpy(key.name, name, len < most ? len : most);
	desk_key(&script->desk, &key);
}

static bool do_key(struct script *script, const char *rest, struct err *err)
{
	if (!*rest)
		return err_say(err, ERR_INPUT, N_(":key: expected the names of keys, such as Enter or C-x"));
	while (*rest && !script->desk.quit) {
		size_t len = strcspn(rest, " \t");
		press(script, rest, len);
		rest += len;
		rest += strspn(rest, " \t");
	}
	return true;
}

static bool do_type(struct script *script, const char *rest, struct err *err)
{
	UNUSED(err);
	size_t left = strlen(rest);
	while (left > 0 && !script->desk.quit) {
		int width = 0;
		size_t len = text_grapheme(rest, left, &width);
		if (*rest == ' ')
			press(script, "Space", strlen("Space"));
		else
			press(script, rest, len);
		rest += len;
		left -= len;
	}
	return true;
}

static bool do_paste(struct script *script, const char *rest, struct err *err)
{
	UNUSED(err);
	struct key key = {.kind = KEY_PASTE, .text = rest, .len = strlen(rest)};
	desk_key(&script->desk, &key);
	return true;
}

static bool do_theme(struct script *script, const char *rest, struct err *err)
{
	struct str s = str_new(script->arena);
	if (desk_set_theme(&script->desk, rest))
		return true;
	for (size_t i = 0; theme_names[i]; i++)
		str_add_part(&s, ", ", theme_names[i]);
	return err_set(err, ERR_INPUT, N_("no such colours: expected one of %s"), "%s", s.text);
}

static bool matches(struct script *script, const char *pattern, bool *ret, struct err *err)
{
	regex_t regex;
	if (!*pattern || regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB | REG_NEWLINE) != 0)
		return err_set(err, ERR_INPUT, N_("“%s” is not a regular expression"), "%s", pattern);
	*ret = regexec(&regex, screen_text(script), 0, NULL, 0) == 0;
	regfree(&regex);
	return true;
}

static bool do_expect(struct script *script, const char *rest, struct err *err)
{
	bool found = false;
	if (!matches(script, rest, &found, err))
		return false;
	if (found)
		return true;
	say_raw(script->app, screen_text(script));
	return err_set(err, ERR_MISSING, N_("this is not on the screen: %s"), "%s", rest);
}

static bool do_refuse(struct script *script, const char *rest, struct err *err)
{
	bool found = false;
	if (!matches(script, rest, &found, err))
		return false;
	if (!found)
		return true;
	say_raw(script->app, screen_text(script));
	return err_set(err, ERR_REFUSED, N_("this should not be on the screen: %s"), "%s", rest);
}

/* sorted by name */
static const struct {
	const char *name;
	bool (*run)(struct script *script, const char *rest, struct err *err);
} directives[] = {
        {"expect", do_expect},
        {"expect-not", do_refuse},
        {"key", do_key},
        {"paste", do_paste},
        {"screen", do_screen},
        {"size", do_size},
        {"theme", do_theme},
        {"type", do_type},
        {"wait", do_wait},
};

static bool run_directive(struct script *script, const struct script_line *line, struct err *err)
{
	struct str s = str_new(script->arena);
	for (size_t i = 0; i < sizeof(directives) / sizeof(*directives); i++) {
		if (streq(directives[i].name, line->name))
			return directives[i].run(script, line->rest, err);
		str_addf(&s, "%s:%s", i ? ", " : "", directives[i].name);
	}
	return err_set(err, ERR_INPUT, N_("no such directive: expected one of %s"), "%s", s.text);
}

static bool run_line(struct script *script, const char *text, struct err *err)
{
	struct script_line line;
	arena_reset(script->arena);
	if (!script_line_parse(script->arena, text, &line, err))
		return false;
	switch (line.kind) {
	case SCRIPT_NOTHING:
		return true;
	case SCRIPT_DIRECTIVE:
		return run_directive(script, &line, err);
	case SCRIPT_COMMAND:
		return desk_command(&script->desk, line.name, &line.args, err);
	}
	return true;
}

static int run_lines(struct script *script, const char *path, char *bytes)
{
	int number = 0;
	struct err err = {0};
	for (char *line = bytes; line && !script->desk.quit; number++) {
		char *end = strchr(line, '\n');
		if (end)
			*end = '\0';
		if (!run_line(script, line, &err)) {
			say_line(script->app, "%s:%d: %s", path, number + 1,
			        err_text(script->app->arena, &err));
			return EXIT_FAILED;
		}
		line = end ? end + 1 : NULL;
	}
	return EXIT_DONE;
}

static int begin(struct script *script, const struct loop_options *options)
{
	struct err err = {0};
	int code = desk_open(script->app, options->source, ROWS_USUAL, COLUMNS_USUAL, &script->desk);
	if (code != EXIT_DONE)
		return code;
	if (options->afterwards && !options->afterwards(script->app, &err))
		return say_failed(script->app, &err);
	desk_refresh(&script->desk);
	desk_restore_draft(&script->desk, options->draft);
	if (!strempty(options->news))
		tui_message(script->desk.tui, ROLE_TEXT, options->news);
	if (options->command && !desk_command(&script->desk, options->command, options->args, &err))
		return say_failed(script->app, &err);
	return EXIT_DONE;
}

int script_run(struct app *app, const char *path, const struct loop_options *options, const char **ret_words)
{
	struct script script = {.app = app, .arena = arena_new_like(app->arena)};
	char *bytes = NULL;
	struct err err = {0};
	bool read = streq(path, "-") ? read_input(app->arena, &bytes, &err)
	                             : paths_read(app->arena, path, SCRIPT_BYTES, &bytes, NULL, &err);
	if (!read)
		return say_failed(app, &err);
	int code = begin(&script, options);
	if (code == EXIT_DONE)
		code = run_lines(&script, path, bytes);
	if (script.desk.tui && !script.desk.closed)
		desk_keep_draft(&script.desk);
	if (app->session && !script.desk.closed)
		session_leave(app->session);
	*ret_words = arena_strdup(app->arena, script.desk.last_words ? script.desk.last_words : "");
	desk_close(&script.desk);
	arena_free(script.arena);
	return code;
}
