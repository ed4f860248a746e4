/* What helps while a form is being filled in: what a typed day means, SMART, who will see thanks, how many
 * answers a forecast takes. */
#include "ledger.h"

#include <dagstart/domain/due.h>
#include <dagstart/domain/smart.h>

/* Each stays whole where the line ends. */
static void note_line(struct doc *notes, bool good, const char *yes, const char *no)
{
	struct str words = str_new(notes->arena);
	str_add(&words, good ? "✓" : "–");
	str_add(&words, "\u00A0");
	for (const char *c = good ? yes : no; *c; c++)
		str_addf(&words, "%.*s", *c == ' ' ? 2 : 1, *c == ' ' ? "\u00A0" : c);
	str_add(&words, "   ");
	doc_span(notes, notes->root->last, good ? ROLE_GOOD : ROLE_QUIET, words.text);
}

static void day_note(
        const struct step_context *ctx, const struct args *args, const char *name, struct doc *notes)
{
	const char *value = arg_text(ctx, args, name);
	int32_t day = 0;
	if (strempty(value))
		return;
	if (!due_parse(value, ctx->today, &day)) {
		doc_para(notes, notes->root, ROLE_WATCH, _("not a day yet: fri, +7, 31 mar"));
		return;
	}
	const char *free_day = calendar_is_working(ctx->calendar, day) ? "" : _(" · not a working day");
	const char *past = day < ctx->today ? _(" · in the past") : "";
	doc_paraf(
	        notes, notes->root, ROLE_QUIET, "→ %s%s%s", say_day_long(notes->arena, day), free_day, past);
}

/* The receiver's choice, before anything is written about somebody. */
static void kudos_note(const struct step_context *ctx, const struct args *args, struct doc *notes)
{
	const struct member *to = members_find(ctx->arena, ctx->members, arg_text(ctx, args, "to"));
	if (to)
		doc_para(notes, notes->root, ROLE_QUIET,
		        kudos_seen_by(notes->arena, to->name, to->kudos_private));
}

void form_notes(
        const struct step_context *ctx, const char *command, const struct args *args, struct doc *notes)
{
	if (streq(command, "kudos.add"))
		kudos_note(ctx, args, notes);
	bool decision = streq(command, "decision.add");
	if (!streq(command, "action.add") && !decision) {
		static const char *const days[] = {"due", "forecast_day", "again", "answer_by"};
		for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
			day_note(ctx, args, days[i], notes);
		forecast_notes(ctx, args, notes);
		return;
	}
	const char *effect = arg_text(ctx, args, "effect");
	int32_t day = 0;
	bool has_day = due_parse(arg_text(ctx, args, decision ? "review" : "due"), ctx->today, &day);
	struct smart smart = smart_check(&(struct smart_input){
	        .text = arg_text(ctx, args, "text"),
	        .effect = effect,
	        .has_owner = members_find(ctx->arena, ctx->members, arg_text(ctx, args, "owner")) != NULL,
	        .has_day = has_day,
	        .members = ctx->members,
	});
	doc_para(notes, notes->root, ROLE_QUIET, "");
	note_line(notes, smart.who, _("who"), _("who?"));
	note_line(notes, smart.what, _("what"), _("what will be seen or counted?"));
	note_line(notes, smart.when, _("by when"), _("by when?"));
	note_line(notes, smart.effect, _("effect on the customer"), _("what will the customer notice?"));
	day_note(ctx, args, decision ? "review" : "due", notes);
}
