#include <dagstart/domain/smart.h>

#include <dagstart/base/str.h>
#include <dagstart/domain/member.h>

#include "fixture.h"

struct smart_row {
	const char *text;
	bool what, when;
};

static void sentences_are_read_in_both_languages(void **state)
{
	UNUSED(state);
	static const struct smart_row rows[] = {
	        {"Bel de klant terug", true, false},
	        {"alle klanten van maandag nabellen", true, true},
	        {"Call every customer who waited", true, false},
	        {"Send the new invoice by Friday", true, true},
	        {"stuur 31 maart de brief", true, true},
	        {"CHECK the address", true, false},
	        {"controleren of het klopt", true, false},
	        {"betere communicatie", false, false},
	        {"Improve communication", false, false},
	        {"proberen vriendelijker te zijn", false, false},
	        {"wachttijd onder 2 minuten", true, false},
	        {"wachttijd onder 30%", true, false},
	        {"antwoord binnen twee dagen", true, false},
	        {"betere brief op 31-3", false, true}, /* the figures of a date say nothing about how much */
	        {"betere brief voor 31 maart 2027", false, true},
	        {"nettere brief, 2027-03-31", false, true},
	        {"nettere brief volgende week", false, true},
	        {"nettere brief next week friday", false, true},
	        {"betere brief morgen", false, true},
	        {"beter eind van de maand", false, true},
	        {"beter over 2 weken", false, true},
	        {"beter +7", false, true},
	        {"elke dag vriendelijker", false, true},
	        {"vriendelijker deze week", false, true},
	        {"nicer letters by wed", false, true},
	        {"nettere brieven op de di", false, true},
	        {"nettere brieven uiterlijk vr", false, true},
	        {"zo is het", false, false}, /* not a Sunday */
	        {"di is een woord", false, false},
	        {"mei is lekker", false, false},
	        {"beller tevreden", false, false},
	        {"", false, false},
	        {"!?", false, false},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct smart smart = smart_check(&(struct smart_input){.text = rows[i].text});
		if (smart.what != rows[i].what || smart.when != rows[i].when)
			fail_msg("\"%s\": what %d, when %d", rows[i].text, smart.what, smart.when);
		assert_false(smart.who);
		assert_false(smart.effect);
	}
}

static void fields_count_as_well(void **state)
{
	UNUSED(state);
	struct smart smart = smart_check(&(struct smart_input){
	        .text = "iets", .effect = "minder wachten", .has_owner = true, .has_day = true});
	assert_true(smart.who && smart.when && smart.effect);
	assert_false(smart.what);
	assert_false(smart_check(&(struct smart_input){.effect = " . "}).effect);
	assert_false(smart_check(&(struct smart_input){.effect = "ok"}).effect);
	assert_false(smart_check(&(struct smart_input){0}).who);
}

static void an_effect_may_stand_in_the_text(void **state)
{
	UNUSED(state);
	assert_true(smart_check(&(struct smart_input){.text = "bel zodat de klant het weet"}).effect);
	assert_true(smart_check(&(struct smart_input){.text = "Call, so that they know"}).effect);
	assert_false(smart_check(&(struct smart_input){.text = "so call that man"}).effect);
}

static void a_name_of_the_team_is_an_owner(void **state)
{
	UNUSED(state);
	struct member items[] = {
	        {.id = 1, .name = "Fatima El Amrani", .active = true},
	        {.id = 2, .name = "Zoë", .active = true},
	        {.id = 3, .name = "Oud", .active = false},
	};
	struct members members = {.items = items, .count = 3};
	assert_true(smart_check(&(struct smart_input){.text = "fatima belt", .members = &members}).who);
	assert_true(smart_check(&(struct smart_input){.text = "met Zoë.", .members = &members}).who);
	assert_false(smart_check(&(struct smart_input){.text = "fatimas lijst", .members = &members}).who);
	assert_false(smart_check(&(struct smart_input){.text = "oud papier", .members = &members}).who);
	assert_false(smart_check(&(struct smart_input){.text = "fatima belt"}).who);
}

static void any_text_is_survived(void **state)
{
	struct str text = str_new(*state);
	for (int i = 0; i < 500; i++)
		str_add(&text, "langwoorddatnietpast\xF0\x9F\x98\x80éénentwintigmaalachtereen ");
	str_add(&text, "bel"); /* beyond the words that are looked at */
	assert_false(smart_check(&(struct smart_input){.text = text.text}).what);
	assert_false(smart_check(&(struct smart_input){.text = "\xFF\xFE\xC3"}).what);
	assert_true(smart_check(&(struct smart_input){.text = "+ - +++ 5"}).what);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(sentences_are_read_in_both_languages),
	        cmocka_unit_test(fields_count_as_well),
	        cmocka_unit_test(an_effect_may_stand_in_the_text),
	        cmocka_unit_test(a_name_of_the_team_is_an_owner),
	        TEST(any_text_is_survived),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
