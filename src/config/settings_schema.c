#include <math.h>
#include <stddef.h>

#include <dagstart/base/i18n.h>
#include <dagstart/config/settings.h>

#include "settings_verify.h"

static const char *const languages[] = {"auto", "nl", "en", NULL};
static const char *const kinds[] = {"nps", "csat", "ces", "mean", NULL};
static const char *const themes[] = {"auto", "dark", "light", "mono", "colour-blind", NULL};
static const char *const switches[] = {"auto", "on", "off", NULL};
static const char *const holidays[] = {"none", "nl", NULL};

static const struct settings_metric metric_preset = {
        .key = "",
        .title = {.en = "", .nl = ""},
        .scale_min = NAN,
        .scale_max = NAN,
        .good = NAN,
        .bad = NAN,
        .target = NAN,
};

#define ROW(key, container, member, kind, ...) \
	{ \
		.name = (key), .type = (kind), .offset = offsetof(struct container, member), __VA_ARGS__ \
	}

static const struct schema_field value_fields[] = {
        ROW("name", settings_value, name, SCHEMA_BILINGUAL, .required = true, .min = 1, .max = 40,
                .help = N_("the value in one or two words")),
        ROW("text", settings_value, text, SCHEMA_BILINGUAL, .min = 0, .max = 200,
                .help = N_("what someone does who lives it")),
        {0},
};

static const struct schema_field team_fields[] = {
        ROW("name", settings, team.name, SCHEMA_TEXT, .min = 0, .max = 60,
                .help = N_("the team's name; empty: as in the store")),
        ROW("language", settings, team.language, SCHEMA_CHOICE, .choices = languages,
                .help = N_("language of the screen; auto: as the terminal's")),
        ROW("zone", settings, team.zone, SCHEMA_TEXT, .min = 0, .max = 64, .verify = verify_zone,
                .help = N_("time zone such as Europe/Amsterdam; empty: the machine's")),
        ROW("purpose", settings, team.purpose, SCHEMA_BILINGUAL, .min = 0, .max = 200,
                .help = N_("why the team exists, for its customers; on the first screen")),
        ROW("values", settings, team.values, SCHEMA_LIST, .fields = value_fields,
                .item_size = sizeof(struct settings_value), .min = 0, .max = 12,
                .help = N_("the team's values; one a day on the first screen")),
        {0},
};

static const struct schema_field metric_fields[] = {
        ROW("key", settings_metric, key, SCHEMA_TEXT, .required = true, .min = 1, .max = 30,
                .help = N_("short name of the score, as in imports and goals")),
        ROW("title", settings_metric, title, SCHEMA_BILINGUAL, .required = true, .min = 1, .max = 60,
                .help = N_("as people call it")),
        ROW("kind", settings_metric, kind, SCHEMA_CHOICE, .required = true, .choices = kinds,
                .help = N_("how it is computed; mean is an own rating")),
        ROW("scale_min", settings_metric, scale_min, SCHEMA_NUMBER, .min = -1000, .max = 1000,
                .help = N_("lowest answer of the scale")),
        ROW("scale_max", settings_metric, scale_max, SCHEMA_NUMBER, .min = -1000, .max = 1000,
                .help = N_("highest answer of the scale")),
        ROW("low_is_good", settings_metric, low_is_good, SCHEMA_BOOL,
                .help = N_("the scale runs the other way: 1 is best")),
        ROW("good", settings_metric, good, SCHEMA_NUMBER, .min = -1000, .max = 1000,
                .help = N_("answers from here on count as good; for csat and mean")),
        ROW("bad", settings_metric, bad, SCHEMA_NUMBER, .min = -1000, .max = 1000,
                .help = N_("answers from here on count as bad, the other way")),
        ROW("target", settings_metric, target, SCHEMA_NUMBER, .min = -1000, .max = 1000,
                .help = N_("where the team wants to be; empty: none")),
        ROW("target_day", settings_metric, target_day, SCHEMA_DAY, .help = N_("and by when")),
        {0},
};

static const struct schema_field holiday_fields[] = {
        ROW("day", settings_holiday, day, SCHEMA_DAY, .required = true, .help = N_("the date")),
        ROW("name", settings_holiday, name, SCHEMA_TEXT, .required = true, .min = 1, .max = 60,
                .help = N_("what people call it")),
        {0},
};

static const struct schema_field calendar_fields[] = {
        ROW("working_days", settings, calendar.working_days, SCHEMA_TEXTS, .min = 1, .max = 7,
                .verify = settings_verify_weekdays, .help = N_("days on which the team meets")),
        ROW("holidays", settings, calendar.holidays, SCHEMA_CHOICE, .choices = holidays,
                .help = N_("public holidays that are left out; none, or those of a country")),
        ROW("own", settings, calendar.own, SCHEMA_LIST, .fields = holiday_fields,
                .item_size = sizeof(struct settings_holiday), .min = 0, .max = 400,
                .help = N_("further days off")),
        {0},
};

static const struct schema_field display_fields[] = {
        ROW("theme", settings, display.theme, SCHEMA_CHOICE, .choices = themes,
                .help = N_("colours of the screen")),
        ROW("mouse", settings, display.mouse, SCHEMA_BOOL,
                .help = N_("whether clicks and the wheel do something")),
        ROW("ascii", settings, display.ascii, SCHEMA_CHOICE, .choices = switches,
                .help = N_("plain letters instead of lines and symbols; auto: where UTF-8 is missing")),
        ROW("big", settings, display.big, SCHEMA_CHOICE, .choices = switches,
                .help = N_("large text; auto: on a wall of many columns")),
        ROW("text_width", settings, display.text_width, SCHEMA_INT, .min = 40, .max = 200,
                .help = N_("columns of running text at most")),
        {0},
};

static const struct schema_field voice_fields[] = {
        ROW("quiet_days", settings, voice.quiet_days, SCHEMA_INT, .min = 0, .max = 366,
                .help = N_("days before the same quote is read again")),
        ROW("window_days", settings, voice.window_days, SCHEMA_INT, .min = 1, .max = 366,
                .help = N_("days of answers that make up a score")),
        ROW("trend_weeks", settings, voice.trend_weeks, SCHEMA_INT, .min = 10, .max = 104,
                .help = N_("weeks that a trend looks back")),
        ROW("mask", settings, voice.mask, SCHEMA_BOOL,
                .help = N_("hide customers' personal data until someone asks for it")),
        {0},
};

static const struct schema_field loop_fields[] = {
        ROW("within", settings, loop.within, SCHEMA_INT, .min = 1, .max = 30,
                .help = N_("working days in which a customer with a low score hears from us")),
        ROW("days", settings, loop.days, SCHEMA_INT, .min = 0, .max = 90,
                .help = N_("days that a low score waits on the list for an owner; 0: no list")),
        {0},
};

static const struct schema_field privacy_fields[] = {
        ROW("keep_comments", settings, privacy.keep_comments, SCHEMA_TEXT, .min = 0, .max = 40,
                .verify = verify_period,
                .help = N_("how long customers' words are kept: always, or such as 24 months")),
        ROW("keep_customer_names", settings, privacy.keep_customer_names, SCHEMA_BOOL,
                .help = N_("whether an import keeps the names of customers")),
        {0},
};

static const struct schema_field local_fields[] = {
        ROW("store", settings, local.store, SCHEMA_TEXT, .min = 0, .max = 2000,
                .help = N_("the team's file; empty: the usual place")),
        ROW("me", settings, local.me, SCHEMA_TEXT, .min = 0, .max = 60,
                .help = N_("the member at this keyboard; empty: by login name")),
        ROW("minutes", settings, local.minutes, SCHEMA_TEXT, .min = 0, .max = 2000, .verify = verify_folder,
                .help = N_("folder that minutes are written to at the close; empty: none")),
        {0},
};

/* The word lists bear rules too. */
const struct schema_field settings_rule_schema[] = {
        ROW("key", settings_rule, key, SCHEMA_TEXT, .required = true, .min = 1, .max = 40,
                .help = N_("short name of the theme")),
        ROW("name", settings_rule, name, SCHEMA_BILINGUAL, .required = true, .min = 1, .max = 60,
                .help = N_("as people call it")),
        ROW("words", settings_rule, words, SCHEMA_TEXTS, .min = 0, .max = 200,
                .help = N_("words that make a comment be about it; parcel* is a beginning, *time an end")),
        ROW("stem", settings_rule, stem, SCHEMA_TEXTS, .min = 0, .max = 200,
                .help = N_("words that make a comment be about it in all their forms: deliver finds "
                           "deliveries and delivered")),
        ROW("not", settings_rule, not, SCHEMA_TEXTS, .min = 0, .max = 200,
                .help = N_("words that say it is about something else")),
        {0},
};

/* A part has no offset of its own: its rows count from the start of struct settings. */
#define PART(key, rows, ...) \
	{ \
		.name = (key), .type = SCHEMA_MAP, .fields = (rows), __VA_ARGS__ \
	}

const struct schema_field settings_schema[] = {
        PART("team", team_fields, .help = N_("who the team is")),
        ROW("metrics", settings, metrics, SCHEMA_LIST, .fields = metric_fields,
                .item_size = sizeof(struct settings_metric), .item_preset = &metric_preset, .min = 0,
                .max = 20, .verify = verify_metrics, .verify_item = verify_metric,
                .help = N_("the scores that customers give")),
        ROW("journey", settings, journey, SCHEMA_TEXTS, .min = 0, .max = 30, .verify = verify_unique_texts,
                .help = N_("steps of the customer journey, in order")),
        PART("calendar", calendar_fields, .help = N_("when the team works")),
        PART("display", display_fields, .help = N_("how the screen looks")),
        PART("voice", voice_fields, .help = N_("how customers' words and scores are shown")),
        PART("loop", loop_fields, .help = N_("what customers with a low score hear from us")),
        PART("privacy", privacy_fields, .help = N_("what is kept of customers")),
        ROW("themes", settings, themes, SCHEMA_LIST, .fields = settings_rule_schema,
                .item_size = sizeof(struct settings_rule), .min = 0, .max = 200, .verify = verify_rules,
                .verify_item = verify_rule, .help = N_("words that make a theme")),
        PART("local", local_fields, .help = N_("this machine and this person")),
        ROW("inbox", settings, inbox, SCHEMA_TEXTS, .min = 0, .max = 20, .verify = verify_folders,
                .help = N_("folders whose exports are taken in at the start of a meeting")),
        {0},
};
