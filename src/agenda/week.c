#include "week.h"

#include <dagstart/store/meetings.h>

enum {
	EVERY_DAY_LOOKED = 4, /* meetings that are looked at */
	ELSE_LOOKED = 60,
	WEEK_DAYS = 7,
};

static bool frames_the_rest(const char *name)
{
	return streq(name, "opening") || streq(name, "close");
}

static bool was_left(const struct meeting_step *step)
{
	return step->state != STEP_DONE && !frames_the_rest(step->name);
}

static const struct meeting_step *step_of(const struct meeting *meeting, const char *name)
{
	for (size_t i = 0; i < meeting->step_count; i++)
		if (streq(meeting->steps[i].name, name))
			return &meeting->steps[i];
	return NULL;
}

static void add_left(struct left *left, const struct meeting *meeting)
{
	for (size_t i = 0; i < meeting->step_count; i++) {
		const struct step_ops *ops = step_find(meeting->steps[i].name);
		if (!ops || !was_left(&meeting->steps[i]))
			continue;
		left->steps[left->step_count++] = (struct left_step){.ops = ops,
		        .times = 1,
		        .day = meeting->day,
		        .meeting = entity_ref(ENTITY_MEETING, meeting->id)};
	}
}

/* An older meeting: what it left as well has been left once more. `unbroken` says of which steps that is
 * still so. */
static void add_older(struct left *left, const struct meeting *meeting, bool unbroken[])
{
	for (size_t i = 0; i < left->step_count; i++) {
		struct left_step *step = &left->steps[i];
		const struct meeting_step *then = step_of(meeting, step->ops->name);
		unbroken[i] = unbroken[i] && then && was_left(then);
		if (!unbroken[i])
			continue;
		step->times++;
		step->day = meeting->day;
		step->meeting = entity_ref(ENTITY_MEETING, meeting->id);
	}
}

bool left_load(struct step_context *ctx, struct left *ret, struct err *err)
{
	struct meeting *meetings = NULL;
	size_t count = 0;
	bool unbroken[MEETING_STEPS_MAX];
	*ret = (struct left){0};
	if (!ctx->meeting)
		return true;
	size_t looked = streq(ctx->meeting->agenda, "daily") ? EVERY_DAY_LOOKED : ELSE_LOOKED;
	if (!store_meetings(ctx->store, ctx->arena, looked, &meetings, &count, err))
		return false;
	for (size_t i = 0; i < MEETING_STEPS_MAX; i++)
		unbroken[i] = true;
	for (size_t i = 0; i < count; i++) {
		const struct meeting *meeting = &meetings[i];
		if (meeting->state != MEETING_RUNNING && !ret->has_newest) {
			ret->newest = *meeting;
			ret->has_newest = true;
		}
		if (meeting->id == ctx->meeting->id || meeting->state == MEETING_RUNNING ||
		        !streq(meeting->agenda, ctx->meeting->agenda))
			continue;
		if (ret->has_last) {
			add_older(ret, meeting, unbroken);
			continue;
		}
		ret->last = *meeting;
		ret->has_last = true;
		add_left(ret, meeting);
	}
	return true;
}

size_t left_names(const struct meeting *meeting, const char *ret[static MEETING_STEPS_MAX])
{
	size_t count = 0;
	for (size_t i = 0; i < meeting->step_count; i++) {
		const struct step_ops *ops = step_find(meeting->steps[i].name);
		if (ops && was_left(&meeting->steps[i]))
			ret[count++] = _(ops->title);
	}
	return count;
}

void left_doc(const struct left *left, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	const char *names[MEETING_STEPS_MAX];
	for (size_t i = 0; i < left->step_count; i++)
		names[i] = _(left->steps[i].ops->title);
	if (!left->step_count)
		return;
	doc_paraf(doc, parent, ROLE_WATCH, _("Not discussed on %s (%s): %s"), say_day(arena, left->last.day),
	        ref_text(arena, entity_ref(ENTITY_MEETING, left->last.id)),
	        say_list(arena, names, left->step_count))
	        ->mark = true;
}

const char *left_of_step(struct arena *arena, const struct left *left, const struct step_ops *ops)
{
	for (size_t i = 0; i < left->step_count; i++) {
		const struct left_step *step = &left->steps[i];
		const char *day = say_day(arena, step->day), *meeting = ref_text(arena, step->meeting);
		if (step->ops != ops)
			continue;
		if (step->times == 1)
			return arena_printf(arena, _("left on %s (%s), and back today"), day, meeting);
		return arena_printf(
		        arena, _("left %d times, since %s (%s), and back today"), step->times, day, meeting);
	}
	return NULL;
}

int32_t week_from(const struct step_context *ctx, const struct left *left)
{
	bool fits = left->has_last && left->last.day < ctx->today;
	return fits ? left->last.day : ctx->today - WEEK_DAYS;
}

bool note_is_focus(const struct note *note)
{
	return note->kind == NOTE_AGREEMENT && note->source.letter == 'M';
}

struct focus focus_of(const struct step_context *ctx, const struct note *notes, size_t count)
{
	struct focus focus = {0};
	for (size_t i = 0; i < count; i++) {
		bool here = ctx->meeting && ctx->meeting->id && notes[i].source.id == ctx->meeting->id;
		const struct note **place = here ? &focus.set : &focus.last;
		if (note_is_focus(&notes[i]) && !*place && notes[i].day > ctx->today - FOCUS_DAYS)
			*place = &notes[i];
	}
	return focus;
}

void focus_doc(
        const struct step_context *ctx, const struct note *focus, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	if (!focus)
		return;
	struct doc_node *section = doc_section(doc, parent, _("FOCUS OF THE WEEK"),
	        arena_printf(arena, "%s · %s", say_day_near(arena, focus->day, ctx->today),
	                ref_text(arena, focus->source)));
	doc_para(doc, section, ROLE_TEXT, focus->text);
}

size_t notes_parked(struct arena *arena, const struct note *notes, size_t count, struct note **ret)
{
	struct note *parked = arena_array_of(arena, struct note, count + 1);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (notes[i].kind == NOTE_PARKED)
			parked[kept++] = notes[i];
	*ret = parked;
	return kept;
}

/* "T-3 delivery", "F-12 “nobody called”"; "" when it came from nothing but a person's mind. */
static const char *origin_say(struct arena *arena, const struct note *note)
{
	if (!ref_is(note->source))
		return "";
	return arena_printf(arena, _("from %s"),
	        arena_printf(arena, "%s %s", ref_text(arena, note->source), str_or(note->source_text, "")));
}

void parked_table(const struct step_context *ctx, const struct note *notes, size_t count, struct doc *doc,
        struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	static const struct doc_column columns[] = {
	        {.key = "id", .title = ""},
	        {.key = "text", .title = N_("idea"), .weight = 3, .min_width = 20, .wrap = true},
	        {.key = "by", .title = N_("by"), .drop = 1},
	        {.key = "day", .title = N_("since")},
	        {.key = "source", .title = "", .weight = 2, .min_width = 14, .wrap = true},
	};
	struct doc_node *rows = table(doc, parent, "parked", columns, 5);
	for (size_t i = 0; i < count; i++) {
		const struct note *note = &notes[i];
		struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_NOTE, note->id));
		doc_cell(doc, row, ref_text(arena, row->ref));
		doc_cell(doc, row, note->text);
		doc_cell(doc, row, note->by_id ? person(ctx, note->by_id) : "");
		doc_cell_value(
		        doc, row, say_day_near(arena, note->day, ctx->today), day_iso(arena, note->day));
		doc_cell(doc, row, origin_say(arena, note));
	}
}
