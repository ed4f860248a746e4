/* Opening what a command needs, in order: language, settings and clock, the store, the session. Each says
 * itself what is wrong and returns an exit code; EXIT_DONE means go on. */
#pragma once

#include <dagstart/base/err.h>

#include "app.h"

/* The language of the first words, before any file is read: --lang, else that of the environment. */
int boot_language(struct app *app);
/* See i18n_codeset(): of the environment. */
const char *boot_codeset(void);
/* The language of who is told something before the settings were read, or instead of it: of the settings and
 * the store as far as they can be read. Nothing is said of what can't, and nothing but words depends on it.
 */
void boot_speak(struct app *app);
/* Where things are, without a problem of the settings being told: for those who look at them. */
int boot_places(struct app *app);
int boot_store(struct app *app);
int boot_session(struct app *app);
/* Of a store that is open already, for a command whose work is done: nothing is asked and nothing said. */
bool boot_session_alone(struct app *app, struct err *err) MUST_CHECK;
/* All that `needs` stands for. */
int boot(struct app *app, enum app_needs needs);

/* Whether there is no store with a team in it yet. A store that can't be opened is told, and not tried again;
 * what else is wrong is left to boot_store(). What is read from then on is of one state, until
 * store_read_end(). */
int boot_is_new(struct app *app, bool *ret);
/* Reads the settings again, for a team whose file was just written. */
int boot_settings_again(struct app *app);
