/* Every subcommand: one file in commands/, one row here and in commands.c. */
#pragma once

#include "app.h"

extern const struct app_command action_command;
extern const struct app_command backup_command;
extern const struct app_command check_command;
extern const struct app_command completion_command;
extern const struct app_command decision_command;
extern const struct app_command demo_command;
extern const struct app_command doctor_command;
extern const struct app_command export_command;
extern const struct app_command feedback_command;
extern const struct app_command forget_command;
extern const struct app_command goal_command;
extern const struct app_command history_command;
extern const struct app_command import_command;
extern const struct app_command init_command;
extern const struct app_command journey_command;
extern const struct app_command kpi_command;
extern const struct app_command kudos_command;
extern const struct app_command log_command;
extern const struct app_command me_command;
extern const struct app_command meet_command;
extern const struct app_command member_command;
extern const struct app_command minutes_command;
extern const struct app_command note_command;
extern const struct app_command promises_command;
extern const struct app_command redo_command;
extern const struct app_command restore_command;
extern const struct app_command scores_command;
extern const struct app_command themes_command;
extern const struct app_command undo_command;
extern const struct app_command you_said_command;
