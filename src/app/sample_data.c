#include "sample_data.h"

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/embedded.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/yaml.h>

#include "app.h"

#define TEXT(of, member) \
	{ \
		.name = #member, .type = SCHEMA_TEXT, .offset = offsetof(struct of, member) \
	}
#define BOTH(of, member) \
	{ \
		.name = #member, .type = SCHEMA_BILINGUAL, .offset = offsetof(struct of, member) \
	}
#define DAYS(of, member) \
	{ \
		.name = #member, .type = SCHEMA_INT, .offset = offsetof(struct of, member), .min = -1000, \
		.max = 1000 \
	}
#define COUNT(of, member) \
	{ \
		.name = #member, .type = SCHEMA_INT, .offset = offsetof(struct of, member), .min = 0, \
		.max = 10000 \
	}
#define NUMBER(of, member) \
	{ \
		.name = #member, .type = SCHEMA_NUMBER, .offset = offsetof(struct of, member) \
	}
#define TEXTS(of, member) \
	{ \
		.name = #member, .type = SCHEMA_TEXTS, .offset = offsetof(struct of, member) \
	}
#define LIST(of, member, item, rows) \
	{ \
		.name = #member, .type = SCHEMA_LIST, .offset = offsetof(struct of, member), \
		.fields = (rows), .item_size = sizeof(struct item) \
	}
/* The rows of a map count their offsets from the struct around it. */
#define MAP(key, rows) \
	{ \
		.name = (key), .type = SCHEMA_MAP, .fields = (rows) \
	}
#define INNER(kind, of, map, member) \
	{ \
		.name = #member, .type = (kind), .offset = offsetof(struct of, map.member) \
	}

static const struct schema_field label_rows[] = {TEXT(sample_label, name), TEXT(sample_label, nl), {0}};
static const struct schema_field value_rows[] = {BOTH(sample_value, name), BOTH(sample_value, text), {0}};

static const struct schema_field member_rows[] = {
        TEXT(sample_member, name),
        BOTH(sample_member, role),
        TEXT(sample_member, email),
        TEXT(sample_member, login),
        TEXT(sample_member, kudos),
        BOTH(sample_member, talents),
        {0},
};

static const struct schema_field goal_rows[] = {
        TEXT(sample_goal, owner),
        BOTH(sample_goal, text),
        TEXT(sample_goal, metric),
        TEXT(sample_goal, unit),
        NUMBER(sample_goal, start),
        NUMBER(sample_goal, target),
        NUMBER(sample_goal, current),
        DAYS(sample_goal, due),
        BOTH(sample_goal, behaviour),
        DAYS(sample_goal, updated),
        TEXTS(sample_goal, ticks),
        {0},
};

static const struct schema_field blocked_rows[] = {
        INNER(SCHEMA_BILINGUAL, sample_action, blocked, by),
        INNER(SCHEMA_INT, sample_action, blocked, until),
        {0},
};

static const struct schema_field forecast_rows[] = {
        INNER(SCHEMA_TEXT, sample_action, forecast, metric),
        INNER(SCHEMA_TEXT, sample_action, forecast, theme),
        INNER(SCHEMA_TEXT, sample_action, forecast, step),
        INNER(SCHEMA_NUMBER, sample_action, forecast, change),
        INNER(SCHEMA_INT, sample_action, forecast, day),
        {0},
};

static const struct schema_field action_rows[] = {
        BOTH(sample_action, text),
        TEXT(sample_action, owner),
        DAYS(sample_action, created),
        DAYS(sample_action, due),
        TEXT(sample_action, done),
        COUNT(sample_action, moved),
        TEXT(sample_action, source),
        MAP("blocked", blocked_rows),
        MAP("forecast", forecast_rows),
        {0},
};

static const struct schema_field decision_rows[] = {
        BOTH(sample_decision, text),
        TEXT(sample_decision, owner),
        BOTH(sample_decision, reason),
        BOTH(sample_decision, alternatives),
        BOTH(sample_decision, effect),
        BOTH(sample_decision, cost),
        TEXT(sample_decision, evidence),
        DAYS(sample_decision, day),
        DAYS(sample_decision, review),
        {0},
};

static const struct schema_field kudos_rows[] = {
        TEXT(sample_kudos, from),
        TEXT(sample_kudos, to),
        BOTH(sample_kudos, behaviour),
        BOTH(sample_kudos, effect),
        TEXT(sample_kudos, value),
        DAYS(sample_kudos, day),
        TEXT(sample_kudos, source),
        {0},
};

static const struct schema_field note_rows[] = {
        TEXT(sample_note, kind),
        BOTH(sample_note, text),
        TEXT(sample_note, by),
        TEXT(sample_note, source),
        DAYS(sample_note, day),
        {0},
};

static const struct schema_field loop_rows[] = {
        TEXT(sample_loop, source),
        TEXT(sample_loop, owner),
        TEXT(sample_loop, status),
        BOTH(sample_loop, words),
        DAYS(sample_loop, day),
        DAYS(sample_loop, due),
        {0},
};

static const struct schema_field absence_rows[] = {
        TEXT(sample_absence, member), DAYS(sample_absence, from), DAYS(sample_absence, to), {0}};

static const struct schema_field meeting_step_rows[] = {
        INNER(SCHEMA_INT, sample_meeting, steps, opening),
        INNER(SCHEMA_INT, sample_meeting, steps, voice),
        INNER(SCHEMA_INT, sample_meeting, steps, scores),
        INNER(SCHEMA_INT, sample_meeting, steps, promises),
        INNER(SCHEMA_INT, sample_meeting, steps, round),
        INNER(SCHEMA_INT, sample_meeting, steps, improve),
        INNER(SCHEMA_INT, sample_meeting, steps, thanks),
        INNER(SCHEMA_INT, sample_meeting, steps, close),
        {0},
};

static const struct schema_field meeting_rows[] = {
        DAYS(sample_meeting, workday),
        TEXT(sample_meeting, facilitator),
        COUNT(sample_meeting, minutes),
        MAP("steps", meeting_step_rows),
        {0},
};

static const struct schema_field week_rows[] = {
        {.name = "workday",
                .type = SCHEMA_INT,
                .offset = offsetof(struct sample, week.workday),
                .min = -1000,
                .max = 1000},
        {.name = "minutes",
                .type = SCHEMA_INT,
                .offset = offsetof(struct sample, week.minutes),
                .min = 0,
                .max = 10000},
        INNER(SCHEMA_TEXT, sample, week, facilitator),
        INNER(SCHEMA_TEXTS, sample, week, left),
        INNER(SCHEMA_BILINGUAL, sample, week, focus),
        INNER(SCHEMA_BILINGUAL, sample, week, because),
        {0},
};

static const struct schema_field team_rows[] = {
        INNER(SCHEMA_TEXT, sample, team, name),
        INNER(SCHEMA_BILINGUAL, sample, team, purpose),
        {.name = "values",
                .type = SCHEMA_LIST,
                .offset = offsetof(struct sample, team.values),
                .fields = value_rows,
                .item_size = sizeof(struct sample_value)},
        {0},
};

#define LABELS(member) \
	{ \
		.name = #member, .type = SCHEMA_LIST, .offset = offsetof(struct sample, labels.member), \
		.fields = label_rows, .item_size = sizeof(struct sample_label) \
	}
static const struct schema_field label_lists[] = {LABELS(channels), LABELS(steps), LABELS(themes), {0}};

static const struct schema_field sample_rows[] = {
        MAP("team", team_rows),
        MAP("labels", label_lists),
        LIST(sample, members, sample_member, member_rows),
        LIST(sample, goals, sample_goal, goal_rows),
        LIST(sample, actions, sample_action, action_rows),
        LIST(sample, decisions, sample_decision, decision_rows),
        LIST(sample, kudos, sample_kudos, kudos_rows),
        LIST(sample, notes, sample_note, note_rows),
        LIST(sample, loops, sample_loop, loop_rows),
        LIST(sample, absences, sample_absence, absence_rows),
        LIST(sample, meetings, sample_meeting, meeting_rows),
        MAP("week", week_rows),
        {0},
};

bool sample_load(struct app *app, struct sample *ret, struct err *err)
{
	const struct yaml *root = embedded_tree(app->arena, "demo/team.yaml");
	struct problems problems = problems_new(app->arena);
	*ret = (struct sample){0};
	if (!root)
		return err_say(err, ERR_INTERNAL, N_("the sample team is not in this program"));
	if (schema_load(app->arena, sample_rows, root, ret, "", &problems))
		return true;
	return err_set(err, ERR_INTERNAL, N_("the sample team can't be read: %s"), "%s",
	        problem_text(app->arena, &problems.items[0]));
}

const char *sample_label(const struct app *app, const struct schema_list *labels, const char *name)
{
	for (size_t i = 0; streq(app->language, "nl") && i < labels->count; i++) {
		const struct sample_label *label = SCHEMA_ITEM(labels, struct sample_label, i);
		if (streq(label->name, name))
			return label->nl;
	}
	return name;
}
