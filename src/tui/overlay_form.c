/* A form: one field a line, what helps below it. Esc puts it away with its text; it comes back filled. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "complete.h"
#include "tui_state.h"

static const char *const contexts[] = {"form", "edit", NULL};

/* -- the form as data -- */

static struct form_field *active_field(struct tui *tui)
{
	return &tui->form.form.fields[tui->form.focus];
}

static struct lineedit *active_edit(struct tui *tui)
{
	return tui->form.form.count ? tui->form.edits[tui->form.focus] : NULL;
}

static const char *text_of(const struct tui *tui, size_t i)
{
	return lineedit_text(tui->form.edits[i]);
}

static void changed(struct tui *tui)
{
	tui->form.touched = true;
	tui->body.measured = false;
	tui_want(tui, TUI_DRAFT);
}

static const char *copy(struct arena *arena, const char *text)
{
	return arena_strdup(arena, str_or(text, ""));
}

static struct form_field field_copy(struct arena *arena, const struct form_field *field)
{
	const char **choices = arena_array_of(arena, const char *, field->choice_count + 1);
	for (size_t i = 0; i < field->choice_count; i++)
		choices[i] = copy(arena, field->choices[i]);
	struct form_field own = *field;
	own.name = copy(arena, field->name);
	own.label = copy(arena, field->label);
	own.hint = copy(arena, field->hint);
	own.value = copy(arena, field->value);
	own.choices = choices;
	return own;
}

static struct form form_copy(struct arena *arena, const struct form *form)
{
	struct form own = *form;
	own.command = copy(arena, form->command);
	own.title = copy(arena, form->title);
	own.about = copy(arena, form->about);
	own.fields = arena_array_of(arena, struct form_field, form->count + 1);
	for (size_t i = 0; i < form->count; i++)
		own.fields[i] = field_copy(arena, &form->fields[i]);
	return own;
}

static struct args args_of(const struct tui *tui, struct arena *arena)
{
	const struct form_state *state = &tui->form;
	struct arg *items = arena_array_of(arena, struct arg, state->form.count + 1);
	for (size_t i = 0; i < state->form.count; i++)
		items[i] = (struct arg){
		        .name = arena_strdup(arena, state->form.fields[i].name),
		        .value = arena_strdup(arena, text_of(tui, i)),
		};
	return (struct args){
	        .ref = state->form.source, .key = "", .text = "", .items = items, .count = state->form.count};
}

/* What half-typed text is kept under: the command, and what it is about. Words on one quote never turn up at
 * another. */
const char *form_draft_name(const struct tui *tui)
{
	const struct form *form = &tui->form.form;
	if (!ref_is(form->source))
		return form->command;
	return arena_printf(tui->form.arena, "%s@%s", form->command, ref_text(tui->form.arena, form->source));
}

/* Half-typed text of the same command comes back. */
static void fill_from_draft(struct tui *tui)
{
	const struct draft *draft = draft_find(tui, form_draft_name(tui));
	for (size_t i = 0; draft && i < draft->count; i++)
		for (size_t j = 0; j < tui->form.form.count; j++)
			if (streq(draft->items[i].name, tui->form.form.fields[j].name) &&
			        !strempty(draft->items[i].value))
				lineedit_set(tui->form.edits[j], draft->items[i].value);
	tui->form.touched = draft != NULL;
}

static void form_done(struct tui *tui)
{
	overlay_close(tui, OVERLAY_FORM);
	tui->form.arena = arena_free(tui->form.arena);
	tui->form = (struct form_state){0};
}

static void keep_draft(struct tui *tui)
{
	struct args args = args_of(tui, tui->form.arena);
	if (tui->form.touched)
		draft_put(tui, form_draft_name(tui), &args);
}

void tui_open_form(struct tui *tui, const struct form *form)
{
	if (tui->form.arena) {
		keep_draft(tui);
		form_done(tui);
	}
	struct form_state *state = &tui->form;
	state->arena = arena_new_like(tui->arena);
	state->form = form_copy(state->arena, form);
	state->edits = arena_array_of(state->arena, struct lineedit *, form->count + 1);
	for (size_t i = 0; i < form->count; i++) {
		state->edits[i] = lineedit_new(state->arena, FIELD_BYTES);
		lineedit_set(state->edits[i], str_or(form->fields[i].value, ""));
	}
	state->rows = arena_array_of(state->arena, int, form->count + 1);
	state->focus = form->focus < form->count ? form->focus : 0;
	fill_from_draft(tui);
	overlay_open(tui, OVERLAY_FORM);
}

void tui_close_form(struct tui *tui)
{
	if (!tui->form.arena)
		return;
	draft_drop(tui, form_draft_name(tui));
	form_done(tui);
}

void tui_form_focus(struct tui *tui, const char *field)
{
	for (size_t i = 0; tui->form.arena && i < tui->form.form.count; i++)
		if (streq(tui->form.form.fields[i].name, field)) {
			tui->form.focus = i;
			tui->body.measured = false;
		}
}

bool tui_has_form(const struct tui *tui)
{
	return tui->form.arena != NULL;
}

void tui_form_notes(struct tui *tui, const struct doc *notes)
{
	tui->form.notes = notes ? *notes : (struct doc){0};
	tui->body.measured = false;
}

bool tui_form_values(struct tui *tui, const char **ret_command, struct args *ret_args)
{
	if (!tui->form.arena)
		return false;
	*ret_command = tui->form.form.command;
	*ret_args = args_of(tui, tui->answer);
	return true;
}

/* -- moving and sending -- */

static bool is_choice(const struct form_field *field)
{
	return field->kind == FORM_CHOICE || field->kind == FORM_ONE_OF;
}

/* A name that is nearly typed becomes whole when its field is left; what must be one of the choices and was
 * emptied is what it was. */
static void settle_field(struct tui *tui)
{
	struct form_field *field = active_field(tui);
	struct lineedit *edit = active_edit(tui);
	bool emptied = field->kind == FORM_ONE_OF && strempty(lineedit_text(edit));
	const char *whole = emptied ? field->value : complete_whole(tui->answer, field, lineedit_text(edit));
	if (!whole || streq(whole, lineedit_text(edit)))
		return;
	lineedit_set(edit, whole);
	changed(tui);
}

void form_step(struct tui *tui, int by)
{
	size_t count = tui->form.form.count;
	if (!overlay_is_top(tui, OVERLAY_FORM) || count == 0)
		return;
	settle_field(tui);
	tui->form.focus = (tui->form.focus + count + (by > 0 ? 1 : count - 1)) % count;
	tui->body.measured = false;
}

void form_submit(struct tui *tui, int unused)
{
	struct form_state *state = &tui->form;
	UNUSED(unused);
	if (!overlay_is_top(tui, OVERLAY_FORM))
		return;
	if (state->form.count)
		settle_field(tui);
	for (size_t i = 0; i < state->form.count; i++) {
		if (!state->form.fields[i].required || !strempty(str_trim(tui->answer, text_of(tui, i))))
			continue;
		state->focus = i;
		tui_notice(tui, ROLE_WATCH,
		        arena_printf(tui->answer, _("still needed: %s"), state->form.fields[i].label));
		return;
	}
	struct args args = args_of(tui, tui->answer);
	tui_want_command(tui, state->form.command, &args);
}

void form_leave(struct tui *tui, int unused)
{
	UNUSED(unused);
	if (!overlay_is_top(tui, OVERLAY_FORM))
		return;
	keep_draft(tui);
	bool kept = tui->form.touched;
	form_done(tui);
	if (kept)
		tui_notice(tui, ROLE_QUIET, _("the text is kept"));
}

static bool cycle_choice(struct tui *tui, int direction)
{
	struct form_field *field = active_field(tui);
	const char *next = complete_next(field, lineedit_text(active_edit(tui)), direction);
	if (!is_choice(field) || !next)
		return false;
	lineedit_set(active_edit(tui), next);
	changed(tui);
	return true;
}

bool form_arrow(struct tui *tui, int direction)
{
	struct lineedit *edit = active_edit(tui);
	if (!edit)
		return false;
	if (cycle_choice(tui, direction))
		return true;
	bool at_end = lineedit_cursor(edit) == strlen(lineedit_text(edit));
	const char *ghost = complete_ghost(tui->answer, active_field(tui), lineedit_text(edit));
	if (direction < 0 || !at_end || !*ghost)
		return false;
	settle_field(tui);
	return true;
}

static void form_click(struct tui *tui, const struct key *key)
{
	for (size_t i = 0; i < tui->form.form.count; i++)
		if (key->mouse == MOUSE_PRESS && tui->form.rows[i] == key->row && tui->form.focus != i) {
			settle_field(tui);
			tui->form.focus = i;
			tui->body.measured = false;
			return;
		}
}

/* What is typed over a choice begins another one: it never grows a tail. */
static void begin_choice(struct tui *tui, const struct key *key)
{
	int width;
	const char *text = key->kind == KEY_PASTE ? "" : key->name;
	size_t len = strlen(text);
	bool typed = key->kind == KEY_PASTE || text_grapheme(text, len, &width) == len;
	const struct form_field *field = active_field(tui);
	if (typed && is_choice(field) && complete_is_whole(field, lineedit_text(active_edit(tui))))
		lineedit_set(active_edit(tui), "");
}

/* What leads to none of the choices is not taken in. */
static void refuse_others(struct tui *tui, const char *before)
{
	const struct form_field *field = tui->form.form.count ? active_field(tui) : NULL;
	if (!field || field->kind != FORM_ONE_OF)
		return;
	struct lineedit *edit = active_edit(tui);
	if (strempty(lineedit_text(edit)) || complete_whole(tui->answer, field, lineedit_text(edit)))
		return;
	const char *choices = str_join(tui->answer, ", ", field->choices, field->choice_count);
	lineedit_set(edit, before);
	tui_notice(tui, ROLE_WATCH, arena_printf(tui->answer, _("expected one of these: %s"), choices));
}

static void form_key(struct tui *tui, const struct key *key)
{
	if (key->kind == KEY_MOUSE) {
		form_click(tui, key);
		return;
	}
	bool space = key->kind == KEY_NAMED && streq(key->name, "Space");
	if (tui->form.form.count && space && cycle_choice(tui, 1))
		return;
	if (!tui->form.form.count) {
		overlay_text_key(tui, key);
		return;
	}
	size_t focus = tui->form.focus;
	const char *before = arena_strdup(tui->answer, lineedit_text(active_edit(tui)));
	begin_choice(tui, key);
	overlay_text_key(tui, key);
	/* A key may also close the form, or go to another field. */
	if (tui_has_form(tui) && tui->form.focus == focus)
		refuse_others(tui, before);
}

static const char *form_title(struct tui *tui)
{
	return str_or(tui->form.form.title, tui->form.form.command);
}

const struct overlay_ops overlay_form = {
        .contexts = contexts,
        .rows = form_rows,
        .title = form_title,
        .draw = form_draw,
        .key = form_key,
        .edit = active_edit,
        .edited = changed,
};
