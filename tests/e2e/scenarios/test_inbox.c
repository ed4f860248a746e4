/* Folders whose exports are taken in at the start of a meeting: after the first screen, each file once. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "scene.h"

static const char good[] = "date,nps,comment\n2026-03-01,9,Quick as lightning\n2026-03-01,2,Slow zeppelin\n";
static const char bad[] = "date,nps,comment\n2026-03-01,9,\"Quick\n";

/* A team with an inbox, and what lies in it (NULL nothing). */
static struct scratch *team_with(void **state, const char *name, const char *text)
{
	struct scratch *s = scene_team(state);
	char yaml[512], path[256];
	snprintf(yaml, sizeof(yaml), "inbox: [%s]\n", scratch_path(s, "in"));
	scratch_write(s, SCENE_CONFIG "dagstart.yaml", yaml);
	snprintf(path, sizeof(path), "in/%s", name ? name : ".keep");
	scratch_write(s, path, text ? text : "");
	return s;
}

/* Holds a stand-up until the words are there, or until nothing is heard of the inbox any more. */
static void meets(struct scratch *s, const char *words)
{
	struct term *t = scene_open(s, NULL);
	term_expect(t, words, SOON);
	term_free(t);
}

/* The first message tells of another file, so what came before it in the folder had its turn. */
static void meets_and_is_silent_of(struct scratch *s, const char *name)
{
	static int number;
	char path[64], text[160], words[160];
	snprintf(path, sizeof(path), "in/zz%d.csv", ++number);
	snprintf(text, sizeof(text), "date,nps,comment\n2026-03-01,8,Sign number %d\n", number);
	scratch_write(s, path, text);
	snprintf(words, sizeof(words), "zz%d\\.csv: 1 answer taken in", number);
	struct term *t = scene_open(s, NULL);
	term_expect(t, words, SOON);
	if (term_matches(t, name))
		term_fail_at(t, "told again", __FILE__, __LINE__);
	term_free(t);
}

static void answers(struct scratch *s, const char *words, bool there)
{
	struct run r = scene_run(s, "feedback", "--csv", words, NULL);
	run_expect(&r, 0);
	assert_int_equal(strstr(r.out, words) != NULL, there);
	run_done(&r);
}

static void test_takes_in_and_tells(void **state)
{
	struct scratch *s = team_with(state, "answers.csv", good);
	scene_says(s, "inbox +remark +1 file waits for the next stand-up", "doctor", NULL);
	struct term *t = scene_open(s, NULL);
	term_expect(t, "answers\\.csv: 2 answers taken in", SOON);
	/* One undo takes all of it back, and the next start does not bring it again. */
	term_keys(t, "u");
	term_expect(t, "[Uu]ndo|undone", SOON);
	term_free(t);
	answers(s, "Slow zeppelin", false);
	meets_and_is_silent_of(s, "answers\\.csv");
	answers(s, "Slow zeppelin", false);
	scratch_free(s);
}

static void test_knows_files_by_what_they_hold(void **state)
{
	struct scratch *s = team_with(state, "answers.csv", good);
	char text[256];
	meets(s, "answers\\.csv: 2 answers taken in");
	assert_int_equal(rename(scratch_path(s, "in/answers.csv"), scratch_path(s, "in/other.csv")), 0);
	meets_and_is_silent_of(s, "other\\.csv");
	/* Touched. */
	assert_int_equal(utimensat(AT_FDCWD, scratch_path(s, "in/other.csv"), NULL, 0), 0);
	meets_and_is_silent_of(s, "other\\.csv");
	snprintf(text, sizeof(text), "%s2026-03-02,5,One more balloon\n", good);
	scratch_write(s, "in/other.csv", text);
	meets(s, "other\\.csv: 1 answer taken in, 2 known already");
	answers(s, "One more balloon", true);
	scratch_free(s);
}

/* Who may write in the folder could otherwise lead us to what only we may read. */
static void test_follows_own_links_alone(void **state)
{
	enum { OTHER = 65534 };
	if (geteuid() != 0)
		skip(); /* only root lays links in the name of others */
	struct scratch *s = team_with(state, NULL, NULL);
	scratch_write(s, "private.csv", good);
	assert_int_equal(symlink(scratch_path(s, "private.csv"), scratch_path(s, "in/theirs.csv")), 0);
	assert_int_equal(lchown(scratch_path(s, "in/theirs.csv"), OTHER, OTHER), 0);
	meets_and_is_silent_of(s, "theirs\\.csv");
	answers(s, "Slow zeppelin", false);
	assert_int_equal(symlink(scratch_path(s, "private.csv"), scratch_path(s, "in/ours.csv")), 0);
	meets(s, "ours\\.csv: 2 answers taken in");
	scratch_free(s);
}

/* It does not grow any more, and yet somebody has it open. */
static void test_leaves_what_is_being_written(void **state)
{
	struct scratch *s = team_with(state, "answers.csv", good);
	int fd = open(scratch_path(s, "in/answers.csv"), O_WRONLY | O_APPEND | O_CLOEXEC);
	assert_true(fd >= 0);
	meets_and_is_silent_of(s, "answers\\.csv");
	answers(s, "Slow zeppelin", false);
	assert_int_equal(write(fd, "2026-03-02,5,The rest\n", 22), 22);
	close(fd);
	meets(s, "answers\\.csv: 3 answers taken in");
	scratch_free(s);
}

static void test_tells_a_bad_file_once(void **state)
{
	struct scratch *s = team_with(state, "broken.csv", bad);
	meets(s, "not taken in: broken\\.csv:2: the quote");
	meets_and_is_silent_of(s, "broken\\.csv");
	scene_says(s, "inbox +remark +/.*in/broken\\.csv:2", "doctor", NULL);
	/* Mended it is taken in, and all is well. */
	scratch_write(s, "in/broken.csv", good);
	meets(s, "broken\\.csv: 2 answers taken in");
	scene_says(s, "inbox +well +1 folder; all that it holds was read", "doctor", NULL);
	scratch_free(s);
}

/* What was settled by hand needs no further word. */
static void test_an_answer_by_hand_settles_it(void **state)
{
	struct scratch *s =
	        team_with(state, "marks.csv", "date,mark,comment\n2026-03-01,3,So\n2026-03-01,4,Well\n");
	meets(s, "not taken in: marks\\.csv: .*--scale");
	struct run r = scene_run(s, "import", "--scale", "1-5", scratch_path(s, "in/marks.csv"), NULL);
	run_expect(&r, 0);
	run_done(&r);
	meets(s, "marks\\.csv: 0 answers taken in, 2 known already");
	scene_says(s, "inbox +well", "doctor", NULL);
	scratch_free(s);
}

static void test_several_in_one_line(void **state)
{
	struct scratch *s = team_with(state, "a.csv", good);
	scratch_write(s, "in/b.csv", "date,nps,comment\n2026-03-01,9,Another one\n2026-03-01,11,Too high\n");
	scratch_write(s, "in/c.csv", bad);
	scratch_write(s, "in/d.json", "[1, 2");
	scratch_write(s, "in/notes.pdf", "no export");
	meets(s, "2 files: 3 answers taken in, 1 refused · 2 files were not taken in: `dagstart");
	scratch_free(s);
}

/* Looking on takes nothing in; a script has all of it before it goes on. */
static void test_who_takes_it_in(void **state)
{
	struct scratch *s = team_with(state, "answers.csv", good);
	struct term *t =
	        scene_open(s, &(struct scene){.args = (const char *[]){"--read-only", "meet", NULL}});
	term_expect(t, "Zeppelin|OPENING", SOON);
	scene_leave(t);
	answers(s, "Slow zeppelin", false);
	scratch_write(s, "home/one.script", ":screen -\n");
	scene_says(s, "answers\\.csv: 2 answers taken in", "meet", "--script",
	        scratch_path(s, "home/one.script"), NULL);
	answers(s, "Slow zeppelin", true);
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_takes_in_and_tells),
	        cmocka_unit_test(test_knows_files_by_what_they_hold),
	        cmocka_unit_test(test_follows_own_links_alone),
	        cmocka_unit_test(test_leaves_what_is_being_written),
	        cmocka_unit_test(test_tells_a_bad_file_once),
	        cmocka_unit_test(test_an_answer_by_hand_settles_it),
	        cmocka_unit_test(test_several_in_one_line),
	        cmocka_unit_test(test_who_takes_it_in),
	};
	return cmocka_run_group_tests(tests, scene_set_up, scene_tear_down);
}
