/* The seam of the meeting: a step (or a page) is one file that loads domain data, builds a document and
 * offers commands. It draws nothing, knows no keys and no SQL. A file ends in `const struct step_ops
 * NAME_step` and has one row in steps.c or pages.c. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/agenda/session.h>
#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/config/schema.h>
#include <dagstart/doc/doc.h>
#include <dagstart/doc/form.h>
#include <dagstart/doc/say.h>
#include <dagstart/domain/calendar.h>
#include <dagstart/domain/entity.h>
#include <dagstart/domain/meeting.h>
#include <dagstart/domain/member.h>
#include <dagstart/domain/metric.h>
#include <dagstart/store/store.h>

/* What a step may use. `arena` lives until its data are loaded again; `session` gives services (services.h).
 */
struct step_context {
	struct session *session;
	struct store *store;
	const struct settings *settings;
	const char *language;
	struct arena *arena;
	int32_t today;
	int64_t now_ms;
	const struct calendar *calendar;
	const struct members *members;
	const struct member *me; /* NULL unknown */
	struct meeting *meeting; /* NULL outside a meeting */
	const void *options; /* of the agenda file, by the step's own schema */
	const struct metric *metrics; /* of the store, with titles and targets of the settings */
	size_t metric_count;
	uint64_t seed; /* of the day */
	bool lasting; /* the document is kept and read on other days: what is near today is said as a date */
	bool masked; /* personal data of customers is hidden */
};

struct command {
	const char *name; /* "voice.next"; NULL ends a table */
	const char *title; /* msgid: a few words, as help and footer show it */
	bool writes;
	bool writes_apart; /* in a transaction that it makes itself */
	const char *const *args; /* names, for the command line; NULL none */
	/* Fills in a form where values are missing; NULL: the command needs none. It is asked first: return
	 * false without an error when nothing is missing. */
	bool (*form)(struct step_context *ctx, void *state, const struct args *args, struct form *ret);
	/* Does it. A command that writes runs inside a transaction that its caller begins and commits; it
	 * fills ret->saved. */
	bool (*run)(struct step_context *ctx, void *state, const struct args *args, struct result *ret,
	        struct err *err);
};

enum { IDLE_MAX = 8 };

struct step_ops {
	const char *name; /* "voice" */
	const char *title; /* msgid */
	const struct schema_field *options; /* of its row in an agenda file; NULL none */
	size_t options_size;
	const void *options_default;
	const struct command *commands; /* NULL none; ends with a row without name */
	size_t state_size;
	/* Reads what is to be shown into `state` (zeroed before the first load, kept between loads of one
	 * visit). */
	bool (*load)(struct step_context *ctx, void *state, const struct args *args, struct err *err);
	/* Says it. Pure: no reading, no writing. */
	void (*build)(
	        const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent);
	/* Milliseconds until the clock alone makes it say something else. NULL: it does not. */
	int64_t (*stands_ms)(const struct step_context *ctx, const void *state);
	/* The member whom it is about now: the speaker, the owner of a page; 0 nobody. NULL: never anybody.
	 */
	int64_t (*member)(const void *state);
	/* Names up to IDLE_MAX commands that have nothing to work on now; how many. NULL: never any. */
	size_t (*idle)(const void *state, const char **ret);
	/* When the step is left for good in a running meeting; inside a transaction. NULL nothing. */
	bool (*done)(struct step_context *ctx, void *state, struct err *err);
};

/* Sorted by name; NULL when there is none. */
const struct step_ops *step_find(const char *name);
const struct step_ops *page_find(const char *name);
extern const struct step_ops *const step_table[];
extern const size_t step_count;
extern const struct step_ops *const page_table[];
extern const size_t page_count;
/* Commands that work everywhere: capture, undo, walking on. Each file in commands/ has a table here. */
extern const struct command *const command_tables[];
extern const size_t command_table_count;

/* Used time of the running step until now, 0 outside a meeting. */
int64_t step_used_ms(const struct step_context *ctx);

/* A page over what is on the screen. */
bool open_page(
        struct step_context *ctx, const char *page, const struct args *args, struct err *err) MUST_CHECK;
