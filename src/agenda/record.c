/* What was said and agreed in a meeting. */
#include "record.h"
#include "ledger.h"
#include "week.h"

#include <dagstart/base/cleanup.h>
#include <dagstart/store/journal.h>
#include <dagstart/store/loops.h>
#include <dagstart/store/meetings.h>
#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

static bool load_people(
        struct step_context *ctx, const struct meeting *meeting, struct record *record, struct err *err)
{
	int64_t *ids = NULL;
	size_t count = 0;
	struct step_context then = *ctx;
	then.today = meeting->day;
	if (!people_present(&then, meeting->id, &ids, &count, err))
		return false;
	record->present = arena_array_of(ctx->arena, const char *, ctx->members->count + 1);
	record->absent = arena_array_of(ctx->arena, const char *, ctx->members->count + 1);
	struct attendance *list = NULL;
	size_t listed = 0;
	if (meeting->id && !store_attendance(ctx->store, ctx->arena, meeting->id, &list, &listed, err))
		return false;
	for (size_t i = 0; i < ctx->members->count; i++) {
		const struct member *member = &ctx->members->items[i];
		bool here = false;
		/* Who has left the team since was of it then. */
		bool was_member = member->active && member->joined_day <= meeting->day;
		for (size_t j = 0; j < count; j++)
			here |= ids[j] == member->id;
		for (size_t j = 0; j < listed; j++)
			was_member |= list[j].member_id == member->id;
		if (here)
			record->present[record->present_count++] = member->name;
		else if (was_member)
			record->absent[record->absent_count++] = member->name;
	}
	return true;
}

static bool add_action(struct step_context *ctx, const struct journal_entry *entry, bool made,
        struct record *record, struct err *err)
{
	struct action action;
	if (!store_action_by_id(ctx->store, ctx->arena, entry->ref.id, &action, err))
		return false;
	if (made)
		record->actions[record->action_count++] = action;
	else if (action.status == ACTION_DONE && action.done_day == record->meeting->day)
		record->done[record->done_count++] = action;
	else
		record->changed[record->changed_count++] = action;
	return true;
}

/* Taking back is no change of its own: what comes after it counts. */
static bool is_kept(const struct journal_entry *entry)
{
	return !entry->undone && !streq(entry->verb, "undo");
}

/* The first kept row of each thing tells what became of it. */
static bool stands(const struct journal_entry *entries, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (is_kept(&entries[i]) && ref_equal(entries[i].ref, entries[index].ref))
			return false;
	return is_kept(&entries[index]);
}

static size_t standing(const struct journal_entry *entries, size_t count, enum entity entity)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++)
		found += stands(entries, i) && entity_of_letter(entries[i].ref.letter) == entity;
	return found;
}

/* Room for what stands, not for all that was ever tried. */
static void make_room(
        struct arena *arena, const struct journal_entry *entries, size_t count, struct record *record)
{
	size_t actions = standing(entries, count, ENTITY_ACTION);
	record->actions = arena_array_of(arena, struct action, actions + 1);
	record->done = arena_array_of(arena, struct action, actions + 1);
	record->changed = arena_array_of(arena, struct action, actions + 1);
	record->decisions =
	        arena_array_of(arena, struct decision, standing(entries, count, ENTITY_DECISION) + 1);
	record->loops = arena_array_of(arena, struct loop, standing(entries, count, ENTITY_LOOP) + 1);
	record->goals = arena_array_of(arena, struct goal, standing(entries, count, ENTITY_GOAL) + 1);
}

static bool load_change(
        struct step_context *ctx, const struct journal_entry *entry, struct record *record, struct err *err)
{
	bool made = !entry->before;
	enum entity entity = entity_of_letter(entry->ref.letter);
	if (entity == ENTITY_ACTION)
		return add_action(ctx, entry, made, record, err);
	if (entity == ENTITY_LOOP)
		return store_loop_by_id(
		        ctx->store, ctx->arena, entry->ref.id, &record->loops[record->loop_count++], err);
	if (entity == ENTITY_DECISION && made)
		return store_decision_by_id(ctx->store, ctx->arena, entry->ref.id,
		        &record->decisions[record->decision_count++], err);
	if (entity == ENTITY_GOAL && made)
		return store_goal_by_id(
		        ctx->store, ctx->arena, entry->ref.id, &record->goals[record->goal_count++], err);
	return true;
}

/* Rows of the meeting's journal that still stand: what was made, and what was finished. The journal itself
 * goes again: it is longer than what it comes to. */
static bool load_changes(struct step_context *ctx, struct record *record, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(ctx->arena);
	struct journal_entry *entries = NULL;
	size_t count = 0;
	struct journal_query query = {.meeting_id = record->meeting->id, .oldest_first = true, .limit = 2000};
	if (!store_history(ctx->store, scratch, &query, &entries, &count, err))
		return false;
	make_room(ctx->arena, entries, count, record);
	for (size_t i = 0; i < count; i++)
		if (stands(entries, i) && !load_change(ctx, &entries[i], record, err))
			return false;
	return true;
}

/* Made and finished in one meeting, or only finished in it. */
static bool load_said(struct step_context *ctx, struct record *record, struct err *err)
{
	size_t count = record->done_count;
	struct action *done =
	        arena_array_of(ctx->arena, struct action, record->done_count + record->action_count + 1);
	for (size_t i = 0; i < count; i++)
		done[i] = record->done[i];
	for (size_t i = 0; i < record->action_count; i++)
		if (record->actions[i].status == ACTION_DONE)
			done[count++] = record->actions[i];
	return said_did_load(ctx, done, count, &record->said, &record->said_count, err);
}

static bool load_day(struct step_context *ctx, struct record *record, struct err *err)
{
	int32_t day = record->meeting->day;
	if (!store_kudos(ctx->store, ctx->arena, day, &record->kudos, &record->kudos_count, err) ||
	        !store_notes(ctx->store, ctx->arena, true, &record->notes, &record->note_count, err))
		return false;
	size_t kept = 0;
	for (size_t i = 0; i < record->kudos_count; i++)
		if (record->kudos[i].day == day && !record->kudos[i].is_private)
			record->kudos[kept++] = record->kudos[i];
	record->kudos_count = kept;
	kept = 0;
	for (size_t i = 0; i < record->note_count; i++)
		if (record->notes[i].day == day)
			record->notes[kept++] = record->notes[i];
	record->note_count = kept;
	return true;
}

/* Who said nothing that was written down has no line. */
static bool load_round(struct step_context *ctx, struct record *record, struct err *err)
{
	size_t count = 0, kept = 0;
	if (!store_round(ctx->store, ctx->arena, record->meeting->id, &record->rounds, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct round_entry *entry = &record->rounds[i];
		if (!strempty(entry->since) || !strempty(entry->today) || !strempty(entry->blocked))
			record->rounds[kept++] = *entry;
	}
	record->round_count = kept;
	return true;
}

bool record_load(struct step_context *ctx, const struct meeting *meeting, struct record *ret, struct err *err)
{
	*ret = (struct record){.meeting = arena_memdup(ctx->arena, meeting, sizeof(*meeting))};
	if (!load_people(ctx, meeting, ret, err))
		return false;
	/* A preview has no row: nothing was agreed in it. */
	if (!meeting->id)
		return true;
	return load_changes(ctx, ret, err) && load_said(ctx, ret, err) && load_day(ctx, ret, err) &&
	       load_round(ctx, ret, err) &&
	       store_heard(ctx->store, ctx->arena, meeting->id, &ret->heard, &ret->heard_count, err);
}

/* What was promised or decided because of it stands or falls with its words. */
static bool is_evidence(struct arena *arena, const struct record *record, int64_t id)
{
	struct ref quote = entity_ref(ENTITY_FEEDBACK, id);
	bool found = false;
	for (size_t i = 0; i < record->action_count; i++)
		found |= ref_equal(record->actions[i].source, quote);
	for (size_t i = 0; i < record->decision_count; i++)
		found |= ref_equal(record->decisions[i].source, quote) ||
		         quote_is_cited(arena, record->decisions[i].evidence, quote);
	return found;
}

static void heard_doc(
        const struct step_context *ctx, const struct record *record, struct doc *doc, struct doc_node *parent)
{
	if (!record->heard_count)
		return;
	struct doc_node *section = doc_section(doc, parent, _("Customers said"), "");
	section->key = "heard";
	for (size_t i = 0; i < record->heard_count; i++)
		if (is_evidence(doc->arena, record, record->heard[i].id))
			quote_brief(ctx, &record->heard[i], doc, section);
		else
			quote_short(ctx, &record->heard[i], doc, section);
}

static void decided_doc(
        const struct step_context *ctx, const struct record *record, struct doc *doc, struct doc_node *parent)
{
	if (record->decision_count)
		decisions_table(ctx, "decisions", record->decisions, record->decision_count, doc,
		        doc_section(doc, parent, _("Decided"), ""));
	if (record->action_count)
		actions_table(ctx, "actions", record->actions, record->action_count, doc,
		        doc_section(doc, parent, _("Promised"), ""));
	if (record->done_count)
		actions_table(ctx, "finished", record->done, record->done_count, doc,
		        doc_section(doc, parent, _("Finished"), ""));
	if (record->said_count)
		said_did_doc(ctx, record->said, record->said_count, doc,
		        doc_section(doc, parent, _("You said, we did"), ""));
	if (record->changed_count)
		actions_table(ctx, "changed", record->changed, record->changed_count, doc,
		        doc_section(doc, parent, _("Changed"), ""));
}

void loops_list(
        const struct step_context *ctx, const struct record *record, struct doc *doc, struct doc_node *parent)
{
	struct doc_node *list = doc_add(doc, parent, DOC_LIST, ROLE_TEXT, "");
	for (size_t i = 0; i < record->loop_count; i++) {
		const struct loop *loop = &record->loops[i];
		struct doc_node *item = doc_item(doc, list, entity_ref(ENTITY_FEEDBACK, loop->id), "");
		doc_span(doc, item, ROLE_ACCENT, ref_text(doc->arena, item->ref));
		doc_spanf(doc, item, ROLE_TEXT, "  %s", loop_say(ctx, doc->arena, loop));
	}
}

static const char *note_title(const struct note *note)
{
	if (note_is_focus(note))
		return _("focus");
	switch (note->kind) {
	case NOTE_LEARNING:
		return _("learned");
	case NOTE_PARKED:
		return _("parked");
	case NOTE_AGREEMENT:
		return _("agreement");
	}
	return "";
}

void goals_list(
        const struct step_context *ctx, const struct record *record, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	struct doc_node *list = doc_add(doc, parent, DOC_LIST, ROLE_TEXT, "");
	list->key = "goals";
	for (size_t i = 0; i < record->goal_count; i++) {
		const struct goal *goal = &record->goals[i];
		const char *numbers = goal_numbers(arena, goal);
		doc_item(doc, list, entity_ref(ENTITY_GOAL, goal->id),
		        arena_printf(arena, "%s: %s%s%s",
		                goal->owner_id ? person(ctx, goal->owner_id) : _("team"), goal->text,
		                strempty(numbers) ? "" : " · ", numbers));
	}
}

void notes_list(const struct record *record, struct doc *doc, struct doc_node *parent)
{
	struct doc_node *list = doc_add(doc, parent, DOC_LIST, ROLE_TEXT, "");
	list->key = "notes";
	for (size_t i = 0; i < record->note_count; i++)
		doc_item(doc, list, entity_ref(ENTITY_NOTE, record->notes[i].id),
		        arena_printf(
		                doc->arena, "%s: %s", note_title(&record->notes[i]), record->notes[i].text));
}

static void thanks_doc(
        const struct step_context *ctx, const struct record *record, struct doc *doc, struct doc_node *parent)
{
	if (record->kudos_count) {
		struct doc_node *list =
		        doc_add(doc, doc_section(doc, parent, _("Thanks"), ""), DOC_LIST, ROLE_TEXT, "");
		list->key = "kudos";
		for (size_t i = 0; i < record->kudos_count; i++) {
			const struct kudos *k = &record->kudos[i];
			doc_item(doc, list, entity_ref(ENTITY_KUDOS, k->id),
			        arena_printf(doc->arena, "%s: %s – %s", person(ctx, k->to_id), k->behaviour,
			                k->effect));
		}
	}
	if (record->goal_count)
		goals_list(ctx, record, doc, doc_section(doc, parent, _("Goals"), ""));
	if (record->note_count)
		notes_list(record, doc, doc_section(doc, parent, _("Notes"), ""));
}

static void round_doc(
        const struct step_context *ctx, const struct record *record, struct doc *doc, struct doc_node *parent)
{
	static const struct doc_column columns[] = {
	        {.key = "member", .title = ""},
	        {.key = "since", .title = N_("since yesterday"), .weight = 1, .wrap = true},
	        {.key = "today", .title = N_("today"), .weight = 1, .wrap = true},
	        {.key = "blocked", .title = N_("blocked by"), .weight = 1, .wrap = true},
	};
	if (!record->round_count)
		return;
	struct doc_node *rows = table(doc, doc_section(doc, parent, _("Round"), ""), "round", columns, 4);
	for (size_t i = 0; i < record->round_count; i++) {
		const struct round_entry *entry = &record->rounds[i];
		struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_ROUND, entry->id));
		row->focusable = false;
		doc_cell(doc, row, person(ctx, entry->member_id));
		doc_cell(doc, row, entry->since);
		doc_cell(doc, row, entry->today);
		doc_cell(doc, row, entry->blocked);
	}
}

void record_doc(
        const struct step_context *ctx, const struct record *record, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	const struct meeting *meeting = record->meeting;
	doc_field(doc, parent, "leader", _("led by"), person(ctx, meeting->leader_id));
	doc_field(doc, parent, "present", C_("attendance", "here"),
	        record->present_count ? say_list(arena, record->present, record->present_count) : say_dash());
	if (record->absent_count)
		doc_field(doc, parent, "absent", _("not here"),
		        say_list(arena, record->absent, record->absent_count));
	heard_doc(ctx, record, doc, parent);
	decided_doc(ctx, record, doc, parent);
	if (record->loop_count)
		loops_list(ctx, record, doc, doc_section(doc, parent, _("Back to the customer"), ""));
	thanks_doc(ctx, record, doc, parent);
	round_doc(ctx, record, doc, parent);
}
