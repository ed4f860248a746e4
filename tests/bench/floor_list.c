#include "floor_list.h"

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <unistd.h>

#include <ncurses.h>

enum { FLOOR_TOP = 2, FLOOR_CLOCK_COL = 80 };

/* The bytes of a text that fit the row, whole characters only. */
static int floor_list_fit(const char *text)
{
	int len = 0;
	while (len < FLOOR_WIDTH && text[len])
		len++;
	while (len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
		len--;
	return len;
}

static void floor_list_row(const struct floor_list *l, int row)
{
	attrset(row == l->at ? A_REVERSE : A_NORMAL);
	int len = floor_list_fit(l->text[row]);
	mvprintw(FLOOR_TOP + row, 0, "%.*s%*s", len, l->text[row], FLOOR_WIDTH - len, "");
	attrset(A_NORMAL);
}

void floor_list_open(struct floor_list *l)
{
	(void)setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	curs_set(0);
	start_color();
	use_default_colors();
	set_escdelay(25);
	nodelay(stdscr, TRUE);
	mvaddstr(0, 0, "FLOOR READY");
	for (int row = 0; row < FLOOR_ROWS; row++)
		floor_list_row(l, row);
	refresh();
}

static void floor_list_move(struct floor_list *l, int step)
{
	int from = l->at;
	l->at = (l->at + FLOOR_ROWS + step) % FLOOR_ROWS;
	floor_list_row(l, from);
	floor_list_row(l, l->at);
}

bool floor_list_key(struct floor_list *l, int wait_ms)
{
	struct pollfd want = {.fd = STDIN_FILENO, .events = POLLIN};
	int ready = poll(&want, 1, wait_ms);
	if (ready < 0)
		return errno == EINTR;
	if (ready == 0)
		return true;
	int key = getch();
	/* Readable, yet no key: the terminal has gone. */
	if (key == 'q' || (key == ERR && (want.revents & (POLLHUP | POLLERR))))
		return false;
	if (key == 'j' || key == KEY_DOWN)
		floor_list_move(l, 1);
	else if (key == 'k' || key == KEY_UP)
		floor_list_move(l, -1);
	refresh();
	return true;
}

void floor_list_clock(int hour, int minute, int second)
{
	mvprintw(0, FLOOR_CLOCK_COL, "%02d:%02d:%02d", hour, minute, second);
	refresh();
}

void floor_list_close(void)
{
	endwin();
}
