/* How a stand-up begins: with a team and without one, with a broken configuration, in another language, on
 * other terminals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

static void test_a_team(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_open(s, NULL);
	term_expect(t, "▶ Opening", SOON);
	assert_true(term_alt_screen(t));
	assert_true(term_paste_wanted(t));
	assert_true(term_mouse_wanted(t));
	term_expect(t, "Zeppelin.*Tue 3 March 2026.*0 of 15 min.*until 09:15", SOON);
	term_expect(t, "Furniture that feels at home", SOON);
	term_expect(t, "VALUE OF THE DAY", SOON);
	term_expect(t, "WHO IS HERE +5 of 6", SOON);
	term_expect(t, "Finn .*away", SOON);
	term_expect(t, "Esra .*leads today", SOON);
	term_expect(t, "WHAT WE PROMISED", SOON);
	assert_int_equal(term_queries(t), 0);
	assert_int_equal(term_bells(t), 0);
	scene_leave(t);
	scratch_free(s);
}

/* The wizard: a team, its people, a language; then the first stand-up, which says what to do. */
static void test_wizard(void **state)
{
	(void)state;
	struct scratch *s = scratch_new();
	struct term *t = scene_open(s, NULL);
	term_expect(t, "Welcome to Dagstart", SOON);
	term_send(t, "Kleine Beer");
	term_keys(t, "Tab");
	term_send(t, "Anna, Bram, Zoë");
	term_keys(t, "C-s");
	term_expect(t, "▶ Opening", SOON);
	term_expect(t, "Kleine Beer", SOON);
	term_expect(t, "WHO IS HERE +3 of 3", SOON);
	term_expect(t, "Zoë", SOON);
	term_expect(t, "first meeting here", SOON);
	term_keys(t, "Enter");
	term_expect(t, "No customer has been heard here yet", SOON);
	term_expect(t, "l logs what a customer said", SOON);
	scene_leave(t);
	assert_int_equal(scratch_mode(s, SCENE_STORE), 0600);
	scene_says(s, "Zoë", "member", "list", NULL);
	scratch_free(s);
}

/* The first feedback: a path that leads nowhere is asked for again, and what came of the file is read before
 * it goes on. */
static void test_wizard_takes_in_feedback(void **state)
{
	(void)state;
	struct scratch *s = scratch_new();
	scratch_write(
	        s, "home/answers.csv", "nps,comment,date\n9,great,2026-03-01\n2,late again,2026-03-02\n");
	struct term *t = scene_open(s, NULL);
	term_expect(t, "Welcome to Dagstart", SOON);
	term_send(t, "Beer");
	term_keys(t, "Tab");
	term_send(t, "Anna, Bram");
	term_keys(t, "Tab Tab");
	term_send(t, "~/nowhere.csv");
	term_keys(t, "Enter");
	term_expect(t, "the feedback can't be read", SOON);
	assert_false(scratch_exists(s, SCENE_STORE));
	term_keys(t, "x C-u");
	term_send(t, "~/answers.csv");
	term_keys(t, "Enter");
	term_expect(t, "2 answers of customers were taken in", SOON);
	term_expect(t, "Beer is ready", SOON);
	term_expect(t, "score: nps", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Opening", SOON);
	scene_leave(t);
	scene_says(s, "late again", "feedback", NULL);
	scratch_free(s);
}

static void test_wizard_with_the_sample_team(void **state)
{
	(void)state;
	struct scratch *s = scratch_new();
	struct term *t = scene_open(s, NULL);
	term_expect(t, "our own team", SOON);
	term_keys(t, "BTab Right");
	term_expect(t, "start with +the sample team", SOON);
	term_keys(t, "C-s");
	term_expect(t, "▶ Opening", SOON);
	term_expect(t, "Zeppelin", SOON);
	scene_leave(t);
	scene_says(s, "Chaya", "member", "list", NULL);
	scratch_free(s);
}

/* Who leaves the wizard has founded nothing. */
static void test_wizard_left(void **state)
{
	(void)state;
	struct scratch *s = scratch_new();
	struct term *t = scene_open(s, NULL);
	term_expect(t, "Welcome to Dagstart", SOON);
	term_keys(t, "Esc");
	term_expect_gone(t, "Welcome to Dagstart", SOON);
	term_keys(t, "q");
	term_expect_exit(t, 0, SOON);
	assert_false(scratch_exists(s, SCENE_STORE));
	term_free(t);
	scratch_free(s);
}

/* All that is wrong is told, where it stands and what was expected; the screen is never taken. */
static void test_broken_config(void **state)
{
	struct scratch *s = scene_team(state);
	scratch_write(s, SCENE_CONFIG "dagstart.yaml", "display:\n  mouse: perhaps\nteem:\n  name: X\n");
	struct term *t = scene_open(s, NULL);
	term_expect(t, "dagstart\\.yaml:2:10: display\\.mouse: yes or no", SOON);
	term_expect(t, "dagstart\\.yaml:3:1: teem: ", SOON);
	term_expect(t, "nothing was started", SOON);
	term_expect_exit(t, 1, SOON);
	assert_false(term_alt_screen(t));
	term_free(t);
	struct run r = scene_run(s, "check", NULL);
	run_expect(&r, 1);
	assert_non_null(strstr(r.err, "dagstart.yaml:2:10: display.mouse: yes or no"));
	assert_non_null(strstr(r.err, "dagstart.yaml:3:1: teem: "));
	run_done(&r);
	scratch_free(s);
}

/* A config that was right yesterday locks nobody out today: it is said beside the score, and by `check`. */
static void test_target_of_yesterday(void **state)
{
	struct scratch *s = scene_team(state);
	scratch_write(s, SCENE_CONFIG "dagstart.yaml",
	        "metrics:\n  - {key: nps, title: NPS, kind: nps, target: 50, target_day: 2026-03-02}\n");
	scene_says(s, "target 50 was for 2 March 2026", "scores", NULL);
	struct run r = scene_run(s, "check", NULL);
	run_expect(&r, 1);
	assert_non_null(strstr(
	        r.err, "dagstart.yaml:2:63: metrics[0].target_day: a day to come: this one has passed"));
	run_done(&r);
	scratch_write(s, SCENE_CONFIG "dagstart.yaml",
	        "metrics:\n  - {key: nps, title: NPS, kind: nps, target: 50, target_day: 2026-03-03}\n");
	scene_says(s, "target 50 by 3 March 2026", "scores", NULL);
	scene_says(s, "all is well", "check", NULL);
	scratch_free(s);
}

static void test_broken_keys(void **state)
{
	struct scratch *s = scene_team(state);
	scratch_write(s, SCENE_CONFIG "keys.yaml", "global:\n  - {key: z, command: action.ad}\n");
	struct term *t = scene_open(s, NULL);
	term_expect(t, "keys\\.yaml:2:[0-9]+: .*action\\.ad", SOON);
	term_expect_exit(t, 1, SOON);
	assert_false(term_alt_screen(t));
	term_free(t);
	scratch_free(s);
}

/* The built-in keys name commands that there are: as a file of one's own they pass the check, and do the
 * same. */
static void test_own_copy_of_the_keys(void **state)
{
	static char text[64 * 1024];
	const char *path = getenv("DAGSTART_KEYS");
	FILE *file = path ? fopen(path, "re") : NULL;
	if (!file)
		skip();
	size_t len = fread(text, 1, sizeof(text) - 1, file);
	fclose(file);
	assert_in_range(len, 1000, sizeof(text) - 2);
	struct scratch *s = scene_team(state);
	scratch_write(s, SCENE_CONFIG "keys.yaml", text);
	scene_says(s, "all is well", "check", NULL);
	struct term *t = scene_open(s, NULL);
	term_send(t, "?");
	term_expect(t, "1  2  3 … 9 +go to a step", SOON);
	term_send(t, "\033");
	scene_leave(t);
	scratch_free(s);
}

/* The customer cannot be left out, and the sentence says why. */
static void test_agenda_without_a_customer(void **state)
{
	struct scratch *s = scene_team(state);
	scratch_write(s, SCENE_CONFIG "agendas/daily.yaml",
	        "title: {en: Short, nl: Kort}\nsteps:\n  - {step: opening, minutes: 1}\n"
	        "  - {step: close, minutes: 1}\n");
	struct term *t = scene_open(s, NULL);
	term_expect(t, "daily\\.yaml:[0-9]+:[0-9]+: .*customer", SOON);
	term_expect_exit(t, 1, SOON);
	term_free(t);
	struct run r = scene_run(s, "check", NULL);
	run_expect(&r, 1);
	assert_true(scene_matches(r.err, "daily\\.yaml:[0-9]+:[0-9]+: .*customer"));
	run_done(&r);
	/* Nor is it given no time. */
	scratch_write(s, SCENE_CONFIG "agendas/daily.yaml",
	        "name: daily\ntitle: Short\nsteps:\n  - {step: opening, minutes: 1}\n"
	        "  - {step: voice, minutes: 0}\n");
	r = scene_run(s, "check", NULL);
	run_expect(&r, 1);
	assert_true(scene_matches(r.err, "daily\\.yaml:5:[0-9]+: steps\\[1\\]: time for the customer"));
	run_done(&r);
	scratch_free(s);
}

/* A file that is no store is left as it is. */
static void test_foreign_store(void **state)
{
	static const char words[] = "Dear diary, this is not a database.\n";
	struct scratch *s = scene_team(state);
	scratch_write(s, SCENE_STORE, words);
	struct term *t = scene_open(s, NULL);
	term_expect(t, "dagstart: .*dagstart\\.db", SOON);
	term_expect_exit(t, 1, SOON);
	assert_false(term_alt_screen(t));
	term_free(t);
	char *after = scratch_read(s, SCENE_STORE, NULL);
	assert_string_equal(after, words);
	free(after);
	scratch_free(s);
}

static void test_dutch(void **state)
{
	(void)state;
	static const char *const init[] = {"--lang", "nl", "init", "--demo", NULL};
	static const char *const titles[] = {
	        "Opening", "Stem", "Scores", "Beloften", "Ronde", "Verbeteren", "Waardering", "Afsluiten"};
	struct scratch *s = scratch_new();
	struct run r = scene_run_as(s, &(struct scene){.args = init}, NULL);
	run_expect(&r, 0);
	run_done(&r);
	struct term *t = scene_open(s, NULL);
	for (int i = 0; i < 8; i++) {
		char now[64];
		snprintf(now, sizeof(now), "▶ %s", titles[i]);
		term_expect(t, now, SOON);
		term_expect(t, "di 3 maart 2026.*0 van 15 min.*tot 09:15", SOON);
		term_expect(t, "Enter (verder|overleg afsluiten)", SOON);
		term_expect_gone(t, "Enter next|[Cc]ustomer|overdue|since|delivery time", SOON);
		if (i < 7)
			term_keys(t, "Enter");
	}
	scene_leave(t);
	scratch_free(s);
}

/* What is made up for the sample team is Dutch in Dutch, to the last column. */
static void test_dutch_themes(void **state)
{
	(void)state;
	static const char *const init[] = {"--lang", "nl", "init", "--demo", NULL};
	struct scratch *s = scratch_new();
	struct run r = scene_run_as(s, &(struct scene){.args = init}, NULL);
	run_expect(&r, 0);
	run_done(&r);
	r = scene_run(s, "feedback", "--csv", NULL);
	run_expect(&r, 0);
	assert_non_null(strstr(r.out, "levertijd"));
	assert_null(strstr(r.out, "delivery time"));
	assert_null(strstr(r.out, "invoice address"));
	run_done(&r);
	scratch_free(s);
}

static bool is_ascii(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)bytes[i] >= 0x80)
			return false;
	return true;
}

/* Without UTF-8 each sign has a twin, and no byte is above 7F, whatever stands in the quotes. */
static void test_c_locale(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_open(s, &(struct scene){.locale = "C"});
	size_t len = 0;
	term_expect(t, "> Opening", SOON);
	for (int i = 2; i <= 8; i++) {
		static const char *const steps[] = {
		        "Voice", "Scores", "Promises", "Round", "Improve", "Thanks", "Close"};
		char now[32];
		snprintf(now, sizeof(now), "> %s", steps[i - 2]);
		term_keys(t, "Enter");
		term_expect(t, now, SOON);
	}
	term_keys(t, "?");
	term_expect(t, "keys", SOON);
	term_keys(t, "Esc a");
	term_expect(t, "Action", SOON);
	term_keys(t, "Esc");
	const char *log = term_log(t, &len);
	assert_true(len > 4000);
	assert_true(is_ascii(log, len));
	scene_leave(t);
	static const char *const plain[] = {"meet", "--plain", NULL};
	struct run r = scene_run_as(s, &(struct scene){.args = plain, .locale = "C"}, NULL);
	run_expect(&r, 0);
	assert_true(r.out_len > 1000);
	assert_true(is_ascii(r.out, r.out_len));
	run_done(&r);
	scratch_free(s);
}

/* True when a sequence sets a colour of letters or ground (SGR 30 to 49, 90 to 107). */
static bool sets_colour(const char *log, size_t len)
{
	for (size_t i = 0; i + 2 < len; i++) {
		if (log[i] != '\033' || log[i + 1] != '[')
			continue;
		int number = 0;
		size_t at = i + 2;
		bool colour = false;
		for (; at < len && (log[at] == ';' || log[at] == ':' || (log[at] >= '0' && log[at] <= '9'));
		        at++) {
			bool digit = log[at] >= '0' && log[at] <= '9';
			number = digit ? number * 10 + (log[at] - '0') : 0;
			colour |= (number >= 30 && number <= 49) || (number >= 90 && number <= 107);
		}
		if (colour && at < len && log[at] == 'm')
			return true;
	}
	return false;
}

static bool walks_in_colour(void **state, const char *env)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_open(s, &(struct scene){.env = env});
	size_t len = 0;
	term_expect(t, "▶ Opening", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Voice", SOON);
	term_keys(t, "Enter T");
	term_expect(t, "▶ Scores", SOON);
	term_keys(t, "?");
	term_expect(t, "filter", SOON);
	term_keys(t, "Esc");
	term_expect_gone(t, "filter", SOON);
	const char *log = term_log(t, &len);
	bool colour = sets_colour(log, len);
	scene_leave(t);
	scratch_free(s);
	return colour;
}

static void test_no_color(void **state)
{
	assert_true(walks_in_colour(state, NULL));
	assert_false(walks_in_colour(state, "NO_COLOR=1"));
}

static void test_read_only(void **state)
{
	struct scratch *s = scene_team(state);
	static const char *const args[] = {"--read-only", NULL};
	struct run before = scene_run(s, "history", "--json", NULL);
	struct term *t = scene_open(s, &(struct scene){.args = args});
	term_expect(t, "read-only", SOON);
	term_expect(t, "WHO IS HERE", SOON);
	static const char *const writing[] = {"a", "d", "t", "l", "n", "u"};
	for (size_t i = 0; i < sizeof(writing) / sizeof(*writing); i++) {
		term_keys(t, writing[i]);
		term_expect(t, "read-only: nothing can be changed here", SOON);
		term_keys(t, "Esc");
		term_expect_gone(t, "read-only: nothing", SOON);
	}
	term_keys(t, "Enter");
	term_expect(t, "▶ Voice", SOON);
	term_expect(t, "PRAISE", SOON);
	scene_leave(t);
	struct run after = scene_run(s, "history", "--json", NULL);
	assert_string_equal(before.out, after.out);
	run_done(&before);
	run_done(&after);
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_a_team),
	        cmocka_unit_test(test_wizard),
	        cmocka_unit_test(test_wizard_takes_in_feedback),
	        cmocka_unit_test(test_wizard_with_the_sample_team),
	        cmocka_unit_test(test_wizard_left),
	        cmocka_unit_test(test_broken_config),
	        cmocka_unit_test(test_target_of_yesterday),
	        cmocka_unit_test(test_broken_keys),
	        cmocka_unit_test(test_own_copy_of_the_keys),
	        cmocka_unit_test(test_agenda_without_a_customer),
	        cmocka_unit_test(test_foreign_store),
	        cmocka_unit_test(test_dutch),
	        cmocka_unit_test(test_dutch_themes),
	        cmocka_unit_test(test_c_locale),
	        cmocka_unit_test(test_no_color),
	        cmocka_unit_test(test_read_only),
	};
	return cmocka_run_group_tests(tests, scene_set_up, scene_tear_down);
}
