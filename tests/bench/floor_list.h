/* The least that a terminal program with a list can do: one full paint through curses, then one moved row a
 * key. The floors share it, so that what differs between them is only what each adds. */
#pragma once

#include <stdbool.h>

enum { FLOOR_ROWS = 20, FLOOR_WIDTH = 100, FLOOR_TEXT = 512 };

struct floor_list {
	char text[FLOOR_ROWS][FLOOR_TEXT]; /* UTF-8 without line ends */
	int at;
};

/* Starts curses and paints all rows; `FLOOR READY` then stands on the first line. */
void floor_list_open(struct floor_list *l);

/* Waits for a key, at most `wait_ms` (-1: for ever), and moves. False after `q` or when the input has ended.
 */
bool floor_list_key(struct floor_list *l, int wait_ms);

/* Writes the time of day at a fixed place and nothing else. */
void floor_list_clock(int hour, int minute, int second);

void floor_list_close(void);
