#include <dagstart/domain/smart.h>

#include <dagstart/base/str.h>
#include <dagstart/domain/member.h>

#include "fixture.h"

struct smart_row {
	const char *parts; /* who, what, when, effect */
	const char *text;
};

static void check_rows(const struct smart_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct smart smart = smart_check(&(struct smart_input){.text = rows[i].text});
		const char said[] = {smart.who ? '1' : '0', smart.what ? '1' : '0', smart.when ? '1' : '0',
		        smart.effect ? '1' : '0', '\0'};
		if (!streq(said, rows[i].parts))
			fail_msg("\"%s\": %s and not %s", rows[i].text, said, rows[i].parts);
	}
}

static void acts_and_dates_are_read_in_both_languages(void **state)
{
	UNUSED(state);
	static const struct smart_row rows[] = {
	        {"0100", "Bel de klant terug"},
	        {"0100", "alle klanten van maandag nabellen"}, /* the day marks the customers */
	        {"0110", "alle klanten maandag nabellen"},
	        {"0100", "Call every customer who waited"},
	        {"0110", "Send the new invoice by Friday"},
	        {"0110", "stuur 31 maart de brief"},
	        {"0000", "CHECK the address"},
	        {"0100", "controleren of het klopt"},
	        {"0000", "betere communicatie"},
	        {"0000", "Improve communication"},
	        {"0000", "proberen vriendelijker te zijn"},
	        {"0100", "antwoord binnen twee dagen"},
	        {"0010", "betere brief op 31-3"}, /* the figures of a date say nothing about how much */
	        {"0010", "betere brief voor 31 maart 2027"},
	        {"0010", "nettere brief, 2027-03-31"},
	        {"0010", "nettere brief volgende week"},
	        {"0010", "nettere brief next week friday"},
	        {"0010", "betere brief morgen"},
	        {"0010", "beter eind van de maand"},
	        {"0010", "beter over 2 weken"},
	        {"0010", "beter +7"},
	        {"0010", "betere brief voor de zomer"},
	        {"0000", "betere brief de zomer"},
	        {"0010", "elke dag vriendelijker"},
	        {"0010", "vriendelijker deze week"},
	        {"0010", "nicer letters by wed"},
	        {"0010", "nettere brieven op de di"},
	        {"0010", "nettere brieven uiterlijk vr"},
	        {"0000", "zo is het"}, /* not a Sunday */
	        {"0000", "di is een woord"},
	        {"0000", "mei is lekker"},
	        {"0000", ""},
	        {"0000", "!?"},
	};
	check_rows(rows, sizeof(rows) / sizeof(rows[0]));
}

static const struct smart_row sentences[] = {
        {"1110", "Priya mailt vrijdag de offerte naar de gemeente"},
        {"1111", "Uiterlijk 14 april belt Wim alle wachtenden, zodat ze weten wanneer ze terecht "
                 "kunnen"},
        {"0100", "Gele lijn schilderen bij de ingang"},
        {"0001", "Minder wachten voor ouders"},
        {"0000", "Kwaliteit verhogen"},
        {"1000", "Karin gaat zich hierin verdiepen"},
        {"1010", "De planners kijken maandag naar de roosters"},
        {"0010", "Komende week de cijfers bespreken"},
        {"1100", "Bram vervangt de batterij van melder 4"},
        {"0100", "De folder over diabetes herdrukken"},
        {"1110", "actie: Sanne, lijst met openstaande vragen maken voor 3 juni"},
        {"0000", "We blijven werken aan onze cultuur"},
        {"1011", "Team Groen probeert dit jaar bewoners eerder te informeren"},
        {"0110", "Elke ochtend om 9 uur het bord bijwerken"},
        {"1001", "Fatma wil klanten met respect behandelen zodat ze zich gehoord voelen"},
        {"0011", "Volgende maand kortere rijen voor bezoekers"},
        {"0000", "Beter plannen"},
        {"0100", "Deurbel repareren, klacht van vorige week"},
        {"1110", "De monteurs hangen uiterlijk 12/5 twintig sensoren op"},
        {"0001", "NPS omhoog"},
        {"0101", "NPS van 20 naar 30"},
        {"1100", "Piet de Wit stuurt de handleiding door naar alle filialen"},
        {"0101", "Reizigers krijgen binnen 3 minuten antwoord"},
        {"0010", "Vanaf maandag netter werken"},
        {"1110", "Liam sends the contract to legal on Thursday"},
        {"1111", "By 1 June Sarah cuts the form to 2 pages so applicants finish it in one go"},
        {"0100", "Paint a yellow line at the entrance"},
        {"0001", "Less waiting for parents"},
        {"0000", "Raise our game"},
        {"1000", "Karen will look into this"},
        {"1010", "The planners look at the rosters on Monday"},
        {"0010", "Discuss the figures next week"},
        {"1100", "Raj replaces the battery of alarm 4"},
        {"1110", "Action: Sue, make a list of open questions by 3 June"},
        {"0000", "We keep working on our culture"},
        {"1011", "Team Green tries to inform residents sooner this year"},
        {"0110", "Update the board every morning at 9"},
        {"0011", "Shorter queues for visitors next month"},
        {"0000", "Plan better"},
        {"0100", "Fix the doorbell, complaint from last week"},
        {"1110", "The mechanics install twenty sensors by 12/5"},
        {"0101", "NPS from 20 to 30"},
        {"1100", "Pete forwards the manual to all branches"},
        {"0101", "Travellers get an answer within 3 minutes"},
        {"0010", "From Monday work more tidily"},
        {"1001", "Nina makes it easier for deaf members to reach us"},
        {"0000", "Talk to Peter about the figures"},
        {"0100", "Call Peter about the figures"},
        {"1110", "Tom & Jerry ship the new scanner before EOM"},
        {"0101", "Nobody waits longer than 5 minutes at the till"},
        {"1000", "Ahmed pakt dit op"},
        {"1100", "Samen met Eva de kast opruimen"},
        {"0000", "Met Eva over de kast praten"},
        {"1101", "De balie geeft iedere bezoeker een kaartje met de route, dan lopen ze niet "
                 "verkeerd"},
        {"0110", "Bel Jan morgen terug"},
        {"1110", "Op 3 mei levert Jansen Bouw de trap op"},
        {"0001", "Studenten voelen zich niet gehoord"},
        {"0000", "Improve the process"},
        {"1100", "Zoë scant de oude dossiers"},
        {"0000", "asap"},
        {"0000", "Fouten voorkomen"},
        {"0100", "Poster ophangen"},
};

static void whole_sentences_are_read_in_both_languages(void **state)
{
	UNUSED(state);
	check_rows(sentences, sizeof(sentences) / sizeof(sentences[0]));
}

static void waiting_times_and_scores_are_the_customers(void **state)
{
	UNUSED(state);
	static const struct smart_row rows[] = {
	        {"0101", "wachttijd onder 2 minuten"},
	        {"0101", "wachttijd onder 30%"},
	        {"0001", "beller tevreden"},
	        {"0100", "versie 4 uitprinten"},
	        {"0000", "versie 4"},
	        {"0100", "4 versies"},
	};
	check_rows(rows, sizeof(rows) / sizeof(rows[0]));
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

static void an_effect_is_about_customers(void **state)
{
	UNUSED(state);
	static const struct smart_row rows[] = {
	        {"0101", "Update the price list, so, they know"}, /* the word stands alone */
	        {"0100", "Update the list so all fits, happy"}, /* another clause is another matter */
	        {"0101", "Update the list, so that nothing feels wrong"},
	        {"0100", "Update the list, so that we know"},
	};
	check_rows(rows, sizeof(rows) / sizeof(rows[0]));
}

static void what_stands_alone_is_a_name_by_its_shape(void **state)
{
	UNUSED(state);
	static const struct smart_row rows[] = {
	        {"1000", "Piet de Wit"},
	        {"1000", "actie: Sanne"},
	        {"0000", "Sanne"}, /* any word has a capital there */
	        {"1000", "Sanne: rooster"},
	        {"1100", "Bel de klant. Sanne"},
	};
	check_rows(rows, sizeof(rows) / sizeof(rows[0]));
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
	assert_true(smart_check(&(struct smart_input){.text = "samen met Zoë.", .members = &members}).who);
	assert_false(smart_check(&(struct smart_input){.text = "praat met Zoë", .members = &members}).who);
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
	        cmocka_unit_test(acts_and_dates_are_read_in_both_languages),
	        cmocka_unit_test(whole_sentences_are_read_in_both_languages),
	        cmocka_unit_test(waiting_times_and_scores_are_the_customers),
	        cmocka_unit_test(fields_count_as_well),
	        cmocka_unit_test(an_effect_may_stand_in_the_text),
	        cmocka_unit_test(an_effect_is_about_customers),
	        cmocka_unit_test(what_stands_alone_is_a_name_by_its_shape),
	        cmocka_unit_test(a_name_of_the_team_is_an_owner),
	        TEST(any_text_is_survived),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
