/* What is looked at over the step of the moment: pages, the search, the words behind a thing. */
#include "desk.h"

static void goals_come_with_the_words_that_touch_them(void **state)
{
	struct desk *desk = *state;
	desk_quote(desk, "wrong address on it again", 2, MONDAY - 1);
	desk_quote(desk, "lovely chairs", 10, MONDAY);
	struct session *s = desk_sit(desk, "bram@desk", "Bram");
	desk_run(desk, s, "feedback.log", "text", "my bill says nonsense", "theme", "invoice address", NULL);
	desk_run(desk, s, "goal.add", "text", "Invoices right the first time", "owner", "Bram", "metric",
	        "nps", "behaviour", "I read before I answer", "start", "92", "target", "97", NULL);
	desk_run(desk, s, "goal.update", "id", "G-1", "value", "95", NULL);
	desk_run(desk, s, "page.me", NULL);
	assert_sees(desk, s, "now 95 · 60 % of the way from 92 to 97");
	assert_sees(desk, s, "the newest about invoice address");
	assert_sees(desk, s, "my bill says nonsense");
	assert_sees_not(desk, s, "lovely chairs");
	desk_run(desk, s, "goal.add", "text", "Fewer steps", "owner", "Anna", "metric", "nps", NULL);
	desk_run(desk, s, "page.me", "name", "Anna", NULL);
	assert_sees(desk, s, "the newest with a score for NPS");
}

static void nobody_in_particular_is_asked_whose_goals(void **state)
{
	struct desk *desk = *state;
	struct view view;
	struct session *s = desk_sit(desk, "screen@desk", "");
	desk_run(desk, s, "page.me", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	assert_int_equal(desk->result.form.fields[0].choice_count, 3);
	desk_run(desk, s, "page.me", "name", "Bram", NULL);
	session_view(s, desk->arena, &view);
	assert_string_equal(view.context, "me");
	assert_sees(desk, s, "Bram");
}

static struct session *meet_with_two_quotes(struct desk *desk)
{
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_quote(desk, "late again", 1, MONDAY - 1);
	desk_quote(desk, "lovely", 10, MONDAY - 1);
	desk_meet(desk, s);
	return s;
}

static void a_page_goes_over_the_step_and_back(void **state)
{
	struct desk *desk = *state;
	struct session *s = meet_with_two_quotes(desk);
	struct view view;
	desk_run(desk, s, "page.feedback", "query", "late", NULL);
	session_view(s, desk->arena, &view);
	assert_string_equal(view.context, "feedback");
	assert_sees(desk, s, "again");
	assert_sees_not(desk, s, "lovely");
	desk_run(desk, s, "back", NULL);
	session_view(s, desk->arena, &view);
	assert_string_equal(view.context, "opening");
}

/* The page follows what is typed: one page, however many letters. */
static void a_search_follows_what_is_typed(void **state)
{
	struct desk *desk = *state;
	struct session *s = meet_with_two_quotes(desk);
	struct view view;
	desk_run(desk, s, "search.type", "query", "l", NULL);
	desk_run(desk, s, "search.type", "query", "la", NULL);
	session_view(s, desk->arena, &view);
	assert_string_equal(view.context, "search");
	assert_sees(desk, s, "again");
	assert_sees(desk, s, "1 found");
	assert_sees_not(desk, s, "lovely");
	desk_run(desk, s, "search.type", "query", "lovel", NULL);
	assert_sees(desk, s, "lovely");
	assert_sees_not(desk, s, "again");
	desk_run(desk, s, "search.more", NULL);
	assert_sees(desk, s, "lovely");
	desk_run(desk, s, "search.type", "query", "kanal:x", NULL);
	assert_sees(desk, s, "there is no filter kanal");
	desk_run(desk, s, "search.type", "query", "", NULL);
	assert_sees(desk, s, "lovely");
	desk_run(desk, s, "back", NULL);
	session_view(s, desk->arena, &view);
	assert_string_equal(view.context, "opening");
	desk_refused(desk, s, ERR_MISSING, "search.more", NULL);
}

static void opens(
        struct desk *desk, struct session *s, const char *context, const char *command, const char *ref)
{
	struct view view;
	desk_run(desk, s, command, "ref", ref, NULL);
	session_view(s, desk->arena, &view);
	assert_string_equal(view.context, context);
}

static void from_anything_to_the_words_behind_it(void **state)
{
	struct desk *desk = *state;
	int64_t id = desk_quote(desk, "third wrong invoice", 2, MONDAY - 1);
	desk_quote(desk, "lovely", 10, MONDAY - 1);
	const char *quote = arena_printf(desk->arena, "F-%lld", (long long)id);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	opens(desk, s, "quote", "quotes.open", quote);
	assert_sees(desk, s, "third wrong invoice");
	assert_sees_not(desk, s, "lovely");
	assert_sees_not(desk, s, "WHAT CAME OF IT");
	desk_run(desk, s, "action.add", "ref", quote, "text", "Check addresses", NULL);
	desk_run(desk, s, "decision.add", "text", "Ask first", "evidence",
	        arena_printf(desk->arena, "%s, x", quote), NULL);
	for (int i = 0; i < 9; i++) /* until there is an F-10 */
		desk_quote(desk, arena_printf(desk->arena, "another %d", i), 9, MONDAY - 2);
	desk_run(desk, s, "decision.add", "text", "Not this", "evidence",
	        arena_printf(desk->arena, "%s0", quote), NULL);
	desk_run(desk, s, "note.add", "ref", quote, "text", "We never look", NULL);
	assert_sees(desk, s, "WHAT CAME OF IT");
	assert_sees(desk, s, "Check addresses");
	assert_sees(desk, s, "Ask first");
	assert_sees(desk, s, "We never look");
	assert_sees_not(desk, s, "Not this");
	desk_run(desk, s, "back", NULL);
	opens(desk, s, "quote", "quotes.open", "A-1");
	desk_run(desk, s, "back", NULL);
	opens(desk, s, "quote", "quotes.open", "D-1");
	desk_run(desk, s, "back", NULL);
	opens(desk, s, "quote", "quotes.open", "N-1");
	desk_refused(desk, s, ERR_REFUSED, "quotes.open", "ref", "P-1", NULL);
	desk_refused(desk, s, ERR_MISSING, "quotes.open", "id", "F-99", NULL);
}

/* Who goes from page to page never stands before a closed door; the way back is as long as anybody needs. */
static void pages_can_be_opened_without_end(void **state)
{
	static const char *const names[] = {"actions", "goals", "kudos"};
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	for (size_t i = 0; i < 20; i++)
		desk_run(desk, s, "page.open", "page", names[i % 3], NULL);
	assert_sees(desk, s, "No goals yet");
	for (size_t i = 0; i < 8; i++) {
		assert_sees_not(desk, s, "WHO IS HERE");
		desk_run(desk, s, "back", NULL);
	}
	assert_sees(desk, s, "WHO IS HERE");
}

/* A room can't be read to for minutes: the beginning is there, and the rest behind one key. */
static void a_long_quote_is_begun_and_its_rest_is_one_key_away(void **state)
{
	struct desk *desk = *state;
	struct str words = str_new(desk->arena);
	for (int i = 0; i < 200; i++)
		str_addf(&words, "%sword%d", i ? " " : "", i);
	desk_quote(desk, words.text, 2, MONDAY - 1);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "voice", NULL);
	assert_sees(desk, s, "word0 word1");
	assert_sees(desk, s, " …”");
	assert_sees(desk, s, "{quotes.open id=F-1} shows all of it");
	assert_sees_not(desk, s, "word199");
	opens(desk, s, "quote", "quotes.open", "F-1");
	assert_sees(desk, s, "word199");
	assert_sees_not(desk, s, "shows all of it");
}

/* Nobody waits to hear from us who is content. */
static void praise_is_not_offered_to_be_told(void **state)
{
	struct desk *desk = *state;
	int64_t praise = desk_quote(desk, "lovely", 10, MONDAY - 1),
	        pain = desk_quote(desk, "bad", 2, MONDAY - 1);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct doc doc;
	static const struct args none = {0};
	size_t offered = 0, not_offered = 0;
	assert_true(session_page(s, "feedback", &none, desk->arena, &doc, &desk->err));
	for (struct doc_node *node = doc.root; node; node = doc_next(doc.root, node)) {
		offered += node->ref.letter == 'F' && node->ref.id == pain && !node->without;
		not_offered += node->ref.letter == 'F' && node->ref.id == praise && node->without &&
		               streq(node->without[0], "loop.own");
	}
	assert_int_equal(offered, 1);
	assert_int_equal(not_offered, 1);
}

static void an_answer_shows_the_score_that_was_asked_for(void **state)
{
	struct desk *desk = *state;
	struct metric *metrics = NULL;
	CLEANUP(store_cleanup) struct store *store = desk_hears(desk, &metrics);
	struct metric csat = {.key = "csat", .kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5};
	assert_true(store_put_metric(store, &csat, &desk->err));
	struct feedback both = {
	        .comment = "The hall is cold",
	        .day = MONDAY - 1,
	        .mood = metric_mood(&metrics[0], 10),
	        .answers = {{.metric_id = metrics[0].id, .score = 10}, {.metric_id = csat.id, .score = 1}},
	        .answer_count = 2,
	};
	assert_true(store_put_feedback(store, &both, &desk->err));
	assert_true(store_commit(store, &desk->err));
	struct session *s = desk_sit(desk, "bram@desk", "Bram");
	assert_in(desk_page(desk, s, "feedback", "of", "nps", NULL), "10 | NPS");
	const char *asked = desk_page(desk, s, "feedback", "of", "csat", NULL);
	assert_in(asked, "The hall is cold");
	assert_in(asked, "1 | CSAT");
	assert_in(desk_page(desk, s, "feedback", "query", "hall metric:csat", NULL), "1 | CSAT");
}

static void a_scale_of_its_own_is_named_in_words(void **state)
{
	struct desk *desk = *state;
	struct metric turned = {.key = "csat-5-1", .kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5};
	turned.low_is_good = true;
	struct metric scales[] = {turned,
	        {.key = "rating-1-10", .kind = METRIC_MEAN, .scale_min = 1, .scale_max = 10},
	        {.key = "effort", .kind = METRIC_MEAN, .scale_min = 1, .scale_max = 5}};
	static const char *const titles[] = {"2 | CSAT, 1 is best |", "2 | Rating 1–10 |", "2 | effort |"};
	struct metric *metrics = NULL;
	CLEANUP(store_cleanup) struct store *store = desk_hears(desk, &metrics);
	for (size_t i = 0; i < 3; i++) {
		struct feedback feedback = {.comment = "", .day = MONDAY - 1, .answer_count = 1};
		assert_true(store_put_metric(store, &scales[i], &desk->err));
		feedback.answers[0] = (struct answer){.metric_id = scales[i].id, .score = 2};
		assert_true(store_put_feedback(store, &feedback, &desk->err));
	}
	assert_true(store_commit(store, &desk->err));
	struct session *s = desk_sit(desk, "bram@desk", "Bram");
	for (size_t i = 0; i < 3; i++)
		assert_in(desk_page(desk, s, "feedback", NULL), titles[i]);
}

int main(void)
{
#define desk_test(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
	        desk_test(a_page_goes_over_the_step_and_back),
	        desk_test(a_search_follows_what_is_typed),
	        desk_test(from_anything_to_the_words_behind_it),
	        desk_test(nobody_in_particular_is_asked_whose_goals),
	        desk_test(pages_can_be_opened_without_end),
	        desk_test(praise_is_not_offered_to_be_told),
	        desk_test(a_long_quote_is_begun_and_its_rest_is_one_key_away),
	        desk_test(an_answer_shows_the_score_that_was_asked_for),
	        desk_test(a_scale_of_its_own_is_named_in_words),
	        desk_test(goals_come_with_the_words_that_touch_them),
	};
	return cmocka_run_group_tests_name("agenda pages", tests, NULL, NULL);
}
