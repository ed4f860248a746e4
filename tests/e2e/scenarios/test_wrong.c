/* What somebody is told who typed something wrong, or does something twice: in the team's language, and with
 * nothing lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

static void expect(struct scratch *s, const char *const *args, const char *says)
{
	struct run r = scene_run_as(s, &(struct scene){.args = args}, NULL);
	const char *told = r.code == 0 ? r.out : r.err;
	if (!scene_matches(told, says))
		fail_msg("“%s” is not in: %s", says, told);
	run_done(&r);
}

/* Whatever is said before a command runs. */
static const char *const wrongs[][5] = {
        {"scores", "--csb"},
        {"scores", "--limit"},
        {"nosuch"},
        {"action", "nosuch"},
        {"scores", "--json", "--csv"},
        {"scores", "--script", "x"},
        {"--read-only", "init"},
        {"--lang", "fr", "scores"},
        {"help", "nosuch"},
};
static const char *const in_dutch[] = {"bedoel", "er is geen optie", "er is geen", "verwacht", "kies",
        "--script hoort", "alleen om te lezen", "verwacht", "er is geen"};
static const char *const in_english[] = {"did you mean", "there is no option", "there is no command",
        "expected one of", "choose one", "--script goes", "read-only", "expected nl or en",
        "there is no command"};
enum { WRONGS = sizeof(wrongs) / sizeof(*wrongs) };

static void test_the_teams_language(void **state)
{
	struct scratch *s = scene_team(state);
	const char *const help[] = {"--help", NULL}, *const bare[] = {"scores", NULL};
	const char *const english[] = {"--lang", "en", "scores", "--csb", NULL};
	const char *const other[] = {"--db", "nosuch.db", "scores", "--csb", NULL};
	for (size_t i = 0; i < WRONGS; i++)
		expect(s, wrongs[i], in_english[i]);
	/* the team's file says it, and so does one that has a mistake elsewhere */
	scratch_write(s, "home/.local/share/dagstart/dagstart.yaml", "team:\n  language: nl\nnosuch: 1\n");
	for (size_t i = 0; i < WRONGS; i++)
		expect(s, wrongs[i], in_dutch[i]);
	expect(s, help, "Opdrachten|opdrachten");
	expect(s, english, "did you mean");
	expect(s, bare, "nosuch: een van deze sleutels.*\ndagstart: er is niets gestart");
	expect(s, other, "did you mean");
	/* of two the user's own counts */
	scratch_write(s, SCENE_CONFIG "dagstart.yaml", "team:\n  language: en\n");
	expect(s, wrongs[0], "did you mean");
	scratch_free(s);
}

/* A team that was founded in Dutch: its store knows. */
static void test_the_language_of_the_store(void **state)
{
	struct scratch *s = scene_team(state);
	const char *const init[] = {
	        "--db", "nl.db", "--lang", "nl", "init", "--team", "Balie", "--people", "Anna, Bram", NULL};
	const char *const wrong[] = {"--db", "nl.db", "scores", "--csb", NULL};
	expect(s, init, "nl.db|Balie|gemaakt");
	expect(s, wrong, "bedoel");
	/* what is kept has one name, whoever brings it */
	scratch_write(s, "a.csv", "date,nps,comment\n2026-03-01,2,The invoice was wrong\n");
	const char *const takes[] = {
	        "--db", "nl.db", "--lang", "en", "import", scratch_path(s, "a.csv"), NULL};
	expect(s, takes, "imported 1,");
	scene_says(s, "factuur", "--db", "nl.db", "--lang", "en", "themes", NULL);
	scene_says(s, "alles is in orde", "--db", "nl.db", "check", NULL);
	scene_says(s, "teambestand +goed(.|\n)*taal +goed +nl", "--db", "nl.db", "doctor", NULL);
	scratch_free(s);
}

static void test_two_restores(void **state)
{
	struct scratch *s = scene_team(state);
	scene_says(s, "saved copy.db", "backup", "copy.db", NULL);
	for (int i = 1; i <= 4; i++) {
		struct run r = scene_run(s, "restore", "copy.db", NULL);
		char name[80] = "";
		if (i > 1)
			snprintf(name, sizeof(name), "-%d", i);
		char says[160];
		snprintf(says, sizeof(says), "kept as [^ ]*dagstart.db.before-restore%s\n", name);
		run_expect(&r, 0);
		if (!scene_matches(r.err, says) || scene_matches(r.err, "put aside") != (i == 4))
			fail_msg("restore %d: %s", i, r.err);
		run_done(&r);
	}
	assert_true(scratch_exists(s, SCENE_STORE ".before-restore"));
	assert_true(scratch_exists(s, SCENE_STORE ".before-restore-4"));
	scratch_free(s);
}

static void test_places_are_named_as_what_they_are(void **state)
{
	struct scratch *s = scene_team(state);
	const char *const folder[] = {"backup", "nosuch/copy.db", NULL}, *const nobody[] = {
	                                                                         "backup", "", NULL};
	const char *const dir[] = {"backup", "home/", NULL};
	expect(s, folder, "^dagstart: there is no folder nosuch: make it first");
	expect(s, nobody, "expected a file, not \"\"");
	expect(s, dir, "home/ is a folder");
	scratch_free(s);
}

/* What was typed is shown as far as a sentence goes, and so is what was expected instead. */
static void test_long_words(void **state)
{
	enum { LONG = 100000 };
	struct scratch *s = scene_team(state);
	char *word = malloc(LONG + 1);
	assert_non_null(word);
	for (int i = 0; i < LONG; i++)
		word[i] = "\xC3\xA9"[i % 2];
	word[LONG] = '\0';
	struct run r = scene_run(s, "undo", word, NULL);
	run_expect(&r, 2);
	assert_true(strlen(r.err) < 1000);
	assert_non_null(strstr(r.err, "é … é"));
	assert_null(strstr(r.err, "\xEF\xBF\xBD"));
	assert_true(scene_matches(r.err, "^dagstart: undo.*--help"));
	assert_string_equal(r.out, "");
	run_done(&r);
	free(word);
	scratch_free(s);
}

/* A definition that is not the one by which answers were counted is told with its line, and nothing is shown
 * under its name. */
static void test_another_definition(void **state)
{
	static const struct {
		const char *yaml, *told;
	} rows[] = {
	        {"metrics:\n  - {key: nps, title: X, kind: csat, scale_min: 1, scale_max: 5}\n",
	                "dagstart\\.yaml:2:5: metrics\\[0\\]: the definition by which the store counts: nps, "
	                "0 to 10"},
	        {"metrics:\n  - {key: nps, title: X, kind: nps}\n  - {key: csat, title: Y, kind: csat, good: "
	         "5}\n",
	                "dagstart\\.yaml:3:5: metrics\\[1\\]: good and bad by which the store has counted"},
	};
	struct scratch *s = scene_team(state);
	const char *const doomed[][4] = {
	        {"scores", NULL}, {"import", "x.csv", NULL}, {"meet", "--plain", NULL}, {"check", NULL}};
	for (size_t i = 0; i < 2; i++) {
		scratch_write(s, SCENE_CONFIG "dagstart.yaml", rows[i].yaml);
		for (size_t k = 0; k < sizeof(doomed) / sizeof(*doomed); k++) {
			struct run r = scene_run_as(s, &(struct scene){.args = doomed[k]}, NULL);
			run_expect(&r, 1);
			assert_true(scene_matches(r.err, rows[i].told));
			assert_string_equal(r.out, "");
			run_done(&r);
		}
	}
	scratch_write(s, SCENE_CONFIG "dagstart.yaml",
	        "metrics:\n  - {key: nps, title: Better, kind: nps, target: 40}\n");
	scene_says(s, "Better, 30 days", "scores", NULL);
	scene_says(s, "all is well", "check", NULL);
	scratch_free(s);
}

/* Without answers the files decide, from the next command on. */
static void test_a_definition_before_its_answers(void **state)
{
	struct scratch *s = scene_team(state);
	scene_says(
	        s, "new.db", "--db", "new.db", "init", "--team", "Counter", "--people", "Anna, Bram", NULL);
	scratch_write(s, SCENE_CONFIG "dagstart.yaml",
	        "metrics:\n  - {key: nps, title: NPS, kind: nps}\n  - {key: ces, title: Ease, kind: ces, "
	        "scale_min: 1, scale_max: 5}\n");
	scene_says(s, "all is well", "--db", "new.db", "check", NULL);
	scene_says(s, "F-[0-9]+", "--db", "new.db", "log", "It went well", "--metric", "ces", "--score", "5",
	        NULL);
	scene_says(s, "Ease", "--db", "new.db", "scores", NULL);
	const char *const seven[] = {
	        "--db", "new.db", "log", "Too much", "--metric", "ces", "--score", "7", NULL};
	struct run r = scene_run_as(s, &(struct scene){.args = seven}, NULL);
	run_expect(&r, 2);
	run_done(&r);
	scratch_free(s);
}

/* A sample team that is gone afterwards promises nothing for later. */
static void test_what_the_demo_promises(void **state)
{
	struct scratch *s = scene_team(state);
	const char *const kept[] = {"demo", "--plain", "--keep", "kept.db", NULL}, *const gone[] = {"demo",
	                                                                                   "--plain", NULL};
	struct run r = scene_run_as(s, &(struct scene){.args = gone}, NULL);
	run_expect(&r, 0);
	assert_null(strstr(r.out, "dagstart minutes` prints"));
	assert_non_null(strstr(r.out, "`demo --keep FILE` keeps them"));
	run_done(&r);
	expect(s, kept, "`dagstart minutes` prints them");
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_the_teams_language),
	        cmocka_unit_test(test_the_language_of_the_store),
	        cmocka_unit_test(test_two_restores),
	        cmocka_unit_test(test_places_are_named_as_what_they_are),
	        cmocka_unit_test(test_long_words),
	        cmocka_unit_test(test_another_definition),
	        cmocka_unit_test(test_a_definition_before_its_answers),
	        cmocka_unit_test(test_what_the_demo_promises),
	};
	return cmocka_run_group_tests(tests, scene_set_up, scene_tear_down);
}
