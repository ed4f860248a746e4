/* Teams made of dice, in which nothing changes: on no surface and in no format a sign, a word or a colour of
 * up and down without what the gate, or a verdict of our own, says beside it. And nothing due is missed,
 * whatever day it falls on. */
#include <string.h>

#include <dagstart/base/random.h>
#include <dagstart/config/problems.h>
#include <dagstart/doc/doc.h>
#include <dagstart/domain/calendar.h>
#include <dagstart/render/render.h>

#include "desk.h"

enum { TEAMS = 4, WEEKS = 40, A_WEEK = 12, FIGURES = 26 };

/* Lists of single answers are left out: there each has the colour of its mood. */
static const char *const pages[] = {"actions", "decisions", "goals", "heard", "history", "journey", "kpis",
        "kudos", "ledger", "members", "notes", "score", "scores", "themes", "you-said"};
static const char *const themes[] = {"parcel", "invoice", "app", "price", "staff", "label"};

static bool dice(struct random *random, double chance)
{
	return (double)(random_next(random) >> 11) * 0x1p-53 < chance;
}

static int one_of(struct random *random, int count)
{
	return (int)(random_next(random) % (uint64_t)count);
}

static struct feedback an_answer(struct random *random, const struct metric *nps, int32_t day)
{
	static const char *const channels[] = {"chat", "phone", "shop"}, *const steps[] = {
	                                                                         "order", "delivery"};
	double score = dice(random, 0.45) ? 9 : dice(random, 0.4) ? 4 : 7;
	return (struct feedback){.comment = "",
	        .customer = "",
	        .channel = channels[one_of(random, 3)],
	        .step = steps[one_of(random, 2)],
	        .day = day,
	        .mood = metric_mood(nps, score),
	        .answers = {{.metric_id = nps->id, .score = score}},
	        .answer_count = 1,
	        .themes = {themes[one_of(random, 6)]},
	        .theme_count = dice(random, 0.5)};
}

static void put_answers(struct desk *desk, struct random *random)
{
	struct metric *metrics = NULL;
	CLEANUP(store_cleanup) struct store *store = desk_hears(desk, &metrics);
	for (int i = 0; i < WEEKS * A_WEEK; i++) {
		struct feedback feedback = an_answer(random, &metrics[0], MONDAY - 1 - i * 7 / A_WEEK);
		assert_true(store_put_feedback(store, &feedback, &desk->err));
	}
	assert_true(store_commit(store, &desk->err));
}

/* Figures that waver, a goal that a score serves, a decision on a theme, a kept forecast. */
static void furnish(struct desk *desk, struct session *s, struct random *random)
{
	desk_run(desk, s, "kpi.add", "name", "Minutes a call", "good", "low", "beside", "nps", NULL);
	for (int i = 0; i < FIGURES; i++)
		desk_run(desk, s, "kpi.set", "name", "Minutes a call", "value",
		        arena_printf(desk->arena, "%d", 50 + one_of(random, 9)), "day",
		        day_iso(desk->arena, MONDAY - 7 * (FIGURES - i)), NULL);
	desk_run(desk, s, "decision.add", "text", "Two vans less", "evidence", "theme parcel", NULL);
	desk_run(desk, s, "action.add", "text", "One address field", NULL);
	desk_run(desk, s, "kudos.add", "to", "Bram", "behaviour", "stayed on the line", "effect",
	        "the parcel was found", NULL);
}

/* -- the property -- */

static const char *rendered(struct desk *desk, enum render_format format, const struct doc *doc)
{
	static const struct render_options options = {.title = "", .language = "en"};
	struct str out = str_new(desk->arena);
	render(format, doc->root, &options, &out);
	return format == RENDER_HTML ? strstr(out.text, "<body>") : out.text;
}

static bool has_one_of(const char *line, const char *const *words)
{
	for (; *words; words++)
		if (strstr(line, *words))
			return true;
	return false;
}

/* A line that says up or down says which verdict it rests on. */
static size_t check_lines(struct desk *desk, const char *where, enum render_format format, const char *text)
{
	static const char *const loud[] = {"rise", "rising", "drop", "improve", "worse", "▲", "▼", "↑", "↓",
	        "class=\"good\"", "class=\"bad\"", " good", " bad", NULL};
	static const char *const reasons[] = {"real rise since", "real drop since", "improves since",
	        "gets worse since", "contradicts it", NULL};
	/* Names of steps, hints, columns and fields. */
	static const char *const harmless[] = {"Improve", "improve", "what should", "kpi.drop", "action.drop",
	        ".drop", "\"good\":", "\"better\"", "rising_days", "\"rising\": false",
	        "column key=", "\"impact\",\"rising\"", NULL};
	size_t found = 0;
	for (const char *at = text, *end; *at; at = *end ? end + 1 : end) {
		end = strchrnul(at, '\n');
		const char *line = arena_strndup(desk->arena, at, (size_t)(end - at));
		if (!has_one_of(line, loud) || has_one_of(line, harmless))
			continue;
		found++;
		if (!has_one_of(line, reasons))
			fail_msg("%s, format %d: %s", where, (int)format, line);
	}
	return found;
}

static bool any_marked(const struct doc_point *points, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (points[i].signal)
			return true;
	return false;
}

static bool row_is_real(const struct doc_node *row)
{
	DOC_EACH(cell, row)
		if (strstr(cell->text, "real "))
			return true;
	return false;
}

/* A point is marked where the verdict beside it names the signal: that of a chart stands above it, that of a
 * small line in its row. */
static void check_marks(const char *where, const struct doc *doc)
{
	const char *verdict = "";
	for (struct doc_node *node = doc->root; node; node = doc_next(doc->root, node)) {
		if (node->kind == DOC_SCORE)
			verdict = node->score->verdict;
		if (node->kind == DOC_CHART && any_marked(node->chart->points, node->chart->count) &&
		        !strstr(verdict, "real "))
			fail_msg("%s: a signal is marked beside \"%s\"", where, verdict);
		if (node->bar && any_marked(node->bar->points, node->bar->count) &&
		        !row_is_real(node->parent))
			fail_msg("%s: a signal is marked in the row of a small line without one", where);
	}
}

static size_t check(struct desk *desk, const char *where, const struct doc *doc)
{
	size_t found = 0;
	check_marks(where, doc);
	for (enum render_format format = RENDER_TEXT; format <= RENDER_TREE; format++)
		found += check_lines(desk, where, format, rendered(desk, format, doc));
	return found;
}

static struct session *meet(struct desk *desk, const char *seat, const char *agenda)
{
	struct problems problems = problems_new(desk->arena);
	enum meeting_entry entry;
	struct session *s = desk_sit(desk, seat, "Anna");
	assert_true(session_load_agenda(s, agenda, NULL, 0, &problems));
	assert_true(session_meet(s, &entry, &desk->err));
	return s;
}

static void without_a_signal_nothing_points_anywhere(void **state)
{
	static const struct args none = {0};
	static const char *const agendas[] = {"daily", "weekly"};
	size_t found = 0;
	desk_teardown(state);
	for (uint64_t team = 0; team < TEAMS; team++) {
		desk_setup(state);
		struct desk *desk = *state;
		struct random random = random_seeded(900 + team);
		struct doc doc;
		desk->settings.loop.days = 0; /* customers who wait too long have a mark of their own */
		put_answers(desk, &random);
		for (size_t a = 0; a < 2; a++) {
			struct session *s = meet(desk, "anna@desk", agendas[a]);
			if (a == 0)
				furnish(desk, s, &random);
			assert_true(session_document(s, desk->arena, &doc, &desk->err));
			found += check(desk, agendas[a], &doc);
			for (size_t i = 0; a == 0 && i < sizeof(pages) / sizeof(*pages); i++) {
				assert_true(session_page(s, pages[i], &none, desk->arena, &doc, &desk->err));
				found += check(desk, pages[i], &doc);
			}
			desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
			assert_true(session_minutes(s, 0, desk->arena, &doc, &desk->err));
			found += check(desk, "minutes", &doc);
			desk_leave(desk, s);
		}
		desk_teardown(state);
	}
	print_message("%zu lines with a verdict, in %d teams without a change\n", found, TEAMS);
	desk_setup(state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(without_a_signal_nothing_points_anywhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
