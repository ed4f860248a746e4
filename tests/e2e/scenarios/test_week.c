/* The weekly meeting by its keys: its own steps, what last week left, ideas, the focus, and its minutes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

static const char *const meet_weekly[] = {"meet", "weekly", NULL};

/* From opening to close by Enter; what is written down on the way stands in the minutes. */
static void test_whole_week(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_open(s, &(struct scene){.args = meet_weekly});
	term_expect(t, "▶ Opening", SOON);
	term_expect(t, "FOCUS OF THE WEEK", SOON);
	term_expect(t, "Not discussed on 23 February 2026 \\(M-11\\): Journey and Ideas", SOON);
	term_keys(t, "Enter");
	term_expect(t, "PRAISE", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Wins", SOON);
	term_expect(t, "What went well for customers since 23 February 2026\\?", SOON);
	term_expect(t, "A-11", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Scores", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Themes", SOON);
	term_expect(t, "COSTS MOST", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Journey", SOON);
	term_expect(t, "left on 23 February 2026 \\(M-11\\), and back today", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Promises", SOON);
	term_expect(t, "3 overdue", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Forecasts", SOON);
	term_expect(t, "it worked", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Decisions", SOON);
	term_keys(t, "Enter");
	term_expect(t, "goal 1 of 8", SOON);
	term_keys(t, "n");
	term_expect(t, "goal 2 of 8", SOON);
	term_keys(t, "BTab");
	term_expect(t, "goal 1 of 8", SOON);
	term_keys(t, "Enter");
	term_expect(t, "▶ Ideas", SOON);
	term_keys(t, "i");
	term_send(t, "A photo of the parcel at the door");
	term_keys(t, "C-s");
	term_expect(t, "saved N-7", SOON);
	term_keys(t, "Enter");
	term_expect(t, "WHAT CAME OF THE LAST ONE\\?", SOON);
	term_keys(t, "f");
	term_send(t, "No invoice goes to the wrong address");
	term_keys(t, "C-s");
	term_expect(t, "saved N-8", SOON);
	term_expect(t, "NEXT WEEK'S FOCUS", SOON);
	term_keys(t, "Enter Enter");
	term_expect(t, "▶ Close", SOON);
	term_expect(t, "next meeting +Tue 10 March 2026", SOON);
	term_keys(t, "Enter y");
	term_expect_exit(t, 0, SOON);
	term_free(t);
	scene_says(s, "focus: No invoice goes to the wrong address", "minutes", NULL);
	scene_says(s, "parked: A photo of the parcel", "minutes", NULL);
	scratch_free(s);
}

/* Undo, help and the words behind a theme work there as anywhere. */
static void test_manners_of_the_week(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_open(s, &(struct scene){.args = meet_weekly});
	term_expect(t, "▶ Opening", SOON);
	term_keys(t, "5");
	term_expect(t, "COSTS MOST", SOON);
	term_keys(t, "?");
	term_send(t, "quotes");
	term_expect(t, "o +.*quotes", SOON);
	term_keys(t, "Esc");
	term_keys(t, "j j o");
	term_expect(t, "invoice", SOON);
	term_keys(t, "Esc :");
	term_send(t, "step.go ahead");
	term_keys(t, "Enter");
	term_expect(t, "▶ Next week", SOON);
	term_keys(t, "f");
	term_send(t, "Half a thought");
	term_keys(t, "Esc f");
	term_expect(t, "Half a thought", SOON);
	term_keys(t, "C-s");
	term_expect(t, "saved N-7", SOON);
	term_keys(t, "u");
	term_expect_gone(t, "NEXT WEEK'S FOCUS", SOON);
	scene_leave(t);
	/* It is resumed where it was left, beside the stand-up. */
	t = scene_open(s, &(struct scene){.args = meet_weekly});
	term_expect(t, "▶ Next week", SOON);
	scene_leave(t);
	scratch_free(s);
}

/* Who only looks on sees it all and writes nothing. */
static void test_reading_the_week(void **state)
{
	static const char *const reading[] = {"--read-only", "meet", "weekly", NULL};
	struct scratch *s = scene_team(state);
	struct term *t = scene_open(s, &(struct scene){.args = reading});
	term_expect(t, "▶ Opening", SOON);
	term_keys(t, "Enter Enter");
	term_expect(t, "▶ Wins", SOON);
	term_keys(t, ":");
	term_send(t, "step.go ahead");
	term_keys(t, "Enter");
	term_expect(t, "▶ Next week", SOON);
	term_keys(t, "f");
	term_expect(t, "read|only", SOON);
	scene_leave(t);
	scene_says(s, "Goals · 5:00", "--plain", "meet", "weekly", NULL);
	scene_says(s, "Volgende week · 3:00", "--lang", "nl", "--plain", "meet", "weekly", NULL);
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_whole_week),
	        cmocka_unit_test(test_manners_of_the_week),
	        cmocka_unit_test(test_reading_the_week),
	};
	return cmocka_run_group_tests_name("week", tests, scene_set_up, scene_tear_down);
}
