/* Commands that work on what is selected, and where nothing of that kind is to be seen: the line below does
 * not offer them there. */
#include "session_state.h"

#include <string.h>

/* By the letters of their kinds; "" whatever can be selected. */
static const struct {
	const char *command, *letters;
} on_rows[] = {
        {"action.answer", "A"},
        {"action.block", "A"},
        {"action.done", "A"},
        {"action.drop", "A"},
        {"action.escalate", "A"},
        {"action.forecast", "A"},
        {"action.hand", "A"},
        {"action.move", "A"},
        {"action.reopen", "A"},
        {"action.reword", "A"},
        {"decision.replace", "D"},
        {"decision.review", "D"},
        {"decision.show", "D"},
        {"goal.reach", "G"},
        {"goal.stop", "G"},
        {"goal.tick", "G"},
        {"goal.update", "G"},
        {"kpi.drop", "Q"},
        {"kpi.set", "Q"},
        {"loop.leave", "F"},
        {"loop.own", "F"},
        {"loop.reopen", "F"},
        {"loop.tell", "F"},
        {"member.attend", "P"},
        {"member.away", "P"},
        {"member.change", "P"},
        {"member.lead", "P"},
        {"member.leave", "P"},
        {"note.agree", "N"},
        {"note.close", "N"},
        {"promise.judge", "A"},
        {"quotes.open", ""},
        {"scores.detail", ""},
        {"scores.open", ""},
        {"theme.merge", "T"},
        {"theme.rename", "T"},
        {"theme.split", "T"},
};

_Static_assert(sizeof(on_rows) / sizeof(on_rows[0]) < IDLE_ROWS_MAX, "idle_rows() fills the list of a view");

static bool has_row(const struct doc *body, const char *letters)
{
	for (struct doc_node *node = body->root; node; node = doc_next(body->root, node))
		if (node->focusable && !node->hidden &&
		        (!*letters || (node->ref.letter && strchr(letters, node->ref.letter))))
			return true;
	return false;
}

size_t idle_rows(const struct doc *body, const char **ret)
{
	size_t count = 0;
	const char *letters = NULL;
	bool is_there = false;
	for (size_t i = 0; i < sizeof(on_rows) / sizeof(on_rows[0]); i++) {
		if (!letters || !streq(letters, on_rows[i].letters)) {
			letters = on_rows[i].letters;
			is_there = has_row(body, letters);
		}
		if (!is_there)
			ret[count++] = on_rows[i].command;
	}
	const struct doc_node *found = doc_find_key(body, "findings");
	if (!found || !found->first)
		ret[count++] = "theme.adopt";
	return count;
}
