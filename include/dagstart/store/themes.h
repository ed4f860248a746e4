/* Themes as the team keeps them: renamed, merged, split, made of what was found. Each change stands in the
 * journal and can be undone; answers and their totals move along. Former names go on being understood: in
 * imports, filters, and wherever they were written down. All that writes goes inside a transaction. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/theme.h>

struct arena;
struct store;

struct theme_entry {
	int64_t id;
	const char *name;
	const char *const *former; /* earlier names, the newest first */
	size_t former_count;
	int64_t into_id; /* the theme that it was merged into; 0 none */
	int64_t from_id; /* the theme that it was split off; 0 none */
	const char *const *words; /* of the team's own rule, see struct theme_rule */
	size_t word_count;
};

/* All, also those that were merged away, by name. */
bool store_theme_entries(struct store *store, struct arena *arena, struct theme_entry **ret,
        size_t *ret_count, struct err *err) MUST_CHECK;
/* By its number; one that was merged away gives the theme that it went into. ERR_MISSING. */
bool store_theme_by_id(struct store *store, struct arena *arena, int64_t id, struct theme_entry *ret,
        struct err *err) MUST_CHECK;
/* By its name or a former one. ERR_MISSING. */
bool store_theme_by_name(struct store *store, struct arena *arena, const char *name, struct theme_entry *ret,
        struct err *err) MUST_CHECK;

/* ERR_REFUSED when another theme has that name: they can be merged. */
bool store_rename_theme(struct store *store, int64_t id, const char *name, struct err *err) MUST_CHECK;
/* All answers about `id` are about `into_id` from here on. ERR_REFUSED for a theme and itself. */
bool store_merge_themes(
        struct store *store, int64_t id, int64_t into_id, int64_t *ret_answers, struct err *err) MUST_CHECK;

struct theme_making {
	int64_t from_id; /* the theme that it is split off; 0: from all comments of these days */
	const char *name; /* a new one, or that of a theme that is there */
	const char *const *words; /* of the rule; at least one */
	size_t word_count;
	int32_t from_day; /* of those that are looked at without from_id */
	size_t look_most; /* so many of the newest of them; 0 means THEME_LOOK_MAX */
};
/* A theme by words: of the answers about from_id those whose comment has the words are about the new theme
 * instead; without from_id all that have them are about it too (of the newest `look_most` with a
 * comment). From here on imports follow the rule. ERR_REFUSED when nothing fits. */
enum { THEME_LOOK_MAX = 200000 };
bool store_make_theme(struct store *store, const struct theme_making *making, int64_t *ret_id,
        int64_t *ret_answers, struct err *err) MUST_CHECK;

/* How many answers bear the theme, counted up to `most`: what moving them takes. */
bool store_theme_size(
        struct store *store, int64_t id, int64_t most, int64_t *ret, struct err *err) MUST_CHECK;

/* The team's own rules, for imports. */
bool store_theme_rules(struct store *store, struct arena *arena, struct theme_rule **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;

/* -- the pain finder -- */

/* The comments of these days for the finder, oldest first: all, or a sample of `most` by seed. */
struct comment_query {
	int64_t metric_id; /* whose scores; 0 none */
	int32_t from_day, to_day;
	size_t most;
	uint64_t seed;
};
struct store_comment {
	int64_t id;
	int32_t day;
	bool is_pain;
	double score; /* of the metric; NAN none */
	const char *text, *customer; /* as they were taken in */
};
/* *ret_share is which part of all comments was taken, 1 for all. */
bool store_comments(struct store *store, struct arena *arena, const struct comment_query *query,
        struct store_comment **ret, size_t *ret_count, double *ret_share, struct err *err) MUST_CHECK;

/* A group that the finder found last, in the order in which it is to be shown. */
enum { FINDING_QUOTES = 3 };
struct finding {
	int32_t day; /* when it was looked for */
	const char *name;
	const char *const *words; /* of a rule */
	size_t word_count;
	int64_t complaints, before; /* in the window and in the one before */
	int64_t answers; /* that mention it */
	double impact; /* NAN unknown */
	int rising_days; /* 0 not rising */
	int64_t quotes[FINDING_QUOTES];
	size_t quote_count;
};
/* All at once, in a transaction of its own that is not journalled: what was found can be found again. */
bool store_put_findings(
        struct store *store, const struct finding *findings, size_t count, struct err *err) MUST_CHECK;
bool store_findings(struct store *store, struct arena *arena, struct finding **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;
