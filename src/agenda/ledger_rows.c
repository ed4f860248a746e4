/* Forecasts in words: what was expected, what is seen, and what can be told of it. */
#include "ledger.h"

#include <math.h>

static const char *measured_say(struct arena *arena, const struct metric *metric, const struct score *score)
{
	const char *margin = "";
	const char *value = metric_say_score(arena, metric, score, &margin);
	return arena_printf(
	        arena, "%s%s%s, n %s", value, *margin ? " " : "", margin, say_count(arena, score->n));
}

const char *ledger_forecast_say(struct arena *arena, const struct ledger_row *row)
{
	const struct action *a = &row->entry.action;
	const char *where = !strempty(a->forecast_theme) ? a->forecast_theme : str_or(a->forecast_step, "");
	const char *score = row->metric ? metric_short(arena, row->metric) : a->forecast_metric;
	const char *change =
	        isnan(a->forecast_change) ? _("better") : say_signed(arena, a->forecast_change, 1);
	return strempty(where) ? arena_printf(arena, "%s %s", score, change)
	                       : arena_printf(arena, _("%s %s for %s"), score, change, where);
}

const char *ledger_gap_say(struct arena *arena, const struct ledger_row *row)
{
	const struct ledger_cover *c = &row->entry.cover;
	if (!c->silent)
		return "";
	return arena_printf(arena,
	        P_("%d of %d week has no answers at all, the longest gap: %s",
	                "%d of %d weeks have no answers at all, the longest gap: %s",
	                (unsigned long)c->silent),
	        c->silent, c->weeks, say_days(arena, c->from, c->to));
}

static const char *few_say(struct arena *arena, const struct ledger_entry *e, const char *change)
{
	int32_t day = ledger_enough_day(e, e->window.after_to);
	const char *more = say_count(arena, e->needed);
	if (e->needed < 0)
		return arena_printf(arena, _("can't tell: %s; too few answers before to ever tell"), change);
	if (e->needed == 0)
		return arena_printf(arena, _("can't tell: %s; there would be answers enough"), change);
	return day ? arena_printf(arena,
	                     _("can't tell yet: %s, about %s more answers needed, at this pace by %s"),
	                     change, more, say_day(arena, day))
	           : arena_printf(arena, _("can't tell yet: %s, about %s more answers needed"), change, more);
}

static const char *doubt_say(struct arena *arena, const struct ledger_row *row, const char *change)
{
	switch (row->entry.doubt) {
	case LEDGER_SURE:
		break;
	case LEDGER_TOO_FEW:
		return few_say(arena, &row->entry, change);
	case LEDGER_NOTHING_BEFORE:
		return _("can't tell: no answers before");
	case LEDGER_NOTHING_SINCE:
		return _("can't tell: no answers since");
	case LEDGER_GAP:
		return _("can't tell: answers are missing");
	case LEDGER_NO_DAYS:
		return _("can't tell: there was no whole day between done and measured");
	case LEDGER_NO_METRIC:
		return arena_printf(arena, _("can't tell: no score is named %s any more"),
		        row->entry.action.forecast_metric);
	}
	return "";
}

const char *ledger_verdict_say(struct arena *arena, const struct ledger_row *row, enum doc_role *ret_role)
{
	const struct ledger_entry *e = &row->entry;
	const struct difference *d = &e->verdict.difference;
	const char *change = row->metric ? difference_say(arena, row->metric, d) : "";
	*ret_role = ROLE_WATCH;
	switch (e->verdict.outcome) {
	case OUTCOME_WORKED:
		*ret_role = ROLE_GOOD;
		return arena_printf(arena,
		        e->falls_short ? _("it worked, but less than we expected: %s")
		                       : _("it worked: %s, more than noise explains"),
		        change);
	case OUTCOME_DID_NOT:
		*ret_role = ROLE_BAD;
		return arena_printf(arena,
		        d->real ? _("it did not work: %s") : _("it did not work as we expected: %s"), change);
	case OUTCOME_CANNOT_TELL:
		break;
	}
	return doubt_say(arena, row, change);
}

const char *ledger_figure(struct arena *arena, const struct ledger_row *row)
{
	const struct action *a = &row->entry.action;
	bool of_theme = !strempty(a->forecast_theme), of_step = !strempty(a->forecast_step);
	struct ledger_window w;
	if (!row->metric || !ledger_window(a, &w))
		return NULL;
	return figure_key_of_days(arena, row->metric, w.after_from, w.after_to,
	        of_theme  ? "theme"
	        : of_step ? "step"
	                  : NULL,
	        of_theme ? a->forecast_theme : a->forecast_step);
}

void ledger_item(
        const struct step_context *ctx, const struct ledger_row *row, struct doc *doc, struct doc_node *list)
{
	struct arena *arena = doc->arena;
	const struct action *a = &row->entry.action;
	struct doc_node *item = doc_item(doc, list, entity_ref(ENTITY_ACTION, a->id), "");
	item->key = ledger_figure(arena, row);
	doc_span(doc, item, ROLE_ACCENT, ref_text(arena, item->ref));
	doc_spanf(doc, item, ROLE_TEXT, "  %s", a->text);
	doc_spanf(doc, item, ROLE_QUIET, _("   done %s · we expected: %s"), say_day_short(arena, a->done_day),
	        ledger_forecast_say(arena, row));
	if (a->forecast_day < ctx->today)
		doc_spanf(
		        doc, item, ROLE_QUIET, _(" · waits since %s"), say_day_short(arena, a->forecast_day));
	if (row->metric && row->entry.doubt != LEDGER_NO_DAYS)
		doc_paraf(doc, item, ROLE_TEXT, _("before %s   after %s"),
		        measured_say(arena, row->metric, &row->entry.verdict.before),
		        measured_say(arena, row->metric, &row->entry.verdict.after));
	enum doc_role role = ROLE_TEXT;
	const char *verdict = ledger_verdict_say(arena, row, &role);
	doc_para(doc, item, role, verdict)->mark = true;
	const char *gap = ledger_gap_say(arena, row);
	if (!strempty(gap))
		doc_para(doc, item, ROLE_WATCH, gap);
}

const char *ledger_rate_say(struct arena *arena, const struct hit_rate *rate)
{
	int64_t told = rate->worked + rate->did_not;
	if (!told && !rate->cannot_tell)
		return "";
	const char *untold = rate->cannot_tell ? arena_printf(arena, _(" · of %s it can't be told"),
	                                                 say_count(arena, rate->cannot_tell))
	                                       : "";
	if (!told)
		return arena_printf(arena, _("no forecast could be told yet%s"), untold);
	return arena_printf(arena, _("%s of %s forecasts came true: %s %% (%s)%s"),
	        say_count(arena, rate->worked), say_count(arena, told), say_number(arena, rate->rate, 0),
	        say_range(arena, rate->low, rate->high, 0), untold);
}

const char *outcome_word(enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_WORKED:
		return N_("it worked");
	case OUTCOME_DID_NOT:
		return N_("it did not work");
	case OUTCOME_CANNOT_TELL:
		return N_("can't tell");
	}
	return "";
}

enum doc_role outcome_role(enum outcome outcome)
{
	return outcome == OUTCOME_WORKED ? ROLE_GOOD : outcome == OUTCOME_DID_NOT ? ROLE_BAD : ROLE_WATCH;
}

static const char *state_word(enum ledger_state state)
{
	switch (state) {
	case LEDGER_DUE:
		return "due";
	case LEDGER_WAITING:
		return "to come";
	case LEDGER_JUDGED:
		return "judged";
	case LEDGER_AHEAD:
		return "done in the future";
	case LEDGER_OPEN_DAY:
		return "no day";
	case LEDGER_NONE:
		break;
	}
	return "";
}

/* As it is now, or as it was when the team looked at it. */
static struct judgement figures_of(const struct ledger_row *row)
{
	const struct ledger_entry *e = &row->entry;
	if (row->state == LEDGER_JUDGED)
		return *row->judgement;
	struct judgement now = {.before = NAN, .after = NAN, .change = NAN, .margin = NAN, .learned = ""};
	if (row->state != LEDGER_DUE || !row->metric)
		return now;
	now.outcome = e->verdict.outcome;
	now.before_n = e->verdict.before.n;
	now.after_n = e->verdict.after.n;
	now.before = e->verdict.before.value;
	now.after = e->verdict.after.value;
	now.change = e->verdict.difference.change;
	now.margin = e->verdict.difference.margin;
	return now;
}

static struct doc_node *verdict_cell(const struct ledger_row *row, const struct judgement *figures,
        struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	const char *learned = str_or(figures->learned, "");
	if (row->state == LEDGER_AHEAD)
		return doc_cell_role(doc, parent, ROLE_BAD,
		        _("done on a day that has not come: reopen it, and close it again"));
	if (row->state != LEDGER_DUE && row->state != LEDGER_JUDGED)
		return doc_cell(doc, parent, "");
	const char *word = outcome_word(figures->outcome);
	struct doc_node *cell = doc_cell_value(doc, parent,
	        strempty(learned) ? _(word) : arena_printf(arena, "%s · %s", _(word), learned), word);
	cell->role = outcome_role(figures->outcome);
	cell->mark = true;
	return cell;
}

/* What is due stands above the table, in full. */
static void add_row(
        const struct step_context *ctx, const struct ledger_row *row, struct doc *doc, struct doc_node *rows)
{
	struct arena *arena = doc->arena;
	const struct action *a = &row->entry.action;
	const struct judgement f = figures_of(row);
	struct doc_node *line = doc_row(doc, rows, entity_ref(ENTITY_ACTION, a->id));
	line->hidden = row->state == LEDGER_DUE;
	line->key = ledger_figure(arena, row);
	doc_cell(doc, line, ref_text(arena, line->ref));
	doc_cell(doc, line, a->text);
	doc_cell_value(doc, line, say_day_short(arena, a->done_day), day_iso_or_empty(arena, a->done_day));
	doc_cell_value(doc, line,
	        a->forecast_day ? say_day_near(arena, a->forecast_day, ctx->today) : _("no date"),
	        day_iso_or_empty(arena, a->forecast_day));
	doc_cell(doc, line, ledger_forecast_say(arena, row));
	verdict_cell(row, &f, doc, line);
	doc_cell(doc, line, state_word(row->state));
	doc_cell(doc, line, a->forecast_metric);
	doc_cell(doc, line, str_or(a->forecast_theme, ""));
	doc_cell(doc, line, str_or(a->forecast_step, ""));
	doc_cell_number(doc, line, "", a->forecast_change);
	doc_cell_number(doc, line, "", f.before);
	doc_cell_int(doc, line, "", f.before_n);
	doc_cell_number(doc, line, "", f.after);
	doc_cell_int(doc, line, "", f.after_n);
	doc_cell_number(doc, line, "", f.change);
	doc_cell_number(doc, line, "", f.margin);
	doc_cell_int(doc, line, "", row->state == LEDGER_DUE ? row->entry.needed : 0);
	doc_cell(doc, line, day_iso_or_empty(arena, row->entry.cover.from));
	doc_cell(doc, line, day_iso_or_empty(arena, row->entry.cover.to));
	doc_cell_int(doc, line, "", row->judgement ? row->judgement->looks : 0);
	doc_cell(doc, line, str_or(f.learned, ""));
}

void ledger_table(
        const struct step_context *ctx, const struct ledger *ledger, struct doc *doc, struct doc_node *parent)
{
	static const struct doc_column columns[] = {
	        {.key = "id", .title = ""},
	        {.key = "text", .title = N_("what we did"), .weight = 3, .min_width = 20, .wrap = true},
	        {.key = "done", .title = N_("done on"), .drop = 2},
	        {.key = "back", .title = N_("comes back")},
	        {.key = "forecast", .title = N_("we expected"), .weight = 2, .min_width = 10, .wrap = true},
	        {.key = "verdict", .title = N_("verdict"), .weight = 2, .min_width = 12, .wrap = true},
	        {.key = "state", .hidden = true},
	        {.key = "metric", .hidden = true},
	        {.key = "theme", .hidden = true},
	        {.key = "step", .hidden = true},
	        {.key = "expected", .hidden = true},
	        {.key = "before", .hidden = true},
	        {.key = "before_n", .hidden = true},
	        {.key = "after", .hidden = true},
	        {.key = "after_n", .hidden = true},
	        {.key = "change", .hidden = true},
	        {.key = "margin", .hidden = true},
	        {.key = "needed", .hidden = true},
	        {.key = "gap_from", .hidden = true},
	        {.key = "gap_to", .hidden = true},
	        {.key = "looks", .hidden = true},
	        {.key = "learned", .hidden = true},
	};
	struct doc_node *rows = table(doc, parent, "promises", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < ledger->count; i++)
		add_row(ctx, &ledger->items[i], doc, rows);
}
