#include "tables.h"

#include <stdlib.h>
#include <string.h>

/* sorted by name */
const struct step_ops *const step_table[] = {
        &ahead_step,
        &aims_step,
        &close_step,
        &forecasts_step,
        &ideas_step,
        &improve_step,
        &journey_step,
        &opening_step,
        &promises_step,
        &reviews_step,
        &round_step,
        &scores_step,
        &thanks_step,
        &topics_step,
        &voice_step,
        &wins_step,
};
const size_t step_count = sizeof(step_table) / sizeof(*step_table);

/* sorted by name */
const struct step_ops *const page_table[] = {
        &actions_page,
        &decision_page,
        &decisions_page,
        &feedback_page,
        &found_page,
        &goals_page,
        &heard_page,
        &history_page,
        &journey_page,
        &kpis_page,
        &kudos_page,
        &ledger_page,
        &loops_page,
        &me_page,
        &members_page,
        &notes_page,
        &quote_page,
        &score_page,
        &scores_page,
        &search_page,
        &themes_page,
        &you_said_page,
};
const size_t page_count = sizeof(page_table) / sizeof(*page_table);

const struct command *const command_tables[] = {
        action_close_commands,
        action_commands,
        action_escalate_commands,
        decision_commands,
        feedback_commands,
        goal_commands,
        journal_commands,
        kpi_commands,
        kudos_commands,
        loop_commands,
        member_commands,
        note_commands,
        promise_commands,
        quotes_commands,
        score_commands,
        theme_commands,
        view_commands,
        walk_commands,
};
const size_t command_table_count = sizeof(command_tables) / sizeof(*command_tables);

static int by_name(const void *name, const void *row)
{
	const struct step_ops *const *ops = row;
	return strcmp(name, (*ops)->name);
}

const struct step_ops *step_find(const char *name)
{
	const struct step_ops *const *row =
	        bsearch(name, step_table, step_count, sizeof(*step_table), by_name);
	return row ? *row : NULL;
}

const struct step_ops *page_find(const char *name)
{
	const struct step_ops *const *row =
	        bsearch(name, page_table, page_count, sizeof(*page_table), by_name);
	return row ? *row : NULL;
}
