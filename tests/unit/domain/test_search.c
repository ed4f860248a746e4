#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/str.h>
#include <dagstart/domain/search.h>

#include "fixture.h"

enum { TODAY = 20514 }; /* Monday 2 March 2026 */

static struct search_query parse(struct arena *arena, const char *text)
{
	struct search_query query;
	search_parse(arena, text, TODAY, &query);
	return query;
}

static void check_same(struct arena *arena, const char *one, const char *other)
{
	assert_string_equal(search_stem(arena, one), search_stem(arena, other));
}

static void check_other(struct arena *arena, const char *one, const char *other)
{
	assert_string_not_equal(search_stem(arena, one), search_stem(arena, other));
}

static void test_forms_of_a_word(void **state)
{
	static const char *const same[][2] = {{"bezorging", "bezorgingen"}, {"bezorging", "bezorgd"},
	        {"bezorging", "bezorger"}, {"bezorgen", "bezorgers"}, {"klant", "klanten"},
	        {"snel", "snelle"}, {"snel", "sneller"}, {"snel", "snelste"}, {"reactie", "reacties"},
	        {"huis", "huizen"}, {"brief", "brieven"}, {"straat", "straten"}, {"prijs", "prijzen"},
	        {"slecht", "slechte"}, {"bestelling", "bestellingen"}, {"bestellen", "bestelde"},
	        {"leverde", "levering"}, {"mogelijkheid", "mogelijkheden"}, {"app", "apps"},
	        {"pakje", "pakjes"}, {"price", "prices"}, {"delivery", "deliveries"},
	        {"delivered", "deliver"}, {"wait", "waiting"}, {"wait", "waited"}, {"call", "called"},
	        {"quick", "quickly"}, {"wachttijd", "wachttijden"}, {"product", "producten"}};
	static const char *const other[][2] = {{"niet", "nieuw"}, {"kan", "kant"}, {"koerier", "koers"},
	        {"factuur", "factor"}, {"order12", "order13"}, {"2026", "2025"}, {"wel", "wol"}};
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		check_same(arena, same[i][0], same[i][1]);
	for (size_t i = 0; i < sizeof(other) / sizeof(other[0]); i++)
		check_other(arena, other[i][0], other[i][1]);
}

static bool is_begun(struct arena *arena, const char *typed, const char *word)
{
	const char *stems[SEARCH_STEMS_MAX], *entry = search_stem(arena, word);
	if (str_starts(entry, search_beginning(arena, typed)))
		return true;
	for (size_t i = 0, n = search_stems(arena, typed, stems); i < n; i++)
		if (streq(stems[i], entry))
			return true;
	return false;
}

/* What was found at three letters is found at each further one. */
static void test_typed_letter_by_letter(void **state)
{
	static const char *const words[] = {"bezorging", "bezorgd", "bestellingen", "straten", "huizen",
	        "reacties", "mogelijkheden", "pakjes", "delivered", "quickly", "prices", "snelste",
	        "wachttijden", "gebruikt", "klanten", "niet", "traag", "facturen", "medewerkers",
	        "teleurgesteld", "zoekscherm"};
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (size_t len = 2; len <= strlen(words[i]); len++) {
			const char *typed = arena_strndup(arena, words[i], len);
			if (!is_begun(arena, typed, words[i]))
				fail_msg("“%s” does not begin “%s” (%s)", typed, words[i],
				        search_stem(arena, words[i]));
		}
	assert_false(is_begun(arena, "bezw", "bezorging"));
}

static void test_words_of_a_comment(void **state)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	CLEANUP(search_indexer_cleanup) struct search_indexer *indexer = search_indexer_new(arena);
	(void)state;
	assert_string_equal(
	        search_index_words(indexer, "De app’s ZIJN té traag, €\xff 12,50!"), "ap sijn trag 12 50");
	assert_string_equal(search_index_words(indexer, "de het een"), "");
	assert_string_equal(search_index_words(indexer, ""), "");
	/* the same again, now from what is known */
	assert_string_equal(
	        search_index_words(indexer, "De app’s ZIJN té traag, €\xff 12,50!"), "ap sijn trag 12 50");
	char large[200];
	memset(large, 'q', sizeof(large) - 1);
	large[sizeof(large) - 1] = '\0';
	assert_true(strlen(search_index_words(indexer, large)) <= SEARCH_WORD_MAX);
}

static void test_words_and_phrases(void **state)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	(void)state;
	struct search_query q = parse(arena, "Traag  \"Niet Goed\" -factuur -\"te duur\" bezor");
	assert_int_equal(q.count, 5);
	assert_string_equal(q.terms[0].words[0], "traag");
	assert_false(q.terms[0].exact || q.terms[0].without || q.terms[0].open);
	assert_int_equal(q.terms[1].count, 2);
	assert_true(q.terms[1].exact && !q.terms[1].open);
	assert_string_equal(q.terms[1].words[1], "goed");
	assert_true(q.terms[2].without && !q.terms[2].exact);
	assert_true(q.terms[3].without && q.terms[3].exact);
	assert_true(q.terms[4].open);
	assert_int_equal(q.wrong.code, ERR_NONE);
	q = parse(arena, "traag ");
	assert_false(q.terms[0].open);
	q = parse(arena, "„niet go");
	assert_true(q.count == 1 && q.terms[0].exact && q.terms[0].open);
	q = parse(arena, "de levering het");
	assert_int_equal(q.count, 1);
	assert_string_equal(q.common, "de, het");
	q = parse(arena, " - \"\" “” * ( ) OR:// ");
	assert_int_equal(q.count, 1);
	assert_string_equal(q.terms[0].words[0], "or");
	q = parse(arena, "");
	assert_int_equal(q.count, 0);
}

static void test_filters(void **state)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	(void)state;
	struct search_query q = parse(arena, "score:<=6 kanaal:\"live chat\" thema:lev metric:nps stap:koop");
	assert_true(isnan(q.score_from) && q.score_to == 6);
	assert_string_equal(q.channel, "live chat");
	assert_string_equal(q.theme, "lev");
	assert_string_equal(q.metric, "nps");
	assert_string_equal(q.step, "koop");
	assert_int_equal(q.count, 0);
	q = parse(arena, "cijfer:>6 score:<9");
	assert_true(q.score_from > 6 && q.score_from < 6.1 && q.score_to < 9 && q.score_to > 8.9);
	q = parse(arena, "score:0-6");
	assert_true(q.score_from == 0 && q.score_to == 6);
	q = parse(arena, "score:7,5");
	assert_true(q.score_from == 7.5 && q.score_to == 7.5);
	q = parse(arena, "score:-2..-1");
	assert_true(q.score_from == -2 && q.score_to == -1);
	q = parse(arena, "12:30 http://x.nl");
	assert_int_equal(q.wrong.code, ERR_NONE);
	assert_int_equal(q.count, 4); /* of one letter there are none */
}

static int32_t day(int year, int month, int mday)
{
	return day_from_date((struct date){.year = year, .month = month, .mday = mday});
}

static void test_days(void **state)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	(void)state;
	assert_int_equal(day(2026, 3, 2), TODAY);
	struct search_query q = parse(arena, "since:2026-02 until:2026-02");
	assert_int_equal(q.from_day, day(2026, 2, 1));
	assert_int_equal(q.to_day, day(2026, 2, 28));
	q = parse(arena, "sinds:2025 tot:2025");
	assert_int_equal(q.from_day, day(2025, 1, 1));
	assert_int_equal(q.to_day, day(2025, 12, 31));
	q = parse(arena, "since:30d tot:gisteren");
	assert_int_equal(q.from_day, TODAY - 30);
	assert_int_equal(q.to_day, TODAY - 1);
	q = parse(arena, "vanaf:\"3 maart\" until:vr");
	assert_int_equal(q.from_day, day(2025, 3, 3));
	assert_int_equal(q.to_day, TODAY - 3);
	q = parse(arena, "since:2026-03-01");
	assert_int_equal(q.from_day, TODAY - 1);
}

static void check_wrong(const char *text, const char *detail)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct search_query q = parse(arena, text);
	assert_int_equal(q.wrong.code, ERR_USAGE);
	assert_non_null(strstr(err_text(arena, &q.wrong), detail));
}

static void test_wrong_filters(void **state)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	(void)state;
	check_wrong("kanal:chat", "kanal");
	check_wrong("score:hoog", "hoog");
	check_wrong("score:9-2", "9-2");
	check_wrong("since:32-13-2026", "32-13-2026");
	check_wrong("-channel:chat", "channel");
	check_wrong("since:2026-13", "2026-13");
	check_wrong("since:2026/03", "2026/03");
	/* not there yet is not wrong */
	struct search_query q = parse(arena, "traag score:");
	assert_int_equal(q.wrong.code, ERR_NONE);
	assert_int_equal(q.count, 1);
}

static bool finds(const char *query, const char *comment)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct search_query q = parse(arena, query);
	return search_finds(arena, &q, comment);
}

static void test_finding(void **state)
{
	(void)state;
	assert_true(finds("bezorging", "Het is BEZORGD."));
	assert_true(finds("creeer", "Ik creëer een account"));
	assert_true(finds("bezor", "de bezorger"));
	assert_false(finds("bezor ", "de bezorger"));
	assert_true(finds("\"niet goed\"", "Dat was niet, goed?"));
	assert_false(finds("\"niet goed\"", "Niet zo goed"));
	assert_false(finds("\"bezorging\"", "het is bezorgd"));
	assert_true(finds("\"niet go", "niet goed"));
	assert_false(finds("traag -app", "de app is traag"));
	assert_true(finds("traag -app", "de site is traag"));
	assert_false(finds("traag snel", "traag"));
	assert_true(finds("been", "mijn been"));
	assert_false(finds("\"been\"", "ik ben"));
}

static void check_marks(const char *query, const char *text, const char *marked)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct search_query q = parse(arena, query);
	struct str s = str_new(arena);
	size_t count = 0, at = 0;
	struct search_mark *marks = search_marks(arena, &q, text, &count);
	for (size_t i = 0; i < count; i++) {
		str_add_bytes(&s, text + at, marks[i].start - at);
		str_addf(&s, "[%.*s]", (int)marks[i].len, text + marks[i].start);
		at = marks[i].start + marks[i].len;
	}
	str_add(&s, text + at);
	assert_string_equal(s.text, marked);
}

static void test_marks(void **state)
{
	(void)state;
	check_marks("bezorging traag", "De bezorger is (tráág).", "De [bezorger] is ([tráág]).");
	check_marks("\"niet goed\" -slecht", "niet slecht, niet goed", "niet slecht, [niet goed]");
	check_marks("zo", "zoekscherm en zo", "[zoekscherm] en [zo]");
	check_marks("x1", "", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_forms_of_a_word),
	        cmocka_unit_test(test_typed_letter_by_letter),
	        cmocka_unit_test(test_words_of_a_comment),
	        cmocka_unit_test(test_words_and_phrases),
	        cmocka_unit_test(test_filters),
	        cmocka_unit_test(test_days),
	        cmocka_unit_test(test_wrong_filters),
	        cmocka_unit_test(test_finding),
	        cmocka_unit_test(test_marks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
