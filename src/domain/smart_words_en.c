/* English words of the SMART check. */
#include "smart_words.h"

/* clang-format off */
const struct smart_words smart_words_en = {.lists = {
	[SMART_COMMON] =
		("a about after again all also always an and any are as at away back be because been "
		"before being better both bring but by can could do does each every everyone everything "
		"extra few first for from get give go goes had has have he help her here his how i i'll "
		"i'm if in instead into is it its just keep less let let's like make many maybe might "
		"more most much must my need needs never new next no not nothing now of off on once one "
		"only or other our out over people please pls put quickly really should so some someone "
		"somebody something soon sooner start starting still stop such take than that the their "
		"them then there these they this those through to together too try until up us very via "
		"was we we'll what when where which while who why will with within without would you "
		"your asap action owner note todo idea goal daily weekly monthly tomorrow today monday "
		"tuesday wednesday thursday friday saturday sunday between during hopefully perhaps "
		"since fewer"),
	[SMART_CUSTOMERS] =
		("customer customers client clients patient patients traveller travellers traveler "
		"travelers guest guests resident residents tenant tenants member members parent parents "
		"user users buyer buyers visitor visitors passenger passengers citizen citizens caller "
		"callers subscriber subscribers student students pupil pupils neighbour neighbours "
		"neighbor neighbors saver savers shopper shoppers reader readers viewer viewers listener "
		"listeners applicant applicants participant participants consumer consumers recipient "
		"recipients account-holder cardholder cardholders borrower borrowers heir heirs diner "
		"diners rider riders commuter commuters newcomer newcomers household households family "
		"families child children kid kids people policyholder policyholders insured learner "
		"learners candidate candidates donor donors supporter supporters fan fans audience "
		"spectators outpatient outpatients inpatients relatives relative carers seniors elderly "
		"motorists cyclists pedestrians homeowners homeowner landlords leaseholders taxpayer "
		"taxpayers ratepayers claimant claimants victims victim jobseekers jobseeker tourists "
		"tourist swimmers holder holders purchaser purchasers public voters entrepreneurs mums "
		"dads pensioners pensioner orderers attendees attendee bather bathers widows widow "
		"survivors flyers flyer him"),
	[SMART_CUSTOMER_ENDS] =
		("-users -customers -guests -holders seekers holders buyers payers"),
	[SMART_METRICS] =
		("nps|csat|ces|customer score|customer scores|customer satisfaction|customer experience|"
		"customer rating|customer ratings|guest satisfaction|patient satisfaction|"
		"patient experience|guest experience|user satisfaction|user experience|"
		"satisfaction score|satisfaction|tenant satisfaction|member satisfaction|"
		"passenger satisfaction|review score|star rating|recommendation score"),
	[SMART_WAITS] =
		("waiting time|waiting times|wait time|wait times|time on hold|on hold|wait at|wait for|"
		"the wait|in the queue|hold time|queue at|queue|queues|waiting list|waiting room|"
		"nobody waits|no one waits|waits longer|wait longer"),
	[SMART_COMPLAINTS] =
		("complaint complaints complain complains"),
	[SMART_RESULTS] =
		("so that|so|then|in order that|which lets|which means|meaning|this way|that way|letting|"
		"make sure|makes sure|making sure|ensure|ensures|see to it that"),
	[SMART_THEY] =
		("they he she nobody no everyone everybody people it you him each"),
	[SMART_US] =
		("we us our i me team colleagues staff"),
	[SMART_FELT] =
		("gets get getting know knows knowing feel feels feeling understand understands see sees "
		"hear hears notice notices wait waits waiting needn't needs read reads find finds learn "
		"learns enjoy enjoys sleep home informed dark welcome safe heard seen rushed trust happy "
		"satisfied lost scared worry worries confused stupid alone helped told tell longer no "
		"can could reach reaches receive receives pay pays board leave leaves able repeat "
		"annoyed angry surprise surprises bothered stuck upset frightened lonely trouble pain "
		"confidence certainty clarity miss misses charged shouldn't want wants experience "
		"experiences appreciate suffer suffers queue"),
	[SMART_BETTER] =
		("faster quicker sooner earlier easier easily simpler clearer nicer friendlier happier "
		"better fewer less shorter calmer safer smoother gentler kinder warmer quieter cheaper "
		"comfortable pleasant personal more conveniently smoothly convenient quickly sure "
		"improve improved worse comfortably confident kindly"),
	[SMART_EFFORT] =
		("attention focus effort care relations relationships relationship energy patience "
		"contact centric mindset awareness best mile hard"),
	[SMART_WITH] =
		("with between about"),
	[SMART_BEHIND_OBJECT] =
		("who that of from with hit in by whose relations relationship data records surveys list "
		"lists"),
	[SMART_VERBS] =
		("call phone ring text mail email write wrote send sent put hang hung place post print "
		"stick sign delete remove replace repair fix mend build deliver ship order refund "
		"reimburse book reserve schedule arrange organise organize invite visit interview "
		"measure count test publish share present report record log archive file tidy clean "
		"close open connect install configure add fill enter copy translate rewrite redesign "
		"design draft answer reply thank confirm paint read fetch bring move relocate change "
		"show stop start collect practise practice train instruct inform upload download scan "
		"label sort set switch mount renew hand mark merge split cut drop cancel credit describe "
		"document list demo launch hire buy assign apologise apologize prepare compare speak "
		"contact explain tell offer wash sweep mow bake rename reset restart migrate deploy "
		"release assemble pack unpack wrap issue grant extend shorten halve film photograph "
		"demonstrate type bundle complete finish hold host run teach update review introduce "
		"swap rent lend return store distribute circulate announce display tape pin tick sew "
		"grease cook serve drive pick-up hoist register submit sell forward draw drew hoover "
		"vacuum disinfect spread load unload vaccinate number tile screw drill elect choose "
		"decide colour color pull push deactivate activate block exchange plant prune transport "
		"warn photocopy laminate frame shred sand varnish weld wire solder trim water feed weigh "
		"stamp seal staple bind summarise summarize clear refill restock swap-out relabel "
		"reprint resend reorder rebook reroute redirect reword simplify automate embed link "
		"attach tag rotate roll pilot demolish evict enrol enroll book-in sack"),
	[SMART_WEAK_VERBS] =
		("make give do take keep provide pay let bring set open cut improve move create plan"),
	[SMART_VAGUE_VERBS] =
		("try trying explore explores think look dig align discuss focus work aim seek consider "
		"reflect catch care pay ask check want talk learn study investigate examine brainstorm "
		"chat consult understand monitor pick listen going-over strive mind handle deal address "
		"tackle manage communicate agree review find help see meet speak attempt touch wonder"),
	[SMART_MODALS] =
		("will would should shall must can could may might is are was were has have needs need "
		"gets get wants want goes go does do shouldn't needn't can't cannot won't don't doesn't "
		"feels feel knows know waits wait leave leaves hears hear no finds find"),
	[SMART_PREFIXES] =
		("re"),
	[SMART_DETERMINERS] =
		("the a an this that these those our my your his her its their each every any some no new "
		"old first second next last more less better another"),
	[SMART_NUMBERS] =
		("two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty "
		"fifty hundred half halve twice thrice dozen zero double both"),
	[SMART_NUMBERED] =
		("route bus line tram train room gate version step form building hall platform track "
		"article floor desk counter door shelf table phase level model ticket order page chapter "
		"zone number no group team folder rule point stop highway build release flight bay pier "
		"ward unit section class aisle terminal error meeting-room office branch lane item"),
	[SMART_STATE] =
		("no longer|not any more|have to go"),
	[SMART_BECAUSE] =
		("because since as"),
	[SMART_PREPOSITIONS] =
		("with to of from for on in at about over under behind beside between via per until "
		"through without after against into like near around before during than"),
	[SMART_DOERS] =
		("by|together with|by the|together with the|done by"),
	[SMART_NOBODY] =
		("someone somebody anyone anybody one nobody everyone who some any"),
	[SMART_TITLES] =
		("mrs mr ms miss dr sir madam mister"),
	[SMART_OWNS] =
		("his her"),
	[SMART_ROLES] =
		("desk helpdesk manager managers agent agents clerk clerks crew staff driver drivers "
		"planner planners nurse nurses housekeeping reception receptionist receptionists "
		"department dept office engineer engineers developer developers devs designer designers "
		"support sales marketing finance legal ops operations it hr facilities warehouse kitchen "
		"maintenance technician technicians mechanic mechanics tester testers coach lead leads "
		"owner master caretaker caretakers cashier cashiers porter porters guard guards courier "
		"couriers dispatch dispatcher dispatchers conductor conductors teacher teachers doctor "
		"doctors gp secretary volunteers editors editor caseworker caseworkers coordinator "
		"coordinators supervisor supervisors analyst analysts squad board procurement purchasing "
		"logistics communications comms webmaster consultant consultants adviser advisers "
		"advisor advisors trainer trainers chef chefs cook cooks cleaner cleaners waiter waiters "
		"host hosts librarian librarians midwives midwife pharmacy pharmacist pharmacists intern "
		"interns billing accounts accounting payroll security admin administration janitor "
		"registry front-desk scheduler schedulers inspectors inspector surveyors assistant "
		"assistants director directors management headteacher tutors tutor physio paramedics "
		"room centre center unit service services branch shop store committee council bureau "
		"operator operators instructors instructor concierge gardener gardeners fitters fitter "
		"plumber plumbers installers writers writer copywriter"),
	[SMART_ROLE_ENDS] =
		("-desk -team desk -manager workers worker keepers"),
	[SMART_TEAM] =
		("team teams squad crew"),
	[SMART_NO_NAMES] =
		("english dutch german french spanish london excel word outlook teams slack jira "
		"christmas easter eod eow eom whatsapp instagram facebook google windows bank north "
		"south east west europe britain uk us eta id it pdf stock invoice invoices statements "
		"checkout website page pages price prices site app printer label letter letters form "
		"forms badge badges report budget less hassle hidden lost large broken prepaid waiting "
		"sept weekly"),
	[SMART_FROM] =
		("van von der de la le from at of in"),
	[SMART_SHORT_DAYS] =
		("mon tue tues wed thu thur thurs fri sat sun"),
	[SMART_LONG_DAYS] =
		("monday tuesday wednesday thursday friday saturday sunday tomorrow"),
	[SMART_DAY_LEADS] =
		("before by due next on until till from this each every the and"),
	[SMART_WHENS] =
		("tonight|daily|weekly|monthly|quarterly|yearly|annually|fortnightly|eod|eow|eom|eoq|eoy|"
		"end of day|end of play|close of business|cob|by noon|before noon|before lunch|"
		"after lunch|by lunch|this weekend|every other week|every other day|twice a week|"
		"once a week|once a month|twice a month|rest of the week|in a week|in a month|"
		"in two weeks|in three weeks|in two months|a week from now|first thing"),
	[SMART_THIS] =
		("this next each every coming upcoming following current second third other"),
	[SMART_UNITS] =
		("week weeks month quarter year sprint day weekday morning afternoon evening night "
		"weekend retro standup stand-up meeting planning review demo iteration shift summer "
		"winter autumn spring fall monday tuesday wednesday thursday friday saturday sunday term "
		"season q1 q2 q3 q4 fortnight hour mondays fridays payday"),
	[SMART_ENDS_OF] =
		("end beginning start mid middle early late half close"),
	[SMART_JOINS] =
		("of the"),
	[SMART_SEASONS] =
		("january february march april may june july august september october november december "
		"jan feb mar apr jun jul aug sep sept oct nov dec summer winter autumn spring fall "
		"christmas easter thanksgiving whitsun new-year holidays half-term ramadan weekend"),
	[SMART_SEASON_LEADS] =
		("by before in until till from this next around during starting mid each every"),
	[SMART_WITHIN] =
		("within in"),
	[SMART_LONG_UNITS] =
		("week weeks month months quarter year fortnight sprints"),
	[SMART_DAYS] =
		("day days"),
	[SMART_PAST] =
		("of since last past previous yesterday"),
}};
/* clang-format on */
