#include "samples.h"

#include <math.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/str.h>

static const struct rail_item rail[] = {
        {"Opening", RAIL_DONE, "1:04", "2:00", ROLE_TEXT},
        {"Voice", RAIL_NOW, "2:08", "2:00", ROLE_TEXT},
        {"Scores", RAIL_WAITING, "2:00", "2:00", ROLE_TEXT},
        {"Promises", RAIL_WAITING, "2:00", "2:00", ROLE_TEXT},
        {"Round", RAIL_WAITING, "4:00", "2:00", ROLE_TEXT},
        {"Improve", RAIL_WAITING, "2:00", "2:00", ROLE_TEXT},
        {"Thanks", RAIL_WAITING, "0:30", "2:00", ROLE_TEXT},
        {"Close", RAIL_WAITING, "0:30", "2:00", ROLE_TEXT},
};
enum { STEPS = sizeof(rail) / sizeof(rail[0]) };

/* The frame in the middle of step `now`. */
static struct view view_at(struct arena *arena, const char *context, size_t now)
{
	static const char *const without[] = {"meeting.take", NULL};
	struct rail_item *items = arena_memdup(arena, rail, sizeof(rail));
	for (size_t i = 0; i < STEPS; i++)
		items[i].state = i < now ? RAIL_DONE : i == now ? RAIL_NOW : RAIL_WAITING;
	return (struct view){
	        .context = context,
	        .without = without,
	        .team = "Zeppelin",
	        .title = "dagstart",
	        .date = "Tue 3 March 2026",
	        .time = "3 of 15 min",
	        .progress = 0.2,
	        .until = "until 09:15",
	        .rail = items,
	        .rail_count = STEPS,
	        .clock = "2:08",
	        .body = doc_new(arena),
	        .status = "saved A-12",
	        .status_role = ROLE_GOOD,
	};
}

static struct ref ref(char letter, int64_t id)
{
	return (struct ref){letter, id};
}

/* -- voice -- */

static void quote(struct doc *doc, enum doc_role role, const char *label, const char *origin,
        const char *words, const char *score, int64_t id)
{
	struct doc_node *card = doc_section(doc, doc->root, label, origin);
	card->role = role;
	card->mark = true;
	card->ref = ref('F', id);
	card->focusable = true;
	doc_add(doc, card, DOC_QUOTE, ROLE_TEXT, words);
	struct doc_node *source = doc_para(doc, card, ROLE_QUIET, score);
	source->aside = "customer ▒▒▒▒▒▒▒";
}

struct view sample_voice(struct arena *arena)
{
	struct view view = view_at(arena, "voice", 1);
	struct doc *doc = &view.body;
	quote(doc, ROLE_GOOD, "PRAISE", "chat · delivery · 2 March",
	        "“I called at ten to five and expected to hear: try again tomorrow. Someone stayed on the "
	        "line "
	        "until the parcel was found.”",
	        "10 of 10 · NPS", 1031);
	doc_rule(doc, doc->root);
	quote(doc, ROLE_BAD, "PAIN · what can we learn?", "e-mail · invoice · 1 March",
	        "“Third invoice with the wrong address. Nobody seems to read my answers.”", "2 of 10 · NPS",
	        1044);
	struct doc_node *theme = doc_para(doc, doc->root->last, ROLE_TEXT, "");
	doc_span(doc, theme, ROLE_TEXT, "invoice address  ");
	doc_span(doc, theme, ROLE_ACCENT, "▁▁▂▂▄▆█  ");
	doc_span(doc, theme, ROLE_QUIET, "9 in 30 days · costs 3.1 points");
	doc_para(doc, doc->root, ROLE_QUIET,
	        "heard this month   chat ●●●●○   phone ●●●○○   e-mail ●●○○○   shop ●○○○○");
	return view;
}

/* -- scores -- */

enum { WEEKS = 26 };

static void nps_chart(struct arena *arena, struct doc *doc)
{
	static const double values[WEEKS] = {31, 28, 33, 30, 35, 38, 34, 29, 24, 22, 26, 25, 30, 33, NAN, 31,
	        27, 24, 28, 31, 36, 40, 37, 33, 30, 31};
	struct doc_point *points = arena_array_of(arena, struct doc_point, WEEKS);
	int32_t first = day_from_date((struct date){2025, 9, 8});
	for (int i = 0; i < WEEKS; i++)
		points[i] = (struct doc_point){
		        .day = first + 7 * i,
		        .value = values[i],
		        .lower = i < 10 ? 13 : 15,
		        .upper = i < 10 ? 47 : 45,
		        .signal = i >= 20 && i <= 23,
		        .label = "",
		};
	static const struct doc_mark marks[] = {{0, {'A', 3}}, {0, {'D', 7}}};
	struct doc_mark *own = arena_memdup(arena, marks, sizeof(marks));
	own[0].day = first + 40;
	own[1].day = first + 110;
	struct doc_chart chart = {
	        .points = points,
	        .count = WEEKS,
	        .low = 10,
	        .high = 50,
	        .centre = 30,
	        .centre_label = "centre 30",
	        .lower_label = "lower limit",
	        .upper_label = "upper limit",
	        .marks = own,
	        .mark_count = 2,
	        .height = 8,
	        .summary = "NPS moved between 22 and 40 in 26 weeks, around 30.",
	};
	doc_chart(doc, doc->root, &chart);
}

struct view sample_scores(struct arena *arena)
{
	struct view view = view_at(arena, "scores", 2);
	struct doc *doc = &view.body;
	static const struct doc_part parts[] = {{"promoters", 199, 48, ROLE_GOOD},
	        {"passives", 142, 35, ROLE_TEXT}, {"detractors", 71, 17, ROLE_BAD}};
	struct doc_score nps = {
	        .title = "NPS",
	        .window = "30 days",
	        .value = "31",
	        .margin = "±7",
	        .n = 412,
	        .target = "target 35 by 1 June",
	        .verdict = "noise: no rule fired in 26 weeks. Talk about the quotes, not about the number.",
	        .verdict_role = ROLE_WATCH,
	        .parts = parts,
	        .part_count = 3,
	};
	doc_score(doc, doc->root, "nps", &nps)->focusable = true;
	nps_chart(arena, doc);
	struct doc_score csat = {
	        .title = "CSAT",
	        .window = "30 days",
	        .value = "82 %",
	        .margin = "±5",
	        .n = 233,
	        .target = "target 85 %",
	        .verdict = "real drop since 5 January: 8 weeks below the centre",
	        .verdict_role = ROLE_BAD,
	};
	doc_score(doc, doc->root, "csat", &csat)->focusable = true;
	view.time_role = ROLE_WATCH;
	view.progress = 0.85;
	view.clock_role = ROLE_BAD;
	return view;
}

/* -- promises -- */

static const struct doc_column action_columns[] = {
        {.key = "id", .title = ""},
        {.key = "text", .title = "promise", .weight = 3, .min_width = 20, .wrap = true},
        {.key = "owner", .title = "who"},
        {.key = "due", .title = "by"},
        {.key = "why", .title = "", .weight = 2, .drop = 1, .wrap = true},
        {.key = "hidden", .title = "never", .hidden = true},
};

static struct doc_node *promise(struct doc *doc, struct doc_node *table, enum doc_role role, int64_t id,
        const char *text, const char *who, const char *due, const char *why)
{
	struct doc_node *row = doc_row(doc, table, ref('A', id));
	row->role = role;
	row->mark = true;
	doc_cell_role(doc, row, ROLE_QUIET, ref_text(doc->arena, row->ref));
	doc_cell(doc, row, text);
	doc_cell(doc, row, who);
	doc_cell_role(doc, row, role == ROLE_BAD ? ROLE_BAD : ROLE_TEXT, due);
	doc_cell_role(doc, row, ROLE_QUIET, why);
	doc_cell(doc, row, "secret");
	return row;
}

struct view sample_promises(struct arena *arena)
{
	struct view view = view_at(arena, "promises", 3);
	struct doc *doc = &view.body;
	doc_heading(doc, doc->root, 2, "2 overdue · 5 open · 1 answer back today", "");
	struct doc_node *table = doc_table(doc, doc->root, "open", action_columns, 6);
	promise(doc, table, ROLE_BAD, 4, "Reply to every detractor within 48 hours", "Anna", "27 Feb",
	        "moved twice · from F-1031");
	promise(doc, table, ROLE_BAD, 9, "One address field on the invoice form", "Bram", "2 Mar",
	        "blocked by: IT, answer by 5 Mar");
	promise(doc, table, ROLE_WATCH, 12, "Call back the three parcel customers", "Chaya", "today", "");
	promise(doc, table, ROLE_TEXT, 15,
	        "Ask the carrier for a photo of each parcel that is left with a neighbour, and put it in the "
	        "mail",
	        "Dirk", "Fri 6 Mar", "from F-1044");
	struct doc_node *list = doc_add(doc, doc->root, DOC_LIST, ROLE_TEXT, "");
	list->title = "Answers back";
	struct doc_node *item = doc_item(doc, list, ref('A', 2), "Track-and-trace link in the first mail");
	item->aside = "done 2 Feb · forecast: delivery CSAT +5";
	doc_para(doc, item, ROLE_TEXT, "before 74 % ±7 (n 140)   after 88 % ±5 (n 151)");
	struct doc_node *verdict =
	        doc_para(doc, item, ROLE_GOOD, "it worked: +14 ±9, more than noise explains");
	verdict->mark = true;
	view.status = "";
	return view;
}

/* -- round -- */

struct view sample_round(struct arena *arena)
{
	struct view view = view_at(arena, "round", 4);
	struct doc *doc = &view.body;
	struct doc_node *section = doc_section(doc, doc->root, "Bram", "next: Chaya");
	struct doc_timer timer = {.used_ms = 41000, .planned_s = 50, .caption = "speaking"};
	doc_timer(doc, section, ROLE_QUIET, &timer);
	doc_field(doc, section, "since", "since yesterday", "invoices of February are out");
	doc_field(doc, section, "today", "today", "–");
	doc_field(doc, section, "blocked", "blocked by", "IT: the address field")->role = ROLE_WATCH;
	struct doc_gauge gauge = {
	        .part = 0.62, .caption = "First-time-right invoices 92 % → 97 % by 1 May", .width = 20};
	doc_gauge(doc, section, ROLE_GOOD, &gauge);
	doc_hint(doc, doc->root, "{round.next} moves on; {no.key} and {broken");
	view.following = true;
	return view;
}

struct view sample_empty(struct arena *arena)
{
	struct view view = view_at(arena, "voice", 1);
	doc_para(&view.body, view.body.root, ROLE_TITLE, "No customer has been heard here yet.")->strong =
	        true;
	doc_hint(&view.body, view.body.root, "{feedback.log} logs what a customer said.");
	return view;
}

struct view sample_long(struct arena *arena, int rows)
{
	struct view view = view_at(arena, "actions", 3);
	struct doc *doc = &view.body;
	view.rail_count = 0;
	struct doc_node *table = doc_table(doc, doc->root, "open", action_columns, 6);
	for (int i = 1; i <= rows; i++)
		promise(doc, table, ROLE_TEXT, i, arena_printf(arena, "promise number %d", i), "Anna",
		        "today", "");
	return view;
}

struct view sample_everything(struct arena *arena)
{
	static const char hostile[] =
	        "bell\a esc\x1B[31m bad\xFF wide 漢字漢字 👨‍👩‍👧 e\xCC\x81 \xE2\x80\xAE"
	        "right to left";
	struct str endless = str_new(arena);
	str_repeat(&endless, "endless", 200);
	struct view view = view_at(arena, "voice", 1);
	struct doc *doc = &view.body;
	view.team = hostile;
	view.title = endless.text;
	view.status = hostile;
	for (int kind = 0; kind < DOC_KINDS; kind++) {
		static const bool skip[DOC_KINDS] = {[DOC_SPAN] = true,
		        [DOC_TABLE] = true,
		        [DOC_ROW] = true,
		        [DOC_CELL] = true,
		        [DOC_SCORE] = true,
		        [DOC_CHART] = true,
		        [DOC_GAUGE] = true,
		        [DOC_TIMER] = true};
		if (skip[kind])
			continue;
		struct doc_node *node = doc_add(doc, doc->root, (enum doc_kind)kind, ROLE_BAD, hostile);
		node->title = endless.text;
		node->aside = hostile;
		node->focusable = true;
		node->mark = true;
		node->key = arena_printf(arena, "key%d", kind);
		doc_span(doc, node, ROLE_GOOD, endless.text);
		doc_para(doc, node, ROLE_TEXT, hostile);
	}
	struct doc_node *columns = doc_add(doc, doc->root, DOC_COLUMNS, ROLE_TEXT, "");
	for (int i = 0; i < 3; i++) {
		struct doc_node *column = doc_section(doc, columns, hostile, endless.text);
		column->focusable = true;
		column->key = arena_printf(arena, "column%d", i);
		doc_para(doc, column, ROLE_TEXT, hostile);
	}
	struct doc_node *table = doc_table(doc, doc->root, "open", action_columns, 6);
	promise(doc, table, ROLE_BAD, 1, hostile, endless.text, hostile, hostile);
	doc_para(doc, table->last, ROLE_TEXT, hostile);
	nps_chart(arena, doc);
	struct doc_score score = {.title = hostile, .value = "–", .margin = "", .verdict = endless.text};
	doc_score(doc, doc->root, "score", &score);
	struct doc_chart odd = {.count = 0, .low = NAN, .high = NAN, .centre = NAN, .summary = hostile};
	doc_chart(doc, doc->root, &odd);
	struct doc_gauge gauge = {.part = NAN, .caption = endless.text, .width = 2000000000};
	doc_gauge(doc, doc->root, ROLE_GOOD, &gauge);
	struct doc_timer timer = {.used_ms = INT64_MAX / 2, .planned_s = 1, .caption = hostile};
	doc_timer(doc, doc->root, ROLE_BAD, &timer);
	return view;
}

/* -- forms -- */

static const char *const names[] = {"Anna de Wit", "Bram", "Chaya", "Dirk"};

struct form sample_decide(struct arena *arena)
{
	static const struct form_field fields[] = {
	        {.name = "text",
	                .label = "decision",
	                .kind = FORM_TEXT,
	                .required = true,
	                .hint = "what we will do"},
	        {.name = "effect",
	                .label = "customer",
	                .kind = FORM_TEXT,
	                .hint = "what the customer will notice"},
	        {.name = "cost", .label = "costs now", .kind = FORM_TEXT, .hint = "in the short term"},
	        {.name = "owner",
	                .label = "who",
	                .kind = FORM_MEMBER,
	                .hint = "",
	                .choices = names,
	                .choice_count = 4},
	        {.name = "review", .label = "comes back on", .kind = FORM_DAY, .hint = "fri, +7, 31 mar"},
	};
	return (struct form){
	        .command = "decision.add",
	        .title = "Decide",
	        .about = "“Third invoice with the wrong address. Nobody seems to read my answers.”",
	        .source = {'F', 1044},
	        .fields = arena_memdup(arena, fields, sizeof(fields)),
	        .count = 5,
	};
}

struct form sample_action(struct arena *arena)
{
	static const char *const sizes[] = {"small", "medium", "large"};
	static const struct form_field fields[] = {
	        {.name = "text", .label = "action", .kind = FORM_TEXT, .required = true, .hint = "what"},
	        {.name = "owner",
	                .label = "who",
	                .kind = FORM_MEMBER,
	                .hint = "",
	                .choices = names,
	                .choice_count = 4},
	        {.name = "size",
	                .label = "size",
	                .kind = FORM_CHOICE,
	                .hint = "",
	                .choices = sizes,
	                .choice_count = 3},
	        {.name = "due", .label = "by", .kind = FORM_DAY, .hint = "fri, +7, 31 mar", .value = "+7"},
	};
	return (struct form){
	        .command = "action.add",
	        .title = "Action",
	        .about = "",
	        .fields = arena_memdup(arena, fields, sizeof(fields)),
	        .count = 4,
	};
}

struct doc sample_notes(struct arena *arena)
{
	struct doc doc = doc_new(arena);
	struct doc_node *para = doc_para(&doc, doc.root, ROLE_QUIET, "");
	doc_span(&doc, para, ROLE_GOOD, "✓ who   ");
	doc_span(&doc, para, ROLE_GOOD, "✓ by when   ");
	doc_span(&doc, para, ROLE_QUIET, "– how will we see it? (name a score, or leave empty)");
	return doc;
}
