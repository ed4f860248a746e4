/* Signals as bytes of a pipe that the loop polls. The handler does nothing else, but for one thing: when the
 * terminal is gone or the end is asked for, the program ends within two seconds whatever it hangs in. */
#pragma once

#include <dagstart/base/err.h>

/* Catches what concerns a screen; the descriptor to poll. Once a program. */
bool signals_open(int *ret_fd, struct err *err) MUST_CHECK;
/* The next signal that came; 0 none. */
int signals_next(int fd);
/* Ctrl-C while a deed runs that has no screen, being told to end, or the terminal gone: between these two it
 * is only noted, so that the deed can be given up as a whole and leaves nothing half done; another one ends
 * the program there and then. What is ignored stays so. False where it is noted already, or not at all. */
bool signals_note_stop(void);
void signals_note_end(void);
/* Whether it came since; asked by any thread. */
bool signals_stopped(void);
/* Ends the program in a second, if it is then still there. */
void signals_end_soon(void);
/* A slow disk is no terminal that hangs: while text is not kept yet the end waits some seconds longer. */
void signals_wait_for_disk(bool wait);
