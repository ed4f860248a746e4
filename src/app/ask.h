/* Questions to whoever sits at the terminal. */
#pragma once

#include <stdbool.h>

struct app;
struct err;
struct intake_options;
struct intake_report;

/* Shows the readings and waits for one: the value of the question's flag; NULL where nobody answers or there
 * is no terminal to ask at. */
const char *ask_reading(const struct app *app, const struct intake_options *options,
        const struct intake_report *report, const struct err *err);
/* Which flags would settle it, for who reads it later. */
void ask_tell(const struct app *app, const struct intake_report *report);

/* Whether somebody sits there who can be asked; and a question that only the whole word "yes", or its
 * translation, answers with yes. */
bool ask_can(void);
bool ask_yes(const struct app *app, const char *question);
