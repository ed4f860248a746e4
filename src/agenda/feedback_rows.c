#include "feedback_rows.h"

#include <math.h>

#include "services.h"
#include "tables.h"

#include <dagstart/base/text.h>
#include <dagstart/store/search.h>
#include <dagstart/store/voice.h>

/* One response may carry several: "nps 9, csat 4". */
static const char *scores_of(const struct step_context *ctx, struct arena *arena, const struct feedback *f)
{
	struct str s = str_new(arena);
	for (size_t i = 0; i < f->answer_count; i++) {
		const struct metric *metric = metric_by_id(ctx, f->answers[i].metric_id);
		str_addf(&s, "%s%s %.10g", i ? ", " : "", metric ? metric->key : "?", f->answers[i].score);
	}
	return s.text;
}

/* The words in quotation marks, those that were looked for in a role of their own. */
static void words_doc(const struct step_context *ctx, const struct feedback *f,
        const struct search_query *search, struct doc *doc, struct doc_node *row)
{
	struct arena *arena = doc->arena;
	const char *plain = quote_plain(ctx, arena, f);
	const char *quoted = strempty(f->comment) ? "" : say_quoted(arena, plain);
	size_t count = 0, at = 0;
	const struct search_mark *marks = search ? search_marks(arena, search, quoted, &count) : NULL;
	struct doc_node *cell = doc_cell_value(doc, row, count ? "" : quoted, plain);
	for (size_t i = 0; i < count; i++) {
		doc_span(doc, cell, ROLE_TEXT, arena_strndup(arena, quoted + at, marks[i].start - at));
		doc_span(doc, cell, ROLE_ACCENT, arena_strndup(arena, quoted + marks[i].start, marks[i].len))
		        ->strong = true;
		at = marks[i].start + marks[i].len;
	}
	if (count)
		doc_span(doc, cell, ROLE_TEXT, quoted + at);
}

/* That of the metric that was asked for; else the first one. */
static const struct answer *answer_of(
        const struct step_context *ctx, const struct feedback *f, const char *metric_key)
{
	const struct metric *asked = metric_key ? metric_by_key(ctx, metric_key) : NULL;
	for (size_t i = 0; asked && i < f->answer_count; i++)
		if (f->answers[i].metric_id == asked->id)
			return &f->answers[i];
	return f->answer_count ? &f->answers[0] : NULL;
}

void feedback_row(const struct step_context *ctx, const struct feedback *f, const char *metric_key,
        const struct search_query *search, struct doc *doc, struct doc_node *rows)
{
	struct arena *arena = doc->arena;
	const struct answer *answer = answer_of(ctx, f, metric_key);
	const struct metric *metric = answer ? metric_by_id(ctx, answer->metric_id) : NULL;
	double score = answer ? answer->score : NAN;
	enum mood mood = metric && answer != &f->answers[0] ? metric_mood(metric, score) : f->mood;
	struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_FEEDBACK, f->id));
	row->without = quote_without(f->mood);
	doc_cell(doc, row, ref_text(arena, row->ref));
	doc_cell_value(doc, row, f->day ? say_day_short(arena, f->day) : say_dash(),
	        day_iso_or_empty(arena, f->day));
	struct doc_node *score_cell = doc_cell_number(doc, row, say_number(arena, score, 1), score);
	score_cell->role = mood_role(mood, ROLE_QUIET);
	doc_cell_value(doc, row, metric ? metric_short(arena, metric) : "", metric ? metric->key : "");
	words_doc(ctx, f, search, doc, row);
	doc_cell_role(doc, row, ROLE_QUIET, str_join(arena, ", ", f->themes, f->theme_count));
	doc_cell(doc, row, str_or(f->channel, ""));
	doc_cell(doc, row, str_or(f->step, ""));
	doc_cell(doc, row, scores_of(ctx, arena, f));
}
