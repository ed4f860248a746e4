#include "gen_words.h"

#include <stddef.h>

const char *const gen_channels[] = {
        "chat", "e-mail", "telefoon", "winkel", "app", "website", "enquête", "post", NULL};

const char *const gen_first_names[] = {"Aisha", "Bas", "Carlijn", "Dirk", "Elif", "Floor", "Gerrit", "Hülya",
        "Iris", "Jelle", "Karin", "Lieke", "Mohamed", "Nienke", "Onno", "Petra", "Ravi", "Sanne", "Tjeerd",
        "Ümit", "Veerle", "Wim", "Yvonne", "Zeynep", "Chloë", "Daniëlle", "André", "Maïté", NULL};

const char *const gen_last_names[] = {"Aalbers", "van Beek", "Claassen", "ter Haar", "Evers", "de Fijter",
        "Gül", "Hofstra", "in 't Veld", "Kaya", "van der Linden", "Maas", "Nguyen", "Oosterhuis", "Pinto",
        "Rietveld", "Schönfeld", "Terpstra", "Verhoeven", "Willems", "Yıldız", "van Zanten", NULL};

const char *const gen_firms[] = {"Fietsenmaker", "Tandarts", "Makelaardij", "Timmerbedrijf", "Bloemist",
        "Slagerij", "Boekhandel", "Kapsalon", NULL};

const char *const gen_subjects[] = {"de levering", "het pakket", "de koerier", "het bezorgvenster",
        "de factuur", "de automatische incasso", "mijn terugbetaling", "de wachttijd", "het terugbellen",
        "de wachtrij aan de lijn", "de app", "het inloggen", "de nieuwe versie", "het zoekscherm", "de prijs",
        "het tarief", "de korting", "de medewerker", "de collega van de balie", "de helpdesk", "het product",
        "de verpakking", "de afwerking", "mijn privacy", "de vraag om toestemming", "het retour sturen",
        "de handleiding", "het contract", NULL};

const char *const gen_verdicts[GEN_MOODS][10] = {
        {"is nog steeds niet in orde", "liet drie weken op zich wachten", "klopte weer niet",
                "viel erg tegen", "kostte mij een hele ochtend", "ging voor de tweede keer fout",
                "is voor ouderen niet te volgen", "werd zonder bericht gewijzigd", "was kapot bij aankomst",
                NULL},
        {"was in orde", "kan iets duidelijker", "viel mee na een lange wacht", "ging zoals verwacht",
                "is de ene keer goed en de andere keer niet", "mag wat sneller", "was niet slecht", NULL},
        {"was in één keer goed", "ging sneller dan beloofd", "is veel prettiger dan vroeger",
                "werd met geduld uitgelegd", "was keurig verzorgd", "heeft mij echt geholpen",
                "is elke euro waard", "werd dezelfde dag nog opgelost", NULL},
};

const char *const gen_closings[GEN_MOODS][8] = {
        {"Wie belt mij hierover terug?", "Het gaat om € 37,50.", "Zo raken jullie mij kwijt…",
                "Ik heb dit al twee keer gemeld.", "Jammer, het kan zoveel beter 😞", NULL},
        {"Verder geen bijzonderheden.", "Leg volgende keer uit waarom.", "Misschien iets voor de website.",
                NULL},
        {"Bedankt 👍", "Houden zo!", "Ik heb jullie bij de buren aanbevolen.", "Compliment voor het team 😊",
                "Hier word ik blij van.", NULL},
};

const char *const gen_links[] = {", maar", ", en", ", terwijl", ", al vond ik:", ";", ", en ook", NULL};

const char *const gen_oddities[] = {"cre\xcc\x80me", "geëerd", "€ 2.045,00", "東京", "👩‍🔧", "🇳🇱",
        "ﬂink", "Ωmega", "½", "‘netjes’", "—", "75 %", "reünie", "coöperatie", "<b>let op</b>", "=1+1", NULL};
