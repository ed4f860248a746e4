/* What came of our promises: forecasts that come back, decisions that answer back, what customers said beside
 * what we did, and internal figures beside the customer's score. Loaded here, said here; steps, pages and
 * minutes show it. Nowhere is a person's name next to a verdict. */
#pragma once

#include "services.h"

#include <dagstart/domain/kpi.h>
#include <dagstart/domain/ledger.h>

/* -- the ledger (ledger.c, ledger_rows.c) -- */
struct ledger_row {
	struct ledger_entry entry; /* of one that is due: judged as of now */
	enum ledger_state state;
	const struct judgement *judgement; /* what was said of it, NULL nothing */
	const struct metric *metric; /* NULL: not known any more */
};
struct ledger {
	struct ledger_row *items; /* due ones first, the longest waiting first; then those with a wrong day,
	                             to come, without a day, judged (newest first) */
	size_t count;
	size_t due, ahead, waiting, open_day, judged;
	struct hit_rate rate; /* of what was judged */
};
/* Of the due ones only the first `most` are measured (0: all). */
bool ledger_load(struct step_context *ctx, size_t most, struct ledger *ret, struct err *err) MUST_CHECK;
/* One finished action, measured as of now. */
bool ledger_load_one(struct step_context *ctx, const struct action *action, struct ledger_row *ret,
        struct err *err) MUST_CHECK;
/* "it worked", a msgid; and its role. */
const char *outcome_word(enum outcome outcome);
enum doc_role outcome_role(enum outcome outcome);
/* "it worked: +5 to +23, more than noise explains"; and the gap, if there is one, in a sentence, else "". */
const char *ledger_verdict_say(struct arena *arena, const struct ledger_row *row, enum doc_role *ret_role);
const char *ledger_gap_say(struct arena *arena, const struct ledger_row *row);
/* "CSAT +5 for delivery" */
const char *ledger_forecast_say(struct arena *arena, const struct ledger_row *row);
/* The answers that it was measured by, as the key of a figure; NULL where none ever will be. */
const char *ledger_figure(struct arena *arena, const struct ledger_row *row);
/* A due one in full, as an item with its action's ref. */
void ledger_item(
        const struct step_context *ctx, const struct ledger_row *row, struct doc *doc, struct doc_node *list);
void ledger_table(const struct step_context *ctx, const struct ledger *ledger, struct doc *doc,
        struct doc_node *parent);
/* "6 of 8 forecasts came true (…), 3 could not be told": the team's, never a person's. "" before any verdict.
 */
const char *ledger_rate_say(struct arena *arena, const struct hit_rate *rate);

/* A finished action takes the forecast that the arguments give; what they leave open stays as it was.
 * ERR_USAGE names the field. */
bool forecast_read(
        struct step_context *ctx, const struct args *args, struct action *action, struct err *err) MUST_CHECK;
/* How long it takes until such a change can be told, below the form: "about 240 answers before and after: 5
 * weeks". */
void forecast_notes(const struct step_context *ctx, const struct args *args, struct doc *notes);

/* -- decisions (decision_follow.c, decision_rows.c) -- */
struct decision_theme {
	int64_t id;
	const char *name;
	struct contradiction contradiction;
};
struct decision_follow {
	const struct decision *decision;
	struct decision_theme *themes;
	size_t theme_count;
	bool contradicted, review_due;
	struct ledger_row measured; /* the score it expects to change; metric NULL: none named */
	bool has_measure;
};
/* What has happened since, of one decision. */
bool decision_follow_load(struct step_context *ctx, const struct decision *decision,
        struct decision_follow *ret, struct err *err) MUST_CHECK;
/* What was said about one of its themes since, as the key of a figure. */
const char *decision_theme_figure(
        const struct step_context *ctx, const struct decision *decision, const struct decision_theme *theme);
/* Those that come back today: their review day has come, or new feedback contradicts them; the latter first.
 */
bool decisions_back_load(struct step_context *ctx, struct decision_follow **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;
/* Those that come back, as a list with what has happened since. */
void decisions_back_doc(const struct step_context *ctx, const struct decision_follow *follows, size_t count,
        struct doc *doc, struct doc_node *parent);
/* The same with all that is known of each: where a step is about nothing else. */
void decisions_back_cards(const struct step_context *ctx, const struct decision_follow *follows, size_t count,
        struct doc *doc, struct doc_node *parent);
/* What follows from it since, as paragraphs. */
void decision_since_doc(const struct step_context *ctx, const struct decision_follow *follow, struct doc *doc,
        struct doc_node *parent);
/* The quotes and themes that the arguments' evidence and source name, as they are kept: "F-12 T-3". ERR_USAGE
 * for an id that is not there. */
bool decision_rests(struct step_context *ctx, const char *evidence, struct ref source, const char **ret,
        struct err *err) MUST_CHECK;

/* The same of one that was made before; "" where nothing is known. */
const char *decision_ground(struct step_context *ctx, const struct decision *decision);

/* -- you said, we did (said_did.c) -- */
struct said_did {
	const struct action *action;
	struct feedback quote; /* id 0: it is not there any more, or it was none */
	const char *words; /* as they were kept with the action; "" none */
	const struct judgement *judgement; /* NULL: none yet */
	bool is_theme; /* `words` is the name of a theme */
	bool told; /* the customer knows */
};
/* Of finished actions those that began with a customer's words or a theme, newest first. */
bool said_did_load(struct step_context *ctx, const struct action *done, size_t count, struct said_did **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
void said_did_doc(const struct step_context *ctx, const struct said_did *items, size_t count, struct doc *doc,
        struct doc_node *parent);

/* -- internal figures (kpi_card.c) -- */
struct kpi_card {
	struct kpi kpi;
	struct kpi_value *values; /* oldest first */
	size_t count, used; /* used: to today */
	struct signal signal;
	struct signal_point *points;
	const struct metric *against[8]; /* scores that fall while it improves */
	size_t against_count;
};
struct kpi_cards {
	struct kpi_card *items;
	size_t count;
	size_t warnings;
};
/* `cards` may be NULL: the scores are then loaded where they are needed. */
bool kpi_cards_load(struct step_context *ctx, const struct score_card *cards, size_t count, bool all,
        struct kpi_cards *ret, struct err *err) MUST_CHECK;
/* "Minutes per call improve since 5 January, while NPS falls": nothing where all is well. */
void kpi_warnings_doc(const struct step_context *ctx, const struct kpi_cards *cards, struct doc *doc,
        struct doc_node *parent);
