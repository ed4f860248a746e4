/* What was done, in plain words: for undo, redo and the history. */
#include "services.h"

#include <string.h>

#include <dagstart/store/journal.h>

static const struct {
	const char *verb, *said;
} phrases[] = {
        {"action.add", N_("%s made")},
        {"action.answer", N_("%s answered by another team")},
        {"action.block", N_("%s blocked")},
        {"action.done", N_("%s done")},
        {"action.drop", N_("%s dropped")},
        {"action.escalate", N_("%s given to another team")},
        {"action.forecast", N_("%s has a forecast")},
        {"action.hand", N_("%s handed over")},
        {"action.move", N_("%s moved")},
        {"action.reopen", N_("%s open again")},
        {"action.reword", N_("%s reworded")},
        {"decision.add", N_("%s decided")},
        {"decision.replace", N_("%s decided anew")},
        {"decision.review", N_("%s looked back at")},
        {"feedback.log", N_("%s logged")},
        {"forget", N_("a customer was forgotten")},
        {"goal.add", N_("%s written")},
        {"goal.reach", N_("%s reached")},
        {"goal.stop", N_("%s stopped")},
        {"goal.tick", N_("goal ticked")},
        {"goal.update", N_("goal updated")},
        {"import", N_("feedback imported")},
        {"kpi.add", N_("%s followed")},
        {"kpi.drop", N_("%s not followed any more")},
        {"kpi.set", N_("value of a KPI written down")},
        {"kudos.add", N_("%s thanks said")},
        {"loop.leave", N_("%s: the customer need not be told")},
        {"loop.own", N_("%s has an owner")},
        {"loop.reopen", N_("%s open again")},
        {"loop.tell", N_("%s: the customer was told")},
        {"meeting.close", N_("%s closed")},
        {"meeting.start", N_("%s begun")},
        {"meeting.unfinished", N_("%s closed unfinished")},
        {"member.add", N_("%s joined the team")},
        {"member.attend", N_("who is here")},
        {"member.away", N_("an absence was noted")},
        {"member.change", N_("%s changed")},
        {"member.lead", N_("who leads")},
        {"member.leave", N_("%s left the team")},
        {"note.add", N_("%s noted")},
        {"note.agree", N_("%s agreed")},
        {"note.close", N_("%s dealt with")},
        {"note.park", N_("%s parked")},
        {"promise.judge", N_("%s judged")},
        {"redo", N_("%s: done again")},
        {"retention", N_("old words of customers were erased")},
        {"round.say", N_("what was said in the round")},
        {"round.tick", N_("goal ticked")},
        {"team.found", N_("the team was set up")},
        {"theme.adopt", N_("%s made")},
        {"theme.merge", N_("%s merged")},
        {"theme.rename", N_("%s renamed")},
        {"theme.split", N_("%s split")},
        {"undo", N_("%s: taken back")},
};

/* What else changes with some of them, by the letter of its kind. */
static const struct {
	const char *verb;
	char letter;
	const char *said;
} kinds[] = {
        {"round.next", 'R', N_("a turn in the round")},
        {"round.previous", 'R', N_("a turn in the round")},
        {"step.go", 'R', N_("a turn in the round")},
        {"step.next", 'M', N_("%s closed")},
        {"step.next", 'R', N_("a turn in the round")},
        {"step.previous", 'R', N_("a turn in the round")},
        {"goal.tick", 'G', N_("%s ticked")},
        {"goal.update", 'G', N_("%s updated")},
        {"round.tick", 'G', N_("%s ticked")},
        {"import", 'T', N_("theme %s came with an import")},
        {"team.found", 'P', N_("%s joined the team")},
        {"theme.adopt", 'V', N_("its answers went along")},
        {"theme.merge", 'V', N_("its answers went along")},
        {"theme.split", 'V', N_("its answers went along")},
};

/* Things without an id that people meet are called by what they are. */
static const char *what_of(const struct step_context *ctx, struct arena *arena, struct ref ref)
{
	static const char met[] = "ADKNGIFMTB";
	struct ref shown = entity_shown(ref);
	enum entity entity = entity_of_letter(ref.letter);
	if (entity == ENTITY_MEMBER)
		return str_or(members_name(ctx->members, ref.id), ref_text(arena, shown));
	return strchr(met, shown.letter) ? ref_text(arena, shown) : _(entity_name(entity));
}

static const char *phrase_of(const char *verb, char letter)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (kinds[i].letter == letter && streq(kinds[i].verb, verb))
			return _(kinds[i].said);
	for (size_t i = 0; i < sizeof(phrases) / sizeof(*phrases); i++)
		if (streq(phrases[i].verb, verb))
			return _(phrases[i].said);
	return NULL;
}

static const char *fill(struct arena *arena, const char *said, const char *what)
{
	const char *at = strstr(said, "%s");
	return at ? arena_printf(arena, "%.*s%s%s", (int)(at - said), said, what, at + 2) : said;
}

const char *change_say(const struct step_context *ctx, struct arena *arena, const char *verb, struct ref ref)
{
	const char *what = what_of(ctx, arena, ref), *said = phrase_of(verb, ref.letter);
	return said ? fill(arena, said, what) : what;
}

const char *change_say_entry(
        const struct step_context *ctx, struct arena *arena, const struct journal_entry *entry)
{
	const char *said = phrase_of(entry->verb, entry->ref.letter);
	bool named = entry->ref.letter == entity_letter(ENTITY_MEMBER) || strempty(entry->about);
	if (!said)
		said = !entry->before ? _("%s made") : !entry->after ? _("%s taken away") : _("%s changed");
	said = fill(arena, said, what_of(ctx, arena, entry->ref));
	return named ? said : arena_printf(arena, "%s · %s", said, entry->about);
}

const char *change_by(const struct step_context *ctx, const struct journal_entry *entry)
{
	const char *name = members_name(ctx->members, entry->member_id);
	if (!strempty(name))
		return name;
	if (streq(entry->origin, "demo"))
		return _("the sample team");
	return streq(entry->origin, "init") ? _("the set-up") : str_or(entry->origin, say_dash());
}
