/* What a command has done, in plain words: for undo, redo and the history. */
#include "services.h"

#include <string.h>

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
        {"decision.review", N_("%s looked back at")},
        {"feedback.log", N_("%s logged")},
        {"goal.add", N_("%s written")},
        {"goal.reach", N_("%s reached")},
        {"goal.stop", N_("%s stopped")},
        {"goal.tick", N_("goal ticked")},
        {"goal.update", N_("goal updated")},
        {"import", N_("feedback imported")},
        {"kudos.add", N_("%s thanks said")},
        {"loop.leave", N_("%s: the customer need not be told")},
        {"loop.own", N_("%s has an owner")},
        {"loop.reopen", N_("%s open again")},
        {"loop.tell", N_("%s: the customer was told")},
        {"meeting.close", N_("%s closed")},
        {"member.add", N_("%s joined the team")},
        {"member.attend", N_("who is here")},
        {"member.away", N_("an absence")},
        {"member.change", N_("%s changed")},
        {"member.lead", N_("who leads")},
        {"member.leave", N_("%s left the team")},
        {"note.add", N_("%s noted")},
        {"note.agree", N_("%s agreed")},
        {"note.close", N_("%s dealt with")},
        {"note.park", N_("%s parked")},
        {"promise.judge", N_("%s judged")},
        {"round.say", N_("what was said in the round")},
        {"round.tick", N_("goal ticked")},
        {"theme.adopt", N_("%s made")},
        {"theme.merge", N_("%s merged")},
        {"theme.rename", N_("%s renamed")},
        {"theme.split", N_("%s split")},
        {"team.found", N_("the team was set up")},
};

const char *change_say(const struct step_context *ctx, struct arena *arena, const char *verb, struct ref ref)
{
	const char *what = ref_text(arena, entity_shown(ref));
	if (entity_of_letter(ref.letter) == ENTITY_MEMBER)
		what = str_or(members_name(ctx->members, ref.id), what);
	for (size_t i = 0; i < sizeof(phrases) / sizeof(*phrases); i++) {
		if (!streq(phrases[i].verb, verb))
			continue;
		const char *said = _(phrases[i].said);
		const char *at = strstr(said, "%s");
		return at ? arena_printf(arena, "%.*s%s%s", (int)(at - said), said, what, at + 2) : said;
	}
	return what;
}
