/* Floor of a running clock: asleep until the next full second, then a repaint of its digits. */
#include <stdio.h>
#include <time.h>

#include "floor_list.h"

static int ms_to_next_second(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	/* One more than the rest, since poll() may wake in the last millisecond before it. */
	return (int)((1000000000L - now.tv_nsec) / 1000000L) + 1;
}

static void show_time(void)
{
	struct tm tm;
	time_t now = time(NULL);
	localtime_r(&now, &tm);
	floor_list_clock(tm.tm_hour, tm.tm_min, tm.tm_sec);
}

int main(void)
{
	struct floor_list list = {.at = 0};
	for (int row = 0; row < FLOOR_ROWS; row++)
		snprintf(list.text[row], FLOOR_TEXT, "20261120 %d Regel %d", row % 11, row);
	floor_list_open(&list);
	do
		show_time();
	while (floor_list_key(&list, ms_to_next_second()));
	floor_list_close();
	return 0;
}
