#include "take_warn.h"

#include <stdarg.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/figure.h>
#include <dagstart/base/i18n.h>

#include "plan.h"
#include "row.h"
#include "source.h"

__attribute__((format(printf, 2, 3))) static void warn(const struct take_warned *t, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	report_warn(t->report, t->arena, arena_vprintf(t->arena, format, args));
	va_end(args);
}

/* What its bytes were. */
static void warn_encoding(const struct take_warned *t)
{
	const struct source_about *about = t->about;
	if (about->replaced > 0)
		warn(t,
		        P_("%s character could not be read, on line %lld; it shows as �",
		                "%s characters could not be read, the first on line %lld; they show as �",
		                about->replaced),
		        figure_count(t->arena, about->replaced), (long long)about->replaced_line);
	if (*about->other)
		warn(t,
		        _("read as %s, but %s may be what it was written in: see whether its letters are "
		          "right, and say --encoding %s or --encoding %s"),
		        about->encoding, about->other, about->other, about->encoding);
	else if (about->strange)
		warn(t,
		        _("read as %s, though some of its letters look wrong: save the file as UTF-8, or say "
		          "with --encoding what it was written in"),
		        about->encoding);
	if (about->lost > 0)
		warn(t,
		        P_("%s character had been lost before this file was made; it shows as �",
		                "%s characters had been lost before this file was made; they show as �",
		                about->lost),
		        figure_count(t->arena, about->lost));
	if (about->doubled > 0)
		warn(t,
		        about->repaired
		                ? P_("%s character was encoded twice, and was mended",
		                          "%s characters were encoded twice, and were mended", about->doubled)
		                : P_("%s character looks as if it was encoded twice; --repair-encoding mends "
		                     "it",
		                          "%s characters look as if they were encoded twice; "
		                          "--repair-encoding mends them",
		                          about->doubled),
		        figure_count(t->arena, about->doubled));
}

/* How it was laid out. */
static void warn_layout(const struct take_warned *t)
{
	const struct source_about *about = t->about;
	if (t->footers > 0)
		warn(t,
		        P_("%s line below the answers was left out: %s",
		                "%s lines below the answers were left out: %s", (long)t->footers),
		        figure_count(t->arena, (int64_t)t->footers), t->footer);
	if (about->repeated > 0)
		warn(t,
		        P_("%s name came twice in its record, on line %lld: what came last counts",
		                "%s names came twice in their records, the first on line %lld: what came "
		                "last counts",
		                about->repeated),
		        figure_count(t->arena, about->repeated), (long long)about->repeated_line);
	if (about->unknown > 0)
		warn(t,
		        P_("%s value was left out: its name came up too late in what was piped in",
		                "%s values were left out: their names came up too late in what was piped in",
		                about->unknown),
		        figure_count(t->arena, about->unknown));
	if (about->wrapped)
		report_warn(t->report, t->arena,
		        _("rows were quoted once more as a whole, as a spreadsheet does that takes another "
		          "sign for the one between the cells: they were taken apart again"));
}

/* Of what was known before. */
static void warn_dates(const struct take_warned *t)
{
	if (t->report->dated > 0)
		warn(t,
		        P_("%s answer that had no date before has one now; undo takes that back",
		                "%s answers that had no date before have one now; undo takes that back",
		                t->report->dated),
		        figure_count(t->arena, t->report->dated));
	if (t->still_undated > 0)
		warn(t,
		        P_("%s answer that is known already has no date: import the file once more with "
		           "--date, and a day or the column of the date, to give it one",
		                "%s answers that are known already have no date: import the file once more "
		                "with --date, and a day or the column of the date, to give them one",
		                t->still_undated),
		        figure_count(t->arena, t->still_undated));
}

/* What became of its rows. */
static void warn_rows(const struct take_warned *t)
{
	const struct row_reader *rows = t->rows;
	int64_t names = rows->channels.dropped + rows->steps.dropped + rows->theme_names.dropped;
	warn_dates(t);
	if (t->undated > 0)
		warn(t,
		        P_("%s row has no date: it counts in totals, not in trends",
		                "%s rows have no date: they count in totals, not in trends", t->undated),
		        figure_count(t->arena, t->undated));
	if (rows->marked > 0)
		warn(t,
		        P_("%s comment was written in HTML: it is kept as the text that it shows",
		                "%s comments were written in HTML: they are kept as the text that they show",
		                rows->marked),
		        figure_count(t->arena, rows->marked));
	if (rows->unnamed > 0)
		warn(t,
		        P_("%s customer's name was not kept, nor shown where the comment says it "
		           "(privacy.keep_customer_names)",
		                "%s customers' names were not kept, nor shown where comments say them "
		                "(privacy.keep_customer_names)",
		                rows->unnamed),
		        figure_count(t->arena, rows->unnamed));
	if (rows->skipped > 0)
		warn(t,
		        P_("%s row was left out: %s says that no customer wrote it",
		                "%s rows were left out: %s says that no customer wrote them", rows->skipped),
		        figure_count(t->arena, rows->skipped), t->plan->tool->name);
	if (names > 0)
		warn(t,
		        P_("%s name of a channel, step or theme was left out: the file has too many",
		                "%s names of channels, steps or themes were left out: the file has too many",
		                names),
		        figure_count(t->arena, names));
}

void take_warn(const struct take_warned *t)
{
	warn_encoding(t);
	warn_layout(t);
	warn_rows(t);
}
