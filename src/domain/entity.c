#include <dagstart/domain/entity.h>

#include <stddef.h>

#include <dagstart/base/i18n.h>

struct entity_row {
	char letter;
	const char *name;
};

static const struct entity_row rows[ENTITY_COUNT] = {
        [ENTITY_NONE] = {.letter = 0, .name = ""},
        [ENTITY_ACTION] = {.letter = 'A', .name = N_("action")},
        [ENTITY_DECISION] = {.letter = 'D', .name = N_("decision")},
        [ENTITY_KUDOS] = {.letter = 'K', .name = N_("kudos")},
        [ENTITY_NOTE] = {.letter = 'N', .name = N_("note")},
        [ENTITY_GOAL] = {.letter = 'G', .name = N_("goal")},
        [ENTITY_IDEA] = {.letter = 'I', .name = N_("idea")},
        [ENTITY_FEEDBACK] = {.letter = 'F', .name = N_("feedback")},
        [ENTITY_MEETING] = {.letter = 'M', .name = N_("meeting")},
        [ENTITY_MEMBER] = {.letter = 'P', .name = N_("member")},
        [ENTITY_THEME] = {.letter = 'T', .name = N_("theme")},
        [ENTITY_BATCH] = {.letter = 'B', .name = N_("import")},
        [ENTITY_CHECKIN] = {.letter = 'C', .name = N_("check-in")},
        [ENTITY_ABSENCE] = {.letter = 'H', .name = N_("absence")},
        [ENTITY_ATTENDANCE] = {.letter = 'S', .name = N_("attendance")},
        [ENTITY_ROUND] = {.letter = 'R', .name = N_("round")},
        [ENTITY_TEAM] = {.letter = 'Z', .name = N_("team")},
        [ENTITY_MOVE] = {.letter = 'V', .name = N_("answers of a theme")},
        [ENTITY_LOOP] = {.letter = 'L', .name = N_("follow-up")},
        [ENTITY_VERDICT] = {.letter = 'J', .name = N_("verdict")},
        [ENTITY_KPI] = {.letter = 'Q', .name = N_("KPI")},
        [ENTITY_KPI_VALUE] = {.letter = 'E', .name = N_("value of a KPI")},
};

static const struct entity_row *row_of(enum entity entity)
{
	return (unsigned)entity < ENTITY_COUNT ? &rows[entity] : &rows[ENTITY_NONE];
}

char entity_letter(enum entity entity)
{
	return row_of(entity)->letter;
}

enum entity entity_of_letter(char letter)
{
	for (size_t i = ENTITY_NONE + 1; i < ENTITY_COUNT; i++)
		if (rows[i].letter == letter)
			return (enum entity)i;
	return ENTITY_NONE;
}

const char *entity_name(enum entity entity)
{
	return row_of(entity)->name;
}

struct ref entity_ref(enum entity entity, int64_t id)
{
	return (struct ref){.letter = entity_letter(entity), .id = id};
}

struct ref entity_shown(struct ref ref)
{
	if (ref.letter == entity_letter(ENTITY_LOOP))
		return entity_ref(ENTITY_FEEDBACK, ref.id);
	return ref.letter == entity_letter(ENTITY_VERDICT) ? entity_ref(ENTITY_ACTION, ref.id) : ref;
}
