/* Fair hearing: the quotes of the day, and whose turn it was. */
#pragma once

#include <dagstart/domain/feedback.h>

#include "step.h"

struct hearing {
	const struct feedback *praise, *pain; /* of the day; NULL none */
	struct segment *segments; /* channels, steps and themes, with how often each was heard this month */
	size_t segment_count;
	bool has_heard; /* anything, this month */
	int64_t followed_id; /* of the pain, where the loop with its customer is somebody's, or closed */
	int64_t answers; /* that ever came in, and the newest day of them */
	int32_t newest_day;
};
bool hearing_load(struct step_context *ctx, struct hearing *ret, struct err *err) MUST_CHECK;
/* The same without choosing quotes: only who was heard. */
bool hearing_load_coverage(struct step_context *ctx, struct hearing *ret, struct err *err) MUST_CHECK;
/* It has something to say, and was not heard this month; and how many are. */
bool segment_is_silent(const struct segment *segment);
size_t hearing_silent(const struct hearing *hearing);
const char *heard_dots(struct arena *arena, int heard); /* "●●●○○" */
/* How often they were heard, and who was not, in some lines. */
void hearing_doc(const struct hearing *hearing, struct doc *doc, struct doc_node *parent);
