/* What joins one meeting to the next of the same agenda: what was left, and the focus that was agreed. */
#pragma once

#include "services.h"

struct left_step {
	const struct step_ops *ops;
	int times; /* in a row */
	int32_t day; /* of the first meeting that left it */
	struct ref meeting; /* that one */
};
struct left {
	struct meeting last; /* the last one of this agenda that has ended */
	bool has_last;
	struct meeting
	        newest; /* the last one of any agenda that has ended, if it was among those looked at */
	bool has_newest;
	struct left_step steps[MEETING_STEPS_MAX];
	size_t step_count;
};
/* What the last meetings of this agenda did not come to. Outside a meeting: nothing. */
bool left_load(struct step_context *ctx, struct left *ret, struct err *err) MUST_CHECK;
/* "Not discussed on 24 February (M-11): Journey, Ideas"; nothing when all was. */
void left_doc(const struct left *left, struct doc *doc, struct doc_node *parent);
/* The same of one step, for above it; NULL when it was discussed last time. */
const char *left_of_step(struct arena *arena, const struct left *left, const struct step_ops *ops);
/* The names of the steps that a meeting has not come to, the running one and those around it left out. */
size_t left_names(const struct meeting *meeting, const char *ret[static MEETING_STEPS_MAX]);

/* The focus of a week is a working agreement that a meeting made: its source is that meeting. */
enum { FOCUS_DAYS = 14 }; /* how long it is shown */
bool note_is_focus(const struct note *note);
struct focus { /* of open notes, newest first */
	const struct note *set; /* in this meeting; NULL not yet */
	const struct note *last; /* the newest of before; NULL none */
};
struct focus focus_of(const struct step_context *ctx, const struct note *notes, size_t count);
/* "Focus of the week: …", with where it comes from; nothing without one. */
void focus_doc(
        const struct step_context *ctx, const struct note *focus, struct doc *doc, struct doc_node *parent);
/* Those of them that are parked; and a table that tells where each comes from. */
size_t notes_parked(struct arena *arena, const struct note *notes, size_t count, struct note **ret);
void parked_table(const struct step_context *ctx, const struct note *notes, size_t count, struct doc *doc,
        struct doc_node *parent);

/* The first day that this meeting looks back on: that of the last one of its agenda, a week ago at most when
 * there was none. */
int32_t week_from(const struct step_context *ctx, const struct left *left);
