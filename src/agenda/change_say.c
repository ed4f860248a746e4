/* What was done, in plain words: for undo, redo and the history. */
#include "change_say.h"

#include <string.h>

#include <dagstart/store/journal.h>

#include "services.h"

static const struct {
	const char *verb, *said;
} phrases[] = {
        {"action.add", N_("%s added")},
        {"action.answer", N_("%s answered by the other team")},
        {"action.block", N_("%s blocked")},
        {"action.done", N_("%s done")},
        {"action.drop", N_("%s dropped")},
        {"action.escalate", N_("%s passed to another team")},
        {"action.forecast", N_("%s: forecast written down")},
        {"action.hand", N_("%s handed over")},
        {"action.move", N_("%s moved to another day")},
        {"action.reopen", N_("%s opened again")},
        {"action.reword", N_("%s reworded")},
        {"ahead.focus", N_("%s: focus of the week")},
        {"decision.add", N_("%s decided")},
        {"decision.replace", N_("%s decided in place of another")},
        {"decision.review", N_("%s looked back on")},
        {"feedback.log", N_("%s logged")},
        {"forget", N_("a customer was forgotten")},
        {"goal.add", N_("%s set")},
        {"goal.reach", N_("%s reached")},
        {"goal.stop", N_("%s stopped")},
        {"goal.tick", N_("a goal was ticked")},
        {"goal.update", N_("progress of a goal noted")},
        {"import", N_("feedback imported")},
        {"kpi.add", N_("an internal figure added")},
        {"kpi.drop", N_("an internal figure dropped")},
        {"kpi.set", N_("value of an internal figure written down")},
        {"kudos.add", N_("%s: thanks given")},
        {"loop.leave", N_("%s: the customer need not be told")},
        {"loop.own", N_("%s has an owner")},
        {"loop.reopen", N_("%s open again")},
        {"loop.tell", N_("%s: the customer was told")},
        {"meeting.close", N_("%s closed")},
        {"meeting.start", N_("%s opened")},
        {"meeting.take", N_("%s taken over")},
        {"meeting.unfinished", N_("%s closed unfinished")},
        {"member.add", N_("%s joined the team")},
        {"member.attend", N_("it was noted who is here")},
        {"member.away", N_("an absence was noted")},
        {"member.change", N_("%s: details changed")},
        {"member.lead", N_("somebody else leads the meeting")},
        {"member.leave", N_("%s left the team")},
        {"note.add", N_("%s written")},
        {"note.agree", N_("%s became an agreement")},
        {"note.close", N_("%s dealt with")},
        {"note.park", N_("%s parked")},
        {"promise.judge", N_("%s: verdict kept")},
        {"redo", N_("%s: done again")},
        {"retention", N_("old words of customers were erased")},
        {"round.say", N_("a turn in the round written down")},
        {"round.tick", N_("a goal was ticked")},
        {"scores.rebase", N_("%s: new baseline")},
        {"team.found", N_("the team was set up")},
        {"theme.adopt", N_("%s: new theme")},
        {"theme.merge", N_("%s merged with another theme")},
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
        {"goal.tick", 'G', N_("%s ticked")},
        {"goal.update", 'G', N_("%s: progress noted")},
        {"import", 'T', N_("%s: theme of an import")},
        {"round.next", 'R', N_("a turn in the round")},
        {"round.previous", 'R', N_("a turn in the round")},
        {"round.tick", 'G', N_("%s ticked")},
        {"step.go", 'R', N_("a turn in the round")},
        {"step.next", 'M', N_("%s closed")},
        {"step.next", 'R', N_("a turn in the round")},
        {"step.previous", 'R', N_("a turn in the round")},
        {"team.found", 'P', N_("%s joined the team")},
        {"theme.adopt", 'V', N_("its answers went along")},
        {"theme.merge", 'V', N_("its answers went along")},
        {"theme.split", 'V', N_("its answers went along")},
};

/* Of things that came about by another verb: those of the sample team, and those that go along. */
static const struct {
	char letter;
	const char *made, *changed;
} others[] = {
        {'A', N_("%s added"), NULL},
        {'B', N_("feedback imported"), NULL},
        {'C', N_("progress of a goal noted"), N_("progress of a goal noted anew")},
        {'D', N_("%s decided"), NULL},
        {'E', N_("value of an internal figure written down"), N_("value of an internal figure changed")},
        {'F', N_("%s logged"), NULL},
        {'G', N_("%s set"), NULL},
        {'H', N_("an absence was noted"), N_("an absence was changed")},
        {'I', N_("%s written"), NULL},
        {'J', N_("%s: verdict kept"), N_("%s: verdict changed")},
        {'K', N_("%s: thanks given"), NULL},
        {'L', N_("%s: follow-up noted"), N_("%s: follow-up changed")},
        {'M', N_("%s held"), N_("%s changed")},
        {'N', N_("%s written"), NULL},
        {'P', N_("%s joined the team"), N_("%s: details changed")},
        {'Q', N_("an internal figure added"), N_("an internal figure changed")},
        {'R', N_("a turn in the round"), N_("a turn in the round")},
        {'S', N_("it was noted who is here"), N_("it was noted who is here")},
        {'T', N_("%s: new theme"), NULL},
        {'V', N_("its answers went along"), N_("its answers went along")},
        {'Z', N_("the team was set up"), N_("the team was changed")},
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

static const char *phrase_of_entry(const struct journal_entry *entry)
{
	const char *said = phrase_of(entry->verb, entry->ref.letter), *other = NULL;
	/* What a decision is put in the place of. */
	if (streq(entry->verb, "decision.replace") && entry->before)
		return _("%s replaced by another decision");
	for (size_t i = 0; !said && i < sizeof(others) / sizeof(*others); i++)
		if (others[i].letter == entry->ref.letter && entry->after)
			other = entry->before ? others[i].changed : others[i].made;
	if (said || other)
		return said ? said : _(other);
	return !entry->before ? _("%s made") : !entry->after ? _("%s taken away") : _("%s changed");
}

const char *change_say(const struct step_context *ctx, struct arena *arena, const char *verb, struct ref ref)
{
	const char *what = what_of(ctx, arena, ref), *said = phrase_of(verb, ref.letter);
	return said ? fill(arena, said, what) : what;
}

const char *change_say_entry(
        const struct step_context *ctx, struct arena *arena, const struct journal_entry *entry)
{
	const char *said = phrase_of_entry(entry);
	bool named = entry->ref.letter == entity_letter(ENTITY_MEMBER) || strempty(entry->about);
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
