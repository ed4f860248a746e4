/* Floor of a terminal program: a list painted by curses, with no data behind it. */
#include <stdio.h>

#include "floor_list.h"

int main(void)
{
	struct floor_list list = {.at = 0};
	for (int row = 0; row < FLOOR_ROWS; row++)
		snprintf(list.text[row], FLOOR_TEXT,
		        "20261120 %d Regel %d: het pakket kwam een dag eerder dan beloofd", row % 11, row);
	floor_list_open(&list);
	while (floor_list_key(&list, -1))
		continue;
	floor_list_close();
	return 0;
}
