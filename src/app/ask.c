#include "ask.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/intake/intake.h>

#include "app.h"
#include "say.h"

enum { LINE_MAX_BYTES = 80, TRIES_MAX = 3, FULL_READINGS = 2 };

bool ask_can(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

/* A flag as the shell takes it. */
static const char *flag_text(const struct app *app, const char *flag, const char *value)
{
	const char *clean = text_clean(app->arena, value, TEXT_ONE_LINE);
	if (!strpbrk(clean, " '\"\\$`!*?&|;<>()[]{}#~"))
		return arena_printf(app->arena, "--%s %s", flag, clean);
	struct str s = str_new(app->arena);
	for (; *clean; clean++)
		str_add(&s, *clean == '\'' ? "'\\''" : (char[]){*clean, '\0'});
	return arena_printf(app->arena, "--%s '%s'", flag, s.text);
}

static void show(const struct app *app, const char *file, const struct intake_question *question)
{
	struct str s = str_new(app->arena);
	str_addf(&s, "\n%s: %s\n", text_clean(app->arena, file, TEXT_ONE_LINE),
	        text_clean(app->arena, question->text, TEXT_ONE_LINE));
	for (size_t i = 0; i < question->count; i++) {
		const struct intake_reading *reading = &question->readings[i];
		/* The likeliest ones side by side, on one screen. */
		bool full = i < FULL_READINGS;
		str_addf(&s, "%s%zu  %s   %s\n", full || i == FULL_READINGS ? "\n" : "", i + 1,
		        text_clean(app->arena, reading->text, TEXT_ONE_LINE),
		        flag_text(app, question->flag, reading->value));
		for (size_t k = 0; full && k < reading->row_count; k++)
			str_addf(&s, "     %s\n", text_clean(app->arena, reading->rows[k], TEXT_ONE_LINE));
	}
	say_raw(app, s.text);
}

/* A line that was typed, without its end; false at the end of input. */
static bool read_line(char *line)
{
	size_t len = 0;
	for (;;) {
		char c;
		ssize_t n = read(STDIN_FILENO, &c, 1);
		if (n <= 0)
			return false;
		if (c == '\n')
			break;
		if (len + 1 < LINE_MAX_BYTES)
			line[len++] = c;
	}
	line[len] = '\0';
	return true;
}

const char *ask_reading(const struct app *app, const char *file, const struct intake_question *question)
{
	char line[LINE_MAX_BYTES];
	if (question->count == 0)
		return NULL;
	show(app, file, question);
	for (int i = 0; i < TRIES_MAX; i++) {
		long number;
		say_raw(app, arena_printf(app->arena,
		                     _("\nWhich one, 1 to %zu? Enter alone: none, nothing is "
		                       "imported. "),
		                     question->count));
		if (!read_line(line) || !*line)
			return NULL;
		if (str_to_long(line, &number) && number >= 1 && (size_t)number <= question->count)
			return question->readings[number - 1].value;
	}
	return NULL;
}

/* All flags in one line, each with the likeliest value, to be changed where it is wrong. */
static void tell_together(const struct app *app, const struct intake_question *first)
{
	struct str s = str_new(app->arena);
	for (const struct intake_question *question = first; question; question = question->next)
		if (question->count > 0)
			str_add_part(&s, " ", flag_text(app, question->flag, question->readings[0].value));
	say_line(app, _("together, such as: %s"), s.text);
}

void ask_tell(const struct app *app, const struct intake_report *report)
{
	const struct intake_question *first = report->question;
	for (const struct intake_question *question = first; question; question = question->next) {
		if (question != first)
			say_line(app, "%s: %s", report->file, question->text);
		for (size_t i = 0; i < question->count; i++)
			say_line(app, "%s: %s", flag_text(app, question->flag, question->readings[i].value),
			        question->readings[i].text);
	}
	if (first && first->next)
		tell_together(app, first);
}

bool ask_yes(const struct app *app, const char *question)
{
	char line[LINE_MAX_BYTES];
	say_raw(app, question);
	return read_line(line) && (streq(line, "yes") || streq(line, _("yes")));
}
