#include "doubts.h"

#include <stddef.h>
#include <string.h>

#include "names.h"

enum { NAME_WORDS_MOST = 4, QUESTION_WORDS_MOST = 6 };

/* Beginnings of words; with a blank at the end, whole ones. */
static const char *const counts[] = {"aantal", "number of", "count", "times ", "keer ", "minut", "min ",
        "mins ", "uren ", "uur ", "hour", "dagen ", "days ", "second", "duration", "duur ", "doorlooptijd",
        "wachttijd", "waiting time", "wait time", "handle time", "leeftijd", "age ", "age group", "alter ",
        "edad ", "jaar", "year", "maand", "month", "week", "kwartaal", "quarter", "bedrag", "amount", "price",
        "prijs", "quantity", "hoeveelheid", "page", "pagina", "progress", "voortgang", "position", "positie",
        "rank ", "volgorde", "priorit", "version", "versie", "latitude", "longitude", "lat ", "lon ", "lng ",
        "household", "huishoud", "kinderen", "children", "visits", "bezoeken", "contacten", "contacts",
        "attempt", "poging", "ernst ", "severity", "urgen", "anzahl", "dauer", "menge", "nombre de", "duree",
        "cantidad", "duracion", "numero de", "revenue", "turnover", "omzet", "umsatz", "betrag", "preis",
        "prix", "montant", "importe", "precio", "importo", "prezzo", "kwota", "belopp", "valor ", "tutar",
        "fiyat"};
static const char *const others[] = {"target", "goal", "previous", "prior ", "last score", "benchmark",
        "norm ", "streef", "doel", "vorig", "beoogd", "ziel ", "zielwert", "vorherig", "objectif",
        "precedent", "objetivo"};
static const char *const overalls[] = {"overall", "total ", "algemeen", "algemene", "alles bij elkaar",
        "alles overziend", "al met al", "over het geheel", "over het algemeen", "eind", "totaal", "gesamt",
        "insgesamt", "globale", "dans l ensemble", "dans lensemble", "general ", "en conjunto"};
static const char *const before[] = {"sent", "send", "invit", "uitnodig", "uitgenodigd", "verstuurd",
        "verzend", "order", "bestel", "purchase", "aankoop", "invoice", "factuur", "envoi", "versand",
        "einladung", "shipped", "opened", "geopend", "started", "deliver", "shipping", "dispatch", "bezorg",
        "lever", "geleverd", "liefer", "geliefert", "livraison", "livre ", "expedi", "commande", "achat",
        "kauf", "rechnung", "pedido", "compra", "entrega", "encomenda", "consegna", "ordine", "acquisto",
        "spedizion", "dostaw", "wysylk", "zamowien", "zakup", "leverans", "bestall", "inkop", "kop ", "kob ",
        "siparis", "teslim", "kargo", "experience", "ervaring", "visit", "bezoek", "besuch", "wizyt", "besok",
        "besog", "ziyaret", "stay", "verblijf", "aufenthalt", "sejour", "check in", "flown", "travel", "reis",
        "voyage", "viaje", "appointment", "afspraak", "termin", "booking", "boeking", "buchung", "reserv"};
static const char *const elses[] = {"birth", "geboorte", "geb ", "geburt", "naissance", "nacimiento", "due ",
        "verval", "expir", "export", "verloop", "valid until", "geldig tot", "deadline", "reminder",
        "herinnering", "nascita", "nascimento", "urodz", "dogum", "fodsel", "fodel", "dob ", "member since",
        "lid sinds", "kunde seit", "client depuis", "cliente desde", "sign up", "signup", "last login",
        "last seen", "laatst ingelogd", "garanti", "warranty"};
/* Of dates: that of what the customer said. */
static const char *const said[] = {"review", "rating", "rated", "respon", "answer", "survey", "feedback",
        "submi", "publish", "posted", "complet", "recens", "beoordel", "reactie", "antwoord", "beantwoord",
        "ingevuld", "ingediend", "bewert", "antwort", "umfrage", "ruckmeld", "avis", "repon", "evaluation",
        "enquete", "resena", "opini", "respuesta", "encuesta", "valorac", "risposta", "valutaz", "avaliac",
        "resposta", "ocen", "odpowied", "ankiet", "svar", "omdome", "betyg", "anmeld", "yorum", "degerlend",
        "yanit", "cevap", "anket"};
static const char *const reviews[] = {"review", "recens", "avis", "bewertung", "opini", "resena", "valorac",
        "avaliac", "omdome", "anmeld", "yorum"};
static const char *const replies[] = {"reply", "replied", "response", "responded", "answer", "antwort",
        "reponse", "respuesta", "reactie", "antwoord", "risposta", "resposta", "odpowiedz", "svar", "yanit",
        "cevap"};

static const char *const personal[] = {"bsn", "burgerservice", "sofi", "iban", "rekening", "bank account",
        "passport", "paspoort", "telefoon", "phone", "mobile", "mobiel", "adres", "address", "postcode",
        "zip", "ip ", "geboorte", "birth", "geburt", "naissance", "nacimiento", "kenteken", "ssn",
        "social security"};

/* Names of columns that the team itself writes in. */
static const char *const ours[] = {"reply", "replied", "response from", "our response", "antwoord van",
        "reactie van", "internal", "intern ", "interne ", "agent", "staff", "medewerker", "employee",
        "developer", "business", "owner", "resolution", "oplossing", "action", "actie ", "acties ",
        "follow up", "opvolging", "notes", "note ", "notitie", "reponse de", "antwort von", "antwort des",
        "respuesta de", "moderat", "merchant", "seller", "vendor", "vendeur", "handler", "verkoper",
        "teammate", "odpowiedz sklep", "risposta d", "resposta d", "svar fran", "svar fra ", "berater",
        "adviseur"};

/* What programs made of the words in another column. */
static const char *const copies[] = {"clean", "processed", "preprocess", "translat", "vertaal", "vertaling",
        "lemma", "token", "stemmed", "normali"};

/* A few words above the answer itself; of some sites the same on each. */
static const char *const titles[] = {"title", "titel", "titre", "titulo", "titolo", "headline", "subject",
        "onderwerp", "summary", "samenvatting", "betreff", "sujet", "asunto"};

static bool has_any(const char *words, const char *const *starts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (name_has_word(words, starts[i]))
			return true;
	return false;
}

#define HAS(words, list) has_any(words, list, sizeof(list) / sizeof((list)[0]))

static size_t words_in(const char *words)
{
	size_t blanks = 0;
	for (; *words; words++)
		blanks += *words == ' ';
	return blanks > 0 ? blanks - 1 : 0;
}

bool doubt_is_count(const char *words)
{
	return words_in(words) <= NAME_WORDS_MOST && HAS(words, counts);
}

bool doubt_is_other_score(const char *words)
{
	return words_in(words) <= NAME_WORDS_MOST && HAS(words, others);
}

bool doubt_is_overall(const char *words)
{
	return HAS(words, overalls);
}

bool doubt_is_personal(const char *words)
{
	return HAS(words, personal);
}

bool doubt_asks_who(const char *words)
{
	return words_in(words) <= QUESTION_WORDS_MOST && doubt_is_personal(words);
}

bool doubt_is_of_ours(const char *words)
{
	return words_in(words) <= NAME_WORDS_MOST && HAS(words, ours);
}

bool doubt_is_title(const char *words)
{
	return words_in(words) <= NAME_WORDS_MOST && HAS(words, titles);
}

bool doubt_is_copy(const char *words)
{
	return words_in(words) <= NAME_WORDS_MOST && HAS(words, copies);
}

bool doubt_is_review(const char *words)
{
	return HAS(words, reviews);
}

bool doubt_is_reply(const char *words)
{
	return HAS(words, replies);
}

bool doubt_is_said(const char *words)
{
	return HAS(words, said);
}

/* Of a header without a label, whose words end with a blank more. */
static bool ends_with_any(const char *words, const char *const *ends, size_t count)
{
	size_t len = strlen(words);
	while (len > 0 && words[len - 1] == ' ')
		len--;
	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(ends[i]);
		if (len >= n && memcmp(words + len - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

#define ENDS(words, list) ends_with_any(words, list, sizeof(list) / sizeof((list)[0]))

/* "rated_at", "beantwoord op": what ends so is a moment. */
bool doubt_is_moment(const char *words)
{
	static const char *const ends[] = {" at", " on", " date", " time", " datum", " timestamp", " ts",
	        " epoch", " millis", " ms", " op", " am", " le"};
	return ENDS(words, ends);
}

/* "title", "attributes.title" and "review_title", but not "product_title". */
bool doubt_is_headline(const char *words)
{
	static const char *const own[] = {" title", " titel", " titre", " titulo", " titolo", " headline",
	        " summary", " rubrik", " tytul", " baslik"};
	const char *first = words + strspn(words, " "), *behind = first + strcspn(first, " ");
	bool alone = behind[strspn(behind, " ")] == '\0';
	return (ENDS(words, own) && (alone || name_has_word(words, "attributes "))) ||
	       (doubt_is_title(words) && doubt_is_review(words));
}

bool doubt_is_question(const char *header)
{
	return strchr(header, '?') || strstr(header, "\uFF1F") || strstr(header, "\u061F");
}

enum date_doubt doubt_of_date(const char *words)
{
	return HAS(words, elses) ? DATE_OF_ELSE : HAS(words, before) ? DATE_BEFORE : DATE_OF_ANSWER;
}
