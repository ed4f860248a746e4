/* Account, card and citizen numbers are published examples or were made to fit with Python. */
#include <dagstart/domain/redact.h>

#include <string.h>

#include <dagstart/base/str.h>

#include "fixture.h"

struct redact_row {
	const char *text;
	const char *expected; /* '@' stands for a mask; NULL: nothing is masked */
	const char *customer;
};

/* `pattern` with a mask for each '@'. */
static char *with_masks(struct arena *arena, const char *pattern)
{
	struct str out = str_new(arena);
	for (const char *s = pattern; *s; s++) {
		if (*s == '@')
			str_add(&out, REDACT_MASK);
		else
			str_add_char(&out, *s);
	}
	return out.text;
}

static void check(struct arena *arena, const struct redact_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t masked = 99, wanted = 0;
		const char *expected = rows[i].text;
		if (rows[i].expected) {
			expected = with_masks(arena, rows[i].expected);
			for (const char *s = rows[i].expected; *s; s++)
				wanted += *s == '@';
		}
		char *seen = redact_text(arena, rows[i].text, str_or(rows[i].customer, ""), &masked);
		if (!streq(seen, expected) || masked != wanted)
			fail_msg("\"%s\"\n became \"%s\" (%zu)\n not    \"%s\" (%zu)", rows[i].text, seen,
			        masked, expected, wanted);
		size_t again = 99;
		assert_string_equal(redact_text(arena, seen, str_or(rows[i].customer, ""), &again), seen);
		assert_int_equal(again, 0);
	}
}

#define CHECK(rows) check(*state, (rows), sizeof(rows) / sizeof((rows)[0]))

static void mail_addresses(void **state)
{
	static const struct redact_row rows[] = {
	        {"Mail jan.de.vries+werk@voorbeeld.nl graag.", "Mail @ graag.", NULL},
	        {"(JAN@Example.CO.UK)", "(@)", NULL},
	        {"mailto:a@b-c.eu, of x_y%z@d.org.", "mailto:@, of @.", NULL},
	        {"renée@müller.de", "@", NULL},
	        {"“jan@voorbeeld.nl”", "“@”", NULL},
	        {"jan@example.nl/pad", "@/pad", NULL},
	        {"+31 (0)20 123 45 670yjan.de.vries@voorbeeld.nl", "@@", NULL},
	        {"korting @ kassa", NULL, NULL},
	        {"a@b en @team en jan@", NULL, NULL},
	        {"o'neil@voorbeeld.ie en o\u2019brien@x.ie", "@ en @", NULL},
	        {"e='a1@b2.nl' 'jan@x.nl'", "e='@' '@'", NULL},
	        {"jan@voorbeeld.nlpiet@voorbeeld.nl.", "@.", NULL},
	        {"a@x.nla@y.nla@z.nl", "@", NULL},
	        {"jan(at)voorbeeld.nl, jan [at] voorbeeld.nl, jan @ voorbeeld.nl", "@, @, @", NULL},
	        {"5 @ 3.50 euro, drinks @ the bar.Then home", NULL, NULL},
	};
	CHECK(rows);
}

/* What is no host behind the second sign says nothing of the end of the first. */
static void a_host_ends_before_what_is_none(void **state)
{
	size_t count = 0;
	struct str text = str_new(*state);
	str_add(&text, "jan (at) x.nl@");
	str_repeat(&text, "d", 100);
	const char *masked = redact_text(*state, text.text, "", &count);
	assert_int_equal(count, 1);
	assert_ptr_equal(strstr(masked, REDACT_MASK), masked);
}

static void phones(void **state)
{
	static const struct redact_row rows[] = {
	        {"bel 06-12345678 terug", "bel @ terug", NULL},
	        {"06 12 34 56 78", "@", NULL},
	        {"0612345678", "@", NULL},
	        {"06.1234.5678!", "@!", NULL},
	        {"06-12-34-56-78", "@", NULL},
	        {"06.12.34 56 78", "@", NULL},
	        {"bel 06-12345678ik wacht", "bel @ik wacht", NULL},
	        {"06 - 1234 5678", "@", NULL},
	        {"+31 6 1234 5678", "@", NULL},
	        {"+31612345678", "@", NULL},
	        {"+31 (0)6-12345678, ja", "@, ja", NULL},
	        {"+31 (0) 20 123 45 67", "@", NULL},
	        {"0031 6 12345678", "@", NULL},
	        {"0031612345678", "@", NULL},
	        {"020-1234567", "@", NULL},
	        {"(020) 123 45 67", "(@", NULL},
	        {"0182 - 123456", "@", NULL},
	        {"31 6 1234 5678", "@", NULL},
	        {"06-12345678 2 keer gebeld", "@ 2 keer gebeld", NULL},
	        {"+31 6 1234 5678 5 keer", "@ 5 keer", NULL},
	        {"+44 20 7946 0958", "@", NULL},
	        {"+1 (555) 123-4567", "@", NULL},
	        {"555-123-4567", "@", NULL},
	        {"0032 471 12 34 56", "@", NULL},
	        {"02/123.45.67", "@", NULL},
	        {"tel:0612345678", "tel:@", NULL},
	        {"06\xc2\xa0"
	         "12345678",
	                "@", NULL},
	};
	CHECK(rows);
}

static void numbers_behind_a_word_that_says_so(void **state)
{
	static const struct redact_row rows[] = {
	        {"klant nummer 10023 en lidnummer: 998877", "klant nummer @ en lidnummer: @", NULL},
	        {"order #1001, bestelcode XH7-993-KL", "order #@, bestelcode @", NULL},
	        {"booking reference QX7ZP2", "booking reference @", NULL},
	        {"bsn 9458 07 302", "bsn @", NULL},
	        {"postcode is 9711 lm. Huisnummer 12a", "postcode is @. Huisnummer @", NULL},
	        {"postcode 1012js 3, 1071 DJ 12-hs", "postcode @, @", NULL},
	        {"3511 ab 12, 6811 KG huisnummer 5", "@, @", NULL},
	        {"#fail2day #1 in 2024, order in 2024; 2000 AD, 20260112", NULL, NULL},
	        {"2024 is 3 jaar, 2500 na 12 uur, 1500 of 20", NULL, NULL},
	};
	CHECK(rows);
}

static void names_that_a_comment_is_signed_with(void **state)
{
	static const struct redact_row rows[] = {
	        {"Te laat. Groeten, Karel Bosman", "Te laat. Groeten, @", NULL},
	        {"mvg Joost van den Heuvel.", "mvg @.", NULL},
	        {"m.v.g. R. Mulder", "m.v.g. @", NULL},
	        {"Met vriendelijke groet,\n\nK. Bosman, Utrecht\nPS: bel",
	                "Met vriendelijke groet,\n\n@\nPS: bel", NULL},
	        {"Groetjes van Sanne en Tom", "Groetjes van @", NULL},
	        {"Kind regards, Mary O'Connor!", "Kind regards, @!", NULL},
	        {"Thanks, Emily", "Thanks, @", NULL},
	        {"Mijn naam is Els Visser en ik wacht", "Mijn naam is @ en ik wacht", NULL},
	        {"my name is John Smith and I am", "my name is @ and I am", NULL},
	        {"Groeten, Els Visser", "Groeten, @", "Els Visser"},
	        {"De groeten aan Jan van de balie", NULL, NULL},
	        {"Groeten uit Amsterdam, with regards to my order", NULL, NULL},
	        {"Love Amsterdam", NULL, NULL},
	        {"Thanks! United", NULL, NULL},
	        {"mijn naam is fout gespeld, ik heet iedereen welkom", NULL, NULL},
	        {"Groeten", NULL, NULL},
	        {"program Amsterdam", NULL, NULL},
	};
	CHECK(rows);
}

static void numbers_that_tell_nothing_stay(void **state)
{
	static const struct redact_row rows[] = {
	        {"op 02-03-2026 10 klanten", NULL, NULL},
	        {"2026-03-02 en 2/3/2026, 06-01-2026 14.30", NULL, NULL},
	        {"van 09.00 tot 17.00 of 09.30-10.15 uur", NULL, NULL},
	        {"om 08:30 uur 12 wachtenden", NULL, NULL},
	        {"na 45 minuten, 3x gebeld, 100%", NULL, NULL},
	        {"€ 1.250,00 en 10.000.000 euro", NULL, NULL},
	        {"een 7 of 0,5 of 0.25 - 0.75", NULL, NULL},
	        {"+5 punten, +10%", NULL, NULL},
	        {"in 2026 is het 3 keer 1500 km en 2000 MB", NULL, NULL},
	        {"artikel 12345", NULL, NULL},
	        {"bestelling van 2024 was goed", NULL, NULL},
	        {"order geplaatst op 02-03-2026", NULL, NULL},
	        {"bestelling van 24.07.16", NULL, NULL},
	        {"Gisteren 01-03-20 18.30 uur", NULL, NULL},
	        {"om 12.05 uur bezorgd maar koud", NULL, NULL}, /* passes mod 97 */
	        {"om 19.25 uur gebeld en weg", NULL, NULL},
	        {"mijn factuur van 02-03-2026", NULL, NULL},
	        {"", NULL, NULL},
	};
	CHECK(rows);
}

static void bank_accounts(void **state)
{
	static const struct redact_row rows[] = {
	        {"NL91ABNA0417164300", "@", NULL},
	        {"naar NL91 ABNA 0417 1643 00 bedankt", "naar @ bedankt", NULL},
	        {"nl91abna0417164300.", "@.", NULL},
	        {"NL91.ABNA.0417.1643.00", "@", NULL},
	        {"BE68 5390 0754 7034", "@", NULL},
	        {"DE89370400440532013000", "@", NULL},
	        {"GB82 WEST 1234 5698 7654 32", "@", NULL},
	        {"FR14 2004 1010 0505 0001 3M02 606", "@", NULL},
	        {"NL00 ABNA 0417 1643 00", "@", NULL}, /* mistyped, and still somebody's */
	        {"de kwaliteit is 10 keer beter geworden dan", NULL, NULL},
	        {"kaart 4111 1111 1111 1111 geweigerd", "kaart @ geweigerd", NULL},
	        {"kaart 4111 1111 1111 1112 geweigerd", NULL, NULL},
	};
	CHECK(rows);
}

static void citizen_numbers(void **state)
{
	static const struct redact_row rows[] = {
	        {"111222333", "@", NULL},
	        {"1234.56.782", "@", NULL},
	        {"123 456 782", "@", NULL},
	        {"123 456 789", NULL, NULL}, /* fails the eleven test */
	        {"mijn BSN is 12345", "mijn BSN is @", NULL},
	};
	CHECK(rows);
}

static void addresses(void **state)
{
	static const struct redact_row rows[] = {
	        {"op 3511 AB 12 in Utrecht", "op @ in Utrecht", NULL},
	        {"3511AB 12a", "@", NULL},
	        {"3511ab 12", "@", NULL},
	        {"3511 AB, nr. 12-2.", "@.", NULL},
	        {"3511AB12", "@", NULL},
	        {"Dorpsstraat 12, 3511 AB Utrecht", "Dorpsstraat @ Utrecht", NULL},
	        {"Dorpsstraat 12a 3511ab", "Dorpsstraat @", NULL},
	        {"3511 AB", "@", NULL},
	        {"0511 AB 12", NULL, NULL},
	        {"1500 EU betaald", NULL, NULL},
	        {"1000km gereden", NULL, NULL},
	        {"1000km 3 keer", NULL, NULL},
	        {"13511 AB 12", NULL, NULL},
	};
	CHECK(rows);
}

static void order_numbers(void **state)
{
	static const struct redact_row rows[] = {
	        {"bestelling 12345 is zoek", "bestelling @ is zoek", NULL},
	        {"Order #12345-B", "Order #@", NULL},
	        {"ordernummer: 2024-00123", "ordernummer: @", NULL},
	        {"factuur nr. F12345/2", "factuur nr. @", NULL},
	        {"Bestelling met nummer 998877", "Bestelling met nummer @", NULL},
	        {"klantnummer 0012345 en #54321", "klantnummer @ en #@", NULL},
	        {"invoice no 445566.", "invoice no @.", NULL},
	        {"case#8719519", "case#@", NULL},
	        {"boeking nr 123456", "boeking nr @", NULL},
	        {"code 12345678 werkt niet", "code @ werkt niet", NULL},
	        {"pakket 3SABCD12345678 weg", "pakket @ weg", NULL},
	        {"3SABCD12345678", "@", NULL},
	        {"order 1234", NULL, NULL},
	        {"ordening 12345", NULL, NULL},
	        {"1234567", NULL, NULL},
	        {"order van 12 stuks, 12345 keer", NULL, NULL},
	};
	CHECK(rows);
}

static void the_customer_has_no_name(void **state)
{
	static const struct redact_row rows[] = {
	        {"Groet, Jan de Vries", "Groet, @", "Jan de Vries"},
	        {"groet, JAN DE VRIES.", "groet, @.", "Jan de Vries"},
	        {"Jan en mevrouw vries", "@ en mevrouw @", "Jan de Vries"},
	        {"Vries, Jan", "@, @", "Jan de Vries"},
	        {"Jan ..... de Vries", "@ ..... de @", "Jan de Vries"},
	        {"Januari met devries", NULL, "Jan de Vries"},
	        {"ik kom van ver, van Dam", "ik kom van ver, @", "van Dam"},
	        {"ik kom van ver", NULL, "Piet van Dam"},
	        {"Renee en RENÉE!", "@ en @!", "Renée"},
	        {"Jan's fiets", "@'s fiets", "Jan"},
	        {"Bo zei", "@ zei", "Bo"},
	        {"een bobo", NULL, "Bo"},
	        {"al is het el", NULL, "El Al"},
	        {"vlucht van El Al", "vlucht van @", "El Al"},
	        {"Smit-Jansen belde Jansen", "@ belde @", "Smit-Jansen"},
	        {"Ёлкина пришла", "@ пришла", "Ёлкина"},
	        {"niets", NULL, ""},
	        {"niets - ...", NULL, "- ..."},
	        {"klant K-10442 belt", "klant @ belt", "K-10442"},
	        {"order Order 5", "@ @ 5", "Order"},
	};
	CHECK(rows);
}

static void several_pieces_in_one_text(void **state)
{
	static const struct redact_row rows[] = {
	        {"Jan Bos, 3511 AB 12, 06-12345678, jan@bos.nl: order 12345.", "@, @, @, @: order @.",
	                "Jan Bos"},
	        {"📞06-12345678📧jan@bos.nl", "📞@📧@", NULL},
	};
	CHECK(rows);
}

static void the_mask_has_one_length_and_the_count_is_optional(void **state)
{
	char *few = redact_text(*state, "a@b.nl", "", NULL);
	char *many = redact_text(*state, "a.very.long.name.indeed@some.where.far.away.example.org", "", NULL);
	assert_string_equal(few, many);
	assert_string_equal(few, REDACT_MASK);
}

static void long_texts_take_no_longer(void **state)
{
	enum { LEN = 200000 };
	char *text = arena_alloc(*state, LEN + 1);
	for (size_t i = 0; i < LEN; i++)
		text[i] = "a.1-"[i % 4];
	assert_int_equal(strlen(redact_text(*state, text, "Jan", NULL)), LEN);
	static const char *const rows_of[] = {
	        "a'", "gr ", "a@b.c", "a (at) ", "NL91 ", "nr ", "J. ", "Groet, A "};
	for (size_t k = 0; k < sizeof(rows_of) / sizeof(*rows_of); k++) {
		size_t step = strlen(rows_of[k]);
		for (size_t i = 0; i < LEN; i++)
			text[i] = rows_of[k][i % step];
		assert_non_null(redact_text(*state, text, "", NULL));
	}
	memset(text, '1', LEN);
	assert_string_equal(redact_text(*state, text, "", NULL), REDACT_MASK);
}

/* Masking one number can leave another that its figures hid. */
static void a_masked_text_has_nothing_more_to_mask(void **state)
{
	const char *text = "06-1235el 06-12123354687of";
	size_t masked = 0;
	const char *once = redact_text(*state, text, "", &masked);
	assert_true(masked > 0);
	assert_string_equal(redact_text(*state, once, "", &masked), once);
	assert_int_equal(masked, 0);
}

static void a_name_alone_is_masked(void **state)
{
	size_t count = 0;
	assert_string_equal(redact_name(*state, "Zoë de Vries, zoe@x.nl, 0612345678; mevr. Vries!",
	                            "Zoë de Vries", &count),
	        REDACT_MASK ", " REDACT_MASK "@x.nl, 0612345678; mevr. " REDACT_MASK "!");
	assert_int_equal(count, 3);
	assert_string_equal(redact_name(*state, "niemand van ons", "Jan van Dam", &count), "niemand van ons");
	assert_int_equal(count, 0);
	assert_string_equal(redact_name(*state, "", "Jan", NULL), "");
	assert_string_equal(redact_name(*state, "tekst", "", NULL), "tekst");
}

/* Words that begin alike, stand within others, or are told from the name only once they are folded. */
static void a_name_is_found_among_words_like_it(void **state)
{
	static const struct {
		const char *text, *name, *masked;
	} cases[] = {
	        {"Guldens, gu en gulp; GUL!", "Jos G\u00fcl", "Guldens, gu en gulp; " REDACT_MASK "!"},
	        {"G\u00fcl, g\u00fcls en g\u00fc", "Gul", REDACT_MASK ", g\u00fcls en g\u00fc"},
	        {"\u00e9Jansen Jansen\u00e9 \u20acJansen \u2018Jansen\u2019", "Jansen",
	                "\u00e9Jansen Jansen\u00e9 \u20ac" REDACT_MASK " \u2018" REDACT_MASK "\u2019"},
	        {"Elif \u00c9lif \u00e9l", "Elif", REDACT_MASK " " REDACT_MASK " \u00e9l"},
	        {"van de ter, ter Haar is haar", "ter Haar", "van de ter, " REDACT_MASK " is " REDACT_MASK},
	        {"JansenJansen", "Jansen", "JansenJansen"},
	        {"\x80Jansen\x80 \xc3Jansen", "Jansen", "\x80" REDACT_MASK "\x80 \xc3" REDACT_MASK},
	        {"nr 28052, 280521, 28052", "Bakker 28052", "nr " REDACT_MASK ", 280521, " REDACT_MASK},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(redact_name(*state, cases[i].text, cases[i].name, NULL), cases[i].masked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(mail_addresses),
	        TEST(a_host_ends_before_what_is_none),
	        TEST(phones),
	        TEST(numbers_that_tell_nothing_stay),
	        TEST(numbers_behind_a_word_that_says_so),
	        TEST(names_that_a_comment_is_signed_with),
	        TEST(bank_accounts),
	        TEST(citizen_numbers),
	        TEST(addresses),
	        TEST(order_numbers),
	        TEST(the_customer_has_no_name),
	        TEST(several_pieces_in_one_text),
	        TEST(the_mask_has_one_length_and_the_count_is_optional),
	        TEST(long_texts_take_no_longer),
	        TEST(a_masked_text_has_nothing_more_to_mask),
	        TEST(a_name_alone_is_masked),
	        TEST(a_name_is_found_among_words_like_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
