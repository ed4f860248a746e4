/* The desk between keys and what stands behind them, with a source that only notes what it is asked. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <dagstart/base/str.h>
#include <dagstart/config/problems.h>

#include "app.h"
#include "desk.h"

struct source {
	int runs;
	char command[64];
	char text[64];
	bool yes;
	bool refuse; /* the next run fails */
	char draft[2048];
	int drafts;
};

struct fixture {
	struct app app;
	struct source source;
	struct desk desk;
};

static const char *const add_args[] = {"text", "yes", NULL};

/* The built-in keys are checked against all commands, so the session's own are there too. */
static const struct session_command *commands(struct arena *arena, size_t *ret_count)
{
	size_t count = 0;
	const struct session_command *all = session_commands(arena, &count);
	struct session_command *list = arena_array_of(arena, struct session_command, count + 1);
	memcpy(list, all, count * sizeof(*list));
	list[count] = (struct session_command){.name = "test.close", .title = "close", .args = add_args};
	*ret_count = count + 1;
	return list;
}

static bool run(void *user, const char *command, const struct args *args, struct result *ret, struct err *err)
{
	struct source *source = user;
	static struct form_field field;
	const char *text = args_get(args, "text");
	source->runs++;
	snprintf(source->command, sizeof(source->command), "%s", command);
	snprintf(source->text, sizeof(source->text), "%s", text);
	source->yes = streq(args_get(args, "yes"), "yes");
	*ret = (struct result){.kind = RESULT_DONE};
	if (source->refuse)
		return err_say(err, ERR_FULL, "the disk is full");
	field = (struct form_field){.name = "text",
	        .label = "what",
	        .kind = FORM_TEXT,
	        .required = true,
	        .hint = "",
	        .value = text};
	if (streq(command, "action.add") && strempty(text)) {
		ret->kind = RESULT_FORM;
		ret->form = (struct form){.command = "action.add",
		        .title = "Action",
		        .about = "",
		        .fields = &field,
		        .count = 1};
	}
	if (streq(command, "test.close")) {
		ret->kind = source->yes ? RESULT_QUIT : RESULT_CONFIRM;
		ret->message = source->yes ? NULL : "Really?";
		ret->saved = source->yes ? (struct ref){'M', 7} : (struct ref){0};
	}
	return true;
}

static void view(void *user, struct arena *frame, struct view *ret)
{
	UNUSED(user);
	struct doc doc = doc_new(frame);
	doc_para(&doc, doc.root, ROLE_TEXT, "the customer said so");
	*ret = (struct view){.team = "T",
	        .title = "t",
	        .date = "",
	        .time = "",
	        .progress = NAN,
	        .until = "",
	        .clock = "",
	        .body = doc,
	        .status = ""};
}

static bool keep_draft(void *user, const char *draft, struct err *err)
{
	struct source *source = user;
	UNUSED(err);
	source->drafts++;
	snprintf(source->draft, sizeof(source->draft), "%s", draft);
	return true;
}

static int setup(void **state)
{
	static struct fixture f;
	f = (struct fixture){.app = {.arena = arena_new(NULL), .language = "en", .signal_fd = -1}};
	struct problems problems = problems_new(f.app.arena);
	struct desk_source source = {.user = &f.source, .run = run, .view = view, .keep_draft = keep_draft};
	source.commands = commands(f.app.arena, &source.command_count);
	if (!settings_load(f.app.arena, NULL, 0, NULL, &f.app.settings, &problems) ||
	        desk_open(&f.app, &source, 24, 80, &f.desk) != EXIT_DONE)
		return -1;
	*state = &f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	desk_close(&f->desk);
	arena_free(f->app.arena);
	return 0;
}

static void press(struct fixture *f, const char *name)
{
	struct key key = {.kind = KEY_NAMED};
	snprintf(key.name, sizeof(key.name), "%s", name);
	desk_key(&f->desk, &key);
}

static void type(struct fixture *f, const char *letters)
{
	for (; *letters; letters++)
		press(f, (char[]){*letters, '\0'});
}

static bool on_screen(struct fixture *f, const char *text)
{
	struct str s = str_new(f->app.arena);
	grid_text(tui_draw(f->desk.tui), &s);
	return strstr(s.text, text) != NULL;
}

static bool command(struct fixture *f, const char *name, struct err *err)
{
	static const struct args none = {0};
	*err = (struct err){0};
	return desk_command(&f->desk, name, &none, err);
}

static void test_form_to_end(void **state)
{
	struct fixture *f = *state;
	press(f, "a");
	assert_true(tui_has_form(f->desk.tui));
	type(f, "call");
	assert_true(f->desk.draft_changed);
	press(f, "C-s");
	assert_string_equal(f->source.command, "action.add");
	assert_string_equal(f->source.text, "call");
	assert_false(tui_has_form(f->desk.tui));
	assert_false(f->desk.quit);
}

static void test_refused_keeps_text(void **state)
{
	struct fixture *f = *state;
	press(f, "a");
	type(f, "call");
	f->source.refuse = true;
	press(f, "C-s");
	assert_true(on_screen(f, "the disk is full"));
	f->source.refuse = false;
	press(f, "Esc");
	assert_true(tui_has_form(f->desk.tui));
	assert_true(on_screen(f, "call"));
	press(f, "C-s");
	assert_string_equal(f->source.text, "call");
	assert_false(tui_has_form(f->desk.tui));
}

static void test_missing_is_said(void **state)
{
	struct fixture *f = *state;
	press(f, "a");
	int runs = f->source.runs;
	press(f, "C-s");
	assert_true(tui_has_form(f->desk.tui));
	assert_true(on_screen(f, "what"));
	assert_in_range(f->source.runs, runs, runs + 1);
}

static void test_draft_is_kept_once(void **state)
{
	struct fixture *f = *state;
	desk_keep_draft(&f->desk);
	assert_int_equal(f->source.drafts, 0);
	press(f, "a");
	type(f, "half");
	desk_keep_draft(&f->desk);
	desk_keep_draft(&f->desk);
	assert_int_equal(f->source.drafts, 1);
	assert_non_null(strstr(f->source.draft, "half"));
	press(f, "C-s");
	desk_keep_draft(&f->desk);
	assert_int_equal(f->source.drafts, 2);
	assert_string_equal(f->source.draft, "");
}

static void test_draft_comes_back(void **state)
{
	struct fixture *f = *state;
	press(f, "a");
	type(f, "half");
	desk_keep_draft(&f->desk);
	char draft[sizeof(f->source.draft)];
	memcpy(draft, f->source.draft, sizeof(draft));
	teardown(state);
	setup(state);
	f = *state;
	desk_restore_draft(&f->desk, draft);
	if (!tui_has_form(f->desk.tui))
		press(f, "a");
	assert_true(on_screen(f, "half"));
}

static void test_question(void **state)
{
	struct fixture *f = *state;
	struct err err;
	assert_true(command(f, "test.close", &err));
	assert_true(on_screen(f, "Really?"));
	assert_false(f->desk.quit);
	press(f, "n");
	assert_false(f->desk.quit);
	assert_true(command(f, "test.close", &err));
	press(f, "y");
	assert_true(f->source.yes);
	assert_true(f->desk.quit);
	assert_true(f->desk.closed);
	assert_string_equal(f->desk.last_words, "saved M-7");
}

static void test_command_refused(void **state)
{
	struct fixture *f = *state;
	struct err err;
	f->source.refuse = true;
	assert_false(command(f, "undo", &err));
	assert_int_equal(err.code, ERR_FULL);
	/* A key says it on the screen instead. */
	press(f, "u");
	assert_true(on_screen(f, "the disk is full"));
}

static void test_wishes(void **state)
{
	struct fixture *f = *state;
	const char *theme = f->desk.theme.name;
	press(f, "T");
	assert_string_not_equal(f->desk.theme.name, theme);
	press(f, "C-l");
	assert_true(f->desk.redraw);
	press(f, "C-z");
	assert_true(f->desk.suspend);
	press(f, "q");
	assert_true(f->desk.quit);
	assert_false(f->desk.closed);
}

static void test_themes(void **state)
{
	struct fixture *f = *state;
	assert_true(desk_set_theme(&f->desk, "light"));
	assert_true(f->desk.theme.light);
	assert_false(desk_set_theme(&f->desk, "purple"));
	assert_true(f->desk.theme.light);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_form_to_end, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_refused_keeps_text, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_missing_is_said, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_draft_is_kept_once, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_draft_comes_back, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_question, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_command_refused, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_wishes, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_themes, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
