/* Exports as they come out of spreadsheets, other languages and interfaces for programs: invented rows, real
 * habits. What is recognised of each stands in a line. */
#include <string.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/text.h>

#include "fixture.h"

/* Layout; score, metric and scale; words; date and its order; id; counts of new, refused and empty rows; and
 * what the first row says. */
static const struct {
	const char *file, *says;
} all[] = {
        {"amazon.csv", "UTF-8 , 1 | Rating csat 1-5 | Review | Date iso | - | 24 0 0 | 1 2025-09-02 -"},
        {"appstore-rss.json",
                "UTF-8 json 1 | im:rating.label csat 1-5 | title.label, content.label | updated.label iso | "
                "id.label | 24 0 0 | 4 2025-09-02 Title 0 Fast and friendly help"},
        {"backslash.csv", "UTF-8 , 1 | rating csat 1-5 | comment | date iso | - | 24 0 0 | 1 2025-09-01 He "
                          "said \"come back later\", and I did"},
        {"date-time-apart.csv", "UTF-8 ; 1 | Cijfer rating-1-10 1-10 | Opmerking | Datum dmy | - | 24 0 0 | "
                                "6 2025-09-02 Duidelijke uitleg gekregen"},
        {"dutch-excel.csv", "Windows-1252 ; 1 | Cijfer rating-1-10 1-10 | Opmerking | Datum dmy | - | 24 0 0 "
                            "| 4 2025-09-02 Website werkte niet op mijn telefoon"},
        {"emoji.csv",
                "UTF-8 , 1 | mood csat 1-5 | say | when iso | - | 24 0 0 | 1 2025-09-02 Waited far too long"},
        {"french-words.csv", "UTF-8 ; 1 | Satisfaction csat 1-5 | Remarques | Date de réponse dmy | - | 24 0 "
                             "0 | 5 2025-09-01 -"},
        {"french.csv", "UTF-8 , 1 | Note (sur 10) rating-0-10 0-10 | Commentaire | Horodateur dmy | - | 24 0 "
                       "0 | 0 2025-09-01 Facture incorrecte"},
        {"freshdesk.csv", "UTF-8 , 1 | Rating rating-1-7 1-7 | Feedback | Created at iso | Ticket ID | 24 0 "
                          "0 | 7 2025-09-01 Very easy to use"},
        {"german-words.csv", "UTF-8 ; 1 | Zufriedenheit csat 1-5 | Anmerkungen | Datum iso | - | 24 0 0 | 4 "
                             "2025-09-01 Alles bestens gelaufen"},
        {"isoweek.csv", "UTF-8 ; 1 | Gemiddelde tevredenheid rating-1-5 1-5 | Toelichting | Week iso | - | "
                        "24 0 0 | 2.5 2025-09-01 -"},
        {"lines-only.txt", "UTF-8 tab 0 | - | 1 | - none | - | 24 0 0 | - - Lang wachten op antwoord nr 0"},
        {"log.ndjson",
                "UTF-8 json 1 | rating csat 1-5 | message | ts iso | session | 24 0 0 | 1 2025-09-02 -"},
        {"msforms-likert.csv",
                "UTF-8 BOM ; 1 | - | Wat kan beter? | Tijd van voltooien dmy | - | 0 0 0 | asks"},
        {"no-header.txt",
                "UTF-8 tab 0 | 2 nps 0-10 | 3 | 1 dmy | - | 24 0 0 | 2 2025-09-01 Niemand belde mij terug"},
        {"pipe-cr.txt", "UTF-8 | 1 | nps nps 0-10 | remark | date iso | - | 24 0 0 | 2 2025-09-01 The app "
                        "crashes at login"},
        {"qualtrics-utf16.tsv", "UTF-16LE tab 3 | Q1 nps 0-10 | Q2 | RecordedDate iso | ResponseId | 24 0 0 "
                                "| 8 2025-09-02 Great service as always"},
        {"report-head.csv", "UTF-8 , 4 | Score (0-10) nps 0-10 | Verbatim | Date mdy | - | 24 0 1 | 0 "
                            "2025-09-02 Parcel arrived broken"},
        {"requoted.csv", "UTF-8 , 1 | nps nps 0-10 | opmerking | datum iso | - | 24 0 0 | 2 2025-09-02 "
                         "Website werkte niet op mijn telefoon"},
        {"schulnote.csv", "UTF-8 ; 1 | Schulnote rating-6-1 6-1 | Kommentar | Datum iso | - | 24 0 0 | 4 "
                          "2025-09-01 Lieferung kam zu spät"},
        {"serial.csv", "UTF-8 , 1 | Score | Toelichting | Datum iso | - | 0 0 0 | asks"},
        {"three-scores.csv",
                "UTF-8 ; 1 | NPS nps 0-10, Gemak ces 1-7 | Reden van uw cijfer | Ingevuld op dmy | Response "
                "ID | 24 0 0 | 7/4 2025-09-02 Vriendelijke medewerker aan de telefoon"},
        {"two-comments.csv", "UTF-8 ; 1 | Cijfer rating-1-10 1-10 | Verbeterpunten | Afgerond op dmy | - | "
                             "24 0 0 | 1 2025-09-02 Lang wachten op antwoord 0"},
        {"typeform-api.json", "UTF-8 json 1 | answers.1.number nps 0-10 | answers.2.text | submitted_at iso "
                              "| token | 24 0 0 | 9 2025-09-02 Very easy to use"},
        {"agreement-seven.csv", "UTF-8 , 1 | The company made it easy for me to handle my issue ces 1-7 | "
                                "why | completed_at iso | - | 24 0 0 | 5 2025-09-01 Parking was a nightmare"},
        {"averages.csv", "UTF-8 ; 1 | Gemiddeld cijfer | - | Maand iso | - | 0 0 0 | asks"},
        {"pandas-split.json", "UTF-8 json 1 | rating csat 1-5 | text | date iso | - | 12 0 0 | 1 2025-09-01 "
                              "Too slow at the till"},
        {"sheet-values.json",
                "UTF-8 json 1 | cijfer (0-10) rating-0-10 0-10 | toelichting | datum iso | - | 12 0 0 "
                "| 9 2025-09-01 Snel geholpen, fijn"},
        {"by-key.json", "UTF-8 json 1 | csat csat 1-5 | remark | when iso | - | 24 0 0 | 2 2025-09-01 Too "
                        "expensive for what you get"},
        {"table-in-element.json",
                "UTF-8 json 1 | csat csat 1-5 | remark | when iso | - | 24 0 0 | 2 2025-09-01 "
                "Too expensive for what you get"},
        {"counts-only.csv", "UTF-8 ; 1 | - | Opmerking | Datum dmy | - | 23 0 1 | - 2025-09-01 Brief kwam te "
                            "laat, \"weer\" die deadline"},
        {"dates-of-else.csv", "UTF-8 , 1 | Score (1-5) csat 1-5 | Reply | Reply received iso | - | 24 0 0 | "
                              "1 2025-09-02 Too expensive for what you get"},
        {"emoji-grin.csv", "UTF-8 , 1 | reaction csat 1-5 | note | ts iso | - | 24 0 0 | 5 2025-09-01 All "
                           "good, thank you"},
        {"german-short-year.csv", "UTF-8 ; 1 | Note (1-5 Sterne) csat 1-5 | Kommentar | Datum dmy | - | 24 0 "
                                  "0 | 5 2025-09-01 Drei Wochen auf den Techniker gewartet"},
        {"google-business.json", "UTF-8 json 1 | starRating csat 1-5 | comment | createTime iso | reviewId | "
                                 "24 0 0 | 1 2025-09-01 Te duur voor wat je krijgt"},
        {"guarded-cells.csv", "UTF-8 ; 1 | Cijfer rating-1-10 1-10 | Opmerking | Datum dmy | - | 24 0 0 | 5 "
                              "2025-09-01 Ik heb drie weken op een monteur gewacht en niemand belde"},
        {"hotjar.csv", "UTF-8 , 1 | How would you rate your experience? csat 1-5 | Please tell us what we "
                       "can do better | Date Submitted iso | Number | 24 0 0 | 2 2025-09-01 The invoice was "
                       "wrong, fixed after two mails"},
        {"hubspot-kinds.csv",
                "UTF-8 , 1 | Rating | Response | Date submitted iso | Record ID | 24 0 0 | 0 2025-09-01 -"},
        {"labels-inverted.csv",
                "UTF-8 , 1 | Satisfaction csat-5-1 5-1 | Comment | Date iso | - | 24 0 0 | 1 2025-09-01 -"},
        {"likert-overall.csv",
                "UTF-8 ; 1 | Over het geheel ben ik tevreden csat 1-5 | Ruimte voor opmerkingen | Ingevuld "
                "dmy | - | 24 0 0 | 5 2025-09-01 Alles naar wens, dank u wel"},
        {"marked-year.csv", "UTF-8 ; 1 | cijfer rating-1-10 1-10 | wat zei de klant | wanneer dmy | - | 24 0 "
                            "0 | 8 2025-09-01 Kon mijn afspraak niet verzetten; website gaf een fout"},
        {"medallia-segment.csv", "UTF-8 , 1 | LTR - Likelihood to Recommend nps 0-10, OSAT rating-1-10 1-10 "
                                 "| Overall Comment | Response Date mdy | Record ID | 24 0 0 | 1/1 "
                                 "2025-09-01 Could not move my appointment; website errored"},
        {"merged-head.csv",
                "UTF-8 ; 2 | Totaaloordeel rating-1-10 1-10 | Wat ging goed?, Wat kan beter? | Datum dmy | - "
                "| 24 0 0 | 4 2025-09-01 Kon mijn afspraak niet verzetten; website gaf een fout"},
        {"months.csv", "UTF-8 ; 1 | Cijfer rating-1-10 1-10 | Opmerking | Periode iso | - | 24 0 0 | 9 "
                       "2025-09-01 Vriendelijke man aan de telefoon"},
        {"mopinion-effort.csv", "UTF-8 ; 1 | NPS nps 0-10 | Toelichting | created iso | id | 24 0 0 | 1 "
                                "2025-09-01 Snel en correct afgehandeld"},
        {"municipal.csv", "UTF-8 ; 3 | Rapportcijfer rating-1-10 1-10 | Opmerking inwoner | Datum dmy | - | "
                          "24 0 1 | 8.5 2025-09-01 -"},
        {"nested.ndjson", "UTF-8 json 1 | survey.score.value | answers.text | createdAt.$date iso | _id.$oid "
                          "| 24 0 0 | 9 2025-09-01 All good, thank you"},
        {"review-site-nl.csv", "UTF-8 ; 1 | Algemeen oordeel rating-1-10 1-10 | Wat vindt u goed? | Datum "
                               "iso | - | 24 0 0 | 3 2025-09-01 Alles naar wens, dank u wel"},
        {"star-sign.csv", "UTF-8 , 1 | rating csat 1-5 | text | date iso | - | 24 0 0 | 2 2025-09-01 Could "
                          "not move my appointment; website errored"},
        {"zoned.csv", "UTF-8 , 1 | score nps 0-10 | msg | ts iso | - | 24 0 0 | 3 2025-09-01 -"},
        {"zendesk-explore.csv", "UTF-8 , 1 | Satisfaction Score sentiment -1-1 | Satisfaction Comment | "
                                "Solved at iso | Ticket ID | 13 0 11 | 1 2025-09-01 Very easy to use"},
        {"zendesk-words.csv", "UTF-8 , 1 | Satisfaction Score sentiment -1-1 | Satisfaction Comment | "
                              "Created at iso | Ticket ID | 4 0 2 | 1 2026-02-03 Quick and friendly"},
        {"zendesk.ndjson", "UTF-8 json 1 | score sentiment -1-1 | comment | created_at iso | id | 16 0 8 | 1 "
                           "2025-09-01 Great service as always"},
        {"danish-excel.csv", "Windows-1252 ; 1 | Hvor sandsynligt er det, at du vil anbefale os til en ven "
                             "eller kollega? nps 0-10 | Hvad er årsagen til din score? | Dato dmy | "
                             "Besvarelse-ID | 40 0 0 | 5 2025-02-03 Hurtig og venlig betjening"},
        {"finnish.csv", "UTF-8 ; 1 | Kuinka todennäköisesti suosittelisit meitä? nps 0-10 | Avoin palaute | "
                        "Vastausaika dmy | - | 25 0 0 | 0 2025-03-14 Snabb och trevlig hjälp"},
        {"forms-german.csv", "UTF-8 , 1 | Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen? nps 0-10 "
                             "| Was hat Ihnen gut gefallen?, Was können wir besser machen? | Zeitstempel dmy "
                             "| - | 25 0 0 | 3 2025-01-05 Schnelle Antwort, sehr freundlich"},
        {"likert-gender.csv",
                "UTF-8 , 1 | Êtes-vous satisfait(e) de votre visite ? csat 1-5 | Avez-vous des remarques ? | "
                "Horodateur iso | - | 25 0 0 | 3 2025-03-28 Livraison rapide et soignée"},
        {"out-of-twenty.csv", "Windows-1252 ; 1 | Note sur 20 rating-0-20 0-20 | Commentaire | Date dmy | - "
                              "| 40 0 0 | 12 2025-02-26 Livraison rapide et soignée"},
        {"polish.csv", "UTF-8 ; 1 | Ocena csat 1-5 | Komentarz | Data iso | - | 25 0 0 | 3 2025-03-06 Szybka "
                       "dostawa, polecam"},
        {"stars-named.csv", "UTF-8 , 1 | Rating csat 1-5 | Review | Review Date iso | - | 25 0 0 | 3 "
                            "2025-03-11 Quick and friendly help"},
        {"stars-plain.csv", "UTF-8 , 1 | Rating csat 1-5 | Review | Review Date iso | - | 25 0 0 | 4 "
                            "2025-03-09 Quick and friendly help"},
        {"surveymonkey-german.csv",
                "UTF-8 ; 2 | Wie zufrieden sind Sie mit uns? csat 1-5 | Haben Sie weitere Anmerkungen? | "
                "Enddatum dmy | Teilnehmer-ID | 24 0 0 | 4 2025-01-14 Schnelle Antwort, sehr freundlich"},
        {"swedish-words.csv", "UTF-8 , 1 | Hur nöjd är du med vår service? csat 1-5 | Kommentar | Svarsdatum "
                              "iso | - | 25 0 0 | 5 2025-03-06 Snabb och trevlig hjälp"},
        {"title-rows-german.csv", "Windows-1252 ; 4 | Weiterempfehlung (0-10) nps 0-10 | Kommentar | Datum "
                                  "dmy | - | 40 0 0 | 6 2025-01-11 Schnelle Antwort, sehr freundlich"},
        {"reply-first.csv", "UTF-8 , 1 | Rating csat 1-5 | Review | Review Date iso | - | 8 0 0 | 1 "
                            "2025-09-01 Nice staff at the counter"},
        {"intercom-epoch.csv", "UTF-8 , 1 | rating csat 1-5 | remark | rated_at iso | conversation_id | 8 0 "
                               "0 | 3 2025-09-01 Quick and friendly help, thanks"},
        {"pros-cons.csv", "UTF-8 , 1 | Overall Rating csat 1-5 | Pros, Cons | Date iso | - | 8 0 0 | 3 "
                          "2025-09-01 The app keeps crashing after the update Great value, would buy again"},
        {"order-dates-german.csv", "Windows-1252 ; 1 | Gesamtbewertung (1-5) csat 1-5 | Kommentar | "
                                   "Bewertungsdatum dmy | - | 10 0 0 | 2 2025-09-01 -"},
        {"turkish-words.csv", "UTF-8 , 1 | Hizmetimizden ne kadar memnunsunuz? csat 1-5 | Görüşleriniz | "
                              "Zaman damgası dmy | - | 10 0 0 | 5 2025-09-01 Uygulama sürekli çöküyor"},
        {"polish-words.csv", "UTF-8 , 1 | Jak oceniasz obsługę? csat 1-5 | Dlaczego? | Sygnatura czasowa dmy "
                             "| - | 10 0 0 | 2 2025-09-01 Szybka dostawa, polecam"},
        {"helped-words.csv", "UTF-8 , 1 | Were you helped? yesno 0-1 | Comment | Date iso | - | 10 0 0 | 1 "
                             "2025-09-01 Good!"},
        {"experienced.json", "UTF-8 json 1 | rating csat 1-5 | text | dates.publishedDate iso | id | 24 0 0 "
                             "| 4 2025-09-01 Support solved it in one call"},
        {"caret.csv", "UTF-8 ^ 1 | nps nps 0-10 | comment | date iso | - | 12 0 0 | 9 2025-09-01 Waited "
                      "forty minutes on the phone before anyone answered"},
        {"below-nothing.csv", "UTF-8 , 1 | satisfaction (-2 to +2) rating-m2-2 -2-2 | comment | date iso | - "
                              "| 29 0 0 | 1 2025-09-01 Nice staff at the counter"},
        {"one-word-cp850.csv", "CP850 ; 1 | Cijfer rating-1-10 1-10 | Opmerking | Datum dmy | - | 3 0 0 | 8 "
                               "2025-09-01 één keer gebeld"},
        {"french-no-opinion.csv",
                "UTF-8 , 1 | Quel est votre niveau de satisfaction ? csat 1-5 | Commentaires libres | "
                "Horodateur dmy | - | 11 0 1 | 1 2025-09-01 Colis abîmé à la réception 100"},
        {"gapped.csv", "UTF-8 , 1 | Rating (1-5) csat 1-5 | Comment | Date iso | - | 14 0 0 | 3 2025-09-03 "
                       "The app keeps crashing after the update (2), indeed; \"really\""},
        {"gapped-dutch.csv", "UTF-8 ; 1 | Cijfer (1-10) rating-1-10 1-10 | Opmerking | Datum dmy | - | 14 0 "
                             "0 | 3 2025-09-03 Duidelijke uitleg gekregen (2); echt waar"},
        {"emoji-number.csv", "UTF-8 , 1 | Mood csat 1-5 | Words | When iso | - | 14 0 0 | 3 2025-09-03 The "
                             "app keeps crashing after the update (2)"},
        {"asterisks.csv", "UTF-8 , 1 | stars csat 1-5 | comment | date iso | - | 14 0 0 | 3 2025-09-03 The "
                          "app keeps crashing after the update (2)"},
        {"russian-words.csv",
                "UTF-8 , 1 | Насколько вы довольны обслуживанием? csat 1-5 | Комментарий | Отметка времени "
                "dmy | - | 14 0 0 | 3 2025-09-03 Всё отлично, вежливый персонал (2)"},
        {"arabic-words.csv", "UTF-8 , 1 | ما مدى رضاك عن الخدمة؟ csat 1-5 | ملاحظات | طابع زمني dmy | - | 14 "
                             "0 0 | 3 2025-09-03 كل شيء رائع شكرا لكم (2)"},
        {"chinese-words.csv", "UTF-8 , 1 | 您对我们的服务满意吗？ csat 1-5 | 意见和建议 | 提交时间 iso | - | "
                              "14 0 0 | 3 2025-09-03 一切都很好，服务很棒 (2)"},
        {"greek-words.csv", "UTF-8 , 1 | Πόσο ικανοποιημένοι είστε; csat 1-5 | Σχόλια | Χρονική σήμανση dmy "
                            "| - | 14 0 0 | 3 2025-09-03 Όλα τέλεια, πολύ ευγενικοί (2)"},
        {"czech-words.csv", "UTF-8 , 1 | Jak jste spokojeni s naší službou? csat 1-5 | Co můžeme zlepšit? | "
                            "Časová značka dmy | - | 14 0 0 | 3 2025-09-03 Vše v pořádku, milá obsluha (2)"},
        {"hungarian-words.csv", "UTF-8 , 1 | Mennyire elégedett a szolgáltatással? csat 1-5 | Megjegyzés | "
                                "Időbélyeg iso | - | 14 0 0 | 3 2025-09-03 Minden rendben volt (2)"},
        {"italian-degree.csv",
                "UTF-8 , 1 | È soddisfatto del servizio? csat 1-5 | Note e suggerimenti | Informazioni "
                "cronologiche dmy | - | 14 0 0 | 4 2025-09-03 Ottima assistenza in negozio (2)"},
        {"polish-decided.csv",
                "UTF-8 , 1 | Czy zgadza się Pan/Pani: obsługa była miła csat 1-5 | Uwagi | Sygnatura czasowa "
                "dmy | - | 14 0 0 | 3 2025-09-03 Bardzo miła obsługa w sklepie (2)"},
        {"german-recommend.csv", "UTF-8 ; 1 | Würden Sie uns weiterempfehlen? yesno 0-1 | Begründung | Datum "
                                 "dmy | - | 14 0 0 | 1 2025-09-03 Sehr freundliche Beratung (2)"},
        {"russian-months.csv", "UTF-8 , 1 | Оценка от 0 до 10 rating-0-10 0-10 | Отзыв | Дата iso | - | 14 0 "
                               "0 | 2 2025-09-03 Всё отлично, вежливый персонал (2)"},
        {"apostrophes.csv", "UTF-8 , 1 | Score (1-10) rating-1-10 1-10 | Comment | Date iso | - | 14 0 0 | 3 "
                            "2025-09-03 The app keeps crashing after the update (2)"},
        {"german-marks.csv", "UTF-8 ; 1 | Note rating-1-6 1-6 | Anmerkungen | Datum dmy | - | 14 0 0 | 4 "
                             "2025-09-03 Sehr freundliche Beratung (2)"},
        {"letters.csv", "UTF-8 , 1 | Grade csat 1-5 | What did you think? | Week iso | - | 14 0 0 | 3 "
                        "2025-09-01 The app keeps crashing after the update (2)"},
        {"partly.csv", "UTF-8 ; 1 | Is uw vraag beantwoord? partly -1-1 | Toelichting | Ingevuld dmy | - | "
                       "14 0 0 | -1 2025-09-03 Duidelijke uitleg gekregen (2)"},
        {"stars-french.csv", "UTF-8 ; 1 | Note csat 1-5 | Avis | Date dmy | - | 14 0 0 | 3 2025-09-03 Très "
                             "bon accueil en magasin (2)"},
        {"japanese-app.csv", "UTF-8 , 1 | 評価(1〜5) csat 1-5 | レビュー本文 | 投稿日 iso | - | 14 0 0 | 3 "
                             "2025-09-03 スタッフがとても親切でした (2)"},
};

static const char *name_at(struct fixture *f, size_t i)
{
	const struct intake_column *column = &f->report.columns[i];
	return strempty(column->header) ? arena_printf(f->arena, "%zu", i + 1) : column->header;
}

static const char *columns_of(struct fixture *f, enum column_role role)
{
	struct str s = str_new(f->arena);
	for (size_t i = 0; i < f->report.column_count; i++) {
		const struct intake_column *column = &f->report.columns[i];
		if (column->role != role)
			continue;
		str_addf(&s, "%s%s", s.len ? ", " : "", name_at(f, i));
		if (role == COLUMN_SCORE && column->metric)
			str_addf(&s, " %s %g-%g", column->metric, column->worst, column->best);
	}
	return str_or(s.text, "-");
}

static const char *first_of(struct fixture *f)
{
	const struct feedback *first = &fixture_row(f, 0)->feedback;
	struct str s = str_new(f->arena);
	for (size_t i = 0; i < first->answer_count; i++)
		str_addf(&s, "%s%g", i ? "/" : "", first->answers[i].score);
	return arena_printf(f->arena, "%s %s %s", str_or(s.text, "-"),
	        first->day ? day_iso(f->arena, first->day) : "-", str_or(first->comment, "-"));
}

/* What became of it, in a line. */
static const char *said_of(struct fixture *f, bool done)
{
	const struct intake_report *r = &f->report;
	const char *delimiter = streq(r->delimiter, "\t") ? "tab" : str_or(r->delimiter, "json");
	const char *end = f->err.code == ERR_QUESTION ? "asks"
	                  : done                      ? first_of(f)
	                                              : err_text(f->arena, &f->err);
	return text_clean(f->arena,
	        arena_printf(f->arena, "%s %s %d | %s | %s | %s %s | %s | %lld %lld %lld | %s", r->encoding,
	                delimiter, r->header_rows, columns_of(f, COLUMN_SCORE), columns_of(f, COLUMN_COMMENT),
	                columns_of(f, COLUMN_DATE), r->date_order, columns_of(f, COLUMN_ID),
	                (long long)r->imported, (long long)r->refused, (long long)r->empty, end),
	        TEXT_ONE_LINE);
}

static void takes_each_as_it_is(void **state)
{
	UNUSED(state);
	int wrong = 0;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		void *one = NULL;
		assert_int_equal(fixture_setup(&one), 0);
		struct fixture *f = one;
		bool done = fixture_import_file(f, arena_printf(f->arena, DIALECTS "/%s", all[i].file));
		if (!streq(said_of(f, done), all[i].says))
			print_error("%s:\n%s\nexpected:\n%s\n", all[i].file, said_of(f, done), all[i].says),
			        wrong++;
		fixture_teardown(&one);
	}
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(takes_each_as_it_is)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
