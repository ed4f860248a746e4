#include "term_private.h"

#include <string.h>

static int term_vt_prop(VTermProp prop, VTermValue *val, void *user)
{
	struct term *t = user;
	if (prop == VTERM_PROP_ALTSCREEN) {
		t->alt_screen = val->boolean;
	} else if (prop == VTERM_PROP_CURSORVISIBLE) {
		t->cursor_hidden = !val->boolean;
	} else if (prop == VTERM_PROP_MOUSE) {
		t->mouse = val->number != VTERM_PROP_MOUSE_NONE;
	} else if (prop == VTERM_PROP_TITLE) {
		bytes_clear(&t->title);
		bytes_puts(&t->title, val->string);
	}
	return 1;
}

static int term_vt_bell(void *user)
{
	struct term *t = user;
	t->bells++;
	return 1;
}

/* Control sequences that want an answer: final byte, leader and intermediate (0: none). */
static const struct {
	char command;
	char leader;
	char intermed;
} term_vt_asks[] = {
        {'c', 0, 0}, /* DA1 */
        {'c', '>', 0}, /* DA2 */
        {'c', '=', 0}, /* DA3 */
        {'n', 0, 0}, /* DSR, CPR */
        {'n', '?', 0}, {'p', 0, '$'}, /* DECRQM */
        {'p', '?', '$'}, {'q', '>', 0}, /* XTVERSION */
        {'u', '?', 0}, /* keyboard protocol */
        {'m', '?', 0}, /* XTQMODKEYS */
        {'S', '?', 0}, /* XTSMGRAPHICS */
        {'x', 0, 0}, /* DECREQTPARM */
        {'w', 0, '$'}, /* DECRQPSR */
        {'y', 0, '*'}, /* DECRQCRA */
};

static int term_vt_csi(
        const char *leader, const long args[], int argcount, const char *intermed, char command, void *user)
{
	struct term *t = user;
	char lead = (char)(leader ? leader[0] : '\0');
	char inter = (char)(intermed ? intermed[0] : '\0');
	long first = argcount > 0 ? CSI_ARG_OR(args[0], 0) : 0;
	if (command == 't' && !lead && !inter && first >= 11 && first <= 21)
		t->queries++;
	for (size_t i = 0; i < sizeof(term_vt_asks) / sizeof(term_vt_asks[0]); i++)
		if (term_vt_asks[i].command == command && term_vt_asks[i].leader == lead &&
		        term_vt_asks[i].intermed == inter)
			t->queries++;
	return 1;
}

static int term_vt_osc(const char *command, size_t len, void *user)
{
	struct term *t = user;
	bool text = len > 1 && command[1] == ';' && strchr("012", command[0]);
	/* A title may hold a question; a colour, a font or the clipboard is asked for with one. */
	if (!text && memmem(command, len, ";?", 2))
		t->queries++;
	return 1;
}

static int term_vt_dcs(const char *command, size_t len, void *user)
{
	struct term *t = user;
	if (len >= 2 && (command[0] == '+' || command[0] == '$') && command[1] == 'q')
		t->queries++;
	return 1;
}

static int term_vt_control(unsigned char control, void *user)
{
	struct term *t = user;
	const unsigned char enq = 0x05;
	const unsigned char decid = 0x9a;
	if (control == enq || control == decid)
		t->queries++;
	return 1;
}

static int term_vt_text(const char *bytes, size_t len, void *user)
{
	(void)bytes;
	(void)user;
	return (int)len;
}

/* A second parser beside the emulator: libvterm itself swallows some questions without telling. */
static void term_vt_start_asks(struct term *t, bool utf8)
{
	static const VTermParserCallbacks asks = {
	        .text = term_vt_text,
	        .control = term_vt_control,
	        .csi = term_vt_csi,
	        .osc = term_vt_osc,
	        .dcs = term_vt_dcs,
	};
	t->asks = vterm_new(1, 1);
	vterm_set_utf8(t->asks, utf8);
	vterm_parser_set_callbacks(t->asks, &asks, t);
}

void term_vt_start(struct term *t, int rows, int cols, bool utf8)
{
	static const VTermScreenCallbacks screen = {.settermprop = term_vt_prop, .bell = term_vt_bell};
	t->vt = vterm_new(rows, cols);
	vterm_set_utf8(t->vt, utf8);
	vtkeys_init(&t->keys, t->vt);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_set_callbacks(t->screen, &screen, t);
	vterm_screen_reset(t->screen, 1);
	term_vt_start_asks(t, utf8);
}

void term_vt_done(struct term *t)
{
	if (t->vt)
		vterm_free(t->vt);
	if (t->asks)
		vterm_free(t->asks);
	vtkeys_done(&t->keys);
	t->vt = NULL;
	t->asks = NULL;
}

void term_vt_feed(struct term *t, const char *data, size_t len)
{
	vterm_input_write(t->vt, data, len);
	vterm_input_write(t->asks, data, len);
}
