/* Dutch words of the SMART check. */
#include "smart_words.h"

/* clang-format off */
const struct smart_words smart_words_nl = {.lists = {
	[SMART_COMMON] =
		("aan al alle alleen alles als andere bij daar dan dat de deze die dit door dus echt een "
		"eens elk elke en er even extra geen gewoon haar hebben heeft het hier hij hoe hun ieder "
		"iedere in is ja je kan kapotte keer kunnen maar meer men met mijn minder moet moeten na "
		"naar nee niet niets nieuwe nog nooit nu of om omdat onder ons onze ook oude op over per "
		"sinds steeds te tegen terwijl toch tot uit uiterlijk van vanaf veel vanuit vaker verder "
		"voor voortaan waar wanneer wat we weer wel werken wij wie wil willen worden wordt zal "
		"ze zich zijn zo zodat zoals zonder zou zsm binnenkort ooit straks snel beter samen "
		"graag liever tijdens volgens zodra eerst bovendien hopelijk misschien binnen tussen "
		"iets ergens actie actiepunt trekker doel idee note notitie let todo eigenaar wekelijks "
		"dagelijks maandelijks morgen vandaag vrijdag maandag dinsdag woensdag donderdag "
		"zaterdag zondag aub ivm mbt dmv ipv"),
	[SMART_CUSTOMERS] =
		("klant klanten patient patienten reiziger reizigers gast gasten bewoner bewoners huurder "
		"huurders lid leden ouder ouders gebruiker gebruikers koper kopers bezoeker bezoekers "
		"passagier passagiers client clienten inwoner inwoners burger burgers verzekerde "
		"verzekerden beller bellers abonnee abonnees student studenten leerling leerlingen "
		"omwonenden omwonende buurtbewoners buren spaarder spaarders besteller bestellers lezer "
		"lezers kijker kijkers luisteraar luisteraars belastingbetaler ondernemer ondernemers "
		"aanvrager aanvragers melder melders deelnemer deelnemers cursist cursisten kandidaat "
		"kandidaten consument consumenten ontvanger ontvangers opdrachtgever opdrachtgevers "
		"relatie afnemer afnemers rekeninghouder rekeninghouders kaarthouder kaarthouders "
		"nabestaanden nabestaande erfgenaam erfgenamen mantelzorger mantelzorgers familie "
		"familieleden gezin gezinnen kind kinderen senioren ouderen jongeren slechtzienden "
		"slechthorenden blinden doven rolstoelgebruikers mensen eter eters winkelende shopper "
		"shoppers donateur donateurs sporter sporters automobilisten fietsers voetgangers "
		"slachtoffer slachtoffers huishoudens nieuwkomers publiek toeschouwers fans gedupeerden "
		"hulpvragers mevrouw meneer werkzoekenden werkzoekende starters eigenaren leners lener "
		"pashouders toeristen toerist zij"),
	[SMART_CUSTOMER_ENDS] =
		("klanten gasten patienten reizigers gebruikers bezoekers bewoners huurders abonnees "
		"passagiers clienten bellers zienden zoekenden houders aanvragers kopers betalers "
		"studenten"),
	[SMART_METRICS] =
		("nps|csat|ces|klanttevredenheid|klantscore|klantscores|klantcijfer|klantbeleving|"
		"klantervaring|klantwaardering|klanttevredenheidscijfer|tevredenheid|rapportcijfer|"
		"gasttevredenheid|patienttevredenheid|gastbeleving|reizigerstevredenheid|"
		"huurderstevredenheid|tevredenheidsscore|aanbevelingsscore|cijfer van klanten|"
		"waardering van klanten"),
	[SMART_WAITS] =
		("wachttijd|wachttijden|wachtrij|wachtrijen|wachten aan de balie|wachten aan de telefoon|"
		"in de wacht|in de rij|niemand wacht|wacht niemand|sta je in de rij"),
	[SMART_COMPLAINTS] =
		("klacht klachten reclamaties klaagt klagen"),
	[SMART_RESULTS] =
		("zodat|opdat|waardoor|waarmee|zo dat|dan|om te zorgen dat|zorgt dat|zorgen dat|zorg dat|"
		"ervoor dat"),
	[SMART_THEY] =
		("ze zij hij die niemand iedereen men dezen mensen je"),
	[SMART_US] =
		("we wij ons onze ik mij me team collega collegas"),
	[SMART_FELT] =
		("krijgt krijgen weet weten snapt snappen begrijpt begrijpen begrijpelijk voelt voelen "
		"ziet zien merkt merken hoort horen hoeft hoeven wacht wachten kan kunnen leest lezen "
		"vindt vinden schrikt schrikken ervaart ervaren thuis rust duidelijkheid vertelt hoogte "
		"gunnen gun slapen prettig tevreden blij veilig welkom serieus gehoord gezien geholpen "
		"helpen begrepen antwoord ontvangt ontvangen betaalt betalen halen haalt komen komt gaan "
		"gaat mist missen zelfstandig zekerheid vertrouwen gemak afgescheept boos bang schrik "
		"last overlast pijn ontevreden raken raakt verdwalen verdwaalt onthouden zoeken zoekt "
		"kwijt klagen heel droog warm waarvoor waarom zichzelf"),
	[SMART_BETTER] =
		("sneller vlugger eerder makkelijker gemakkelijker eenvoudiger simpeler duidelijker "
		"helderder prettiger fijner vriendelijker aardiger blijer tevredener gelukkiger beter "
		"betere minder korter kortere rustiger veiliger soepeler begrijpelijker persoonlijker "
		"warmer leuker comfortabeler snellere duidelijkere vriendelijkere prettigere meer "
		"bereikbaarder stiller goedkoper vaker nooit langer slimmer netter mooier grondiger "
		"actiever klantgerichter"),
	[SMART_EFFORT] =
		("aandacht oog inzet focus rust tijd zorg grip energie moeite begrip geduld relaties "
		"relatiebeheer contact gerichtheid best gericht centraal"),
	[SMART_WITH] =
		("met tussen over"),
	[SMART_BEHIND_OBJECT] =
		("van die met uit bij waarvan wier aan nabellen terugbellen bellen mailen interviewen "
		"spreken vragen uitnodigen bevragen benaderen informeren"),
	[SMART_VERBS] =
		("bel bellen mail mailen app appen sms schrijf schrijven stuur sturen verstuur versturen "
		"zend zenden zet zetten plaats plaatsen hang hangen leg leggen print printen druk "
		"drukken plak plakken teken tekenen onderteken ondertekenen verwijder verwijderen schrap "
		"schrappen vervang vervangen repareer repareren herstel herstellen los lossen bouw "
		"bouwen lever leveren bestel bestellen betaal betalen vergoed vergoeden boek boeken "
		"reserveer reserveren organiseer organiseren nodig nodigen bezoek bezoeken interview "
		"interviewen meet meten tel tellen test testen publiceer publiceren deel delen "
		"presenteer presenteren meld melden registreer registreren noteer noteren archiveer "
		"archiveren berg bergen ruim ruimen sluit sluiten open openen koppel koppelen installeer "
		"installeren configureer configureren voeg voegen vul vullen voer voeren kopieer "
		"kopieren vertaal vertalen herschrijf herschrijven ontwerp ontwerpen beantwoord "
		"beantwoorden antwoord antwoorden bedank bedanken bevestig bevestigen controleer "
		"controleren schilder schilderen verf verven lees lezen haal halen breng brengen "
		"verplaats verplaatsen verhuis verhuizen wijzig wijzigen pas passen toon tonen stop "
		"stoppen start starten verzamel verzamelen oefen oefenen train trainen instrueer "
		"instrueren informeer informeren upload uploaden download downloaden scan scannen label "
		"labelen sorteer sorteren stel stellen schakel schakelen monteer monteren vernieuw "
		"vernieuwen vertel vertellen zeg zeggen overhandig overhandigen reik reiken merk markeer "
		"markeren maai maaien veeg vegen poets poetsen bak bakken verbind verbinden vermeld "
		"vermelden noem noemen zoek opzoeken uitnodigen annuleer annuleren crediteer crediteren "
		"stort storten factureer factureren beschrijf beschrijven richt inrichten bied bieden "
		"wissel wisselen knip knippen evalueer analyseer regel regelen ververs verversen was "
		"wassen spoel spoelen smeer smeren draai draaien sla opslaan mag verleng verlengen "
		"verkort verkorten halveer halveren film filmen fotografeer demonstreer demonstreren tik "
		"tikken typ typen klik bundel bundelen splits splitsen voltooi afronden rond ronden "
		"bekabel bekabelen bewaar bewaren bezorg bezorgen stofzuig desinfecteer spreid borg "
		"borgen laad laden vaccineer vermenigvuldig nummer nummeren rapporteer rapporteren tegel "
		"schroef schroeven boor boren verhelp verhelpen vertegenwoordig benoem benoemen kies "
		"kiezen besluit besluiten kleur kleuren trek trekken duw migreer migreren deactiveer "
		"activeer activeren blokkeer blokkeren herplaats ruil ruilen zaai plant planten snoei "
		"snoeien vervoer vervoeren rijd rijden waarschuw waarschuwen excuses retourneer "
		"retourneren pleeg vat samenvatten rek"),
	[SMART_WEAK_VERBS] =
		("maak maken geef geven doe doen neem nemen houd houden hou houdt krijg krijgen laat "
		"laten ga zorg zorgen plan plannen"),
	[SMART_VAGUE_VERBS] =
		("probeer proberen kijk kijken bekijk bekijken denk denken nadenken verdiep verdiepen "
		"verken verkennen onderzoek onderzoeken focus focussen stem afstemmen bespreek bespreken "
		"overleg overleggen spar sparren let letten vraag praat praten spreek spreken pak pakken "
		"oppakken aanpakken werk werken check checken buig buigen streef streven brainstorm "
		"brainstormen orienteer orienteren evalueren uitzoeken zoeken uitzoekt zoekt uit luister "
		"luisteren verbeter verbeteren bestuderen bestudeer inventariseer inventariseren "
		"reflecteer reflecteren leer leren wen wennen gun heroverweeg"),
	[SMART_MODALS] =
		("moet moeten wil willen kan kunnen gaat gaan zal zullen mag mogen hoeft hoeven zou "
		"zouden is zijn wordt worden heeft hebben weet weten krijgt krijgen voelt voelen komt "
		"komen staat staan blijft blijven loopt ziet zien wacht wachten"),
	[SMART_PREFIXES] =
		("aan af bij door in na om op over rond samen terug toe uit vast voor weg mee neer los "
		"dicht klaar open onder her ver be ont tegen langs binnen"),
	[SMART_DETERMINERS] =
		("de het een deze dit die dat onze ons mijn hun haar zijn elke elk iedere ieder geen z'n "
		"alle beide nieuwe oude eerste volgende extra lopende"),
	[SMART_NUMBERS] =
		("twee drie vier vijf zes zeven acht negen tien elf twaalf vijftien twintig dertig "
		"veertig vijftig honderd helft halve half tweemaal eenmaal driemaal dubbel dozijn nul"),
	[SMART_NUMBERED] =
		("route bus lijn tram metro trein kamer gate versie vestiging stap foutmelding formulier "
		"gebouw zaal hal perron spoor artikel verdieping etage loket balie deur kast rek tafel "
		"platform fase niveau model letter ticket order pagina hoofdstuk zone wijk nummer nr "
		"groep team map regel punt halte snelweg build release vlucht vak pier poort afdeling "
		"unit schaal klas lokaal magazijn"),
	[SMART_STATE] =
		("niet meer|niet langer|nu nog"),
	[SMART_BECAUSE] =
		("omdat aangezien doordat want"),
	[SMART_PREPOSITIONS] =
		("van bij met aan over voor in op naar tegen uit om onder achter naast tussen namens rond "
		"per tot vanuit via zonder na sinds volgens langs tijdens boven"),
	[SMART_DOERS] =
		("door|samen met|namens|door de|door het|samen met de|samen met het"),
	[SMART_NOBODY] =
		("iemand niemand iedereen wie een"),
	[SMART_TITLES] =
		("mevrouw meneer mw mevr dhr heer mr dr familie fam"),
	[SMART_OWNS] =
		("z'n zijn haar d'r"),
	[SMART_ROLES] =
		("planner planners support helpdesk servicedesk burgerzaken receptie balie "
		"baliemedewerkers housekeeping keuken magazijn logistiek inkoop verkoop sales marketing "
		"communicatie financien administratie boekhouding debiteurenbeheer hr personeelszaken "
		"ict it beheer facilitair directie management leiding projectleider teamleider "
		"teamleiders manager managers chauffeur chauffeurs bezorger bezorgers koerier koeriers "
		"monteur monteurs conducteur conducteurs machinisten verpleging verpleegkundigen "
		"verpleegkundige arts artsen huisarts doktersassistente assistente assistenten docent "
		"docenten leraren mentor mentoren concierge beveiliging beveiligers schoonmaak "
		"schoonmakers portier portiers kassamedewerkers caissiere klantenservice klantcontact "
		"callcenter redactie webredactie ontwikkelaars developers testers ontwerpers juristen "
		"juridisch webmaster secretariaat secretaresse wijkagent consulenten consulent adviseurs "
		"adviseur makelaar makelaars coach coaches trainer trainers opzichter huismeester "
		"huismeesters beheerder beheerders vrijwilligers wethouder bibliothecaris kok koks "
		"bediening gastvrouw gastvrouwen gastheer tuinman technici technische dienst stagiair "
		"stagiaire stagiaires retouren expeditie kwaliteit zorg apotheek laboratorium lab poli "
		"afdeling winkel filiaal filiaalleider filialen finance legal operations backoffice "
		"frontoffice piketdienst nachtdienst instructeurs instructeur griffie baliepersoneel "
		"personeel specialisten specialist productowner scrummaster"),
	[SMART_ROLE_ENDS] =
		("medewerker medewerkers redactie team desk afdeling dienst beheer leider leiders manager "
		"managers planners monteurs agenten balie service assistent assistenten beheerder "
		"beheerders coordinator coordinatoren adviseur adviseurs consulent consulenten "
		"verpleegkundige verpleegkundigen meester personeel zaken administratie bureau commissie "
		"groep ploeg kamer"),
	[SMART_TEAM] =
		("team teams ploeg"),
	[SMART_NO_NAMES] =
		("nederlands nederlandse engels engelse duits frans amsterdam rotterdam utrecht nederland "
		"europa excel word outlook teams slack jira kerst pasen pinksteren sinterklaas eod eow "
		"eom maps whatsapp instagram facebook google windows klant afspraken brieven factuur "
		"facturen communicatie storing omzet kosten website site app kassa kassas formulier "
		"formulieren printer lamp notulen rapport planning"),
	[SMART_FROM] =
		("van der den de vd vdr ter te ten bij uit"),
	[SMART_SHORT_DAYS] =
		("ma di wo do vr za zo vrij"),
	[SMART_LONG_DAYS] =
		("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag overmorgen"),
	[SMART_DAY_LEADS] =
		("voor op de tot uiterlijk vanaf volgende komende aanstaande elke iedere deze per a.s. as "
		"en"),
	[SMART_WHENS] =
		("vanmiddag|vanavond|vanochtend|vannacht|dagelijks|wekelijks|maandelijks|jaarlijks|"
		"per kwartaal|eod|eow|eom|eoq|eoy|einde dag|eind van de dag|einde van de dag|"
		"voor de lunch|na de lunch|voor het weekend|dit weekend|komend weekend|om de week|"
		"om de dag|tweewekelijks|driemaandelijks|de hele week|de rest van de week|nog deze week|"
		"vandaag nog|over een week|over een maand|over twee weken|over drie weken|"
		"over twee maanden|per direct|met ingang van"),
	[SMART_THIS] =
		("deze dit volgende volgend komende komend aanstaande elke elk iedere ieder eerstvolgende "
		"heel hele lopende"),
	[SMART_UNITS] =
		("week weken maand maanden kwartaal jaar sprint dag werkdag ochtend middag avond nacht "
		"weekend retro dagstart standup overleg teamoverleg weekoverleg vergadering werkoverleg "
		"planning review demo iteratie dienst zomer winter herfst lente voorjaar najaar maandag "
		"dinsdag woensdag donderdag vrijdag zaterdag zondag periode q1 q2 q3 q4 vakantie uur"),
	[SMART_ENDS_OF] =
		("eind einde begin medio halverwege half midden ultimo"),
	[SMART_JOINS] =
		("van de het den"),
	[SMART_SEASONS] =
		("januari februari maart april mei juni juli augustus september oktober november december "
		"jan feb mrt apr jun jul aug sep sept okt nov dec zomer winter herfst lente voorjaar "
		"najaar zomervakantie kerst kerstmis pasen pinksteren sinterklaas herfstvakantie "
		"kerstvakantie voorjaarsvakantie meivakantie bouwvak oud jaarwisseling koningsdag "
		"carnaval jaareinde kwartaaleinde maandeinde weekeinde weekend"),
	[SMART_SEASON_LEADS] =
		("voor in vanaf tegen tot uiterlijk rond tijdens met per deze dit volgende komende elke"),
	[SMART_WITHIN] =
		("binnen over"),
	[SMART_LONG_UNITS] =
		("week weken maand maanden kwartaal jaar sprints"),
	[SMART_DAYS] =
		("dag dagen werkdagen"),
	[SMART_PAST] =
		("van sinds vorige afgelopen vorig laatste uit jongstleden"),
}};
/* clang-format on */
