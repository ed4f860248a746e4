/* One score: its value with margin and verdict, in words and as a card. */
#pragma once

#include "score_series.h"

struct score_card {
	const struct metric *metric;
	int window_days;
	struct tally tally; /* of the window */
	struct score score;
	struct score_series series;
	struct signal_point *points; /* the last of the series, as many as a trend shows */
	size_t point_count;
	struct doc_mark *marks;
	size_t mark_count;
};
bool score_card_load(struct step_context *ctx, const struct metric *metric, struct score_card *ret,
        struct err *err) MUST_CHECK;
/* The score with counts and verdict; with a chart over the weeks when `chart_rows` is more than 0. The node
 * is focusable. */
struct doc_node *score_card_doc(const struct step_context *ctx, const struct score_card *card, int chart_rows,
        struct doc *doc, struct doc_node *parent);
/* "−164 to −9": from where to where a difference may lie. */
const char *difference_say(
        struct arena *arena, const struct metric *metric, const struct difference *difference);
/* "31", "82 %", "5.6", a dash. */
const char *metric_say(struct arena *arena, const struct metric *metric, double value);
/* "−27 to 71": of limits, as precisely as its values. */
const char *metric_say_range(struct arena *arena, const struct metric *metric, double low, double high);
const char *metric_say_score(
        struct arena *arena, const struct metric *metric, const struct score *score, const char **ret_margin);
/* The verdict in a sentence, with the weeks that are missing, and its role: good and bad only where the gate
 * says that the change is real. */
const char *signal_say(struct arena *arena, const struct metric *metric, const struct signal *signal,
        enum doc_role *ret_role);
/* The same in a few words, for tables: "real drop since 5 Jan", "noise". */
const char *signal_brief(struct arena *arena, const struct metric *metric, const struct signal *signal,
        enum doc_role *ret_role);
/* "NPS" of "Recommendation (NPS)": where there is little room. */
const char *metric_short(struct arena *arena, const struct metric *metric);
const struct metric *metric_by_key(const struct step_context *ctx, const char *key); /* NULL */
/* The metric of a focused figure: its key is "nps", or "nps" with what part of it, "nps:step:delivery". */
const struct metric *metric_of_key(const struct step_context *ctx, const char *key);
const struct metric *metric_by_id(const struct step_context *ctx, int64_t id);
