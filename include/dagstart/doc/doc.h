/* The view model: a small tree that says what is to be seen, not how. Steps and commands build it; layout and
 * the renderers draw it; whoever builds does not know who draws. Nodes and texts live in the builder's arena
 * (a frame). Texts may come straight from data: every renderer passes them through the gate (text_clean).
 * Every figure that is drawn is also there as text. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/ref.h>

struct arena;

enum doc_kind {
	DOC_SECTION, /* a block with an optional title (text) and words at its right (aside); children stacked
	              */
	DOC_COLUMNS, /* children side by side where there is room (weights), stacked where not */
	DOC_HEADING, /* text, aside; level 1 or 2 */
	DOC_PARA, /* running text, or DOC_SPAN children one after another */
	DOC_SPAN, /* a run of text in a role, inside para, item, cell */
	DOC_QUOTE, /* a customer's words, large; aside: where they came from */
	DOC_LIST, /* of DOC_ITEM */
	DOC_ITEM, /* text or spans; further children (para, field, list) hang below, indented */
	DOC_TABLE, /* columns described by doc_table; DOC_ROW of DOC_CELL */
	DOC_ROW,
	DOC_CELL,
	DOC_FIELD, /* label (title) and value (text) */
	DOC_SCORE, /* one metric: see struct doc_score */
	DOC_CHART, /* see struct doc_chart */
	DOC_GAUGE, /* a part of a whole: see struct doc_gauge */
	DOC_TIMER, /* used of planned time: see struct doc_timer */
	DOC_STATUS, /* a line that says what happened or what state things are in */
	DOC_INPUT, /* a field to type in: label (title), value (text), hint (aside); `focus` when it has the
	              cursor */
	DOC_HINT, /* what can be done next; quiet; left out of minutes */
	DOC_RULE, /* a thin line */
	DOC_KINDS,
};

/* Meaning, not colour. Good, watch and bad are drawn with a glyph of their own as well. */
enum doc_role {
	ROLE_TEXT,
	ROLE_TITLE,
	ROLE_QUIET,
	ROLE_ACCENT,
	ROLE_GOOD,
	ROLE_WATCH,
	ROLE_BAD,
	ROLE_SELECTED,
	ROLE_INPUT,
	ROLE_COUNT,
};

struct doc_node {
	enum doc_kind kind;
	enum doc_role role;
	bool mark; /* draw the role's glyph (▲ ● ▼ or + o -) before the text */
	bool focusable; /* the selection can rest here; `ref` or `key` names it across reloads */
	bool selected; /* set by layout from the focus, not by builders */
	bool strong; /* stands out among its equals */
	bool hidden; /* of a row: only for --json and --csv; people read of it elsewhere on the page */
	int level; /* of a heading (1, 2); weight of a child of DOC_COLUMNS (0 means 1) */
	struct ref ref; /* the thing it shows */
	const char *key; /* its stable name for scripts (--json) and for focus: "nps", "overdue" */
	const char *title;
	const char *text;
	const char *aside;
	union {
		struct doc_score *score;
		struct doc_chart *chart;
		struct doc_gauge *gauge;
		struct doc_timer *timer;
		struct doc_table *table;
		struct doc_value
		        *value; /* of a field or cell, for --json and --csv; NULL: the text is the value */
	};
	const char *const *without; /* commands that are not offered while it is selected; NULL none */
	struct doc_bar *bar; /* of a cell: drawn in place of its text, which says the same; NULL none */
	struct doc_node *parent, *first, *last, *next;
};

/* The machine's reading of a field or cell. */
enum doc_value_kind { VALUE_NONE, VALUE_INTEGER, VALUE_NUMBER, VALUE_BOOL, VALUE_TEXT };
struct doc_value {
	enum doc_value_kind kind;
	int64_t integer;
	double number; /* NAN is written as null */
	bool truth;
	const char *text;
};

enum doc_align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE };
struct doc_column {
	const char *key; /* for --json and --csv: "due_day" */
	const char *title; /* "" without a head */
	enum doc_align align;
	int min_width; /* columns it needs at least */
	int weight; /* share of the room that is left; 0: as wide as its content */
	int drop; /* narrow screens leave out the columns with the highest number first; 0 never */
	bool wrap; /* breaks into lines instead of being cut */
	bool hidden; /* only for --json and --csv */
};
struct doc_table {
	const struct doc_column *columns;
	size_t count;
};

struct doc_part { /* of a whole: promoters, passives, detractors */
	const char *label;
	int64_t count;
	int percent; /* parts add up to 100 */
	enum doc_role role;
};
struct doc_score {
	const char *title; /* "NPS" */
	const char *window; /* "30 days" */
	const char *value; /* "31", "82 %", "–" */
	const char *margin; /* "±7" or "(48 to 100)"; "" when there is none */
	int64_t n;
	const char *target; /* "target 35 by 1 June"; "" none */
	double target_number; /* the same for --json and --csv, where there is a target */
	int32_t target_day; /* 0: without a date */
	bool low_is_good;
	const char *verdict; /* the whole sentence */
	enum doc_role verdict_role;
	const struct doc_part *parts;
	size_t part_count;
	struct doc_value number; /* of the value, for --json */
	double low, high;
};

struct doc_point {
	int32_t day;
	double value; /* NAN: a gap */
	double lower, upper; /* limits at this point; NAN none */
	bool signal; /* part of a pattern that a rule names */
	const char *label; /* for the axis, "" mostly */
};
struct doc_mark { /* one of our own deeds on the time axis */
	int32_t day;
	struct ref ref;
};
struct doc_chart {
	const struct doc_point *points;
	size_t count;
	double low, high; /* of the axis */
	double centre; /* NAN none */
	const char *centre_label, *lower_label, *upper_label; /* as shown, figure included: "centre 29" */
	const struct doc_mark *marks;
	size_t mark_count;
	int height; /* rows wanted; fewer where there is no room */
	const char *summary; /* the chart in a sentence, for those who do not see it */
};

/* In a cell: a bar on an axis that all rows share, or a small line over time. */
struct doc_bar {
	double low, high; /* of the axis */
	double from, to; /* the bar; NAN: none */
	double least, most; /* the interval of its end; NAN: none */
	const struct doc_point *points; /* instead of a bar: a line; NAN is a gap, limits are not drawn */
	size_t count;
	double centre; /* behind the line; NAN: none */
	int width; /* columns wanted */
};

struct doc_gauge {
	double part; /* 0 to 1 */
	const char *caption;
	int width; /* columns wanted */
};

struct doc_timer {
	int64_t used_ms;
	int planned_s; /* 0: no plan */
	bool running; /* shown with seconds */
	const char *caption;
};

/* Builders: each appends a child to `parent` and returns it; texts are not copied, the structs of scores,
 * charts, bars, gauges and timers are, with their parts, points and marks. NULL texts count as "". Items and
 * rows with a ref are focusable. A section carries its title in `title` as well as in `text`. Spans follow
 * one another as they are: who builds writes the spaces between them. */
struct doc {
	struct arena *arena;
	struct doc_node *root; /* a DOC_SECTION */
};
struct doc doc_new(struct arena *arena);
struct doc_node *doc_add(
        struct doc *doc, struct doc_node *parent, enum doc_kind kind, enum doc_role role, const char *text);
struct doc_node *doc_section(struct doc *doc, struct doc_node *parent, const char *title, const char *aside);
struct doc_node *doc_heading(
        struct doc *doc, struct doc_node *parent, int level, const char *text, const char *aside);
struct doc_node *doc_para(struct doc *doc, struct doc_node *parent, enum doc_role role, const char *text);
struct doc_node *doc_paraf(struct doc *doc, struct doc_node *parent, enum doc_role role, const char *format,
        ...) __attribute__((format(printf, 4, 5)));
struct doc_node *doc_span(struct doc *doc, struct doc_node *parent, enum doc_role role, const char *text);
struct doc_node *doc_spanf(struct doc *doc, struct doc_node *parent, enum doc_role role, const char *format,
        ...) __attribute__((format(printf, 4, 5)));
struct doc_node *doc_item(struct doc *doc, struct doc_node *list, struct ref ref, const char *text);
struct doc_node *doc_field(
        struct doc *doc, struct doc_node *parent, const char *key, const char *label, const char *value);
/* The same where there is something to say: nothing for "" and NULL. */
void doc_field_given(
        struct doc *doc, struct doc_node *parent, const char *key, const char *label, const char *value);
struct doc_node *doc_field_number(struct doc *doc, struct doc_node *parent, const char *key,
        const char *label, const char *value, double number);
struct doc_node *doc_field_int(
        struct doc *doc, struct doc_node *parent, const char *key, const char *label, int64_t number);
/* `value` is for programs: an ISO day. */
struct doc_node *doc_field_value(struct doc *doc, struct doc_node *parent, const char *key, const char *label,
        const char *text, const char *value);
struct doc_node *doc_table(struct doc *doc, struct doc_node *parent, const char *key,
        const struct doc_column *columns, size_t count);
struct doc_node *doc_row(struct doc *doc, struct doc_node *table, struct ref ref);
struct doc_node *doc_cell(struct doc *doc, struct doc_node *row, const char *text);
struct doc_node *doc_cell_role(struct doc *doc, struct doc_node *row, enum doc_role role, const char *text);
struct doc_node *doc_cell_int(struct doc *doc, struct doc_node *row, const char *text, int64_t number);
struct doc_node *doc_cell_number(struct doc *doc, struct doc_node *row, const char *text, double number);
struct doc_node *doc_cell_bool(struct doc *doc, struct doc_node *row, const char *text, bool truth);
struct doc_node *doc_cell_value(struct doc *doc, struct doc_node *row, const char *text, const char *value);
/* `text` says what is drawn to those who do not see it; it may be "" where other cells say it. */
struct doc_node *doc_cell_bar(
        struct doc *doc, struct doc_node *row, const char *text, const struct doc_bar *bar);
struct doc_node *doc_score(
        struct doc *doc, struct doc_node *parent, const char *key, const struct doc_score *score);
struct doc_node *doc_chart(struct doc *doc, struct doc_node *parent, const struct doc_chart *chart);
struct doc_node *doc_gauge(
        struct doc *doc, struct doc_node *parent, enum doc_role role, const struct doc_gauge *gauge);
struct doc_node *doc_timer(
        struct doc *doc, struct doc_node *parent, enum doc_role role, const struct doc_timer *timer);
/* The text may name commands as {voice.next}: who shows it puts the key there, see doc_hint_words(). One
 * argument may follow, {goal.add owner=Anna}: a key knows where it is pressed, a line in a shell must say. */
struct doc_node *doc_hint(struct doc *doc, struct doc_node *parent, const char *text);
struct doc_node *doc_rule(struct doc *doc, struct doc_node *parent);

/* Whether people see that column of a table: one that says nothing in any row is left out, with its head.
 * `pictures`: bars count as well, where they can be drawn. */
bool doc_column_shown(const struct doc_node *table, size_t index, bool pictures);
/* The cell in column `index` of a row, NULL when the row is shorter. */
const struct doc_node *doc_row_cell(const struct doc_node *row, size_t index);

#define DOC_EACH(child, parent) for (struct doc_node *child = (parent)->first; child; child = child->next)
/* Those that people see. */
#define DOC_EACH_SHOWN(child, parent) \
	DOC_EACH(child, parent) \
		if (!child->hidden)
/* The next node in reading order (children first) below `top`; start with `top`; NULL at the end. */
struct doc_node *doc_next(const struct doc_node *top, struct doc_node *node);
/* The first node with that key, NULL; NULL for "". */
struct doc_node *doc_find_key(const struct doc *doc, const char *key);
/* All text of a node and its spans as one string. */
const char *doc_plain(struct arena *arena, const struct doc_node *node);
/* A hint with each {command} as `key_of` calls it; where that gives NULL or is NULL itself, as ":command". */
const char *doc_hint_words(struct arena *arena, const char *hint,
        const char *(*key_of)(const void *user, const char *command), const void *user);
/* The same where not every command can be given: clauses (between sentences, commas and dots) with a command
 * that `words_of` has no words for are left out. "" when nothing is left. */
const char *doc_hint_where(struct arena *arena, const char *hint,
        const char *(*words_of)(const void *user, const char *command), const void *user);
