/* All steps, pages and command tables by name: one row each here and in tables.c. */
#pragma once

#include "step.h"

extern const struct step_ops ahead_step;
extern const struct step_ops aims_step;
extern const struct step_ops close_step;
extern const struct step_ops forecasts_step;
extern const struct step_ops ideas_step;
extern const struct step_ops improve_step;
extern const struct step_ops journey_step;
extern const struct step_ops opening_step;
extern const struct step_ops promises_step;
extern const struct step_ops reviews_step;
extern const struct step_ops round_step;
extern const struct step_ops scores_step;
extern const struct step_ops thanks_step;
extern const struct step_ops topics_step;
extern const struct step_ops voice_step;
extern const struct step_ops wins_step;

extern const struct step_ops actions_page;
extern const struct step_ops decision_page;
extern const struct step_ops decisions_page;
extern const struct step_ops feedback_page;
extern const struct step_ops found_page;
extern const struct step_ops goals_page;
extern const struct step_ops heard_page;
extern const struct step_ops history_page;
extern const struct step_ops journey_page;
extern const struct step_ops kudos_page;
extern const struct step_ops kpis_page;
extern const struct step_ops ledger_page;
extern const struct step_ops loops_page;
extern const struct step_ops me_page;
extern const struct step_ops members_page;
extern const struct step_ops notes_page;
extern const struct step_ops quote_page;
extern const struct step_ops score_page;
extern const struct step_ops scores_page;
extern const struct step_ops search_page;
extern const struct step_ops themes_page;
extern const struct step_ops you_said_page;

extern const struct command action_close_commands[];
extern const struct command action_commands[];
extern const struct command action_escalate_commands[];
extern const struct command decision_commands[];
extern const struct command feedback_commands[];
extern const struct command goal_commands[];
extern const struct command journal_commands[];
extern const struct command kpi_commands[];
extern const struct command kudos_commands[];
extern const struct command loop_commands[];
extern const struct command member_commands[];
extern const struct command note_commands[];
extern const struct command promise_commands[];
extern const struct command quotes_commands[];
extern const struct command score_commands[];
extern const struct command theme_commands[];
extern const struct command view_commands[];
extern const struct command walk_commands[];
