/* Meetings: the running one, its steps, who was there, what was said in the round, half-typed text, and the
 * record. */
#pragma once

#include <stddef.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/meeting.h>
#include <dagstart/domain/member.h>

struct arena;
struct store;

/* The running meeting (of any day) of that agenda; ERR_MISSING when none runs. NULL agenda: any. */
bool store_meeting_running(struct store *store, struct arena *arena, const char *agenda, struct meeting *ret,
        struct err *err) MUST_CHECK;
/* The newest meeting of a day, running or not; 0: the newest of all that is not running. ERR_MISSING. */
bool store_meeting_of_day(struct store *store, struct arena *arena, int32_t day, struct meeting *ret,
        struct err *err) MUST_CHECK;
bool store_meeting_by_id(struct store *store, struct arena *arena, int64_t id, struct meeting *ret,
        struct err *err) MUST_CHECK;
/* Newest first. */
bool store_meetings(struct store *store, struct arena *arena, size_t limit, struct meeting **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
bool store_meetings_of_day(struct store *store, struct arena *arena, int32_t day, struct meeting **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
/* Writes the meeting and its steps. Its start and its end are journalled; steps, clock and holder are not
 * (they are the course of the meeting, not decisions). Inside a transaction. */
bool store_put_meeting(struct store *store, struct meeting *meeting, struct err *err) MUST_CHECK;
/* A sign of life with the running step's used time, in a transaction of its own that does not wait for the
 * disk (a power cut may take it); ERR_CHANGED when someone else holds the meeting. */
bool store_meeting_alive(struct store *store, const struct meeting *meeting, struct err *err) MUST_CHECK;

bool store_attendance(struct store *store, struct arena *arena, int64_t meeting_id, struct attendance **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
bool store_put_attendance(struct store *store, struct attendance *attendance, struct err *err) MUST_CHECK;
/* Writes what is known of those of whom nothing is written yet, so that it is the meeting's fact from then
 * on, whatever changes in the team later. Part of the course of the meeting: not journalled. Inside a
 * transaction. */
bool store_settle_attendance(
        struct store *store, const struct attendance *rows, size_t count, struct err *err) MUST_CHECK;
bool store_round(struct store *store, struct arena *arena, int64_t meeting_id, struct round_entry **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
/* One entry a meeting and member. */
bool store_put_round(struct store *store, struct round_entry *entry, struct err *err) MUST_CHECK;
/* Who led how often and when, over the last `days` days. */
bool store_leading_duties(struct store *store, struct arena *arena, int32_t today, int days,
        struct duty **ret, size_t *ret_count, struct err *err) MUST_CHECK;

/* Half-typed text, kept by seat (see change.origin) and place ("action.add"), as JSON or plain text. ""
 * deletes it. In a transaction of its own, which hardly waits for another program (ERR_BUSY). Not journalled.
 * *ret is "" when there is none. */
bool store_put_draft(struct store *store, const char *origin, const char *place, const char *text,
        struct err *err) MUST_CHECK;
bool store_draft(struct store *store, struct arena *arena, const char *origin, const char *place,
        const char **ret, struct err *err) MUST_CHECK;
