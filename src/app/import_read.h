/* How a file of feedback was read, told to who sits at the terminal: a short paragraph. */
#pragma once

struct app;
struct intake_report;

/* What a column is taken for, translated; NULL where nobody needs to know. */
const char *import_read_role(int role);
/* On standard error: the file, its layout, which column is what, how many rows, and what to mind. Nothing
 * where not even its columns were found. */
void import_read_tell(struct app *app, const struct intake_report *report);
