/* Folders whose exports are taken in at the start of a meeting. */
#pragma once

struct app;

/* Takes in what is new in the folders of the settings. What came of it in a line a file; "" for nothing. A
 * file that cannot be taken in is told each time, until somebody settles it with `dagstart import`. */
const char *inbox_take(struct app *app);
