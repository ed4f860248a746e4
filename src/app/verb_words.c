#include "verb_words.h"

#include <stdlib.h>
#include <string.h>

#include <dagstart/base/i18n.h>

/* sorted by name */
static const struct verb_word rows[] = {
        {"again", N_("DAY"), N_("measure once more on that day: +4w")},
        {"all", "", N_("what is closed or gone too")},
        {"alternatives", N_("TEXT"), N_("what else was possible")},
        {"answer", N_("TEXT"), N_("what the other team says")},
        {"answer_by", N_("DAY"), N_("when it comes back here: +7, 31 mar")},
        {"behaviour", N_("TEXT"), N_("what somebody did or will do")},
        {"beside", N_("KEY"), N_("the customer's score to lay it beside; else all")},
        {"by", N_("TEXT"), N_("whom or what it waits for; - when it is free again")},
        {"channel", N_("NAME"), N_("phone, chat, e-mail, shop …")},
        {"cost", N_("TEXT"), N_("what it costs in the short term")},
        {"customer", N_("NAME"), N_("who said it")},
        {"day", N_("DAY"), N_("today, fri, 31 mar, 2026-03-31")},
        {"due", N_("DAY"), N_("by when: fri, +7, 31 mar")},
        {"effect", N_("TEXT"), N_("what the customer will notice")},
        {"email", N_("ADDRESS"), N_("e-mail address")},
        {"evidence", N_("TEXT"), N_("quotes and themes: F-1031, theme invoice address")},
        {"expect_change", N_("NUMBER"), N_("how much the score is expected to change")},
        {"expect_metric", N_("KEY"), N_("the score that should change: nps, csat …")},
        {"feedback:from", N_("DAY"), N_("the first day: 2026-03-31, fri")},
        {"feedback:score", N_("NUMBER"), N_("the score that the customer gave, or from..to")},
        {"feedback:to", N_("DAY"), N_("the last day")},
        {"finding", N_("NUMBER|WORDS"), N_("one of dagstart themes find")},
        {"forecast_change", N_("NUMBER"), N_("how much the score is expected to change")},
        {"forecast_day", N_("DAY"), N_("when it is measured again")},
        {"forecast_metric", N_("KEY"), N_("the score that should change: nps, csat …")},
        {"forecast_step", N_("NAME"), N_("only answers about this step of the journey")},
        {"forecast_theme", N_("NAME"), N_("only answers about this theme")},
        {"from", N_("NAME"), N_("who says it")},
        {"good", "low|high", N_("which way is good")},
        {"history:from", N_("DAY"), N_("the first day: 2026-03-31, fri")},
        {"history:to", N_("DAY"), N_("the last day")},
        {"id", "ID", N_("a letter and a number, such as A-12")},
        {"into", N_("THEME"), N_("the theme that it goes up in")},
        {"kpi.add:name", N_("NAME"), N_("as colleagues say it")},
        {"kpi.drop:name", N_("NAME"), N_("of the KPI")},
        {"kpi.set:name", N_("NAME"), N_("of the KPI")},
        {"kpi.set:value", N_("NUMBER"), N_("the number of that day")},
        {"kudos", "public|private", N_("how this member likes to be thanked")},
        {"kudos.add:behaviour", N_("TEXT"), N_("what he or she did")},
        {"kudos.add:value", N_("NAME"), N_("which of our values it shows")},
        {"kudos:from", N_("DAY"), N_("the first day: 2026-03-31, fri")},
        {"learned", N_("TEXT"), N_("what we keep doing, or do differently")},
        {"limit", N_("NUMBER"), N_("at most so many rows, the newest")},
        {"login", N_("NAME"), N_("the login name on this machine")},
        {"member.add:text", N_("NAME"), N_("as colleagues say it")},
        {"member.away:from", N_("DAY"), N_("the first day: 2026-03-31, fri")},
        {"member.away:to", N_("DAY"), N_("the last day")},
        {"metric", N_("KEY"), N_("a score: nps, csat, ces …")},
        {"mood", "praise|neutral|pain", N_("only what sounds so")},
        {"name", N_("NAME"), N_("a member of the team")},
        {"new_name", N_("NAME"), N_("as colleagues say it from now on")},
        {"note", N_("TEXT"), N_("what helped or hindered")},
        {"of", N_("KEY"), N_("what is behind a score: the words of its days")},
        {"outcome", N_("TEXT"), N_("what we see since, for the customer")},
        {"owner", N_("NAME"), N_("who does it")},
        {"query", N_("TEXT"),
                N_("words, \"phrases\", -without, score:<=6, channel:, theme:, metric:, step:, since:, "
                   "until:")},
        {"reason", N_("TEXT"), N_("why")},
        {"review", N_("DAY"), N_("when we look again: +4w, 31 mar")},
        {"role", N_("TEXT"), N_("what he or she does")},
        {"said", N_("TEXT"), N_("what the customer was told")},
        {"score", N_("NUMBER"), N_("the score that the customer gave")},
        {"source", "ID", N_("what it comes from: a quote (F-12), theme, goal, decision or note")},
        {"start", N_("NUMBER"), N_("where it stands now")},
        {"step", N_("NAME"), N_("a step of the customer journey")},
        {"talents", N_("TEXT"), N_("what he or she would like to do beyond the role")},
        {"target", N_("NUMBER"), N_("where it should be")},
        {"team", N_("TEAM"), N_("the other team, or who speaks for it")},
        {"text", N_("TEXT"), N_("in words")},
        {"theme", N_("NAME"), N_("what it is about")},
        {"theme.adopt:new_name", N_("NAME"), N_("of the theme; else the words that were found")},
        {"theme.rename:new_name", N_("NAME"), N_("what it is called from now on")},
        {"theme.split:new_name", N_("NAME"), N_("of the new theme; else its first word")},
        {"to", N_("NAME"), N_("for whom")},
        {"unit", N_("TEXT"), N_("%, days …")},
        {"until", N_("DAY"), N_("when an answer is expected")},
        {"value", N_("NUMBER"), N_("the number today")},
        {"verdict", "keep|revoke", N_("what holds from now on")},
        {"week", N_("WEEK"), N_("2026-W09, or a day of that week")},
        {"who", N_("NAME"), N_("who did it; empty: the owner")},
        {"words", N_("WORDS"), N_("parted by commas; a star stands for any ending")},
        {"yes", "", N_("the answer to the question")},
};

static int by_name(const void *name, const void *row)
{
	return strcmp(name, ((const struct verb_word *)row)->name);
}

const struct verb_word *verb_word_find(const char *name)
{
	return bsearch(name, rows, sizeof(rows) / sizeof(*rows), sizeof(*rows), by_name);
}
