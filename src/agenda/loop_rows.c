/* The loop with customers who gave a low score, as pages and steps show it. */
#include "loop_rows.h"

#include <math.h>

#include <dagstart/base/text.h>
#include <dagstart/domain/redact.h>
#include <dagstart/store/loops.h>
#include <dagstart/store/meetings.h>

#include "services.h"

enum { CLOSED_DAYS = 90 }; /* how far back the whole list goes */

static void count_from(struct loops *loops, const struct meeting *last)
{
	loops->last_day = last ? last->day : 0;
	loops->last_ms = last ? last->started_ms : 0;
}

static bool load_last(struct step_context *ctx, struct loops *loops, struct err *err)
{
	struct meeting last;
	struct err none = {0};
	if (store_meeting_of_day(ctx->store, ctx->arena, 0, &last, &none)) {
		count_from(loops, &last);
		return true;
	}
	if (none.code == ERR_MISSING)
		return true;
	*err = none;
	return false;
}

static void count_loops(const struct step_context *ctx, struct loops *loops)
{
	for (size_t i = 0; i < loops->count; i++) {
		const struct loop *loop = &loops->items[i];
		/* what somebody took on before the last meeting is no news, whenever it was imported */
		bool fresh = !loops->last_ms || (loop->arrived_ms > loops->last_ms &&
		                                        (!loop->owner_id || loop->day >= loops->last_day));
		if (loop_is_closed(loop))
			continue;
		loops->open++;
		loops->overdue += loop_is_overdue(loop, ctx->today);
		loops->unowned += !loop->owner_id;
		loops->fresh += fresh;
		loops->fresh_unowned += fresh && !loop->owner_id;
	}
}

static struct loop_query query_of(const struct step_context *ctx)
{
	int days = ctx->settings->loop.days;
	return (struct loop_query){.from_day = ctx->today - days, .to_day = days ? ctx->today : 0};
}

static bool load_news(struct step_context *ctx, struct loops *ret, struct err *err)
{
	const struct loop_query query = query_of(ctx);
	struct loop_news news = {0};
	if (!store_loop_news(ctx->store, ctx->arena, &query, ret->last_day, ret->last_ms, &news, err))
		return false;
	ret->fresh = news.fresh;
	ret->fresh_unowned = news.fresh_unowned;
	ret->more = news.more;
	return true;
}

bool loops_load_news(struct step_context *ctx, struct loops *ret, struct err *err)
{
	*ret = (struct loops){.days = ctx->settings->loop.days};
	return load_last(ctx, ret, err) && load_news(ctx, ret, err);
}

bool loops_load_news_since(
        struct step_context *ctx, const struct meeting *last, struct loops *ret, struct err *err)
{
	*ret = (struct loops){.days = ctx->settings->loop.days};
	count_from(ret, last);
	return load_news(ctx, ret, err);
}

bool loops_load(struct step_context *ctx, bool closed_too, struct loops *ret, struct err *err)
{
	struct loop_query query = query_of(ctx);
	query.closed_too = closed_too;
	query.closed_from = ctx->today - CLOSED_DAYS;
	query.with_feedback = true;
	*ret = (struct loops){.days = ctx->settings->loop.days};
	if (!store_loops(ctx->store, ctx->arena, &query, &ret->items, &ret->count, &ret->more, err) ||
	        !load_last(ctx, ret, err))
		return false;
	for (size_t i = 0; i < ret->count; i++)
		if (!ret->items[i].due_day)
			ret->items[i].due_day =
			        loop_due(ctx->calendar, ret->items[i].day, ctx->settings->loop.within);
	loops_sort(ret->items, ret->count);
	count_loops(ctx, ret);
	return true;
}

static const char *loop_words(
        const struct step_context *ctx, struct arena *arena, const struct loop *loop, const char *words)
{
	const char *clean = text_clean(arena, str_or(words, ""), TEXT_ONE_LINE);
	return ctx->masked ? redact_text(arena, clean, str_or(loop->feedback.customer, ""), NULL) : clean;
}

const char *loop_say(const struct step_context *ctx, struct arena *arena, const struct loop *loop)
{
	const char *due = loop->due_day ? day_say(ctx, arena, loop->due_day) : say_dash();
	bool late = loop_is_overdue(loop, ctx->today);
	switch (loop->status) {
	case LOOP_OPEN:
		return arena_printf(arena,
		        late ? _("overdue: nobody has it yet · the customer should have heard from us %s")
		             : _("nobody has it yet · tell the customer by %s"),
		        due);
	case LOOP_OWNED:
		return arena_printf(arena,
		        late ? _("overdue: %s should have told the customer %s")
		             : _("%s tells the customer by %s"),
		        person(ctx, loop->owner_id), due);
	case LOOP_TOLD:
		return arena_printf(arena, _("%s told the customer %s: %s"), person(ctx, loop->told_by_id),
		        day_say(ctx, arena, loop->told_day),
		        say_quoted(arena, loop_words(ctx, arena, loop, loop->said)));
	case LOOP_NOT_NEEDED:
		return arena_printf(arena, _("not needed: %s"), loop_words(ctx, arena, loop, loop->reason));
	}
	return "";
}

enum doc_role loop_role(const struct loop *loop, int32_t today)
{
	if (loop_is_closed(loop))
		return ROLE_QUIET;
	if (loop_is_overdue(loop, today))
		return ROLE_BAD;
	return loop->due_day == today || !loop->owner_id ? ROLE_WATCH : ROLE_TEXT;
}

static const char *status_word(enum loop_status status)
{
	switch (status) {
	case LOOP_OPEN:
		return "open";
	case LOOP_OWNED:
		return "owned";
	case LOOP_TOLD:
		return "told";
	case LOOP_NOT_NEEDED:
		return "not needed";
	}
	return "";
}

static const char *customer_of(const struct step_context *ctx, const struct feedback *feedback)
{
	return strempty(feedback->customer) ? "" : ctx->masked ? REDACT_MASK : feedback->customer;
}

/* What the other columns don't say. */
static const char *remark(const struct step_context *ctx, struct arena *arena, const struct loop *loop)
{
	struct str s = str_new(arena);
	const char *customer = customer_of(ctx, &loop->feedback);
	if (loop_is_closed(loop))
		str_add_part(&s, " · ", loop_say(ctx, arena, loop));
	if (loop_is_overdue(loop, ctx->today)) {
		int days = calendar_count(ctx->calendar, loop->due_day, ctx->today);
		str_add_part(&s, " · ",
		        arena_printf(arena, P_("%d working day late", "%d working days late", (size_t)days),
		                days));
	}
	if (loop->feedback.day)
		str_add_part(&s, " · ",
		        arena_printf(arena, _("said %s"), say_day_short(arena, loop->feedback.day)));
	if (!strempty(customer))
		str_add_part(&s, " · ", arena_printf(arena, _("customer %s"), customer));
	return s.text;
}

static void loop_row(
        const struct step_context *ctx, const struct loop *loop, struct doc *doc, struct doc_node *rows)
{
	struct arena *arena = doc->arena;
	const struct feedback *f = &loop->feedback;
	const struct metric *metric = f->answer_count ? metric_by_id(ctx, f->answers[0].metric_id) : NULL;
	double score = f->answer_count ? f->answers[0].score : (double)NAN;
	struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_FEEDBACK, loop->id));
	row->role = loop_role(loop, ctx->today);
	row->mark = row->role == ROLE_BAD || row->role == ROLE_WATCH;
	doc_cell(doc, row, ref_text(arena, row->ref));
	doc_cell_number(doc, row, say_number(arena, score, 1), score);
	doc_cell_value(
	        doc, row, strempty(f->comment) ? "" : quote_words(ctx, arena, f), quote_plain(ctx, arena, f));
	doc_cell_value(doc, row, loop->owner_id ? person(ctx, loop->owner_id) : _("nobody yet"),
	        members_name(ctx->members, loop->owner_id));
	doc_cell_value(doc, row, day_say(ctx, arena, loop->due_day), day_iso_or_empty(arena, loop->due_day));
	doc_cell_role(doc, row, ROLE_QUIET, remark(ctx, arena, loop));
	doc_cell(doc, row, day_iso_or_empty(arena, f->day));
	doc_cell(doc, row, customer_of(ctx, f));
	doc_cell(doc, row, status_word(loop->status));
	doc_cell(doc, row, metric ? metric->key : "");
	doc_cell(doc, row, str_or(f->channel, ""));
	doc_cell(doc, row, day_iso_or_empty(arena, loop->told_day));
	doc_cell(doc, row, str_or(members_name(ctx->members, loop->told_by_id), ""));
	doc_cell(doc, row, loop_words(ctx, arena, loop, loop->said));
	doc_cell(doc, row, loop_words(ctx, arena, loop, loop->reason));
}

void loops_table(const struct step_context *ctx, const char *key, const struct loop *loops, size_t count,
        struct doc *doc, struct doc_node *parent)
{
	static const struct doc_column columns[] = {
	        {.key = "id", .title = ""},
	        {.key = "score", .title = N_("score"), .align = ALIGN_RIGHT},
	        {.key = "comment",
	                .title = N_("the customer said"),
	                .weight = 4,
	                .min_width = 20,
	                .wrap = true},
	        {.key = "owner", .title = N_("owner")},
	        {.key = "due", .title = N_("tell by")},
	        {.key = "remarks", .title = "", .weight = 3, .min_width = 14, .drop = 1, .wrap = true},
	        {.key = "day", .hidden = true},
	        {.key = "customer", .hidden = true},
	        {.key = "status", .hidden = true},
	        {.key = "metric", .hidden = true},
	        {.key = "channel", .hidden = true},
	        {.key = "told", .hidden = true},
	        {.key = "told_by", .hidden = true},
	        {.key = "said", .hidden = true},
	        {.key = "reason", .hidden = true},
	};
	struct doc_node *rows = table(doc, parent, key, columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < count; i++)
		loop_row(ctx, &loops[i], doc, rows);
}

void loops_news(const struct step_context *ctx, const struct loops *loops, bool with_hint, struct doc *doc,
        struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	if (!loops->fresh)
		return;
	const char *least = loops->more ? _("at least ") : "";
	const char *count = say_count(arena, (int64_t)loops->fresh);
	struct doc_node *para = doc_para(doc, parent, ROLE_TEXT, "");
	para->role = loops->fresh_unowned ? ROLE_WATCH : ROLE_TEXT;
	para->mark = loops->fresh_unowned > 0;
	if (loops->last_ms)
		doc_spanf(doc, para, para->role,
		        P_("%s%s new low score since %s", "%s%s new low scores since %s", loops->fresh),
		        least, count, say_day_near(arena, loops->last_day, ctx->today));
	else
		doc_spanf(doc, para, para->role,
		        P_("%s%s low score of the last %d days", "%s%s low scores of the last %d days",
		                loops->fresh),
		        least, count, loops->days);
	if (loops->fresh_unowned)
		doc_spanf(doc, para, para->role, _(", %s%s without an owner"), least,
		        say_count(arena, (int64_t)loops->fresh_unowned));
	if (with_hint)
		doc_hint(doc, para, _("{page.loops} shows them: each customer hears from somebody"));
}
