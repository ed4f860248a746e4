/* config/demo/team.yaml as structs: what the file says, before it is put into a store. */
#pragma once

#include <stdint.h>

#include <dagstart/config/schema.h>

struct app;
struct err;

struct sample_label {
	const char *name, *nl;
};
struct sample_value {
	struct bilingual name, text;
};
struct sample_member {
	const char *name, *email, *login, *kudos;
	struct bilingual role, talents;
};
struct sample_goal {
	const char *owner, *metric, *unit;
	struct bilingual text, behaviour;
	double start, target, current;
	int due, updated;
	struct schema_list ticks; /* const char * */
};
struct sample_action {
	struct bilingual text;
	const char *owner, *done, *source;
	int created, due, moved;
	struct {
		struct bilingual by;
		int until;
	} blocked;
	struct {
		const char *metric, *theme, *step;
		double change;
		int day;
	} forecast;
};
struct sample_decision {
	struct bilingual text, reason, alternatives, effect, cost;
	const char *owner, *evidence;
	int day, review;
};
struct sample_kudos {
	const char *from, *to, *value, *source;
	struct bilingual behaviour, effect;
	int day;
};
struct sample_note {
	const char *kind, *by, *source;
	struct bilingual text;
	int day;
};
struct sample_loop {
	const char *source, *owner, *status;
	struct bilingual words; /* what was said, or why it is not needed */
	int day, due;
};
struct sample_absence {
	const char *member;
	int from, to;
};
struct sample_meeting {
	int workday, minutes;
	const char *facilitator;
	struct {
		int opening, voice, scores, promises, round, improve, thanks, close;
	} steps;
};
struct sample_week { /* the weekly meeting of last week */
	int workday, minutes;
	const char *facilitator;
	struct schema_list left; /* const char *: steps that it did not come to */
	struct bilingual focus, because;
};

struct sample {
	struct {
		const char *name;
		struct bilingual purpose;
		struct schema_list values; /* struct sample_value */
	} team;
	struct {
		struct schema_list channels, steps, themes; /* struct sample_label */
	} labels;
	struct sample_week week;
	struct schema_list members, goals, actions, decisions, kudos, notes, loops, absences, meetings;
};

/* Reads the built-in file. */
bool sample_load(struct app *app, struct sample *ret, struct err *err);
/* A channel, step or theme of the file as the language calls it. */
const char *sample_label(const struct app *app, const struct schema_list *labels, const char *name);
