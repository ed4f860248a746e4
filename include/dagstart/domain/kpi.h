/* Internal figures: minutes a call, cost a parcel, whatever a department steers by. They are kept to be laid
 * beside what customers say: when one of them improves beyond noise while the customer's score falls, that is
 * said before anyone celebrates. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/domain/metric.h>
#include <dagstart/domain/signal.h>

struct kpi {
	int64_t id;
	const char *name;
	const char *unit; /* "min", "%"; "" none */
	bool low_is_good;
	const char *metric_key; /* the customer score that it is laid beside; "" all of them */
	bool active;
	int32_t created_day;
};

struct kpi_value {
	int64_t id;
	int64_t kpi_id;
	int32_t day; /* one value a day */
	double value;
	const char *note;
};

/* The XmR chart of its values, one point a value, in order of days (signal.h); `points` has room for all. A
 * value is expected as often as nine of ten came in before: gaps are those that did not come between two
 * others (gap_from and gap_to: the days between those furthest apart), silent those since the last; then, and
 * with values after `today`, when the clock is or was wrong, there is no verdict, see signal_settle(). */
struct signal kpi_signal(const struct kpi_value *values, size_t count, int32_t today,
        struct signal_point *points, size_t *ret_points);
/* 1 it improves, -1 it gets worse, 0 noise or unknown: only what the gate says. */
int kpi_trend(const struct kpi *kpi, const struct signal *signal);

/* The warning: the figure improves and the score falls, both beyond noise, and not years apart: one began at
 * most KPI_TOGETHER_DAYS before the other. */
enum { KPI_TOGETHER_DAYS = 182 };
bool kpi_beside_score(const struct kpi *kpi, const struct signal *figure, const struct metric *metric,
        const struct signal *score);
