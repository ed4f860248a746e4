/* The kinds of things that Dagstart keeps, and the letters that people know them by. Ids are never used
 * again. */
#pragma once

#include <dagstart/base/ref.h>

enum entity {
	ENTITY_NONE,
	ENTITY_ACTION,
	ENTITY_DECISION,
	ENTITY_KUDOS,
	ENTITY_NOTE,
	ENTITY_GOAL,
	ENTITY_IDEA,
	ENTITY_FEEDBACK,
	ENTITY_MEETING,
	ENTITY_MEMBER,
	ENTITY_THEME,
	ENTITY_BATCH, /* one import */
	ENTITY_CHECKIN, /* a tick or an update of a goal */
	ENTITY_ABSENCE,
	ENTITY_ATTENDANCE, /* one member at one meeting */
	ENTITY_ROUND, /* what one member said in the round */
	ENTITY_TEAM,
	ENTITY_MOVE, /* answers that went from theme to theme */
	ENTITY_LOOP, /* what is done for the customer of a quote, with the quote's id */
	ENTITY_VERDICT, /* what the team said of a forecast, with the action's id */
	ENTITY_KPI, /* an internal figure */
	ENTITY_KPI_VALUE,
	ENTITY_COUNT,
};

/* 'A' action, D, K, N, G, I, F, M meeting, P member (person), T theme, B batch, C check-in, H absence, S
 * attendance, R round, Z team, V move, L loop, J verdict (judgement), Q KPI, E its values. */
char entity_letter(enum entity entity);
enum entity entity_of_letter(char letter); /* ENTITY_NONE for an unknown letter */
/* The msgid of its name, such as "action". */
const char *entity_name(enum entity entity);
struct ref entity_ref(enum entity entity, int64_t id);
/* As people know it: the loop of a quote goes by the quote's id (F-12), a verdict by its action's. */
struct ref entity_shown(struct ref ref);
