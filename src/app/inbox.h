/* Folders whose exports are taken in at the start of a meeting. A file is known by what it holds: under
 * another name it is not taken in again, changed it is. What cannot be taken in is told once; `doctor` goes
 * on telling. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct app;

struct inbox_talk {
	/* How far it is, in a few words; false stops it, and nothing of that file is taken in. */
	bool (*step)(void *user, const char *words);
	void *user;
};

struct inbox_news {
	const char *text; /* one line; "" nothing */
	bool bad; /* there is something to see to */
};

/* Takes in what is new in the folders of the settings, except what is still being written. */
struct inbox_news inbox_take(struct app *app, const struct inbox_talk *talk);

/* What lies there that could not be taken in, with the reason as it is now, and folders that can't be read.
 */
size_t inbox_look(struct app *app, const char ***ret);
