/* What a column's name says that it is not: a score that is a count, a date on which nobody answered. */
#pragma once

#include <stdbool.h>

/* All take name_words(). How many, how long, how old: few and small numbers as scores are, and none. Only of
 * names of a few words: a question may hold any word. */
bool doubt_is_count(const char *words);
/* A score of somebody or some time else: the target, the one before. */
bool doubt_is_other_score(const char *words);
/* The score of all, beside those of its parts. */
bool doubt_is_overall(const char *words);

/* Says who somebody is, and so is no mere id. */
bool doubt_is_personal(const char *words);
/* A short question for it, or a short name. */
bool doubt_asks_who(const char *words);
/* Of words: what the team itself wrote, replies and notes. */
bool doubt_is_of_ours(const char *words);
/* What stands above an answer. */
bool doubt_is_title(const char *words);
/* Of titles: the customer's own, above what he or she wrote. */
bool doubt_is_headline(const char *words);
/* What a program made of words that stand beside it as they were written. */
bool doubt_is_copy(const char *words);
/* Of review sites. */
bool doubt_is_review(const char *words);
/* Of a reply, which may be the customer's to a survey or the team's to a review. */
bool doubt_is_reply(const char *words);
/* Of dates: when somebody said something. */
bool doubt_is_said(const char *words);
/* A name of a point in time, whatever happened then: "rated at". */
bool doubt_is_moment(const char *words);
/* A header, as it came, that asks something. */
bool doubt_is_question(const char *header);

enum date_doubt {
	DATE_OF_ANSWER,
	DATE_BEFORE, /* asked or ordered: better than none */
	DATE_OF_ELSE, /* of birth, of expiry, of the export: none of an answer */
};
enum date_doubt doubt_of_date(const char *words);
