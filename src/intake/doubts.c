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
        "cantidad", "duracion", "numero de"};
static const char *const others[] = {"target", "goal", "previous", "prior ", "last score", "benchmark",
        "norm ", "streef", "doel", "vorig", "beoogd", "ziel ", "zielwert", "vorherig", "objectif",
        "precedent", "objetivo"};
static const char *const overalls[] = {"overall", "total ", "algemeen", "algemene", "alles bij elkaar",
        "alles overziend", "al met al", "over het geheel", "over het algemeen", "eind", "totaal", "gesamt",
        "insgesamt", "globale", "dans l ensemble", "dans lensemble", "general ", "en conjunto"};
static const char *const before[] = {"sent", "send", "invit", "uitnodig", "uitgenodigd", "verstuurd",
        "verzend", "order", "bestel", "purchase", "aankoop", "invoice", "factuur", "envoi", "versand",
        "einladung", "shipped", "opened", "geopend"};
static const char *const elses[] = {"birth", "geboorte", "geb ", "geburt", "naissance", "nacimiento", "due ",
        "verval", "expir", "export", "verloop", "valid until", "geldig tot", "deadline", "reminder",
        "herinnering"};

static const char *const personal[] = {"bsn", "burgerservice", "sofi", "iban", "rekening", "bank account",
        "passport", "paspoort", "telefoon", "phone", "mobile", "mobiel", "adres", "address", "postcode",
        "zip", "ip ", "geboorte", "birth", "geburt", "naissance", "nacimiento", "kenteken", "ssn",
        "social security"};

/* Names of columns that the team itself writes in. */
static const char *const ours[] = {"reply", "replied", "response from", "our response", "antwoord van",
        "reactie van", "internal", "intern ", "interne ", "agent", "staff", "medewerker", "employee",
        "developer", "business", "owner", "resolution", "oplossing", "action", "actie ", "acties ",
        "follow up", "opvolging", "notes", "note ", "notitie", "reponse de", "antwort von", "antwort des",
        "respuesta de", "moderat"};

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

bool doubt_is_question(const char *header)
{
	return strchr(header, '?') || strstr(header, "\uFF1F") || strstr(header, "\u061F");
}

enum date_doubt doubt_of_date(const char *words)
{
	return HAS(words, elses) ? DATE_OF_ELSE : HAS(words, before) ? DATE_BEFORE : DATE_OF_ANSWER;
}
