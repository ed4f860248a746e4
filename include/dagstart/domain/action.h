/* Actions: who does what by when, and the customer's words it came from. An improvement may carry a forecast
 * that is checked on its day. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/ref.h>
#include <dagstart/domain/metric.h>

enum action_status {
	ACTION_OPEN,
	ACTION_DONE,
	ACTION_DROPPED,
};

struct action {
	int64_t id;
	const char *text;
	int64_t owner_id; /* 0: nobody yet */
	int32_t created_day, due_day, done_day; /* 0: none */
	enum action_status status;
	int moved; /* how often the due day was put off */
	const char *blocked_by; /* "" when not blocked */
	int32_t blocked_until; /* an answer is expected by; 0 unknown */
	struct ref source; /* F, T (theme), G, D, N … ; none allowed, asked for */
	const char *source_text; /* the quote or name, kept even if the source is withdrawn */
	const char *effect; /* for the customer */
	/* The forecast; forecast_metric "" when there is none. */
	const char *forecast_metric;
	const char *forecast_theme; /* limits it to a theme's answers, or "" */
	const char *forecast_step; /* or to a journey step's, or "" */
	double forecast_change; /* in units of the metric's value; NAN: only "better" */
	int32_t forecast_day; /* when it is measured again */
	/* Handed up to another team, which owes an answer; "" never was. */
	const char *escalated_to;
	int32_t escalated_day, answer_day; /* asked on, answer expected by */
	int32_t answered_day; /* 0 not yet */
	const char *answer;
};

enum urgency {
	URGENCY_OVERDUE,
	URGENCY_ANSWER_DUE, /* blocked or with another team, and the answer that was waited for is due */
	URGENCY_TODAY,
	URGENCY_MOVED, /* put off twice or more */
	URGENCY_BLOCKED, /* or with another team */
	URGENCY_SOON, /* within two days */
	URGENCY_NORMAL,
	URGENCY_NO_DATE,
};

/* An action that is done or dropped is URGENCY_NORMAL. */
enum urgency action_urgency(const struct action *action, int32_t today);
/* Most urgent first: by urgency, then due day, then id. */
void actions_sort(struct action *actions, size_t count, int32_t today);
/* Whether another team still owes an answer. */
bool action_is_escalated(const struct action *action);

enum outcome { OUTCOME_CANNOT_TELL, OUTCOME_WORKED, OUTCOME_DID_NOT };
struct verdict {
	enum outcome outcome;
	struct score before, after;
	struct difference difference;
};
/* Before against after: worked when the change is real and in the good direction; did not when it is real in
 * the other, or when the whole interval falls short of the forecast; else cannot tell. */
struct verdict action_verdict(const struct metric *metric, double forecast_change, const struct tally *before,
        const struct tally *after);
