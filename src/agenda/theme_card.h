/* Themes: what each costs, in words and bars. */
#pragma once

#include <dagstart/domain/theme.h>

#include "step.h"

/* So many answers go from theme to theme in half a second. */
enum { THEME_MOVED_MAX = 20 * 1000 };

/* Themes of the last window with what each costs in points of `metric`, most costly first. */
bool themes_load(struct step_context *ctx, const struct metric *metric, struct theme_figures **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
/* The same with the first metric for which there are any; *ret_count 0: there is none. */
bool themes_load_first(struct step_context *ctx, const struct metric **ret_metric, struct theme_figures **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
/* Only what they cost, and not how many there were before: a glance at all weeks less. */
bool themes_load_costs(struct step_context *ctx, const struct metric *metric, struct theme_figures **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
/* The same as themes_load() for the themes of one quote alone. */
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
