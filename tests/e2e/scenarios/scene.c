#include "scene.h"

#include <regex.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

enum { ARGS_MAX = 24, ENV_MAX = 8, ROWS = 32, COLUMNS = 110 };

#define SETTINGS "home/.local/share/dagstart/dagstart.yaml"

struct words {
	const char *items[ARGS_MAX];
};

struct environment {
	char now[64];
	const char *items[ENV_MAX];
};

static void environment_of(const struct scene *how, struct environment *ret)
{
	snprintf(ret->now, sizeof(ret->now), "DAGSTART_NOW=%s", how->now ? how->now : SCENE_NOW);
	const char *const items[] = {ret->now, "DAGSTART_SEED=7", "LOGNAME=anna", how->env, NULL};
	memcpy(ret->items, items, sizeof(items));
}

static struct words words_of(const char *const *args)
{
	struct words words = {.items = {run_dagstart_path()}};
	for (size_t i = 0; args && args[i]; i++) {
		assert_true(i + 2 < ARGS_MAX);
		words.items[i + 1] = args[i];
	}
	return words;
}

static struct words words_from(const char *first, va_list rest)
{
	const char *args[ARGS_MAX] = {first};
	for (size_t i = 1; args[i - 1]; i++) {
		assert_true(i < ARGS_MAX);
		args[i] = va_arg(rest, const char *);
	}
	return words_of(args);
}

bool scene_matches(const char *text, const char *regex)
{
	regex_t compiled;
	assert_int_equal(regcomp(&compiled, regex, REG_EXTENDED | REG_NOSUB | REG_NEWLINE), 0);
	bool found = regexec(&compiled, text, 0, NULL, 0) == 0;
	regfree(&compiled);
	return found;
}

static struct run run_words(
        struct scratch *s, const struct scene *how, const struct words *words, const char *input)
{
	struct environment environment;
	environment_of(how, &environment);
	return run_program(&(struct run_options){
	        .argv = words->items,
	        .scratch = s,
	        .input = input,
	        .env = environment.items,
	        .locale = how->locale,
	});
}

struct run scene_run_as(struct scratch *s, const struct scene *how, const char *input)
{
	struct words words = words_of(how->args);
	return run_words(s, how, &words, input);
}

struct run scene_run(struct scratch *s, const char *arg, ...)
{
	va_list rest;
	va_start(rest, arg);
	struct words words = words_from(arg, rest);
	va_end(rest);
	return run_words(s, &(struct scene){0}, &words, NULL);
}

void scene_says(struct scratch *s, const char *regex, const char *arg, ...)
{
	va_list rest;
	va_start(rest, arg);
	struct words words = words_from(arg, rest);
	va_end(rest);
	struct run r = run_words(s, &(struct scene){0}, &words, NULL);
	run_expect(&r, 0);
	if (!scene_matches(r.out, regex)) {
		print_error("“%s” is not in what `%s` printed:\n%s\n", regex, arg, r.out);
		fail();
	}
	run_done(&r);
}

int scene_set_up(void **state)
{
	struct scratch *s = scratch_new();
	struct run r = scene_run(s, "init", "--demo", NULL);
	run_expect(&r, 0);
	run_done(&r);
	*state = s;
	return 0;
}

int scene_tear_down(void **state)
{
	scratch_free(*state);
	return 0;
}

static void copy(struct scratch *from, struct scratch *to, const char *name)
{
	size_t len = 0;
	char *bytes = scratch_read(from, name, &len);
	assert_non_null(bytes);
	scratch_write_bytes(to, name, bytes, len);
	free(bytes);
}

struct scratch *scene_team(void **state)
{
	struct scratch *s = scratch_new();
	copy(*state, s, SCENE_STORE);
	copy(*state, s, SETTINGS);
	return s;
}

struct term *scene_open(struct scratch *s, const struct scene *how)
{
	static const struct scene usual = {0};
	how = how ? how : &usual;
	struct environment environment;
	environment_of(how, &environment);
	struct words words = words_of(how->args);
	return term_start(&(struct term_options){
	        .argv = words.items,
	        .env = environment.items,
	        .scratch = s,
	        .locale = how->locale,
	        .rows = how->rows ? how->rows : ROWS,
	        .cols = how->cols ? how->cols : COLUMNS,
	});
}

struct term *scene_at(struct scratch *s, int step)
{
	static const char *const titles[] = {
	        "", "Opening", "Voice", "Scores", "Promises", "Round", "Improve", "Thanks", "Close"};
	struct term *t = scene_open(s, NULL);
	char text[32];
	term_expect(t, "▶ Opening", SOON);
	if (step > 1) {
		snprintf(text, sizeof(text), "%d", step);
		term_keys(t, text);
		snprintf(text, sizeof(text), "▶ %s", titles[step]);
		term_expect(t, text, SOON);
	}
	return t;
}

static bool is_selected(struct term *t, void *text)
{
	struct term_pos at;
	if (!term_find(t, text, &at))
		return false;
	struct term_cell cell = term_cell(t, at.row, at.col);
	return cell.reverse || cell.bg.kind != TERM_DEFAULT || strstr(term_line(t, at.row), "▌");
}

void scene_selected_at(struct term *t, const char *text, const char *file, int line)
{
	char words[128];
	snprintf(words, sizeof(words), "%s", text);
	if (term_wait(t, is_selected, words, SOON))
		return;
	snprintf(words, sizeof(words), "not selected: %s", text);
	term_fail_at(t, words, file, line);
}

void scene_leave(struct term *t)
{
	term_keys(t, "q");
	term_expect_exit(t, 0, SOON);
	assert_false(term_alt_screen(t));
	assert_true(term_cooked(t));
	assert_true(term_cursor_shown(t));
	term_free(t);
}

struct json_t *scene_json(struct scratch *s, const char *const *args, int code)
{
	struct run r = scene_run_as(s, &(struct scene){.args = args}, NULL);
	json_error_t error;
	run_expect(&r, code);
	json_t *json = json_loads(r.out, JSON_REJECT_DUPLICATES, &error);
	if (!json)
		fail_msg("%d: %s: %.300s", error.line, error.text, r.out);
	run_done(&r);
	return json;
}
