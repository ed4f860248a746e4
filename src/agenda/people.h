/* Who is here, whose turn it is and who looks on; the days they work. */
#pragma once

#include <dagstart/domain/kudos.h>

#include "step.h"

const char *person(const struct step_context *ctx, int64_t id); /* name, or a dash */
/* Names of the active members, for forms; NULL-terminated. */
const char *const *people_names(const struct step_context *ctx, size_t *ret_count);
/* The member that an argument names, or an error that says who there are. "" gives 0 unless `required`. */
bool people_arg(const struct step_context *ctx, const struct args *args, const char *name, bool required,
        int64_t *ret, struct err *err) MUST_CHECK;
/* The same of who takes something on or is thanked: not somebody who has left the team. */
bool people_arg_active(const struct step_context *ctx, const struct args *args, const char *name,
        bool required, int64_t *ret, struct err *err) MUST_CHECK;
bool member_must_be_active(const struct member *member, struct err *err) MUST_CHECK;
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

/* Who sees thanks to `name`, as the receiver chose. */
const char *kudos_seen_by(struct arena *arena, const char *name, bool is_private);
/* Whether people look on: then nothing may take longer than a moment. */
bool meeting_is_on(const struct step_context *ctx);
/* Whether a known person sits here alone: in a meeting a room looks on, whoever types. */
bool seat_is_private(const struct step_context *ctx);
/* Thanks in private are seen by the two of them, where nobody looks on. */
bool kudos_is_seen(const struct step_context *ctx, const struct kudos *kudos);
