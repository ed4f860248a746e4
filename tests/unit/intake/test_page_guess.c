/* Texts of one byte a character: read in what they were written in, or doubted aloud; and Windows-1252 stays
 * what it is, whatever stands in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "intake/encoding.h"

#include "fixture.h"

static const char polish[] = "Bardzo długo czekałem na przesyłkę\n"
                             "Paczka była uszkodzona, obsługa miła\n"
                             "Świetna obsługa, dziękuję\n"
                             "Źle działa aplikacja, proszę to naprawić\n"
                             "Łatwy zwrot i szybka płatność";

static const char czech[] = "Příliš dlouhé čekání na odpověď\n"
                            "Zboží přišlo poškozené\n"
                            "Skvělá obsluha, děkuji\n"
                            "Aplikace nefunguje, prosím o opravu\n"
                            "Rychlé doručení, můžu doporučit";

static const char slovak[] = "Veľmi dlhé čakanie na odpoveď\n"
                             "Tovar prišiel poškodený\n"
                             "Skvelá obsluha, ďakujem\n"
                             "Rýchle doručenie, môžem odporučiť";

static const char hungarian[] = "Nagyon hosszú volt a várakozási idő\n"
                                "A csomag sérülten érkezett\n"
                                "Kiváló kiszolgálás, köszönöm\n"
                                "Az ügyfélszolgálat gyorsan válaszolt, időben";

static const char romanian[] = "Livrare foarte rapidă, mulţumesc\n"
                               "Coletul a ajuns deteriorat şi târziu\n"
                               "Aşteptare prea mare la telefon";

static const char croatian[] = "Predugo čekanje na odgovor\n"
                               "Pošiljka je stigla oštećena\n"
                               "Odlična usluga, možda opet naručim\n"
                               "Djelatnik je bio ljubazan, ništa za prigovoriti, već šest dana";

static const char turkish[] = "Kargo çok hızlı geldi, teşekkürler\n"
                              "Müşteri hizmetleri ilgisiz\n"
                              "Ürün kırık çıktı, iade ettim\n"
                              "Bekleme süresi uzundu, değişmeli";

static const char lithuanian[] = "Labai ilgai laukiau atsakymo, ačiū\n"
                                 "Puiki kokybė ir greitas pristatymas, dėkoju\n"
                                 "Užsakymas vėlavo, klientų aptarnavimas prastas\n"
                                 "Viskas gerai, tik kaina per didelė\n"
                                 "Norėčiau, kad būtų daugiau pasirinkimų\n"
                                 "Prekė neatitiko aprašymo, grąžinau\n"
                                 "Siuntinys atvyko pažeistas\n"
                                 "Puikus aptarnavimas, rekomenduoju visiems, kurie nori kokybės\n"
                                 "Negaliu prisijungti prie savo paskyros jau šešias dienas";

static const char latvian[] = "Ļoti ilgi gaidīju atbildi\n"
                              "Sūtījums pienāca bojāts\n"
                              "Lieliska apkalpošana, paldies\n"
                              "Lietotne nestrādā, lūdzu salabojiet";

static const char russian[] = "Очень долго ждал ответа\n"
                              "Посылка пришла повреждённой\n"
                              "Отличное обслуживание, спасибо";

static const char greek[] = "Πολύ μεγάλη αναμονή\n"
                            "Το δέμα έφτασε κατεστραμμένο\n"
                            "Εξαιρετική εξυπηρέτηση, ευχαριστώ";

static const char dutch[] = "De levering was geïrriteerd laat, één doos kapot\n"
                            "Vriendelijke vrouw aan de lijn, dat scheelt\n"
                            "Prijs € 5 te hoog, ‘goedkoop’ is anders\n"
                            "Coördinatie kan beter; reünie, efficiënt, hé\n"
                            "Café à la carte, crème brûlée";

static const char english[] = "I don’t like it — at all\n"
                              "The café was nice, naïve service\n"
                              "It’s “great”, £5 off\n"
                              "No problems here\n"
                              "½ price, 20 m² room, 25° inside";

static const char french[] = "Très bonne qualité, livraison rapide\n"
                             "Le colis est arrivé abîmé, déçu\n"
                             "L’été dernier, j’ai dû attendre\n"
                             "Où est ma commande ? Ça fait trois semaines\n"
                             "Hôtel agréable, chambre à côté";

static const char german[] = "Sehr lange Wartezeit, unmöglich\n"
                             "Die Lieferung kam beschädigt an\n"
                             "Großartiger Service, schöne Grüße\n"
                             "Für den Preis völlig in Ordnung";

static const char spanish[] = "¿Por qué tarda tanto el envío?\n"
                              "El niño llegó tarde, ¡qué pena!\n"
                              "La atención fue rápida y útil\n"
                              "Muy buena opción, 1ª vez que compro\n"
                              "Güena señal, pingüino año mañana";

static const char portuguese[] = "A entrega não foi rápida\n"
                                 "Atenção: produto com defeito, não recomendo\n"
                                 "Ótimo serviço, é muito bom\n"
                                 "As informações são corretas, põe à venda";

static const char italian[] = "Il servizio è lento, perché così?\n"
                              "La qualità è buona, però può migliorare\n"
                              "Più veloce, già arrivato\n"
                              "Martedì è arrivata la merce";

static const char danish[] = "Meget langsom levering, øv\n"
                             "Pakken var ødelagt på vej hertil\n"
                             "Rigtig god service, tak for hjælpen\n"
                             "Børnene er glade, prøv æblet";

static const char swedish[] = "Mycket långsam leverans\n"
                              "Paketet var skadat när det kom fram\n"
                              "Väldigt bra service, så nöjd\n"
                              "Ökad väntetid på måndag";

static const char norwegian[] = "Veldig treg levering, dårlig\n"
                                "Pakken var ødelagt da den kom\n"
                                "Kjempegod service, får ros\n"
                                "Båten går på søndag";

static const char finnish[] = "Erittäin hidas toimitus\n"
                              "Paketti oli särkynyt matkalla\n"
                              "Hyvä palvelu, kiitos\n"
                              "Päivällä ei vastattu";

static const char icelandic[] = "Mjög góð þjónusta, takk fyrir\n"
                                "Pakkinn kom skemmdur og seint\n"
                                "Það var löng bið eftir svari\n"
                                "Ég get mælt með þessu";

static const char catalan[] = "L'atenció és molt lenta, però bona\n"
                              "El paquet va arribar trencat, quin àpat\n"
                              "Això és un desastre, gràcies per res";

static const struct {
	enum code_page page;
	const char *text;
} samples[] = {
        {PAGE_WINDOWS_1250, polish},
        {PAGE_ISO_8859_2, polish},
        {PAGE_WINDOWS_1250, czech},
        {PAGE_ISO_8859_2, czech},
        {PAGE_WINDOWS_1250, slovak},
        {PAGE_WINDOWS_1250, hungarian},
        {PAGE_ISO_8859_2, hungarian},
        {PAGE_WINDOWS_1250, romanian},
        {PAGE_WINDOWS_1250, croatian},
        {PAGE_ISO_8859_2, croatian},
        {PAGE_WINDOWS_1254, turkish},
        {PAGE_WINDOWS_1257, lithuanian},
        {PAGE_WINDOWS_1257, latvian},
        {PAGE_WINDOWS_1251, russian},
        {PAGE_WINDOWS_1253, greek},
        {PAGE_WINDOWS_1252, dutch},
        {PAGE_CP850, dutch},
        {PAGE_MACINTOSH, dutch},
        {PAGE_WINDOWS_1252, english},
        {PAGE_MACINTOSH, english},
        {PAGE_WINDOWS_1252, french},
        {PAGE_CP850, french},
        {PAGE_MACINTOSH, french},
        {PAGE_WINDOWS_1252, german},
        {PAGE_CP850, german},
        {PAGE_MACINTOSH, german},
        {PAGE_WINDOWS_1252, spanish},
        {PAGE_CP850, spanish},
        {PAGE_MACINTOSH, spanish},
        {PAGE_WINDOWS_1252, portuguese},
        {PAGE_CP850, portuguese},
        {PAGE_WINDOWS_1252, italian},
        {PAGE_MACINTOSH, italian},
        {PAGE_WINDOWS_1252, danish},
        {PAGE_CP850, danish},
        {PAGE_WINDOWS_1252, swedish},
        {PAGE_MACINTOSH, swedish},
        {PAGE_WINDOWS_1252, norwegian},
        {PAGE_WINDOWS_1252, finnish},
        {PAGE_CP850, finnish},
        {PAGE_WINDOWS_1252, icelandic},
        {PAGE_WINDOWS_1252, catalan},
};
enum { SAMPLES = sizeof(samples) / sizeof(*samples) };

/* What the page does not have is left out. */
static size_t encode(enum code_page page, const char *text, size_t len, char *out)
{
	size_t end = 0;
	for (size_t at = 0; at < len;) {
		uint32_t code;
		at += text_decode(text + at, len - at, &code);
		for (unsigned byte = 0; byte < 256; byte++)
			if (code_page_code(page, byte) == code) {
				out[end++] = (char)byte;
				break;
			}
	}
	return end;
}

struct read {
	const char *text, *name;
	struct encoding_doubt doubt;
};

static struct read decode(struct arena *arena, const char *bytes, size_t len, const char *told)
{
	struct encoding_told as = {0};
	const struct decoder_options options = {.name = "a.csv", .room = len, .told = &as};
	struct decoder decoder;
	struct err err = {0};
	const char *text;
	size_t used;
	assert_true(!told || encoding_find(told, &as));
	assert_true(decoder_init(&decoder, arena, &options, (struct piece){bytes, len}, &err));
	size_t end = decoder_run(&decoder, bytes, len, true, &text, &used);
	assert_int_equal(used, len);
	return (struct read){
	        arena_strndup(arena, text, end), decoder_name(&decoder), decoder_doubt(&decoder)};
}

static const char *decoded(struct arena *arena, enum code_page page, const char *bytes, size_t len)
{
	struct str s = str_new(arena);
	for (size_t i = 0; i < len; i++) {
		char out[5];
		str_add_bytes(&s, out, text_encode(code_page_code(page, (unsigned char)bytes[i]), out));
	}
	return s.text;
}

static void texts_are_read_as_they_were_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
		size_t len = strlen(samples[i].text);
		char *bytes = arena_alloc(arena, len);
		len = encode(samples[i].page, samples[i].text, len, bytes);
		const char *wanted = decoded(arena, samples[i].page, bytes, len);
		struct read got = decode(arena, bytes, len, NULL);
		assert_string_equal(got.text, wanted);
		assert_string_equal(got.doubt.other, "");
		assert_false(got.doubt.is_strange);
		/* and so when it is said */
		got = decode(arena, bytes, len, code_page_name(samples[i].page));
		assert_string_equal(got.text, wanted);
		assert_string_equal(got.name, code_page_name(samples[i].page));
	}
}

static void assert_usual(struct arena *arena, const char *text, size_t len)
{
	char *bytes = arena_alloc(arena, len + 1);
	len = encode(PAGE_WINDOWS_1252, text, len, bytes);
	struct read got = decode(arena, bytes, len, NULL);
	if (strcmp(got.name, "UTF-8") == 0)
		return; /* nothing above ASCII was left */
	if (strcmp(got.name, "Windows-1252") != 0 || *got.doubt.other || got.doubt.is_strange)
		fail_msg("%s, or %s: %.200s", got.name, got.doubt.other, text);
}

/* Each line by itself: the less there is, the easier one is wrong. */
static void windows_1252_is_left_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
		if (samples[i].page != PAGE_WINDOWS_1252)
			continue;
		for (const char *line = samples[i].text; *line;) {
			size_t len = strcspn(line, "\n");
			assert_usual(arena, line, len);
			line += len + (line[len] == '\n');
		}
	}
}

static void real_answers_are_left_alone(void **state)
{
	static const char *const names[] = {"airline-tweets-en", "miro-nps-en", "nhs-fft-en",
	        "skytrax-seat-en", "thuisbezorgd-reviews-nl"};
	enum { LINES = 40, BYTES = 256 << 10 };
	(void)state;
	size_t seen = 0;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
		FILE *file = fopen(arena_printf(arena, FEEDBACK "/%s.csv", names[i]), "re");
		if (!file)
			continue;
		char *text = arena_alloc(arena, BYTES + 1);
		size_t len = fread(text, 1, BYTES, file);
		fclose(file);
		seen++;
		while (len > 0 && text[len - 1] != '\n')
			len--;
		assert_usual(arena, text, len);
		/* and some lines of it, from many places */
		for (size_t n = 1; n <= LINES; n++) {
			size_t from = len / (LINES + 1) * n;
			const char *begin = memchr(text + from, '\n', len - from);
			const char *end =
			        begin ? memchr(begin + 1, '\n', len - (size_t)(begin + 1 - text)) : NULL;
			if (end)
				assert_usual(arena, begin + 1, (size_t)(end - begin - 1));
		}
	}
	if (seen == 0)
		skip();
}

/* What makes no sense in any page is doubted, and not mended by a guess. */
static void what_makes_no_sense_is_said(void **state)
{
	/* Hebrew, in a page that is not known here */
	static const char broken[] =
	        "\xF9\xEC\xE5\xED \xE5\xFA\xE5\xE3\xE4\n\xE4\xEE\xF9\xEC\xE5\xE7 "
	        "\xE4\xE9\xE4 \xE0\xE9\xE8\xE9\n\xE4\xF9\xE9\xF8\xE5\xFA \xEE\xF6\xE5\xE9\xEF";
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	(void)state;
	struct read got = decode(arena, broken, sizeof(broken) - 1, NULL);
	assert_string_equal(got.name, "Windows-1252");
	assert_true(got.doubt.is_strange || *got.doubt.other);
	got = decode(arena, broken, sizeof(broken) - 1, "windows-1252");
	assert_false(got.doubt.is_strange);
}

static void imports_say_how_they_read(void **state)
{
	struct fixture *f = *state;
	/* Data;Ocena;Komentarz … długo czekałem … */
	static const char polish_csv[] = "Data;Ocena;Komentarz\n2026-02-01;5;Bardzo d\xB3ugo czeka\xB3"
	                                 "em\n"
	                                 "2026-02-02;1;Mi\xB3"
	                                 "a obs\xB3uga\n2026-02-03;3;\xA6wietnie\n";
	f->options.metric = "csat";
	assert_true(fixture_import_bytes(f, polish_csv, sizeof(polish_csv) - 1));
	assert_string_equal(f->report.encoding, "ISO-8859-2");
	assert_int_equal(f->report.warning_count, 0);
	f->options.encoding = "windows-1252";
	assert_true(fixture_import_bytes(f, polish_csv, sizeof(polish_csv) - 1));
	assert_string_equal(f->report.encoding, "Windows-1252");
	f->options.encoding = NULL;
	/* too little to tell */
	static const char croatian_csv[] = "date;csat;comment\n2026-02-01;5;Po\x9Ailjka je stigla o\x9Ate\xE6"
	                                   "ena\n"
	                                   "2026-02-02;5;Fine\n2026-02-03;4;Good\n";
	assert_true(fixture_import_bytes(f, croatian_csv, sizeof(croatian_csv) - 1));
	assert_string_equal(f->report.encoding, "Windows-1252");
	assert_int_equal(f->report.warning_count, 1);
	assert_non_null(strstr(f->report.warnings[0], "--encoding Windows-1250"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(texts_are_read_as_they_were_written),
	        cmocka_unit_test(windows_1252_is_left_alone),
	        cmocka_unit_test(real_answers_are_left_alone),
	        cmocka_unit_test(what_makes_no_sense_is_said),
	        cmocka_unit_test_setup_teardown(imports_say_how_they_read, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
