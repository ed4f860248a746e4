#include "take.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/figure.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/store/import.h>
#include <dagstart/store/voice.h>

#include "ahead.h"
#include "answers.h"
#include "refused.h"
#include "row.h"
#include "shown.h"
#include "source.h"
#include "take_warn.h"

enum {
	REFUSED_MAX = 1000,
	FOOTERS_MAX = 8,
	PROGRESS_MS = 100,
	PROGRESS_ROWS = 512,
	ROW_WIDTH = 200,
	KEPT_BYTES = 16 << 20
};

/* A line that may stand below the answers, until another row shows that it does not. */
struct footer_line {
	enum row_outcome outcome;
	struct intake_refused row;
	const char *kept; /* of a file of refused rows; "" none is wanted */
};

struct taker {
	struct source *source;
	struct store *store;
	struct arena *arena;
	struct plan *plan;
	const struct intake_options *options;
	struct intake_report *report;
	struct import *import;
	struct ahead *ahead;
	struct row_reader *rows;
	struct intake_refused *refused;
	struct str kept; /* the file of refused rows */
	struct clock clock;
	int64_t shown_ms;
	int64_t undated; /* of the imported rows */
	int64_t still_undated; /* of those that were known */
	struct footer_line footers[FOOTERS_MAX];
	size_t footer_count;
};

static struct intake_refused refused_row(struct taker *t, const struct ahead_row *row, const struct err *why)
{
	int customer = t->plan->columns.of[COLUMN_CUSTOMER];
	const char *text = record_text(&row->record, t->plan->delimiter, t->arena);
	return (struct intake_refused){
	        .line = row->record.line,
	        .reason = err_text(t->arena, why),
	        .row = shown_text(t->arena, text, strlen(text),
	                customer == NO_COLUMN ? "" : record_cell(&row->record, (size_t)customer), ROW_WIDTH),
	};
}

/* Its lines in a file of refused rows. */
static void keep_row(const struct taker *t, const struct ahead_row *row, const struct err *why, struct str *s)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(t->arena);
	const char *file = text_clean(scratch, t->plan->name, TEXT_ONE_LINE);
	if (t->options->keep_refused)
		refused_add(s, t->plan->delimiter,
		        arena_printf(scratch, "%s:%lld: %s", file, (long long)row->record.line,
		                text_clean(scratch, err_text(scratch, why), TEXT_ONE_LINE)),
		        &row->record);
}

static bool has_room(struct taker *t)
{
	bool has = t->options->keep_refused && t->kept.len < KEPT_BYTES;
	t->report->refused_left += t->options->keep_refused && !has;
	return has;
}

static void add_refused(struct taker *t, const struct intake_refused *row)
{
	struct intake_report *report = t->report;
	report->refused++;
	if (report->refused_count < REFUSED_MAX)
		t->refused[report->refused_count++] = *row;
}

static void note_refused(struct taker *t, const struct ahead_row *row)
{
	if (has_room(t))
		keep_row(t, row, row->why, &t->kept);
	if (t->report->refused_count == REFUSED_MAX) {
		t->report->refused++;
		return;
	}
	struct intake_refused refused = refused_row(t, row, row->why);
	add_refused(t, &refused);
}

/* They stand in the middle, so they are rows like others. */
static void release_footers(struct taker *t)
{
	for (size_t i = 0; i < t->footer_count; i++) {
		t->report->records++;
		if (t->footers[i].outcome == ROW_EMPTY) {
			t->report->empty++;
			continue;
		}
		add_refused(t, &t->footers[i].row);
		if (has_room(t))
			str_add(&t->kept, t->footers[i].kept);
	}
	t->footer_count = 0;
}

static bool is_footer(const struct taker *t, const struct ahead_row *row)
{
	bool is_line = row->footer == FOOTER_LINE && row->outcome != ROW_TAKE;
	return (row->footer == FOOTER_TOTAL || is_line) && t->footer_count < FOOTERS_MAX;
}

static void hold_footer(struct taker *t, const struct ahead_row *row)
{
	struct err why = {0};
	if (row->why)
		why = *row->why;
	else if (row->outcome == ROW_TAKE)
		err_say(&why, ERR_INPUT, N_("the row sums up, it is no answer of a customer"));
	struct str kept = str_new(t->arena);
	keep_row(t, row, &why, &kept);
	t->footers[t->footer_count++] = (struct footer_line){
	        .outcome = row->outcome == ROW_TAKE ? ROW_REFUSED : row->outcome,
	        .row = refused_row(t, row, &why),
	        .kept = kept.text,
	};
}

static bool show_progress(struct taker *t, struct err *err)
{
	const struct intake_progress *progress = &t->options->progress;
	if (!progress->step)
		return true;
	int64_t now = clock_mono_ms(&t->clock);
	if (now - t->shown_ms < PROGRESS_MS)
		return true;
	t->shown_ms = now;
	int64_t done, total;
	ahead_progress(t->ahead, &done, &total);
	if (progress->step(progress->user, done, total, t->report->records))
		return true;
	return err_say(err, ERR_CANCELLED, N_("the import was stopped; nothing was imported"));
}

static bool add_row(struct taker *t, const struct import_row *row, struct err *err)
{
	struct intake_report *report = t->report;
	enum import_added added;
	if (!store_import_add(t->import, row, &added, err))
		return false;
	report->imported += added == IMPORT_ADDED;
	t->undated += added == IMPORT_ADDED && row->feedback.day == 0;
	report->duplicates += added != IMPORT_ADDED;
	report->dated += added == IMPORT_DATED;
	t->still_undated += added == IMPORT_UNDATED;
	return true;
}

static bool take_row(struct taker *t, const struct ahead_row *row, struct err *err)
{
	if (is_footer(t, row)) {
		hold_footer(t, row);
		return true;
	}
	if (t->footer_count > 0 && row->outcome != ROW_SKIP)
		release_footers(t);
	t->report->records += row->outcome != ROW_SKIP;
	switch (row->outcome) {
	case ROW_SKIP:
		break;
	case ROW_EMPTY:
		t->report->empty++;
		break;
	case ROW_REFUSED:
		note_refused(t, row);
		break;
	case ROW_FAILED:
		if (err)
			*err = *row->why;
		return false;
	case ROW_TAKE:
		return add_row(t, &row->row, err);
	}
	return true;
}

static bool put_metrics(struct taker *t, struct err *err)
{
	for (size_t i = 0; i < t->plan->score_count; i++)
		if (!store_put_metric(t->store, &t->plan->scores[i].metric, err))
			return false;
	return true;
}

static bool take_all(struct taker *t, struct err *err)
{
	const struct ahead_row *row;
	if (!put_metrics(t, err))
		return false;
	for (size_t n = 0;; n++) {
		if (!ahead_next(t->ahead, &row, err))
			return false;
		if (!row)
			return true;
		if (!take_row(t, row, err))
			return false;
		if (n % PROGRESS_ROWS == 0 && !show_progress(t, err))
			return false;
	}
}

/* Names of metrics in the rows are looked up in the store. */
static bool take_ahead(struct taker *t, struct err *err)
{
	const struct ahead_options options = {.skip = t->plan->headers,
	        .column_count = t->plan->column_count,
	        .import = t->import,
	        .alone = t->plan->columns.of[COLUMN_METRIC] != NO_COLUMN};
	CLEANUP(ahead_cleanup) struct ahead *ahead = ahead_new(t->arena, t->source, t->rows, &options);
	t->ahead = ahead;
	return take_all(t, err);
}

static void warn(struct taker *t)
{
	const struct source_about *about = source_about(t->source);
	t->report->encoding = arena_strdup(t->arena, about->encoding);
	take_warn(&(struct take_warned){
	        .report = t->report,
	        .arena = t->arena,
	        .about = about,
	        .plan = t->plan,
	        .rows = t->rows,
	        .undated = t->undated,
	        .still_undated = t->still_undated,
	        .footers = t->footer_count,
	        .footer = t->footer_count ? t->footers[0].row.row : "",
	});
}

static bool too_many_refused(struct taker *t, struct err *err)
{
	const struct intake_report *report = t->report;
	if (report->refused * 2 <= report->records)
		return false;
	const struct intake_refused *first = &report->refused_rows[0];
	err_set(err, ERR_INPUT, N_("nothing was imported, more than half of the rows were refused: %s"),
	        "%s / %s; %s:%s: %s", figure_count(t->arena, report->refused),
	        figure_count(t->arena, report->records), t->plan->name, figure_count(t->arena, first->line),
	        first->reason);
	return true;
}

static void hand_over_refused(struct taker *t)
{
	t->report->refused_rows = t->refused;
	t->report->refused_file =
	        t->kept.len ? arena_printf(t->arena, "%s%s", t->plan->head, t->kept.text) : "";
}

static bool finish(struct taker *t, struct err *err)
{
	hand_over_refused(t);
	warn(t);
	if (too_many_refused(t, err)) {
		store_import_abort(t->import);
		return false;
	}
	if (t->options->dry_run) {
		store_import_abort(t->import);
		return true;
	}
	return store_import_commit(t->import, t->report->refused, &t->report->batch_id, err);
}

/* Nothing landed, so nothing was imported, whatever was counted on the way. */
static void forget_counts(struct intake_report *report)
{
	report->imported = 0;
	report->duplicates = 0;
	report->dated = 0;
	report->batch_id = 0;
}

static bool take_into(struct taker *t, struct err *err)
{
	const struct import_source source = {.name = t->plan->name,
	        .shape = t->plan->shape,
	        .named_cells = t->plan->by_name != NULL,
	        .answers = answers_text(t->arena, t->options),
	        .at_ms = t->options->now_ms,
	        .id_updates = t->options->id_updates,
	        .change = t->options->change};
	if (!store_import_begin(t->store, t->arena, &source, &t->import, err))
		return false;
	if (!take_ahead(t, err)) {
		hand_over_refused(t);
		store_import_abort(t->import);
		return false;
	}
	return finish(t, err);
}

bool take_rows(struct source *source, struct store *store, struct arena *arena, struct plan *plan,
        const struct intake_options *options, struct intake_report *report, struct err *err)
{
	struct taker *t = arena_new_of(arena, struct taker);
	*t = (struct taker){.source = source,
	        .store = store,
	        .arena = arena,
	        .plan = plan,
	        .options = options,
	        .report = report};
	t->kept = str_new(arena);
	t->refused = arena_array_of(arena, struct intake_refused, REFUSED_MAX);
	t->rows = row_reader_new(store, arena, plan, options);
	t->shown_ms = clock_mono_ms(&t->clock);
	bool taken = source_start(source, SOURCE_TAKE, err) && take_into(t, err);
	if (!taken)
		forget_counts(report);
	return taken;
}
