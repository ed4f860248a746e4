#include "out.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <dagstart/base/fd.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/doc/doc.h>

#include "app.h"
#include "say.h"
#include "verb.h"

enum { WIDTH_MIN = 20, WIDTH_USUAL = 80 };

const struct option_row out_options[] = {
        {"json", NULL, N_("as JSON")},
        {"csv", NULL, N_("as CSV: the first table")},
        {"markdown", NULL, N_("as Markdown")},
        {"html", NULL, N_("as a web page")},
        {0},
};

bool out_bytes(const char *bytes, size_t len, struct err *err)
{
	if (fd_write_all(STDOUT_FILENO, bytes, len))
		return true;
	if (errno == EPIPE || errno == EBADF)
		return err_say(err, ERR_IO, N_("standard output was closed before all of it was written"));
	return err_errno(err, N_("can't write to standard output: %s"), NULL);
}

bool out_is_ascii(const struct app *app)
{
	static const int forced[] = {[SWITCH_AUTO] = -1, [SWITCH_ON] = 1, [SWITCH_OFF] = 0};
	int wanted = forced[app->settings.display.ascii];
	return wanted < 0 ? app->ascii : wanted;
}

int out_text(const struct app *app, const char *text)
{
	struct err err = {0};
	return out_bytes(text, strlen(text), &err) ? EXIT_DONE : say_failed(app, &err);
}

int out_line(const struct app *app, const char *text)
{
	const char *clean = text_clean(app->arena, text, TEXT_ONE_LINE);
	if (app->ascii)
		clean = text_ascii(app->arena, clean);
	return out_text(app, arena_printf(app->arena, "%s\n", clean));
}

static const struct {
	const char *option;
	enum render_format format;
} formats[] = {
        {"json", RENDER_JSON},
        {"csv", RENDER_CSV},
        {"markdown", RENDER_MARKDOWN},
        {"html", RENDER_HTML},
};

size_t out_formats_given(const struct parsed *parsed)
{
	size_t count = 0;
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		count += options_has(parsed, formats[i].option);
	return count;
}

enum render_format out_format(const struct parsed *parsed)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (options_has(parsed, formats[i].option))
			return formats[i].format;
	return RENDER_TEXT;
}

int out_width(const struct app *app)
{
	long columns = 0;
	struct winsize size = {0};
	if (!str_to_long(str_or(getenv("COLUMNS"), ""), &columns) && isatty(STDOUT_FILENO) &&
	        ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		columns = size.ws_col;
	if (columns <= 0)
		columns = WIDTH_USUAL;
	long most = app->settings.display.text_width > 0 ? app->settings.display.text_width : columns;
	columns = columns > most ? most : columns;
	return columns < WIDTH_MIN ? WIDTH_MIN : (int)columns;
}

int out_doc(const struct app *app, const struct parsed *parsed, const struct doc *doc)
{
	struct str s = str_new(app->arena);
	enum render_format format = out_format(parsed);
	/* A page that is kept needs a name; text on a terminal says itself what it is. */
	struct render_options options = {
	        .width = out_width(app),
	        .ascii = out_is_ascii(app),
	        .title = format == RENDER_HTML ? "Dagstart" : "",
	        .language = app->language,
	        .command_words = verb_shell_words,
	        .user = app,
	};
	render(format, doc->root, &options, &s);
	return out_text(app, s.text);
}
