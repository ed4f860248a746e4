/* How the meeting runs and looks: plain values from dagstart.yaml. The built-in file is loaded first, the
 * team's own (beside the store) over it, the user's (XDG, or --config) over that. What they mean is up to the
 * layers that read them. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/config/schema.h>

struct arena;
struct problems;

enum settings_language { LANGUAGE_AUTO, LANGUAGE_NL, LANGUAGE_EN };
enum settings_metric_kind { SETTINGS_NPS, SETTINGS_CSAT, SETTINGS_CES, SETTINGS_MEAN };
enum settings_theme { THEME_AUTO, THEME_DARK, THEME_LIGHT, THEME_MONO, THEME_COLOUR_BLIND };
enum settings_switch { SWITCH_AUTO, SWITCH_ON, SWITCH_OFF };

struct settings_value {
	struct bilingual name;
	struct bilingual text;
};

struct settings_metric {
	const char *key;
	struct bilingual title;
	int kind; /* enum settings_metric_kind */
	double scale_min, scale_max; /* never NAN after settings_load() */
	bool low_is_good;
	double good, bad; /* answers that count as such; NAN: as the kind has it */
	double target; /* NAN none */
	int32_t target_day; /* 0 none */
};

struct settings_holiday {
	int32_t day;
	const char *name;
};

struct settings_rule { /* words that make a theme */
	const char *key;
	struct bilingual name;
	struct schema_list words; /* const char * */
	struct schema_list stem; /* words whose forms count too */
	struct schema_list not ;
};

struct settings {
	struct {
		const char *name; /* "" means: as in the store */
		int language; /* enum settings_language */
		const char *zone; /* IANA; "" the machine's */
		struct bilingual purpose;
		struct schema_list values; /* struct settings_value */
	} team;
	struct schema_list metrics; /* struct settings_metric */
	struct schema_list journey; /* const char *: steps in order */
	struct {
		struct schema_list working_days; /* const char *: mon … sun */
		int holidays; /* 0 none, 1 nl */
		struct schema_list own; /* struct settings_holiday */
	} calendar;
	struct {
		int theme; /* enum settings_theme */
		bool mouse;
		int ascii; /* enum settings_switch */
		int big; /* likewise: big text on a wall */
		int text_width; /* columns of running text at most */
	} display;
	struct {
		int quiet_days; /* a quote is not read again within */
		int window_days; /* of a score */
		int trend_weeks;
		bool mask; /* customers' personal data is masked when a screen opens */
	} voice;
	struct {
		int within; /* working days in which a customer with a low score hears from us */
		int days; /* how far back low scores that nobody took on are listed; 0 not at all */
	} loop;
	struct {
		const char *keep_comments; /* "24 months", "always"; see settings_kept_since() */
		bool keep_customer_names; /* of imports */
	} privacy;
	struct schema_list themes; /* struct settings_rule; items NULL: none given, see settings_rules() */
	struct {
		const char *store; /* path; "" the default */
		const char *me; /* the member at this keyboard; "" by login */
		const char *minutes; /* folder that minutes are written to at the close; "" none */
	} local;
	struct schema_list inbox; /* const char *: folders taken in at the start of a meeting */
};

/* Loads the built-in file, then each of `files` (paths; missing ones are skipped unless it is `must`, which
 * must be there). Returns whether there was no problem at all. */
bool settings_load(struct arena *arena, const char *const *files, size_t count, const char *must,
        struct settings *ret, struct problems *problems);
/* Whether a metric or a theme may have it as its key: small letters, digits, - and _. */
bool settings_is_key(const char *key);
/* Adds a problem at the metric of that key in the last of `files` that names metrics; returns whether there
 * is one: the built-in metrics stand in no file. */
bool settings_metric_problem(struct arena *arena, const char *const *files, size_t count, const char *key,
        const char *expected, struct problems *problems);
/* The rules that say which themes a comment is about, as a list of struct settings_rule: those of the
 * settings or, where no file has a `themes:` key (an empty list there means none), those of the built-in word
 * lists, both languages in one rule a key. Reading the lists takes a millisecond: for imports, not for the
 * start. */
struct schema_list settings_rules(
        struct arena *arena, const struct settings *settings, struct problems *problems);
/* The first day of which customers' words are still kept; 0: all are. */
int32_t settings_kept_since(const struct settings *settings, int32_t today);
/* For tables that hold a list of days (SCHEMA_TEXTS): mon, tue, …, each once. */
void settings_verify_weekdays(const struct yaml *node, const void *list, struct problems *problems);
/* The table, for `check --help` and the manual. */
extern const struct schema_field settings_schema[];
