#include "samples.h"

#include <math.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>

static int32_t day(int month, int mday)
{
	return day_from_date((struct date){2026, month, mday});
}

static const struct doc_column promise_columns[] = {
        {.key = "id", .title = "", .min_width = 4},
        {.key = "text", .title = "Action", .weight = 1, .wrap = true},
        {.key = "owner", .title = "Who"},
        {.key = "due_day", .title = "Due", .align = ALIGN_RIGHT},
        {.key = "moved", .title = "Moved", .align = ALIGN_RIGHT},
        {.key = "cost", .title = "Cost", .hidden = true},
        {.key = "done", .title = "Done", .align = ALIGN_CENTRE},
};
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void add_promise(struct doc *doc, struct doc_node *table, int64_t id, const char *text,
        const char *owner, const char *due, const char *iso, bool late)
{
	struct doc_node *row = doc_row(doc, table, (struct ref){'A', id});
	row->mark = true;
	row->role = late ? ROLE_BAD : ROLE_WATCH;
	doc_cell(doc, row, arena_printf(doc->arena, "A-%lld", (long long)id));
	doc_cell(doc, row, text);
	doc_cell(doc, row, owner);
	doc_cell_value(doc, row, due, iso);
	doc_cell_int(doc, row, late ? "2" : "0", late ? 2 : 0);
	doc_cell_number(doc, row, "–", late ? NAN : -2.5);
	doc_cell_bool(doc, row, late ? "–" : "✓", !late);
}

static void add_voice(struct doc *doc)
{
	struct doc_node *voice = doc_section(doc, doc->root, "Voice of the customer", "2 of 8");
	voice->key = "voice";
	struct doc_node *praise = doc_add(doc, voice, DOC_QUOTE, ROLE_GOOD,
	        "I called at ten to five and expected to hear: try again tomorrow.\nSomeone stayed on the "
	        "line "
	        "until the parcel was found, and even called me back the next morning.");
	praise->aside = "chat · delivery · 2 March";
	praise->ref = (struct ref){'F', 1031};
	praise->mark = true;
	doc_para(doc, voice, ROLE_QUIET, "10 of 10 · NPS");
	struct doc_node *pain = doc_add(doc, voice, DOC_QUOTE, ROLE_TEXT,
	        "Third invoice with the wrong address. Nobody seems to read my answers.");
	pain->aside = "e-mail · invoice · 1 March";
	struct doc_node *meta = doc_para(doc, voice, ROLE_TEXT, "2 of 10 · NPS, invoice address: ");
	struct doc_node *cost = doc_span(doc, meta, ROLE_BAD, "costs 3.1 points");
	cost->mark = cost->strong = true;
	doc_hint(doc, voice, "Enter shows the next quote");
}

static void add_scores(struct doc *doc)
{
	struct doc_node *scores = doc_section(doc, doc->root, "Scores", "");
	const struct doc_part parts[] = {{"promoters", 199, 48, ROLE_GOOD}, {"passives", 142, 35, ROLE_WATCH},
	        {"detractors", 71, 17, ROLE_BAD}};
	doc_score(doc, scores, "nps",
	        &(struct doc_score){.title = "NPS",
	                .window = "30 days",
	                .value = "31",
	                .margin = "±7",
	                .n = 412,
	                .target = "target 35 by 1 June",
	                .target_number = 35,
	                .target_day = day_from_date((struct date){2026, 6, 1}),
	                .verdict = "noise: no rule fired in 26 weeks. Talk about the quotes, not about the "
	                           "number.",
	                .verdict_role = ROLE_WATCH,
	                .parts = parts,
	                .part_count = COUNT(parts),
	                .number = {.kind = VALUE_NUMBER, .number = 31.07},
	                .low = 24,
	                .high = 38});
	doc_score(doc, scores, "csat",
	        &(struct doc_score){.title = "CSAT",
	                .value = "–",
	                .number = {.kind = VALUE_NUMBER, .number = NAN},
	                .low = NAN,
	                .high = NAN,
	                .verdict = "no answers yet"});
	const struct doc_point points[] = {
	        {.day = day(2, 2), .value = 29, .lower = 10, .upper = 50},
	        {.day = day(2, 9), .value = NAN, .lower = 10, .upper = 50},
	        {.day = day(2, 16), .value = 33.3, .lower = 12.5, .upper = 47.5},
	        {.day = day(2, 23), .value = 52, .lower = 10, .upper = 50, .signal = true},
	        {.day = day(3, 2), .value = 31, .lower = NAN, .upper = NAN, .label = "today"},
	};
	const struct doc_mark marks[] = {{day(2, 12), {'A', 3}}, {day(2, 24), {'D', 7}}};
	struct doc_node *chart = doc_chart(doc, scores,
	        &(struct doc_chart){.points = points,
	                .count = COUNT(points),
	                .low = 0,
	                .high = 60,
	                .centre = 29,
	                .centre_label = "centre 29",
	                .upper_label = "upper limit",
	                .lower_label = "lower limit",
	                .marks = marks,
	                .mark_count = COUNT(marks),
	                .height = 8,
	                .summary = "NPS by week: one point above the upper limit on 23 February."});
	chart->key = "trend";
}

static void add_promises(struct doc *doc)
{
	struct doc_node *promises = doc_section(doc, doc->root, "Promises", "2 overdue");
	struct doc_node *table =
	        doc_table(doc, promises, "promises", promise_columns, COUNT(promise_columns));
	add_promise(doc, table, 4,
	        "Reply to every detractor within 48 hours, also at weekends and on holidays", "Anna",
	        "27 Feb", "2026-02-27", true);
	add_promise(doc, table, 12, "Call back the three parcel customers", "Chaya", "today", "2026-03-03",
	        false);
	struct doc_node *empty = doc_table(doc, promises, "waiting", promise_columns, COUNT(promise_columns));
	empty->title = "Waiting";
	doc_heading(doc, promises, 2, "You said, we did", "this month");
	struct doc_node *list = doc_add(doc, promises, DOC_LIST, ROLE_TEXT, NULL);
	list->key = "loop";
	struct doc_node *item =
	        doc_item(doc, list, (struct ref){'A', 2}, "Track-and-trace link in the first mail");
	item->mark = true;
	item->role = ROLE_GOOD;
	item->aside = "done 2 Feb";
	doc_field_number(doc, item, "effect", "effect", "+14 ±9", 14);
	doc_item(doc, list, (struct ref){0}, "One address field on the invoice form");
}

static void add_rest(struct doc *doc)
{
	struct doc_node *columns = doc_add(doc, doc->root, DOC_COLUMNS, ROLE_TEXT, NULL);
	struct doc_node *left = doc_section(doc, columns, "Close", "");
	doc_field(doc, left, "facilitator", "Facilitator", "Anna");
	doc_field_int(doc, left, "present", "Present", 11);
	doc_field(doc, left, "next", "Next", "–");
	struct doc_node *right = doc_section(doc, columns, NULL, "");
	doc_gauge(doc, right, ROLE_GOOD, &(struct doc_gauge){.part = 0.625, .caption = "Goal reached"})
	        ->mark = true;
	doc_timer(doc, right, ROLE_TEXT,
	        &(struct doc_timer){.used_ms = 844000, .planned_s = 900, .caption = "Meeting"});
	doc_rule(doc, right);
	struct doc_node *input = doc_add(doc, right, DOC_INPUT, ROLE_INPUT, "Send the corrected invoice");
	input->title = "Decide";
	input->aside = "what, in one sentence";
	input->key = "draft";
	struct doc_node *status = doc_add(doc, right, DOC_STATUS, ROLE_GOOD, "saved A-12");
	status->mark = true;
	status->key = "status";
}

static struct doc build_meeting(struct arena *arena)
{
	struct doc doc = doc_new(arena);
	doc.root->title = doc.root->text = "Zeppelin, Tuesday 3 March 2026";
	doc_para(&doc, doc.root, ROLE_ACCENT, "We keep what we promise.");
	add_voice(&doc);
	add_scores(&doc);
	add_promises(&doc);
	add_rest(&doc);
	return doc;
}

/* What customers, exports and attackers put into text. */
#define ESCAPES \
	"red\033[31m \033]0;title\a bell\177 c1\xc2\x9b" \
	"2J"
#define HIDDEN \
	"bidi\xe2\x80\xae" \
	"gnp.exe zero\xe2\x80\x8bwidth bad\xff\xc3"
#define BLOCKS "# Decisions\n- we pay\n1. at once\n> said\n===\n```\n+ x\n\n    code | cell"
#define MARKUP "*b* _i_ `c` ~s~ [x](javascript:alert(1)) ![i](http://x.test/p.png) &lt; \\ www.x.test"
#define HTML "</p></title><script>alert('1')</script><img src=x onerror=\"a\">&amp;"

/* Bars and small lines of numbers that are none, titled by hostile text. */
static void add_bars(struct doc *doc, struct doc_node *parent)
{
	static const struct doc_column columns[] = {
	        {.key = "bar", .title = "<svg>"}, {.key = "n", .title = "n"}};
	static const struct doc_point points[] = {
	        {.value = 1}, {.value = NAN}, {.value = INFINITY}, {.value = 3}, {.value = -1e300}};
	const struct doc_bar bars[] = {
	        {.low = 0, .high = 10, .from = 0, .to = 4, .least = 2, .most = 6, .centre = NAN, .width = 20},
	        {.low = 10, .high = 0, .from = NAN, .to = INFINITY, .least = NAN, .most = NAN, .width = 20},
	        {.low = 0, .high = 4, .points = points, .count = 5, .centre = 2, .width = 20},
	        {.low = NAN, .high = NAN, .points = points, .count = 1, .centre = NAN, .width = 0},
	};
	struct doc_node *table = doc_table(doc, parent, "bars", columns, COUNT(columns));
	for (size_t i = 0; i < COUNT(bars); i++) {
		struct doc_node *row = doc_row(doc, table, (struct ref){0});
		doc_cell_bar(doc, row, i % 2 ? "" : "</title><script>alert(1)</script>\x1b[31m", &bars[i]);
		doc_cell_int(doc, row, "1", 1);
	}
}

static struct doc build_hostile(struct arena *arena)
{
	static const struct doc_column columns[] = {
	        {.key = "text", .title = "Words | of", .weight = 1}, {.key = "value", .title = "*Value*"}};
	static const char *const cells[][2] = {
	        {"=cmd|' /C calc'!A0", "-5"},
	        {"+31 6 12345678", "-2+3"},
	        {"@SUM(A1)", "1,5"},
	        {"\t=1", "\r=1"},
	        {"＝1+1", "  =1"},
	        {"a;=1+1", "a \"quoted\", word\n=2"},
	        {ESCAPES, HTML},
	};
	struct doc doc = doc_new(arena);
	struct doc_node *section = doc_section(&doc, doc.root, "<b>" BLOCKS, MARKUP);
	struct doc_node *quote = doc_add(&doc, section, DOC_QUOTE, ROLE_TEXT, BLOCKS);
	quote->aside = HTML;
	doc_para(&doc, section, ROLE_TEXT, BLOCKS);
	doc_para(&doc, section, ROLE_TEXT, MARKUP);
	doc_para(&doc, section, ROLE_TEXT, HTML);
	doc_para(&doc, section, ROLE_TEXT, ESCAPES);
	doc_para(&doc, section, ROLE_TEXT, HIDDEN);
	struct doc_node *list = doc_add(&doc, section, DOC_LIST, ROLE_TEXT, NULL);
	doc_item(&doc, list, (struct ref){'F', 1}, "- " BLOCKS);
	doc_field(&doc, section, "field", "a*b:", BLOCKS);
	doc_field(&doc, section, "escapes", "esc", ESCAPES HIDDEN);
	doc_score(&doc, section, "nps",
	        &(struct doc_score){
	                .title = MARKUP, .value = "1", .verdict = "- " HTML, .low = 0, .high = 0});
	doc_chart(&doc, section, &(struct doc_chart){.summary = HTML, .centre = NAN, .upper_label = "<b>"});
	struct doc_node *table = doc_table(&doc, section, "cells", columns, COUNT(columns));
	for (size_t i = 0; i < COUNT(cells); i++) {
		struct doc_node *row = doc_row(&doc, table, (struct ref){0});
		doc_cell(&doc, row, cells[i][0]);
		doc_cell(&doc, row, cells[i][1]);
	}
	add_bars(&doc, section);
	return doc;
}

/* Too wide for aligned columns, in letters of two columns, and with a cell missing. */
static struct doc build_wide(struct arena *arena)
{
	static const struct doc_column columns[] = {{.key = "customer", .title = "Customer"},
	        {.key = "said", .title = "Said"}, {.key = "channel", .title = "Channel"},
	        {.key = "step", .title = "Step"}, {.key = "theme", .title = "Theme"},
	        {.key = "lesson", .title = "Lesson"}, {.key = "when", .title = "When"}};
	static const char *const texts[] = {"▒▒▒▒▒▒▒▒▒▒▒▒▒▒", "お客様の声を毎朝聞くことから始めましょう",
	        "telephone and chat", "delivery at home", "wrong address on the invoice",
	        "ask the customer before sending it again"};
	struct doc doc = doc_new(arena);
	struct doc_node *table = doc_table(&doc, doc.root, "", columns, COUNT(columns));
	table->title = "What customers said";
	for (int line = 0; line < 2; line++) {
		struct doc_node *row = doc_row(&doc, table, (struct ref){'F', line + 1});
		for (size_t i = 0; i < COUNT(texts); i++)
			doc_cell(&doc, row, texts[i]);
	}
	return doc;
}

static struct doc build_empty(struct arena *arena)
{
	return doc_new(arena);
}

const struct sample samples[] = {
        {"meeting", build_meeting},
        {"hostile", build_hostile},
        {"wide", build_wide},
        {"empty", build_empty},
};
const size_t sample_count = COUNT(samples);
