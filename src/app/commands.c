#include "commands.h"

#include <stdlib.h>
#include <string.h>

#include <dagstart/base/i18n.h>

const struct option_row global_options[] = {
        {"db", N_("FILE|URL"), N_("the team's store")},
        {"config", N_("FILE"), N_("the settings of this person or machine")},
        {"lang", "nl|en", N_("the language")},
        {"as", N_("NAME"), N_("who sits here")},
        {"plain", NULL, N_("linear text instead of a screen")},
        {"read-only", NULL, N_("nothing can be changed")},
        {"big", NULL, N_("large text where there is room")},
        {"script", N_("FILE"), N_("commands from a file, without a terminal")},
        {"help", NULL, N_("this text")},
        {"version", NULL, N_("which version this is")},
        {0},
};

/* sorted by name */
const struct app_command *const command_table[] = {
        &action_command,
        &backup_command,
        &check_command,
        &completion_command,
        &decision_command,
        &demo_command,
        &doctor_command,
        &export_command,
        &feedback_command,
        &forget_command,
        &goal_command,
        &history_command,
        &import_command,
        &init_command,
        &journey_command,
        &kpi_command,
        &kudos_command,
        &log_command,
        &me_command,
        &meet_command,
        &member_command,
        &minutes_command,
        &note_command,
        &promises_command,
        &redo_command,
        &restore_command,
        &scores_command,
        &themes_command,
        &undo_command,
        &you_said_command,
};
const size_t command_count = sizeof(command_table) / sizeof(*command_table);

static int by_name(const void *name, const void *row)
{
	const struct app_command *const *command = row;
	return strcmp(name, (*command)->name);
}

const struct app_command *command_find(const char *name)
{
	const struct app_command *const *row =
	        bsearch(name, command_table, command_count, sizeof(*command_table), by_name);
	return row ? *row : NULL;
}
