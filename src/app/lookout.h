/* When the store is looked at for what others wrote: after signs in its folder, until nobody is in the middle
 * of writing; once a second where the folder can't be watched. */
#pragma once

#include <stdint.h>

struct app;

struct lookout {
	struct app *app; /* while it has no session there is nothing to look at */
	void (*look)(void *user); /* shows what is committed by now */
	void *user;
	int64_t due_ms; /* by the machine's steady clock; 0 never */
	int gap_ms; /* of the looks that follow a sign */
};

/* To poll() for reading; -1 while a look is due anyway. When it is ready: lookout_stirs(). */
int lookout_fd(const struct lookout *lookout);
void lookout_stirs(struct lookout *lookout);
/* When it is due. */
void lookout_again(struct lookout *lookout);
/* After we wrote, or may have. */
void lookout_after_writing(struct lookout *lookout);
/* Each second that the clock runs, after the meeting's time was kept. */
void lookout_tick(struct lookout *lookout);
/* Before each wait: an unwatched store has to be looked at in a second. */
void lookout_set(struct lookout *lookout);
