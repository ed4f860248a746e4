/* The commands that the built-in key table speaks of, as the session will name them. */
#pragma once

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/tui/tui.h>

static const struct tui_command session_commands[] = {
        {"action.add", "action", NULL, true},
        {"action.answer", "answer of another team", NULL, true},
        {"action.block", "blocked", NULL, true},
        {"action.done", "done", NULL, true},
        {"action.drop", "drop", NULL, true},
        {"action.escalate", "to another team", NULL, true},
        {"action.forecast", "forecast", NULL, true},
        {"action.hand", "hand over", NULL, true},
        {"action.move", "move", NULL, true},
        {"action.reopen", "reopen", NULL, true},
        {"action.reword", "reword", NULL, true},
        {"ahead.focus", "next week's focus", "ahead", true},
        {"aims.next", "next goal", "aims", false},
        {"aims.previous", "goal back", "aims", false},
        {"back", "back", NULL, false},
        {"decision.add", "decide", NULL, true},
        {"decision.replace", "decide anew", NULL, true},
        {"decision.review", "look back", NULL, true},
        {"decision.show", "the decision in full", NULL, false},
        {"feedback.log", "log a customer's words", NULL, true},
        {"goal.add", "new goal", NULL, true},
        {"goal.reach", "reached", NULL, true},
        {"goal.stop", "stop the goal", NULL, true},
        {"goal.tick", "tick today", NULL, true},
        {"goal.update", "update", NULL, true},
        {"improve.choose", "today's bottleneck", "improve", false},
        {"improve.next", "next theme", "improve", false},
        {"init.found", "go on", "wizard", false},
        {"init.import", "take in a file", "wizard", false},
        {"kpi.add", "new internal figure", NULL, true},
        {"kpi.drop", "follow a figure no more", NULL, true},
        {"kpi.set", "value of a figure", NULL, true},
        {"kudos.add", "thanks", NULL, true},
        {"loop.leave", "not needed", NULL, true},
        {"loop.own", "give an owner", NULL, true},
        {"loop.reopen", "reopen", NULL, true},
        {"loop.tell", "customer told", NULL, true},
        {"mask.toggle", "mask", NULL, false},
        {"meeting.close", "close the meeting", NULL, true},
        {"meeting.take", "take over the meeting", NULL, true},
        {"member.add", "new member", NULL, true},
        {"member.attend", "here or not", NULL, true},
        {"member.away", "away", NULL, true},
        {"member.change", "change a member", NULL, true},
        {"member.lead", "leads today", NULL, true},
        {"member.leave", "leaves the team", NULL, true},
        {"note.add", "learned", NULL, true},
        {"note.agree", "agreement", NULL, true},
        {"note.close", "dealt with", NULL, true},
        {"note.park", "park", NULL, true},
        {"page.feedback", "all feedback", NULL, false},
        {"page.history", "history", NULL, false},
        {"page.ledger", "what came of our promises", NULL, false},
        {"page.loops", "customers to tell", NULL, false},
        {"page.me", "own goals", NULL, false},
        {"page.open", "open a page", NULL, false},
        {"page.said", "you said, we did", NULL, false},
        {"promise.judge", "verdict", NULL, true},
        {"quotes.open", "words behind it", NULL, false},
        {"search.more", "search further back", NULL, false},
        {"redo", "redo", NULL, true},
        {"round.next", "next speaker", "round", true},
        {"round.previous", "speaker back", "round", true},
        {"round.say", "write down what was said", "round", true},
        {"round.tick", "tick today", "round", true},
        {"scores.detail", "the score in depth", NULL, false},
        {"scores.open", "quotes behind it", NULL, false},
        {"step.go", "go to a step", NULL, true},
        {"step.next", "next step", NULL, true},
        {"step.previous", "step back", NULL, true},
        {"theme.adopt", "make a theme of it", NULL, true},
        {"theme.find", "look in the words", NULL, false},
        {"theme.merge", "merge themes", NULL, true},
        {"theme.rename", "rename theme", NULL, true},
        {"theme.split", "split theme", NULL, true},
        {"undo", "undo", NULL, true},
        {"voice.next", "next quote", "voice", true},
};

static inline const struct tui_command *all_commands(struct arena *arena, size_t *ret_count)
{
	size_t own = tui_own_command_count(), other = sizeof(session_commands) / sizeof(session_commands[0]);
	struct tui_command *all = arena_array_of(arena, struct tui_command, own + other);
	memcpy(all, tui_own_commands, own * sizeof(*all));
	memcpy(all + own, session_commands, sizeof(session_commands));
	*ret_count = own + other;
	return all;
}
