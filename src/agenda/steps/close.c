/* Close: what was decided, by whom, when it comes back; how long it took; who leads tomorrow. */
#include "../tables.h"
#include "../week.h"

#include <dagstart/store/meetings.h>

struct state {
	struct record record;
	int32_t next_day;
	int64_t next_leader;
};

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	UNUSED(args);
	*s = (struct state){0};
	if (!ctx->meeting)
		return err_say(err, ERR_MISSING, N_("no meeting is open"));
	s->next_day = meeting_next_day(ctx);
	if (!record_load(ctx, ctx->meeting, &s->record, err))
		return false;
	s->next_leader = ctx->meeting->next_leader_id;
	return s->next_leader || next_leader(ctx, s->next_day, ctx->meeting->leader_id, &s->next_leader, err);
}

static void agreed_doc(
        const struct step_context *ctx, const struct record *r, struct doc *doc, struct doc_node *parent)
{
	if (!r->action_count && !r->decision_count && !r->kudos_count && !r->note_count && !r->done_count &&
	        !r->changed_count && !r->goal_count && !r->loop_count)
		doc_para(doc, parent, ROLE_QUIET, _("Nothing was decided or promised in this meeting."));
	if (r->decision_count)
		decisions_table(ctx, "decisions", r->decisions, r->decision_count, doc,
		        doc_section(doc, parent, _("DECIDED"), ""));
	if (r->action_count)
		actions_table(ctx, "actions", r->actions, r->action_count, doc,
		        doc_section(doc, parent, _("PROMISED"), ""));
	if (r->done_count)
		actions_table(ctx, "finished", r->done, r->done_count, doc,
		        doc_section(doc, parent, _("FINISHED"), ""));
	if (r->changed_count)
		actions_table(ctx, "changed", r->changed, r->changed_count, doc,
		        doc_section(doc, parent, _("CHANGED"), ""));
	if (r->loop_count)
		loops_list(ctx, r, doc, doc_section(doc, parent, _("BACK TO THE CUSTOMER"), ""));
	if (r->kudos_count)
		doc_paraf(doc, parent, ROLE_TEXT,
		        P_("%zu thank-you was said", "%zu thank-yous were said", r->kudos_count),
		        r->kudos_count);
	if (r->goal_count)
		goals_list(ctx, r, doc, doc_section(doc, parent, _("GOALS"), ""));
	if (r->note_count)
		notes_list(r, doc, doc_section(doc, parent, _("NOTES"), ""));
}

static void time_doc(const struct step_context *ctx, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	int planned = meeting_planned_s(ctx->meeting);
	int64_t used = meeting_used_ms(ctx->meeting);
	struct doc_node *field = doc_field(doc, parent, "used", _("meeting"),
	        arena_printf(arena, _("%s of %s"), say_span(arena, used),
	                say_span(arena, (int64_t)planned * 1000)));
	field->strong = true;
	if (meeting_pace(used, planned) == PACE_OVER)
		field->role = ROLE_WATCH;
}

/* Where they can be read afterwards. */
static const char *minutes_place(const struct step_context *ctx)
{
	const char *folder = ctx->settings->local.minutes;
	if (!strempty(folder))
		return folder;
	return session_is_fleeting(ctx->session) ? _("gone with this team; `demo --keep FILE` keeps them")
	                                         : _("kept in the store: `dagstart minutes` prints them");
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	struct arena *arena = doc->arena;
	agreed_doc(ctx, &s->record, doc, parent);
	const char *left[MEETING_STEPS_MAX];
	size_t left_count = left_names(ctx->meeting, left);
	if (left_count && session_clock_runs(ctx->session))
		doc_field(doc, parent, "left", _("comes back next time"), say_list(arena, left, left_count))
		        ->role = ROLE_WATCH;
	time_doc(ctx, doc, parent);
	doc_field(doc, parent, "next", _("next meeting"), say_day_long(arena, s->next_day))->strong = true;
	doc_field(doc, parent, "next_leader", _("leads then"), person(ctx, s->next_leader))->strong = true;
	doc_field(doc, parent, "minutes", _("minutes"), minutes_place(ctx));
	doc_hint(doc, parent, _("{step.next} closes the meeting"));
}

const struct step_ops close_step = {
        .name = "close",
        .title = N_("Close"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
