/* The words of the SMART check, a table a language. Words are in lower case without accents and parted by
 * spaces; where phrases may stand, they are parted by "|". */
#pragma once

enum smart_list {
	SMART_COMMON, /* words that tell the language and are no names */
	SMART_CUSTOMERS, /* who is served */
	SMART_CUSTOMER_ENDS, /* ends of longer words for them: "hotelgasten" */
	SMART_METRICS, /* phrases: figures of the customer */
	SMART_WAITS, /* phrases: only customers wait there */
	SMART_COMPLAINTS,
	SMART_RESULTS, /* phrases that open the clause about the effect */
	SMART_THEY, /* stands for the customer in that clause */
	SMART_US, /* about ourselves */
	SMART_FELT, /* what customers do or feel */
	SMART_BETTER, /* comparatives */
	SMART_EFFORT, /* what we put in: attention, care */
	SMART_WITH, /* before a customer who is only talked with */
	SMART_BEHIND_OBJECT, /* behind a customer who does nothing himself: "klanten van", "customers who" */
	SMART_VERBS, /* verbs of doing: one can see that it was done */
	SMART_WEAK_VERBS, /* the same, unless it is about more or better */
	SMART_VAGUE_VERBS, /* of looking, thinking, trying */
	SMART_MODALS,
	SMART_PREFIXES, /* that part from verbs */
	SMART_DETERMINERS, /* what follows is a thing */
	SMART_NUMBERS,
	SMART_NUMBERED, /* things that have a number as a name: "route 66" */
	SMART_STATE, /* phrases behind which a number tells how it is now */
	SMART_BECAUSE, /* opens a clause with the reason */
	SMART_PREPOSITIONS, /* a person behind them does nothing */
	SMART_DOERS, /* phrases: the person behind them does it */
	SMART_NOBODY, /* somebody, one of: nobody can be asked */
	SMART_TITLES, /* Mrs, Mr */
	SMART_OWNS, /* behind a name: it is the owner of a thing */
	SMART_ROLES, /* units and functions */
	SMART_ROLE_ENDS,
	SMART_TEAM, /* counts only by its name */
	SMART_NO_NAMES, /* written with a capital, and no person */
	SMART_FROM, /* joins a name and a place: "Lotte van de balie" */
	SMART_SHORT_DAYS,
	SMART_LONG_DAYS, /* long enough to be known with a slip of the finger */
	SMART_DAY_LEADS,
	SMART_WHENS, /* phrases that are a time one can hold each other to */
	SMART_THIS, /* before a unit: this, next, every */
	SMART_UNITS, /* week, sprint, morning */
	SMART_ENDS_OF, /* end, mid */
	SMART_JOINS, /* of, the: between end and unit */
	SMART_SEASONS, /* months, seasons and feasts */
	SMART_SEASON_LEADS,
	SMART_WITHIN,
	SMART_LONG_UNITS, /* weeks, months: a deadline wherever it stands */
	SMART_DAYS, /* a norm of the service, unless the sentence opens with it */
	SMART_PAST, /* before a date: it has passed, or it marks a thing */
	SMART_LISTS,
};

struct smart_words {
	const char *lists[SMART_LISTS];
};

extern const struct smart_words smart_words_nl, smart_words_en;
