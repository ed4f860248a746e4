/* How a form looks: what it is about, a field a line, the choices of the one with the cursor, notes. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

#include "complete.h"
#include "tui_state.h"

enum {
	LABEL_MAX = 26,
	LABEL_GAP = 2,
	ACTIVE_LINES = 4, /* of a long text, where the cursor is */
	QUIET_LINES = 2, /* elsewhere */
	ABOUT_LINES = 2,
	NOTES_LINES = 6,
};

/* What the parts of the form take. */
struct plan {
	int label, value; /* columns */
	int about, notes; /* rows, with the blank line that parts them from the fields */
	int choices; /* 0 or 1 */
	int *lines; /* of each field */
	int fields; /* rows of all */
	int total;
};

static const struct look plain = {.role = ROLE_TEXT};
static const struct look quiet = {.role = ROLE_QUIET};
static const struct look input = {.role = ROLE_INPUT};

/* A field's text, wrapped, and where the cursor is in it. */
struct typed {
	const char *text;
	struct text_line *lines;
	size_t count;
	int cursor_line, cursor_column;
};

static struct typed typed_of(struct tui *tui, size_t i, int width)
{
	const struct lineedit *edit = tui->form.edits[i];
	const char *text = lineedit_text(edit);
	size_t cursor = lineedit_cursor(edit);
	/* The two halves pass the gate apart, so that the cursor keeps its place. */
	const char *head = overlay_text(tui, arena_strndup(tui->frame, text, cursor));
	struct typed typed = {
	        .text = arena_printf(tui->frame, "%s%s", head, overlay_text(tui, text + cursor)),
	};
	/* A column is left for the cursor behind the last letter. */
	typed.count = text_wrap(tui->frame, typed.text, width > 1 ? width - 1 : 1, &typed.lines);
	const char *at = typed.text + strlen(head);
	for (size_t line = 0; line < typed.count && typed.lines[line].start <= at; line++)
		typed.cursor_line = (int)line;
	if (typed.count > 0) {
		const char *start = typed.lines[typed.cursor_line].start;
		typed.cursor_column = text_width(arena_strndup(tui->frame, start, (size_t)(at - start)));
	} else {
		typed.cursor_column = text_width(head); /* blanks only */
	}
	if (typed.cursor_column > width - 1)
		typed.cursor_column = width - 1;
	return typed;
}

static const char *hint_of(struct tui *tui, size_t i)
{
	return overlay_text(tui, tui->form.form.fields[i].hint);
}

/* The cursor stands before it, and a blank. */
static int hint_width(int width)
{
	return width > 1 ? width - 1 : 1;
}

static int lines_of(struct tui *tui, size_t i, int width)
{
	bool active = i == tui->form.focus;
	int most = active ? ACTIVE_LINES : QUIET_LINES;
	struct typed typed = typed_of(tui, i, width);
	int lines = (int)typed.count;
	if (active && !*typed.text) {
		struct text_line *hint;
		lines = (int)text_wrap(tui->frame, hint_of(tui, i), hint_width(width), &hint);
	}
	return lines < 1 ? 1 : lines > most ? most : lines;
}

static int widest_label(struct tui *tui, int width)
{
	int widest = 0, most = width / 3 < LABEL_MAX ? width / 3 : LABEL_MAX;
	for (size_t i = 0; i < tui->form.form.count; i++) {
		int columns = text_width(overlay_text(tui, tui->form.form.fields[i].label));
		widest = columns > widest ? columns : widest;
	}
	return widest < most ? widest : most;
}

static struct layout notes_layout(struct tui *tui, int width)
{
	return (struct layout){
	        .arena = tui->frame,
	        .width = width,
	        .text_width = tui->options.text_width,
	        .ascii = tui->options.ascii,
	        .density = DENSITY_TIGHT,
	        .key_of = key_of_command,
	        .user = tui,
	};
}

static int notes_rows(struct tui *tui, int width)
{
	struct layout l = notes_layout(tui, width);
	if (!tui->form.notes.root)
		return 0;
	l.measuring = true;
	layout_body(&l, tui->form.notes.root);
	return l.rows < NOTES_LINES ? l.rows : NOTES_LINES;
}

static int about_rows(struct tui *tui, int width)
{
	struct text_line *lines;
	int count = (int)text_wrap(tui->frame, overlay_text(tui, tui->form.form.about), width, &lines);
	return count < ABOUT_LINES ? count : ABOUT_LINES;
}

/* What helps gives way first where room is short, then what the form is about. */
static struct plan plan_of(struct tui *tui, int width, int most)
{
	const struct form *form = &tui->form.form;
	int prose = width < tui->options.text_width ? width : tui->options.text_width;
	struct plan plan = {
	        .label = widest_label(tui, prose),
	        .lines = arena_array_of(tui->frame, int, form->count + 1),
	        .about = about_rows(tui, prose),
	        .notes = notes_rows(tui, prose),
	};
	plan.value = prose - plan.label - LABEL_GAP;
	plan.choices = form->count && form->fields[tui->form.focus].choice_count > 0;
	for (size_t i = 0; i < form->count; i++)
		plan.fields += plan.lines[i] = lines_of(tui, i, plan.value);
	plan.about += plan.about > 0;
	plan.notes += plan.notes > 0;
	int room = most - plan.fields - plan.choices;
	if (plan.about + plan.notes > room)
		plan.about = 0;
	if (plan.notes > room)
		plan.notes = room > 1 ? room : 0;
	plan.total = plan.about + plan.fields + plan.choices + plan.notes;
	return plan;
}

int form_rows(struct tui *tui, int width, int most)
{
	struct plan plan = plan_of(tui, width, most);
	return plan.total < most ? plan.total : most;
}

/* -- drawing -- */

static void draw_about(struct tui *tui, const struct sheet *sheet, const struct plan *plan)
{
	struct text_line *lines;
	int width = plan->label + LABEL_GAP + plan->value;
	size_t count = text_wrap(tui->frame, overlay_text(tui, tui->form.form.about), width, &lines);
	for (size_t i = 0; i < count && (int)i < plan->about - 1; i++) {
		const char *line = arena_strndup(tui->frame, lines[i].start, lines[i].len);
		if ((int)i == plan->about - 2 && i + 1 < count)
			line = text_cut(tui->frame, arena_printf(tui->frame, "%s …", line), width,
			        tui->options.ascii);
		overlay_put(tui, sheet->top + (int)i, sheet->left, width, quiet, line);
	}
}

/* What could stand in an empty field, or what is missing of a half-typed word. */
static void draw_offer(struct tui *tui, size_t i, int row, int column, int width, bool empty)
{
	const struct form_field *field = &tui->form.form.fields[i];
	bool active = i == tui->form.focus;
	struct look look = {.role = active ? ROLE_INPUT : ROLE_QUIET, .faint = true};
	const char *offer = "";
	if (empty && !strempty(field->hint))
		offer = active ? "" : arena_printf(tui->frame, "(%s)", field->hint);
	else if (active)
		offer = complete_ghost(tui->frame, field, lineedit_text(tui->form.edits[i]));
	if (*offer && width > 0)
		overlay_put(tui, row, column, width, look,
		        text_cut(tui->frame, overlay_text(tui, offer), width, tui->options.ascii));
}

/* The whole hint of the field with the cursor, on as many lines as it has. */
static void draw_hint(struct tui *tui, size_t i, int row, int column, const struct plan *plan)
{
	struct look look = {.role = ROLE_INPUT, .faint = true};
	struct text_line *lines;
	size_t count = text_wrap(tui->frame, hint_of(tui, i), hint_width(plan->value), &lines);
	for (size_t line = 0; line < count && (int)line < plan->lines[i]; line++)
		overlay_put(tui, row + (int)line, column + 1, plan->value - 1, look,
		        arena_strndup(tui->frame, lines[line].start, lines[line].len));
}

static void draw_value(struct tui *tui, size_t i, int row, int column, const struct plan *plan)
{
	bool active = i == tui->form.focus;
	struct typed typed = typed_of(tui, i, plan->value);
	int lines = plan->lines[i], used = 0;
	int first = active && typed.cursor_line >= lines ? typed.cursor_line - lines + 1 : 0;
	if (active)
		grid_fill(tui->grid, row, column, lines, plan->value, input, "");
	for (int line = 0; line < lines && (size_t)first + (size_t)line < typed.count; line++) {
		const struct text_line *part = &typed.lines[first + line];
		used = grid_put(tui->grid, row + line, column, plan->value, active ? input : plain,
		        arena_strndup(tui->frame, part->start, part->len));
	}
	if (!active && typed.count > (size_t)lines)
		overlay_put(tui, row + lines - 1, column + plan->value - 1, 1, quiet, "…");
	if (active && !*typed.text)
		draw_hint(tui, i, row, column, plan);
	draw_offer(tui, i, row + lines - 1, column + used, plan->value - used, !*typed.text);
	if (!active)
		return;
	tui->grid->cursor_row = row + typed.cursor_line - first;
	tui->grid->cursor_column = column + typed.cursor_column;
}

static void draw_choices(struct tui *tui, int row, int column, int width)
{
	const struct form_field *field = &tui->form.form.fields[tui->form.focus];
	const char *text = lineedit_text(tui->form.edits[tui->form.focus]);
	const char *whole = complete_whole(tui->frame, field, text);
	size_t count;
	const char **list = complete_list(tui->frame, field, text, &count);
	int used = 0;
	for (size_t i = 0; i < count && used < width; i++) {
		bool now = whole && streq(whole, list[i]);
		const char *name = overlay_text(tui, list[i]);
		if (used + text_width(name) > width) {
			overlay_put(tui, row, column + used, width - used, quiet, "…");
			return;
		}
		used += overlay_put(tui, row, column + used, width - used,
		        now ? (struct look){.role = ROLE_ACCENT, .strong = true} : quiet, name);
		used += 3;
		if (i + 1 < count && used < width)
			overlay_put(tui, row, column + used - 2, 1, quiet, "·");
	}
}

/* The first field that is drawn, so that the one with the cursor is seen. */
static size_t first_field(const struct tui *tui, const struct plan *plan, int room)
{
	size_t first = 0, focus = tui->form.focus;
	int rows = 0;
	for (size_t i = 0; i <= focus && i < tui->form.form.count; i++)
		rows += plan->lines[i];
	while (first < focus && rows > room)
		rows -= plan->lines[first++];
	return first;
}

static void draw_fields(struct tui *tui, const struct sheet *sheet, const struct plan *plan)
{
	const struct form *form = &tui->form.form;
	int row = sheet->top + plan->about, bottom = sheet->top + sheet->height - plan->notes;
	int value = sheet->left + plan->label + LABEL_GAP;
	size_t first = first_field(tui, plan, bottom - row - plan->choices);
	for (size_t i = 0; i < form->count; i++)
		tui->form.rows[i] = -1;
	for (size_t i = first; i < form->count && row < bottom; i++) {
		bool active = i == tui->form.focus;
		struct look label = active ? (struct look){.role = ROLE_ACCENT, .strong = true} : quiet;
		overlay_put(tui, row, sheet->left, plan->label, label,
		        text_cut(tui->frame, overlay_text(tui, form->fields[i].label), plan->label,
		                tui->options.ascii));
		draw_value(tui, i, row, value, plan);
		tui->form.rows[i] = row;
		row += plan->lines[i];
		if (active && plan->choices && row < bottom)
			draw_choices(tui, row++, value, plan->value);
	}
}

static void draw_notes(struct tui *tui, const struct sheet *sheet, const struct plan *plan)
{
	if (plan->notes < 2)
		return;
	struct layout l = notes_layout(tui, plan->label + LABEL_GAP + plan->value);
	l.left = sheet->left;
	layout_body(&l, tui->form.notes.root);
	layout_show(l.strokes, &(struct window){.grid = tui->grid,
	                               .top = sheet->top + sheet->height - plan->notes + 1,
	                               .height = plan->notes - 1});
}

void form_draw(struct tui *tui, const struct sheet *sheet)
{
	struct plan plan = plan_of(tui, sheet->width, sheet->height);
	if (plan.about)
		draw_about(tui, sheet, &plan);
	draw_fields(tui, sheet, &plan);
	draw_notes(tui, sheet, &plan);
}
