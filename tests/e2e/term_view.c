#include "term_private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>

#include <cmocka.h>

static void term_put_utf8(struct bytes *b, uint32_t c)
{
	char out[4];
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
	for (size_t i = n; i-- > 1; c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3f));
	out[0] = (char)(lead[n] | c);
	bytes_add(b, out, n);
}

/* libvterm marks the right half of a wide character so. */
static bool term_right_half(const VTermScreenCell *cell)
{
	return cell->chars[0] == UINT32_MAX;
}

static void term_put_cell(struct bytes *b, const VTermScreenCell *cell)
{
	if (term_right_half(cell))
		return;
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		term_put_utf8(b, cell->chars[i]);
}

void term_line_text(struct term *t, int row, struct bytes *into, struct bytes *cols)
{
	size_t kept = into->len;
	for (int col = 0; col < term_cols(t); col++) {
		VTermScreenCell cell;
		size_t from = into->len;
		vterm_screen_get_cell(t->screen, (VTermPos){.row = row, .col = col}, &cell);
		term_put_cell(into, &cell);
		if (into->len == from && !term_right_half(&cell))
			bytes_puts(into, " ");
		else if (into->len > from && strcmp(into->data + from, " ") != 0)
			kept = into->len;
		for (size_t i = from; cols && i < into->len; i++)
			bytes_add(cols, &col, sizeof(col));
	}
	into->len = kept;
	bytes_add(into, "", 0);
}

const char *term_line(struct term *t, int row)
{
	int rows = term_rows(t);
	if (row < 0 || row >= rows)
		fail_msg("line %d of a screen of %d", row, rows);
	if (rows > t->rows_kept) {
		t->lines = reallocarray(t->lines, (size_t)rows, sizeof(*t->lines));
		if (!t->lines)
			abort();
		for (int i = t->rows_kept; i < rows; i++)
			t->lines[i] = (struct bytes){0};
		t->rows_kept = rows;
	}
	bytes_clear(&t->lines[row]);
	term_line_text(t, row, &t->lines[row], NULL);
	return t->lines[row].data;
}

const char *term_screen(struct term *t)
{
	bytes_clear(&t->text);
	for (int row = 0; row < term_rows(t); row++) {
		if (row > 0)
			bytes_puts(&t->text, "\n");
		term_line_text(t, row, &t->text, NULL);
	}
	return t->text.data;
}

static struct term_colour term_colour(const VTermColor *c)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(c) || VTERM_COLOR_IS_DEFAULT_BG(c))
		return (struct term_colour){.kind = TERM_DEFAULT};
	if (VTERM_COLOR_IS_INDEXED(c))
		return (struct term_colour){.kind = TERM_INDEXED, .value = c->indexed.idx};
	uint32_t rgb = (uint32_t)c->rgb.red << 16 | (uint32_t)c->rgb.green << 8 | c->rgb.blue;
	return (struct term_colour){.kind = TERM_RGB, .value = rgb};
}

struct term_cell term_cell(struct term *t, int row, int col)
{
	VTermScreenCell cell;
	struct bytes text = {0};
	if (row < 0 || row >= term_rows(t) || col < 0 || col >= term_cols(t))
		fail_msg("cell %d,%d of a screen of %d x %d", row, col, term_rows(t), term_cols(t));
	vterm_screen_get_cell(t->screen, (VTermPos){.row = row, .col = col}, &cell);
	term_put_cell(&text, &cell);
	struct term_cell seen = {
	        .width = term_right_half(&cell) ? 0 : cell.width,
	        .bold = cell.attrs.bold,
	        .underline = cell.attrs.underline != VTERM_UNDERLINE_OFF,
	        .italic = cell.attrs.italic,
	        .blink = cell.attrs.blink,
	        .reverse = cell.attrs.reverse,
	        .strike = cell.attrs.strike,
	        .fg = term_colour(&cell.fg),
	        .bg = term_colour(&cell.bg),
	};
	if (text.len > 0)
		memcpy(seen.text, text.data, text.len < sizeof(seen.text) ? text.len : sizeof(seen.text) - 1);
	bytes_done(&text);
	return seen;
}

bool term_find(struct term *t, const char *text, struct term_pos *ret_pos)
{
	struct bytes line = {0};
	struct bytes cols = {0};
	bool found = false;
	for (int row = 0; row < term_rows(t) && !found; row++) {
		bytes_clear(&line);
		bytes_clear(&cols);
		term_line_text(t, row, &line, &cols);
		const char *at = strstr(line.data, text);
		found = at && *at;
		if (found) {
			ret_pos->row = row;
			memcpy(&ret_pos->col, cols.data + (size_t)(at - line.data) * sizeof(int),
			        sizeof(int));
		}
	}
	bytes_done(&line);
	bytes_done(&cols);
	return found;
}

struct term_pos term_cursor(struct term *t)
{
	VTermPos at;
	vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &at);
	return (struct term_pos){.row = at.row, .col = at.col};
}

bool term_cursor_shown(const struct term *t)
{
	return !t->cursor_hidden;
}

int term_rows(const struct term *t)
{
	int rows, cols;
	vterm_get_size(t->vt, &rows, &cols);
	return rows;
}

int term_cols(const struct term *t)
{
	int rows, cols;
	vterm_get_size(t->vt, &rows, &cols);
	return cols;
}

const char *term_title(const struct term *t)
{
	return t->title.data ? t->title.data : "";
}

int term_bells(const struct term *t)
{
	return t->bells;
}

int term_queries(const struct term *t)
{
	return t->queries;
}

bool term_alt_screen(const struct term *t)
{
	return t->alt_screen;
}

bool term_mouse_wanted(const struct term *t)
{
	return t->mouse;
}

bool term_cooked(const struct term *t)
{
	struct termios modes;
	const tcflag_t usual = ICANON | ECHO;
	return tcgetattr(t->pty.master, &modes) == 0 && (modes.c_lflag & usual) == usual;
}

const char *term_log(const struct term *t, size_t *ret_len)
{
	if (ret_len)
		*ret_len = t->log.len;
	return t->log.data ? t->log.data : "";
}

void term_log_clear(struct term *t)
{
	bytes_clear(&t->log);
}

static void term_print_state(struct term *t, FILE *to)
{
	struct term_pos at = term_cursor(t);
	fprintf(to, "%d x %d, cursor %d,%d%s, title \"%s\", ", term_rows(t), term_cols(t), at.row, at.col,
	        t->cursor_hidden ? " (hidden)" : "", term_title(t));
	if (t->pty.pidfd >= 0)
		fprintf(to, "%s\n", t->ended ? "terminal closed" : "running");
	else if (WIFEXITED(t->pty.status))
		fprintf(to, "exit code %d\n", WEXITSTATUS(t->pty.status));
	else
		fprintf(to, "ended by signal %d\n", WTERMSIG(t->pty.status));
}

void term_print(struct term *t, FILE *to)
{
	struct bytes edge = {0};
	for (int col = 0; col < term_cols(t); col++)
		bytes_puts(&edge, "-");
	term_print_state(t, to);
	fprintf(to, "+%s+\n", edge.data);
	for (int row = 0; row < term_rows(t); row++)
		fprintf(to, "|%s\n", term_line(t, row));
	fprintf(to, "+%s+\n", edge.data);
	bytes_done(&edge);
	(void)fflush(to);
}
