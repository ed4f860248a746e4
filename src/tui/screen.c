/* The one file with state of its own: there is one terminal. terminfo says what it can do; paint.c decides
 * what is sent. */
#include <dagstart/tui/screen.h>

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unibilium.h>
#include <unistd.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "paint.h"

enum {
	CLOSE_WAIT_MS = 200, /* for a terminal that takes nothing any more */
	CLOSE_PIECE = 16, /* bytes that it is given at once then */
	CAP_BYTES = 64,
	NUMBER_BYTES = 12,
	CAPS_MAX = 24,
	FILLED_BYTES = 64,
	PARAMS = 9, /* of the little machine of terminfo */
	ROWS_USUAL = 24,
	COLUMNS_USUAL = 80,
};

static struct {
	bool open;
	bool mouse;
	bool ansi; /* understands the private modes of xterm, or passes them over */
	bool broken_off; /* a frame was given up in the middle of a sequence, perhaps */
	struct termios before;
	unibi_term *kind; /* NULL: not read yet */
	struct paint paint;
	const char *leave, *keypad_off;
	char caps[CAPS_MAX][CAP_BYTES]; /* copies without padding */
	size_t cap_count;
	char filled[FILLED_BYTES]; /* the last sequence with parameters */
} screen;

static const char paste_on[] = "\x1B[?2004h", paste_off[] = "\x1B[?2004l";
static const char mouse_on[] = "\x1B[?1000h\x1B[?1006h", mouse_off[] = "\x1B[?1006l\x1B[?1000l";

/* -- writing -- */

/* Stops when a signal comes: what is left of the frame is not worth a program that does not listen. */
static bool write_frame(const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(STDOUT_FILENO, bytes, len);
		if (n < 0) {
			screen.broken_off = true;
			return false;
		}
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

/* In small pieces, each only when there is room: a stalled terminal must not keep us from leaving. Waits once
 * for it, and after that for nothing more. */
static void write_last(const char *text, bool *stalled)
{
	size_t len = text ? strlen(text) : 0;
	while (len > 0 && !*stalled) {
		struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
		bool room = poll(&out, 1, CLOSE_WAIT_MS) == 1 && (out.revents & POLLOUT);
		ssize_t n = room ? write(STDOUT_FILENO, text, len < CLOSE_PIECE ? len : CLOSE_PIECE) : 0;
		*stalled = n <= 0;
		text += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
}

/* -- what the terminal can do -- */

/* A copy without "$<5>": no terminal of today needs the pause. NULL for what it can't. */
static const char *cap(enum unibi_string name)
{
	const char *value = unibi_get_str(screen.kind, name);
	size_t len = 0;
	if (strempty(value) || screen.cap_count == CAPS_MAX)
		return NULL;
	char *copy = screen.caps[screen.cap_count];
	while (*value && len < CAP_BYTES - 1) {
		if (value[0] == '$' && value[1] == '<' && strchr(value, '>'))
			value = strchr(value, '>') + 1;
		else
			copy[len++] = *value++;
	}
	copy[len] = '\0';
	if (*value) /* longer than any that is of use */
		return NULL;
	screen.cap_count++;
	return copy;
}

static int number(enum unibi_numeric name)
{
	int value = unibi_get_num(screen.kind, name);
	return value > 0 ? value : 0;
}

static char *add_number(char *at, int n)
{
	if (n >= 10)
		at = add_number(at, n / 10);
	*at = (char)('0' + n % 10);
	return at + 1;
}

/* What most terminals have, without the little machine of terminfo: it is sent for each run of cells. NULL
 * for what only the machine understands. */
static const char *fill_plain(const char *capability, int a, int b)
{
	char *at = screen.filled;
	const char *end = at + sizeof(screen.filled) - NUMBER_BYTES;
	while (*capability && at < end) {
		bool second = capability[0] == '%' && capability[1] == 'p' && capability[2] == '2';
		if (*capability != '%') {
			*at++ = *capability++;
		} else if (capability[1] == 'i') {
			a++;
			b++;
			capability += strlen("%i");
		} else if (str_starts(capability, second ? "%p2%d" : "%p1%d")) {
			at = add_number(at, second ? b : a);
			capability += strlen("%p1%d");
		} else {
			return NULL;
		}
	}
	*at = '\0';
	return *capability || a < 0 || b < 0 ? NULL : screen.filled;
}

/* The last branch of what terminals of 256 colours have: all that are not the first sixteen. */
static const char *simpler(const char *capability, int colour)
{
	static const char ink[] = "\x1B[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e38;5;%p1%d%;m";
	static const char paper[] = "\x1B[%?%p1%{8}%<%t4%p1%d%e%p1%{16}%<%t10%p1%{8}%-%d%e48;5;%p1%d%;m";
	if (colour < 16)
		return capability;
	return streq(capability, ink)     ? "\x1B[38;5;%p1%dm"
	       : streq(capability, paper) ? "\x1B[48;5;%p1%dm"
	                                  : capability;
}

/* By the machine. */
static const char *fill(const char *capability, int a, int b)
{
	unibi_var_t params[PARAMS];
	for (size_t i = 0; i < PARAMS; i++)
		params[i] = unibi_var_from_num(i == 0 ? a : i == 1 ? b : 0);
	size_t len = unibi_run(capability, params, screen.filled, FILLED_BYTES - 1);
	screen.filled[len < FILLED_BYTES ? len : 0] = '\0';
	return screen.filled;
}

static const char *param(const char *capability, int a, int b)
{
	const char *text = fill_plain(simpler(capability, a), a, b);
	return text ? text : fill(capability, a, b);
}

static void read_caps(struct paint_caps *caps)
{
	screen.cap_count = 0;
	*caps = (struct paint_caps){
	        .clear = cap(unibi_clear_screen),
	        .clear_line = cap(unibi_clr_eol),
	        .move = cap(unibi_cursor_address),
	        .move_right = cap(unibi_parm_right_cursor),
	        .move_left = cap(unibi_cursor_left),
	        .plain = cap(unibi_exit_attribute_mode),
	        .bold = cap(unibi_enter_bold_mode),
	        .dim = cap(unibi_enter_dim_mode),
	        .underline = cap(unibi_enter_underline_mode),
	        .reverse = cap(unibi_enter_reverse_mode),
	        .default_colours = cap(unibi_orig_pair),
	        .hide_cursor = cap(unibi_cursor_invisible),
	        .show_cursor = cap(unibi_cursor_normal),
	        /* These are long where there are 256 of them. */
	        .ink = unibi_get_str(screen.kind, unibi_set_a_foreground),
	        .paper = unibi_get_str(screen.kind, unibi_set_a_background),
	        .colours = number(unibi_max_colors),
	        .no_colour_attributes = number(unibi_no_color_video),
	        .wraps_at_once = unibi_get_bool(screen.kind, unibi_auto_right_margin) &&
	                         !unibi_get_bool(screen.kind, unibi_eat_newline_glitch),
	        .param = param,
	};
	screen.ansi = str_starts(caps->move ? caps->move : "", "\x1B[");
}

/* By $TERM: what is no name of a file is the name of no terminal. */
static bool find_terminal(struct err *err)
{
	static const char *const sentence =
	        N_("this kind of terminal can't show a screen: set TERM to what it is, or add --plain");
	unibi_term *kind = unibi_from_env();
	if (!kind)
		return err_say(err, ERR_USAGE, sentence);
	/* That of a screen before this one, whose strings nobody reads any more. */
	if (screen.kind)
		unibi_destroy(screen.kind);
	screen.kind = kind;
	read_caps(&screen.paint.caps);
	if (!screen.paint.caps.move || !screen.paint.caps.clear)
		return err_say(err, ERR_USAGE, sentence);
	return true;
}

/* -- taking and giving back -- */

static bool set_raw(struct err *err)
{
	if (tcgetattr(STDIN_FILENO, &screen.before) != 0)
		return err_errno(err, N_("%s is no terminal: add --plain"), "stdin");
	struct termios raw = screen.before;
	raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INPCK | ISTRIP | IXON);
	raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN | ISIG);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	if (tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) != 0)
		return err_errno(err, N_("the terminal on %s can't be set: add --plain"), "stdin");
	return true;
}

/* With the first frame, which is near: each writing of its own wakes the terminal. */
static void begin(void)
{
	const char *const first[] = {unibi_get_str(screen.kind, unibi_enter_ca_mode),
	        unibi_get_str(screen.kind, unibi_keypad_xmit)};
	screen.paint.used = 0;
	for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++)
		paint_before(&screen.paint, first[i]);
	if (!screen.ansi)
		return;
	paint_before(&screen.paint, paste_on);
	if (screen.mouse)
		paint_before(&screen.paint, mouse_on);
}

bool screen_is_known(struct err *err)
{
	return screen.open || find_terminal(err);
}

bool screen_open(const struct screen_options *options, struct err *err)
{
	if (screen.open)
		return true;
	screen.mouse = options->mouse;
	screen.paint.colour = options->colour;
	screen.paint.write = write_frame;
	if (!find_terminal(err) || !set_raw(err))
		return false;
	screen.leave = cap(unibi_exit_ca_mode);
	screen.keypad_off = cap(unibi_keypad_local);
	screen.open = true;
	begin();
	paint_forget(&screen.paint);
	return true;
}

/* No memory is asked for here: it may be what we are out of. */
static void give_back(void)
{
	const struct paint_caps *caps = &screen.paint.caps;
	const char *const last[] = {
	        screen.broken_off ? "\x18" : NULL,
	        screen.ansi && screen.mouse ? mouse_off : NULL,
	        screen.ansi ? paste_off : NULL,
	        caps->plain,
	        screen.leave ? NULL : caps->clear,
	        screen.keypad_off,
	        caps->show_cursor,
	        screen.leave,
	};
	bool stalled = screen.paint.used > 0; /* no frame was sent: there is nothing to take back */
	screen.broken_off = false;
	for (size_t i = 0; i < sizeof(last) / sizeof(last[0]); i++)
		write_last(last[i], &stalled);
	tcsetattr(STDIN_FILENO, TCSANOW, &screen.before);
	/* Reports of the mouse that are under way are not for the shell. */
	if (screen.mouse)
		tcflush(STDIN_FILENO, TCIFLUSH);
}

void screen_close(void)
{
	if (!screen.open)
		return;
	screen.open = false;
	give_back();
	paint_free(&screen.paint);
}

void screen_suspend(void)
{
	screen_close();
}

/* -- in use -- */

void screen_set_theme(const struct theme *theme)
{
	screen.paint.theme = *theme;
	screen.paint.has_theme = true;
	screen_forget();
}

void screen_size(int *ret_rows, int *ret_columns)
{
	struct winsize size = {0};
	*ret_rows = ROWS_USUAL;
	*ret_columns = COLUMNS_USUAL;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
		*ret_rows = size.ws_row;
		*ret_columns = size.ws_col;
	}
}

void screen_resized(void)
{
	/* What terminals do with the old text when they change size differs. */
	screen_forget();
}

void screen_forget(void)
{
	paint_forget(&screen.paint);
}

void screen_put(const struct grid *grid)
{
	if (!screen.open)
		return;
	/* Ends a sequence that was cut off. */
	if (screen.broken_off) {
		screen.broken_off = false;
		if (!write_frame("\x18", 1))
			return;
	}
	paint_frame(&screen.paint, grid);
}
