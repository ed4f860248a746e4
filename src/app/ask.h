/* Questions to whoever sits at the terminal. */
#pragma once

#include <stdbool.h>

struct app;
struct intake_question;
struct intake_report;

/* Shows the readings of a question of the importer and waits for one: the value of the question's flag; NULL
 * where nobody answers. Only where ask_can(). */
const char *ask_reading(const struct app *app, const char *file, const struct intake_question *question);
/* Which flags would settle all that is open, for who reads it later. */
void ask_tell(const struct app *app, const struct intake_report *report);

/* Whether somebody sits there who can be asked; and a question that only the whole word "yes", or its
 * translation, answers with yes. */
bool ask_can(void);
bool ask_yes(const struct app *app, const char *question);
