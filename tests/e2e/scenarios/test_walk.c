/* The walk: a whole stand-up by keys, the promises, the round, and what a meeting remembers. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

/* From opening to close: each step shows what it is for, what is decided is found in the minutes. */
static void test_whole_stand_up(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 1);
	term_keys(t, "Enter");
	term_expect(t, "▶ Voice", SOON);
	term_expect(t, "PRAISE", SOON);
	term_expect(t, "PAIN · what can we learn\\?", SOON);
	term_expect(t, "heard this month", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Scores", SOON);
	term_expect(t, "promoters [0-9]+ .*passives [0-9]+ .*detractors [0-9]+", SOON);
	term_expect(t, "noise: no rule fired|real (drop|rise) since", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Promises", SOON);
	term_expect(t, "3 overdue · 6 open", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Round", SOON);
	term_expect(t, "since yesterday", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Improve", SOON);
	term_expect(t, "TODAY'S BOTTLENECK", SOON);
	term_keys(t, "d");
	term_expect(t, "Decide", SOON);
	term_send(t, "Every invoice is read by a second pair of eyes");
	term_keys(t, "C-s");
	term_expect(t, "saved D-6", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Thanks", SOON);
	term_expect(t, "OUR VALUES THIS MONTH", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Close", SOON);
	term_expect(t, "DECIDED", SOON);
	term_expect(t, "D-6 .*second pair of", SOON);
	term_expect(t, "leads then", SOON);
	term_keys(t, "Enter");
	term_expect(t, "Close the meeting and write the minutes\\?", SOON);
	term_keys(t, "y");
	term_expect_exit(t, 0, SOON);
	term_expect(t, "saved M-12", SOON);
	term_free(t);
	scene_says(s, "Minutes of Zeppelin", "minutes", NULL);
	scene_says(s, "second pair of", "minutes", "2026-03-03", NULL);
	scene_says(s, "Voice +3:00 +0:00", "minutes", NULL);
	scene_says(s, "leads next time: +[A-Z]", "minutes", NULL);
	scene_says(s, "^# Minutes of Zeppelin", "minutes", "--markdown", NULL);
	scratch_free(s);
}

/* A question is a question: no, and the meeting goes on. */
static void test_close_can_wait(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 8);
	term_keys(t, "C");
	term_expect(t, "Close the meeting and write the minutes\\?", SOON);
	term_keys(t, "x n");
	term_expect_gone(t, "write the minutes\\?", SOON);
	term_expect(t, "▶ Close", SOON);
	scene_leave(t);
	scratch_free(s);
}

static void test_back_and_to_any_step(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 6);
	term_expect(t, "– Voice", SOON);
	term_keys(t, "b");
	term_expect(t, "▶ Round", SOON);
	term_keys(t, "1 b");
	term_expect(t, "no step before the first", SOON);
	term_keys(t, "Esc");
	term_expect(t, "▶ Opening", SOON);
	scene_leave(t);
	scratch_free(s);
}

/* The first line of the praise. */
static void read_praise(struct term *t, char ret[256])
{
	struct term_pos at;
	assert_true(term_find(t, "“", &at));
	snprintf(ret, 256, "%s", strstr(term_line(t, at.row), "“"));
}

static bool praise_differs(struct term *t, void *old)
{
	char now[256];
	struct term_pos at;
	if (!term_find(t, "“", &at))
		return false;
	read_praise(t, now);
	return strcmp(now, old) != 0;
}

/* n brings another quote each time, and none twice. */
static void test_next_quote(void **state)
{
	enum { QUOTES = 6 };
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 2);
	char seen[QUOTES][256];
	for (int count = 0; count < QUOTES; count++) {
		read_praise(t, seen[count]);
		for (int i = 0; i < count; i++)
			assert_string_not_equal(seen[i], seen[count]);
		term_keys(t, "n");
		if (!term_wait(t, praise_differs, seen[count], SOON))
			term_fail_at(t, "n brought no other quote", __FILE__, __LINE__);
	}
	scene_leave(t);
	scratch_free(s);
}

/* Names are seen after m, and never longer than the view they were asked for in. */
static void test_mask(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 6);
	term_expect(t, "customer ▒+", SOON);
	term_keys(t, "m");
	term_expect(t, "customer [A-Z]", SOON);
	term_expect_gone(t, "customer ▒+", SOON);
	term_keys(t, "m");
	term_expect(t, "customer ▒+", SOON);
	term_keys(t, "m");
	term_expect(t, "customer [A-Z]", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Thanks", SOON);
	term_keys(t, "b");
	term_expect(t, "▶ Improve", SOON);
	term_expect(t, "customer ▒+", SOON);
	term_expect_gone(t, "customer [A-Z]", SOON);
	scene_leave(t);
	scratch_free(s);
}

/* From a number straight to the quotes behind it, and back to the same number. */
static void test_number_to_quotes(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 3);
	term_keys(t, "Down Down Down");
	term_expect(t, "▌ *Ease \\(CES\\)", SOON);
	term_keys(t, "o");
	term_expect(t, "Feedback", SOON);
	term_expect(t, "Ease \\(CES\\)", SOON);
	term_expect(t, "F-[0-9]+", SOON);
	term_expect_gone(t, "promoters", SOON);
	term_keys(t, "Esc");
	term_expect(t, "▌.*CES", SOON);
	scene_leave(t);
	scratch_free(s);
}

static void select_action(struct term *t, const char *id)
{
	term_expect(t, id, SOON);
	term_click_text(t, id);
	scene_selected(t, id);
}

/* Done, move, hand over, block, reword: each by its key on the selected promise. */
static void test_promises(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 4);
	select_action(t, "A-1 ");
	term_keys(t, ">");
	term_expect(t, "new date", SOON);
	term_send(t, "fri");
	term_expect(t, "→ Fri 6 March", SOON);
	term_keys(t, "Enter");
	term_expect(t, "saved A-1", SOON);
	term_expect(t, "A-1 .*Fri 6 Mar", SOON);
	term_expect(t, "moved 3 times", SOON);
	term_keys(t, "o");
	term_expect(t, "new owner", SOON);
	term_send(t, "esr");
	term_keys(t, "Enter");
	term_expect(t, "A-1 .*Esra", SOON);
	term_keys(t, "w");
	term_expect(t, "blocked by", SOON);
	term_send(t, "the printer");
	term_keys(t, "C-s");
	term_expect(t, "blocked by( |$)", SOON);
	term_expect(t, "printer", SOON);
	term_keys(t, "e");
	term_expect(t, "Reword", SOON);
	term_keys(t, "C-u");
	term_send(t, "Answer every unhappy customer the same day");
	term_keys(t, "C-s");
	term_expect(t, "A-1 .*Answer every unhappy", SOON);
	term_keys(t, "x");
	term_expect(t, "which score", SOON);
	term_keys(t, "C-s"); /* all left open */
	term_expect(t, "2 overdue · 5 open", SOON);
	scene_leave(t);
	struct run r = scene_run(s, "action", "list", "--all", "--csv", NULL);
	run_expect(&r, 0);
	assert_true(scene_matches(r.out, "\"A-1\",\"Answer every unhappy customer the same day\",\"Esra\""));
	run_done(&r);
	scene_says(s, "A-1 done · Answer every unhappy customer.*Anna", "history", "--id", "A-1", NULL);
	scratch_free(s);
}

/* The round: what is said is written down, the goal is ticked, the next one speaks. */
static void test_round(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 5);
	term_expect(t, "▶ Daan", SOON);
	term_expect(t, "speaking 0:00 of 0:48", SOON);
	term_keys(t, "s");
	term_expect(t, "what was done that the customer notices", SOON);
	term_send(t, "Eleven parcels on time");
	term_keys(t, "Tab Tab");
	term_send(t, "the bridge is open");
	term_keys(t, "Enter");
	term_expect(t, "since yesterday +Eleven parcels on time", SOON);
	term_expect(t, "blocked by +the bridge is open", SOON);
	term_keys(t, "Space");
	term_expect(t, "saved G-[0-9]+", SOON);
	term_expect(t, "updated today", SOON);
	term_keys(t, "n");
	term_expect(t, "✓ Daan +▶ Esra", SOON);
	term_keys(t, "BTab");
	term_expect(t, "▶ Daan", SOON);
	term_expect(t, "Eleven parcels", SOON);
	scene_leave(t);
	scene_says(s, "Minutes of Zeppelin.*still running", "minutes", "today", NULL);
	scene_says(s, "Eleven parcels", "minutes", "today", NULL);
	scratch_free(s);
}

/* What is written down does not start the speaker's time anew, and neither does coming back to somebody. */
static void test_speaking_time(void **state)
{
	struct scratch *s = scene_team(state);
	const char *script = scratch_write(s, "round.script",
	        "step.go round\n:wait 31s\n:expect speaking 0:30 of 0:48\nround.say today=Parcels\n"
	        ":expect speaking 0:30 of 0:48\n:wait 4s\nround.next\n:expect speaking 0:00 of 0:48\n"
	        ":wait 9s\nround.previous\n:expect speaking 0:30 of 0:48\n:wait 26s\n"
	        ":expect speaking 1:00 of 0:48\n");
	struct run r = scene_run(s, "meet", "--script", script, NULL);
	run_expect(&r, 0);
	run_done(&r);
	scratch_free(s);
}

/* Leaving stops the clock; who comes back is where the team was, with the time that was used. */
static void test_resume_after_quit(void **state)
{
	struct scratch *s = scene_team(state);
	const char *script =
	        scratch_write(s, "walk.script", ":wait 64s\n:key Enter\n:wait 30s\n:expect 2/8 Voice\n");
	struct run r = scene_run(s, "meet", "--script", script, NULL);
	run_expect(&r, 0);
	run_done(&r);
	struct term *t = scene_open(s, &(struct scene){.now = "2026-03-03T09:40:00"});
	term_expect(t, "✓ Opening +1:04", SOON);
	term_expect(t, "▶ Voice +0:30", SOON);
	term_expect(t, "1 of 15 min.*until 09:53", SOON);
	scene_leave(t);
	scratch_free(s);
}

/* Killed in the middle: the program that starts at once afterwards goes on there, and leads. */
static void test_resume_after_kill(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_open(s, &(struct scene){.now = SCENE_NOW "+"});
	term_expect(t, "▶ Opening +0:01", SOON);
	term_keys(t, "Enter");
	term_expect(t, "✓ Opening +0:0[1-9]", SOON);
	term_keys(t, "a");
	term_expect(t, "Action", SOON);
	term_send(t, "Half a thought");
	term_expect(t, "Half a thought", SOON);
	/* What is typed is kept at once; on the screen nothing tells that it is. */
	for (int i = 0; i < 50; i++) {
		struct run r = run_program(&(struct run_options){
		        .argv = (const char *const[]){"sqlite3", scratch_path(s, SCENE_STORE),
		                "select text from draft", NULL},
		        .scratch = s,
		});
		bool kept = strstr(r.out, "Half a thought");
		run_done(&r);
		if (kept)
			break;
		term_pump(t, 50);
	}
	term_signal(t, SIGKILL);
	int status = 0;
	assert_true(term_wait_exit(t, SOON, &status));
	term_free(t);
	t = scene_open(s, &(struct scene){.now = "2026-03-03T09:00:05+"});
	term_expect(t, "▶ Voice", SOON);
	term_expect(t, "✓ Opening +0:0[1-9]", SOON);
	term_expect_gone(t, "following", SOON);
	term_expect(t, "half-typed text is kept: a action", SOON);
	term_keys(t, "a");
	term_expect(t, "Half a thought", SOON);
	term_keys(t, "C-s");
	term_expect(t, "saved A-13", SOON);
	scene_leave(t);
	scratch_free(s);
}

/* Past midnight the meeting is closed as unfinished, and its rest is offered the next time. */
static void test_midnight(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_open(s, &(struct scene){.now = "2026-03-03T23:59:58+"});
	term_expect(t, "▶ Opening", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Voice", SOON);
	term_expect(t, "midnight has passed: .* next time", 2 * SOON);
	scene_leave(t);
	scene_says(s, "Minutes of Zeppelin.*not finished", "minutes", "2026-03-03", NULL);
	scene_says(s, "comes back next time: Voice, Scores, Promises", "minutes", "2026-03-03", NULL);
	t = scene_open(s, &(struct scene){.now = "2026-03-04T09:00:00"});
	term_expect(t, "▶ Opening", SOON);
	term_expect(t, "Not discussed on 3 March 2026 \\(M-12\\): Voice, Scores, Promises", SOON);
	scene_leave(t);
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_whole_stand_up),
	        cmocka_unit_test(test_close_can_wait),
	        cmocka_unit_test(test_back_and_to_any_step),
	        cmocka_unit_test(test_next_quote),
	        cmocka_unit_test(test_mask),
	        cmocka_unit_test(test_number_to_quotes),
	        cmocka_unit_test(test_promises),
	        cmocka_unit_test(test_round),
	        cmocka_unit_test(test_speaking_time),
	        cmocka_unit_test(test_resume_after_quit),
	        cmocka_unit_test(test_resume_after_kill),
	        cmocka_unit_test(test_midnight),
	};
	return cmocka_run_group_tests(tests, scene_set_up, scene_tear_down);
}
