/* Round: each in turn says what was, what will be and what blocks, and ticks the own customer goal. */
#include "../services.h"
#include "../tables.h"

#include <string.h>

#include <dagstart/store/meetings.h>
#include <dagstart/store/work.h>

enum { SECOND_MS = 1000, HALF_MINUTE_MS = 30 * SECOND_MS, WEEKS = 4 };

struct state {
	bool started;
	int64_t speaker; /* kept between loads */
	int64_t spoken_from_ms; /* of the step's used time */
	const int64_t *order;
	size_t count;
	size_t current;
	const struct round_entry *entries;
	size_t entry_count;
	struct goals goals;
	struct action *promises; /* of the speaker, open ones */
	size_t promise_count;
};

static bool load_order(struct step_context *ctx, struct state *s, struct err *err)
{
	int64_t *present = NULL, *order = arena_array_of(ctx->arena, int64_t, ctx->members->count + 1);
	size_t present_count = 0;
	if (!people_present(ctx, ctx->meeting ? ctx->meeting->id : 0, &present, &present_count, err))
		return false;
	int turn = working_day_of_year(ctx);
	size_t all = member_speaking_order(ctx->members, ctx->today, turn, order);
	int64_t *kept = arena_array_of(ctx->arena, int64_t, ctx->members->count + 1);
	s->count = 0;
	for (size_t i = 0; i < all; i++)
		for (size_t j = 0; j < present_count; j++)
			if (present[j] == order[i])
				kept[s->count++] = order[i];
	for (size_t j = 0; j < present_count; j++) {
		bool listed = false;
		for (size_t i = 0; i < s->count; i++)
			listed |= kept[i] == present[j];
		if (!listed)
			kept[s->count++] = present[j];
	}
	s->order = kept;
	return true;
}

static const struct round_entry *entry_of(const struct state *s, int64_t member)
{
	for (size_t i = 0; i < s->entry_count; i++)
		if (s->entries[i].member_id == member)
			return &s->entries[i];
	return NULL;
}

/* Who speaks has an entry from the first moment, so that those who follow, and who comes back, see the same.
 */
static size_t furthest(const struct state *s)
{
	size_t last = 0;
	for (size_t i = 0; i < s->count; i++)
		if (entry_of(s, s->order[i]))
			last = i;
	return last;
}

static bool load_promises(struct step_context *ctx, struct state *s, struct err *err)
{
	struct action_query query = {.open = true, .owner_id = s->speaker};
	s->promise_count = 0;
	if (!s->speaker)
		return true;
	if (!store_actions(ctx->store, ctx->arena, &query, &s->promises, &s->promise_count, err))
		return false;
	actions_sort(s->promises, s->promise_count, ctx->today);
	return true;
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	struct round_entry *entries = NULL;
	UNUSED(args);
	if (!s->started)
		*s = (struct state){.started = true, .spoken_from_ms = step_used_ms(ctx)};
	s->entry_count = 0;
	if (!load_order(ctx, s, err) || !goals_load(ctx, false, &s->goals, err))
		return false;
	if (ctx->meeting && ctx->meeting->id &&
	        !store_round(ctx->store, ctx->arena, ctx->meeting->id, &entries, &s->entry_count, err))
		return false;
	s->entries = entries;
	s->current = furthest(s);
	for (size_t i = 0; i < s->count && !session_is_following(ctx->session); i++)
		if (s->order[i] == s->speaker)
			s->current = i;
	s->speaker = s->count ? s->order[s->current] : 0;
	return load_promises(ctx, s, err);
}

static int share_s(const struct step_context *ctx, const struct state *s)
{
	for (size_t i = 0; ctx->meeting && s->count && i < ctx->meeting->step_count; i++)
		if (streq(ctx->meeting->steps[i].name, "round"))
			return ctx->meeting->steps[i].planned_s / (int)s->count;
	return 0;
}

static void said_doc(const struct state *s, int64_t member, struct doc *doc, struct doc_node *parent)
{
	const struct round_entry *entry = entry_of(s, member);
	doc_field(doc, parent, "since", _("since yesterday"),
	        entry ? str_or(entry->since, say_dash()) : say_dash());
	doc_field(doc, parent, "today", _("today"), entry ? str_or(entry->today, say_dash()) : say_dash());
	struct doc_node *blocked = doc_field(doc, parent, "blocked", _("blocked by"),
	        entry ? str_or(entry->blocked, say_dash()) : say_dash());
	if (entry && !strempty(entry->blocked))
		blocked->role = ROLE_WATCH;
}

static const struct goal *goal_of(const struct state *s, int64_t member)
{
	for (size_t i = 0; i < s->goals.count; i++)
		if (s->goals.items[i].owner_id == member)
			return &s->goals.items[i];
	return NULL;
}

static bool is_last(const struct state *s)
{
	return s->current + 1 >= s->count;
}

static void goals_doc(const struct step_context *ctx, const struct state *s, int64_t member, struct doc *doc,
        struct doc_node *parent)
{
	for (size_t i = 0; i < s->goals.count; i++)
		if (s->goals.items[i].owner_id == member)
			goal_card(ctx, &s->goals, &s->goals.items[i], WEEKS, doc, parent);
	if (!goal_of(s, member))
		doc_hint(doc, parent,
		        arena_printf(doc->arena,
		                _("No own customer goal yet: {goal.add owner=%s} writes one"),
		                person(ctx, member)));
}

static int64_t spoken_ms(const struct step_context *ctx, const struct state *s)
{
	const struct round_entry *entry = entry_of(s, s->speaker);
	return (entry ? entry->used_ms : 0) + step_used_ms(ctx) - s->spoken_from_ms;
}

/* The step's own clock is the one with seconds: this one moves each half minute, or when it is judged anew.
 */
static int64_t stands_ms(const struct step_context *ctx, const void *state)
{
	const struct state *s = state;
	int64_t spoken = spoken_ms(ctx, s), stands = HALF_MINUTE_MS - spoken % HALF_MINUTE_MS;
	enum pace now = meeting_pace(spoken, share_s(ctx, s));
	while (stands > SECOND_MS && meeting_pace(spoken + stands - SECOND_MS, share_s(ctx, s)) != now)
		stands -= SECOND_MS;
	return stands;
}

static void speaker_doc(const struct step_context *ctx, const struct state *s, size_t index, bool now,
        struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	int64_t member = s->order[index];
	const char *aside = "";
	if (now && s->count > 1 && index + 1 < s->count)
		aside = arena_printf(arena, _("next: %s"), person(ctx, s->order[index + 1]));
	else if (now && s->count > 1)
		aside = _("last one");
	const char *name = person(ctx, member);
	struct doc_node *section = doc_section(doc, parent, name, aside);
	section->key = name;
	section->role = now ? ROLE_ACCENT : ROLE_TEXT;
	if (now && session_clock_runs(ctx->session)) {
		int64_t spoken = spoken_ms(ctx, s);
		struct doc_timer *timer = arena_new_of(arena, struct doc_timer);
		*timer = (struct doc_timer){
		        .used_ms = spoken - spoken % HALF_MINUTE_MS,
		        .planned_s = share_s(ctx, s),
		        .running = false,
		        .caption = _("speaking"),
		};
		enum pace pace = meeting_pace(spoken, timer->planned_s);
		doc_timer(doc, section,
		        pace == PACE_OVER    ? ROLE_BAD
		        : pace == PACE_AMBER ? ROLE_WATCH
		                             : ROLE_QUIET,
		        timer);
	}
	said_doc(s, member, doc, section);
	if (!now)
		goals_doc(ctx, s, member, doc, section);
}

static void order_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	struct doc_node *para = doc_para(doc, parent, ROLE_QUIET, "");
	for (size_t i = 0; i < s->count; i++) {
		bool said = i < s->current && entry_of(s, s->order[i]);
		enum doc_role role = i == s->current ? ROLE_ACCENT : ROLE_QUIET;
		doc_spanf(doc, para, role, "%s%s",
		        i == s->current ? "▶ "
		        : said          ? "✓ "
		                        : "",
		        person(ctx, s->order[i]));
		doc_span(doc, para, ROLE_QUIET, "   ");
	}
}

static bool has_said(const struct round_entry *entry)
{
	return entry && (!strempty(entry->since) || !strempty(entry->today) || !strempty(entry->blocked));
}

/* What the others wrote down in this round. */
static void heard_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	static const struct doc_column columns[] = {
	        {.key = "name", .title = ""},
	        {.key = "since", .title = N_("since yesterday"), .weight = 1, .min_width = 12, .wrap = true},
	        {.key = "today", .title = N_("today"), .weight = 1, .min_width = 12, .wrap = true},
	        {.key = "blocked", .title = N_("blocked by"), .weight = 1, .min_width = 10, .wrap = true},
	};
	struct doc_node *rows = NULL;
	for (size_t i = 0; i < s->count; i++) {
		const struct round_entry *entry = entry_of(s, s->order[i]);
		if (s->order[i] == s->speaker || !has_said(entry))
			continue;
		if (!rows)
			rows = table(doc, doc_section(doc, parent, _("HEARD IN THIS ROUND"), ""), "heard",
			        columns, sizeof(columns) / sizeof(*columns));
		struct doc_node *row = doc_row(doc, rows, (struct ref){0});
		doc_cell(doc, row, person(ctx, s->order[i]));
		doc_cell(doc, row, entry->since);
		doc_cell(doc, row, entry->today);
		doc_cell_role(doc, row, ROLE_WATCH, entry->blocked);
	}
}

static void hint_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	struct str hint = str_new(doc->arena);
	str_addf(&hint, _("{round.say} writes down what %s says, empty is fine"), person(ctx, s->speaker));
	if (goal_of(s, s->speaker))
		str_addf(&hint, " · %s", _("{round.tick} ticks today"));
	str_addf(&hint, " · %s",
	        is_last(s) ? _("{step.next} goes to the next step") : _("{round.next} goes to the next"));
	doc_hint(doc, parent, hint.text);
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	if (!s->count) {
		doc_para(doc, parent, ROLE_QUIET, _("Nobody is here yet."));
		doc_hint(doc, parent, _("{page.open members} shows the people: mark there who is here"));
		return;
	}
	if (!session_clock_runs(ctx->session)) {
		for (size_t i = 0; i < s->count; i++)
			speaker_doc(ctx, s, i, false, doc, parent);
		return;
	}
	if (s->count > 1)
		order_doc(ctx, s, doc, parent);
	speaker_doc(ctx, s, s->current, true, doc, parent);
	hint_doc(ctx, s, doc, parent);
	/* On a wide wall these stand beside the words. */
	goals_doc(ctx, s, s->speaker, doc, parent);
	if (s->promise_count)
		own_actions_table(ctx, "promised", s->promises, s->promise_count, doc,
		        doc_section(doc, parent, _("OPEN PROMISES"), ""));
	heard_doc(ctx, s, doc, parent);
}

/* Adds the speaker's time, and text where there is some. */
static bool put_entry(struct step_context *ctx, struct state *s, const struct args *args, struct err *err)
{
	const struct round_entry *old = entry_of(s, s->speaker);
	struct round_entry entry = old ? *old : (struct round_entry){.since = "", .today = "", .blocked = ""};
	if (!ctx->meeting || !ctx->meeting->id)
		return err_say(err, ERR_REFUSED,
		        N_("the round belongs to a meeting: start one with `dagstart meet`"));
	if (!s->speaker)
		return err_say(err, ERR_REFUSED, N_("nobody is here yet: the list of people says who is"));
	entry.meeting_id = ctx->meeting->id;
	entry.member_id = s->speaker;
	entry.used_ms += step_used_ms(ctx) - s->spoken_from_ms;
	if (args) {
		entry.since = arg_text(ctx, args, "since");
		entry.today = arg_text(ctx, args, "today");
		entry.blocked = arg_text(ctx, args, "blocked");
	}
	s->spoken_from_ms = step_used_ms(ctx);
	return store_put_round(ctx->store, &entry, err);
}

static bool move(struct step_context *ctx, struct state *s, size_t to, struct err *err)
{
	if (s->count && to >= s->count)
		return err_say(err, ERR_REFUSED, N_("everybody has had a turn: Enter goes to the next step"));
	if (!put_entry(ctx, s, NULL, err))
		return false;
	s->speaker = s->order[to];
	struct round_entry entry = {
	        .meeting_id = ctx->meeting->id,
	        .member_id = s->speaker,
	        .since = "",
	        .today = "",
	        .blocked = "",
	};
	return entry_of(s, s->speaker) || store_put_round(ctx->store, &entry, err);
}

static bool next_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	struct state *s = state;
	UNUSED(args);
	UNUSED(ret);
	return move(ctx, s, s->current + 1, err);
}

static bool previous_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	struct state *s = state;
	UNUSED(args);
	UNUSED(ret);
	return move(ctx, s, s->current ? s->current - 1 : 0, err);
}

static const struct form_row say_rows[] = {
        {"since", N_("since yesterday"), FORM_TEXT, false, N_("what was done that the customer notices")},
        {"today", N_("today"), FORM_TEXT, false, N_("what comes today")},
        {"blocked", N_("blocked by"), FORM_TEXT, false, N_("whom or what you need")},
        {0},
};

static bool say_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	struct state *s = state;
	const struct round_entry *old = entry_of(s, s->speaker);
	bool given = args->count > 0;
	form_missing(ctx, args, "round.say", N_("Round"), say_rows, ret);
	ret->title = person(ctx, s->speaker);
	ret->source = entity_ref(ENTITY_MEMBER, s->speaker);
	if (old && !given) {
		form_value(ret, "since", old->since);
		form_value(ret, "today", old->today);
		form_value(ret, "blocked", old->blocked);
	}
	return !given && s->speaker;
}

static bool say_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	struct state *s = state;
	if (!put_entry(ctx, s, args, err))
		return false;
	ret->message = arena_printf(ctx->arena, _("saved: %s"), person(ctx, s->speaker));
	return true;
}

/* The first own goal of who speaks, unless another goal is selected. */
static bool tick_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	struct state *s = state;
	struct args named = {.ref = args->ref};
	const struct goal *own = goal_of(s, s->speaker);
	if (named.ref.letter != 'G' && own)
		named.ref = entity_ref(ENTITY_GOAL, own->id);
	if (named.ref.letter != 'G')
		return err_say(err, ERR_REFUSED, N_("there is no own goal to tick yet: g writes one"));
	return goal_tick(ctx, &named, ret, err);
}

static const char *const say_args[] = {"since", "today", "blocked", NULL};

static const struct command commands[] = {
        {.name = "round.next", .title = N_("next speaker"), .writes = true, .run = next_run},
        {.name = "round.previous", .title = N_("speaker back"), .writes = true, .run = previous_run},
        {.name = "round.say",
                .title = N_("write it down"),
                .writes = true,
                .args = say_args,
                .form = say_form,
                .run = say_run},
        {.name = "round.tick", .title = N_("tick today"), .writes = true, .run = tick_run},
        {0},
};

static size_t idle(const void *state, const char **ret)
{
	const struct state *s = state;
	size_t count = 0;
	if (!goal_of(s, s->speaker))
		ret[count++] = "round.tick";
	if (is_last(s))
		ret[count++] = "round.next";
	if (!s->count)
		ret[count++] = "round.say";
	return count;
}

static int64_t member(const void *state)
{
	const struct state *s = state;
	return s->speaker;
}

const struct step_ops round_step = {
        .name = "round",
        .title = N_("Round"),
        .commands = commands,
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
        .stands_ms = stands_ms,
        .member = member,
        .idle = idle,
};
