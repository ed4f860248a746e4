/* Whatever day a promise falls on, a Sunday, a holiday or a week in which nobody met: the first meeting on
 * that day or after it shows it, no meeting before does, and it stays until it is dealt with. */
#include <string.h>

#include <dagstart/config/problems.h>
#include <dagstart/doc/doc.h>

#include "desk.h"

enum { FIRST = 14, DAYS = 70 };

/* Good Friday, Easter Monday and the King's day of 2026; and a week off. */
static bool they_meet(int day)
{
	bool is_holiday = day == 32 || day == 35 || day == 56, is_off = day >= 70 && day < 77;
	return day % 7 < 5 && !is_holiday && !is_off;
}

static const char *name_of(struct desk *desk, const char *what, int day)
{
	return arena_printf(desk->arena, "%s for %s.", what, day_iso(desk->arena, MONDAY + day));
}

/* One that is measured again, one that another team answers and a decision, each on that day. */
static void promise(struct desk *desk, struct session *s, int day)
{
	const char *on = day_iso(desk->arena, MONDAY + day);
	const char *id = arena_printf(desk->arena, "A-%d", 2 * (day - FIRST) + 1);
	const char *handed = arena_printf(desk->arena, "A-%d", 2 * (day - FIRST) + 2);
	desk_run(desk, s, "action.add", "text", name_of(desk, "Measure", day), NULL);
	desk_run(desk, s, "action.done", "id", id, "forecast_metric", "nps", "forecast_day", on, NULL);
	desk_run(desk, s, "action.add", "text", name_of(desk, "Answer", day), NULL);
	desk_run(desk, s, "action.escalate", "id", handed, "team", "IT", "answer_by", on, NULL);
	desk_run(desk, s, "decision.add", "text", name_of(desk, "Review", day), "review", on, NULL);
}

static const char *text_of(struct desk *desk, struct doc_node *top)
{
	struct str text = str_new(desk->arena);
	for (struct doc_node *node = top; node; node = doc_next(top, node))
		str_addf(&text, "%s %s\n", str_or(node->text, ""), str_or(node->aside, ""));
	return text.text;
}

/* The item or row of a promise; NULL where it is not. */
static struct doc_node *row_named(const struct doc *doc, const char *under, const char *name)
{
	struct doc_node *top = doc_find_key(doc, under);
	for (struct doc_node *node = top; node; node = doc_next(top, node))
		if (strstr(str_or(node->text, ""), name))
			return node->parent;
	return NULL;
}

static void expect(struct desk *desk, bool seen, bool wanted, const char *name, int today)
{
	if (seen != wanted)
		fail_msg("%s on %s: %s", name, day_iso(desk->arena, MONDAY + today),
		        seen ? "shown" : "missed");
}

/* What the promises of the meeting on `today` show of those of one day. */
static void look(struct desk *desk, const struct doc *meeting, const struct doc *ledger, int day, int today)
{
	bool due = day <= today;
	const char *measure = name_of(desk, "Measure", day), *answer = name_of(desk, "Answer", day),
	           *review = name_of(desk, "Review", day);
	struct doc_node *handed = row_named(meeting, "open", answer),
	                *measured = row_named(ledger, "promises", measure);
	assert_non_null(handed);
	assert_non_null(measured);
	expect(desk, strstr(text_of(desk, measured), "due \n") != NULL, due, measure, today);
	expect(desk, row_named(meeting, "reviews", review) != NULL, due, review, today);
	expect(desk, handed->role == ROLE_BAD, due, answer, today);
}

static void deal_with(struct desk *desk, struct session *s, int day)
{
	const char *id = arena_printf(desk->arena, "A-%d", 2 * (day - FIRST) + 1);
	const char *handed = arena_printf(desk->arena, "A-%d", 2 * (day - FIRST) + 2);
	const char *decision = arena_printf(desk->arena, "D-%d", day - FIRST + 1);
	desk_run(desk, s, "promise.judge", "id", id, "learned", "nothing yet", NULL);
	desk_run(desk, s, "action.answer", "id", handed, "answer", "in May", NULL);
	desk_run(desk, s, "action.done", "id", handed, "forecast_metric", "", NULL);
	desk_run(desk, s, "decision.review", "id", decision, "outcome", "it holds", "verdict", "keep", NULL);
}

static void nothing_due_is_missed(void **state)
{
	static const struct args none = {0};
	struct desk *desk = *state;
	struct problems problems = problems_new(desk->arena);
	desk_quote(desk, "fine", 9, MONDAY - 3);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	for (int day = FIRST; day < FIRST + DAYS; day++)
		promise(desk, s, day);
	assert_true(session_load_agenda(s, "daily", NULL, 0, &problems));
	for (int today = 0, open = FIRST; open < FIRST + DAYS; today++) {
		enum meeting_entry entry;
		struct doc meeting, ledger;
		if (they_meet(today)) {
			assert_true(session_meet(s, &entry, &desk->err));
			assert_true(session_document(s, desk->arena, &meeting, &desk->err));
			assert_true(session_page(s, "ledger", &none, desk->arena, &ledger, &desk->err));
			for (int day = open; day < FIRST + DAYS; day++)
				look(desk, &meeting, &ledger, day, today);
			/* Every other meeting is too short: what was due stays due. */
			for (; open <= today && open < FIRST + DAYS && today % 2; open++)
				deal_with(desk, s, open);
			desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
		}
		clock_advance(&desk->clock, 24LL * 3600 * 1000);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(nothing_due_is_missed, desk_setup, desk_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
