#include "fixture.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/err.h>
#include <dagstart/config/embedded.h>
#include <dagstart/config/paths.h>
#include <dagstart/config/settings.h>

static const struct settings_metric *metric_at(const struct settings *s, size_t i)
{
	return SCHEMA_ITEM(&s->metrics, struct settings_metric, i);
}

static const char *text_at(const struct schema_list *list, size_t i)
{
	return *SCHEMA_ITEM(list, const char *, i);
}

/* A file with that text; its name lives in the arena, the file until unlink(). */
static const char *file_of(struct fixture *f, const char *text)
{
	char *path = arena_strdup(f->arena, "/tmp/dagstart-test-XXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_true(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	close(fd);
	return path;
}

/* Loads the defaults with `text` laid over them; file names in problems become "own". */
static struct settings load_over(struct fixture *f, const char *text)
{
	struct settings settings;
	const char *path = file_of(f, text);
	forget(f);
	bool good = settings_load(f->arena, &path, 1, NULL, &settings, &f->problems);
	unlink(path);
	assert_true(good == (f->problems.count == 0));
	for (size_t i = 0; i < f->problems.count; i++)
		if (streq(f->problems.items[i].file, path))
			f->problems.items[i].file = "own";
	return settings;
}

static void the_defaults_are_sound(void **state)
{
	struct fixture *f = *state;
	struct settings s;
	assert_true(settings_load(f->arena, NULL, 0, NULL, &s, &f->problems));
	assert_none(f);
	assert_string_equal(s.team.name, "");
	assert_int_equal(s.team.language, LANGUAGE_AUTO);
	assert_string_equal(s.team.zone, "");
	assert_true(strlen(bilingual_in(&s.team.purpose, "nl")) > 10);
	assert_string_not_equal(s.team.purpose.en, s.team.purpose.nl);
	assert_int_equal(s.team.values.count, 4);
	assert_int_equal(s.metrics.count, 3);
	assert_string_equal(metric_at(&s, 0)->key, "nps");
	assert_int_equal(metric_at(&s, 0)->kind, SETTINGS_NPS);
	assert_true(metric_at(&s, 0)->scale_min == 0 && metric_at(&s, 0)->scale_max == 10);
	assert_true(metric_at(&s, 0)->target == 35);
	assert_int_equal(metric_at(&s, 0)->target_day, 0);
	assert_true(metric_at(&s, 1)->scale_min == 1 && metric_at(&s, 1)->scale_max == 5);
	assert_true(metric_at(&s, 1)->target == 85);
	assert_true(metric_at(&s, 2)->scale_min == 1 && metric_at(&s, 2)->scale_max == 7);
	assert_true(isnan(metric_at(&s, 2)->target));
	assert_int_equal(s.journey.count, 5);
	assert_string_equal(text_at(&s.journey, 4), "return");
	assert_int_equal(s.calendar.working_days.count, 5);
	assert_int_equal(s.calendar.holidays, 1);
	assert_int_equal(s.calendar.own.count, 0);
	assert_int_equal(s.display.theme, THEME_AUTO);
	assert_true(s.display.mouse);
	assert_int_equal(s.display.ascii, SWITCH_AUTO);
	assert_int_equal(s.display.text_width, 90);
	assert_int_equal(s.voice.quiet_days, 30);
	assert_int_equal(s.voice.window_days, 30);
	assert_int_equal(s.voice.trend_weeks, 26);
	assert_int_equal(s.loop.within, 2);
	assert_int_equal(s.loop.days, 14);
	assert_true(s.voice.mask);
	assert_string_equal(s.local.store, "");
	assert_string_equal(s.local.minutes, "");
	assert_int_equal(s.inbox.count, 0);
}

static void rules_come_from_both_word_lists(void **state)
{
	struct fixture *f = *state;
	struct settings s;
	assert_true(settings_load(f->arena, NULL, 0, NULL, &s, &f->problems));
	assert_null(s.themes.items);
	struct schema_list rules = settings_rules(f->arena, &s, &f->problems);
	assert_none(f);
	assert_true(rules.count > 5);
	const struct settings_rule *delivery = NULL;
	for (size_t i = 0; i < rules.count; i++)
		if (streq(SCHEMA_ITEM(&rules, struct settings_rule, i)->key, "delivery"))
			delivery = SCHEMA_ITEM(&rules, struct settings_rule, i);
	assert_non_null(delivery);
	assert_string_equal(delivery->name.en, "delivery");
	assert_string_equal(delivery->name.nl, "levering");
	bool english = false;
	bool dutch = false;
	for (size_t i = 0; i < delivery->words.count; i++) {
		english = english || streq(text_at(&delivery->words, i), "parcel*");
		dutch = dutch || streq(text_at(&delivery->words, i), "pakket*");
	}
	assert_true(english && dutch);
}

static void own_rules_take_their_place(void **state)
{
	struct fixture *f = *state;
	struct settings s = load_over(f, "themes: []\n");
	assert_none(f);
	assert_non_null(s.themes.items);
	assert_int_equal(settings_rules(f->arena, &s, &f->problems).count, 0);
	s = load_over(f, "themes: [{key: a, name: A, words: [abc*], not: [abcd]}]\n");
	assert_none(f);
	assert_int_equal(settings_rules(f->arena, &s, &f->problems).count, 1);
	const struct settings_rule *rule = SCHEMA_ITEM(&s.themes, struct settings_rule, 0);
	assert_string_equal(text_at(&rule->not, 0), "abcd");
	load_over(f,
	        "themes:\n  - {key: a, name: A, words: ['*', ok]}\n  - {key: A b, name: A, words: [abc]}\n"
	        "  - {key: a, name: A, words: [], not: [x]}\n  - {name: B}\n");
	assert_string_equal(told(f),
	        "own:2:31: themes[0].words[0]: a word of at least two letters\n"
	        "own:3:11: themes[1].key: a key of small letters, digits, - and _, such as delivery\n"
	        "own:4:40: themes[2].not[0]: a word of at least two letters\n"
	        "own:4:30: themes[2].words: words that make a comment be about it, in `words` or in `stem`\n"
	        "own:5:5: themes[3]: the key 'key', which is missing\n"
	        "own:4:5: themes[2]: each once; this one stands in line 2 too");
}

static void stems_are_single_words(void **state)
{
	struct fixture *f = *state;
	struct settings s = load_over(f, "themes: [{key: a, name: A, stem: bezorg}]\n");
	assert_none(f);
	const struct settings_rule *rule = SCHEMA_ITEM(&s.themes, struct settings_rule, 0);
	assert_int_equal(rule->words.count, 0);
	assert_int_equal(rule->stem.count, 1);
	assert_string_equal(text_at(&rule->stem, 0), "bezorg");
	s = load_over(f, "themes: [{key: a, name: A, words: [abc*], stem: [bezorg, café, überprüf]}]\n");
	assert_none(f);
	assert_int_equal(SCHEMA_ITEM(&s.themes, struct settings_rule, 0)->stem.count, 3);
	load_over(f, "themes:\n  - {key: a, name: A, stem: [bezorg*, te laat]}\n"
	             "  - {key: b, name: B, stem: ab}\n  - {key: c, name: C, words: [], stem: []}\n"
	             "  - {key: d, name: D}\n  - {key: e, name: E, stem: {a: b}}\n");
	assert_string_equal(told(f),
	        "own:2:30: themes[0].stem[0]: one word of at least three letters, without a star: its forms "
	        "are "
	        "found as well\n"
	        "own:2:39: themes[0].stem[1]: one word of at least three letters, without a star: its forms "
	        "are "
	        "found as well\n"
	        "own:3:29: themes[1].stem: one word of at least three letters, without a star: its forms are "
	        "found as well\n"
	        "own:4:30: themes[2].words: words that make a comment be about it, in `words` or in `stem`\n"
	        "own:5:5: themes[3]: words that make a comment be about it, in `words` or in `stem`\n"
	        "own:6:29: themes[4].stem: a list of texts");
}

static void later_files_lie_over_earlier_ones(void **state)
{
	struct fixture *f = *state;
	struct settings s;
	const char *files[] = {file_of(f, "team: {name: Zeppelin, language: nl}\nvoice: {window_days: 90}\n"
	                                  "journey: [a, b]\n"),
	        "/nowhere/dagstart.yaml", file_of(f, "team: {language: en}\ncalendar: {holidays: none}\n")};
	assert_true(settings_load(f->arena, files, 3, NULL, &s, &f->problems));
	unlink(files[0]);
	unlink(files[2]);
	assert_none(f);
	assert_string_equal(s.team.name, "Zeppelin");
	assert_int_equal(s.team.language, LANGUAGE_EN);
	assert_int_equal(s.voice.window_days, 90);
	assert_int_equal(s.voice.quiet_days, 30);
	assert_int_equal(s.journey.count, 2);
	assert_int_equal(s.calendar.holidays, 0);
	assert_int_equal(s.calendar.working_days.count, 5);
}

static void a_file_that_must_be_there(void **state)
{
	struct fixture *f = *state;
	struct settings s;
	const char *files[] = {"/nowhere/a.yaml", "/nowhere/b.yaml"};
	assert_false(settings_load(f->arena, files, 2, "/nowhere/b.yaml", &s, &f->problems));
	assert_int_equal(f->problems.count, 1);
	assert_string_equal(f->problems.items[0].file, "/nowhere/b.yaml");
	forget(f);
	assert_false(settings_load(f->arena, files, 1, "/nowhere/c.yaml", &s, &f->problems));
	assert_int_equal(f->problems.count, 1);
	forget(f);
	const char *own = file_of(f, "team: {name: Own}\n");
	assert_true(settings_load(f->arena, files, 2, own, &s, &f->problems));
	unlink(own);
	assert_string_equal(s.team.name, "Own");
	/* what is there but cannot be read is told, also when it need not be there */
	const char *folder = "/tmp";
	assert_false(settings_load(f->arena, &folder, 1, NULL, &s, &f->problems));
	assert_int_equal(f->problems.count, 1);
}

static void checks_metrics(void **state)
{
	struct fixture *f = *state;
	load_over(f, "metrics:\n"
	             "  - {key: a, title: T, kind: nps, scale_min: 1, scale_max: 10}\n"
	             "  - {key: b, title: T, kind: nps, target: 101}\n"
	             "  - {key: c, title: T, kind: csat, scale_min: 1, scale_max: 1.5}\n"
	             "  - {key: d, title: T, kind: csat, target: -1}\n"
	             "  - {key: e, title: T, kind: ces, scale_max: 10}\n"
	             "  - {key: f, title: T, kind: ces, target: 7.5}\n"
	             "  - {key: g, title: T, kind: mean}\n"
	             "  - {key: h, title: T, kind: mean, scale_min: 5, scale_max: 1}\n"
	             "  - {key: I x, title: T, kind: nps}\n"
	             "  - {key: a, title: T, kind: nps, low_is_good: yes}\n"
	             "  - {key: j, title: T, kind: nsp}\n"
	             "  - {key: k}\n"
	             "  - {key: l, title: T, kind: nps, target_day: 2026-06-01}\n"
	             "  - {key: m, title: T, kind: nps, good: 9}\n"
	             "  - {key: n, title: T, kind: csat, good: 6}\n"
	             "  - {key: o, title: T, kind: csat, good: 4, bad: 4}\n"
	             "  - {key: p, title: T, kind: mean, scale_min: 1, scale_max: 6, low_is_good: yes, good: "
	             "3, bad: 2}\n"
	             "  - {key: q, title: T, kind: mean, scale_min: 0, scale_max: 100, bad: 20}\n");
	assert_string_equal(told(f),
	        "own:2:46: metrics[0].scale_min: the scale 0 to 10, the only one that NPS has\n"
	        "own:3:43: metrics[1].target: a target from -100 to 100, in units of the score\n"
	        "own:4:47: metrics[2].scale_min: a scale of whole steps for csat, such as 1 to 5 (three to "
	        "eleven answers)\n"
	        "own:5:44: metrics[3].target: a target from 0 to 100, in units of the score\n"
	        "own:6:46: metrics[4].scale_max: the scale 1 to 7 for ces, or the older 1 to 5\n"
	        "own:7:43: metrics[5].target: a target from 1 to 7, in units of the score\n"
	        "own:8:5: metrics[6]: scale_min and a larger scale_max: an own rating names its scale\n"
	        "own:9:47: metrics[7].scale_min: scale_min and a larger scale_max: an own rating names its "
	        "scale\n"
	        "own:10:11: metrics[8].key: a key of small letters, digits, - and _, such as nps\n"
	        "own:11:48: metrics[9].low_is_good: no low_is_good here: with nps and csat high is good\n"
	        "own:12:30: metrics[10].kind: one of: nps, csat, ces, mean. Did you mean 'nps'?\n"
	        "own:13:5: metrics[11]: the key 'title', which is missing\n"
	        "own:13:5: metrics[11]: the key 'kind', which is missing\n"
	        "own:14:47: metrics[12].target_day: a target as well: a day alone says nothing\n"
	        "own:15:41: metrics[13].good: neither good nor bad here: what counts as good is fixed for "
	        "nps and "
	        "ces\n"
	        "own:16:42: metrics[14].good: an answer of the scale, from 1 to 5\n"
	        "own:17:50: metrics[15].bad: less than good, which is 4\n"
	        "own:18:96: metrics[16].bad: more than good, which is 3 here: low is good\n"
	        "own:19:71: metrics[17].bad: neither good nor bad here: they need a scale of whole steps (at "
	        "most "
	        "eleven)\n"
	        "own:11:5: metrics[9]: each once; this one stands in line 2 too");
}

static void takes_good_metrics(void **state)
{
	struct fixture *f = *state;
	struct settings s = load_over(f,
	        "metrics:\n"
	        "  - {key: smile, title: Smile, kind: csat, scale_min: 0, scale_max: 10, target: 100}\n"
	        "  - {key: ces5, title: Old, kind: ces, scale_max: 5, low_is_good: true, target: 1}\n"
	        "  - {key: stars_2, title: Stars, kind: mean, scale_min: 0.5, scale_max: 5, target: '4,5',"
	        " target_day: 2026-06-01}\n"
	        "  - {key: school, title: Grade, kind: mean, scale_min: 1, scale_max: 6, low_is_good: yes, "
	        "good: 2,"
	        " bad: 4}\n"
	        "  - {key: top, title: Top, kind: csat, good: 5}\n");
	assert_none(f);
	assert_true(metric_at(&s, 3)->good == 2 && metric_at(&s, 3)->bad == 4);
	assert_true(metric_at(&s, 4)->good == 5 && isnan(metric_at(&s, 4)->bad));
	assert_true(isnan(metric_at(&s, 2)->good));
	load_over(f, "metrics: [{key: c, title: T, kind: ces, scale_min: 0, scale_max: 5}]\n");
	assert_int_equal(f->problems.count, 1);
	assert_int_equal(s.metrics.count, 5);
	assert_true(metric_at(&s, 1)->scale_min == 1 && metric_at(&s, 1)->scale_max == 5);
	assert_true(metric_at(&s, 2)->target == 4.5);
	int32_t day;
	assert_true(day_parse_iso("2026-06-01", &day));
	assert_int_equal(metric_at(&s, 2)->target_day, day);
}

static void checks_the_rest(void **state)
{
	struct fixture *f = *state;
	load_over(f, "team: {zone: ../etc/passwd, nmae: x, values: [{text: a}]}\n"
	             "journey: [order, invoice, Order]\n"
	             "calendar:\n  working_days: [mon, friday, mon]\n  own: [{day: 2026-05-15}]\n"
	             "display: {theme: dakr, text_width: 20, mouse: maybe}\n"
	             "voice: {trend_weeks: 4, window_days: 0}\n"
	             "local: {minutes: notes}\ninbox: [/in, out]\n");
	assert_string_equal(told(f),
	        "own:1:14: team.zone: the name of a time zone such as Europe/Amsterdam; leave it empty for "
	        "the "
	        "machine's\n"
	        "own:1:29: team.nmae: a known key. Did you mean 'name'?\n"
	        "own:1:47: team.values[0]: the key 'name', which is missing\n"
	        "own:2:27: journey[2]: each once; this one stands in line 2 too\n"
	        "own:4:31: calendar.working_days[2]: each once; this one stands in line 4 too\n"
	        "own:4:23: calendar.working_days[1]: a day: mon, tue, wed, thu, fri, sat or sun\n"
	        "own:5:9: calendar.own[0]: the key 'name', which is missing\n"
	        "own:6:18: display.theme: one of: auto, dark, light, mono, colour-blind. Did you mean "
	        "'dark'?\n"
	        "own:6:36: display.text_width: a whole number from 40 to 200\n"
	        "own:6:47: display.mouse: yes or no\n"
	        "own:7:22: voice.trend_weeks: a whole number from 10 to 104\n"
	        "own:7:38: voice.window_days: a whole number from 1 to 366\n"
	        "own:8:18: local.minutes: the whole path of a folder, from the first /\n"
	        "own:9:14: inbox[1]: the whole path of a folder, from the first /");
	load_over(f, "calendar: {working_days: []}\n");
	assert_string_equal(
	        told(f), "own:1:26: calendar.working_days: a list of 1 to 7 items; this one has 0");
	load_over(f, "calendar: {working_days: sat}\nteam: {zone: Etc/GMT+5}\ninbox: /in\n");
	assert_none(f);
	load_over(f, "loop: {within: 0, days: 91}\n");
	assert_string_equal(told(f), "own:1:16: loop.within: a whole number from 1 to 30\n"
	                             "own:1:25: loop.days: a whole number from 0 to 90");
	load_over(f, "loop: {days: 0}\n");
	assert_none(f);
	load_over(f, "team: {zone: /etc/x}\n");
	assert_int_equal(f->problems.count, 1);
	load_over(f, "team: {zone: 'A B'}\n");
	assert_int_equal(f->problems.count, 1);
}

static void every_row_says_what_it_is_for(void **state)
{
	(void)state;
	const struct schema_field *tables[8] = {settings_schema};
	size_t count = 1;
	for (size_t t = 0; t < count; t++) {
		for (const struct schema_field *row = tables[t]; row->name; row++) {
			assert_non_null(row->help);
			if (row->fields && row->type == SCHEMA_MAP)
				tables[count++] = row->fields;
		}
	}
	assert_true(count > 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(the_defaults_are_sound),
	        TEST(rules_come_from_both_word_lists),
	        TEST(own_rules_take_their_place),
	        TEST(stems_are_single_words),
	        TEST(later_files_lie_over_earlier_ones),
	        TEST(a_file_that_must_be_there),
	        TEST(checks_metrics),
	        TEST(takes_good_metrics),
	        TEST(checks_the_rest),
	        TEST(every_row_says_what_it_is_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
