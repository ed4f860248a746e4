/* From day to day: what was promised comes back, another one leads, no quote is read twice, and what was not
 * finished is offered again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

#define DAY_2 "2026-03-04T09:00:00"
#define DAY_3 "2026-03-05T09:00:00"

/* The rest of the line behind these words. */
static void read_behind(struct term *t, const char *words, char ret[256])
{
	struct term_pos at;
	assert_true(term_find(t, words, &at));
	const char *found = strstr(term_line(t, at.row), words) + strlen(words);
	snprintf(ret, 256, "%s", found + strspn(found, " "));
}

static struct term *open_on(struct scratch *s, const char *now)
{
	struct term *t = scene_open(s, &(struct scene){.now = now});
	term_expect(t, "▶ Opening", SOON);
	return t;
}

static void close_meeting(struct term *t, char ret_leader[256])
{
	term_keys(t, "8");
	term_expect(t, "▶ Close", SOON);
	term_expect(t, "leads then +[A-Z]", SOON);
	read_behind(t, "leads then", ret_leader);
	term_keys(t, "Enter");
	term_expect(t, "Close the meeting and write the minutes", SOON);
	term_keys(t, "y");
	term_expect_exit(t, 0, SOON);
	term_free(t);
}

static void test_three_days(void **state)
{
	struct scratch *s = scene_team(state);
	char praise[256], leader[256], line[300];
	struct term *t = scene_at(s, 2);
	term_expect(t, "PRAISE", SOON);
	read_behind(t, "“", praise);
	term_keys(t, "a");
	term_send(t, "Ring the parcel customer");
	term_keys(t, "Tab text:cha Tab text:tomorrow Enter");
	term_expect(t, "saved A-13", SOON);
	term_keys(t, "6 d");
	term_send(t, "Read each invoice twice");
	term_keys(t, "Tab*7 text:tomorrow C-s");
	term_expect(t, "DECIDED TODAY", SOON);
	term_expect(t, "D-6 +Read each invoice twice", SOON);
	term_keys(t, "a");
	term_expect(t, "── Action", SOON);
	term_send(t, "Make the list");
	term_keys(t, "C-s");
	term_expect(t, "→ A-14 +Make the list", SOON);
	close_meeting(t, leader);

	t = open_on(s, DAY_2);
	snprintf(line, sizeof(line), "✓ +%s [^\n]*leads today", leader);
	term_expect(t, line, SOON);
	term_expect(t, "WHAT WE PROMISED +yesterday", SOON);
	term_expect(t, "A-13 +Ring the parcel customer +Chaya +today", SOON);
	term_keys(t, "2");
	term_expect(t, "PRAISE", SOON);
	for (int i = 0; i < 3; i++) {
		assert_null(strstr(term_screen(t), praise));
		term_keys(t, "n");
		term_expect(t, "PRAISE", SOON);
	}
	term_keys(t, "4");
	term_expect(t, "● A-13 +Ring the parcel customer", SOON);
	term_keys(t, "End");
	term_expect(t, "D-6 +Read each invoice twice", SOON);
	term_keys(t, "5");
	term_expect(t, "▶ Round", SOON);
	scene_leave(t);

	t = open_on(s, DAY_3);
	term_expect(t, "Not discussed on 4 March 2026 \\(M-13\\): Scores, Round, Improve and Thanks", SOON);
	snprintf(line, sizeof(line), "✓ +%s [^\n]*leads today", leader);
	assert_false(term_matches(t, line));
	term_keys(t, "4");
	term_expect(t, "5 overdue", SOON);
	term_expect(t, "▼ A-13 +Ring the parcel customer +Chaya +yesterday", SOON);
	scene_leave(t);
	scene_says(s, "not finished", "minutes", "M-13", NULL);
	scene_says(s, "A-13 +Ring the parcel customer +Chaya +4 March 2026", "minutes", "2026-03-03", NULL);
	scratch_free(s);
}

/* Friday's meeting names who leads on Monday, and what is due "tomorrow" then is due on a Saturday that is
 * said to be none to work on. */
static void test_over_the_weekend(void **state)
{
	struct scratch *s = scene_team(state);
	char leader[256], line[300];
	struct term *t = open_on(s, "2026-03-06T09:00:00");
	term_keys(t, "a");
	term_send(t, "Sweep the yard");
	term_keys(t, "Tab Tab text:tomorrow");
	term_expect(t, "Sat 7 March 2026 · not a working day", SOON);
	term_keys(t, "C-s");
	term_expect(t, "saved A-13", SOON);
	term_keys(t, "8");
	term_expect(t, "next meeting +Mon 9 March 2026", SOON);
	close_meeting(t, leader);
	t = open_on(s, "2026-03-09T09:00:00");
	snprintf(line, sizeof(line), "✓ +%s [^\n]*leads today", leader);
	term_expect(t, line, SOON);
	term_expect(t, "WHAT WE PROMISED +6 Mar", SOON);
	term_expect(t, "▼ A-13 +Sweep the yard", SOON);
	scene_leave(t);
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_three_days),
	        cmocka_unit_test(test_over_the_weekend),
	};
	return cmocka_run_group_tests_name("days", tests, scene_set_up, scene_tear_down);
}
