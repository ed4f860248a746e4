/* Feedback from exports. The last line says what came of it, in words that programs read. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/intake/intake.h>

#include "../agree.h"
#include "../commands.h"
#include "../ask.h"
#include "../import_read.h"
#include "../import_report.h"
#include "../indexing.h"
#include "../keeping.h"
#include "../out.h"
#include "../progress.h"
#include "../say.h"
#include "../signals.h"
#include "../take.h"

enum { QUESTIONS_MAX = 4 };

static const struct option_row options[] = {
        {"score", N_("COLUMN"), N_("the column of the score: its name, or its number from 1")},
        {"comment", N_("COLUMN"), N_("the column of the customer's words")},
        {"date", N_("COLUMN|DATE"),
                N_("the column of the date, or the day of rows without one; a file that comes again with it "
                   "dates the answers that have none")},
        {"id", N_("COLUMN"), N_("the column of the tool's own id")},
        {"channel", N_("COLUMN"), N_("the column of the channel")},
        {"customer", N_("COLUMN"), N_("the column of the customer")},
        {"theme", N_("COLUMN"), N_("the column of the themes")},
        {"step", N_("COLUMN"), N_("the column of the journey step")},
        {"metric", N_("KEY"), N_("which score it is: nps, csat, ces or an own key")},
        {"scale", N_("FROM-TO"), N_("the scale of the score, the worst first, such as 1-5")},
        {"dates", N_("ORDER"), N_("how dates are written: dmy, mdy or ymd")},
        {"delimiter", N_("SIGN"), N_("what parts the cells: a sign, or tab")},
        {"encoding", N_("NAME"), N_("what the file is written in: utf-8, windows-1250, cp850 …")},
        {"repair-encoding", NULL, N_("mend text that was encoded twice")},
        {"id-updates", NULL, N_("a known id with other content takes the place of the answer before")},
        {"no-index", NULL, N_("leave the preparing of the search to the next stand-up")},
        {"dry-run", NULL, N_("look, but save nothing")},
        {"refused", N_("FILE"),
                N_("write refused rows and why to a file, to be mended and imported; - tells them on "
                   "standard output")},
        {"json", NULL, N_("what was recognised and imported, as JSON")},
        {0},
};

static bool set_scale(struct intake_options *ret, const char *value)
{
	ret->has_scale =
	        words_range_read(value, &ret->scale_min, &ret->scale_max) && ret->scale_min != ret->scale_max;
	return ret->has_scale;
}

static bool set_dates(struct intake_options *ret, const char *value)
{
	ret->date_order = value;
	return streq(value, "dmy") || streq(value, "mdy") || streq(value, "ymd");
}

static bool set_delimiter(struct intake_options *ret, const char *value)
{
	ret->delimiter = streq(value, "tab") ? '\t' : *value;
	return streq(value, "tab") || (value[0] && !value[1] && !strchr("\"\n\r", value[0]));
}

/* An answer to a question of the importer, or the option of that name. */
static bool set_column(struct intake_options *ret, const char *flag, const char *value)
{
	for (size_t role = COLUMN_SCORE; role < COLUMN_METRIC; role++)
		if (streq(column_role_names[role], flag))
			ret->columns[role] = value;
	return true;
}

static int wrong_value(struct app *app, const char *option, const char *value, const char *expected)
{
	return say_wrong_use(app, _("--%s %s: expected %s"), option, value, expected);
}

static int read_values(struct app *app, const struct parsed *parsed, struct intake_options *ret)
{
	const char *scale = options_get(parsed, "scale"), *dates = options_get(parsed, "dates");
	const char *delimiter = options_get(parsed, "delimiter"), *encoding = options_get(parsed, "encoding");
	if (scale && !set_scale(ret, scale))
		return wrong_value(app, "scale", scale, _("the worst and the best value, such as 1-5"));
	if (dates && !set_dates(ret, dates))
		return wrong_value(app, "dates", dates, _("dmy, mdy or ymd"));
	if (delimiter && !set_delimiter(ret, delimiter))
		return wrong_value(app, "delimiter", delimiter, _("a sign, or tab"));
	if (encoding && !intake_knows_encoding(encoding))
		return wrong_value(app, "encoding", encoding,
		        "utf-8, windows-1250 (1251 … 1254, 1257), iso-8859-2, cp850, macintosh");
	ret->encoding = encoding;
	return EXIT_DONE;
}

/* Digits and dashes name no column: whoever writes them means a day. */
static bool looks_like_day(const char *text)
{
	return strpbrk(text, "-/.") && strspn(text, "0123456789-/.") == strlen(text) && text[1];
}

static int read_date(struct app *app, struct intake_options *ret)
{
	const char *date = ret->columns[COLUMN_DATE];
	if (!date || !looks_like_day(date))
		return EXIT_DONE;
	if (!day_parse_iso(date, &ret->undated_day))
		return say_wrong_use(app,
		        _("--date %s: there is no such day; expected one such as 2026-03-02, or a column"),
		        date);
	if (ret->undated_day > ret->today)
		return say_wrong_use(app, _("--date %s is still to come: expected today or earlier"), date);
	ret->columns[COLUMN_DATE] = NULL;
	return EXIT_DONE;
}

static int read_options(struct app *app, const struct parsed *parsed, struct intake_options *ret)
{
	int code = take_options(app, ret);
	if (code != EXIT_DONE)
		return code;
	for (size_t role = COLUMN_SCORE; role < COLUMN_METRIC; role++)
		ret->columns[role] = options_get(parsed, column_role_names[role]);
	code = read_date(app, ret);
	if (code != EXIT_DONE)
		return code;
	ret->metric = options_get(parsed, "metric");
	ret->dry_run = options_has(parsed, "dry-run");
	ret->keep_refused = options_has(parsed, "refused") && !streq(options_get(parsed, "refused"), "-");
	ret->repair = options_has(parsed, "repair-encoding");
	ret->id_updates = options_has(parsed, "id-updates");
	return read_values(app, parsed, ret);
}

static bool step(void *user, int64_t done, int64_t total, int64_t rows)
{
	progress_show(user, done, total, rows);
	return !signals_stopped();
}

/* What was answered is set like the option of that name. */
static bool set_answer(struct intake_options *ret, const char *flag, const char *value)
{
	if (streq(flag, "scale"))
		return set_scale(ret, value);
	if (streq(flag, "dates"))
		return set_dates(ret, value);
	return set_column(ret, flag, value);
}

/* What comes from a pipe may wait for ever, and nobody asks meanwhile whether it is to go on. */
static bool is_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static bool try_file(
        struct app *app, const struct intake_options *intake, struct intake_report *report, struct err *err)
{
	struct progress bar = progress_new(app, _("importing"));
	struct intake_options mine = *intake;
	mine.progress = (struct intake_progress){.step = step, .user = &bar};
	if (is_file(mine.path))
		(void)signals_note_stop();
	else
		signals_note_end();
	bool done = intake_import(app->store, app->arena, &mine, report, err);
	/* What was saved is told, also to whoever lost patience just then. */
	if (!done)
		signals_note_end();
	progress_end(&bar);
	return done;
}

/* Of several files each has its line; the last one is for all of them. */
static void tell_file(struct app *app, const struct intake_report *report)
{
	if (app->parsed.word_count > 2 && !options_has(&app->parsed, "json") && !report->failed)
		out_line(app, arena_printf(app->arena, "%s: %s",
		                      text_clean(app->arena, report->file, TEXT_ONE_LINE),
		                      take_summary(app, report)));
}

/* All that is open, one after another; false where it stays open. */
static bool ask_open(struct app *app, const struct intake_report *report, struct intake_options *ret)
{
	const struct intake_question *question = report->question;
	if (!question || streq(ret->path, "-") || !ask_can())
		return false;
	for (; question; question = question->next) {
		const char *value = ask_reading(app, report->file, question);
		if (!value || !set_answer(ret, question->flag, value))
			return false;
	}
	return true;
}

static void tell_reading(struct app *app, const struct intake_report *report)
{
	if (options_has(&app->parsed, "json"))
		import_report_warn(app, report);
	else
		import_read_tell(app, report);
}

static int import_file(struct app *app, const struct intake_options *intake, struct import_total *total)
{
	struct intake_options mine = *intake;
	struct intake_report report = {0};
	struct err err = {0};
	bool done = try_file(app, &mine, &report, &err);
	/* An answer may lead to another question, but never to the same one. */
	for (int asked = 0; !done && asked < QUESTIONS_MAX && err.code == ERR_QUESTION; asked++) {
		if (!ask_open(app, &report, &mine))
			break;
		err_clear(&err);
		done = try_file(app, &mine, &report, &err);
	}
	total->stopped = !done && err.code == ERR_CANCELLED;
	report.failed = done ? NULL : err_text(app->arena, &err);
	tell_reading(app, &report);
	import_total_add(total, app->arena, &report);
	tell_file(app, &report);
	int code = done ? EXIT_DONE : say_failed(app, &err);
	if (!done)
		ask_tell(app, &report);
	return done && report.refused > 0 ? EXIT_PARTLY : code;
}

/* The worst of several files: a failure before a question before what was done in part. */
static int worse(int a, int b)
{
	static const int rank[] = {
	        [EXIT_DONE] = 0, [EXIT_PARTLY] = 1, [EXIT_WRONG_USE] = 2, [EXIT_FAILED] = 3};
	return rank[a] > rank[b] ? a : b;
}

static int run(struct app *app, const struct parsed *parsed)
{
	struct intake_options intake;
	struct import_total total = {0};
	if (parsed->word_count < 2)
		return say_wrong_use(app, _("import: expected one or more files, or - for standard input"));
	int code = agree_with_store(app);
	if (code == EXIT_DONE)
		code = read_options(app, parsed, &intake);
	if (code != EXIT_DONE)
		return code;
	bool some = false;
	for (size_t i = 1; i < parsed->word_count; i++) {
		intake.path = parsed->words[i];
		int one = import_file(app, &intake, &total);
		some = some || one == EXIT_DONE || one == EXIT_PARTLY;
		code = worse(code, one);
		if (total.stopped)
			break;
	}
	if (some && !options_has(parsed, "dry-run")) {
		keeping_look(app);
		if (!options_has(parsed, "no-index"))
			indexing_fill(app);
		keeping_settle(app);
	}
	/* Some files in and some not is partly done. */
	if (some && code != EXIT_DONE)
		code = EXIT_PARTLY;
	int told = import_report_end(app, parsed, &total);
	return code == EXIT_DONE ? told : code;
}

const struct app_command import_command = {
        .name = "import",
        .title = N_("take in feedback from exports"),
        .usage = N_("FILE…|-"),
        .options = options,
        .writes = true,
        .needs = NEEDS_STORE,
        .examples = "dagstart import answers.csv\n"
                    "dagstart import answers.csv --dry-run --json\n"
                    "dagstart import answers.csv --scale 1-5 --dates dmy\n"
                    "dagstart import answers.csv --comment Remark --score 3 --metric csat --date 2026-03-02\n"
                    "dagstart import - < answers.csv",
        .run = run,
};
