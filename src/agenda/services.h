/* What several steps, pages and commands share: scores with their verdicts, quotes with their mask, people,
 * forms. */
#pragma once

#include "step.h"

#include <dagstart/domain/action.h>
#include <dagstart/domain/decision.h>
#include <dagstart/domain/feedback.h>
#include <dagstart/domain/goal.h>
#include <dagstart/domain/kudos.h>
#include <dagstart/domain/loop.h>
#include <dagstart/domain/note.h>
#include <dagstart/domain/signal.h>
#include <dagstart/domain/theme.h>
#include <dagstart/store/voice.h>

/* -- a score over its weeks, as the gate judges it (score_series.c) -- */
struct score_series {
	int64_t id; /* of the theme, channel or step; 0: all answers */
	const char *name; /* of it; "" all answers */
	struct signal signal; /* the verdict of today, see signal_settle() */
	struct signal_point *points; /* whole weeks by their Monday, from the first with answers to last
	                                week; n 0: none, or left out by score_parts_load() */
	size_t count;
	int64_t ahead; /* answers dated after this week */
	int64_t rebase_id; /* the decision that its baseline begins with; 0: with the first answers */
	int32_t rebase_day;
};
/* All answers. */
bool score_series_load(struct step_context *ctx, const struct metric *metric, struct score_series *ret,
        struct err *err) MUST_CHECK;
/* One for each channel or step of the journey that has answers, for signal_brief(): the verdict is that of
 * all weeks, but of those between the baseline and the last `recent` weeks with answers the points are
 * missing, and of a signal that is noise `quiet` and which weeks are missing. Where there is a real change
 * nothing is.
 */
bool score_parts_load(struct step_context *ctx, const struct metric *metric, enum tally_dimension dimension,
        size_t recent, struct score_series **ret, size_t *ret_count, struct err *err) MUST_CHECK;

/* -- what keeps a room waiting (commands/theme.c) -- */
/* Whether people look on: then nothing may take longer than a moment. */
bool meeting_is_on(const struct step_context *ctx);
/* So many answers go from theme to theme in half a second. */
enum { THEME_MOVED_MAX = 20 * 1000 };
struct journal_entry;

/* -- scores (score_card.c) -- */
struct score_card {
	const struct metric *metric;
	int window_days;
	struct tally tally; /* of the window */
	struct score score;
	struct score before; /* of the window before it */
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

/* -- a score by channel, step or theme (segments.c) -- */
struct segment_score {
	const char *name;
	struct score_series series;
	struct tally tally; /* of the window */
	struct score score;
	int64_t id;
	int32_t last_day; /* Sunday of the last whole week with answers; 0 none */
};
struct segment_scores {
	const struct metric *metric;
	enum tally_dimension dimension;
	struct segment_score *items; /* steps in the order of the journey, the others by name */
	size_t count;
};
bool segments_load(struct step_context *ctx, const struct metric *metric, enum tally_dimension dimension,
        struct segment_scores *ret, struct err *err) MUST_CHECK;
/* Small multiples: one axis for all, a line over time, value, margin, n and verdict, and who is silent. Rows
 * are focusable: their quotes are one key away. */
void segments_doc(const struct step_context *ctx, const struct segment_scores *segments, struct doc *doc,
        struct doc_node *parent);
/* The key of a figure of `metric` (NULL: whatever was asked): what part of the answers it is of ("channel",
 * "step", "theme", "week", "score"). NULL parts: all of them. */
const char *figure_key(struct arena *arena, const struct metric *metric, const char *part, const char *name);
/* The same of the days `from` to `to`, not those of the window that scores are shown of. */
const char *figure_key_of_days(struct arena *arena, const struct metric *metric, int32_t from, int32_t to,
        const char *part, const char *name);
/* Whether a key names a figure: then scores_open() knows its quotes. */
bool is_figure_key(const struct step_context *ctx, const char *key);

/* -- quotes (quote_card.c) -- */
/* The words, masked when the screen is; and in quotation marks. */
const char *quote_plain(const struct step_context *ctx, struct arena *arena, const struct feedback *feedback);
const char *quote_words(const struct step_context *ctx, struct arena *arena, const struct feedback *feedback);
/* "chat · delivery · 2 March" */
const char *quote_origin(struct arena *arena, const struct feedback *feedback);
/* "10 of 10 · NPS"; "" without a score. */
const char *quote_score(const struct step_context *ctx, struct arena *arena, const struct feedback *feedback);
/* The whole card; `label` ("PRAISE") may be "". The node is focusable and carries the F- ref. */
struct doc_node *quote_card(const struct step_context *ctx, const struct feedback *feedback,
        const char *label, struct doc *doc, struct doc_node *parent);

/* The words and one line below them: where quotes stand one under another. */
struct doc_node *quote_brief(const struct step_context *ctx, const struct feedback *feedback, struct doc *doc,
        struct doc_node *parent);

/* The same, where there are many: long words are cut at the end of one, with the id to read on by. */
struct doc_node *quote_short(const struct step_context *ctx, const struct feedback *feedback, struct doc *doc,
        struct doc_node *parent);
/* "F-12" as a word of its own: F-123 is another one. */
bool quote_is_cited(struct arena *arena, const char *evidence, struct ref quote);

/* -- fair hearing (hearing.c) -- */
struct hearing {
	const struct feedback *praise, *pain; /* of the day; NULL none */
	struct segment *segments; /* channels, steps and themes, with how often each was heard this month */
	size_t segment_count;
	bool has_heard; /* anything, this month */
};
bool hearing_load(struct step_context *ctx, struct hearing *ret, struct err *err) MUST_CHECK;
/* The same without choosing quotes. */
bool hearing_load_coverage(struct step_context *ctx, struct hearing *ret, struct err *err) MUST_CHECK;
/* It has something to say, and was not heard this month; and how many are. */
bool segment_is_silent(const struct segment *segment);
size_t hearing_silent(const struct hearing *hearing);
const char *heard_dots(struct arena *arena, int heard); /* "●●●○○" */
/* How often they were heard, and who was not, in some lines. */
void hearing_doc(const struct hearing *hearing, struct doc *doc, struct doc_node *parent);

/* -- the loop with customers (loop_rows.c) -- */
struct loops {
	struct loop *items; /* all with a due day, overdue first */
	size_t count;
	size_t open, unowned, overdue;
	size_t fresh, fresh_unowned; /* came in since the last meeting began; all, before the first */
	int32_t last_day; /* of the last meeting; 0 there was none */
	int64_t last_ms;
	int days; /* how far back low scores are followed */
	bool more; /* low scores than are listed */
};
/* With what the customers said. */
bool loops_load(struct step_context *ctx, bool closed_too, struct loops *ret, struct err *err) MUST_CHECK;
/* Only what loops_news() says, which the first screen waits for: no items, and nothing counted but what is
 * fresh. */
bool loops_load_news(struct step_context *ctx, struct loops *ret, struct err *err) MUST_CHECK;
/* "3 new low scores since yesterday, 1 without an owner"; nothing when there are none. */
void loops_news(const struct step_context *ctx, const struct loops *loops, bool with_hint, struct doc *doc,
        struct doc_node *parent);
void loops_table(const struct step_context *ctx, const char *key, const struct loop *loops, size_t count,
        struct doc *doc, struct doc_node *parent);
/* "Anna tells the customer by Fri 6 Mar"; and what was said to or about a customer, masked when the screen
 * is. */
const char *loop_say(const struct step_context *ctx, struct arena *arena, const struct loop *loop);
const char *loop_words(
        const struct step_context *ctx, struct arena *arena, const struct loop *loop, const char *words);
enum doc_role loop_role(const struct loop *loop, int32_t today);

/* -- people (people.c) -- */
const char *person(const struct step_context *ctx, int64_t id); /* name, or a dash */
/* Names of the active members, for forms; NULL-terminated. */
const char *const *people_names(const struct step_context *ctx, size_t *ret_count);
/* The member that an argument names, or an error that says who there are. "" gives 0 unless `required`. */
bool people_arg(const struct step_context *ctx, const struct args *args, const char *name, bool required,
        int64_t *ret, struct err *err) MUST_CHECK;
/* The ids of the members who are here, in the order of the table; attendance before absences. */
bool people_present(struct step_context *ctx, int64_t meeting_id, int64_t **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;
/* Who is here becomes a fact of the meeting: at the end of the opening, and at the close for who came since.
 */
bool attendance_settle(struct step_context *ctx, struct err *err) MUST_CHECK;
/* Whose turn it is to lead on `day`; `after` (0 none) is left out when anybody else is there. */
bool next_leader(
        struct step_context *ctx, int32_t day, int64_t after, int64_t *ret, struct err *err) MUST_CHECK;

/* When this meeting is held again: the stand-up on the next working day, any other in a week. */
int32_t meeting_next_day(const struct step_context *ctx);

/* "tomorrow", "Fri 6 Mar"; a date where the document is read on another day. */
const char *day_say(const struct step_context *ctx, struct arena *arena, int32_t day);
/* 1 on the first working day of the year: what turns a day, such as the value of the day, turns with it. */
int working_day_of_year(const struct step_context *ctx);

/* Used time of the running step until now, 0 outside a meeting. */
int64_t step_used_ms(const struct step_context *ctx);

/* Who sees thanks to `name`, as the receiver chose. */
const char *kudos_seen_by(struct arena *arena, const char *name, bool is_private);
/* Whether a known person sits here alone: in a meeting a room looks on, whoever types. */
bool seat_is_private(const struct step_context *ctx);
/* Thanks in private are seen by the two of them, where nobody looks on. */
bool kudos_is_seen(const struct step_context *ctx, const struct kudos *kudos);

/* -- what was done, in words (change_say.c) -- */
/* "A-12 handed over", of a verb of the journal. */
const char *change_say(const struct step_context *ctx, struct arena *arena, const char *verb, struct ref ref);
/* The same of one row of the journal, with its words. */
const char *change_say_entry(
        const struct step_context *ctx, struct arena *arena, const struct journal_entry *entry);
/* Who did it: the member, else the seat that it was done at. */
const char *change_by(const struct step_context *ctx, const struct journal_entry *entry);

/* -- arguments and forms (forms.c) -- */
struct form_row {
	const char *name; /* NULL ends the table */
	const char *label; /* msgid */
	enum form_field_kind kind;
	bool required;
	const char *hint; /* msgid */
};
/* Makes the form of a command with the values that are there already. True when a required one is missing (or
 * form=yes was given). */
bool form_missing(const struct step_context *ctx, const struct args *args, const char *command,
        const char *title, const struct form_row *rows, struct form *ret);
/* Choices of a field of the form just made. */
void form_choices(struct form *form, const char *name, const char *const *choices, size_t count);
/* The words of the thing that the form is made from stand above it. */
void form_about_source(struct step_context *ctx, const struct args *args, struct form *form);
void form_value(struct form *form, const char *name, const char *value);
/* The named argument, or, for the first field, the rest of the command line; trimmed; "" when not given. */
const char *arg_text(const struct step_context *ctx, const struct args *args, const char *name);
/* A day as people type it; "" gives 0. ERR_USAGE names the argument and what was expected. */
bool arg_day(const struct step_context *ctx, const struct args *args, const char *name, int32_t *ret,
        struct err *err) MUST_CHECK;
/* The same where it is still to come, today included, and where it is not: ERR_USAGE for any other day. */
bool arg_day_ahead(const struct step_context *ctx, const struct args *args, const char *name, int32_t *ret,
        struct err *err) MUST_CHECK;
bool arg_day_past(const struct step_context *ctx, const struct args *args, const char *name, int32_t *ret,
        struct err *err) MUST_CHECK;
/* The place in `names` of what was chosen, in English or in the language of the program; `count` for "".
 * ERR_USAGE names those there are. */
bool arg_choice(const struct step_context *ctx, const struct args *args, const char *name,
        const char *const *names, size_t count, size_t *ret, struct err *err) MUST_CHECK;
/* The same names in the language of the program, as choices of a field. */
void form_choices_said(struct form *form, const struct step_context *ctx, const char *name,
        const char *const *names, size_t count);
/* Whether the thing is only selected, not named: what takes it away asks first. */
bool arg_is_selected(const struct args *args);
/* A number; "" gives NAN. */
bool arg_number(const struct step_context *ctx, const struct args *args, const char *name, double *ret,
        struct err *err) MUST_CHECK;
/* The thing that a command works on: id=A-12, or the first word typed, or the selection; it must be of that
 * kind. */
bool arg_ref(const struct args *args, enum entity entity, struct ref *ret, struct err *err) MUST_CHECK;
/* What an action, decision, kudos or note comes from: source=F-12 or the selection, with its words; none is
 * allowed. */
bool arg_source(struct step_context *ctx, const struct args *args, struct ref *ret, const char **ret_text,
        struct err *err) MUST_CHECK;
/* What helps while a form is being filled in: SMART for actions and decisions, what a typed day means. */
void form_notes(
        const struct step_context *ctx, const char *command, const struct args *args, struct doc *notes);

/* -- themes (theme_card.c) -- */
/* Themes of the last window with what each costs in points of `metric`, most costly first. */
bool themes_load(struct step_context *ctx, const struct metric *metric, struct theme_figures **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
/* The same for the themes of one quote alone. */
bool themes_load_of(struct step_context *ctx, const struct metric *metric, const struct feedback *quote,
        struct theme_figures **ret, size_t *ret_count, struct err *err) MUST_CHECK;
/* "9 in 30 days · costs 3.1 points · rising (2 before)"; what rises for less than that says since when. */
const char *theme_say(struct arena *arena, const struct theme_figures *theme, int days);
void theme_rising_cell(struct doc *doc, struct doc_node *row, const struct theme_figures *theme);
/* A bar in a cell that begins at 0, and the axis that all bars of what themes cost share: a bar is it with
 * its own end in `to`. */
struct doc_bar bar_from_zero(double to, double most, int width);
struct doc_bar themes_axis(const struct theme_figures *themes, size_t count, int width);
/* Counts as a line of small bars, the largest full. */
const char *sparkline(struct arena *arena, const int64_t *values, size_t count);

/* -- what the pain finder suggests (findings.c) -- */
struct finding;
struct findings {
	struct finding *items;
	size_t count;
};
/* What was found last and is no theme yet. */
bool findings_load(struct step_context *ctx, struct findings *ret, struct err *err) MUST_CHECK;
/* The words of a rule, parted by commas. */
const char *words_join(struct arena *arena, const char *const *words, size_t count);
/* The first `count` of them; each row is focusable by its name as key. */
void findings_table(const struct step_context *ctx, const struct findings *findings, size_t count,
        struct doc *doc, struct doc_node *parent);

/* A table whose column titles are translated; `columns` may be static. */
struct doc_node *table(struct doc *doc, struct doc_node *parent, const char *key,
        const struct doc_column *columns, size_t count);

/* -- promises (promise_rows.c) -- */
/* A table of actions, most urgent first, with the reason for the order; each row is focusable. `key` names it
 * in JSON. */
void actions_table(const struct step_context *ctx, const char *key, const struct action *actions,
        size_t count, struct doc *doc, struct doc_node *parent);
const char *decision_word(enum decision_status status); /* msgid */
void decisions_table(const struct step_context *ctx, const char *key, const struct decision *decisions,
        size_t count, struct doc *doc, struct doc_node *parent);

/* -- the record (record.c) -- */
/* What was agreed in a meeting, as its minutes and its last step show it. */
struct record {
	const struct meeting *meeting;
	struct feedback *heard;
	size_t heard_count;
	struct action *actions;
	size_t action_count;
	struct decision *decisions;
	size_t decision_count;
	struct kudos *kudos;
	size_t kudos_count;
	struct note *notes;
	size_t note_count;
	struct goal *goals; /* written in it */
	size_t goal_count;
	struct round_entry *rounds;
	size_t round_count;
	const char **present; /* names */
	size_t present_count;
	const char **absent;
	size_t absent_count;
	struct loop *loops; /* with customers: taken on, told, left */
	size_t loop_count;
	struct action *done; /* finished in it */
	size_t done_count;
	struct said_did *said; /* of these, what customers said that they began with */
	size_t said_count;
	struct action *changed; /* moved, handed over, blocked, reworded */
	size_t changed_count;
};
bool record_load(struct step_context *ctx, const struct meeting *meeting, struct record *ret,
        struct err *err) MUST_CHECK;
void record_doc(const struct step_context *ctx, const struct record *record, struct doc *doc,
        struct doc_node *parent);
/* "Dirk: answer within a day · 50 % → 80 % by 28 April": one a goal. */
void goals_list(const struct step_context *ctx, const struct record *record, struct doc *doc,
        struct doc_node *parent);
/* "parked: …", "learned: …": one a note. */
void notes_list(const struct record *record, struct doc *doc, struct doc_node *parent);

/* -- all scores (scores_doc.c) -- */
struct score_change { /* the journey step that changed most, of those that the gate lets through */
	const char *name; /* NULL: none */
	struct signal signal;
	double change; /* of its last week from its centre */
	int64_t n; /* of that week */
};
struct scores {
	struct score_card *cards; /* one a metric */
	struct score_change *changes;
	int64_t *ever; /* answers of each metric, of any day or none */
	size_t count;
	int64_t answers; /* in all, of any day or none */
};
bool scores_load(struct step_context *ctx, struct scores *ret, struct err *err) MUST_CHECK;
void scores_doc(const struct step_context *ctx, const struct scores *scores, struct doc *doc,
        struct doc_node *parent);
/* From a number to the quotes behind it: opens the page of feedback for the selected score. */
bool scores_open(struct step_context *ctx, const struct args *args, struct err *err) MUST_CHECK;
/* Opens the page of the selected score in depth. */
bool scores_detail(struct step_context *ctx, const struct args *args, struct err *err) MUST_CHECK;

/* A page over what is on the screen. */
bool open_page(
        struct step_context *ctx, const char *page, const struct args *args, struct err *err) MUST_CHECK;

/* -- goals (goal_card.c) -- */
enum { GOAL_HISTORY_DAYS = 56 };
struct goals {
	struct goal *items; /* team goals with a metric have their current value computed */
	size_t count;
	struct checkin *checkins; /* of the last eight weeks */
	size_t checkin_count;
};
bool goals_load(struct step_context *ctx, bool closed_too, struct goals *ret, struct err *err) MUST_CHECK;
/* "50 % → 80 % by 28 April 2026"; "" without a target. */
const char *goal_numbers(struct arena *arena, const struct goal *goal);
/* One of them with its unit, a dash where it is NAN. */
const char *goal_number(struct arena *arena, const struct goal *goal, double value);
/* How far it is now: "92 %"; of one that is computed "31 ±7, n 412". */
const char *goal_current_say(const struct step_context *ctx, struct arena *arena, const struct goal *goal);
/* The pair with its state and the ticks of this week (weeks 1) or of several; focusable, with the G- ref. */
struct doc_node *goal_card(const struct step_context *ctx, const struct goals *goals, const struct goal *goal,
        size_t weeks, struct doc *doc, struct doc_node *parent);
/* What customers said about the goals of a person, newest first, and in words how it was chosen. */
struct goal_quotes {
	struct feedback *items;
	size_t count;
	const char *about;
};
bool goal_quotes_load(struct step_context *ctx, const struct goals *goals, int64_t owner, size_t most,
        struct goal_quotes *ret, struct err *err) MUST_CHECK;
const char *goal_state_say(enum goal_state state, enum doc_role *ret_role);
/* Ticks the goal that the arguments name for today, or takes the tick away again. */
bool goal_tick(
        struct step_context *ctx, const struct args *args, struct result *ret, struct err *err) MUST_CHECK;
