/* Looking at all configuration files at once: for `check` and `doctor`. */
#pragma once

struct app;
struct problems;

/* Settings, agendas, keys, themes and words, the built-in ones and those of the user and the team. Settings
 * are loaded into app->settings. *ret_files counts the files of one's own that were found (may be NULL). */
void look_at_files(struct app *app, struct problems *problems, int *ret_files);
