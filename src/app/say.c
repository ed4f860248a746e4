#include "say.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/fd.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/config/problems.h>

#include "app.h"

enum { SENTENCE_BYTES = 4000, HEAD_BYTES = 400, TAIL_BYTES = 400 };

void say_raw(const struct app *app, const char *text)
{
	if (app->ascii)
		text = text_ascii(app->arena, text);
	bool told = fd_write_all(STDERR_FILENO, text, strlen(text));
	UNUSED(told); /* nobody is there to be told that nobody is */
}

/* What somebody typed may be long: a sentence shows its beginning, and its end, which says what was expected.
 */
static const char *shortened(const struct app *app, const char *sentence)
{
	size_t len = strlen(sentence), head = HEAD_BYTES, tail = len - TAIL_BYTES;
	if (len <= SENTENCE_BYTES)
		return sentence;
	while (head > 0 && ((unsigned char)sentence[head] & 0xC0) == 0x80)
		head--;
	while (tail < len && ((unsigned char)sentence[tail] & 0xC0) == 0x80)
		tail++;
	return arena_printf(app->arena, "%.*s … %s", (int)head, sentence, sentence + tail);
}

static void say_sentence(const struct app *app, const char *sentence)
{
	sentence = shortened(app, sentence);
	say_raw(app,
	        arena_printf(app->arena, "dagstart: %s\n", text_clean(app->arena, sentence, TEXT_ONE_LINE)));
}

void say_line(const struct app *app, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	say_sentence(app, arena_vprintf(app->arena, format, args));
	va_end(args);
}

static int exit_code_of(enum err_code code)
{
	switch (code) {
	case ERR_USAGE:
	case ERR_QUESTION:
		return EXIT_WRONG_USE;
	case ERR_NONE:
	case ERR_INPUT:
	case ERR_REFUSED:
	case ERR_MISSING:
	case ERR_CHANGED:
	case ERR_BUSY:
	case ERR_FULL:
	case ERR_IO:
	case ERR_DAMAGED:
	case ERR_READONLY:
	case ERR_CANCELLED:
	case ERR_INTERNAL:
		return EXIT_FAILED;
	}
	return EXIT_FAILED;
}

int say_failed(const struct app *app, const struct err *err)
{
	say_sentence(app, err_text(app->arena, err));
	return exit_code_of(err->code);
}

int say_wrong_use(const struct app *app, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	say_sentence(app, arena_vprintf(app->arena, format, args));
	va_end(args);
	return EXIT_WRONG_USE;
}

int say_read_only(const struct app *app)
{
	say_line(app, _("this is read-only: nothing can be changed here"));
	return EXIT_FAILED;
}

int say_problems(const struct app *app, const struct problems *problems)
{
	struct str s = str_new(app->arena);
	for (size_t i = 0; i < problems->count; i++)
		str_addf(&s, "dagstart: %s\n", problem_text(app->arena, &problems->items[i]));
	if (problems->dropped)
		str_addf(&s, P_("dagstart: and %zu more\n", "dagstart: and %zu more\n", problems->dropped),
		        problems->dropped);
	say_raw(app, s.text);
	return EXIT_FAILED;
}
