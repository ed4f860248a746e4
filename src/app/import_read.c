#include "import_read.h"

#include <string.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/base/vec.h>
#include <dagstart/config/words.h>
#include <dagstart/doc/say.h>
#include <dagstart/intake/intake.h>

#include "app.h"
#include "out.h"
#include "say.h"

#define UNBREAKABLE "\u2011\u2011"

enum { INDENT = 2, HEADER_WIDTH = 60 };

struct told { /* a label and what stands behind it */
	const char *label, *text;
};

struct telling {
	struct arena *arena;
	VEC(struct told) lines;
};

const char *import_read_role(int role)
{
	static const char *const roles[COLUMN_ROLES] = {
	        [COLUMN_SCORE] = N_("score"),
	        [COLUMN_COMMENT] = N_("words"),
	        [COLUMN_DATE] = N_("day"),
	        [COLUMN_ID] = N_("id"),
	        [COLUMN_CHANNEL] = N_("channel"),
	        [COLUMN_CUSTOMER] = N_("customer"),
	        [COLUMN_THEME] = N_("theme"),
	        [COLUMN_STEP] = N_("step"),
	        [COLUMN_METRIC] = N_("kind of score"),
	};
	return roles[role] ? _(roles[role]) : NULL;
}

static const char *replaced(struct arena *arena, const char *text, const char *from, const char *to)
{
	struct str s = str_new(arena);
	for (const char *at; (at = strstr(text, from)); text = at + strlen(from)) {
		str_add_bytes(&s, text, (size_t)(at - text));
		str_add(&s, to);
	}
	str_add(&s, text);
	return s.text;
}

static void tell(struct telling *t, const char *label, const char *text)
{
	*vec_add(t->arena, &t->lines) = (struct told){label, text_clean(t->arena, text, TEXT_ONE_LINE)};
}

static const char *delimiter_words(struct arena *arena, const char *delimiter)
{
	static const struct {
		char sign;
		const char *words;
	} known[] = {{',', N_("parted by commas")}, {';', N_("parted by semicolons")},
	        {'\t', N_("parted by tabs")}, {'|', N_("parted by bars")}};
	if (strempty(delimiter))
		return "JSON";
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (known[i].sign == *delimiter)
			return _(known[i].words);
	return arena_printf(arena, _("parted by %s"), delimiter);
}

static void tell_layout(struct telling *t, const struct intake_report *report)
{
	struct str s = str_new(t->arena);
	if (!strempty(report->tool_name))
		str_addf(&s, "%s, ", report->tool_name);
	str_addf(&s, "%s, %s", report->encoding, delimiter_words(t->arena, report->delimiter));
	if (!strempty(report->delimiter))
		str_addf(&s, P_(", %d header row", ", %d header rows", report->header_rows),
		        report->header_rows);
	tell(t, _("file"), s.text);
}

static const char *order_words(const char *order)
{
	static const struct {
		const char *order, *words;
	} known[] = {{"dmy", N_("day, month, year")}, {"mdy", N_("month, day, year")},
	        {"ymd", N_("year, month, day")}};
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (streq(known[i].order, order))
			return _(known[i].words);
	return "";
}

/* What is known of the column besides its name; "" nothing. */
static const char *column_more(
        struct arena *arena, const struct intake_report *report, const struct intake_column *column)
{
	if (column->role == COLUMN_DATE)
		return order_words(report->date_order);
	if (column->role != COLUMN_SCORE || strempty(column->metric))
		return "";
	if (column->in_words)
		return arena_printf(arena, _("%s, in words"), column->metric);
	return arena_printf(
	        arena, _("%s, %g is the worst, %g the best"), column->metric, column->worst, column->best);
}

static void tell_column(struct telling *t, const struct intake_report *report, size_t i)
{
	const struct intake_column *column = &report->columns[i];
	const char *label = import_read_role((int)column->role);
	const char *header =
	        text_cut(t->arena, text_clean(t->arena, column->header, TEXT_ONE_LINE), HEADER_WIDTH, false);
	if (!label)
		return;
	if (strempty(header))
		header = arena_printf(t->arena, _("column %zu"), i + 1);
	const char *more = column_more(t->arena, report, column);
	tell(t, label, *more ? arena_printf(t->arena, "%s (%s)", header, more) : header);
}

static void add_part(struct str *s, int64_t count, const char *text)
{
	if (count > 0)
		str_add_part(s, ", ", text);
}

static void tell_rows(struct telling *t, const struct intake_report *report)
{
	struct arena *arena = t->arena;
	struct str s = str_new(arena);
	add_part(&s, report->imported, arena_printf(arena, _("%s new"), say_count(arena, report->imported)));
	add_part(&s, report->duplicates,
	        arena_printf(arena, _("%s known already"), say_count(arena, report->duplicates)));
	add_part(
	        &s, report->refused, arena_printf(arena, _("%s refused"), say_count(arena, report->refused)));
	add_part(&s, report->empty,
	        arena_printf(arena, _("%s without score or words"), say_count(arena, report->empty)));
	const char *records = say_count(arena, report->records);
	tell(t, _("rows"), s.len ? arena_printf(arena, "%s: %s", records, s.text) : records);
}

/* The order in which people read it, whatever that of the columns is. */
static void tell_columns(struct telling *t, const struct intake_report *report)
{
	for (int role = COLUMN_OTHER + 1; role < COLUMN_ROLES; role++)
		for (size_t i = 0; i < report->column_count; i++)
			if ((int)report->columns[i].role == role)
				tell_column(t, report, i);
}

/* Labels in a column, what stands behind them broken into lines of its own. */
static const char *laid_out(struct telling *t, int width)
{
	struct str s = str_new(t->arena);
	int labels = 0;
	VEC_EACH(line, &t->lines)
		if (text_width(line->label) > labels)
			labels = text_width(line->label);
	VEC_EACH(line, &t->lines) {
		struct text_line *parts = NULL;
		/* A line must not end within the dashes of an option. */
		size_t count = text_wrap(t->arena, replaced(t->arena, line->text, "--", UNBREAKABLE),
		        width - labels - 2 * INDENT, &parts);
		for (size_t i = 0; i < count; i++)
			str_addf(&s, "%*s%s%*s%.*s\n", INDENT, "",
			        text_pad(t->arena, i ? "" : line->label, labels), INDENT, "",
			        (int)parts[i].len, parts[i].start);
	}
	return replaced(t->arena, s.text, UNBREAKABLE, "--");
}

void import_read_tell(struct app *app, const struct intake_report *report)
{
	struct telling t = {.arena = app->arena};
	if (strempty(report->encoding) || report->column_count == 0)
		return;
	tell_layout(&t, report);
	tell_columns(&t, report);
	/* Where it was given up before its rows were read, there is nothing to count. */
	if (report->records > 0)
		tell_rows(&t, report);
	for (size_t i = 0; i < report->warning_count; i++)
		tell(&t, _("mind"), report->warnings[i]);
	const char *text = laid_out(&t, out_width(app));
	say_line(app, "%s", str_or(report->file, "-"));
	say_raw(app, app->ascii ? text_ascii(app->arena, text) : text);
}
