#include "facts.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/say.h>

enum { CHART_DECIMALS = 1 };

const char *fact_mark(enum doc_role role, bool asked, bool ascii)
{
	static const char *const marks[ROLE_COUNT][2] = {
	        [ROLE_GOOD] = {"▲ ", "+ "},
	        [ROLE_WATCH] = {"● ", "o "},
	        [ROLE_BAD] = {"▼ ", "- "},
	};
	return str_or(asked ? marks[role][ascii] : NULL, "");
}

static void add_runs(struct str *out, const struct doc_node *node, bool ascii)
{
	str_add(out, str_or(node->text, ""));
	DOC_EACH(span, node)
		if (span->kind == DOC_SPAN)
			str_addf(out, "%s%s", fact_mark(span->role, span->mark, ascii),
			        str_or(span->text, ""));
}

const char *fact_line(struct arena *arena, const struct doc_node *node, bool ascii)
{
	struct str out = str_new(arena);
	if (!strempty(node->title))
		str_addf(&out, "%s: ", node->title);
	add_runs(&out, node, ascii);
	if (!strempty(node->aside))
		str_add_part(&out, " · ", node->aside);
	return out.text;
}

const char *fact_quoted(struct arena *arena, const char *words)
{
	size_t len = strlen(words), tail = strlen("”");
	if (str_starts(words, "“") && len >= 2 * tail && streq(words + len - tail, "”"))
		return words;
	return say_quoted(arena, words);
}

/* Joins with ", " what is not empty. */
static void add_part(struct str *out, const char *text)
{
	if (strempty(text))
		return;
	str_add_part(out, ", ", text);
}

const char *fact_score_name(struct arena *arena, const struct doc_score *score)
{
	struct str out = str_new(arena);
	add_part(&out, score->title);
	add_part(&out, score->window);
	return out.text;
}

const char *fact_score_rest(struct arena *arena, const struct doc_score *score)
{
	const char *margin = str_or(score->margin, ""), *target = str_or(score->target, "");
	return arena_printf(arena, "%s%s, n %s%s%s", *margin ? " " : "", margin, say_count(arena, score->n),
	        *target ? ", " : "", target);
}

const char *fact_score_value(struct arena *arena, const struct doc_score *score)
{
	return arena_printf(arena, "%s%s", str_or(score->value, say_dash()), fact_score_rest(arena, score));
}

const char *fact_better(const struct doc_score *score)
{
	return score->low_is_good ? "lower" : "higher";
}

double fact_rounded(double number)
{
	static const double steps = 1e4, exact = 1e11;
	return fabs(number) < exact ? round(number * steps) / steps : number;
}

const char *fact_score_part(struct arena *arena, const struct doc_part *part)
{
	return arena_printf(arena, "%s %s (%s)", str_or(part->label, ""), say_count(arena, part->count),
	        say_percent(arena, part->percent));
}

const char *fact_score_parts(struct arena *arena, const struct doc_score *score)
{
	struct str out = str_new(arena);
	for (size_t i = 0; i < score->part_count; i++)
		add_part(&out, fact_score_part(arena, &score->parts[i]));
	return out.text;
}

const char *fact_score_verdict(struct arena *arena, const struct doc_score *score, bool ascii)
{
	if (strempty(score->verdict))
		return "";
	return arena_printf(arena, "%s%s", fact_mark(score->verdict_role, true, ascii), score->verdict);
}

static const char *chart_point(struct arena *arena, const struct doc_point *point)
{
	struct str out = str_new(arena);
	str_addf(&out, "%s: %s", say_day_short(arena, point->day),
	        say_number(arena, point->value, CHART_DECIMALS));
	const char *limits = say_range(arena, point->lower, point->upper, CHART_DECIMALS);
	if (*limits)
		str_addf(&out, " (%s)", limits);
	if (point->signal)
		str_add(&out, " !");
	if (!strempty(point->label))
		str_addf(&out, " %s", point->label);
	return out.text;
}

const char *fact_chart_points(struct arena *arena, const struct doc_chart *chart)
{
	struct str out = str_new(arena);
	bool limits = false, signal = false;
	for (size_t i = 0; i < chart->count; i++) {
		const struct doc_point *point = &chart->points[i];
		str_add_part(&out, "; ", chart_point(arena, point));
		limits = limits || (isfinite(point->lower) && isfinite(point->upper));
		signal = signal || point->signal;
	}
	if (limits)
		str_add_part(&out, "; ", _("in brackets: the limits"));
	if (signal)
		str_add_part(&out, "; ", _("!: part of the signal"));
	return out.text;
}

const char *fact_chart_lines(struct arena *arena, const struct doc_chart *chart)
{
	struct str out = str_new(arena);
	add_part(&out, chart->upper_label);
	add_part(&out, chart->centre_label);
	add_part(&out, chart->lower_label);
	return out.text;
}

const char *fact_chart_marks(struct arena *arena, const struct doc_chart *chart)
{
	struct str out = str_new(arena);
	for (size_t i = 0; i < chart->mark_count; i++)
		add_part(&out, arena_printf(arena, "%s %s", ref_text(arena, chart->marks[i].ref),
		                       say_day_short(arena, chart->marks[i].day)));
	return out.text;
}

static const char *captioned(struct arena *arena, const char *caption, const char *value)
{
	return strempty(caption) ? value : arena_printf(arena, "%s: %s", caption, value);
}

const char *fact_gauge(struct arena *arena, const struct doc_gauge *gauge)
{
	const char *value = say_dash();
	if (isfinite(gauge->part))
		value = say_percent(arena, (int)lround(fmin(fmax(gauge->part, -10), 10) * 100));
	if (!strempty(gauge->caption) && strstr(gauge->caption, value))
		return gauge->caption;
	return captioned(arena, gauge->caption, value);
}

const char *fact_timer(struct arena *arena, const struct doc_timer *timer)
{
	const char *value = say_span(arena, timer->used_ms);
	if (timer->planned_s)
		value = arena_printf(
		        arena, "%s / %s", value, say_span(arena, (int64_t)timer->planned_s * 1000));
	return captioned(arena, timer->caption, value);
}

const char *fact_cell_text(struct arena *arena, const struct doc_node *cell, bool ascii)
{
	if (!cell)
		return "";
	struct str out = str_new(arena);
	str_add(&out, fact_mark(cell->role, cell->mark, ascii));
	add_runs(&out, cell, ascii);
	return out.text;
}

const bool *fact_columns(struct arena *arena, const struct doc_node *table, bool pictures)
{
	bool *shown = arena_array_of(arena, bool, table->table->count + 1), any = false;
	for (size_t i = 0; i < table->table->count; i++) {
		shown[i] = doc_column_shown(table, i, pictures);
		any = any || shown[i];
	}
	return any ? shown : NULL;
}

bool fact_columns_have_heads(const struct doc_table *table, const bool *shown)
{
	for (size_t i = 0; i < table->count; i++)
		if (shown[i] && !strempty(table->columns[i].title))
			return true;
	return false;
}

const char *fact_title(const struct doc_node *node)
{
	return str_or(node->text, str_or(node->title, ""));
}
