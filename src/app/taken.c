#include "taken.h"

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/doc.h>
#include <dagstart/doc/say.h>
#include <dagstart/intake/intake.h>

#include "app.h"
#include "import_read.h"
#include "take.h"

enum { REFUSED_SHOWN = 3 };

struct waiting {
	void (*step)(void *user, int percent);
	void *user;
};

static bool step_on(void *user, int64_t done, int64_t total, int64_t rows)
{
	struct waiting *waiting = user;
	UNUSED(rows);
	waiting->step(waiting->user, total > 0 ? (int)(100 * (done < total ? done : total) / total) : 0);
	return true;
}

struct taken taken_take(struct app *app, const char *path, void (*step)(void *user, int percent), void *user)
{
	struct waiting waiting = {.step = step, .user = user};
	struct intake_progress progress = {.step = step_on, .user = &waiting};
	struct intake_report *report = arena_new_of(app->arena, struct intake_report);
	struct err err = {0};
	struct taken taken = {.path = take_path(app, path), .trouble = "", .report = report};
	if (take_file(app, path, &progress, report, &err)) {
		taken.summary = take_summary(app, report);
		return taken;
	}
	taken.trouble = err_text(app->arena, &err);
	taken.summary = arena_printf(app->arena, _("not imported: %s"), taken.trouble);
	return taken;
}

static void columns_doc(const struct intake_report *report, struct doc *doc, struct doc_node *parent)
{
	struct str s = str_new(doc->arena);
	for (size_t i = 0; i < report->column_count; i++)
		if (import_read_role((int)report->columns[i].role))
			str_addf(&s, "%s%s: %s", s.len ? " · " : "",
			        import_read_role((int)report->columns[i].role), report->columns[i].header);
	if (s.len)
		doc_field(doc, parent, "columns", _("read as"), s.text);
}

static void refused_doc(const struct intake_report *report, struct doc *doc, struct doc_node *parent)
{
	for (size_t i = 0; i < report->refused_count && i < REFUSED_SHOWN; i++)
		doc_paraf(doc, parent, ROLE_WATCH, _("line %lld: %s"),
		        (long long)report->refused_rows[i].line, report->refused_rows[i].reason)
		        ->mark = true;
}

void taken_doc(const struct taken *taken, struct doc *doc, struct doc_node *parent)
{
	const struct intake_report *report = taken->report;
	struct arena *arena = doc->arena;
	if (!strempty(taken->trouble)) {
		doc_paraf(doc, parent, ROLE_BAD, _("not imported: %s"), taken->trouble)->mark = true;
		refused_doc(report, doc, parent);
		return;
	}
	doc_paraf(doc, parent, ROLE_GOOD,
	        P_("%s answer of a customer was taken in", "%s answers of customers were taken in",
	                report->imported),
	        say_count(arena, report->imported))
	        ->mark = true;
	columns_doc(report, doc, parent);
	if (report->duplicates)
		doc_field(
		        doc, parent, "duplicates", _("known already"), say_count(arena, report->duplicates));
	if (report->refused)
		doc_field(doc, parent, "refused", _("refused"), say_count(arena, report->refused));
	refused_doc(report, doc, parent);
	for (size_t i = 0; i < report->warning_count; i++)
		doc_para(doc, parent, ROLE_WATCH, report->warnings[i])->mark = true;
}
