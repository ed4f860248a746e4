/* What a row of the settings' table cannot say: checks of one value against another. */
#pragma once

#include <dagstart/config/schema.h>

struct problems;
struct settings_metric;
struct yaml;

/* The scale that a metric has when none is given; NAN for a kind that must name its own. */
void settings_metric_scale(const struct settings_metric *metric, double *ret_min, double *ret_max);

/* Days, weeks, months or years; false when it is no period. "always" and "" are 0 months. */
bool settings_period(const char *text, int *ret_days, int *ret_months);
void verify_period(const struct yaml *node, const void *value, struct problems *problems);
void verify_zone(const struct yaml *node, const void *value, struct problems *problems);
void verify_metric(const struct yaml *node, const void *item, struct problems *problems);
void verify_metrics(const struct yaml *node, const void *list, struct problems *problems);
void verify_unique_texts(const struct yaml *node, const void *list, struct problems *problems);
void verify_rule(const struct yaml *node, const void *item, struct problems *problems);
void verify_rules(const struct yaml *node, const void *list, struct problems *problems);
void verify_folder(const struct yaml *node, const void *value, struct problems *problems);
void verify_folders(const struct yaml *node, const void *list, struct problems *problems);

/* The table of struct settings_rule. */
extern const struct schema_field settings_rule_schema[];
